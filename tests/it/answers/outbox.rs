//! What people see of the outbox, and what they may do with it.

use serde_json::{Value, json};
use verbatim::assistant::worker;
use wiremock::matchers::method;
use wiremock::{Mock, ResponseTemplate};

use super::{ADA, accepting, app, graph, messages, sent, work};
use crate::support::app::{NOON, text_message};
use crate::support::facts::contradictions;

#[tokio::test]
async fn a_person_sees_what_was_not_accepted_and_has_the_last_word() {
    let refusal = json!({"error": {"code": 131_026}});
    let refusing = graph(ResponseTemplate::new(400).set_body_json(refusal)).await;
    let app = app(&refusing.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let (status, page) = app.get("/api/v1/outbox?state=failed").await;
    assert_eq!(status, 200);
    let entry = &page["data"][0];
    assert_eq!((&entry["state"], &entry["tries"], &entry["due_at"]), (&json!("failed"), &json!(1), &Value::Null));
    let id = entry["message_id"].as_str().unwrap().to_owned();
    assert_eq!(app.get("/api/v1/outbox?state=uncertain").await.1["data"], json!([]));
    assert_eq!(app.get("/api/v1/outbox?state=lost").await.0, 422);

    refusing.reset().await;
    Mock::given(method("POST")).respond_with(accepting()).mount(&refusing).await;
    let resend = format!("/api/v1/outbox/{id}/resend");
    assert_eq!(app.post(&resend, &json!({})).await.0, 202);
    assert_eq!(app.post(&resend, &json!({})).await.0, 409, "it is due already");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    work(&app).await;
    assert_eq!(app.post(&resend, &json!({})).await.0, 404, "it was accepted");
    let answer = messages(&app).await.pop().unwrap();
    assert_eq!((&answer["status"], &answer["error"]), (&json!("queued"), &Value::Null));
    app.accept(&super::status("wamid.out.1", "read", &id)).await;
    assert_eq!(messages(&app).await[1]["status"], "read");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_message_that_a_person_discards_is_not_sent() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    for due in worker::claim(&app.app, 10).await.unwrap() {
        worker::serve(app.app.clone(), due).await;
    }
    let (_, page) = app.get("/api/v1/outbox").await;
    let url = format!("/api/v1/outbox/{}", page["data"][0]["message_id"].as_str().unwrap());
    assert_eq!(app.request(reqwest::Method::DELETE, &url).send().await.unwrap().status(), 204);
    assert_eq!(app.request(reqwest::Method::DELETE, &url).send().await.unwrap().status(), 404);
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 0);
    let answer = messages(&app).await.pop().unwrap();
    assert_eq!(answer["status"], "failed");
    assert!(answer["error"].as_str().unwrap().starts_with("discarded"), "{answer}");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    // Had it been in doubt rather than due, a status would still find it.
    let opaque = answer["id"].as_str().unwrap();
    app.accept(&super::status("wamid.out.7", "sent", opaque)).await;
    assert_eq!(messages(&app).await[1]["external_id"], "wamid.out.7");
}
