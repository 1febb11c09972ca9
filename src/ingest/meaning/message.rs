//! Reading messages: whose they are, in whatever wrapping they come.

use super::heard::{Heard, Side};
use super::json::Json;
use super::parts;

/// Keys under which a message names who speaks.
const ROLE: &[&str] = &["role", "type"];

/// The role of an entry that is no message.
const UNKNOWN: &str = "unknown";

/// Reads a message of any shape; none where there is nothing in it.
pub fn read(entry: &Json<'_>, side: Side) -> Option<Heard> {
    let heard = match entry {
        Json::Text(text) => Heard::said(side.speaker(), text.clone().into_owned()),
        Json::Object(_) => read_object(entry, side),
        Json::Null => return None,
        other => Heard { other: vec![other.to_value()], ..Heard::of(UNKNOWN) },
    };
    (!heard.is_empty()).then_some(heard)
}

fn read_object(entry: &Json<'_>, side: Side) -> Heard {
    // `choices[]` and `generations[][]` wrap their message, LangChain's serialisation wraps its fields.
    let message = entry.get("message").filter(|inner| matches!(inner, Json::Object(_))).unwrap_or(entry);
    let fields = message.get("kwargs").filter(|inner| matches!(inner, Json::Object(_))).unwrap_or(message);
    let mut heard = Heard::of(&role(&[fields, message, entry], side));
    heard.finish = [fields, entry]
        .iter()
        .find_map(|said| said.str("finish_reason"))
        .filter(|word| !word.is_empty())
        .map(str::to_owned);
    parts::read(fields, &mut heard);
    if heard.calls.is_empty()
        && let Some(calls) = entry.get("tool_calls")
    {
        parts::read_calls(calls, &mut heard);
    }
    if heard.is_empty()
        && let Some(text) = entry.str("text")
    {
        heard.say(text.to_owned());
    }
    if heard.is_empty() && entry.get("role").is_none() && entry.str("type").and_then(known_role).is_none() {
        // It is no user's, who would seem to have said nothing.
        entry.str("type").unwrap_or(UNKNOWN).clone_into(&mut heard.role);
        heard.other.push(entry.to_value());
    }
    if !heard.results.is_empty() && heard.text.is_empty() && heard.role == "user" {
        "tool".clone_into(&mut heard.role);
    }
    heard
}

/// Who speaks: by its role, by the type or class of `LangChain`, by the kind of a Responses item, else by the side.
fn role(said: &[&Json<'_>], side: Side) -> String {
    for object in said {
        for word in ROLE.iter().filter_map(|key| object.str(key)) {
            if let Some(role) = known_role(word) {
                return role.to_owned();
            }
        }
        if let Some(class) = object.get("id").and_then(|id| id.items().last()).and_then(Json::as_str)
            && let Some(role) = known_role(class)
        {
            return role.to_owned();
        }
    }
    let named = said.iter().find_map(|object| object.str("role")).filter(|role| !role.is_empty());
    named.map_or_else(|| side.speaker().to_owned(), str::to_lowercase)
}

fn known_role(word: &str) -> Option<&'static str> {
    Some(match word {
        "user" | "human" | "HumanMessage" | "HumanMessageChunk" => "user",
        "assistant" | "ai" | "model" | "AIMessage" | "AIMessageChunk" | "function_call" | "reasoning" => "assistant",
        "system" | "developer" | "SystemMessage" => "system",
        "tool" | "function" | "ToolMessage" | "FunctionMessage" | "function_call_output" => "tool",
        _ => return None,
    })
}

/// Whether a value is a message or a part of one, rather than data of a program's own.
pub fn is_message(entry: &Json<'_>) -> bool {
    let Json::Object(_) = entry else { return false };
    let has = |keys: &[&str]| entry.first(keys).is_some();
    (entry.str("role").is_some() && has(&["content", "parts", "contents", "tool_calls", "function_call"]))
        || entry.str("type").is_some_and(|word| {
            (known_role(word).is_some() && has(&["content", "kwargs", "data", "call_id", "name", "summary"]))
                || (word == "message" && has(&["content"]))
                || parts::is_part(word)
        })
        || entry.get("kwargs").is_some_and(|fields| fields.get("content").is_some())
        || entry.get("message").is_some_and(is_inner_message)
        || (entry.str("text").is_some() && has(&["generation_info"]))
}

fn is_inner_message(message: &Json<'_>) -> bool {
    message.first(&["role", "kwargs", "content", "tool_calls"]).is_some()
}

/// Every message of a list, lists within it flattened as `LangChain` batches them; parts that stand alone are one message.
pub fn read_all(items: &[Json<'_>], side: Side) -> Vec<Heard> {
    let loose = |item: &Json<'_>| item.str("role").is_none() && item.str("type").is_some_and(parts::is_loose);
    if items.first().is_some_and(loose) && items.iter().all(loose) {
        let mut heard = Heard::of(side.speaker());
        parts::read_list(items, &mut heard);
        return if heard.is_empty() { Vec::new() } else { vec![heard] };
    }
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Json::List(inner) => all.extend(inner.iter().filter_map(|entry| read(entry, side))),
            entry => all.extend(read(entry, side)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use serde_json::{Value, json};

    use super::{Heard, Json, Side, is_message, read_all};

    /// Messages, one a line: role, text, `+call(id, arguments)`, `=id: result`, `~thought`, `*` of a redacted one.
    fn shown(heard: &[Heard]) -> String {
        heard.iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    fn show(heard: &Heard) -> String {
        let mut line = format!("{}: {}", heard.role, heard.text.replace('\n', "/"));
        for call in &heard.calls {
            let _ = write!(line, " +{}({}, {})", call.name, call.id, call.arguments.as_deref().unwrap_or("-"));
        }
        for result in &heard.results {
            let _ = write!(line, " ={}: {}", result.id, result.result.as_deref().unwrap_or("-"));
        }
        if !heard.reasoning.is_empty() {
            let _ = write!(line, " ~{}", heard.reasoning);
        }
        for other in &heard.other {
            let _ = write!(line, " ?{other}");
        }
        if heard.redacted {
            line.push_str(" *");
        }
        line
    }

    fn listed(list: &Value, side: Side) -> String {
        shown(&read_all(Json::of(list).items(), side))
    }

    #[test]
    fn messages_of_every_maker_are_read() {
        for (what, list, want) in [
            (
                "parts",
                json!([
                    {"role": "user", "parts": [{"type": "text", "content": "hi"}, {"type": "text", "content": "you"}]},
                    {"role": "assistant", "parts": [
                        {"type": "reasoning", "content": "hm"},
                        {"type": "tool_call", "id": "c1", "name": "w", "arguments": {"city": "Oslo"}}]},
                    {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c1", "response": {"t": 3}}]},
                    {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c2", "result": "cold"}]},
                ]),
                "user: hi/you | assistant:  +w(c1, {\"city\":\"Oslo\"}) ~hm | tool:  =c1: {\"t\":3} | tool:  =c2: cold",
            ),
            (
                "OpenAI chat",
                json!([
                    {"role": "developer", "content": "be brief"},
                    {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image_url", "image_url": {}}]},
                    {"role": "assistant", "content": null,
                     "tool_calls": [{"id": "c1", "function": {"name": "w", "arguments": "{}"}}]},
                    {"role": "tool", "tool_call_id": "c1", "content": "3C"},
                ]),
                "system: be brief | user: a ?{\"image_url\":{},\"type\":\"image_url\"} | assistant:  +w(c1, {}) | tool:  =c1: 3C",
            ),
            (
                "Responses items",
                json!([
                    {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "q"}]},
                    {"type": "reasoning", "summary": [{"type": "summary_text", "text": "so"}]},
                    {"type": "function_call", "call_id": "c1", "id": "fc", "name": "w", "arguments": "{}"},
                    {"type": "function_call_output", "call_id": "c1", "output": "3C"},
                    {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "a"}]},
                    {"type": "web_search_call", "id": "ws"},
                ]),
                "user: q | assistant:  ~so | assistant:  +w(c1, {}) | tool:  =c1: 3C | assistant: a \
                 | web_search_call:  ?{\"id\":\"ws\",\"type\":\"web_search_call\"}",
            ),
            (
                "LangChain",
                json!([[
                    {"type": "system", "content": "s"},
                    {"type": "human", "content": "q"},
                    {"lc": 1, "type": "constructor", "id": ["langchain", "AIMessage"],
                     "kwargs": {"content": "", "tool_calls": [{"id": "c1", "name": "w", "args": {"a": 1}}]}},
                    {"type": "tool", "content": "3C", "tool_call_id": "c1", "id": "m"},
                ]]),
                "system: s | user: q | assistant:  +w(c1, {\"a\":1}) | tool:  =c1: 3C",
            ),
            (
                "choices and generations",
                json!([
                    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "a"}},
                    {"text": "b", "message": {"kwargs": {"content": "b"}}},
                    {"text": "c", "generation_info": {}},
                ]),
                "assistant: a | user: b | user: c",
            ),
            (
                "Vercel",
                json!([
                    {"role": "user", "content": [{"type": "text", "text": "q"}]},
                    {"role": "assistant", "content": [
                        {"type": "tool-call", "toolCallId": "c1", "toolName": "w", "input": {"a": 1}},
                        {"type": "tool-call", "toolCallId": "c2", "toolName": "w", "args": {"a": 2}}]},
                    {"role": "tool", "content": [
                        {"type": "tool-result", "toolCallId": "c1", "toolName": "w",
                         "output": {"type": "json", "value": {"t": 3}}},
                        {"type": "tool-result", "toolCallId": "c2", "toolName": "w", "result": "3C"}]},
                ]),
                "user: q | assistant:  +w(c1, {\"a\":1}) +w(c2, {\"a\":2}) | tool:  =c1: {\"t\":3} =c2: 3C",
            ),
            (
                "Anthropic",
                json!([
                    {"role": "assistant", "content": [
                        {"type": "thinking", "thinking": "hm"},
                        {"type": "tool_use", "id": "c1", "name": "w", "input": {}}]},
                    {"role": "user", "content": [
                        {"type": "tool_result", "tool_use_id": "c1", "content": [{"type": "text", "text": "3C"}]}]},
                ]),
                "assistant:  +w(c1, {}) ~hm | tool:  =c1: 3C",
            ),
            ("bare strings", json!(["one", "two"]), "user: one | user: two"),
            (
                "parts that stand alone",
                json!([{"type": "text", "content": "a"}, {"type": "text", "content": "b"}]),
                "user: a/b",
            ),
            ("redacted", json!([{"role": "user", "content": "[Filtered]"}]), "user:  *"),
            ("nothing", json!([null, {"role": "user", "content": ""}, ""]), ""),
            ("unknown", json!([{"x": 1}, 7]), "unknown:  ?{\"x\":1} | unknown:  ?7"),
        ] {
            assert_eq!(listed(&list, Side::Input), want, "{what}");
            // As JSON in a string it is the same.
            assert_eq!(listed(&json!(list.to_string()), Side::Input), want, "{what}");
        }
        assert_eq!(
            listed(&json!(["hi", {"parts": [{"text": "you"}]}]), Side::Output),
            "assistant: hi | assistant: you"
        );
    }

    #[test]
    fn the_reason_to_stop_is_kept() {
        for choice in [
            json!([{"role": "assistant", "content": "a", "finish_reason": "stop"}]),
            json!([{"finish_reason": "stop", "message": {"role": "assistant", "content": "a"}}]),
        ] {
            let heard = read_all(Json::of(&choice).items(), Side::Output);
            assert_eq!(heard.first().and_then(|heard| heard.finish.as_deref()), Some("stop"));
        }
    }

    #[test]
    fn data_of_a_programs_own_is_no_message() {
        for (entry, want) in [
            (json!({"role": "user", "content": "x"}), true),
            (json!({"type": "human", "content": "x"}), true),
            (json!({"message": {"content": "x"}}), true),
            (json!({"message": "x", "thread_id": "t"}), false),
            (json!({"role": "admin", "name": "x"}), false),
            (json!({"type": "json", "value": 1}), false),
            (json!({"text": "x"}), false),
            (json!("x"), false),
        ] {
            assert_eq!(is_message(&Json::of(&entry)), want, "{entry}");
        }
    }
}
