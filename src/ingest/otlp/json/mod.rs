//! The JSON encoding, read as leniently as its senders write it, told in the terms that both encodings share.
//!
//! Ids are hexadecimal; numbers may be strings and the other way round; enumerations are numbers or names; whatever is
//! missing, `null` or unknown does no harm. Names may be in either case.

mod value;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use self::value::{Any, CODES, KINDS, count, number_of, span, text, trace};
use super::record::ToldRecord;
use super::told::{self, Teller, Told, ToldEvent, ToldLink};
use crate::ingest::bag::Bag;
use crate::ingest::json::{lenient, list};
use crate::ingest::raw::Report;

/// A request with spans.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Traces {
    #[serde(alias = "resource_spans", deserialize_with = "list")]
    resource_spans: Vec<ResourceSpans>,
}

/// A request with log records.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Logs {
    #[serde(alias = "resource_logs", deserialize_with = "list")]
    resource_logs: Vec<ResourceLogs>,
}

/// A request with metrics.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Metrics {
    #[serde(alias = "resource_metrics", deserialize_with = "list")]
    resource_metrics: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ResourceSpans {
    #[serde(deserialize_with = "lenient")]
    resource: Resource,
    #[serde(alias = "scope_spans", deserialize_with = "list")]
    scope_spans: Vec<ScopeSpans>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ResourceLogs {
    #[serde(deserialize_with = "lenient")]
    resource: Resource,
    #[serde(alias = "scope_logs", deserialize_with = "list")]
    scope_logs: Vec<ScopeLogs>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Resource {
    attributes: Bag,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ScopeSpans {
    #[serde(deserialize_with = "lenient")]
    scope: Scope,
    #[serde(deserialize_with = "list")]
    spans: Vec<Span>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ScopeLogs {
    #[serde(deserialize_with = "lenient")]
    scope: Scope,
    #[serde(alias = "log_records", deserialize_with = "list")]
    log_records: Vec<LogRecord>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Scope {
    name: Value,
    version: Value,
    attributes: Bag,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct Span {
    #[serde(alias = "trace_id")]
    trace_id: Value,
    #[serde(alias = "span_id")]
    span_id: Value,
    #[serde(alias = "parent_span_id")]
    parent_span_id: Value,
    #[serde(alias = "trace_state")]
    trace_state: Value,
    name: Value,
    kind: Value,
    #[serde(alias = "start_time_unix_nano")]
    start_time_unix_nano: Value,
    #[serde(alias = "end_time_unix_nano")]
    end_time_unix_nano: Value,
    attributes: Bag,
    #[serde(alias = "dropped_attributes_count")]
    dropped_attributes_count: Value,
    #[serde(deserialize_with = "list")]
    events: Vec<Event>,
    #[serde(alias = "dropped_events_count")]
    dropped_events_count: Value,
    #[serde(deserialize_with = "list")]
    links: Vec<Link>,
    #[serde(alias = "dropped_links_count")]
    dropped_links_count: Value,
    #[serde(deserialize_with = "lenient")]
    status: Status,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Event {
    #[serde(alias = "time_unix_nano")]
    time_unix_nano: Value,
    name: Value,
    attributes: Bag,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Link {
    #[serde(alias = "trace_id")]
    trace_id: Value,
    #[serde(alias = "span_id")]
    span_id: Value,
    attributes: Bag,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Status {
    code: Value,
    message: Value,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct LogRecord {
    #[serde(alias = "trace_id")]
    trace_id: Value,
    #[serde(alias = "span_id")]
    span_id: Value,
    #[serde(alias = "event_name")]
    event_name: Value,
    #[serde(deserialize_with = "lenient")]
    body: Any,
    attributes: Bag,
    #[serde(alias = "dropped_attributes_count")]
    dropped_attributes_count: Value,
}

impl Traces {
    /// What the request says.
    pub fn report(self) -> Report {
        let mut report = Report::default();
        for group in self.resource_spans {
            let mut teller = Teller { resource: group.resource.attributes.map, scope: Map::new() };
            for scoped in group.scope_spans {
                teller.scope = scoped.scope.into_map();
                for span in scoped.spans {
                    span.told().report(&teller, &mut report);
                }
            }
        }
        report
    }
}

impl Logs {
    /// What the request says of spans.
    pub fn report(self) -> Report {
        let mut report = Report::default();
        for group in self.resource_logs {
            let mut teller = Teller { resource: group.resource.attributes.map, scope: Map::new() };
            for scoped in group.scope_logs {
                teller.scope = scoped.scope.into_map();
                for record in scoped.log_records {
                    record.told().report(&teller, &mut report);
                }
            }
        }
        report
    }
}

impl Metrics {
    /// How many resources it tells of.
    pub fn resources(&self) -> usize {
        self.resource_metrics.len()
    }
}

impl Scope {
    fn into_map(self) -> Map<String, Value> {
        told::scope(text(self.name), text(self.version), self.attributes)
    }
}

impl Span {
    fn told(self) -> Told {
        let dropped = [&self.dropped_attributes_count, &self.dropped_events_count, &self.dropped_links_count];
        Told {
            trace: trace(&self.trace_id),
            id: span(&self.span_id),
            parent: span(&self.parent_span_id),
            kind: number_of(&self.kind, &KINDS),
            start: count(&self.start_time_unix_nano),
            end: count(&self.end_time_unix_nano),
            events: self.events.into_iter().map(Event::told).collect(),
            links: self.links.into_iter().map(Link::told).collect(),
            dropped: dropped.map(count),
            code: number_of(&self.status.code, &CODES),
            message: text(self.status.message),
            trace_state: text(self.trace_state),
            name: text(self.name),
            attributes: self.attributes,
        }
    }
}

impl Event {
    fn told(self) -> ToldEvent {
        ToldEvent { name: text(self.name), time: count(&self.time_unix_nano), attributes: self.attributes }
    }
}

impl Link {
    fn told(self) -> ToldLink {
        ToldLink { trace: trace(&self.trace_id), id: span(&self.span_id), attributes: self.attributes }
    }
}

impl LogRecord {
    fn told(self) -> ToldRecord {
        ToldRecord {
            trace: trace(&self.trace_id),
            id: span(&self.span_id),
            event: text(self.event_name),
            body: self.body.0,
            dropped: count(&self.dropped_attributes_count),
            attributes: self.attributes,
        }
    }
}

#[cfg(test)]
mod tests;
