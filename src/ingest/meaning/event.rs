//! Messages that came apart from their span, as log records: what one such record tells.

use std::borrow::Cow;

use serde_json::Value;

use super::attributes::Attributes;
use super::heard::{Heard, Side};
use super::json::Json;
use super::message;
use super::said;
use crate::ingest::raw::RawSpan;

/// What a record tells of its span's messages.
#[derive(Default)]
pub struct Told {
    /// What went in.
    pub input: Vec<Heard>,
    /// What came out.
    pub output: Vec<Heard>,
    /// Whether `input` is all that went in, and not one message of several.
    pub is_whole: bool,
}

/// What a record tells: by its attributes, or where these hold no messages, by its body and its event's name.
pub fn tell(raw: &RawSpan, attributes: &Attributes<'_>) -> Told {
    let told = listen(attributes);
    if !told.input.is_empty() || !told.output.is_empty() {
        return told;
    }
    let Some(body) = raw.rest.get("body") else { return Told::default() };
    let name = [raw.rest.get("event"), attributes.get("event.name")].into_iter().flatten().find_map(Value::as_str);
    let (role, side) = match name.unwrap_or_default() {
        "gen_ai.user.message" => ("user", Side::Input),
        "gen_ai.system.message" => ("system", Side::Input),
        "gen_ai.assistant.message" => ("assistant", Side::Input),
        "gen_ai.tool.message" => ("tool", Side::Input),
        "gen_ai.choice" => ("assistant", Side::Output),
        _ => return body.as_object().map(|body| listen(&Attributes::of(body))).unwrap_or_default(),
    };
    let mut body = match Json::of(body) {
        Json::Object(pairs) => pairs,
        content => vec![(Cow::Borrowed("content"), content)],
    };
    // Behind the body's own role, which is looked at first.
    body.push((Cow::Borrowed("role"), Json::text(role)));
    let heard = message::read(&Json::Object(body), side).into_iter().collect();
    match side {
        Side::Input => Told { input: heard, ..Told::default() },
        Side::Output => Told { output: heard, ..Told::default() },
    }
}

/// What attributes tell.
pub fn listen(attributes: &Attributes<'_>) -> Told {
    let [input, output] = [Side::Input, Side::Output].map(|side| said::listen(attributes, side));
    Told { input, output, is_whole: true }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::domain::span::Span;
    use crate::ingest::meaning::tests::raw;
    use crate::ingest::meaning::understand;

    fn part(attributes: Value, name: &str, body: Value) -> Span {
        let mut raw = raw(attributes);
        raw.is_part = true;
        raw.failed = Some(true);
        raw.rest.insert("event".to_owned(), json!(name));
        raw.rest.insert("body".to_owned(), body);
        understand(raw)
    }

    #[test]
    fn the_details_of_an_operation_are_those_of_its_span() {
        let messages = json!({
            "gen_ai.input.messages": [{"role": "user", "parts": [{"type": "text", "content": "hi"}]}],
            "gen_ai.output.messages": [{"role": "assistant", "parts": [{"type": "text", "content": "you"}], "finish_reason": "stop"}],
        });
        let mut attributes = messages.clone();
        attributes["gen_ai.response.model"] = json!("gpt-4o");
        attributes["gen_ai.usage.input_tokens"] = json!(5);
        let name = "gen_ai.client.inference.operation.details";
        for span in [
            part(attributes, name, Value::Null),
            part(json!({"gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 5}), name, messages),
        ] {
            assert_eq!((span.asked.as_deref(), span.answered.as_deref()), (Some("hi"), Some("you")));
            assert_eq!((span.model.as_deref(), span.finish.as_deref()), (Some("gpt-4o"), Some("stop")));
            assert_eq!(span.usage.map(|usage| usage.input_tokens), Some(5));
            assert_eq!((span.kind, span.failed, span.started_at, span.ended_at), (None, None, None, None));
        }
    }

    #[test]
    fn a_message_by_itself_is_what_its_event_says() {
        for (name, body, want) in [
            ("gen_ai.user.message", json!({"content": "hi"}), (Some("hi"), None, 0)),
            ("gen_ai.user.message", json!("{\"content\": \"hi\"}"), (Some("hi"), None, 0)),
            ("gen_ai.user.message", json!("hi"), (Some("hi"), None, 0)),
            ("gen_ai.system.message", json!({"content": "brief"}), (None, None, 0)),
            (
                "gen_ai.assistant.message",
                json!({"content": "earlier", "tool_calls": [{"id": "c", "function": {"name": "w"}}]}),
                (None, None, 0),
            ),
            ("gen_ai.tool.message", json!({"id": "c", "content": "3C"}), (None, None, 1)),
            (
                "gen_ai.choice",
                json!({"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "you"}}),
                (None, Some("you"), 0),
            ),
            (
                "gen_ai.choice",
                json!({"message": {"tool_calls": [{"id": "c", "function": {"name": "w"}}]}}),
                (None, None, 1),
            ),
            (
                "gen_ai.choice",
                json!({"message": {"role": "assistant"}, "tool_calls": [{"id": "c", "function": {"name": "w"}}]}),
                (None, None, 1),
            ),
            ("something.else", json!({"content": "x"}), (None, None, 0)),
            ("gen_ai.user.message", json!([1, {"a": null}]), (None, None, 0)),
        ] {
            let span = part(json!({"gen_ai.system": "openai"}), name, body.clone());
            assert_eq!((span.asked.as_deref(), span.answered.as_deref(), span.calls.len()), want, "{name} {body}");
            assert!(!span.continues, "one message does not tell where the input ends");
            assert_eq!(span.raw.get("body"), Some(&body));
        }
    }

    #[test]
    fn an_older_sender_names_its_event_in_an_attribute() {
        let mut raw = raw(json!({"event.name": "gen_ai.user.message"}));
        raw.is_part = true;
        raw.rest.insert("body".to_owned(), json!({"content": "hi"}));
        assert_eq!(understand(raw).asked.as_deref(), Some("hi"));
    }
}
