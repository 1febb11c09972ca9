//! One step of a program that asks models, as its instrumentation reported it: a span.

use std::fmt;

use time::OffsetDateTime;
use uuid::Uuid;

use super::money::Nanos;
use super::usage::Usage;

/// The 16 bytes that all spans of one trace share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TraceId(pub Uuid);

/// A span's id within its trace: 8 bytes of OpenTelemetry and Sentry, right-aligned, or the 16 of a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpanId(pub Uuid);

impl TraceId {
    /// From 32 hexadecimal digits, hyphens allowed; none where all are zero or it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text.trim()).ok().filter(|id| !id.is_nil()).map(Self)
    }

    /// From its 16 bytes; none where all are zero or the length is another.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().filter(|id| !id.is_nil()).map(Self)
    }
}

impl SpanId {
    /// From 16 hexadecimal digits, or 32 with hyphens allowed; none where all are zero or it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 16 {
            let id =
                text.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u64::from_str_radix(text, 16).ok()).flatten()?;
            return Self::from_bytes(&id.to_be_bytes());
        }
        Uuid::try_parse(text).ok().filter(|id| !id.is_nil()).map(Self)
    }

    /// From its 8 or 16 bytes; none where all are zero or the length is another.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let id = match <[u8; 8]>::try_from(bytes) {
            Ok(short) => Uuid::from_u64_pair(0, u64::from_be_bytes(short)),
            Err(_) => Uuid::from_slice(bytes).ok()?,
        };
        (!id.is_nil()).then_some(Self(id))
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl fmt::Display for SpanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_u64_pair() {
            (0, short) => write!(f, "{short:016x}"),
            _ => self.0.simple().fmt(f),
        }
    }
}

/// What a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SpanKind)]
pub enum Kind {
    /// A model was asked.
    Llm,
    /// A tool was called.
    Tool,
    /// An agent was at work.
    Agent,
    /// A workflow, a task or a handler.
    Chain,
    /// Documents were looked for.
    Retrieval,
    /// Text was made into vectors.
    Embedding,
    /// Something was checked.
    Guardrail,
    /// Something was judged.
    Evaluation,
    /// Anything else, as a web framework's or a database's.
    Other,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: [Self; 9] = [
        Self::Llm,
        Self::Tool,
        Self::Agent,
        Self::Chain,
        Self::Retrieval,
        Self::Embedding,
        Self::Guardrail,
        Self::Evaluation,
        Self::Other,
    ];

    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Llm => "llm",
            Self::Tool => "tool",
            Self::Agent => "agent",
            Self::Chain => "chain",
            Self::Retrieval => "retrieval",
            Self::Embedding => "embedding",
            Self::Guardrail => "guardrail",
            Self::Evaluation => "evaluation",
            Self::Other => "other",
        }
    }

    /// The kind of a word; of an unknown one, from a later version, `Other`.
    #[must_use]
    pub fn known(word: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap_or(Self::Other)
    }
}

/// What went wrong in a span.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SpanFault)]
pub struct Fault {
    /// The exception's class or the error's type, for example `RateLimitError`; empty where it is not said.
    pub kind: String,
    /// In words; empty where it is not said.
    pub message: String,
}

/// A tool that a model wants called, or that was.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct ToolCall {
    /// What pairs the request with its result; empty where none is given.
    pub id: String,
    /// The tool's name; empty where a result alone is reported.
    pub name: String,
    /// As JSON text, or as whatever came.
    pub arguments: Option<String>,
    /// What it gave back, as text or JSON text.
    pub result: Option<String>,
}

/// What one report says of a span. A span may be told in several, in any order; what one does not carry, none erases.
#[derive(Clone, Debug)]
pub struct Span {
    /// Its trace.
    pub trace: TraceId,
    /// Its id within the trace.
    pub id: SpanId,
    /// The span within which it happened.
    pub parent: Option<SpanId>,
    /// Its name, for people.
    pub name: Option<String>,
    /// What it is; none where this report does not tell, as that of a span's event alone.
    pub kind: Option<Kind>,
    /// When it began.
    pub started_at: Option<OffsetDateTime>,
    /// When it ended; none while it goes on, or where nobody says.
    pub ended_at: Option<OffsetDateTime>,
    /// Whether it failed; none where this report does not tell.
    pub failed: Option<bool>,
    /// What went wrong.
    pub fault: Option<Fault>,
    /// The conversation that it says itself to belong to; inherited ones are found later.
    pub thread: Option<String>,
    /// The user that it says it worked for.
    pub user: Option<String>,
    /// Sentry's segment: the root of the part of a trace that one process made.
    pub segment: Option<SpanId>,
    /// The model that answered, else the one that was asked for.
    pub model: Option<String>,
    /// Who runs the model.
    pub provider: Option<String>,
    /// Tokens, where they are told.
    pub usage: Option<Usage>,
    /// What it cost, in US dollars, where the sender says so.
    pub cost: Option<Nanos>,
    /// From the request to the first part of the answer, in milliseconds.
    pub first_token_ms: Option<i64>,
    /// Why the model stopped, in its word.
    pub finish: Option<String>,
    /// The model provider's id of the answer.
    pub response: Option<String>,
    /// The answer that a model's call goes on with, by its provider's id.
    pub previous: Option<String>,
    /// The name of the agent.
    pub agent: Option<String>,
    /// Of a tool's span: its call. Of a model's: none, see `calls`.
    pub tool: Option<ToolCall>,
    /// Of a model's span: tool calls in its answer (without results) and results in its input (with the id that pairs
    /// them), for programs that report no tool spans.
    pub calls: Vec<ToolCall>,
    /// The last words of a user in what went in; of a model's span from its messages, else from the input value.
    pub asked: Option<String>,
    /// The words that came out.
    pub answered: Option<String>,
    /// Whether a model's input ends in a tool's result, so that it goes on with a turn rather than beginning one.
    pub continues: bool,
    /// The environment and release that the program runs as.
    pub environment: Option<String>,
    /// The release, as the program calls it.
    pub release: Option<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Everything that came, as a JSON object: `attributes`, `resource`, `scope`, `events`, …, for people to look at.
    pub raw: serde_json::Map<String, serde_json::Value>,
}

impl Span {
    /// A span of which nothing is known but its place.
    #[must_use]
    pub fn new(trace: TraceId, id: SpanId) -> Self {
        Self {
            trace,
            id,
            parent: None,
            name: None,
            kind: None,
            started_at: None,
            ended_at: None,
            failed: None,
            fault: None,
            thread: None,
            user: None,
            segment: None,
            model: None,
            provider: None,
            usage: None,
            cost: None,
            first_token_ms: None,
            finish: None,
            response: None,
            previous: None,
            agent: None,
            tool: None,
            calls: Vec::new(),
            asked: None,
            answered: None,
            continues: false,
            environment: None,
            release: None,
            tags: Vec::new(),
            raw: serde_json::Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, SpanId, TraceId};

    #[test]
    fn ids_are_read_and_written_alike() {
        for text in ["00f067aa0ba902b7", "01a1ff85b580763a83aa44c9ed229b1a"] {
            assert_eq!(SpanId::parse(text).map(|id| id.to_string()).as_deref(), Some(text));
        }
        let trace = TraceId::parse("01a1ff85-b57a-7ca2-9928-124a930320ad");
        assert_eq!(trace.map(|id| id.to_string()).as_deref(), Some("01a1ff85b57a7ca29928124a930320ad"));
        for bad in ["", "0000000000000000", "xyz", "00f067aa0ba902b", "+0f067aa0ba902b7", "é0f067aa0ba902b"] {
            assert_eq!(SpanId::parse(bad), None, "{bad}");
        }
        assert_eq!((TraceId::from_bytes(&[0; 16]), TraceId::from_bytes(&[1; 8])), (None, None));
        assert_eq!(SpanId::from_bytes(&[0, 0, 0, 0, 0, 0, 0, 7]), SpanId::parse("0000000000000007"));
    }

    #[test]
    fn kinds_and_their_words_are_one_to_one() {
        for kind in Kind::ALL {
            assert_eq!(Kind::known(kind.as_str()), kind);
        }
        assert_eq!(Kind::known("dream"), Kind::Other);
    }
}
