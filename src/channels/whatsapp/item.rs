//! One message, status or call: its text, and as much of its value as can be held.

use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::lenient;
use crate::domain::inbound::raw;
use crate::domain::text;

/// An item of an array in a value.
pub(super) struct Item<'a> {
    json: &'a RawValue,
    /// Whether `value` is all of it.
    pub is_whole: bool,
    /// An object, without those parts that cannot be held.
    pub value: Value,
}

impl<'a> Item<'a> {
    /// The item, or nothing when it is no object.
    pub(super) fn read(json: &'a RawValue) -> Option<Self> {
        let (value, is_whole) = match serde_json::from_str(json.get()) {
            Ok(value) => (value, true),
            Err(_) => (lenient::value(json)?, false),
        };
        value.is_object().then_some(Self { json, is_whole, value })
    }

    /// The text at a path; see [`lenient::word`].
    pub(super) fn word(&self, path: &[&str]) -> Option<String> {
        lenient::word(&self.value, path)
    }

    /// The platform's id, or the hash of an item without one, so that it too is recorded once.
    pub(super) fn id(&self) -> String {
        let hash = || format!("sha256:{}", hex::encode(Sha256::digest(self.json.get())));
        self.word(&["id"]).map_or_else(hash, |id| text::key(&id))
    }

    /// The item as it can be stored.
    pub(super) fn content(&self) -> Option<Box<RawValue>> {
        if self.is_whole { Some(self.json.to_owned()) } else { unreadable(self.json) }
    }
}

/// JSON as it can be stored and read again by anyone. What is too deep or holds a number out of range, of which
/// readers make nothing or the wrong thing, becomes the text of itself: `{"unreadable": "…"}`.
pub(super) fn content(json: &RawValue) -> Option<Box<RawValue>> {
    let is_whole = serde_json::from_str::<Value>(json.get()).is_ok();
    if is_whole { Some(json.to_owned()) } else { unreadable(json) }
}

fn unreadable(json: &RawValue) -> Option<Box<RawValue>> {
    raw(&serde_json::json!({"unreadable": json.get()}).to_string())
}

/// An object of one member, for what is only a part of its surroundings.
pub(super) fn wrapped(name: &str, json: &RawValue) -> Option<Box<RawValue>> {
    raw(&format!("{{{}:{}}}", Value::from(name), content(json)?))
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::{Item, content, wrapped};

    #[test]
    fn content_can_always_be_read_again() {
        let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
        for (what, json) in [("usual", r#"{"a": "b"}"#), ("deep", &deep), ("huge number", "[1e999]")] {
            let json = RawValue::from_string(json.to_owned()).unwrap();
            for stored in [content(&json).unwrap(), wrapped("x", &json).unwrap()] {
                assert!(serde_json::from_str::<serde_json::Value>(stored.get()).is_ok(), "{what}");
            }
        }
    }

    #[test]
    fn an_item_without_id_has_the_same_one_every_time() {
        let json = RawValue::from_string(r#"{"type":"text"}"#.to_owned()).unwrap();
        let other = RawValue::from_string(r#"{"type":"image"}"#.to_owned()).unwrap();
        let id = |json| Item::read(json).unwrap().id();
        assert_eq!(id(&json), id(&json));
        assert_ne!(id(&json), id(&other));
        assert!(Item::read(&RawValue::from_string("1".to_owned()).unwrap()).is_none());
    }
}
