//! What went into a span and what came out of it, from whichever attributes tell it.

use serde_json::Value;

use super::attributes::Attributes;
use super::heard::{Heard, Side};
use super::json::Json;
use super::message::read_all;
use super::names::{INPUT, OUTPUT, SYSTEM, Source};
use super::numbered;
use super::parts;
use super::value::hear;

/// What Sentry's SDK for Python writes for nothing.
const NONE: &str = "None";

/// The messages of one side: of the first of its sources that holds any.
pub fn listen(attributes: &Attributes<'_>, side: Side) -> Vec<Heard> {
    let sources = match side {
        Side::Input => INPUT,
        Side::Output => OUTPUT,
    };
    let found = sources.iter().map(|source| read(attributes, *source, side)).find(|heard| !heard.is_empty());
    let mut heard = found.unwrap_or_default();
    if side == Side::Input
        && let Some(system) = attributes.get(SYSTEM)
    {
        let told = messages(system, Side::Input);
        heard.splice(0..0, told.into_iter().map(|told| Heard { role: "system".to_owned(), ..told }));
    }
    heard
}

/// What the last message of a user says; none where that one has no words, though earlier ones had.
pub fn asked(input: &[Heard]) -> Option<String> {
    let last = input.iter().rev().find(|heard| heard.role == "user" && !heard.is_result())?;
    last.words().map(str::to_owned)
}

/// The last words that came out.
pub fn answered(output: &[Heard]) -> Option<String> {
    let speaks = |heard: &&Heard| !matches!(heard.role.as_str(), "user" | "system" | "tool");
    output.iter().rev().filter(speaks).find_map(Heard::words).map(str::to_owned)
}

/// Whether a model's input ends in a tool's result, system messages aside.
pub fn continues(input: &[Heard]) -> bool {
    input.iter().rev().find(|heard| heard.role != "system").is_some_and(Heard::is_result)
}

fn read(attributes: &Attributes<'_>, source: Source, side: Side) -> Vec<Heard> {
    match source {
        Source::Messages(name) => attributes.get(name).map_or_else(Vec::new, |value| messages(value, side)),
        Source::Numbered(prefix) => read_all(&numbered::gather(attributes.under(prefix)), side),
        Source::Said { text, calls } => said(attributes.get(text), calls.and_then(|calls| attributes.get(calls)), side),
        Source::Value { at, mime } => {
            let mime = mime.and_then(|mime| attributes.get(mime)).and_then(Value::as_str);
            let read = if mime.is_some_and(|mime| mime.starts_with("text/")) { Json::unread } else { Json::of };
            attributes.get(at).map_or_else(Vec::new, |value| hear(&read(value), side))
        }
    }
}

fn messages(value: &Value, side: Side) -> Vec<Heard> {
    match Json::of(value) {
        Json::List(items) => read_all(&items, side),
        other => hear(&other, side),
    }
}

fn said(text: Option<&Value>, calls: Option<&Value>, side: Side) -> Vec<Heard> {
    let mut heard = Heard::of(side.speaker());
    if let Some(text) = text {
        match Json::of(text) {
            // What a model says may be JSON of its own: only Sentry's shapes of a message are one.
            Json::Object(pairs) if is_sentrys(&pairs) => {
                let pairs = pairs.into_iter().filter(|(_, value)| value.as_str() != Some(NONE)).collect();
                parts::read(&Json::Object(pairs), &mut heard);
            }
            Json::List(items) if items.iter().all(|item| item.as_str().is_some()) => {
                items
                    .into_iter()
                    .filter(|item| item.as_str() != Some(NONE))
                    .for_each(|item| heard.say(item.into_text()));
            }
            _ => heard.say(Json::unread(text).to_text().filter(|text| text != NONE).unwrap_or_default()),
        }
    }
    if let Some(calls) = calls {
        parts::read_calls(&Json::of(calls), &mut heard);
    }
    if heard.is_empty() { Vec::new() } else { vec![heard] }
}

fn is_sentrys(pairs: &[(std::borrow::Cow<'_, str>, Json<'_>)]) -> bool {
    let has = |key: &str| pairs.iter().any(|(name, _)| name == key);
    has("content") && (has("refusal") || has("tool_calls") || has("role"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Attributes, Side, answered, asked, continues, listen};

    fn heard(attributes: &Value, side: Side) -> Vec<super::Heard> {
        listen(&Attributes::of(attributes.as_object().unwrap()), side)
    }

    #[test]
    fn the_users_last_words_are_found_in_what_went_in() {
        let history = json!([
            {"role": "user", "content": "first"},
            {"role": "assistant", "content": "yes?"},
            {"role": "user", "content": "second"},
        ]);
        for (what, attributes, want) in [
            (
                "today's name",
                json!({"gen_ai.input.messages": history, "gen_ai.request.messages": "older"}),
                Some("second"),
            ),
            ("JSON in a string", json!({"gen_ai.input.messages": history.to_string()}), Some("second")),
            ("Sentry for Python", json!({"gen_ai.request.messages": history}), Some("second")),
            ("Responses in Python", json!({"gen_ai.request.messages": "[\"resp hi\"]"}), Some("resp hi")),
            ("Responses in Node", json!({"gen_ai.input.messages": "resp hi"}), Some("resp hi")),
            ("cut short in the middle", json!({"gen_ai.input.messages": "[{\"role\":\"us"}), Some("[{\"role\":\"us")),
            (
                "nothing under the first name",
                json!({"gen_ai.input.messages": "[]", "gen_ai.request.messages": "x"}),
                Some("x"),
            ),
            ("Traceloop of old", json!({"gen_ai.prompt.0.role": "user", "gen_ai.prompt.0.content": "hi"}), Some("hi")),
            (
                "OpenInference",
                json!({"llm.input_messages.0.message.role": "user", "llm.input_messages.0.message.content": "hi", "input.value": "{}"}),
                Some("hi"),
            ),
            (
                "OpenInference's parts",
                json!({"llm.input_messages.0.message.role": "user", "llm.input_messages.0.message.contents.0.message_content.text": "hi", "llm.input_messages.0.message.contents.0.message_content.type": "text"}),
                Some("hi"),
            ),
            (
                "Vercel's request",
                json!({"ai.prompt.messages": "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]"}),
                Some("hi"),
            ),
            ("Vercel's wrapper", json!({"ai.prompt": "{\"system\":\"s\",\"prompt\":\"hi\"}"}), Some("hi")),
            (
                "LangWatch",
                json!({"langwatch.input": "{\"type\":\"chat_messages\",\"value\":[{\"role\":\"user\",\"content\":\"hi\"}]}"}),
                Some("hi"),
            ),
            (
                "Traceloop's workflow",
                json!({"traceloop.entity.input": "{\"args\": [\"hello\"], \"kwargs\": {}}"}),
                Some("hello"),
            ),
            (
                "plain text is not looked into",
                json!({"input.value": "{\"input\":1}", "input.mime_type": "text/plain"}),
                Some("{\"input\":1}"),
            ),
            ("JSON is", json!({"input.value": "{\"input\":1}", "input.mime_type": "application/json"}), Some("1")),
            ("redacted as a whole", json!({"gen_ai.input.messages": "[Filtered]", "input.value": "x"}), None),
            (
                "redacted in part",
                json!({"gen_ai.input.messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "[Filtered]"}]}),
                None,
            ),
            (
                "an image alone",
                json!({"gen_ai.input.messages": [{"role": "user", "content": "a"}, {"role": "user", "parts": [{"type": "blob"}]}]}),
                None,
            ),
            (
                "instructions alone",
                json!({"gen_ai.system_instructions": "[{\"type\":\"text\",\"content\":\"brief\"}]"}),
                None,
            ),
            ("nothing", json!({}), None),
        ] {
            assert_eq!(asked(&heard(&attributes, Side::Input)).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn the_last_words_are_found_in_what_came_out() {
        for (what, attributes, want) in [
            (
                "today's name",
                json!({"gen_ai.output.messages": "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"a\"}]}]", "gen_ai.response.text": "b"}),
                Some("a"),
            ),
            ("Sentry, plain", json!({"gen_ai.response.text": "Echo"}), Some("Echo")),
            ("Sentry for Node", json!({"gen_ai.response.text": "[\"Echo\"]"}), Some("Echo")),
            (
                "Sentry for Python",
                json!({"gen_ai.response.text": "{\"content\":\"Echo: hi\",\"refusal\":\"None\",\"tool_calls\":\"None\"}"}),
                Some("Echo: hi"),
            ),
            ("its None", json!({"gen_ai.response.text": "None"}), None),
            ("its None within", json!({"gen_ai.response.text": "{\"content\":\"None\",\"refusal\":\"None\"}"}), None),
            ("its empty list", json!({"gen_ai.response.text": "[\"\"]", "output.value": "o"}), Some("o")),
            (
                "a model's own JSON",
                json!({"gen_ai.response.text": "{\"content\": \"x\"}"}),
                Some("{\"content\": \"x\"}"),
            ),
            ("a model's own list", json!({"ai.response.text": "[{\"a\":1}]"}), Some("[{\"a\":1}]")),
            ("redacted", json!({"gen_ai.response.text": "[Filtered]"}), None),
            (
                "Traceloop of old",
                json!({"gen_ai.completion.0.role": "assistant", "gen_ai.completion.0.content": "a"}),
                Some("a"),
            ),
            (
                "OpenInference",
                json!({"llm.output_messages.0.message.role": "assistant", "llm.output_messages.0.message.content": "a"}),
                Some("a"),
            ),
            ("Vercel", json!({"ai.response.text": "a"}), Some("a")),
            ("Vercel of old", json!({"ai.result.text": "a"}), Some("a")),
            ("Vercel's object", json!({"ai.response.object": "{\"a\":1}"}), Some("{\"a\":1}")),
            ("LangWatch", json!({"langwatch.output": "{\"type\":\"json\",\"value\":{\"reply\":\"a\"}}"}), Some("a")),
            ("Traceloop's workflow", json!({"traceloop.entity.output": "\"Echo: hello\""}), Some("Echo: hello")),
            ("OpenInference's value", json!({"output.value": "a"}), Some("a")),
        ] {
            assert_eq!(answered(&heard(&attributes, Side::Output)).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn calls_stand_beside_sentrys_and_vercels_text() {
        for attributes in [
            json!({"gen_ai.response.text": "[\"\"]", "gen_ai.response.tool_calls": "[{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"w\",\"arguments\":\"{}\"}]"}),
            json!({"gen_ai.response.tool_calls": [{"id": "c", "function": {"name": "w", "arguments": "{}"}}]}),
            json!({"gen_ai.response.text": "{\"content\":\"None\",\"tool_calls\":{\"0\":{\"id\":\"c\",\"function\":{\"name\":\"w\",\"arguments\":\"{}\"}}}}"}),
            json!({"gen_ai.response.text": "{\"content\":\"None\",\"tool_calls\":{\"id\":\"c\",\"function\":{\"name\":\"w\",\"arguments\":\"{}\"}}}"}),
            json!({"ai.response.text": "", "ai.response.toolCalls": "[{\"toolCallId\":\"c\",\"toolName\":\"w\",\"input\":\"{}\"}]"}),
        ] {
            let output = heard(&attributes, Side::Output);
            let calls: Vec<_> = output
                .iter()
                .flat_map(|heard| &heard.calls)
                .map(|call| (&*call.id, &*call.name, call.arguments.as_deref()))
                .collect();
            assert_eq!(calls, [("c", "w", Some("{}"))], "{attributes}");
            assert_eq!(answered(&output), None, "{attributes}");
        }
    }

    #[test]
    fn instructions_come_first() {
        let attributes = json!({"gen_ai.system_instructions": [{"type": "text", "content": "brief"}], "gen_ai.input.messages": [{"role": "user", "content": "hi"}]});
        let input = heard(&attributes, Side::Input);
        let told: Vec<_> = input.iter().map(|heard| (&*heard.role, &*heard.text)).collect();
        assert_eq!(told, [("system", "brief"), ("user", "hi")]);
    }

    #[test]
    fn an_input_that_ends_in_a_result_goes_on_with_its_turn() {
        let messages = |last: Value| json!({"gen_ai.input.messages": [{"role": "user", "content": "q"}, last]});
        for (what, last, want) in [
            ("a tool's message", json!({"role": "tool", "content": "3C", "tool_call_id": "c"}), true),
            (
                "a part",
                json!({"role": "tool", "parts": [{"type": "tool_call_response", "id": "c", "response": 3}]}),
                true,
            ),
            (
                "Anthropic's",
                json!({"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c", "content": "3"}]}),
                true,
            ),
            (
                "the same with new words",
                json!({"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c", "content": "3"}, {"type": "text", "text": "so?"}]}),
                false,
            ),
            ("a Responses item", json!({"type": "function_call_output", "call_id": "c", "output": "3"}), true),
            ("a user", json!({"role": "user", "content": "again"}), false),
            ("an answer", json!({"role": "assistant", "content": "a"}), false),
        ] {
            assert_eq!(continues(&heard(&messages(last), Side::Input)), want, "{what}");
        }
        assert!(!continues(&[]));
    }
}
