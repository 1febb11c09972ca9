//! JSON as it is read here: text that needs no unescaping is borrowed, and a text of too many values is not read.
//!
//! `serde_json::Value` would copy every key and text of a history of messages that is looked at once and dropped.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};

/// A value within an attribute, or the whole of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(Number),
    /// Text without NUL.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// Keys and values in the order they came; a key may come twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Most values that are read of one attribute: 16,000 messages, say, in some 15 MB of memory.
const MOST_VALUES: u32 = 250_000;

/// Deepest nesting that is taken over from structured attributes.
const DEEPEST: u32 = 64;

impl<'a> Json<'a> {
    /// Reads a text that holds a JSON object, list or string; none for any other, which is then a text like all others.
    pub fn parse(text: &'a str) -> Option<Self> {
        if !text.trim_ascii_start().starts_with(['{', '[', '"']) {
            return None;
        }
        let left = Cell::new(MOST_VALUES);
        let mut reader = serde_json::Deserializer::from_str(text);
        let json = Seed(&left).deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        Some(json)
    }

    /// What a value of an attribute is: JSON in a string where it holds some, else itself.
    pub fn of(value: &'a Value) -> Self {
        match value {
            Value::String(text) => Self::parse(text).unwrap_or_else(|| Self::text(text)),
            structured => Self::unread(structured),
        }
    }

    /// A value of an attribute as it stands: a string is a text, whatever it holds.
    pub fn unread(value: &'a Value) -> Self {
        Self::structured(value, DEEPEST)
    }

    /// What `{"type": …, "value": …}`, the wrapping of `LangWatch`, holds.
    pub fn wrapped(&self) -> Option<&Self> {
        let Self::Object(pairs) = self else { return None };
        (pairs.len() == 2 && self.str("type").is_some()).then(|| self.get("value")).flatten()
    }

    /// A text, cleaned of NUL.
    pub fn text(text: &'a str) -> Self {
        Self::Text(clean(Cow::Borrowed(text)))
    }

    fn structured(value: &'a Value, depth: u32) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(is) => Self::Bool(*is),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::text(text),
            Value::Array(_) | Value::Object(_) if depth == 0 => Self::Text(Cow::Borrowed("…")),
            Value::Array(items) => Self::List(items.iter().map(|item| Self::structured(item, depth - 1)).collect()),
            Value::Object(map) => {
                let pair =
                    |(key, value)| (clean(Cow::Borrowed(String::as_str(key))), Self::structured(value, depth - 1));
                Self::Object(map.iter().map(pair).collect())
            }
        }
    }

    /// What an object says under a key; `null` counts as nothing said.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value).filter(|value| **value != Self::Null)
    }

    /// The first of several keys that an object says something under.
    pub fn first(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The text that this is.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The text under a key.
    pub fn str(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_str)
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A text as it is, anything else as JSON.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) => text.into_owned(),
            other => other.to_json(),
        }
    }

    /// A text as it is, anything else as JSON; none of `null` and the empty text.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) => (!text.is_empty()).then(|| text.clone().into_owned()),
            other => Some(other.to_json()),
        }
    }

    fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same as a value that can be stored and shown.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(is) => Value::Bool(*is),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone().into_owned()),
            Self::List(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Object(pairs) => {
                Value::Object(pairs.iter().map(|(key, value)| (key.clone().into_owned(), value.to_value())).collect())
            }
        }
    }
}

fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(is) => serializer.serialize_bool(*is),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(pairs) => {
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Reads one value, and counts down how many more may come. Nesting is bounded by `serde_json` itself, at 128.
struct Seed<'c>(&'c Cell<u32>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| D::Error::custom("too many values"))?;
        self.0.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(is))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(clean(Cow::Owned(text.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Seed(self.0))? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            pairs.push((key, map.next_value_seed(Seed(self.0))?));
        }
        Ok(Json::Object(pairs))
    }
}

/// A key, borrowed where it can be: serde copies a `Cow` that is not told otherwise.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow, deserialize_with = "key")] Cow<'a, str>);

fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    struct Reads;
    impl<'de> Visitor<'de> for Reads {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a key")
        }

        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(text))
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(clean(Cow::Owned(text.to_owned())))
        }
    }
    deserializer.deserialize_str(Reads)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Json, MOST_VALUES};

    #[test]
    fn what_is_read_is_written_alike() {
        let text = r#"{"a":[1,-2,0.5,"x\n",null,true],"b":{"__proto__":"p"},"c":18446744073709551615}"#;
        let read = Json::parse(text).unwrap();
        assert_eq!(read.to_text().unwrap(), text);
        assert_eq!(read.to_value(), serde_json::from_str::<serde_json::Value>(text).unwrap());
        assert_eq!(Json::of(&read.to_value()).to_value(), read.to_value());
    }

    #[test]
    fn only_what_looks_like_json_is_read_as_such() {
        for text in ["hello", "", "42", "true", "null", "None", "[Filtered]", "{not json}", "[1] and more", "{\"a\":1"]
        {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(Json::parse(" \"x\""), Some(Json::text("x")));
    }

    #[test]
    fn nul_is_replaced_in_texts_and_keys() {
        let json = Json::parse(r#"{"a\u0000":"b\u0000"}"#).unwrap().to_value();
        assert_eq!(json, json!({"a\u{fffd}": "b\u{fffd}"}));
        assert_eq!(Json::of(&json!(["x\0"])).to_value(), json!(["x\u{fffd}"]));
    }

    #[test]
    fn too_many_and_too_deep_values_are_left_alone() {
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES as usize));
        assert_eq!(Json::parse(&many), None);
        assert_eq!(Json::parse(&"[".repeat(100_000)), None);
        let mut deep = json!("x");
        for _ in 0..100 {
            deep = json!([deep]);
        }
        assert!(Json::of(&deep).into_text().contains('…'));
    }
}
