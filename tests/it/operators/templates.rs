//! Templates: listed as Meta lists them, fetched when they change, sent whether the window is open or not.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::jobs::sync_templates;
use wiremock::matchers::{header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::place;
use crate::answers::{ADA, accepting, app, graph, messages, sent, work};
use crate::support::app::{NOON, TestApp, WABA_ID, text_message};
use crate::support::facts::contradictions;

fn ready(status: &str) -> Value {
    json!({"id": "41", "name": "order_ready", "language": "en_US", "status": status, "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello {{1}}, order {{2}} is ready."}, {"type": "FOOTER", "text": "Shop"}]})
}

/// Has Meta list templates on two pages.
async fn list(graph: &MockServer, status: &str) {
    let lists = || {
        Mock::given(method("GET"))
            .and(path(format!("/v25.0/{WABA_ID}/message_templates")))
            .and(header("authorization", "Bearer graph-token"))
    };
    let hello = json!({"id": "40", "name": "hello", "language": "de", "status": "APPROVED", "category": "MARKETING",
        "components": [{"type": "BODY", "text": "Hallo"}]});
    let paging = json!({"cursors": {"after": "c1"}, "next": "https://elsewhere.example/"});
    let first = ResponseTemplate::new(200).set_body_json(json!({"data": [hello], "paging": paging}));
    let second = ResponseTemplate::new(200).set_body_json(json!({"data": [ready(status)]}));
    lists().and(query_param("after", "c1")).respond_with(second).with_priority(1).mount(graph).await;
    lists().respond_with(first).with_priority(2).mount(graph).await;
}

fn templates(app: &TestApp) -> String {
    format!("/api/v1/channels/{}/templates", app.channel.0)
}

fn update() -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": WABA_ID, "time": NOON.unix_timestamp(), "changes": [
        {"field": "message_template_status_update", "value": {"event": "APPROVED", "message_template_id": 41,
            "message_template_name": "order_ready", "message_template_language": "en_US", "reason": "NONE"}}]}]})
}

#[tokio::test]
async fn the_list_is_fetched_every_four_hours_and_when_a_webhook_tells_of_a_change() {
    let graph = graph(accepting()).await;
    list(&graph, "PENDING").await;
    let app = app(&graph.uri()).await;
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 1);
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 0, "nothing is due");
    let (code, approved) = app.get(&templates(&app)).await;
    assert_eq!((code, approved["data"].as_array().unwrap().len()), (200, 1));
    assert_eq!(
        (&approved["data"][0]["name"], &approved["synced_at"]),
        (&json!("hello"), &json!("2026-03-01T12:00:00Z"))
    );
    let (_, all) = app.get(&format!("{}?status=all", templates(&app))).await;
    let ready = &all["data"][1];
    assert_eq!((&ready["status"], &ready["variables"]), (&json!("pending"), &json!(["1", "2"])));
    assert_eq!((&ready["body"], &ready["category"]), (&json!("Hello {{1}}, order {{2}} is ready."), &json!("utility")));
    graph.reset().await;
    list(&graph, "APPROVED").await;
    app.accept(&update()).await;
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 1);
    app.accept(&update()).await;
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 0, "what was told before tells nothing");
    assert_eq!(app.get(&templates(&app)).await.1["data"].as_array().unwrap().len(), 2);
    app.pass(Duration::hours(4));
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 1);
    // Gone at Meta, gone here; and a list that does not come leaves the one before.
    graph.reset().await;
    let one = json!({"data": [self::ready("APPROVED")]});
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(one)).mount(&graph).await;
    assert_eq!(app.post(&format!("{}/sync", templates(&app)), &json!({})).await.0, 202);
    assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 1);
    graph.reset().await;
    let refusal = ResponseTemplate::new(401).set_body_json(json!({"error": {"code": 190}}));
    Mock::given(method("GET")).respond_with(refusal).mount(&graph).await;
    app.post(&format!("{}/sync", templates(&app)), &json!({})).await;
    for seconds in [0, 30, 30] {
        app.pass(Duration::seconds(seconds));
        assert_eq!(sync_templates::run(app.app.clone()).await.unwrap(), 0);
    }
    assert_eq!(graph.received_requests().await.unwrap().len(), 2, "a pause after the failure, then another try");
    let (_, left) = app.get(&templates(&app)).await;
    assert_eq!(left["data"].as_array().unwrap().len(), 1);
    assert!(left["error"].as_str().unwrap().contains("token"), "{left}");
}

#[tokio::test]
async fn a_template_is_sent_when_the_window_is_closed_and_opens_none() {
    let graph = graph(accepting()).await;
    list(&graph, "APPROVED").await;
    let app = app(&graph.uri()).await;
    sync_templates::run(app.app.clone()).await.unwrap();
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    app.pass(Duration::hours(25));
    let replies = format!("{}/replies", place(&app).await);
    let new = json!({"client_id": "t-1",
        "template": {"name": "order_ready", "language": "en_US", "variables": {"1": "Ada", "2": "48213"}}});
    let (code, reply) = app.post(&replies, &new).await;
    assert_eq!((code, &reply["window"]["is_open"]), (201, &json!(false)), "{reply}");
    work(&app).await;
    assert_eq!(app.post(&replies, &new).await.0, 200);
    let calls = sent(&graph).await;
    let last = calls.iter().rfind(|call| call["type"] == "template").unwrap();
    assert_eq!(
        last["template"],
        json!({"name": "order_ready", "language": {"code": "en_US"}, "components": [{"type": "body",
            "parameters": [{"type": "text", "text": "Ada"}, {"type": "text", "text": "48213"}]}]})
    );
    let said = messages(&app).await.pop().unwrap();
    assert_eq!(
        (&said["kind"], &said["content"]),
        (&json!("template"), &json!("Hello Ada, order 48213 is ready.\n\nShop"))
    );
    assert_eq!(said["raw"]["template"]["name"], "order_ready");
    let (_, shown) = app.get(&place(&app).await).await;
    assert_eq!(shown["window"]["is_open"], false, "a template opens no window");
    assert_eq!(app.post(&replies, &json!({"text": "Hi"})).await.0, 403);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn only_an_approved_template_with_all_its_variables_is_sent() {
    let graph = graph(accepting()).await;
    list(&graph, "PAUSED").await;
    let app = app(&graph.uri()).await;
    sync_templates::run(app.app.clone()).await.unwrap();
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let replies = format!("{}/replies", place(&app).await);
    let choose =
        |variables: Value| json!({"template": {"name": "order_ready", "language": "en_US", "variables": variables}});
    let (code, problem) = app.post(&replies, &choose(json!({"1": "a", "2": "b"}))).await;
    assert_eq!(code, 422);
    assert!(problem["detail"].as_str().unwrap().contains("paused"), "{problem}");
    sqlx::query("update templates set status = 'approved'").execute(app.pool()).await.unwrap();
    let (code, problem) = app.post(&replies, &choose(json!({"1": "a", "three": "c"}))).await;
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().filter_map(|fault| fault["field"].as_str()).collect();
    assert_eq!((code, fields), (422, vec!["template.variables.2", "template.variables.three"]));
    for (what, body) in [
        ("unknown", json!({"template": {"name": "nothing", "language": "en_US"}})),
        ("another language", json!({"template": {"name": "order_ready", "language": "de"}})),
        ("both", json!({"text": "Hi", "template": {"name": "order_ready", "language": "en_US"}})),
        ("neither", json!({"client_id": "x"})),
    ] {
        assert_eq!(app.post(&replies, &body).await.0, 422, "{what}");
    }
    work(&app).await;
    assert_eq!(sent(&graph).await.iter().filter(|call| call["type"] == "template").count(), 0);
}

#[tokio::test]
async fn somebody_who_never_wrote_is_sent_a_template_and_has_a_conversation_from_then_on() {
    let graph = graph(accepting()).await;
    list(&graph, "APPROVED").await;
    let app = app(&graph.uri()).await;
    sync_templates::run(app.app.clone()).await.unwrap();
    let messages = format!("/api/v1/channels/{}/messages", app.channel.0);
    let free = json!({"phone": "+1 (555) 123-0001", "text": "Hi"});
    assert_eq!(app.post(&messages, &free).await.1["code"], "SESSION_EXPIRED");
    let new = json!({"phone": "+1 (555) 123-0001", "name": "Ada", "client_id": "m-1",
        "template": {"name": "order_ready", "language": "en_US", "variables": {"1": "Ada", "2": "1"}}});
    let (code, first) = app.post(&messages, &new).await;
    assert_eq!(code, 201, "{first}");
    assert_eq!(app.post(&messages, &new).await.0, 200);
    // A person without a number, whom Meta wants named otherwise.
    let user = json!({"wa_user_id": "US.99", "template": {"name": "hello", "language": "de"}});
    assert_eq!(app.post(&messages, &user).await.0, 201);
    work(&app).await;
    let mut calls = sent(&graph).await;
    calls.retain(|call| call["type"] == "template");
    calls.sort_by_key(|call| call["recipient"].to_string());
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert_eq!((&calls[0]["recipient"], calls[0].get("to")), (&json!("US.99"), None));
    assert_eq!((&calls[1]["to"], calls[1].get("recipient")), (&json!(format!("+{ADA}")), None));
    // What the person says then belongs to the same conversation.
    app.accept(&text_message(ADA, "wamid.1", NOON, "thanks")).await;
    let (_, shown) = app.get(&format!("/api/v1/conversations/{}", first["conversation_id"].as_str().unwrap())).await;
    assert_eq!((&shown["message_count"], &shown["window"]["is_open"]), (&json!(2), &json!(true)));
    assert_eq!(app.post(&messages, &free).await.0, 201);
    for (what, body) in
        [("nobody", json!({"text": "Hi"})), ("two people", json!({"phone": "1", "wa_user_id": "a", "text": "Hi"}))]
    {
        assert_eq!(app.post(&messages, &body).await.0, 422, "{what}");
    }
    let disabled =
        app.request(Method::PATCH, &format!("/api/v1/channels/{}", app.channel.0)).json(&json!({"enabled": false}));
    assert_eq!(disabled.send().await.unwrap().status(), 200);
    assert_eq!(app.post(&messages, &user).await.1["code"], "SENDER_OFFLINE");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}
