//! The JSON encoding as its senders write it.

use serde_json::{Value, json};

use crate::ingest::otlp::{logs, metrics, traces};
use crate::ingest::raw::{RawSpan, Report};

fn read(body: &Value) -> Report {
    traces(body.to_string().as_bytes(), true).unwrap()
}

fn span(told: &Value) -> RawSpan {
    let mut whole = json!({"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174"});
    for (key, value) in told.as_object().unwrap() {
        whole[key.as_str()] = value.clone();
    }
    read(&json!({"resourceSpans": [{"scopeSpans": [{"spans": [whole]}]}]})).spans.pop().unwrap()
}

#[test]
fn a_request_of_the_javascript_exporter_is_read() {
    let report = read(&json!({"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}], "droppedAttributesCount": 0},
        "scopeSpans": [{"scope": {"name": "langwatch", "version": "0.16.1"}, "spans": [{
            "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "EEE19B7EC3C1B174", "parentSpanId": "eee19b7ec3c1b173",
            "name": "chat", "kind": 3, "startTimeUnixNano": "1795289680391000000", "endTimeUnixNano": "1795289680399000000",
            "attributes": [
                {"key": "langwatch.span.type", "value": {"stringValue": "llm"}},
                {"key": "gen_ai.usage.input_tokens", "value": {"intValue": 5}},
                {"key": "gen_ai.response.finish_reasons", "value": {"arrayValue": {"values": [{"stringValue": "stop"}]}}},
            ],
            "droppedAttributesCount": 0, "droppedEventsCount": 0, "droppedLinksCount": 0, "flags": 257,
            "events": [{"timeUnixNano": "1795289680392000000", "name": "exception", "attributes": [
                {"key": "exception.message", "value": {"stringValue": "boom"}}], "droppedAttributesCount": 0}],
            "links": [{"traceId": "5b8efff798038103d269b633813fc60d", "spanId": "eee19b7ec3c1b175", "attributes": []}],
            "status": {"code": 2, "message": "boom"},
        }]}],
    }]}));
    let [span] = report.spans.as_slice() else { panic!("one span") };
    assert_eq!(span.trace.to_string(), "5b8efff798038103d269b633813fc60c");
    assert_eq!((span.id.to_string().as_str(), span.name.as_str()), ("eee19b7ec3c1b174", "chat"));
    assert_eq!(span.parent.map(|id| id.to_string()).as_deref(), Some("eee19b7ec3c1b173"));
    assert_eq!(span.ended_at.unwrap() - span.started_at.unwrap(), time::Duration::milliseconds(8));
    assert_eq!(
        json!(span.attributes),
        json!({
            "langwatch.span.type": "llm", "gen_ai.usage.input_tokens": 5, "gen_ai.response.finish_reasons": ["stop"],
        })
    );
    assert_eq!(
        (json!(span.resource), json!(span.scope)),
        (json!({"service.name": "shop"}), json!({"name": "langwatch", "version": "0.16.1"}),)
    );
    assert_eq!((span.failed, span.fault.as_ref().map(|fault| fault.message.as_str())), (Some(true), Some("boom")));
    assert_eq!((span.events.len(), json!(span.events[0].attributes)), (1, json!({"exception.message": "boom"})));
    assert!(span.events[0].at.is_some());
    let link = json!({"trace_id": "5b8efff798038103d269b633813fc60d", "span_id": "eee19b7ec3c1b175", "attributes": {}});
    assert_eq!(json!(span.rest), json!({"kind": "client", "links": [link]}));
}

#[test]
fn numbers_and_words_are_taken_either_way() {
    for (what, told, kind, failed) in [
        ("numbers", json!({"kind": 2, "status": {"code": 2}}), Some("server"), Some(true)),
        (
            "names",
            json!({"kind": "SPAN_KIND_SERVER", "status": {"code": "STATUS_CODE_ERROR"}}),
            Some("server"),
            Some(true),
        ),
        ("numbers in texts", json!({"kind": "2", "status": {"code": "1"}}), Some("server"), Some(false)),
        ("unset", json!({"kind": 0, "status": {"code": "STATUS_CODE_UNSET"}}), None, None),
        ("neither", json!({"kind": "?", "status": {"code": []}}), None, None),
        ("huge", json!({"kind": 1e300, "status": {"code": u64::MAX}}), None, None),
    ] {
        let span = span(&told);
        assert_eq!((span.rest.get("kind").and_then(Value::as_str), span.failed), (kind, failed), "{what}");
    }
    for (what, time, want) in [
        ("a text", json!("1795289680391000000"), Some(1_795_289_680)),
        ("a number", json!(1_795_289_680_391_000_000_u64), Some(1_795_289_680)),
        ("zero", json!("0"), None),
        ("empty", json!(""), None),
        ("negative", json!(-5), None),
        ("too large", json!("99999999999999999999"), None),
        ("not a number", json!({}), None),
    ] {
        let span = span(&json!({"startTimeUnixNano": time}));
        assert_eq!(span.started_at.map(time::OffsetDateTime::unix_timestamp), want, "{what}");
    }
}

#[test]
fn values_of_every_type_are_taken_out() {
    for (what, told, want) in [
        ("text", json!({"stringValue": "a"}), json!("a")),
        ("an empty text", json!({"stringValue": ""}), json!("")),
        ("no", json!({"boolValue": false}), json!(false)),
        ("whole", json!({"intValue": 5}), json!(5)),
        ("whole in a text", json!({"intValue": "-9223372036854775808"}), json!(i64::MIN)),
        ("too large", json!({"intValue": "9223372036854775808"}), json!(null)),
        ("real", json!({"doubleValue": 0.5}), json!(0.5)),
        ("real in a text", json!({"doubleValue": "0.5"}), json!(0.5)),
        ("not a number", json!({"doubleValue": "NaN"}), json!(null)),
        ("endless", json!({"doubleValue": "-Infinity"}), json!(null)),
        ("bytes", json!({"bytesValue": "AP8="}), json!("AP8=")),
        ("a list", json!({"arrayValue": {"values": [{"intValue": 1}, null, {}]}}), json!([1, null])),
        ("an empty list", json!({"arrayValue": {}}), json!([])),
        (
            "pairs",
            json!({"kvlistValue": {"values": [
                {"key": "__proto__", "value": {"stringValue": "p"}},
                {"key": "b", "value": {"arrayValue": {"values": [{"kvlistValue": {"values": null}}]}}},
                {"value": null},
            ]}}),
            json!({"__proto__": "p", "b": [{}], "": null}),
        ),
        ("in the other case", json!({"array_value": {"values": [{"string_value": "a"}]}}), json!(["a"])),
        ("nothing", json!({}), json!(null)),
        ("unknown", json!({"laterValue": 1}), json!(null)),
        ("null", json!(null), json!(null)),
    ] {
        let span = span(&json!({"attributes": [{"key": "k", "value": told}]}));
        assert_eq!(span.attributes["k"], want, "{what}");
    }
}

#[test]
fn what_is_missing_null_or_unknown_does_no_harm() {
    for (what, body) in [
        ("nothing", json!({})),
        ("null", json!({"resourceSpans": null})),
        ("nulls", json!({"resourceSpans": [null, {}, {"resource": null, "scopeSpans": null}]})),
        ("null spans", json!({"resourceSpans": [{"scopeSpans": [{"scope": null, "spans": null}, {"spans": [null]}]}]})),
        ("unknown", json!({"later": {"a": [1]}, "resourceSpans": [{"later": 1}]})),
    ] {
        let report = read(&body);
        assert_eq!((report.spans.len(), report.rejected), (0, 0), "{what}");
    }
    let bare = span(&json!({
        "parentSpanId": "", "name": null, "kind": null, "attributes": null, "events": null, "links": [null],
        "status": null, "traceState": null, "startTimeUnixNano": null, "droppedEventsCount": null, "later": {},
    }));
    assert_eq!((bare.parent, bare.name.as_str(), bare.failed, json!(bare.rest)), (None, "", None, json!({})));
    let other = json!({"resource_spans": [{"scope_spans": [{"spans": [{
        "trace_id": "5b8efff798038103d269b633813fc60c", "span_id": "eee19b7ec3c1b174", "parent_span_id": "eee19b7ec3c1b173",
        "start_time_unix_nano": 1, "end_time_unix_nano": 2, "trace_state": "s", "dropped_links_count": 2,
    }]}]}]});
    let other = read(&other).spans.pop().unwrap();
    assert!(other.parent.is_some() && other.started_at.is_some() && other.ended_at.is_some());
    assert_eq!(json!(other.rest), json!({"trace_state": "s", "dropped": {"links": 2}}));
}

#[test]
fn ids_that_cannot_be_used_cost_only_their_span() {
    let good = json!({"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174"});
    for (what, trace, id) in [
        ("a trace of zeros", "00000000000000000000000000000000", "eee19b7ec3c1b174"),
        ("base64, as other proto3 JSON has it", "W47/95gDgQPSabYzgT/GDA==", "7uGbfsPBsXQ="),
        ("hyphens", "5b8efff7-9803-8103-d269-b633813fc60c", "eee19b7ec3c1b174"),
        ("a span of 32 digits", "5b8efff798038103d269b633813fc60c", "5b8efff798038103d269b633813fc60c"),
        ("no digits", "5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b17g"),
        ("empty", "", ""),
    ] {
        let spans = json!([{"traceId": trace, "spanId": id}, good, {"traceId": 5, "spanId": null}]);
        let report = read(&json!({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}));
        assert_eq!((report.spans.len(), report.rejected), (1, 2), "{what}");
        assert!(!report.reasons.is_empty(), "{what}");
    }
}

#[test]
fn a_text_that_was_cut_within_an_emoji_costs_nothing_else() {
    let body = br#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
        "spanId":"eee19b7ec3c1b174","name":"a\ud83d"}]}]}]}"#;
    assert_eq!(traces(body, true).unwrap().spans[0].name, "a\u{fffd}");
}

#[test]
fn what_is_no_request_is_refused() {
    for body in ["", "[", "nonsense", "{\"resourceSpans\":[{]}", "{\"resourceSpans\": 5}", "\"x\"", "\u{feff}{}"] {
        assert!(traces(body.as_bytes(), true).is_err(), "{body}");
        assert!(logs(body.replace("Spans", "Logs").as_bytes(), true).is_err(), "{body}");
    }
    for body in [b"{}".as_slice(), b"nonsense", &[0x0a, 0xff]] {
        assert!(traces(body, false).is_err() && logs(body, false).is_err() && metrics(body, false).is_err());
    }
    let deep = format!("{}{}", r#"{"resourceSpans":[{"later":"#, "[".repeat(100_000));
    assert!(traces(deep.as_bytes(), true).is_err());
}

#[test]
fn records_are_told_with_their_place_and_body() {
    let body = json!({"resourceLogs": [{"scopeLogs": [{"scope": {"name": "openai"}, "logRecords": [
        {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "eventName": "gen_ai.user.message",
            "timeUnixNano": "1", "body": {"kvlistValue": {"values": [{"key": "content", "value": {"stringValue": "hi"}}]}},
            "attributes": [{"key": "gen_ai.system", "value": {"stringValue": "openai"}}]},
        {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "body": {"stringValue": "plain"},
            "attributes": [{"key": "event.name", "value": {"stringValue": "gen_ai.choice"}}]},
        {"traceId": "", "spanId": "", "eventName": "gen_ai.choice", "body": null},
    ]}]}]});
    let report = logs(body.to_string().as_bytes(), true).unwrap();
    assert_eq!((report.passed_over, report.rejected), (1, 0));
    let rests: Vec<_> = report.spans.iter().map(|part| json!(part.rest)).collect();
    assert_eq!(
        rests,
        [
            json!({"event": "gen_ai.user.message", "body": {"content": "hi"}}),
            json!({"event": "gen_ai.choice", "body": "plain"}),
        ]
    );
    assert!(report.spans.iter().all(|part| part.is_part && part.scope["name"] == "openai"));
    assert_eq!(json!(report.spans[0].attributes), json!({"gen_ai.system": "openai"}));
}

#[test]
fn metrics_are_only_looked_at() {
    let passed = |body: &[u8], json| metrics(body, json).map(|report| report.passed_over);
    assert_eq!(passed(br#"{"resourceMetrics":[{"scopeMetrics":[{"later":1}]},{}]}"#, true), Ok(2));
    assert_eq!(passed(b"{}", true), Ok(0));
    assert_eq!(passed(&[0x0a, 2, 0xff, 0xff, 0x0a, 0], false), Ok(2));
    assert_eq!(passed(b"", false), Ok(0));
}
