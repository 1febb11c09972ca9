//! One item of a `messages` or `message_echoes` array as a message; who said it to whom is for the caller to add.

use serde_json::Value;
use time::OffsetDateTime;

use super::item::Item;
use super::{body, errors, media, times};
use crate::domain::message::{Message, Role};
use crate::domain::text;

/// Longest type that is kept, in bytes.
const MAX_KIND_BYTES: usize = 64;

/// Members that a message of text alone may have beside it; each has a place of its own in the record.
const PLAIN: [&str; 8] = ["from", "from_user_id", "from_parent_user_id", "to", "to_user_id", "id", "timestamp", "type"];

/// A message and whether its time is Meta's; one without a time of its own bears the time of arrival, which must not
/// open a window.
pub(super) struct Said {
    /// The message.
    pub message: Message,
    /// Whether Meta said when it was sent.
    pub is_dated: bool,
}

/// Reads an item; any object is a message, of a type that is perhaps new to us.
pub(super) fn read(item: &Item<'_>, role: Role, received_at: OffsetDateTime) -> Said {
    let word = kind(item);
    let payload = &item.value[word.as_str()];
    let sent_at = times::at(&item.value, &["timestamp"], received_at);
    let kind = text::clean(text::cut(&word, MAX_KIND_BYTES));
    let mut message = Message::new(role, &kind, &body::read(&word, payload), sent_at.unwrap_or(received_at));
    message.external_id = Some(item.id());
    message.target = target(&word, item);
    message.reply_to = item.word(&["context", "id"]).map(|id| text::key(&id));
    message.attachment = media::announced(&word, payload);
    message.error = errors::first(&item.value);
    let is_all_there = sent_at.is_some() && item.is_whole && is_plain(&item.value);
    message.content = if is_all_there { None } else { item.content() };
    Said { message, is_dated: sent_at.is_some() }
}

/// Meta's word for the type, or the payload's name where it is missing, or `unknown`, which is also Meta's word.
fn kind(item: &Item<'_>) -> String {
    let named = || body::KINDS.into_iter().find(|kind| item.value.get(kind).is_some()).unwrap_or("unknown").to_owned();
    item.word(&["type"]).unwrap_or_else(named)
}

/// The message that this one reacts to, edits or revokes.
fn target(kind: &str, item: &Item<'_>) -> Option<String> {
    let path = match kind {
        "reaction" => ["reaction", "message_id"],
        "edit" => ["edit", "original_message_id"],
        "revoke" => ["revoke", "original_message_id"],
        _ => return None,
    };
    item.word(&path).map(|id| text::key(&id))
}

/// Whether the body and the other fields of the record say everything.
fn is_plain(item: &Value) -> bool {
    let is_simple = |(name, value): (&String, &Value)| match name.as_str() {
        "text" => value.as_object().is_some_and(|text| text.len() == 1) && value["body"].is_string(),
        name => PLAIN.contains(&name) && (value.is_string() || value.is_u64()),
    };
    item["type"] == "text" && item.as_object().is_some_and(|members| members.iter().all(is_simple))
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;
    use serde_json::{Value, json};
    use time::macros::datetime;

    use super::{Item, Said, read};
    use crate::domain::message::Role;

    fn said(item: &Value) -> Said {
        let json = RawValue::from_string(item.to_string()).unwrap();
        read(&Item::read(&json).unwrap(), Role::User, datetime!(2026-11-20 12:00 UTC))
    }

    #[test]
    fn only_a_text_with_nothing_else_to_it_drops_its_json() {
        let plain = json!({"from": "1", "from_user_id": "DE.a", "id": "w", "timestamp": "1795000000", "type": "text", "text": {"body": "a"}});
        assert!(said(&plain).message.content.is_none());
        for (what, key, value) in [
            ("context", "context", json!({"id": "w0"})),
            ("referral", "referral", json!({"source_id": "1"})),
            ("something new", "priority", json!(1)),
            ("text with a link preview", "text", json!({"body": "a", "preview_url": true})),
            ("text that is none", "text", json!({"body": ["a"]})),
            ("other type", "type", json!("image")),
            ("sender that is none", "from", json!({})),
            ("no type", "type", json!(null)),
            ("time that cannot be true", "timestamp", json!("1")),
        ] {
            let mut item = plain.clone();
            item[key] = value;
            assert!(said(&item).message.content.is_some(), "{what}");
        }
    }

    #[test]
    fn what_the_value_could_not_hold_is_not_dropped_either() {
        let json = r#"{"id": "w", "timestamp": "1795000000", "type": "text", "text": {"body": "a"}, "score": 1e400}"#;
        let json = RawValue::from_string(json.to_owned()).unwrap();
        let said = read(&Item::read(&json).unwrap(), Role::User, datetime!(2026-11-20 12:00 UTC));
        assert!(said.message.content.is_some());
    }

    #[test]
    fn a_type_is_kept_as_it_is_or_guessed_from_the_payload() {
        for (item, want) in [
            (json!({"type": "poll_creation"}), "poll_creation".to_owned()),
            (json!({"type": 7}), "7".to_owned()),
            (json!({"type": "ü".repeat(100)}), "ü".repeat(32)),
            (json!({"image": {}}), "image".to_owned()),
            (json!({"type": null}), "unknown".to_owned()),
        ] {
            assert_eq!(said(&item).message.kind, want);
        }
    }

    #[test]
    fn a_message_without_a_credible_time_bears_that_of_arrival() {
        let missing = said(&json!({"type": "text"}));
        assert_eq!((missing.message.sent_at, missing.is_dated), (datetime!(2026-11-20 12:00 UTC), false));
        let dated = said(&json!({"timestamp": 1_795_000_000}));
        assert_eq!((dated.message.sent_at, dated.is_dated), (datetime!(2026-11-18 11:06:40 UTC), true));
    }

    #[test]
    fn marks_point_at_what_they_mark() {
        for (item, want) in [
            (json!({"type": "reaction", "reaction": {"message_id": "a", "emoji": "x"}}), Some("a")),
            (json!({"type": "edit", "edit": {"original_message_id": "b"}}), Some("b")),
            (json!({"type": "revoke", "revoke": {"original_message_id": "c"}}), Some("c")),
            (json!({"type": "text", "reaction": {"message_id": "d"}}), None),
        ] {
            assert_eq!(said(&item).message.target.as_deref(), want);
        }
    }
}
