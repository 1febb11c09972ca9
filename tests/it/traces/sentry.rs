//! Sentry's envelopes: by the DSN alone.

use reqwest::Method;
use serde_json::{Value, json};

use super::telling::trace;
use crate::support::app::{TestApp, answer};

/// An envelope with one container of spans, as Node sends it: without lengths.
fn envelope(spans: &Value) -> String {
    let kind = "application/vnd.sentry.items.span.v2+json";
    let item = json!({"type": "span", "item_count": spans.as_array().map_or(0, Vec::len), "content_type": kind});
    let header = json!({"event_id": "9ec79c33ec9942ab8353589fcb2e04dc", "sdk": {"name": "sentry.javascript.node", "version": "11.12.0"}});
    format!("{header}\n{item}\n{}\n", json!({"version": 2, "items": spans}))
}

fn chat(thread: &str) -> Value {
    let text = |value: &str| json!({"value": value, "type": "string"});
    json!([{"trace_id": trace(1), "span_id": "b92c7026f1d4959b", "name": "chat gpt-4o", "status": "ok",
        "is_segment": true, "start_timestamp": 1_772_366_401.5, "end_timestamp": 1_772_366_402.0, "attributes": {
            "sentry.op": text("gen_ai.chat"), "gen_ai.operation.name": text("chat"),
            "gen_ai.conversation.id": text(thread), "gen_ai.request.model": text("gpt-4o"), "user.id": text("u-1"),
            "gen_ai.input.messages": text(r#"[{"role": "user", "content": "weather in Oslo?"}]"#),
            "gen_ai.response.text": text(r#"["It is 3C."]"#),
            "gen_ai.usage.input_tokens": {"value": 7, "type": "integer"},
            "gen_ai.usage.output_tokens": {"value": 3, "type": "integer"}}}])
}

async fn number(app: &TestApp) -> i64 {
    app.get("/api/v1/ingest").await.1["project_number"].as_i64().unwrap()
}

#[tokio::test]
async fn an_envelope_by_dsn_alone_becomes_a_conversation() {
    let app = TestApp::new().await;
    let number = number(&app).await;
    let path = format!("/api/{number}/envelope/?sentry_version=7&sentry_key={}", app.key);
    // As Node does: no content type, no other proof than the query.
    let (status, body) = answer(app.anonymous(Method::POST, &path).body(envelope(&chat("sentry-1")))).await;
    assert_eq!((status, &body["id"]), (200, &json!("9ec79c33ec9942ab8353589fcb2e04dc")), "{body}");
    app.settled().await;
    let threads = app.threads().await;
    assert_eq!(app.said(&threads[0].1).await, ["user: weather in Oslo?", "assistant: It is 3C."]);
    assert_eq!(
        (&threads[0].1["usage"]["total_tokens"], &threads[0].1["customer"]["user_id"]),
        (&json!(10), &json!("u-1"))
    );
    let (_, sources) = app.get("/api/v1/ingest").await;
    assert_eq!(sources["sources"][0]["sdk"], "sentry.javascript.node 11.12.0");
    app.adds_up().await;
}

#[tokio::test]
async fn a_dsn_of_another_project_and_an_unreadable_envelope_are_refused() {
    let app = TestApp::new().await;
    let number = number(&app).await;
    let auth = format!("Sentry sentry_key={}, sentry_version=7, sentry_client=sentry.python/2.75.0", app.key);
    let post =
        |path: String, body: String| app.anonymous(Method::POST, &path).header("x-sentry-auth", &auth).body(body);
    for (what, path, body, want) in [
        ("good, without the last slash", format!("/api/{number}/envelope"), envelope(&chat("s")), 200),
        ("only a session", format!("/api/{number}/envelope/"), "{}\n{\"type\":\"session\"}\n{}\n".to_owned(), 200),
        ("another project", format!("/api/{}/envelope/", number + 1), envelope(&chat("s")), 403),
        ("no envelope", format!("/api/{number}/envelope/"), "hello".to_owned(), 400),
    ] {
        let (status, answered) = answer(post(path, body)).await;
        assert_eq!(status, want, "{what}: {answered}");
    }
    let open = app.anonymous(Method::POST, &format!("/api/{number}/envelope/")).body(envelope(&chat("s")));
    assert_eq!(answer(open).await.0, 401);
}
