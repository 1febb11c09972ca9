//! Why an assistant did not answer, in words that go on record: no key, no address, none of the model's own text.

use crate::outbound::OutboundError;

/// Why an assistant did not answer, or not to the end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssistantError {
    /// It was deleted after the conversation began.
    #[error("the assistant was deleted; begin a conversation with another")]
    Gone,
    /// A setting is missing without which it cannot answer.
    #[error("the assistant has no {0}; set it in the assistant's settings")]
    Incomplete(&'static str),
    /// The program ended in the middle of the answer.
    #[error("the program was stopped in the middle of the answer; send another message")]
    Stopped,
    /// Its key was sealed under another sealing key.
    #[error("the assistant's key cannot be opened; enter it anew")]
    Key,
    /// The model could not be called or did not answer to the end.
    #[error("the model could not be asked: {0}")]
    Call(#[from] OutboundError),
    /// The model's API answered with a status other than success.
    #[error("{}", refused(*status, word.as_deref()))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The API's own word for it, for example `model_not_found`.
        word: Option<String>,
    },
    /// The model's API reported an error in the middle of its answer.
    #[error("the model's API reported an error{}", bracketed(word.as_deref()))]
    Reported {
        /// The API's own word for it.
        word: Option<String>,
    },
    /// What came is not a stream of chat completions.
    #[error("the answer is not a stream of chat completions; is the base_url that of the API?")]
    Garbled,
    /// What came from the provider `http` is no answer.
    #[error("the answer is not a JSON object with a `text`, nor server-sent events of such objects")]
    Answer,
    /// What was to be JSON is none.
    #[error("the model did not answer with a JSON object; choose one that can")]
    Unreadable,
    /// What came from an audio address is neither a transcript nor sound.
    #[error("the API answered with no transcript, or with no sound of a known type")]
    Unheard,
    /// The assistant's limit of time passed.
    #[error("the answer took longer than the assistant's limit of {0} s")]
    Late(u32),
    /// The assistant's limit of tokens was reached before there was an answer.
    #[error("the answer took more than the assistant's limit of {0} tokens")]
    Spent(u64),
    /// The model went on calling tools.
    #[error("the model called tools more often than the assistant's limit of {0} times")]
    Rounds(u32),
    /// The answer is longer than is recorded.
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
}

impl AssistantError {
    /// The kind as a word, for figures and for those who sort errors.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Gone | Self::Incomplete(_) | Self::Key => "not_configured",
            Self::Call(OutboundError::NotHttp | OutboundError::Private) => "address_refused",
            Self::Call(OutboundError::Unreachable) => "unreachable",
            Self::Call(OutboundError::TimedOut) => "timeout",
            Self::Call(OutboundError::BrokeOff) => "broke_off",
            Self::Call(OutboundError::TooLarge(_)) | Self::TooLong(_) => "too_long",
            Self::Refused { status: 401 | 403, .. } => "key_refused",
            Self::Refused { status: 429, .. } => "rate_limited",
            Self::Refused { status: 500.., .. } | Self::Reported { .. } => "model_failed",
            Self::Refused { .. } => "request_refused",
            Self::Garbled | Self::Answer | Self::Unreadable | Self::Unheard => "garbled",
            Self::Late(_) | Self::Spent(_) | Self::Rounds(_) => "over_limit",
            Self::Stopped => "interrupted",
        }
    }

    /// Whether the same question may be answered a little later.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Call(OutboundError::Unreachable | OutboundError::TimedOut | OutboundError::BrokeOff)
            | Self::Refused { status: 408 | 429 | 500.., .. }
            | Self::Reported { .. }
            | Self::Stopped => true,
            Self::Call(_)
            | Self::Refused { .. }
            | Self::Gone
            | Self::Incomplete(_)
            | Self::Key
            | Self::Garbled
            | Self::Answer
            | Self::Unreadable
            | Self::Unheard
            | Self::Late(_)
            | Self::Spent(_)
            | Self::Rounds(_)
            | Self::TooLong(_) => false,
        }
    }

    /// How it stands on record: the kind, then the words.
    #[must_use]
    pub fn on_record(&self) -> String {
        format!("{}: {self}", self.kind())
    }
}

fn refused(status: u16, word: Option<&str>) -> String {
    let why = match status {
        300..=399 => "the model's API points elsewhere, which is not followed; correct the base_url",
        401 | 403 => "the model's API refused the key",
        404 => "the model's API knows no such model or address",
        429 => "the model's API asks to slow down, or the account is used up",
        500.. => "the model's API failed",
        _ => "the model's API refused the request",
    };
    format!("{why} (status {status}{})", word.map(|word| format!(", {word}")).unwrap_or_default())
}

fn bracketed(word: Option<&str>) -> String {
    word.map(|word| format!(" ({word})")).unwrap_or_default()
}
