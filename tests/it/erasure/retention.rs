//! Retention: rules per type, tried first, applied a day after they were set.

use reqwest::Method;
use serde_json::json;
use time::Duration;
use verbatim::jobs::retention;

use super::count;
use crate::support::app::{TestApp, answer};
use crate::support::facts::contradictions;
use crate::support::said::Said;

#[tokio::test]
async fn a_rule_deletes_what_is_older_a_day_after_it_was_set() {
    let app = TestApp::new().await;
    app.say(Said::by("15551230001", -60 * 24 * 40, "long ago")).await;
    app.say(Said::by("15551230002", -60 * 24 * 20, "lately")).await;
    let (_, outlook) = app.post("/api/v1/retention/dry-run", &json!({"rules": {"whatsapp": 30, "test": 1}})).await;
    assert_eq!(
        outlook,
        json!({"data": [{"type": "test", "days": 1, "conversations": 0},
            {"type": "whatsapp", "days": 30, "conversations": 1}]})
    );
    let rule = app.request(Method::PUT, "/api/v1/retention/whatsapp").json(&json!({"days": 30}));
    let (status, set) = answer(rule).await;
    assert_eq!((status, set), (200, json!({"type": "whatsapp", "days": 30, "effective_at": "2026-03-02T12:00:00Z"})));
    let (_, outlook) = app.post("/api/v1/retention/dry-run", &json!({})).await;
    assert_eq!(outlook["data"][0]["conversations"], 1);
    assert_eq!(retention::run(app.app.clone()).await.unwrap(), 0, "not yet");
    app.pass(Duration::hours(24));
    assert_eq!(retention::run(app.app.clone()).await.unwrap(), 1);
    assert_eq!(count(&app, "select count(*) from conversations").await, 1);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    let acts = "select count(*) from audit where action = 'retention.delete' and actor = 'system'";
    assert_eq!(count(&app, acts).await, 1);
    assert_eq!(answer(app.request(Method::DELETE, "/api/v1/retention/whatsapp")).await.0, 204);
    app.pass(Duration::days(100));
    assert_eq!(retention::run(app.app.clone()).await.unwrap(), 0);
    assert_eq!(app.get("/api/v1/retention").await.1, json!({"data": []}));
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused() {
    let app = TestApp::new().await;
    for (what, kind, body, field) in [
        ("no days", "test", json!({}), "body"),
        ("none", "test", json!({"days": 0}), "days"),
        ("a century and more", "test", json!({"days": 36_501}), "days"),
        ("half a day", "test", json!({"days": 0.5}), "days"),
        ("no type", "Test%20chat", json!({"days": 3}), "type"),
    ] {
        let request = app.request(Method::PUT, &format!("/api/v1/retention/{kind}")).json(&body);
        let (status, problem) = answer(request).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    let (_, rules) = app.get("/api/v1/retention").await;
    assert_eq!(rules, json!({"data": []}));
}
