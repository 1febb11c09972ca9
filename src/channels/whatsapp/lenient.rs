//! JSON read as slices of its own text, so that an oddity in one place costs nothing that stands beside it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::mend;

/// How many levels below an unreadable value are searched for readable ones.
const SALVAGE_LEVELS: usize = 6;

/// The body as text in which every escape names a character.
pub(super) fn text(body: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(body) {
        Cow::Borrowed(text) => mend::escapes(text),
        Cow::Owned(text) => Cow::Owned(mend::escapes(&text).into_owned()),
    }
}

/// The members of an object, in order, repeated names and all.
#[derive(Debug, Default)]
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The members, or nothing when the value is no object.
    pub(super) fn read(json: &'a RawValue) -> Option<Self> {
        #[derive(serde::Deserialize)]
        struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), json)) = map.next_entry()? {
                    members.push((name, json));
                }
                Ok(members)
            }
        }
        serde_json::Deserializer::from_str(json.get()).deserialize_map(Members).ok().map(Self)
    }

    /// All members.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, json)| (name.as_ref(), *json))
    }

    /// The member of a name; of several the last one, as most parsers have it.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.iter().filter(|(key, _)| *key == name).last().map(|(_, json)| json)
    }

    /// The member of a name as a value; null when it is missing.
    pub(super) fn value(&self, name: &str) -> Value {
        self.get(name).and_then(value).unwrap_or_default()
    }

    /// The items under a name. Of several members of that name none is dropped.
    pub(super) fn list(&self, name: &str) -> Vec<&'a RawValue> {
        self.iter().filter(|(key, _)| *key == name).flat_map(|(_, json)| list(json)).collect()
    }
}

/// The items of an array; anything else but null is its own only item.
pub(super) fn list(json: &RawValue) -> Vec<&RawValue> {
    match json.get().as_bytes().first() {
        Some(b'[') => serde_json::from_str(json.get()).unwrap_or_default(),
        Some(b'n') => Vec::new(),
        _ => vec![json],
    }
}

/// The value, without those parts of it that cannot be held: too deep, or a number out of range.
pub(super) fn value(json: &RawValue) -> Option<Value> {
    salvage(json, SALVAGE_LEVELS)
}

fn salvage(json: &RawValue, levels: usize) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(json.get()) {
        return Some(value);
    }
    let below = levels.checked_sub(1)?;
    match json.get().as_bytes().first() {
        Some(b'{') => {
            let fields = Fields::read(json)?;
            let kept = fields.iter().filter_map(|(name, json)| Some((name.to_owned(), salvage(json, below)?)));
            Some(Value::Object(kept.collect()))
        }
        Some(b'[') => Some(Value::Array(list(json).into_iter().filter_map(|json| salvage(json, below)).collect())),
        _ => None,
    }
}

/// The text at a path; whole numbers count as text, and empty text as none.
pub(super) fn word(value: &Value, path: &[&str]) -> Option<String> {
    let found = path.iter().try_fold(value, |value, name| value.get(name))?;
    match found {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => Some(number.to_string()),
            (_, Some(number), _) => Some(number.to_string()),
            // Beyond 2^53 digits would be invented.
            (_, _, Some(number)) if number.fract() == 0.0 && number.abs() < 9e15 => Some(format!("{number:.0}")),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json::value::RawValue;

    use super::{Fields, list, text, value, word};

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn what_cannot_be_held_costs_only_itself() {
        let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
        for (what, input, want) in [
            ("all well", r#"{"a":[1,"b"]}"#.to_owned(), Some(json!({"a": [1, "b"]}))),
            ("huge number", r#"{"a":1e400,"b":{"c":-1e999,"d":2}}"#.to_owned(), Some(json!({"b": {"d": 2}}))),
            ("deep", format!(r#"{{"a":{deep},"b":[1,1e400]}}"#), Some(json!({"a": [[[[[]]]]], "b": [1]}))),
            ("nothing else", "1e400".to_owned(), None),
        ] {
            assert_eq!(value(&raw(&input)), want, "{what}");
        }
    }

    #[test]
    fn repeated_members_are_all_there() {
        let json = raw(r#"{"a":[1],"a":[2,3],"b":null,"c":{"d":1}}"#);
        let fields = Fields::read(&json).unwrap();
        assert_eq!(fields.list("a").iter().map(|json| json.get()).collect::<Vec<_>>(), ["1", "2", "3"]);
        assert_eq!(fields.value("a"), json!([2, 3]));
        assert!(fields.list("b").is_empty() && fields.list("x").is_empty());
        assert_eq!(list(fields.get("c").unwrap()).len(), 1);
        assert!(Fields::read(&raw("[]")).is_none());
    }

    #[test]
    fn ids_may_be_numbers() {
        for (what, input, want) in [
            ("text", json!("a"), Some("a")),
            ("number", json!(4_915_112_345_678_u64), Some("4915112345678")),
            ("large number", json!(u64::MAX), Some("18446744073709551615")),
            ("number with a point", json!(1_700_000_000.0), Some("1700000000")),
            ("fraction", json!(1.5), None),
            ("too large to be exact", json!(1e30), None),
            ("empty", json!(""), None),
            ("null", json!(null), None),
            ("object", json!({}), None),
        ] {
            assert_eq!(word(&json!({"k": input}), &["k"]).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_become_replacement_characters() {
        assert_eq!(text(b"\"a\xff\\ud800\""), "\"a\u{fffd}\\ufffd\"");
    }
}
