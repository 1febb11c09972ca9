//! A transaction: the root of a part of a trace, and the spans within it.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::span::{OP, SEGMENT, Told, text};
use crate::ingest::bag::Bag;
use crate::ingest::json::{lenient, list, object};
use crate::ingest::raw::Report;

/// The payload of a transaction.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Transaction {
    #[serde(rename = "transaction")]
    name: Value,
    start_timestamp: Value,
    timestamp: Value,
    #[serde(deserialize_with = "lenient")]
    contexts: Contexts,
    #[serde(deserialize_with = "list")]
    spans: Vec<Inner>,
    user: Value,
    tags: Value,
    environment: Value,
    release: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Contexts {
    #[serde(deserialize_with = "lenient")]
    trace: Inner,
}

/// A span within a transaction, or the root itself as its context tells it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Inner {
    trace_id: Value,
    span_id: Value,
    parent_span_id: Value,
    op: Value,
    description: Value,
    origin: Value,
    status: Value,
    start_timestamp: Value,
    timestamp: Value,
    tags: Value,
    #[serde(deserialize_with = "object")]
    data: Map<String, Value>,
}

impl Transaction {
    /// Adds the root and the spans to a report.
    pub fn report(self, scope: &Map<String, Value>, report: &mut Report) {
        let mut root = self.contexts.trace;
        let shared = [
            (SEGMENT, root.span_id.clone()),
            ("sentry.environment", self.environment),
            ("sentry.release", self.release),
        ];
        let trace = root.trace_id.clone();
        root.description = self.name;
        root.start_timestamp = self.start_timestamp;
        root.timestamp = self.timestamp;
        root.tags = self.tags;
        for (key, name) in USER {
            if let Some(said) = self.user.get(key) {
                add(&mut root.data, name, said);
            }
        }
        for mut span in std::iter::once(root).chain(self.spans) {
            if span.trace_id.is_null() {
                span.trace_id.clone_from(&trace);
            }
            span.told(&shared).report(scope, report);
        }
    }
}

/// What is said of the user, and the attributes that say it.
const USER: [(&str, &str); 4] =
    [("id", "user.id"), ("email", "user.email"), ("username", "user.username"), ("ip_address", "user.ip")];

impl Inner {
    fn told(mut self, shared: &[(&str, Value)]) -> Told {
        for (name, value) in shared.iter().chain(&[(OP, self.op.clone())]) {
            add(&mut self.data, name, value);
        }
        let mut rest = Map::new();
        for (key, value) in [("origin", self.origin), ("tags", self.tags)] {
            if !value.is_null() {
                rest.insert(key.to_owned(), value);
            }
        }
        let name = if text(self.description.clone()).is_empty() { self.op } else { self.description };
        Told {
            trace: self.trace_id,
            id: self.span_id,
            parent: self.parent_span_id,
            name,
            start: self.start_timestamp,
            end: self.timestamp,
            status: self.status,
            attributes: Bag::of(self.data),
            rest,
        }
    }
}

/// Adds what is said, unless the span's own data say it already.
fn add(data: &mut Map<String, Value>, name: &str, value: &Value) {
    if !value.is_null() && !data.contains_key(name) {
        data.insert(name.to_owned(), value.clone());
    }
}
