//! A message on its way out: what a channel is given to send, and what it makes of the platform's answer.

use std::time::Duration;

use super::account::Secret;
use super::customer::Identity;

/// A free-form message for one person.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The person's aliases; the channel knows which of them can be written to.
    pub to: Vec<Identity>,
    /// What to say.
    pub text: String,
    /// Our own id, which the platform gives back with every status: it tells what became of a message whose answer was
    /// lost.
    pub opaque: uuid::Uuid,
}

/// A call to the platform, ready to be made: `POST` with a bearer token and a JSON body.
#[derive(Clone, Debug)]
pub struct Call {
    /// Where.
    pub url: String,
    /// Who we are.
    pub token: Secret,
    /// What is sent.
    pub body: serde_json::Value,
}

/// What became of a message that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The platform has it and will report on it under this id.
    Accepted {
        /// The platform's id.
        external_id: String,
    },
    /// It will not be sent, however often it is tried.
    Refused {
        /// Why, in words that hold nothing of the message.
        error: String,
    },
    /// The platform does not have it, and may take it later.
    Later {
        /// Why, in words that hold nothing of the message.
        error: String,
        /// How long to wait at least.
        after: Duration,
    },
    /// The platform may have it or not. It must not be sent again before that is known.
    Unclear {
        /// Why, in words that hold nothing of the message.
        error: String,
    },
}
