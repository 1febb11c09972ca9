//! Amounts of money in JSON, as a number or as text, read exactly.

use serde_json::value::RawValue;

use crate::domain::money::Nanos;

/// The amount, from the JSON text itself, since a float would not keep it.
///
/// # Errors
/// What is wrong with it, to be said behind the name of the field.
pub fn read(raw: &RawValue) -> Result<Nanos, String> {
    let given = raw.get();
    let decimal: String = if given.starts_with('"') {
        serde_json::from_str(given).map_err(|_| "is not readable text".to_owned())?
    } else {
        given.to_owned()
    };
    Nanos::parse(&decimal).map_err(|error| format!("is not accepted: {error}"))
}
