//! Values in the JSON encoding: those of attributes, which tell their type, and the loose ones of everything else.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::domain::span::{SpanId, TraceId};
use crate::ingest::bag::Bag;
use crate::ingest::json::{lenient, list};

#[derive(Default, Deserialize)]
#[serde(default)]
struct KeyValue {
    key: Value,
    #[serde(deserialize_with = "lenient")]
    value: Any,
}

/// An attribute's value, taken out of the object that tells its type. Nesting is bounded by the reader of JSON itself.
#[derive(Default, Deserialize)]
#[serde(from = "AnyValue")]
pub struct Any(pub Value);

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct AnyValue {
    #[serde(alias = "string_value")]
    string_value: Value,
    #[serde(alias = "bool_value")]
    bool_value: Value,
    #[serde(alias = "int_value")]
    int_value: Value,
    #[serde(alias = "double_value")]
    double_value: Value,
    #[serde(alias = "array_value")]
    array_value: Option<Values<Any>>,
    #[serde(alias = "kvlist_value")]
    kvlist_value: Option<Values<KeyValue>>,
    #[serde(alias = "bytes_value")]
    bytes_value: Value,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Values<T> {
    #[serde(default = "Vec::new", deserialize_with = "list")]
    values: Vec<T>,
}

impl From<AnyValue> for Any {
    fn from(any: AnyValue) -> Self {
        if let Some(list) = any.array_value {
            return Self(list.values.into_iter().map(|item| item.0).collect());
        }
        if let Some(list) = any.kvlist_value {
            return Self(Value::Object(list.values.into_iter().map(|pair| (text(pair.key), pair.value.0)).collect()));
        }
        if !any.int_value.is_null() {
            return Self(whole(&any.int_value).map_or(Value::Null, Value::from));
        }
        if !any.double_value.is_null() {
            return Self(real(&any.double_value).map_or(Value::Null, Value::from));
        }
        // Bytes stay the base64 that they are written in.
        Self([any.string_value, any.bool_value, any.bytes_value].into_iter().find(|v| !v.is_null()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Bag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs: Vec<KeyValue> = list(deserializer)?;
        Ok(Self::of(pairs.into_iter().map(|pair| (text(pair.key), pair.value.0))))
    }
}

/// The numbers of the kinds, by their names.
pub const KINDS: [&str; 6] = [
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER",
];

/// The numbers of the codes of a status, by their names.
pub const CODES: [&str; 3] = ["STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"];

/// The number of an enumeration, told as such or by name; 0 of what is neither.
pub fn number_of(value: &Value, words: &[&str]) -> i64 {
    let position = value.as_str().and_then(|word| words.iter().position(|known| *known == word));
    position.and_then(|at| i64::try_from(at).ok()).or_else(|| whole(value)).unwrap_or_default()
}

/// A text, or JSON where something else stands for it; empty of nothing.
pub fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        #[expect(clippy::cast_possible_truncation, reason = "a float is cast to the nearest integer there is")]
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|number| number as i64)),
        _ => None,
    }
}

/// A count, or nanoseconds since 1970; 0 of what is neither.
pub fn count(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.trim().parse().unwrap_or_default(),
        Value::Number(number) => number.as_u64().unwrap_or_default(),
        _ => 0,
    }
}

fn real(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_f64(),
    }
}

/// A trace of 32 digits; an id with hyphens or the like is not of this wire.
pub fn trace(value: &Value) -> Option<TraceId> {
    value.as_str().filter(|id| id.len() == 32).and_then(TraceId::parse)
}

/// A span of 16 digits.
pub fn span(value: &Value) -> Option<SpanId> {
    value.as_str().filter(|id| id.len() == 16).and_then(SpanId::parse)
}
