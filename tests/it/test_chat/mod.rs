//! The test chat: recorded first, answered then, whole or in pieces.

mod cost;
mod extraction;
mod failures;
pub(crate) mod model;
mod openai;
mod sessions;
mod tools;

use std::time::Duration;

use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::support::app::TestApp;

/// Sends and reads the whole answer.
async fn send(app: &TestApp, session: &str, body: &Value) -> (u16, Value) {
    app.post(&format!("/api/v1/test-chat/sessions/{session}/messages"), body).await
}

/// Sends and expects the turn.
async fn say(app: &TestApp, session: &str, message: &str) -> Value {
    let (status, turn) = send(app, session, &json!({"message": message})).await;
    assert_eq!(status, 200, "{turn}");
    turn
}

/// Sends and leaves the answer to be streamed.
async fn stream(app: &TestApp, session: &str, message: &str) -> Response {
    let path = format!("/api/v1/test-chat/sessions/{session}/messages");
    let request = app.request(Method::POST, &path).header("accept", "text/event-stream");
    let response = request.json(&json!({"message": message, "client_id": message})).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response
}

/// The events of a stream as names and data.
fn events(text: &str) -> Vec<(String, Value)> {
    let field = |event: &str, name: &str| {
        event.lines().find_map(|line| line.strip_prefix(name).map(|value| value.trim().to_owned()))
    };
    text.split("\n\n")
        .filter_map(|event| Some((field(event, "event:")?, serde_json::from_str(&field(event, "data:")?).unwrap())))
        .collect()
}

/// Everything on record in a session.
async fn history(app: &TestApp, session: &str) -> Vec<Value> {
    let (status, body) = app.get(&format!("/api/v1/test-chat/sessions/{session}/messages")).await;
    assert_eq!(status, 200, "{body}");
    body["data"].as_array().unwrap().clone()
}

/// Waits until nothing is to be answered any more.
async fn settle(app: &TestApp) {
    for _ in 0..500 {
        let due: i64 = sqlx::query_scalar("select count(*) from answers").fetch_one(app.pool()).await.unwrap();
        if due == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("an answer is still due");
}
