//! What was said in a value of any shape that went into a program or came out of it.
//!
//! Programs trace their own functions, so a user's words may stand under any parameter's name.

use super::heard::{Heard, Side};
use super::json::Json;
use super::message::{is_message, read, read_all};
use super::names::{INPUT_KEYS, OUTPUT_KEYS};

/// Deepest that words are looked for; what lies deeper is told as JSON.
const DEEPEST: u32 = 16;

/// The messages in a value; of one that holds none, its text as a single message.
pub fn hear(json: &Json<'_>, side: Side) -> Vec<Heard> {
    look(json, side, DEEPEST)
}

fn look(json: &Json<'_>, side: Side, depth: u32) -> Vec<Heard> {
    match json {
        Json::List(items) if depth > 0 => look_in_list(json, items, side, depth - 1),
        Json::Object(_) if depth > 0 => look_in_object(json, side, depth - 1),
        _ => as_it_is(json, side),
    }
}

fn look_in_list(json: &Json<'_>, items: &[Json<'_>], side: Side, depth: u32) -> Vec<Heard> {
    let first = items.iter().find_map(|item| match item {
        Json::List(inner) => inner.first(),
        item => Some(item),
    });
    let Some(first) = first else { return Vec::new() };
    // LangWatch's `list`, of values each with its type.
    if items.iter().all(|item| item.wrapped().is_some()) {
        return items.iter().flat_map(|item| look(item, side, depth)).collect();
    }
    // A generation of LangChain's that has a text and no message.
    let is_generation = side == Side::Output && first.str("text").is_some();
    if is_message(first) || is_generation || items.iter().all(|item| item.as_str().is_some()) {
        return read_all(items, side);
    }
    match items {
        [one] => look(one, side, depth),
        _ => as_it_is(json, side),
    }
}

fn look_in_object(json: &Json<'_>, side: Side, depth: u32) -> Vec<Heard> {
    if let Some(value) = json.wrapped() {
        return look(value, side, depth);
    }
    if is_message(json) {
        return read(json, side).into_iter().collect();
    }
    let Json::Object(pairs) = json else { return Vec::new() };
    if pairs.iter().all(|(key, _)| matches!(key.as_ref(), "args" | "kwargs" | "arguments")) {
        let given = pairs
            .iter()
            .flat_map(|(_, value)| if let Json::List(items) = value { items } else { std::slice::from_ref(value) });
        return given.map(|value| look(value, side, depth)).find(|heard| !heard.is_empty()).unwrap_or_default();
    }
    let keys = match side {
        Side::Input => INPUT_KEYS,
        Side::Output => OUTPUT_KEYS,
    };
    // Messages without words of whom we look for, as a tool call alone, do for want of better.
    let mut silent = Vec::new();
    let mut looked = 0;
    for value in keys.iter().filter_map(|key| json.get(key)) {
        looked += 1;
        let heard = look(value, side, depth);
        if heard.iter().any(|message| speaks(message, side)) {
            return heard;
        }
        if silent.is_empty() {
            silent = heard;
        }
    }
    match pairs.as_slice() {
        _ if !silent.is_empty() => silent,
        // One that was looked into is not again: sixteen deep, that would be 65,536 times.
        [(_, one)] if looked == 0 => look(one, side, depth),
        [_] => Vec::new(),
        _ => as_it_is(json, side),
    }
}

/// Whether a message has words that could be the user's of an input, or the answer of an output.
fn speaks(message: &Heard, side: Side) -> bool {
    let is_users = message.role == "user";
    let is_from_elsewhere = matches!(message.role.as_str(), "system" | "tool");
    (message.words().is_some() || message.redacted) && !is_from_elsewhere && is_users == (side == Side::Input)
}

fn as_it_is(json: &Json<'_>, side: Side) -> Vec<Heard> {
    let is_nothing = match json {
        Json::Null => true,
        Json::Object(pairs) => pairs.is_empty(),
        Json::List(items) => items.is_empty(),
        _ => false,
    };
    let heard = if is_nothing { None } else { json.to_text().map(|text| Heard::said(side.speaker(), text)) };
    heard.into_iter().filter(|heard| !heard.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Json, Side, hear};

    fn text(value: &serde_json::Value, side: Side) -> Option<String> {
        let heard = hear(&Json::of(value), side);
        let heard = heard.into_iter().rev().find(|heard| heard.role == side.speaker());
        heard.and_then(|heard| heard.words().map(str::to_owned))
    }

    #[test]
    fn words_are_found_in_what_went_in() {
        for (what, value, want) in [
            ("a string is itself", json!("What is Opik?"), Some("What is Opik?")),
            ("wrapped", json!({"type": "text", "value": "hi"}), Some("hi")),
            (
                "wrapped twice",
                json!({"type": "list", "value": [{"type": "text", "value": "a"}, {"type": "text", "value": "b"}]}),
                Some("b"),
            ),
            (
                "a handler's request",
                json!({"type": "json", "value": {"request": {"thread_id": "t-9", "user_id": "u-9", "message": "hello"}}}),
                Some("hello"),
            ),
            (
                "chat messages",
                json!({"type": "chat_messages", "value": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}),
                Some("a"),
            ),
            ("positional", json!({"args": ["hello"], "kwargs": {}}), Some("hello")),
            ("the first of several", json!({"args": [null, "hello", "u-1"], "kwargs": {}}), Some("hello")),
            ("by name", json!({"args": [], "kwargs": {"user_id": "u", "question": "why?"}}), Some("why?")),
            ("TypeScript", json!({"arguments": ["hello"]}), Some("hello")),
            (
                "LangGraph by Traceloop",
                json!({"inputs": {"messages": [{"kwargs": {"content": "hi", "type": "human"}}]}, "tags": [], "kwargs": {}}),
                Some("hi"),
            ),
            (
                "lists of lists",
                json!({"messages": [[{"type": "human", "content": "a"}, {"type": "ai", "content": "b"}]]}),
                Some("a"),
            ),
            (
                "messages before a message",
                json!({"message": "m", "messages": [{"role": "user", "content": "a"}]}),
                Some("a"),
            ),
            ("nothing in the first key", json!({"messages": [], "input": null, "query": "q", "k": 3}), Some("q")),
            ("one key", json!({"city": "Oslo"}), Some("Oslo")),
            ("anything else is JSON", json!({"a": 1, "b": [true]}), Some(r#"{"a":1,"b":[true]}"#)),
            ("data in a list", json!([{"a": 1}, {"a": 2}]), Some(r#"[{"a":1},{"a":2}]"#)),
            ("JSON in a string", json!(r#"{"input":"hi"}"#), Some("hi")),
            ("a number", json!(42), Some("42")),
            ("nothing", json!(null), None),
            ("empty", json!({"input": ""}), None),
            ("empty list", json!([]), None),
            ("empty object", json!({}), None),
            ("redacted", json!({"input": "[Filtered]", "text": "x"}), None),
        ] {
            assert_eq!(text(&value, Side::Input).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn words_are_found_in_what_came_out() {
        for (what, value, want) in [
            ("a string is itself", json!("\"Echo: hello\""), Some("Echo: hello")),
            (
                "OpenAI",
                json!({"choices": [{"message": {"role": "assistant", "content": "It is 3C"}}], "text": "x"}),
                Some("It is 3C"),
            ),
            (
                "Responses",
                json!({"output": [{"type": "reasoning", "summary": []}, {"type": "message", "content": [{"type": "output_text", "text": "a"}]}]}),
                Some("a"),
            ),
            (
                "LangGraph",
                json!({"messages": [{"type": "human", "content": "q"}, {"type": "ai", "content": "a"}]}),
                Some("a"),
            ),
            ("LangChain", json!({"output": {"type": "ai", "content": "hey"}}), Some("hey")),
            (
                "its model",
                json!({"generations": [[{"text": "t", "message": {"kwargs": {"content": "t"}}}]], "llm_output": {}}),
                Some("t"),
            ),
            ("one without messages", json!({"generations": [[{"text": "t"}]], "llm_output": {}}), Some("t")),
            ("a reply", json!({"type": "json", "value": {"reply": "Echo: hello"}}), Some("Echo: hello")),
            (
                "a call has no words",
                json!({"messages": [{"role": "assistant", "tool_calls": [{"name": "w"}]}], "n": 1}),
                None,
            ),
            ("a verdict", json!({"passed": true, "score": 1}), Some(r#"{"passed":true,"score":1}"#)),
        ] {
            assert_eq!(text(&value, Side::Output).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn a_value_is_looked_into_once() {
        let mut value = json!({"args": vec![json!(null); 20_000]});
        for _ in 0..14 {
            value = json!({"input": value});
        }
        let began = std::time::Instant::now();
        assert!(hear(&Json::of(&value), Side::Input).is_empty());
        assert!(began.elapsed().as_secs() < 5, "one look takes a millisecond, 16,384 of them much longer");
    }

    #[test]
    fn what_lies_too_deep_is_told_as_json() {
        let mut value = json!("x");
        for _ in 0..40 {
            value = json!({"input": value});
        }
        assert!(text(&value, Side::Input).is_some_and(|text| text.starts_with("{\"input\"")));
    }
}
