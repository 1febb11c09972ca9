//! JSON from strangers, made storable in `jsonb`.

use serde_json::Value;

use super::text;

/// Removes NUL from every string and key; `jsonb` refuses it.
#[must_use]
pub fn clean(value: Value) -> Value {
    match value {
        Value::String(s) => Value::String(text::clean(&s)),
        Value::Array(items) => Value::Array(items.into_iter().map(clean).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(k, v)| (text::clean(&k), clean(v))).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nul_leaves_keys_and_values() {
        let dirty = serde_json::json!({"a\u{0}": ["b\u{0}", 1]});
        assert_eq!(super::clean(dirty), serde_json::json!({"a\u{fffd}": ["b\u{fffd}", 1]}));
    }
}
