//! Full-text search over conversations of any age, and the upkeep of its documents.
//!
//! A conversation is found when each word of a search begins a word of it, wherever that stands: in a message, a
//! variable, a name, a number or an id. `search_words` tells rare words from common ones and proposes what may have
//! been meant by a word that nothing begins with.

mod find;
mod forget;
pub mod identity;
pub mod index;
mod vocabulary;

pub use find::{Matches, find};
pub use forget::forget;
