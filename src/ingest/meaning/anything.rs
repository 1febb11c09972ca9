//! Whatever attributes come, known names with values of any shape, nothing panics and everything can be stored.

use proptest::prelude::{Just, Strategy, any, prop_assert, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};
use time::macros::datetime;

use super::tests::raw;
use super::{input, names, output, understand};
use crate::domain::text::cut;
use crate::ingest::raw::{RawEvent, RawSpan};

/// Every name of the tables, the numbered ones and a few that nobody knows.
fn known_names() -> Vec<String> {
    let concepts = [
        names::THREAD,
        names::USER,
        names::MODEL,
        names::PROVIDER,
        names::INPUT_TOKENS,
        names::OUTPUT_TOKENS,
        names::CACHE_READ_TOKENS,
        names::CACHE_WRITE_TOKENS,
        names::REASONING_TOKENS,
        names::COST,
        names::FIRST_TOKEN_SECONDS,
        names::FIRST_TOKEN_MS,
        names::FIRST_TOKEN_AT,
        names::FINISH,
        names::RESPONSE,
        names::AGENT,
        names::TOOL_NAME,
        names::TOOL_ID,
        names::TAGS,
        names::FAULT_KIND,
        names::FAULT_MESSAGE,
        names::SEGMENT,
        names::RELEASE,
    ];
    let mut known: Vec<String> = concepts
        .into_iter()
        .flatten()
        .filter_map(|name| if let names::Name::At(name) = name { Some((*name).to_owned()) } else { None })
        .collect();
    known.extend(names::TOOL_ARGUMENTS.iter().chain(names::TOOL_RESULT).map(|name| (*name).to_owned()));
    for source in names::INPUT.iter().chain(names::OUTPUT) {
        match source {
            names::Source::Messages(name) => known.push((*name).to_owned()),
            names::Source::Numbered(prefix) => known.extend(
                ["0.role", "0.content", "1.message.content", "7.tool_calls.0.name", "0.0.0", "x", "1"]
                    .map(|rest| format!("{prefix}{rest}")),
            ),
            names::Source::Said { text, calls } => known.extend(calls.iter().chain([text]).map(ToString::to_string)),
            names::Source::Value { at, mime } => known.extend(mime.iter().chain([at]).map(ToString::to_string)),
        }
    }
    known.extend(
        [
            "metadata",
            "langwatch.metrics",
            "langwatch.timestamps",
            names::SYSTEM,
            "gen_ai.operation.name",
            "openinference.span.kind",
            "__proto__",
            "a\0",
            "",
        ]
        .map(str::to_owned),
    );
    known
}

fn any_json() -> impl Strategy<Value = Value> {
    let words = [
        "user",
        "tool",
        "text",
        "chat",
        "tool_call",
        "chat_messages",
        "[Filtered]",
        "None",
        "",
        "[1",
        "\0",
        "{\"id\":\"x\"}",
        "é",
        "1e400",
    ];
    let keys = [
        "role",
        "content",
        "parts",
        "type",
        "value",
        "messages",
        "message",
        "tool_calls",
        "function",
        "name",
        "args",
        "kwargs",
        "text",
        "choices",
        "generations",
        "thread_id",
        "cost",
        "first_token_at",
        "first_token_at\0",
        "id",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::sample::select(words.to_vec()).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((proptest::sample::select(keys.to_vec()), inner.clone()), 0..5).prop_map(
                |pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
            ),
        ]
    });
    // As it is, as JSON in a string, and as such JSON cut short.
    (tree, 0..3, any::<usize>()).prop_map(|(value, shape, at)| match shape {
        0 => value,
        1 => value.to_string().into(),
        _ => {
            let text = value.to_string();
            cut(&text, at % (text.len() + 1)).into()
        }
    })
}

fn any_span() -> impl Strategy<Value = RawSpan> {
    let attributes = || proptest::collection::vec((proptest::sample::select(known_names()), any_json()), 0..12);
    let kind = proptest::sample::select(vec!["chat", "execute_tool", "invoke_agent", "x"]);
    (attributes(), attributes(), kind, any::<bool>(), any::<Option<bool>>(), any_json()).prop_map(
        |(attributes, others, kind, is_part, failed, body)| {
            let mut came = raw(json!({"gen_ai.operation.name": kind}));
            came.attributes.extend(attributes);
            came.resource = others.iter().cloned().collect();
            came.rest.insert("event".to_owned(), json!("gen_ai.choice"));
            came.rest.insert("body".to_owned(), body);
            let event = RawEvent { name: "exception".to_owned(), at: None, attributes: others.into_iter().collect() };
            RawSpan {
                is_part,
                failed,
                events: vec![event],
                started_at: Some(datetime!(2026-11-21 19:09:40 UTC)),
                ..came
            }
        },
    )
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_comes_is_understood_and_storable(came in any_span()) {
        let stored = came.attributes.clone();
        let span = understand(came);
        let heard = json!([input(&stored), output(&stored), span.calls, span.tool, span.tags]);
        prop_assert!(!holds_nul(&Value::Object(span.raw)) && !holds_nul(&heard));
        let fault = span.fault.map(|fault| [fault.kind, fault.message].concat());
        let texts = [span.thread.clone(), span.user, span.model, span.finish, span.agent, span.asked, span.answered, fault];
        prop_assert!(texts.iter().flatten().all(|text| !text.is_empty() && !text.contains('\0')));
        prop_assert!(span.thread.is_none_or(|id| id.len() <= 512));
        prop_assert!(span.cost.is_none_or(|cost| cost.0 >= 0));
    }
}
