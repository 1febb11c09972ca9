//! Sentry's wire: envelopes with spans, transactions and errors, and where its SDKs put the key.

mod container;
mod envelope;
mod error;
mod key;
mod moment;
mod span;
mod transaction;

pub use envelope::envelope;
pub use key::{key_of_header, key_of_query};

#[cfg(test)]
mod tests;
