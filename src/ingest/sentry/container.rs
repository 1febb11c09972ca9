//! Spans as Sentry's newer SDKs send them: a list of them whose attributes tell their types.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::span::Told;
use crate::ingest::bag::Bag;
use crate::ingest::json::{list, object};
use crate::ingest::raw::Report;

/// The payload of an item of spans.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Container {
    #[serde(deserialize_with = "list")]
    items: Vec<Item>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    trace_id: Value,
    span_id: Value,
    parent_span_id: Value,
    name: Value,
    start_timestamp: Value,
    end_timestamp: Value,
    status: Value,
    is_segment: Value,
    links: Value,
    #[serde(deserialize_with = "object")]
    attributes: Map<String, Value>,
}

impl Container {
    /// Adds the spans to a report.
    pub fn report(self, scope: &Map<String, Value>, report: &mut Report) {
        for item in self.items {
            let mut rest = Map::new();
            for (key, value) in [("is_segment", item.is_segment), ("links", item.links)] {
                if !value.is_null() {
                    rest.insert(key.to_owned(), value);
                }
            }
            let told = Told {
                trace: item.trace_id,
                id: item.span_id,
                parent: item.parent_span_id,
                name: item.name,
                start: item.start_timestamp,
                end: item.end_timestamp,
                status: item.status,
                attributes: Bag::of(item.attributes.into_iter().map(|(name, attribute)| (name, bare(attribute)))),
                rest,
            };
            told.report(scope, report);
        }
    }
}

/// An attribute without its type; one that comes bare is taken as it is.
fn bare(mut attribute: Value) -> Value {
    match attribute.get_mut("value") {
        Some(value) => value.take(),
        None => attribute,
    }
}
