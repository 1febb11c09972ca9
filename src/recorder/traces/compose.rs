//! What a turn is made into: a user's message and the assistant's, with what the answer took.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

use crate::domain::json::clean;
use crate::domain::message::{Message, Role};
use crate::domain::money::Nanos;
use crate::domain::span::{Span, TraceId};
use crate::domain::tariff::Charging;
use crate::domain::text;
use crate::domain::trace::Turn;
use crate::domain::usage::Usage;

/// The kind of an answer of which no words were reported.
const WORDLESS: &str = "wordless";

/// The messages of a turn.
pub(super) struct Said {
    pub(super) asked: Option<Message>,
    pub(super) answered: Option<Message>,
    /// Of everything that they were made of.
    pub(super) digest: Vec<u8>,
}

/// The messages of a turn in a conversation; `heard` tells that its user's words are on record from an earlier trace.
pub(super) fn compose(
    trace: TraceId,
    spans: &[Span],
    turn: &Turn,
    charging: &Charging,
    heard: bool,
    now: OffsetDateTime,
) -> Said {
    let asked_at = turn.asked_at.unwrap_or(now);
    let place = json!({"trace_id": trace.to_string(), "span_id": turn.anchor.to_string()});
    let content = || serde_json::value::to_raw_value(&place).ok();
    let message = |role, kind: &str, words: &str, at, end: &str| Message {
        external_id: Some(format!("{trace}/{}/{end}", turn.anchor)),
        content: content(),
        ..Message::new(role, kind, words, at)
    };
    let asked =
        turn.asked.as_deref().filter(|_| !heard).map(|words| message(Role::User, "text", words, asked_at, "asked"));
    let calls: Vec<Value> = turn.tool_calls.iter().map(called).collect();
    let took = turn.llm_calls() > 0 || !calls.is_empty() || turn.fault.is_some() || turn.failed;
    let answered = (turn.answered.is_some() || (took && !turn.running)).then(|| {
        let words = turn.answered.as_deref().unwrap_or_default();
        let kind = if words.is_empty() && !turn.failed { WORDLESS } else { "text" };
        // Clocks of milliseconds give the end of a turn and the beginning of the next the same time, and the answer
        // goes before the question that follows it, whichever of them was recorded first.
        let at = (turn.answered_at.unwrap_or(asked_at) - Duration::MICROSECOND).max(asked_at);
        let charged: Vec<_> = turn.leaves.iter().filter_map(|leaf| charging.charge(spans.get(*leaf)?, at)).collect();
        Message {
            author: turn.agent.as_deref().map(text::clean),
            usage: turn.usage,
            cost: (!charged.is_empty()).then(|| {
                let sum = charged.iter().fold(0_i64, |sum, (cost, _)| sum.saturating_add(cost.0));
                Nanos(sum.min(Nanos::MOST_PER_MESSAGE.0))
            }),
            // Of several models the sum cannot be worked out anew from the message alone.
            cost_computed: !charged.is_empty() && charged.iter().all(|(_, ours)| *ours) && turn.models.len() == 1,
            model: turn.models.last().cloned(),
            llm_calls: Some(turn.llm_calls()),
            tool_call_count: u32::try_from(calls.len()).unwrap_or(u32::MAX),
            tool_calls: (!calls.is_empty()).then(|| Value::Array(calls.clone())),
            error: turn.fault.clone().or_else(|| turn.failed.then(|| "It failed.".to_owned())),
            ..message(Role::Assistant, kind, words, at, "answered")
        }
    });
    let digest = digest(turn, &calls, heard, answered.is_some());
    Said { asked, answered, digest }
}

/// A call of a tool as messages show it.
fn called(call: &crate::domain::trace::Called) -> Value {
    let read = |text: &Option<String>| {
        // JSON within the text may hold NUL as an escape, which the database refuses.
        text.as_ref().map(|text| serde_json::from_str(text).map_or_else(|_| Value::String(text.clone()), clean))
    };
    let mut shown = json!({"id": call.id, "name": call.name, "arguments": read(&call.arguments)});
    if let Some(result) = read(&call.result) {
        shown["result"] = result;
    }
    if call.failed {
        shown["error"] = json!(call.fault.as_deref().unwrap_or("It failed."));
    }
    if let Some(duration) = call.duration_ms {
        shown["duration_ms"] = json!(duration);
    }
    shown
}

/// Not of what it costs: a price that changes later is another's business, which would be undone here.
fn digest(turn: &Turn, calls: &[Value], heard: bool, has_answer: bool) -> Vec<u8> {
    let micros = |at: Option<OffsetDateTime>| at.map(|at| at.unix_timestamp_nanos() / 1000);
    let told = json!([
        turn.asked,
        micros(turn.asked_at),
        turn.answered,
        micros(turn.answered_at),
        turn.usage,
        turn.told_cost.map(|cost| cost.0),
        turn.models,
        turn.llm_calls(),
        calls,
        turn.failed,
        turn.fault,
        turn.agent,
        heard,
        has_answer,
    ]);
    Sha256::digest(told.to_string().as_bytes()).to_vec()
}

/// What one model took.
#[derive(Default)]
struct Took {
    calls: u64,
    usage: Usage,
    cost: Option<i64>,
}

/// What each model took in these turns, as JSON for the record.
pub(super) fn models(spans: &[Span], turns: &[Turn], charging: &Charging, now: OffsetDateTime) -> Value {
    let mut rows: BTreeMap<_, Took> = BTreeMap::new();
    for span in turns.iter().flat_map(|turn| &turn.leaves).filter_map(|leaf| spans.get(*leaf)) {
        let row = rows.entry((span.model.as_deref(), span.provider.as_deref())).or_default();
        row.calls += 1;
        row.usage = row.usage.plus(&span.usage.unwrap_or_default());
        if let Some((cost, _)) = charging.charge(span, now) {
            row.cost = Some(row.cost.unwrap_or(0).saturating_add(cost.0));
        }
    }
    let shown = rows.into_iter().map(|((model, provider), took)| {
        let Took { calls, usage, cost } = took;
        json!({"model": model, "provider": provider, "calls": calls, "usage": usage, "cost_nanos": cost})
    });
    Value::Array(shown.collect())
}
