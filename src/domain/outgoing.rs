//! A message on its way out: what a channel is given to send, and what it makes of the platform's answer.

use std::time::Duration;

use super::account::Secret;
use super::customer::Identity;

/// Why a free-form message is not sent: its code, and words for people.
pub const SESSION_EXPIRED: &str =
    "SESSION_EXPIRED: the customer's last message is older than 24 hours, only a template may be sent";

/// The member of a content under which our own id of a file stands, until the platform has one for it.
pub const FILE: &str = "file";

/// What a message to be sent says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A plain text.
    Text(String),
    /// Anything else in the platform's own shape, as it is on record: its type and what stands under it.
    Other {
        /// The platform's word: `template`, `interactive`, `image`, …
        kind: String,
        /// The member of that name.
        value: serde_json::Value,
    },
}

impl Content {
    /// Of a message on record: its kind, body and content.
    #[must_use]
    pub fn of(kind: &str, body: &str, content: Option<&str>) -> Self {
        let content: serde_json::Value = content.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        match content.get(kind) {
            Some(value) if kind != "text" => Self::Other { kind: kind.to_owned(), value: value.clone() },
            _ => Self::Text(body.to_owned()),
        }
    }

    /// Our id of the file that was uploaded for it.
    #[must_use]
    pub fn file(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Text(_) => None,
            Self::Other { value, .. } => value.get(FILE)?.as_str()?.parse().ok(),
        }
    }

    /// The kind of the message.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Other { kind, .. } => kind,
        }
    }
}

/// A message for one person.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The person's aliases; the channel knows which of them can be written to.
    pub to: Vec<Identity>,
    /// What to say.
    pub content: Content,
    /// The platform's id of the file that was handed over for it.
    pub file: Option<String>,
    /// The platform's id of the message that it answers, to be shown above it.
    pub reply_to: Option<String>,
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

/// A file that is to be handed over to a platform.
#[derive(Clone, Debug)]
pub struct File {
    /// Its type, told by its content.
    pub media_type: String,
}

/// A call that hands a file over, ready to be made: `POST` with a bearer token and a form of several parts.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Where.
    pub url: String,
    /// Who we are.
    pub token: Secret,
    /// What stands beside the file.
    pub fields: Vec<(&'static str, &'static str)>,
    /// The name of the part that is the file.
    pub part: &'static str,
    /// The type of that part, as the platform spells it.
    pub media_type: &'static str,
}

/// A question to the platform, ready to be asked: `GET` with a bearer token.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where.
    pub url: String,
    /// Who we are.
    pub token: Secret,
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
