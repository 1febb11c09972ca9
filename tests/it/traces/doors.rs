//! Who may report, and what is refused.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::Method;
use serde_json::{Value, json};

use super::telling::{llm, of_thread, report, span};
use crate::support::app::{TestApp, answer};

/// A key that may only report.
async fn ingest_key(app: &TestApp, extra: Value) -> (String, String) {
    let mut body = json!({"name": "bot", "scopes": ["ingest"]});
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let (status, made) = app.post("/api/v1/keys", &body).await;
    assert_eq!(status, 201, "{made}");
    (made["key"].as_str().unwrap().to_owned(), made["id"].as_str().unwrap().to_owned())
}

async fn send(app: &TestApp, key: &str, body: &Value) -> (u16, Value) {
    answer(app.anonymous(Method::POST, "/v1/traces").bearer_auth(key).json(body)).await
}

#[tokio::test]
async fn a_key_that_reports_can_read_nothing_and_others_cannot_report() {
    let app = TestApp::new().await;
    let (key, _) = ingest_key(&app, json!({})).await;
    let body = report(&[of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), "s")]);
    assert_eq!(send(&app, &key, &body).await.0, 200);
    for path in ["/api/v1/conversations", "/api/v1/traces", "/api/v1/ingest", "/api/v1/keys"] {
        let (status, _) = answer(app.anonymous(Method::GET, path).bearer_auth(&key)).await;
        assert_eq!(status, 403, "{path}");
    }
    let (_, reader) = app.post("/api/v1/keys", &json!({"name": "reader", "scopes": ["read", "write"]})).await;
    assert_eq!(send(&app, reader["key"].as_str().unwrap(), &body).await.0, 403);
    assert_eq!(send(&app, "vb_unknown", &body).await.0, 401);
    assert_eq!(answer(app.anonymous(Method::POST, "/v1/traces").json(&body)).await.0, 401);
    let mixed = app.post("/api/v1/keys", &json!({"name": "mixed", "scopes": ["ingest", "read"]})).await;
    assert_eq!((mixed.0, &mixed.1["errors"][0]["field"]), (422, &json!("scopes")));
}

#[tokio::test]
async fn a_rotated_key_works_until_its_overlap_is_over() {
    let app = TestApp::new().await;
    let (old, id) = ingest_key(&app, json!({"spans_per_minute": 500})).await;
    let (status, made) = app.post(&format!("/api/v1/keys/{id}/rotate"), &json!({"overlap_hours": 2})).await;
    assert_eq!((status, &made["spans_per_minute"], &made["scopes"]), (201, &json!(500), &json!(["ingest"])));
    let new = made["key"].as_str().unwrap().to_owned();
    let body = report(&[span(1, 1, 0, 1, "x", &[])]);
    assert_eq!((send(&app, &old, &body).await.0, send(&app, &new, &body).await.0), (200, 200));
    app.pass(time::Duration::minutes(121));
    assert_eq!((send(&app, &old, &body).await.0, send(&app, &new, &body).await.0), (401, 200));
    assert_eq!(app.post(&format!("/api/v1/keys/{id}/rotate"), &json!({})).await.0, 409);
}

#[tokio::test]
async fn a_key_with_a_quota_is_asked_to_come_back() {
    let app = TestApp::new().await;
    let (key, _) = ingest_key(&app, json!({"spans_per_minute": 10})).await;
    let many: Vec<Value> = (1..=20).map(|id| span(1, id, 0, id, "x", &[])).collect();
    assert_eq!(send(&app, &key, &report(&many)).await.0, 200, "what comes together is taken together");
    let response =
        app.anonymous(Method::POST, "/v1/traces").bearer_auth(&key).json(&report(&many)).send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert!(response.headers().contains_key("retry-after"));
    app.pass(time::Duration::minutes(3));
    assert_eq!(send(&app, &key, &report(&many)).await.0, 200);
}

#[tokio::test]
async fn bodies_are_read_in_every_coding_and_refused_with_a_reason() {
    let app = TestApp::new().await;
    let body = report(&[of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), "s")]).to_string();
    let gzip = |bytes: &[u8]| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let post = |kind: &'static str, coding: Option<&'static str>, bytes: Vec<u8>| {
        let request = app.request(Method::POST, "/v1/traces").header("content-type", kind).body(bytes);
        match coding {
            Some(coding) => request.header("content-encoding", coding),
            None => request,
        }
    };
    let json = "application/json; charset=utf-8";
    for (what, request, want) in [
        ("plain", post(json, None, body.clone().into_bytes()), 200),
        ("gzip", post(json, Some("gzip"), gzip(body.as_bytes())), 200),
        ("an unknown coding", post(json, Some("snappy"), body.clone().into_bytes()), 415),
        ("not what it says", post(json, Some("gzip"), body.clone().into_bytes()), 422),
        ("a bomb", post(json, Some("gzip"), gzip(&vec![b' '; 70 << 20])), 413),
        ("no JSON", post(json, None, b"{".to_vec()), 400),
        ("no protobuf", post("application/x-protobuf", None, vec![0xff; 10]), 400),
        ("an empty request", post("application/x-protobuf", None, Vec::new()), 200),
    ] {
        let (status, answered) = answer(request).await;
        assert_eq!(status, want, "{what}: {answered}");
    }
    for path in ["/v1/logs", "/v1/metrics", "/api/otel/v1/traces", "/api/otel/v1/metrics", "/v1/private/otel/v1/traces"]
    {
        let (status, answered) = answer(app.request(Method::POST, path).json(&json!({}))).await;
        assert_eq!(status, 200, "{path}: {answered}");
    }
}

#[tokio::test]
async fn large_bodies_that_come_at_once_are_all_recorded() {
    let app = TestApp::new().await;
    let large = |number: u64| {
        let body = report(&[of_thread(llm(number, 1, 0, 1, "Hello", "Hi"), &format!("large {number}"))]).to_string();
        answer(
            app.request(Method::POST, "/v1/traces")
                .header("content-type", "application/json")
                .body(format!("{body}{}", " ".repeat(5 << 20))),
        )
    };
    let (one, another, third) = tokio::join!(large(1), large(2), large(3));
    assert_eq!((one.0, another.0, third.0), (200, 200, 200));
    app.settled().await;
    assert_eq!(app.threads().await.len(), 3);
}

#[tokio::test]
async fn unusable_spans_are_told_of_and_the_others_are_kept() {
    let app = TestApp::new().await;
    let mut bad = span(1, 1, 0, 1, "bad", &[]);
    bad["traceId"] = json!("00000000000000000000000000000000");
    let good = of_thread(llm(1, 2, 0, 1, "Hello", "Hi"), "s");
    let (status, body) = answer(app.request(Method::POST, "/v1/traces").json(&report(&[bad, good]))).await;
    assert_eq!((status, &body["partialSuccess"]["rejectedSpans"]), (200, &json!("1")), "{body}");
    app.settled().await;
    assert_eq!(app.threads().await.len(), 1);
    let (_, sources) = app.get("/api/v1/ingest").await;
    assert_eq!((&sources["sources"][0]["rejected"], &sources["rejections"][0]["count"]), (&json!(1), &json!(1)));
    assert_eq!(sources["rejections"][0]["reason"].as_str().map(str::is_empty), Some(false));
}

#[tokio::test]
async fn a_database_that_is_away_is_no_reason_to_drop_spans() {
    let app = TestApp::new().await;
    let body = report(&[of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), "s")]);
    sqlx::query("alter table spans rename to spans_away").execute(app.pool()).await.unwrap();
    // A table that is missing is a fault of ours, which each span is tried for by itself and then noted.
    let (status, _) = answer(app.request(Method::POST, "/v1/traces").json(&body)).await;
    assert_eq!(status, 200);
    sqlx::query("alter table spans_away rename to spans").execute(app.pool()).await.unwrap();
    app.app.recorder.close().await;
    let response = app.request(Method::POST, "/v1/traces").json(&body).send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "1");
}
