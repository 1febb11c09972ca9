//! The call that a tool's span is about.

use serde_json::Value;

use super::attributes::Attributes;
use super::json::Json;
use super::names::{TOOL_ARGUMENTS, TOOL_ID, TOOL_NAME, TOOL_RESULT};
use crate::domain::span::ToolCall;

/// What Sentry and the conventions put before a tool's name in that of its span.
const PREFIX: &str = "execute_tool ";

/// The call of a tool's span, called `span_name`.
pub fn call(attributes: &Attributes<'_>, span_name: Option<&str>) -> ToolCall {
    let named = || span_name.map(|name| name.strip_prefix(PREFIX).unwrap_or(name).to_owned());
    ToolCall {
        id: attributes.label(TOOL_ID).unwrap_or_default(),
        name: attributes.label(TOOL_NAME).or_else(named).unwrap_or_default(),
        arguments: first(attributes, TOOL_ARGUMENTS),
        result: first(attributes, TOOL_RESULT),
    }
}

fn first(attributes: &Attributes<'_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| told(attributes.get(name)?))
}

/// The text of a value without its vendor's wrapping; without one, exactly as it came.
fn told(value: &Value) -> Option<String> {
    let json = Json::of(value);
    match json.wrapped().or_else(|| given(&json)) {
        Some(inner) => inner.to_text(),
        None if json.as_str().is_some() => json.to_text(),
        None => Json::unread(value).to_text(),
    }
}

/// The arguments that Traceloop tells as `{"args": [], "kwargs": {}}`, where one of them is empty.
fn given<'j, 'a>(json: &'j Json<'a>) -> Option<&'j Json<'a>> {
    let Json::Object(pairs) = json else { return None };
    let (args, kwargs) = (json.get("args")?, json.get("kwargs")?);
    match (args, kwargs) {
        _ if pairs.len() != 2 => None,
        (Json::List(items), Json::Object(_)) if items.is_empty() => Some(kwargs),
        (Json::List(_), Json::Object(named)) if named.is_empty() => Some(args),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Attributes, call};

    #[test]
    fn each_dialect_tells_its_call() {
        for (what, attributes, want) in [
            (
                "GenAI",
                json!({"gen_ai.tool.name": "w", "gen_ai.tool.call.id": "c", "gen_ai.tool.call.arguments": {"city": "Oslo"}, "gen_ai.tool.call.result": "3C"}),
                ("c", "w", Some(r#"{"city":"Oslo"}"#), Some("3C")),
            ),
            (
                "Sentry",
                json!({"gen_ai.tool.input": "{\"city\": \"Oslo\"}", "gen_ai.tool.output": "3C"}),
                ("", "get_weather", Some(r#"{"city": "Oslo"}"#), Some("3C")),
            ),
            (
                "Vercel",
                json!({"ai.toolCall.name": "w", "ai.toolCall.id": "c", "ai.toolCall.args": "{}", "ai.toolCall.result": "\"3C\""}),
                ("c", "w", Some("{}"), Some("3C")),
            ),
            (
                "OpenInference",
                json!({"tool.name": "w", "input.value": "{\"city\":1}", "output.value": "3C"}),
                ("", "w", Some(r#"{"city":1}"#), Some("3C")),
            ),
            (
                "Traceloop",
                json!({"traceloop.entity.name": "w", "traceloop.entity.input": "{\"args\": [], \"kwargs\": {\"city\": \"Oslo\"}}", "traceloop.entity.output": "\"3C\""}),
                ("", "w", Some(r#"{"city":"Oslo"}"#), Some("3C")),
            ),
            (
                "Traceloop, positional",
                json!({"traceloop.entity.input": "{\"args\": [\"Oslo\"], \"kwargs\": {}}"}),
                ("", "get_weather", Some(r#"["Oslo"]"#), None),
            ),
            (
                "LangWatch",
                json!({"langwatch.input": "{\"type\":\"json\",\"value\":{\"city\":\"Oslo\"}}", "langwatch.output": {"type": "text", "value": "3C"}}),
                ("", "get_weather", Some(r#"{"city":"Oslo"}"#), Some("3C")),
            ),
            ("nothing", json!({}), ("", "get_weather", None, None)),
        ] {
            let got = call(&Attributes::of(attributes.as_object().unwrap()), Some("execute_tool get_weather"));
            assert_eq!((&*got.id, &*got.name, got.arguments.as_deref(), got.result.as_deref()), want, "{what}");
        }
    }
}
