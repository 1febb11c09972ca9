//! What an assistant is told of a conversation: the newest turns that fit.

use serde_json::Value;

use crate::domain::message::Role;
use crate::store::messages::recent::Row;

/// Most messages that are told.
pub const MESSAGES: usize = 40;

/// Bytes of a token, on the safe side for most languages.
const TOKEN: usize = 4;

/// One turn, as the model is told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Something said.
    Said {
        /// The customer, or the side of the business: an operator speaks for it as the assistant does.
        role: Role,
        /// What was said.
        text: String,
    },
    /// Tools that the assistant called.
    Called {
        /// What it said beside.
        text: String,
        /// The calls, in order.
        calls: Vec<Called>,
    },
}

/// A call of a tool with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The provider's id of the call.
    pub id: String,
    /// The tool.
    pub name: String,
    /// The arguments, as text.
    pub arguments: String,
    /// What came of it, as text.
    pub result: String,
}

/// The turns of messages given newest first, as the store gives them; oldest first, beginning with the customer. The
/// newest message is told whole, however long it is; the others as long as all fit into `tokens`.
///
/// What has no text (a failed answer, a note of the platform) is left out.
#[must_use]
pub fn turns(newest_first: &[Row], tokens: u32) -> Vec<Turn> {
    let mut left = usize::try_from(tokens).unwrap_or(usize::MAX).saturating_mul(TOKEN);
    let mut turns: Vec<Turn> = Vec::new();
    for row in newest_first {
        let Some(turn) = turn(row) else { continue };
        let bytes = turn.bytes();
        if turns.len() == MESSAGES || (bytes > left && !turns.is_empty()) {
            break;
        }
        left = left.saturating_sub(bytes);
        turns.push(turn);
    }
    // Some models refuse a conversation that an assistant begins.
    while turns.last().is_some_and(|turn| !matches!(turn, Turn::Said { role: Role::User, .. })) {
        turns.pop();
    }
    turns.reverse();
    turns
}

/// A message as a turn, if it is one.
#[must_use]
pub fn turn(row: &Row) -> Option<Turn> {
    let role = match row.role.as_str() {
        "user" => Role::User,
        "assistant" | "operator" => Role::Assistant,
        _ => return None,
    };
    let calls = row.tool_calls.as_ref().and_then(Value::as_array).filter(|calls| !calls.is_empty());
    if let (Role::Assistant, Some(calls)) = (role, calls) {
        return Some(Turn::Called { text: row.body.clone(), calls: calls.iter().enumerate().map(called).collect() });
    }
    let text = text(row);
    if text.is_empty() || crate::domain::message::ANNOTATIONS.contains(&row.kind.as_str()) {
        return None;
    }
    Some(Turn::Said { role, text })
}

/// A call as it is on record, with its place among those of its round.
pub(super) fn called((index, call): (usize, &Value)) -> Called {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let result = match call["error"].as_str() {
        Some(error) => serde_json::json!({"error": error, "result": call["result"]}).to_string(),
        None => text(&call["result"]),
    };
    let id = call["id"].as_str().filter(|id| !id.is_empty());
    Called {
        id: id.map_or_else(|| format!("call_{index}"), str::to_owned),
        name: text(&call["name"]),
        arguments: text(&call["arguments"]),
        result,
    }
}

impl Turn {
    fn bytes(&self) -> usize {
        match self {
            Self::Said { text, .. } => text.len(),
            Self::Called { text, calls } => {
                let bytes = |call: &Called| call.id.len() + call.name.len() + call.arguments.len() + call.result.len();
                text.len() + calls.iter().map(bytes).sum::<usize>()
            }
        }
    }
}

/// What is told of a message: of a file its kind and caption, lest the model take the caption for all that was sent,
/// and of anything else that people send without words its kind.
fn text(row: &Row) -> String {
    let is_wordless = row.body.is_empty() && row.role != "assistant";
    match row.kind.as_str() {
        "image" | "video" | "audio" | "document" | "sticker" if row.body.is_empty() => format!("[{}]", row.kind),
        "image" | "video" | "audio" | "document" | "sticker" => format!("[{}] {}", row.kind, row.body),
        kind if is_wordless => format!("[{kind}]"),
        _ => row.body.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Called, MESSAGES, TOKEN, Turn, turns};
    use crate::domain::message::Role;
    use crate::store::messages::recent::Row;

    fn row(role: &str, kind: &str, body: &str) -> Row {
        Row {
            id: uuid::Uuid::nil(),
            external_id: None,
            role: role.into(),
            kind: kind.into(),
            body: body.into(),
            reply_to: None,
            content: None,
            sent_at: time::OffsetDateTime::UNIX_EPOCH,
            tool_calls: None,
            input_tokens: 0,
            output_tokens: 0,
            cache_read_tokens: 0,
            cache_write_tokens: 0,
            reasoning_tokens: 0,
            cost_nanos: None,
            channel_nanos: None,
            model: None,
            error: None,
        }
    }

    #[test]
    fn turns_are_the_text_of_both_sides_in_order() {
        let rows = [
            row("user", "text", "three"),
            row("assistant", "error", ""),
            row("tool", "text", "42"),
            row("operator", "text", "two"),
            row("user", "reaction", "👍"),
            row("user", "text", "one"),
            row("assistant", "text", "welcome"),
        ];
        let turn = |role, text: &str| Turn::Said { role, text: text.into() };
        assert_eq!(
            turns(&rows, 1000),
            [turn(Role::User, "one"), turn(Role::Assistant, "two"), turn(Role::User, "three")]
        );
    }

    #[test]
    fn a_file_is_told_by_its_kind() {
        for (role, kind, body, want) in [
            ("user", "image", "", "[image]"),
            ("user", "image", "my receipt", "[image] my receipt"),
            ("user", "audio", "", "[audio]"),
            ("user", "unsupported", "", "[unsupported]"),
            ("user", "location", "Oslo", "Oslo"),
        ] {
            let told = turns(&[row(role, kind, body)], 1000);
            assert_eq!(told, [Turn::Said { role: Role::User, text: want.into() }]);
        }
    }

    #[test]
    fn old_turns_give_way_to_new_ones() {
        let many: Vec<Row> = (0..100).map(|n| row("user", "text", &n.to_string())).collect();
        assert_eq!(turns(&many, 1000).len(), MESSAGES);
        assert_eq!(turns(&many, 1000).last(), Some(&Turn::Said { role: Role::User, text: "0".into() }));
        let half = "x".repeat(500 * TOKEN);
        let long = [row("user", "text", &half), row("user", "text", &half), row("user", "text", "old")];
        assert_eq!(turns(&long, 1000).len(), 2);
        let longest = [row("user", "text", &"x".repeat(2000 * TOKEN)), row("user", "text", "old")];
        assert_eq!(turns(&longest, 1000).len(), 1);
    }

    #[test]
    fn a_call_is_told_with_its_result() {
        let mut calling = row("assistant", "tool_calls", "Let me look.");
        calling.tool_calls = Some(json!([
            {"id": "c1", "name": "find", "arguments": {"a": 1}, "result": {"b": 2}, "error": null},
            {"id": null, "name": "find", "arguments": "{broken", "result": null, "error": "no JSON"},
        ]));
        let told = turns(&[row("assistant", "text", "Found."), calling, row("user", "text", "Find it")], 1000);
        let Turn::Called { text, calls } = &told[1] else { panic!("{told:?}") };
        assert_eq!(text, "Let me look.");
        let called = |id: &str, arguments: &str, result: &str| Called {
            id: id.into(),
            name: "find".into(),
            arguments: arguments.into(),
            result: result.into(),
        };
        assert_eq!(calls[0], called("c1", r#"{"a":1}"#, r#"{"b":2}"#));
        assert_eq!(calls[1], called("call_1", "{broken", r#"{"error":"no JSON","result":null}"#));
    }
}
