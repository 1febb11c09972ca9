//! A trace and its spans as LangWatch's API shows them; times are milliseconds since 1970, money is US dollars.

use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::domain::id::ProjectId;
use crate::domain::money::Nanos;
use crate::domain::span::{Kind, Span};
use crate::domain::tariff::Charging;
use crate::domain::trace::{Trace as Tree, Turn};
use crate::store::traces::link::Link;
use crate::store::traces::read::Arrival;
use crate::store::traces::spans::Told;

/// A trace in LangWatch's shape.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchTrace)]
#[expect(clippy::struct_field_names, reason = "the names that LangWatch gives them")]
pub struct Trace {
    /// 32 hexadecimal digits.
    #[schema(example = "01a1ff85b57a7ca29928124a930320ad")]
    trace_id: String,
    /// The project.
    #[schema(value_type = uuid::Uuid)]
    project_id: ProjectId,
    metadata: Metadata,
    timestamps: Timestamps,
    /// The user's words of its first turn; left out where they are not recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<Words>,
    /// The reply of its last turn; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Words>,
    metrics: Metrics,
    /// What it failed of; null where it did not.
    error: Option<Fault>,
    /// Only where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Vec<Step>>,
}

/// Whose a trace is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchMetadata)]
struct Metadata {
    /// The thread that its spans name.
    #[serde(skip_serializing_if = "Option::is_none")]
    thread_id: Option<String>,
    /// The user that its spans name.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// Labels of its spans, each once.
    labels: Vec<String>,
}

/// Times of a trace.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchTimestamps)]
#[expect(clippy::struct_field_names, reason = "the names that LangWatch gives them")]
struct Timestamps {
    /// When it began.
    #[schema(example = 1_772_366_400_000_i64)]
    started_at: i64,
    /// When its first span came.
    inserted_at: i64,
    /// When its last new span came.
    updated_at: i64,
}

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchWords)]
struct Words {
    /// `text`; of spans alone.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// All of it.
    value: String,
}

/// What it took.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchMetrics)]
struct Metrics {
    /// From its beginning to the first part of the first answer.
    first_token_ms: Option<i64>,
    /// From its beginning to the end of its last span.
    total_time_ms: Option<i64>,
    /// Tokens that went in; null where none are told.
    prompt_tokens: Option<u32>,
    /// Tokens that came out.
    completion_tokens: Option<u32>,
    /// In US dollars; null where it is not known, or the project counts in another currency.
    #[schema(value_type = Option<f64>)]
    total_cost: Option<Nanos>,
}

/// A failure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchError)]
struct Fault {
    /// Always true.
    has_error: bool,
    /// In one line.
    message: String,
    /// Empty: it is kept with the span's raw record alone.
    stacktrace: [String; 0],
}

/// A span in LangWatch's shape.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchSpan)]
struct Step {
    span_id: String,
    trace_id: String,
    parent_id: Option<String>,
    name: Option<String>,
    /// `llm`, `tool`, `agent`, `chain`, `rag`, `guardrail`, `evaluation` or `span`.
    #[serde(rename = "type")]
    #[schema(example = "llm")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<String>,
    input: Option<Words>,
    output: Option<Words>,
    error: Option<Fault>,
    timestamps: StepTimes,
    metrics: StepMetrics,
}

/// Times of a span.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchSpanTimes)]
#[expect(clippy::struct_field_names, reason = "the names that LangWatch gives them")]
struct StepTimes {
    started_at: Option<i64>,
    first_token_at: Option<i64>,
    finished_at: Option<i64>,
}

/// What a span took.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LangWatchSpanMetrics)]
struct StepMetrics {
    prompt_tokens: Option<u32>,
    completion_tokens: Option<u32>,
    /// In US dollars.
    #[schema(value_type = Option<f64>)]
    cost: Option<Nanos>,
}

/// What traces are shaped with.
pub(super) struct Shaping<'a> {
    /// Whose they are.
    pub project: ProjectId,
    /// What models cost.
    pub charging: &'a Charging,
    /// Now.
    pub now: OffsetDateTime,
    /// Whether spans are asked for.
    pub with_spans: bool,
}

impl Shaping<'_> {
    /// A trace of these spans; none without any.
    pub(super) fn trace(&self, told: Vec<Told>, link: Option<&Link>, arrival: &Arrival) -> Option<Trace> {
        let mut spans: Vec<Span> = told.into_iter().map(|one| one.span).collect();
        spans.sort_by_key(|span| (span.started_at.is_none(), span.started_at, span.id));
        let id = spans.first()?.trace;
        let turns = Tree::of(&spans).turns(&(0..spans.len()).collect::<Vec<_>>());
        let began = spans.iter().filter_map(|span| span.started_at).min();
        let ended = spans.iter().filter_map(|span| span.ended_at).max();
        let mut labels: Vec<String> = spans.iter().flat_map(|span| &span.tags).cloned().collect();
        labels.sort();
        labels.dedup();
        let failed = turns.iter().find(|turn| turn.failed).and_then(|turn| turn.fault.clone());
        Some(Trace {
            trace_id: id.to_string(),
            project_id: self.project,
            metadata: Metadata {
                thread_id: spans.iter().find_map(|span| span.thread.clone()),
                user_id: link
                    .and_then(|link| link.user_id.clone())
                    .or_else(|| spans.iter().find_map(|span| span.user.clone())),
                labels,
            },
            timestamps: Timestamps {
                started_at: millis(began.unwrap_or(arrival.first_at)),
                inserted_at: millis(arrival.first_at),
                updated_at: millis(arrival.last_at),
            },
            input: turns.iter().find_map(|turn| turn.asked.clone()).map(plain),
            output: turns.iter().rev().find_map(|turn| turn.answered.clone()).map(plain),
            metrics: self.metrics(&spans, &turns, began, ended),
            error: failed.map(fault),
            spans: self.with_spans.then(|| spans.iter().map(|span| self.step(span)).collect()),
        })
    }

    fn metrics(
        &self,
        spans: &[Span],
        turns: &[Turn],
        began: Option<OffsetDateTime>,
        ended: Option<OffsetDateTime>,
    ) -> Metrics {
        let leaves: Vec<&Span> =
            turns.iter().flat_map(|turn| &turn.leaves).filter_map(|leaf| spans.get(*leaf)).collect();
        let usage = leaves.iter().filter_map(|span| span.usage).reduce(|all, one| all.plus(&one));
        let cost =
            leaves.iter().filter_map(|span| self.cost(span)).reduce(|all, one| Nanos(all.0.saturating_add(one.0)));
        let first = spans.iter().filter_map(first_token_at).min();
        let since = |at: Option<i64>| Some((at? - millis(began?)).max(0));
        Metrics {
            first_token_ms: since(first),
            total_time_ms: since(ended.map(millis)),
            prompt_tokens: usage.map(|usage| usage.input_tokens),
            completion_tokens: usage.map(|usage| usage.output_tokens),
            total_cost: cost,
        }
    }

    fn cost(&self, span: &Span) -> Option<Nanos> {
        self.charging.charge(span, self.now).filter(|_| self.charging.in_dollars).map(|(cost, _)| cost)
    }

    fn step(&self, span: &Span) -> Step {
        let text = |words: &Option<String>| words.clone().map(|value| Words { kind: Some("text"), value });
        let failed = span.failed == Some(true);
        Step {
            span_id: span.id.to_string(),
            trace_id: span.trace.to_string(),
            parent_id: span.parent.map(|id| id.to_string()),
            name: span.name.clone(),
            kind: word(span.kind),
            model: span.model.clone(),
            vendor: span.provider.clone(),
            input: text(&span.asked),
            output: text(&span.answered),
            error: failed.then(|| fault(span.fault.as_ref().map(|fault| fault.message.clone()).unwrap_or_default())),
            timestamps: StepTimes {
                started_at: span.started_at.map(millis),
                first_token_at: first_token_at(span),
                finished_at: span.ended_at.map(millis),
            },
            metrics: StepMetrics {
                prompt_tokens: span.usage.map(|usage| usage.input_tokens),
                completion_tokens: span.usage.map(|usage| usage.output_tokens),
                cost: self.cost(span),
            },
        }
    }
}

fn first_token_at(span: &Span) -> Option<i64> {
    Some(millis(span.started_at?).saturating_add(span.first_token_ms?))
}

fn plain(value: String) -> Words {
    Words { kind: None, value }
}

fn fault(message: String) -> Fault {
    Fault { has_error: true, message, stacktrace: [] }
}

fn word(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Llm) => "llm",
        Some(Kind::Tool) => "tool",
        Some(Kind::Agent) => "agent",
        Some(Kind::Chain) => "chain",
        Some(Kind::Retrieval) => "rag",
        Some(Kind::Guardrail) => "guardrail",
        Some(Kind::Evaluation) => "evaluation",
        Some(Kind::Embedding | Kind::Other) | None => "span",
    }
}

fn millis(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}
