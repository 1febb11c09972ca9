//! What a project is charged by: prices of models and for customers' messages, and pricing anew.

pub mod changes;
pub mod messages;
pub mod models;
pub mod reprice;
pub mod tokens;

use time::Date;
use time::macros::format_description;

use crate::http::error::Error;

/// A day as it is written in paths and queries.
pub(super) fn day(field: &str, text: &str) -> Result<Date, Error> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
        .map_err(|_| Error::field(field, "must be a day like 2026-03-01"))
}
