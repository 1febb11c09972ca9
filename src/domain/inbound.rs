//! A request as it arrived and the proof that it may be parsed.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::account::Account;
use super::event::Event;
use super::id::ProjectId;

/// A request before anything is believed of it.
#[derive(Clone, Debug)]
pub struct Inbound {
    /// The signature header as it came, if there was exactly one.
    pub signature: Option<Vec<u8>>,
    /// The body, byte for byte.
    pub body: Bytes,
    /// When it arrived.
    pub received_at: OffsetDateTime,
}

/// A request whose sender proved to know a secret; only this can be parsed.
#[derive(Clone, Debug)]
pub struct Verified {
    body: Bytes,
    received_at: OffsetDateTime,
    accounts: Vec<Arc<Account>>,
}

impl Verified {
    /// To be called by a channel's `verify` and nobody else; `accounts` are those whose secret matched.
    #[must_use]
    pub fn new(inbound: Inbound, accounts: Vec<Arc<Account>>) -> Self {
        Self { body: inbound.body, received_at: inbound.received_at, accounts }
    }

    /// A body that was verified when it was kept and is parsed again; `accounts` are those of the project it was kept
    /// for, so that a replay never reaches into another.
    #[must_use]
    pub fn kept(body: Bytes, received_at: OffsetDateTime, accounts: Vec<Arc<Account>>) -> Self {
        Self { body, received_at, accounts }
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// When it arrived.
    #[must_use]
    pub fn received_at(&self) -> OffsetDateTime {
        self.received_at
    }

    /// The accounts that the sender may speak for.
    #[must_use]
    pub fn accounts(&self) -> &[Arc<Account>] {
        &self.accounts
    }
}

/// Why a request was refused; what exactly was wrong is not told to the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// No signature, a malformed one, or one that no configured secret explains.
    #[error("the request is not signed by a known app secret")]
    Unsigned,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
}

/// What a delivery was understood to say.
#[derive(Debug, Default)]
pub struct Parsed {
    /// One part for each project that the delivery speaks to, in order of appearance.
    pub parts: Vec<Part>,
    /// What was not understood or not ours, in short fixed words with ids, never content; at most 20.
    pub notes: Vec<String>,
}

/// The share of one project in a delivery.
#[derive(Debug)]
pub struct Part {
    /// Whose it is.
    pub project: ProjectId,
    /// The bytes to keep: the whole body when the delivery speaks to this project alone, else an envelope with its changes only.
    pub body: Bytes,
    /// What happened.
    pub events: Vec<Event>,
}

/// JSON text from a stranger that is valid but need not fit any type of ours.
#[must_use]
pub fn raw(json: &str) -> Option<Box<RawValue>> {
    RawValue::from_string(json.to_owned()).ok()
}
