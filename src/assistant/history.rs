//! What an assistant is told of a conversation: the newest turns that fit.

use crate::domain::message::Role;
use crate::store::messages::recent::Row;

/// Most messages that are told.
pub const MESSAGES: usize = 40;

/// Most bytes of text that are told; the newest message is told whole, however long it is.
pub const BYTES: usize = 48_000;

/// One thing said, as the model is told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The customer, or the side of the business: an operator speaks for it as the assistant does.
    pub role: Role,
    /// What was said.
    pub text: String,
}

/// The turns of messages given newest first, as the store gives them; oldest first, beginning with the customer.
///
/// What has no text (a failed answer, a tool's result, a note of the platform) is left out.
#[must_use]
pub fn turns(newest_first: &[Row]) -> Vec<Turn> {
    let mut left = BYTES;
    let mut turns: Vec<Turn> = Vec::new();
    for row in newest_first {
        let role = match row.role.as_str() {
            "user" => Role::User,
            "assistant" | "operator" => Role::Assistant,
            _ => continue,
        };
        let text = text(row);
        if text.is_empty() || crate::domain::message::ANNOTATIONS.contains(&row.kind.as_str()) {
            continue;
        }
        if turns.len() == MESSAGES || (text.len() > left && !turns.is_empty()) {
            break;
        }
        left = left.saturating_sub(text.len());
        turns.push(Turn { role, text });
    }
    // Some models refuse a conversation that an assistant begins.
    while turns.last().is_some_and(|turn| turn.role != Role::User) {
        turns.pop();
    }
    turns.reverse();
    turns
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
    use super::{BYTES, MESSAGES, Turn, turns};
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
        let turn = |role, text: &str| Turn { role, text: text.into() };
        assert_eq!(turns(&rows), [turn(Role::User, "one"), turn(Role::Assistant, "two"), turn(Role::User, "three")]);
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
            assert_eq!(turns(&[row(role, kind, body)])[0].text, want);
        }
    }

    #[test]
    fn old_turns_give_way_to_new_ones() {
        let many: Vec<Row> = (0..100).map(|n| row("user", "text", &n.to_string())).collect();
        assert_eq!(turns(&many).len(), MESSAGES);
        assert_eq!(turns(&many).last().unwrap().text, "0");
        let half = "x".repeat(BYTES / 2);
        let long = [row("user", "text", &half), row("user", "text", &half), row("user", "text", "old")];
        assert_eq!(turns(&long).len(), 2);
        let longest = [row("user", "text", &"x".repeat(BYTES * 2)), row("user", "text", "old")];
        assert_eq!(turns(&longest).len(), 1);
    }
}
