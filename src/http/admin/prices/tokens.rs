//! The price of a model's tokens, as it is given and shown, for an assistant or for a project.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::domain::money::Nanos;
use crate::domain::price::Price;
use crate::http::amount;
use crate::http::error::Error;
use crate::http::faults::Faults;

/// The most that a million tokens may cost: as much as a message.
const MOST: Nanos = Nanos::MOST_PER_MESSAGE;

/// What a million tokens cost, in the project's currency: decimals of at most 9 digits behind the point, as numbers or
/// as text; kept exactly. Each at most 1,000,000.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPrice)]
pub struct Given {
    /// Input that no cache took part in.
    #[schema(value_type = String, example = "2.5")]
    input: Box<RawValue>,
    /// Output other than reasoning.
    #[schema(value_type = String, example = "10")]
    output: Box<RawValue>,
    /// Input read from the provider's cache; charged as other input if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "1.25")]
    cache_read: Option<Box<RawValue>>,
    /// Input written to the provider's cache; charged as other input if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    cache_write: Option<Box<RawValue>>,
    /// Output that is reasoning; charged as other output if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reasoning: Option<Box<RawValue>>,
}

/// What a million tokens cost, in the project's currency, every digit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Price)]
pub struct Shown {
    /// Input that no cache took part in.
    #[schema(value_type = f64, example = 2.5)]
    input: Nanos,
    /// Output other than reasoning.
    #[schema(value_type = f64, example = 10)]
    output: Nanos,
    /// Input read from the provider's cache; null where it is charged as other input.
    #[schema(value_type = Option<f64>, example = 1.25)]
    cache_read: Option<Nanos>,
    /// Input written to the provider's cache; null where it is charged as other input.
    #[schema(value_type = Option<f64>)]
    cache_write: Option<Nanos>,
    /// Output that is reasoning; null where it is charged as other output.
    #[schema(value_type = Option<f64>)]
    reasoning: Option<Nanos>,
}

impl Given {
    /// The price, or all that is wrong with it; `place` is what stands before the names of its fields.
    pub(in crate::http::admin) fn check(&self, place: &str) -> Result<Price, Error> {
        let mut faults = Faults::default();
        let mut read = |name: &str, raw: &RawValue| {
            let found = amount::read(raw).and_then(|price| match price {
                price if price > MOST => Err(format!("is {price}; a million tokens cost at most {MOST}")),
                price => Ok(price),
            });
            found.map_err(|why| faults.add(format!("{place}{name}"), why)).unwrap_or_default()
        };
        let price = Price {
            input: read("input", &self.input),
            output: read("output", &self.output),
            cache_read: self.cache_read.as_deref().map(|raw| read("cache_read", raw)),
            cache_write: self.cache_write.as_deref().map(|raw| read("cache_write", raw)),
            reasoning: self.reasoning.as_deref().map(|raw| read("reasoning", raw)),
        };
        faults.unless(price)
    }
}

impl From<Price> for Shown {
    fn from(price: Price) -> Self {
        let Price { input, output, cache_read, cache_write, reasoning } = price;
        Self { input, output, cache_read, cache_write, reasoning }
    }
}
