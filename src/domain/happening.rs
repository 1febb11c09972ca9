//! What an adopter can be told of, and by which word.

use serde::{Deserialize, Serialize};

/// Something that is told to those who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Happening {
    /// A conversation began.
    #[serde(rename = "conversation.started")]
    ConversationStarted,
    /// A conversation was ended; once for each end, however many nodes notice it.
    #[serde(rename = "conversation.ended")]
    ConversationEnded,
    /// A person is to go on in the assistant's place.
    #[serde(rename = "conversation.handover")]
    ConversationHandover,
    /// Something was said, by whomever; not reactions, edits and the like.
    #[serde(rename = "message.recorded")]
    MessageRecorded,
    /// A message did not reach its customer.
    #[serde(rename = "message.failed")]
    MessageFailed,
    /// An assistant had no answer.
    #[serde(rename = "answer.failed")]
    AnswerFailed,
    /// A customer service window closed.
    #[serde(rename = "window.expired")]
    WindowExpired,
}

impl Happening {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConversationStarted => "conversation.started",
            Self::ConversationEnded => "conversation.ended",
            Self::ConversationHandover => "conversation.handover",
            Self::MessageRecorded => "message.recorded",
            Self::MessageFailed => "message.failed",
            Self::AnswerFailed => "answer.failed",
            Self::WindowExpired => "window.expired",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Happening;

    #[test]
    fn json_has_the_same_words_as_the_database() {
        for happening in [
            Happening::ConversationStarted,
            Happening::ConversationEnded,
            Happening::ConversationHandover,
            Happening::MessageRecorded,
            Happening::MessageFailed,
            Happening::AnswerFailed,
            Happening::WindowExpired,
        ] {
            assert_eq!(serde_json::to_value(happening).unwrap(), happening.as_str());
        }
    }
}
