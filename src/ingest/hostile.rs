//! Readers against strangers: whatever comes, they answer.
//!
//! `PROPTEST_CASES` sets how often; a million each were run in release.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use opentelemetry_proto::tonic::collector::logs::v1::ExportLogsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{AnyValue, ArrayValue, KeyValue, KeyValueList, any_value};
use opentelemetry_proto::tonic::logs::v1::{LogRecord, ResourceLogs, ScopeLogs};
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span, Status, span};
use proptest::collection::vec;
use proptest::prelude::*;
use prost::Message;
use serde_json::json;

use super::inflate::inflate;
use super::raw::{Report, Unreadable};
use super::{otlp, sentry};

const TRACE: &str = "81bf959275bd45ecbaadbb9b13b8be72";

fn pair(key: &str, value: any_value::Value) -> KeyValue {
    KeyValue { key: key.to_owned(), value: Some(AnyValue { value: Some(value) }), ..KeyValue::default() }
}

fn attributes() -> Vec<KeyValue> {
    use any_value::Value::{ArrayValue as Array, BytesValue, DoubleValue, IntValue, KvlistValue, StringValue};
    let inner = AnyValue { value: Some(KvlistValue(KeyValueList { values: vec![pair("a", IntValue(1))] })) };
    vec![
        pair("gen_ai.operation.name", StringValue("chat".to_owned())),
        pair("event.name", StringValue("gen_ai.choice".to_owned())),
        pair("list", Array(ArrayValue { values: vec![inner] })),
        pair("real", DoubleValue(0.5)),
        pair("bytes", BytesValue(vec![1, 2])),
    ]
}

fn spans() -> Vec<u8> {
    let span = Span {
        trace_id: vec![1; 16],
        span_id: vec![2; 8],
        name: "chat".to_owned(),
        start_time_unix_nano: 1,
        end_time_unix_nano: 2,
        attributes: attributes(),
        events: vec![span::Event { attributes: attributes(), ..span::Event::default() }],
        links: vec![span::Link::default()],
        status: Some(Status { message: "m".to_owned(), code: 2 }),
        ..Span::default()
    };
    let scope_spans = vec![ScopeSpans { spans: vec![span], ..ScopeSpans::default() }];
    let resource_spans = vec![ResourceSpans { scope_spans, ..ResourceSpans::default() }];
    ExportTraceServiceRequest { resource_spans }.encode_to_vec()
}

fn records() -> Vec<u8> {
    let record =
        LogRecord { trace_id: vec![1; 16], span_id: vec![2; 8], attributes: attributes(), ..LogRecord::default() };
    let scope_logs = vec![ScopeLogs { log_records: vec![record], ..ScopeLogs::default() }];
    let resource_logs = vec![ResourceLogs { scope_logs, ..ResourceLogs::default() }];
    ExportLogsServiceRequest { resource_logs }.encode_to_vec()
}

fn spans_json() -> Vec<u8> {
    let values = json!({"values": [{"key": "a", "value": {"arrayValue": {"values": [{"doubleValue": "NaN"}]}}}]});
    let attributes = json!([{"key": "k", "value": {"intValue": "5"}}, {"key": "l", "value": {"kvlistValue": values}}]);
    json!({"resourceSpans": [{"resource": {"attributes": attributes}, "scopeSpans": [{"scope": {"name": "s"}, "spans": [{
        "traceId": TRACE, "spanId": "b92c7026f1d4959b", "startTimeUnixNano": "1795289680391000000", "kind": 3,
        "attributes": attributes, "events": [{"name": "e", "timeUnixNano": 5}], "links": [{}], "status": {"code": 2},
        "name": "\u{1f600}",
    }]}]}]})
    .to_string()
    .replace('\u{1f600}', "\\ud83d\\ude00")
    .into_bytes()
}

fn records_json() -> Vec<u8> {
    json!({"resourceLogs": [{"scopeLogs": [{"logRecords": [{
        "traceId": TRACE, "spanId": "b92c7026f1d4959b", "eventName": "gen_ai.choice", "body": {"stringValue": "b"},
    }]}]}]})
    .to_string()
    .into_bytes()
}

fn envelope() -> Vec<u8> {
    let trace = json!({"trace_id": TRACE, "span_id": "b417a1ce9c3cc4c3", "op": "http.client", "data": {"a": 0.5}});
    let spans = json!({"items": [{"trace_id": TRACE, "span_id": "b92c7026f1d4959b", "start_timestamp": 1_795_288_729.5,
        "name": "POST /api/1/envelope/", "attributes": {"sentry.op": {"value": "http.client"}}}]});
    let transaction = json!({"contexts": {"trace": trace}, "timestamp": "2026-11-21T19:09:41.5Z", "spans": [trace],
        "user": {"id": "u"}, "tags": {"a": "b"}});
    let event = json!({"contexts": {"trace": trace}, "exception": {"values": [{"type": "T", "value": "v"}]}});
    let length = spans.to_string().len();
    format!(
        "{{\"sdk\":{{\"name\":\"s\"}}}}\n{{\"type\":\"span\",\"length\":{length}}}\n{spans}\n\
         {{\"type\":\"transaction\"}}\n{transaction}\n{{\"type\":\"event\"}}\n{event}\n{{\"type\":\"log\"}}\n{{}}"
    )
    .into_bytes()
}

/// Changes, each at a place, to a body: a byte put in another's stead, bytes taken out, or doubled.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8, usize)>> {
    vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>(), 1..40_usize), 1..6)
}

fn change(mut body: Vec<u8>, changes: &[(prop::sample::Index, u8, u8, usize)]) -> Vec<u8> {
    for (place, kind, byte, count) in changes {
        if body.is_empty() {
            return body;
        }
        let at = place.index(body.len());
        let end = (at + count).min(body.len());
        match kind {
            0 => body[at] = *byte,
            1 => body.insert(at, *byte),
            2 => drop(body.drain(at..end)),
            _ => {
                let again = body[at..end].to_vec();
                body.splice(at..at, again);
            }
        }
    }
    body
}

/// Whatever a reader says of a body holds together.
fn is_sound(read: Result<Report, Unreadable>) {
    let Ok(report) = read else { return };
    assert!(report.reasons.len() <= report.rejected.min(8));
    for span in &report.spans {
        assert!(span.attributes.len() <= 1_000 && span.events.len() <= 128);
        if let (Some(start), Some(end)) = (span.started_at, span.ended_at) {
            assert!(start <= end && end.year() <= 9_999);
        }
        assert!(!span.is_part || (span.started_at.is_none() && span.name.is_empty()));
    }
    drop((otlp::thanks(&report, true), otlp::thanks(&report, false)));
}

proptest! {
    #[test]
    fn any_bytes_are_answered_as_protobuf(body in vec(any::<u8>(), 0..200)) {
        is_sound(otlp::traces(&body, false));
        is_sound(otlp::logs(&body, false));
        is_sound(otlp::metrics(&body, false));
    }

    #[test]
    fn changed_protobuf_is_answered(changes in changes()) {
        is_sound(otlp::traces(&change(spans(), &changes), false));
    }

    #[test]
    fn changed_records_are_answered(changes in changes()) {
        is_sound(otlp::logs(&change(records(), &changes), false));
        is_sound(otlp::logs(&change(records_json(), &changes), true));
    }

    #[test]
    fn any_text_is_answered_as_json(body in "[\\[{\",:}\\]a-f0-9\\\\unNaI -]{0,80}") {
        is_sound(otlp::traces(body.as_bytes(), true));
        is_sound(otlp::metrics(body.as_bytes(), true));
        is_sound(sentry::envelope(body.as_bytes()));
    }

    #[test]
    fn changed_json_is_answered(changes in changes()) {
        is_sound(otlp::traces(&change(spans_json(), &changes), true));
    }

    #[test]
    fn any_bytes_are_answered_as_an_envelope(body in vec(any::<u8>(), 0..200)) {
        is_sound(sentry::envelope(&body));
        is_sound(sentry::envelope(&[b"{}\n{\"type\":\"span\"}\n", body.as_slice()].concat()));
    }

    #[test]
    fn changed_envelopes_are_answered(changes in changes()) {
        is_sound(sentry::envelope(&change(envelope(), &changes)));
    }

    #[test]
    fn any_header_or_query_is_answered(text in "\\PC{0,40}") {
        let keys = [sentry::key_of_header(&text), sentry::key_of_query(&text)];
        prop_assert!(keys.into_iter().flatten().all(|key| !key.is_empty() && text.contains(key)));
    }

    #[test]
    fn any_bytes_are_unpacked_or_refused(body in vec(any::<u8>(), 0..200)) {
        for encoding in ["gzip", "deflate", "br"] {
            prop_assert!(inflate(Some(encoding), &body, 10_000).map_or(0, |body| body.len()) <= 10_000);
        }
    }

    #[test]
    fn changed_packs_are_unpacked_or_refused(changes in changes()) {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&envelope()).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&envelope()).unwrap();
        // `The quick brown fox: ` fifty times, as Node packs it.
        let br = hex::decode("1b1904f88d94aadba306a13243933a6f7839c824ad2509db74942f90ae7fd700").unwrap();
        for (encoding, body) in [("gzip", gzip.finish().unwrap()), ("deflate", zlib.finish().unwrap()), ("br", br)] {
            let body = change(body, &changes);
            prop_assert!(inflate(Some(encoding), &body, 10_000).map_or(0, |body| body.len()) <= 10_000);
        }
    }
}

#[test]
fn bodies_before_any_change_are_read_whole() {
    for (what, read, want) in [
        ("protobuf", otlp::traces(&spans(), false), 1),
        ("records", otlp::logs(&records(), false), 1),
        ("JSON", otlp::traces(&spans_json(), true), 1),
        ("records in JSON", otlp::logs(&records_json(), true), 1),
        ("an envelope", sentry::envelope(&envelope()), 3),
    ] {
        let report = read.unwrap();
        assert_eq!((report.spans.len(), report.rejected), (want, 0), "{what}");
    }
}
