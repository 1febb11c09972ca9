//! Spans in each of the four shapes that one SDK writes them in, and the errors beside them.

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use super::envelope;
use crate::ingest::raw::{RawSpan, Report};

const TRACE: &str = "81bf959275bd45ecbaadbb9b13b8be72";

fn read(items: &[(&str, Value)]) -> Report {
    let mut lines = vec!["{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\"}".to_owned()];
    lines.extend(items.iter().flat_map(|(kind, payload)| [json!({"type": kind}).to_string(), payload.to_string()]));
    envelope(lines.join("\n").as_bytes()).unwrap()
}

fn times(span: &RawSpan) -> [String; 2] {
    [span.started_at, span.ended_at].map(|at| at.unwrap().format(&Rfc3339).unwrap())
}

#[test]
fn a_container_holds_spans_whose_attributes_tell_their_types() {
    let report = read(&[(
        "span",
        json!({"version": 2, "items": [{
        "status": "ok", "is_segment": false, "trace_id": TRACE, "span_id": "b92c7026f1d4959b",
        "parent_span_id": "b1e00b644b13fed2", "name": "chat gpt-4o",
        "start_timestamp": 1_795_288_729.226_046, "end_timestamp": 1_795_288_729.258_487, "attributes": {
            "sentry.op": {"value": "gen_ai.chat", "type": "string"},
            "gen_ai.conversation.id": {"value": "sentry-conv-1", "type": "string"},
            "gen_ai.usage.input_tokens": {"value": 7, "type": "integer"},
            "gen_ai.response.finish_reasons": {"value": ["stop"], "type": "array"},
            "sentry.segment.id": {"value": "b417a1ce9c3cc4c3", "type": "string"},
            "bare": "as it is", "odd": {"unit": "ms"}, "none": {"value": null},
        },
    }, {"trace_id": TRACE, "span_id": "b92c7026f1d4959c", "status": "error", "attributes": [], "is_segment": true}, null]}),
    )]);
    assert_eq!((report.spans.len(), report.rejected, report.passed_over), (2, 0, 0));
    let span = &report.spans[0];
    assert_eq!((span.trace.to_string().as_str(), span.id.to_string().as_str()), (TRACE, "b92c7026f1d4959b"));
    assert_eq!(span.parent.map(|id| id.to_string()).as_deref(), Some("b1e00b644b13fed2"));
    assert_eq!((span.name.as_str(), span.failed, span.is_part), ("chat gpt-4o", Some(false), false));
    assert_eq!(times(span), ["2026-11-21T19:18:49.226046Z", "2026-11-21T19:18:49.258487Z"]);
    assert_eq!(
        json!(span.attributes),
        json!({
            "sentry.op": "gen_ai.chat", "gen_ai.conversation.id": "sentry-conv-1", "gen_ai.usage.input_tokens": 7,
            "gen_ai.response.finish_reasons": ["stop"], "sentry.segment.id": "b417a1ce9c3cc4c3",
            "bare": "as it is", "odd": {"unit": "ms"}, "none": null,
        })
    );
    assert_eq!(json!(span.rest), json!({"is_segment": false, "status": "ok"}));
    assert_eq!((report.spans[1].failed, json!(report.spans[1].attributes)), (Some(true), json!({})));
}

#[test]
fn a_transaction_holds_its_root_and_the_spans_within() {
    let report = read(&[(
        "transaction",
        json!({
            "type": "transaction", "transaction": "POST /chat", "environment": "staging", "release": "shop@1.2",
            "start_timestamp": "2026-11-21T19:09:40.286872Z", "timestamp": "2026-11-21T19:09:41.5Z",
            "user": {"id": "u-1", "email": "a@b.c", "username": "ann", "ip_address": "127.0.0.1", "data": {"plan": "x"}},
            "tags": {"shop": "oslo"}, "modules": {"openai": "3.54.0"}, "breadcrumbs": {"values": [{"message": "secret"}]},
            "contexts": {"runtime": {"name": "CPython"}, "trace": {
                "trace_id": TRACE, "span_id": "b417a1ce9c3cc4c3", "parent_span_id": null, "op": "http.server", "origin": "auto.http",
                "status": "internal_error", "data": {"http.response.status_code": 500, "user.id": "u-0"},
            }},
            "spans": [{
                "trace_id": TRACE, "span_id": "b92c7026f1d4959b", "parent_span_id": "b417a1ce9c3cc4c3", "op": "gen_ai.chat",
                "description": "chat gpt-4o", "start_timestamp": "2026-11-21T19:09:40.3Z", "timestamp": "2026-11-21T19:09:40.4Z",
                "status": "ok", "origin": "auto.ai.openai", "data": {"gen_ai.system": "openai", "sentry.release": "own"},
            }, {"span_id": "b92c7026f1d4959d", "parent_span_id": "b417a1ce9c3cc4c3", "op": "db", "data": []}],
        }),
    )]);
    let [root, chat, db] = report.spans.as_slice() else { panic!("three spans") };
    assert_eq!((root.name.as_str(), root.parent, root.failed), ("POST /chat", None, Some(true)));
    assert_eq!(times(root), ["2026-11-21T19:09:40.286872Z", "2026-11-21T19:09:41.5Z"]);
    assert_eq!(
        json!(root.attributes),
        json!({
            "sentry.op": "http.server", "sentry.environment": "staging", "sentry.release": "shop@1.2",
            "sentry.segment.id": "b417a1ce9c3cc4c3", "http.response.status_code": 500,
            "user.id": "u-0", "user.email": "a@b.c", "user.username": "ann", "user.ip": "127.0.0.1",
        })
    );
    let rest = json!({"origin": "auto.http", "status": "internal_error", "tags": {"shop": "oslo"}});
    assert_eq!(json!(root.rest), rest);
    assert_eq!((chat.name.as_str(), chat.failed), ("chat gpt-4o", Some(false)));
    assert_eq!(chat.parent, Some(root.id));
    assert_eq!(times(chat), ["2026-11-21T19:09:40.3Z", "2026-11-21T19:09:40.4Z"]);
    assert_eq!(
        json!(chat.attributes),
        json!({
            "gen_ai.system": "openai", "sentry.op": "gen_ai.chat", "sentry.environment": "staging",
            "sentry.release": "own", "sentry.segment.id": "b417a1ce9c3cc4c3",
        })
    );
    assert_eq!((db.name.as_str(), db.trace), ("db", root.trace));
    let all = format!("{report:?}");
    assert!(!all.contains("secret") && !all.contains("3.54.0") && !all.contains("CPython"));
}

#[test]
fn a_model_call_outside_any_transaction_is_the_transaction() {
    let report = read(&[(
        "transaction",
        json!({
            "transaction": "chat gpt-4o", "start_timestamp": 1_795_288_729.5, "timestamp": 1_795_288_730, "spans": [],
            "contexts": {"trace": {"trace_id": TRACE, "span_id": "b417a1ce9c3cc4c3", "op": "gen_ai.chat", "status": "ok",
                "data": {"gen_ai.request.model": "gpt-4o"}}},
        }),
    )]);
    let [span] = report.spans.as_slice() else { panic!("one span") };
    assert_eq!((span.name.as_str(), span.failed), ("chat gpt-4o", Some(false)));
    assert_eq!(
        json!(span.attributes),
        json!({
            "gen_ai.request.model": "gpt-4o", "sentry.op": "gen_ai.chat", "sentry.segment.id": "b417a1ce9c3cc4c3",
        })
    );
}

#[test]
fn a_transaction_without_a_usable_place_loses_only_its_root() {
    let span = json!({"trace_id": TRACE, "span_id": "b92c7026f1d4959b", "op": "gen_ai.chat"});
    for (what, contexts) in [("none", json!(null)), ("a list", json!([])), ("no trace", json!({"trace": null}))] {
        let report = read(&[("transaction", json!({"contexts": contexts, "user": "x", "spans": [span, null]}))]);
        assert_eq!((report.spans.len(), report.rejected), (1, 1), "{what}");
        assert_eq!(json!(report.spans[0].attributes), json!({"sentry.op": "gen_ai.chat"}), "{what}");
    }
}

#[test]
fn an_error_is_a_part_of_its_span_without_what_else_it_carries() {
    let event = json!({
        "level": "error", "exception": {"values": [
            {"type": "KeyError", "value": "'city'"},
            {"type": "ValueError", "value": "no city", "module": "shop", "stacktrace": {"frames": [{"vars": {"key": "secret"}}]}},
        ]},
        "contexts": {"trace": {"trace_id": TRACE, "span_id": "b92c7026f1d4959b"}},
        "breadcrumbs": {"values": [{"message": "secret"}]}, "modules": {"secret": "1"}, "server_name": "secret",
    });
    let report = read(&[("event", event.clone())]);
    let [part] = report.spans.as_slice() else { panic!("one part") };
    let fault = part.fault.as_ref().map(|fault| (fault.kind.as_str(), fault.message.as_str()));
    assert_eq!((fault, part.is_part, part.failed), (Some(("ValueError", "no city")), true, None));
    assert_eq!((part.id.to_string().as_str(), part.name.as_str()), ("b92c7026f1d4959b", ""));
    assert!(!format!("{report:?}").contains("secret"));
    for (what, key, value) in [
        ("a message", "exception", json!(null)),
        ("no exceptions", "exception", json!({"values": []})),
        ("null exceptions", "exception", json!({"values": null})),
        ("no place", "contexts", json!({})),
        ("a place of zeros", "contexts", json!({"trace": {"trace_id": TRACE, "span_id": "0000000000000000"}})),
    ] {
        let mut other = event.clone();
        other[key] = value;
        let report = read(&[("event", other)]);
        assert_eq!((report.spans.len(), report.passed_over, report.rejected), (0, 1, 0), "{what}");
    }
}

#[test]
fn the_sdks_own_requests_to_us_are_passed_over() {
    let report = read(&[(
        "span",
        json!({"items": [
            {"trace_id": TRACE, "span_id": "b92c7026f1d4959b", "name": "POST http://127.0.0.1:9000/api/1/envelope/",
                "attributes": {"sentry.op": {"value": "http.client", "type": "string"}}},
            {"trace_id": TRACE, "span_id": "b92c7026f1d4959c", "name": "POST https://api.openai.com/v1/responses",
                "attributes": {"sentry.op": {"value": "http.client", "type": "string"}}},
        ]}),
    )]);
    assert_eq!((report.spans.len(), report.passed_over), (1, 1));
}

#[test]
fn pythons_not_a_number_costs_nothing_else() {
    let body = format!(
        "{{}}\n{{\"type\":\"span\"}}\n{{\"items\":[{{\"trace_id\":\"{TRACE}\",\"span_id\":\"b92c7026f1d4959b\",\
        \"attributes\":{{\"score\":{{\"value\":NaN}}}}}}]}}"
    );
    assert_eq!(envelope(body.as_bytes()).unwrap().spans[0].attributes["score"], json!(null));
}
