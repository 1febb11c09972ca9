//! Tokens and money that a message took.

use serde::{Deserialize, Serialize};

/// Token counts; cached and reasoning tokens are parts of input and output, not additions to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Usage {
    /// Tokens sent to the model, cached ones included.
    pub input_tokens: u32,
    /// Tokens the model produced, reasoning included.
    pub output_tokens: u32,
    /// Input tokens read from the provider's cache.
    pub cache_read_tokens: u32,
    /// Input tokens written to the provider's cache.
    pub cache_write_tokens: u32,
    /// Output tokens spent on reasoning.
    pub reasoning_tokens: u32,
}

impl Usage {
    /// Both together; what a counter cannot hold is cut off.
    #[must_use]
    pub fn plus(self, other: &Self) -> Self {
        Self {
            input_tokens: self.input_tokens.saturating_add(other.input_tokens),
            output_tokens: self.output_tokens.saturating_add(other.output_tokens),
            cache_read_tokens: self.cache_read_tokens.saturating_add(other.cache_read_tokens),
            cache_write_tokens: self.cache_write_tokens.saturating_add(other.cache_write_tokens),
            reasoning_tokens: self.reasoning_tokens.saturating_add(other.reasoning_tokens),
        }
    }
}
