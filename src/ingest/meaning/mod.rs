//! What a span means: the one mapping from the attributes of every dialect to [`Span`], driven by the tables in `names`.
//!
//! # Adding a dialect
//!
//! Write its names into `names`, and the words of its kinds into `kind`. Code is needed only for a new shape of messages
//! (`parts`) or of values (`value`).

#[cfg(test)]
mod anything;
mod attributes;
#[cfg(test)]
mod dialects;
mod event;
mod fault;
mod heard;
mod json;
mod keep;
mod kind;
mod message;
mod names;
mod number;
mod numbered;
mod parts;
mod said;
mod thread;
mod tool;
mod value;

use serde_json::{Map, Value};
use time::OffsetDateTime;

use self::attributes::Attributes;
use self::event::Told;
pub use self::heard::Heard;
use self::heard::Side;
use super::raw::RawSpan;
use crate::domain::span::{Kind, Span, SpanId, ToolCall};
use crate::domain::text;
use crate::domain::usage::Usage;

/// Most labels of one span.
const MOST_TAGS: usize = 64;

/// What a span means, whoever reported it. Everything that came is in its `raw`, understood or not.
#[must_use]
pub fn understand(mut raw: RawSpan) -> Span {
    keep::clean(&mut raw);
    let mut span = Span::new(raw.trace, raw.id);
    read(&raw, &mut span);
    span.raw = keep::gather(raw);
    span
}

/// The messages that went in, by a span's stored attributes; of a span without messages, its input as a single one.
#[must_use]
pub fn input(attributes: &Map<String, Value>) -> Vec<Heard> {
    said::listen(&Attributes::of(attributes), Side::Input)
}

/// The messages that came out, by a span's stored attributes; of a span without messages, its output as a single one.
#[must_use]
pub fn output(attributes: &Map<String, Value>) -> Vec<Heard> {
    said::listen(&Attributes::of(attributes), Side::Output)
}

fn read(raw: &RawSpan, span: &mut Span) {
    let attributes = Attributes::of(&raw.attributes);
    let resource = Attributes::of(&raw.resource);

    span.parent = raw.parent;
    span.name = (!raw.name.is_empty()).then(|| text::clean(&raw.name));
    if !raw.is_part {
        span.kind = Some(kind::kind(&attributes));
        span.started_at = raw.started_at;
        span.ended_at = raw.ended_at;
        span.failed = raw.failed;
    }
    span.fault = fault::fault(raw, &attributes);

    (span.thread, span.previous) = thread::named(&attributes);
    span.user = attributes.key(names::USER);
    span.segment = attributes.text(names::SEGMENT).and_then(|id| SpanId::parse(&id));

    span.model = attributes.label(names::MODEL);
    span.provider = attributes.label(names::PROVIDER);
    span.usage = usage(&attributes);
    span.cost = attributes.find(names::COST, |json| number::positive(json).and_then(number::cost));
    span.first_token_ms = first_token_ms(&attributes, raw.started_at);
    span.response = attributes.label(names::RESPONSE);

    span.agent = attributes
        .label(names::AGENT)
        .or_else(|| (span.kind == Some(Kind::Agent)).then(|| attributes.label(names::AGENT_OF_ITS_SPAN)).flatten())
        .or_else(|| attributes.label(names::PIPELINE));
    span.tool = (span.kind == Some(Kind::Tool)).then(|| tool::call(&attributes, span.name.as_deref()));

    let told = messages(raw, &attributes);
    if raw.is_part || span.kind == Some(Kind::Llm) {
        span.continues = told.is_whole && said::continues(&told.input);
        span.calls = calls(&told);
    }
    span.asked = said::asked(&told.input);
    span.answered = said::answered(&told.output);
    span.finish = attributes
        .texts(names::FINISH)
        .and_then(|reasons| reasons.into_iter().next())
        .or_else(|| told.output.into_iter().rev().find_map(|heard| heard.finish));

    span.environment = attributes.label(names::ENVIRONMENT).or_else(|| resource.label(names::ENVIRONMENT));
    span.release = attributes.label(names::RELEASE).or_else(|| resource.label(names::RELEASE));
    span.tags = tags(&attributes);
}

fn messages(raw: &RawSpan, attributes: &Attributes<'_>) -> Told {
    if raw.is_part {
        return event::tell(raw, attributes);
    }
    event::listen(attributes)
}

/// Calls in the answer, and results in what went in. The history holds the results of earlier turns too; by their ids
/// they pair with calls that have one already.
fn calls(told: &Told) -> Vec<ToolCall> {
    let wanted = told.output.iter().flat_map(|heard| &heard.calls);
    let given = told.input.iter().flat_map(|heard| &heard.results).filter(|result| !result.id.is_empty());
    wanted.chain(given).cloned().collect()
}

fn usage(attributes: &Attributes<'_>) -> Option<Usage> {
    let told = [
        names::INPUT_TOKENS,
        names::OUTPUT_TOKENS,
        names::CACHE_READ_TOKENS,
        names::CACHE_WRITE_TOKENS,
        names::REASONING_TOKENS,
    ]
    .map(|names| attributes.tokens(names));
    if told.iter().all(Option::is_none) {
        return None;
    }
    let [input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens] =
        told.map(Option::unwrap_or_default);
    Some(Usage { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens })
}

fn first_token_ms(attributes: &Attributes<'_>, started_at: Option<OffsetDateTime>) -> Option<i64> {
    let ms = attributes
        .number(names::FIRST_TOKEN_SECONDS)
        .map(|seconds| seconds * 1000.0)
        .or_else(|| attributes.number(names::FIRST_TOKEN_MS))
        .or_else(|| {
            let at = attributes.find(names::FIRST_TOKEN_AT, number::moment)?;
            Some((at - started_at?).as_seconds_f64() * 1000.0)
        })?;
    number::wait(ms)
}

fn tags(attributes: &Attributes<'_>) -> Vec<String> {
    let mut tags = attributes.texts(names::TAGS).unwrap_or_default();
    tags.truncate(MOST_TAGS);
    for tag in &mut tags {
        tag.truncate(text::cut(tag, text::MAX_KEY_BYTES).len());
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};
    use time::macros::datetime;

    use super::{Kind, understand};
    use crate::domain::span::{SpanId, TraceId};
    use crate::ingest::raw::RawSpan;

    /// A span of these attributes, of which nothing else is said.
    pub fn raw(attributes: Value) -> RawSpan {
        let Value::Object(attributes) = attributes else { panic!("attributes are an object") };
        RawSpan {
            trace: TraceId::from_bytes(&[1; 16]).unwrap(),
            id: SpanId::from_bytes(&[2; 8]).unwrap(),
            parent: None,
            name: String::new(),
            started_at: None,
            ended_at: None,
            failed: None,
            fault: None,
            attributes,
            resource: Map::new(),
            scope: Map::new(),
            events: Vec::new(),
            rest: Map::new(),
            is_part: false,
        }
    }

    #[test]
    fn a_span_keeps_its_place_times_and_name() {
        let parent = SpanId::from_bytes(&[3; 8]);
        let (started_at, ended_at) =
            (Some(datetime!(2026-11-21 19:09:40 UTC)), Some(datetime!(2026-11-21 19:09:41 UTC)));
        let came = RawSpan {
            parent,
            started_at,
            ended_at,
            name: "chat\0".to_owned(),
            failed: Some(false),
            ..raw(json!({"sentry.segment.id": "b417a1ce9c3cc4c3"}))
        };
        let span = understand(came);
        assert_eq!(
            (span.parent, span.started_at, span.ended_at, span.failed),
            (parent, started_at, ended_at, Some(false))
        );
        assert_eq!((span.name.as_deref(), span.kind), (Some("chat\u{fffd}"), Some(Kind::Other)));
        assert_eq!(span.segment, SpanId::parse("b417a1ce9c3cc4c3"));
    }

    #[test]
    fn the_first_token_is_waited_for_in_any_unit() {
        for (attributes, want) in [
            (json!({"gen_ai.response.time_to_first_chunk": 0.25}), Some(250)),
            (json!({"gen_ai.response.time_to_first_token": "0.25"}), Some(250)),
            (json!({"ai.response.msToFirstChunk": 250.4}), Some(250)),
            (json!({"langwatch.timestamps": "{\"first_token_at\": 1795288180250}"}), Some(250)),
            (
                json!({"langwatch.timestamps": {"type": "json", "value": {"firstTokenAt": 1_795_288_180_250_u64}}}),
                Some(250),
            ),
            (json!({"langwatch.timestamps": {"first_token_at": 1}}), None),
            (json!({"gen_ai.response.time_to_first_chunk": 1e300}), None),
        ] {
            let span =
                understand(RawSpan { started_at: Some(datetime!(2026-11-21 19:09:40 UTC)), ..raw(attributes.clone()) });
            assert_eq!(span.first_token_ms, want, "{attributes}");
        }
    }

    #[test]
    fn environment_and_release_are_the_spans_own_else_its_programs() {
        let mut came = raw(json!({"sentry.environment": "staging"}));
        came.resource = raw(json!({"deployment.environment.name": "production", "service.version": "1.2"})).attributes;
        let span = understand(came);
        assert_eq!((span.environment.as_deref(), span.release.as_deref()), (Some("staging"), Some("1.2")));
    }

    #[test]
    fn calls_are_a_models_only_and_an_agent_is_named_by_its_own_span() {
        let attributes = |kind: &str| {
            raw(json!({
                "traceloop.span.kind": kind,
                "traceloop.entity.name": "planner",
                "gen_ai.operation.name": if kind == "llm" { "chat" } else { "" },
                "gen_ai.input.messages": [{"role": "tool", "tool_call_id": "c", "content": "3C"}, {"role": "tool", "content": "lost"}],
                "gen_ai.output.messages": [{"role": "assistant", "tool_calls": [{"id": "d", "function": {"name": "w"}}]}],
            }))
        };
        let (model, agent) = (understand(attributes("llm")), understand(attributes("agent")));
        let calls: Vec<_> = model.calls.iter().map(|call| (&*call.id, &*call.name, call.result.as_deref())).collect();
        assert_eq!(calls, [("d", "w", None), ("c", "", Some("3C"))]);
        assert_eq!((model.continues, model.agent), (true, None));
        assert_eq!((agent.calls.len(), agent.continues, agent.agent.as_deref()), (0, false, Some("planner")));
    }

    #[test]
    fn nothing_told_is_nothing_known() {
        let span = understand(raw(
            json!({"gen_ai.usage.input_tokens": -1, "gen_ai.usage.cost": "NaN", "session.id": "", "metadata": "{}"}),
        ));
        assert_eq!((span.usage, span.cost, span.thread, span.user, span.model), (None, None, None, None, None));
        assert_eq!((span.asked, span.answered, span.tool, span.name, span.fault), (None, None, None, None, None));
        assert!(span.tags.is_empty() && span.calls.is_empty() && !span.continues);
    }
}
