//! Messages that were reported as many attributes, numbered: `gen_ai.prompt.0.role`, `llm.input_messages.0.message.role`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::json::Json;

/// Deepest path of numbers and words behind the prefix that is followed.
const DEEPEST: usize = 16;

/// A message under way: either a value, or what stands under its numbers and words.
#[derive(Default)]
struct Branch<'a> {
    value: Option<&'a Value>,
    words: BTreeMap<&'a str, Branch<'a>>,
    /// Whatever numbers come: sparse and huge ones cost no more than others.
    numbers: BTreeMap<u32, Branch<'a>>,
}

/// The list of messages that attributes without their prefix make up, in the order of their numbers.
pub fn gather<'a>(attributes: impl Iterator<Item = (&'a str, &'a Value)>) -> Vec<Json<'a>> {
    let mut root = Branch::default();
    for (path, value) in attributes {
        let mut branch = &mut root;
        for step in path.split('.').take(DEEPEST) {
            branch = match step.parse() {
                Ok(number) => branch.numbers.entry(number).or_default(),
                Err(_) => branch.words.entry(step).or_default(),
            };
        }
        branch.value = Some(value);
    }
    root.numbers.into_values().map(grow).collect()
}

fn grow(branch: Branch<'_>) -> Json<'_> {
    if !branch.words.is_empty() {
        let pairs = branch.words.into_iter().map(|(word, inner)| {
            let inner = if word == "content" { content(inner) } else { grow(inner) };
            (Cow::Borrowed(word), inner)
        });
        return Json::Object(pairs.collect());
    }
    if !branch.numbers.is_empty() {
        return Json::List(branch.numbers.into_values().map(grow).collect());
    }
    branch.value.map_or(Json::Null, Json::unread)
}

/// A content that is a list of parts in JSON is that list; any other text is what was said, though it look like JSON.
fn content(branch: Branch<'_>) -> Json<'_> {
    match branch.value {
        Some(Value::String(text)) => match Json::parse(text) {
            Some(Json::List(items)) if !items.is_empty() && items.iter().all(|item| item.str("type").is_some()) => {
                Json::List(items)
            }
            _ => Json::text(text),
        },
        _ => grow(branch),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::gather;

    fn gathered(pairs: &[(&str, Value)]) -> Value {
        gather(pairs.iter().map(|(name, value)| (*name, value))).iter().map(super::Json::to_value).collect()
    }

    #[test]
    fn numbers_make_lists_in_their_order() {
        let got = gathered(&[
            ("10.role", json!("assistant")),
            ("10.tool_calls.1.name", json!("b")),
            ("10.tool_calls.0.name", json!("a")),
            ("2.message.role", json!("user")),
            ("2.message.contents.0.message_content.text", json!("hi")),
            ("4294967295.content", json!("last")),
            ("name", json!("no number")),
            ("x.y", json!(1)),
        ]);
        assert_eq!(
            got,
            json!([
                {"message": {"contents": [{"message_content": {"text": "hi"}}], "role": "user"}},
                {"role": "assistant", "tool_calls": [{"name": "a"}, {"name": "b"}]},
                {"content": "last"},
            ])
        );
    }

    #[test]
    fn a_content_of_parts_in_json_is_read_and_other_json_is_text() {
        let got = gathered(&[
            ("0.content", json!(r#"[{"type":"text","text":"hi"}]"#)),
            ("1.content", json!("[1, 2]")),
            ("2.content", json!("[]")),
            ("3.content", json!("{\"a\": 1}")),
            ("4.content", json!([{"type": "text"}])),
        ]);
        assert_eq!(
            got,
            json!([
                {"content": [{"type": "text", "text": "hi"}]},
                {"content": "[1, 2]"},
                {"content": "[]"},
                {"content": "{\"a\": 1}"},
                {"content": [{"type": "text"}]},
            ])
        );
    }

    #[test]
    fn a_long_path_is_not_followed_to_its_end() {
        let path = format!("0{}", ".0".repeat(10_000));
        assert_eq!(gathered(&[(&path, json!(1))]).to_string(), format!("{}1{}", "[".repeat(16), "]".repeat(16)));
    }
}
