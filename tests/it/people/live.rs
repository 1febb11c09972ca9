//! News as the console hears them.

use futures::StreamExt as _;
use serde_json::json;
use time::Duration;

use super::{invited, owner};
use crate::support::app::{TestApp, text_message};

/// Reads a stream until `wanted` has come, for 20 s at most; everything that came.
async fn hear(response: reqwest::Response, wanted: &str) -> String {
    assert_eq!(response.status(), 200);
    let mut heard = String::new();
    let mut pieces = response.bytes_stream();
    let listening = async {
        while let Some(piece) = pieces.next().await {
            heard.push_str(&String::from_utf8_lossy(&piece.unwrap()));
            if heard.contains(wanted) {
                return;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), listening).await.ok();
    heard
}

#[tokio::test]
async fn a_message_on_any_node_is_news_whenever_it_was_said() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "viewer").await;
    let (other, now) = (app.node().await, app.app.now());
    for (node, name, at) in [(&app, "wamid.old", now - Duration::hours(3)), (&other, "wamid.new", now)] {
        let response = eve.request(reqwest::Method::GET, "/api/v1/live").send().await.unwrap();
        let hearing = tokio::spawn(hear(response, "event: changed"));
        // The first look only sees what is there; news come behind it.
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        node.accept(&text_message("4915100000001", name, at, "Hello")).await;
        let heard = hearing.await.unwrap();
        let (_, list) = eve.get("/api/v1/conversations").await;
        let id = list["data"][0]["id"].as_str().unwrap();
        assert!(heard.contains("event: changed") && heard.contains(id), "{name}: {heard}");
    }
}

#[tokio::test]
async fn an_answer_is_heard_while_it_is_given() {
    let app = TestApp::answering().await;
    let feeding = app.app.clone();
    tokio::spawn(async move { verbatim::feed::run(&feeding).await });
    let owner = owner(&app).await;
    let (_, session) = app.post("/api/v1/test-chat/sessions", &json!({"assistant_id": app.assistant})).await;
    let id = session["conversation_id"].as_str().or(session["id"].as_str()).unwrap().to_owned();
    let path = format!("/api/v1/live?conversation={id}");
    let response = owner.request(reqwest::Method::GET, &path).send().await.unwrap();
    let hearing = tokio::spawn(hear(response, "event: record"));
    let path = format!("/api/v1/test-chat/sessions/{id}/messages");
    let (status, said) = app.post(&path, &json!({"message": "Hello there"})).await;
    assert!(status < 300, "{said}");
    let heard = hearing.await.unwrap();
    assert!(heard.contains("event: record"), "{heard}");
    let missing = owner.get("/api/v1/live?conversation=0198a2c0-0000-7000-8000-000000000001").await;
    assert_eq!(missing.0, 404);
}
