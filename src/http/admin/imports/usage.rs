//! Token counts as other systems give them.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::usage::Usage;

/// Tokens that a message took; a count that is left out is 0.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GivenUsage {
    /// Tokens sent to the model, cached ones included.
    #[schema(example = 212)]
    pub input_tokens: u32,
    /// Tokens the model produced, reasoning included.
    #[schema(example = 18)]
    pub output_tokens: u32,
    /// Input tokens read from the provider's cache.
    #[schema(example = 100)]
    pub cache_read_tokens: u32,
    /// Input tokens written to the provider's cache.
    #[schema(example = 0)]
    pub cache_write_tokens: u32,
    /// Output tokens spent on reasoning.
    #[schema(example = 3)]
    pub reasoning_tokens: u32,
    /// May be sent along, as providers count it, and is not kept: the record's total is input and output tokens.
    #[schema(example = 230)]
    pub total_tokens: Option<u64>,
}

impl From<GivenUsage> for Usage {
    fn from(given: GivenUsage) -> Self {
        Self {
            input_tokens: given.input_tokens,
            output_tokens: given.output_tokens,
            cache_read_tokens: given.cache_read_tokens,
            cache_write_tokens: given.cache_write_tokens,
            reasoning_tokens: given.reasoning_tokens,
        }
    }
}
