//! What is kept of a span for people to look at: everything that came, made storable.

use serde_json::{Map, Value};
use time::format_description::well_known::Rfc3339;

use crate::domain::text;
use crate::ingest::raw::{RawEvent, RawSpan};

/// Deepest nesting within one attribute, so that the whole is at most 64 deep.
const DEEPEST: u32 = 61;

/// Replaces NUL, which Postgres refuses, by U+FFFD and what is nested too deep by `…`, in all that will be kept.
pub fn clean(raw: &mut RawSpan) {
    for map in [&mut raw.attributes, &mut raw.resource, &mut raw.scope, &mut raw.rest] {
        clean_map(map, DEEPEST);
    }
    for event in &mut raw.events {
        clean_map(&mut event.attributes, DEEPEST);
    }
}

fn clean_map(map: &mut Map<String, Value>, depth: u32) {
    for value in map.values_mut() {
        clean_value(value, depth);
    }
    if map.keys().any(|key| key.contains('\0')) {
        *map = std::mem::take(map).into_iter().map(|(key, value)| (text::clean(&key), value)).collect();
    }
}

fn clean_value(value: &mut Value, depth: u32) {
    match value {
        Value::String(said) if said.contains('\0') => *said = text::clean(said),
        Value::Array(_) | Value::Object(_) if depth == 0 => *value = Value::from("…"),
        Value::Array(items) => items.iter_mut().for_each(|item| clean_value(item, depth - 1)),
        Value::Object(map) => clean_map(map, depth - 1),
        _ => {}
    }
}

/// What is kept, from a span that was cleaned; what is empty is left out.
pub fn gather(raw: RawSpan) -> Map<String, Value> {
    let RawSpan { attributes, resource, scope, events, rest: mut kept, .. } = raw;
    kept.retain(|_, value| !is_empty(value));
    for (name, map) in [("attributes", attributes), ("resource", resource), ("scope", scope)] {
        if !map.is_empty() {
            kept.insert(name.to_owned(), Value::Object(map));
        }
    }
    if !events.is_empty() {
        kept.insert("events".to_owned(), events.into_iter().map(event).collect());
    }
    kept
}

fn event(event: RawEvent) -> Value {
    let mut told = Map::new();
    told.insert("name".to_owned(), Value::String(text::clean(&event.name)));
    if let Some(at) = event.at.and_then(|at| at.format(&Rfc3339).ok()) {
        told.insert("at".to_owned(), Value::String(at));
    }
    if !event.attributes.is_empty() {
        told.insert("attributes".to_owned(), Value::Object(event.attributes));
    }
    Value::Object(told)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::datetime;

    use super::{clean, gather};
    use crate::ingest::meaning::tests::raw;
    use crate::ingest::raw::RawEvent;

    #[test]
    fn everything_that_came_is_kept_and_what_is_empty_is_not() {
        let mut raw = raw(json!({"a\0": "b\0", "n": [{"c": "\0"}]}));
        raw.resource.insert("service.name".to_owned(), json!("bot"));
        raw.rest.insert("kind".to_owned(), json!("client"));
        raw.rest.insert("trace_state".to_owned(), json!(""));
        raw.rest.insert("links".to_owned(), json!([]));
        raw.rest.insert("attributes".to_owned(), json!("not these"));
        let event = |name: &str, at| RawEvent { name: name.to_owned(), at, attributes: serde_json::Map::new() };
        raw.events = vec![event("first\0", Some(datetime!(2026-11-21 19:09:40 UTC))), event("second", None)];
        clean(&mut raw);
        assert_eq!(
            Value::Object(gather(raw)),
            json!({
                "attributes": {"a\u{fffd}": "b\u{fffd}", "n": [{"c": "\u{fffd}"}]},
                "resource": {"service.name": "bot"},
                "kind": "client",
                "events": [{"name": "first\u{fffd}", "at": "2026-11-21T19:09:40Z"}, {"name": "second"}],
            })
        );
    }

    #[test]
    fn nothing_is_kept_deeper_than_64() {
        let mut deep = json!("x");
        for _ in 0..200 {
            deep = json!([deep]);
        }
        let mut raw = raw(json!({"deep": deep, "flat": "y"}));
        clean(&mut raw);
        let kept = Value::Object(gather(raw)).to_string();
        assert!(kept.contains("[\"…\"]") && kept.contains("\"y\""));
        assert_eq!(kept.matches(['[', '{']).count(), 63, "an `…` in the place of the 64th");
    }
}
