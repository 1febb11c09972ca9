//! A span as it came, whatever the wire: the one shape that every reader makes and that `meaning` understands.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::domain::span::{Fault, SpanId, TraceId};

/// What one report says of a span, before its attributes are understood.
#[derive(Clone, Debug)]
pub struct RawSpan {
    /// Its trace.
    pub trace: TraceId,
    /// Its id within the trace.
    pub id: SpanId,
    /// The span within which it happened.
    pub parent: Option<SpanId>,
    /// Its name; empty where only a part of the span is reported.
    pub name: String,
    /// When it began.
    pub started_at: Option<OffsetDateTime>,
    /// When it ended.
    pub ended_at: Option<OffsetDateTime>,
    /// Whether it failed; none where nothing is said.
    pub failed: Option<bool>,
    /// What its status says of a failure, beside events and attributes.
    pub fault: Option<Fault>,
    /// Attributes by their full names with dots. Values as they came: strings that hold JSON stay strings.
    pub attributes: Map<String, Value>,
    /// What the program as a whole says of itself.
    pub resource: Map<String, Value>,
    /// Who made the span: `name`, `version`.
    pub scope: Map<String, Value>,
    /// What happened at moments within it, exceptions for one.
    pub events: Vec<RawEvent>,
    /// Everything else worth keeping for people to look at, by name: `kind`, `links`, `trace_state`, …
    pub rest: Map<String, Value>,
    /// Whether this is a part that came apart from its span, as a log record: then it decides nothing of the span's own.
    pub is_part: bool,
}

/// Something that happened within a span.
#[derive(Clone, Debug)]
pub struct RawEvent {
    /// What, for example `exception`.
    pub name: String,
    /// When.
    pub at: Option<OffsetDateTime>,
    /// What is said of it.
    pub attributes: Map<String, Value>,
}

/// What one request says.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Spans, in the order they came.
    pub spans: Vec<RawSpan>,
    /// How many could not be used.
    pub rejected: usize,
    /// Why, each reason once, in fixed words that hold no content.
    pub reasons: Vec<&'static str>,
    /// How many items were understood but are of no use to us, by their sender's word: `session`, `client_report`, …
    pub passed_over: usize,
}

/// Why a request could not be read at all, in words for whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);
