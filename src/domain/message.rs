//! One thing said, whoever said it and however it came.

use time::OffsetDateTime;

use super::{attachment::Announced, money::Nanos, usage::Usage};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The customer, visitor or tester.
    User,
    /// The assistant.
    Assistant,
    /// A person of the business.
    Operator,
    /// A tool's result.
    Tool,
    /// The platform or the program itself.
    System,
}

impl Role {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::Operator => "operator",
            Self::Tool => "tool",
            Self::System => "system",
        }
    }
}

/// Kinds that change or mark another message, or only report something; they are kept but do not count as messages.
pub const ANNOTATIONS: [&str; 7] = ["reaction", "edit", "revoke", "system", "request_welcome", "call", "extraction"];

/// Work that a message causes; it is recorded with the message, and only if that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The assistant is to answer.
    Answer,
    /// It is to be sent over this channel.
    Send(super::id::ChannelId),
}

/// A message as an adapter understood it; the recorder adds ids.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whose ids `external_id` is one of: the channel where the platform gives ids, none where the conversation does.
    pub source: Option<super::id::ChannelId>,
    /// The platform's or caller's id; repeats within the same source are ignored.
    pub external_id: Option<String>,
    /// The id that whoever asked for it to be sent gave it; the conversation's repeats are ignored, also once the
    /// platform has given the message an id of its own.
    pub client_id: Option<String>,
    /// Who speaks.
    pub role: Role,
    /// Shown name of the author where the role says too little, for example `WhatsApp app`.
    pub author: Option<String>,
    /// What it is: `text`, `image`, `reaction`, … or the platform's own word when it is new to us.
    pub kind: String,
    /// What a reader sees; empty when the kind says it all.
    pub body: String,
    /// The external id of the message that this one reacts to, edits or revokes.
    pub target: Option<String>,
    /// The external id of the message that this one answers.
    pub reply_to: Option<String>,
    /// Everything else the platform said about it, as JSON; null when `body` is all there is.
    pub content: Option<Box<serde_json::value::RawValue>>,
    /// When it was said, by the platform's clock.
    pub sent_at: OffsetDateTime,
    /// When the customer service window that this message opens closes; null when it opens none.
    pub window_closes_at: Option<OffsetDateTime>,
    /// Delivery status at the time of recording, if it has one.
    pub status: Option<&'static str>,
    /// Tool calls with arguments and results, as a JSON array.
    pub tool_calls: Option<serde_json::Value>,
    /// How many tool calls there are.
    pub tool_call_count: u32,
    /// Tokens that producing it took.
    pub usage: Usage,
    /// Model cost; null when the price is not known.
    pub cost: Option<Nanos>,
    /// Whether `cost` was worked out here from a price, and may be worked out anew; else somebody told it.
    pub cost_computed: bool,
    /// The model that answered.
    pub model: Option<String>,
    /// How many calls of models made it; none: one where it names a model, else no call.
    pub llm_calls: Option<u32>,
    /// What went wrong with it, in words.
    pub error: Option<String>,
    /// Files uploaded for it, which become its own.
    pub files: Vec<uuid::Uuid>,
    /// The file that it is about, which is to be fetched.
    pub attachment: Option<Announced>,
    /// What is to be done because of it.
    pub work: Option<Work>,
}

impl Message {
    /// A plain message of `kind` with everything optional left out.
    #[must_use]
    pub fn new(role: Role, kind: &str, body: &str, sent_at: OffsetDateTime) -> Self {
        Self {
            source: None,
            external_id: None,
            client_id: None,
            role,
            author: None,
            kind: kind.to_owned(),
            body: super::text::clean(body),
            target: None,
            reply_to: None,
            content: None,
            sent_at,
            window_closes_at: None,
            status: None,
            tool_calls: None,
            tool_call_count: 0,
            usage: Usage::default(),
            cost: None,
            cost_computed: false,
            model: None,
            llm_calls: None,
            error: None,
            files: Vec::new(),
            attachment: None,
            work: None,
        }
    }

    /// Whether it counts as a message in totals and previews.
    #[must_use]
    pub fn counts(&self) -> bool {
        !ANNOTATIONS.contains(&self.kind.as_str())
    }
}
