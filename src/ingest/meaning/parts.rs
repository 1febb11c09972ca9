//! What a message is made of: text, tool calls, results, thoughts, in the shapes of each maker.

use super::heard::Heard;
use super::json::Json;
use crate::domain::span::ToolCall;

/// What a part is, by its `type`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Thought,
    Call,
    Result,
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "text" | "input_text" | "output_text" | "refusal" | "summary_text" => Part::Text,
        "reasoning" | "thinking" => Part::Thought,
        "tool_call" | "tool-call" | "tool_use" | "function_call" => Part::Call,
        "tool_call_response" | "tool-result" | "tool_result" | "function_call_output" => Part::Result,
        _ => return None,
    })
}

/// Whether a `type` is that of a part, so that what has it is no data of a program's own.
pub fn is_part(word: &str) -> bool {
    part(word).is_some()
}

/// Whether a `type` is that of a part that is never a message by itself, as items of the Responses API are.
pub fn is_loose(word: &str) -> bool {
    matches!(
        word,
        "text"
            | "input_text"
            | "output_text"
            | "refusal"
            | "thinking"
            | "tool_use"
            | "tool_result"
            | "tool-call"
            | "tool-result"
            | "tool_call"
            | "tool_call_response"
            | "image_url"
            | "input_image"
            | "image"
            | "blob"
            | "file"
            | "uri"
    )
}

/// Reads the fields of a message into it.
pub fn read(fields: &Json<'_>, heard: &mut Heard) {
    if fields.str("type").is_some_and(is_part) && fields.str("role").is_none() {
        read_part(fields, heard);
        return;
    }
    if heard.role == "tool" && fields.get("parts").is_none() && !has_results(fields) {
        let result = fields.first(&["content", "contents", "output", "response", "result"]).and_then(text_of);
        heard.results.push(ToolCall {
            id: string(fields, &["tool_call_id", "call_id", "id"]),
            name: string(fields, &["name"]),
            arguments: None,
            result,
        });
        return;
    }
    for key in ["parts", "content", "contents"] {
        match fields.get(key) {
            None => {}
            Some(Json::Text(text)) => heard.say(text.clone().into_owned()),
            Some(Json::List(items)) => read_list(items, heard),
            Some(one) => read_part(one, heard),
        }
    }
    for key in ["reasoning_content", "reasoning", "thinking"] {
        heard.think(string(fields, &[key]));
    }
    if let Some(refusal) = fields.str("refusal") {
        heard.say(refusal.to_owned());
    }
    if let Some(calls) = fields.get("tool_calls") {
        read_calls(calls, heard);
    }
    if let Some(call) = fields.get("function_call") {
        heard.calls.extend(call_of(call));
    }
    // OpenInference's legacy pair.
    if let Some(name) = fields.str("function_call_name") {
        let arguments = fields.get("function_call_arguments_json").and_then(Json::to_text);
        heard.calls.push(ToolCall { name: name.to_owned(), arguments, ..ToolCall::default() });
    }
}

fn has_results(fields: &Json<'_>) -> bool {
    let items = fields.get("content").map_or(&[][..], Json::items);
    items.iter().any(|item| item.str("type").and_then(part) == Some(Part::Result))
}

/// Reads the parts of a message into it.
pub fn read_list(items: &[Json<'_>], heard: &mut Heard) {
    for item in items {
        match item {
            Json::Text(text) => heard.say(text.clone().into_owned()),
            Json::Null => {}
            // OpenInference wraps each.
            item => read_part(item.get("message_content").unwrap_or(item), heard),
        }
    }
}

/// Reads tool calls: a list of them, one, or an object whose values they are.
pub fn read_calls(calls: &Json<'_>, heard: &mut Heard) {
    match calls {
        Json::List(items) => heard.calls.extend(items.iter().filter_map(call_of)),
        Json::Object(pairs) => match call_of(calls) {
            Some(call) => heard.calls.push(call),
            None => heard.calls.extend(pairs.iter().filter_map(|(_, value)| call_of(value))),
        },
        _ => {}
    }
}

fn read_part(item: &Json<'_>, heard: &mut Heard) {
    let kind = item.str("type").and_then(part);
    let words = || item.first(&["content", "text", "thinking", "reasoning", "refusal", "summary"]);
    match kind {
        Some(Part::Text) => {
            if let Some(text) = words().and_then(text_of) {
                heard.say(text);
            }
        }
        Some(Part::Thought) => heard.think(words().and_then(text_of).unwrap_or_default()),
        Some(Part::Call) => heard.calls.extend(call_of(item)),
        Some(Part::Result) => heard.results.push(result_of(item)),
        None => match item.str("text") {
            // Gemini's parts say their kind by their key.
            Some(text) if item.str("type").is_none() => heard.say(text.to_owned()),
            _ => heard.other.push(item.to_value()),
        },
    }
}

fn call_of(call: &Json<'_>) -> Option<ToolCall> {
    let call = call.get("tool_call").unwrap_or(call);
    let function = call.get("function").filter(|inner| matches!(inner, Json::Object(_))).unwrap_or(call);
    let name = string(function, &["name", "toolName", "tool_name"]);
    if name.is_empty() {
        return None;
    }
    Some(ToolCall {
        id: string(call, &["call_id", "id", "toolCallId", "tool_call_id"]),
        name,
        arguments: function.first(&["arguments", "args", "input", "parameters"]).and_then(Json::to_text),
        result: None,
    })
}

fn result_of(item: &Json<'_>) -> ToolCall {
    ToolCall {
        id: string(item, &["call_id", "id", "toolCallId", "tool_use_id", "tool_call_id"]),
        name: string(item, &["name", "toolName"]),
        arguments: None,
        result: item.first(&["response", "result", "output", "content"]).and_then(text_of),
    }
}

/// The text of what may be a text, a list of text parts, or data, which then is told as JSON.
fn text_of(json: &Json<'_>) -> Option<String> {
    match json {
        Json::List(items) if !items.is_empty() => {
            let texts: Option<Vec<&str>> = items.iter().map(plain).collect();
            texts.map_or_else(|| json.to_text(), |texts| Some(texts.join("\n")))
        }
        // Vercel's output of a tool.
        Json::Object(_) => match (json.str("type"), json.get("value")) {
            (Some("text" | "json" | "error-text" | "error-json"), Some(value)) => value.to_text(),
            _ => json.to_text(),
        },
        other => other.to_text(),
    }
}

fn plain<'j>(item: &'j Json<'_>) -> Option<&'j str> {
    let item = item.get("message_content").unwrap_or(item);
    item.as_str().or_else(|| item.str("text")).or_else(|| item.str("content"))
}

fn string(json: &Json<'_>, keys: &[&str]) -> String {
    keys.iter().filter_map(|key| json.get(key)).find_map(Json::to_text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Heard, Json, read, read_calls};

    fn heard(role: &str, fields: &Value) -> Heard {
        let mut heard = Heard::of(role);
        read(&Json::of(fields), &mut heard);
        heard
    }

    #[test]
    fn text_is_gathered_from_wherever_it_stands() {
        for (what, fields, want) in [
            ("a string", json!({"content": "a"}), "a"),
            ("one part", json!({"content": {"type": "text", "text": "a"}}), "a"),
            ("parts", json!({"content": ["a", null, {"type": "output_text", "text": "b"}]}), "a\nb"),
            ("parts without a type", json!({"parts": [{"text": "a"}]}), "a"),
            ("OpenInference", json!({"contents": [{"message_content": {"type": "text", "text": "a"}}]}), "a"),
            ("a refusal", json!({"content": null, "refusal": "no"}), "no"),
            ("a refused part", json!({"content": [{"type": "refusal", "refusal": "no"}]}), "no"),
            ("data", json!({"content": [{"type": "text", "content": {"a": 1}}]}), r#"{"a":1}"#),
        ] {
            assert_eq!(heard("assistant", &fields).text, want, "{what}");
        }
    }

    #[test]
    fn thoughts_are_kept_apart_from_words() {
        for fields in [
            json!({"content": "a", "reasoning_content": "hm"}),
            json!({"content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "a"}]}),
            json!({"parts": [{"type": "reasoning", "content": "hm"}, {"type": "text", "content": "a"}]}),
        ] {
            let heard = heard("assistant", &fields);
            assert_eq!((&*heard.text, &*heard.reasoning), ("a", "hm"), "{fields}");
        }
    }

    #[test]
    fn calls_are_read_from_every_place() {
        for (what, fields) in [
            ("OpenAI", json!({"tool_calls": [{"id": "c", "function": {"name": "w", "arguments": "{}"}}]})),
            ("LangChain", json!({"tool_calls": [{"id": "c", "name": "w", "args": {}}]})),
            ("by number", json!({"tool_calls": {"0": {"id": "c", "function": {"name": "w", "arguments": "{}"}}}})),
            (
                "OpenInference",
                json!({"tool_calls": [{"tool_call": {"id": "c", "function": {"name": "w", "arguments": "{}"}}}]}),
            ),
            ("of old", json!({"function_call": {"id": "c", "name": "w", "arguments": "{}"}})),
        ] {
            let calls = heard("assistant", &fields).calls;
            let calls: Vec<_> = calls.iter().map(|call| (&*call.id, &*call.name, call.arguments.as_deref())).collect();
            assert_eq!(calls, [("c", "w", Some("{}"))], "{what}");
        }
        let legacy = heard("assistant", &json!({"function_call_name": "w", "function_call_arguments_json": "{}"}));
        assert_eq!(legacy.calls.first().and_then(|call| call.arguments.as_deref()), Some("{}"));
        let mut nothing = Heard::default();
        for calls in [json!("None"), json!([{"id": "nameless"}]), json!({}), json!(7)] {
            read_calls(&Json::of(&calls), &mut nothing);
        }
        assert!(nothing.calls.is_empty());
    }

    #[test]
    fn a_tools_answer_is_text_or_json() {
        for (what, fields, want) in [
            ("text", json!({"content": "3C"}), Some("3C")),
            ("parts of text", json!({"content": [{"type": "text", "text": "3C"}, "wet"]}), Some("3C\nwet")),
            ("parts of any kind", json!({"content": [{"type": "image"}]}), Some(r#"[{"type":"image"}]"#)),
            ("data", json!({"content": {"t": 3}}), Some(r#"{"t":3}"#)),
            ("nothing", json!({"content": null}), None),
        ] {
            let heard = heard("tool", &fields);
            assert_eq!(
                (heard.results.len(), heard.results.first().and_then(|result| result.result.as_deref())),
                (1, want),
                "{what}"
            );
            assert!(heard.text.is_empty(), "{what}");
        }
    }
}
