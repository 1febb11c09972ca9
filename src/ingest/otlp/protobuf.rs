//! The protobuf encoding: what was decoded, told in the terms that both encodings share.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use opentelemetry_proto::tonic::collector::logs::v1::ExportLogsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{AnyValue, InstrumentationScope, KeyValue, any_value};
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::{Span, span};
use serde_json::{Map, Value};

use super::record::ToldRecord;
use super::told::{self, Teller, Told, ToldEvent, ToldLink};
use crate::domain::span::{SpanId, TraceId};
use crate::ingest::bag::Bag;
use crate::ingest::raw::Report;

/// Deepest nesting of an attribute; below it stands `…`.
const DEEPEST: u32 = 64;

/// What a decoded request says, by HTTP or gRPC.
#[must_use]
pub fn report_of(request: ExportTraceServiceRequest) -> Report {
    let mut report = Report::default();
    for group in request.resource_spans {
        let mut teller = Teller { resource: resource(group.resource), scope: Map::new() };
        for scoped in group.scope_spans {
            teller.scope = scope(scoped.scope);
            for span in scoped.spans {
                told(span).report(&teller, &mut report);
            }
        }
    }
    report
}

/// What a decoded request with log records says of spans, by HTTP or gRPC.
#[must_use]
pub fn report_of_logs(request: ExportLogsServiceRequest) -> Report {
    let mut report = Report::default();
    for group in request.resource_logs {
        let mut teller = Teller { resource: resource(group.resource), scope: Map::new() };
        for scoped in group.scope_logs {
            teller.scope = scope(scoped.scope);
            for record in scoped.log_records {
                told_record(record).report(&teller, &mut report);
            }
        }
    }
    report
}

fn told(span: Span) -> Told {
    let status = span.status.unwrap_or_default();
    Told {
        trace: TraceId::from_bytes(&span.trace_id),
        id: span_id(&span.span_id),
        parent: span_id(&span.parent_span_id),
        trace_state: span.trace_state,
        name: span.name,
        kind: span.kind.into(),
        start: span.start_time_unix_nano,
        end: span.end_time_unix_nano,
        attributes: bag(span.attributes),
        events: span.events.into_iter().map(event).collect(),
        links: span.links.into_iter().map(link).collect(),
        dropped: [span.dropped_attributes_count, span.dropped_events_count, span.dropped_links_count].map(u64::from),
        code: status.code.into(),
        message: status.message,
    }
}

fn event(event: span::Event) -> ToldEvent {
    ToldEvent { name: event.name, time: event.time_unix_nano, attributes: bag(event.attributes) }
}

fn link(link: span::Link) -> ToldLink {
    let (trace, id) = (TraceId::from_bytes(&link.trace_id), span_id(&link.span_id));
    ToldLink { trace, id, attributes: bag(link.attributes) }
}

fn told_record(record: LogRecord) -> ToldRecord {
    ToldRecord {
        trace: TraceId::from_bytes(&record.trace_id),
        id: span_id(&record.span_id),
        event: record.event_name,
        body: value(record.body, DEEPEST),
        attributes: bag(record.attributes),
        dropped: record.dropped_attributes_count.into(),
    }
}

fn resource(resource: Option<Resource>) -> Map<String, Value> {
    bag(resource.unwrap_or_default().attributes).map
}

fn scope(scope: Option<InstrumentationScope>) -> Map<String, Value> {
    let scope = scope.unwrap_or_default();
    told::scope(scope.name, scope.version, bag(scope.attributes))
}

/// An id of 8 bytes; the 16 that a span of ours may also have are not of this wire.
fn span_id(bytes: &[u8]) -> Option<SpanId> {
    if bytes.len() == 8 { SpanId::from_bytes(bytes) } else { None }
}

fn bag(pairs: Vec<KeyValue>) -> Bag {
    Bag::of(pairs.into_iter().map(|pair| (pair.key, value(pair.value, DEEPEST))))
}

fn value(any: Option<AnyValue>, depth: u32) -> Value {
    use any_value::Value as Any;
    match any.and_then(|any| any.value) {
        None | Some(Any::StringValueStrindex(_)) => Value::Null,
        Some(Any::StringValue(text)) => Value::String(text),
        Some(Any::BoolValue(is)) => Value::Bool(is),
        Some(Any::IntValue(number)) => Value::from(number),
        Some(Any::DoubleValue(number)) => Value::from(number),
        Some(Any::BytesValue(bytes)) => Value::String(STANDARD.encode(bytes)),
        Some(Any::ArrayValue(_) | Any::KvlistValue(_)) if depth == 0 => Value::from("…"),
        Some(Any::ArrayValue(list)) => list.values.into_iter().map(|item| value(Some(item), depth - 1)).collect(),
        Some(Any::KvlistValue(list)) => {
            Value::Object(list.values.into_iter().map(|pair| (pair.key, value(pair.value, depth - 1))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry_proto::tonic::common::v1::{ArrayValue, KeyValueList};
    use opentelemetry_proto::tonic::logs::v1::{ResourceLogs, ScopeLogs};
    use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Status};
    use serde_json::json;

    use super::*;

    fn any(value: any_value::Value) -> AnyValue {
        AnyValue { value: Some(value) }
    }

    fn pair(key: &str, value: any_value::Value) -> KeyValue {
        KeyValue { key: key.to_owned(), value: Some(any(value)), ..KeyValue::default() }
    }

    fn text(text: &str) -> any_value::Value {
        any_value::Value::StringValue(text.to_owned())
    }

    fn request(spans: Vec<Span>) -> ExportTraceServiceRequest {
        let attributes = vec![pair("service.name", text("shop"))];
        let scope = InstrumentationScope {
            name: "openai".to_owned(),
            version: "1".to_owned(),
            attributes: vec![pair("a", text("b"))],
            ..InstrumentationScope::default()
        };
        let scope_spans = vec![ScopeSpans { scope: Some(scope), spans, ..ScopeSpans::default() }];
        let resource = Some(Resource { attributes, ..Resource::default() });
        let group = ResourceSpans { resource, scope_spans, ..ResourceSpans::default() };
        ExportTraceServiceRequest { resource_spans: vec![group] }
    }

    fn whole() -> Span {
        Span {
            trace_id: vec![1; 16],
            span_id: vec![2; 8],
            parent_span_id: vec![3; 8],
            trace_state: "x=y".to_owned(),
            name: "chat gpt-4o".to_owned(),
            kind: 3,
            start_time_unix_nano: 1_795_288_729_226_046_000,
            end_time_unix_nano: 1_795_288_729_258_487_000,
            attributes: vec![pair("gen_ai.operation.name", text("chat"))],
            dropped_attributes_count: 4,
            events: vec![span::Event {
                time_unix_nano: 1,
                name: "exception".to_owned(),
                attributes: vec![pair("exception.type", text("Boom"))],
                ..span::Event::default()
            }],
            links: vec![span::Link { trace_id: vec![4; 16], span_id: vec![5; 8], ..span::Link::default() }],
            status: Some(Status { message: "boom".to_owned(), code: 2 }),
            ..Span::default()
        }
    }

    #[test]
    fn a_span_is_told_with_all_that_belongs_to_it() {
        let report = report_of(request(vec![whole()]));
        let [span] = report.spans.as_slice() else { panic!("one span") };
        assert_eq!((span.trace.to_string(), span.id.to_string()), ("01".repeat(16), "02".repeat(8)));
        assert_eq!(span.parent.map(|id| id.to_string()), Some("03".repeat(8)));
        assert_eq!((span.name.as_str(), span.failed, span.is_part), ("chat gpt-4o", Some(true), false));
        assert_eq!(span.fault.as_ref().map(|fault| fault.message.as_str()), Some("boom"));
        assert_eq!(span.started_at.unwrap() + time::Duration::microseconds(32_441), span.ended_at.unwrap());
        assert_eq!(json!(span.attributes), json!({"gen_ai.operation.name": "chat"}));
        assert_eq!(json!(span.resource), json!({"service.name": "shop"}));
        assert_eq!(json!(span.scope), json!({"name": "openai", "version": "1", "attributes": {"a": "b"}}));
        assert_eq!((span.events[0].name.as_str(), span.events[0].at.is_some()), ("exception", true));
        assert_eq!(json!(span.events[0].attributes), json!({"exception.type": "Boom"}));
        let link = json!({"trace_id": "04".repeat(16), "span_id": "05".repeat(8), "attributes": {}});
        let rest = json!({"kind": "client", "trace_state": "x=y", "links": [link], "dropped": {"attributes": 4}});
        assert_eq!(json!(span.rest), rest);
    }

    #[test]
    fn ids_are_as_long_as_they_must_be() {
        let span = |trace: &[u8], id: &[u8]| Span { trace_id: trace.to_vec(), span_id: id.to_vec(), ..whole() };
        for (what, span, want) in [
            ("usable", span(&[1; 16], &[1; 8]), 1),
            ("a short trace", span(&[1; 8], &[1; 8]), 0),
            ("a trace of zeros", span(&[0; 16], &[1; 8]), 0),
            ("no trace", span(&[], &[1; 8]), 0),
            ("a long span", span(&[1; 16], &[1; 16]), 0),
            ("a span of zeros", span(&[1; 16], &[0; 8]), 0),
            ("no span", span(&[1; 16], &[]), 0),
        ] {
            let report = report_of(request(vec![span, whole()]));
            assert_eq!((report.spans.len(), report.rejected), (want + 1, 1 - want), "{what}");
        }
        for parent in [vec![], vec![0; 8], vec![1; 16]] {
            let report = report_of(request(vec![Span { parent_span_id: parent, ..whole() }]));
            assert_eq!(report.spans[0].parent, None);
        }
    }

    #[test]
    fn values_of_every_type_become_json() {
        use any_value::Value as Any;
        let list = ArrayValue { values: vec![any(Any::IntValue(1)), AnyValue::default()] };
        let pairs =
            KeyValueList { values: vec![pair("__proto__", Any::BoolValue(true)), pair("__proto__", text("b"))] };
        for (what, told, want) in [
            ("text", text("{\"a\":1}"), json!("{\"a\":1}")),
            ("whole", Any::IntValue(i64::MIN), json!(i64::MIN)),
            ("real", Any::DoubleValue(0.25), json!(0.25)),
            ("not a number", Any::DoubleValue(f64::NAN), json!(null)),
            ("endless", Any::DoubleValue(f64::NEG_INFINITY), json!(null)),
            ("bytes", Any::BytesValue(vec![0, 255]), json!("AP8=")),
            ("a list", Any::ArrayValue(list), json!([1, null])),
            ("pairs", Any::KvlistValue(pairs), json!({"__proto__": "b"})),
            ("of a later version", Any::StringValueStrindex(7), json!(null)),
        ] {
            assert_eq!(value(Some(any(told)), DEEPEST), want, "{what}");
        }
        assert_eq!(value(None, DEEPEST), json!(null));
        let nest = |inner| Any::ArrayValue(ArrayValue { values: vec![any(inner)] });
        let deep = (0..100).fold(text("x"), |inner, _| nest(inner));
        assert_eq!(value(Some(any(deep)), DEEPEST).to_string(), format!("{}\"…\"{}", "[".repeat(64), "]".repeat(64)));
    }

    #[test]
    fn a_record_is_told_with_its_place_and_body() {
        let record = LogRecord {
            trace_id: vec![1; 16],
            span_id: vec![2; 8],
            event_name: "gen_ai.client.inference.operation.details".to_owned(),
            body: Some(any(text("hello"))),
            attributes: vec![pair("gen_ai.request.model", text("gpt-4o"))],
            ..LogRecord::default()
        };
        let stray = LogRecord { span_id: vec![], ..record.clone() };
        let scope_logs = vec![ScopeLogs { log_records: vec![record, stray], ..ScopeLogs::default() }];
        let resource_logs = vec![ResourceLogs { scope_logs, ..ResourceLogs::default() }];
        let report = report_of_logs(ExportLogsServiceRequest { resource_logs });
        assert_eq!((report.spans.len(), report.passed_over), (1, 1));
        assert_eq!(
            json!(report.spans[0].rest),
            json!({
                "event": "gen_ai.client.inference.operation.details",
                "body": "hello",
            })
        );
        assert_eq!(json!(report.spans[0].attributes), json!({"gen_ai.request.model": "gpt-4o"}));
    }
}
