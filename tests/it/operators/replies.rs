//! Replies of staff: recorded and sent once, refused here where Meta would refuse them.

use serde_json::{Value, json};
use time::Duration;
use verbatim::assistant::worker;

use super::place;
use crate::answers::{ADA, accepting, app, graph, messages, sent, states, status, work};
use crate::support::app::{NOON, TestApp, text_message};
use crate::support::facts::contradictions;

async fn heard(graph: &wiremock::MockServer) -> (TestApp, String) {
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let replies = format!("{}/replies", place(&app).await);
    (app, replies)
}

#[tokio::test]
async fn a_reply_is_recorded_and_sent_once_also_when_it_is_asked_for_again_afterwards() {
    let graph = graph(accepting()).await;
    let (app, replies) = heard(&graph).await;
    let quoted = messages(&app).await[0]["id"].clone();
    let new = json!({"text": "It leaves today.", "client_id": "r-1", "reply_to": quoted, "author": "Maria"});
    let (code, reply) = app.post(&replies, &new).await;
    assert_eq!((code, &reply["status"], &reply["external_id"]), (201, &json!("queued"), &Value::Null), "{reply}");
    assert_eq!(reply["window"]["is_open"], true);
    assert_eq!(app.post(&replies, &new).await.0, 200);
    work(&app).await;
    let calls = sent(&graph).await;
    assert_eq!(calls.len(), 1, "the assistant's answer that waited is dropped, the reply sent once: {calls:?}");
    assert_eq!(calls[0]["text"], json!({"body": "It leaves today.", "preview_url": false}));
    assert_eq!((&calls[0]["context"], &calls[0]["to"]), (&json!({"message_id": "wamid.1"}), &json!(format!("+{ADA}"))));
    app.accept(&status("wamid.out.1", "delivered", reply["message_id"].as_str().unwrap())).await;
    let (code, again) = app.post(&replies, &new).await;
    assert_eq!((code, &again["message_id"]), (200, &reply["message_id"]));
    assert_eq!((&again["external_id"], &again["status"]), (&json!("wamid.out.1"), &json!("delivered")));
    let other = json!({"text": "Something else.", "client_id": "r-1"});
    assert_eq!(app.post(&replies, &other).await.0, 409);
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1);
    let said = messages(&app).await;
    assert_eq!(
        (&said[1]["role"], &said[1]["author"], &said[1]["reply_to"]),
        (&json!("operator"), &json!("Maria"), &json!("wamid.1"))
    );
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_same_reply_asked_for_at_once_by_many_is_recorded_once() {
    let graph = graph(accepting()).await;
    let (app, replies) = heard(&graph).await;
    let new = json!({"text": "Hi", "client_id": "r-1"});
    let asked = futures::future::join_all((0..8).map(|_| app.post(&replies, &new))).await;
    assert_eq!(asked.iter().filter(|(code, _)| *code == 201).count(), 1, "{asked:?}");
    assert!(asked.iter().all(|(_, reply)| reply["message_id"] == asked[0].1["message_id"]), "{asked:?}");
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1);
}

#[tokio::test]
async fn a_reply_after_the_window_is_refused_and_meta_is_not_asked() {
    let graph = graph(accepting()).await;
    let (app, replies) = heard(&graph).await;
    app.pass(Duration::hours(24));
    let (code, problem) = app.post(&replies, &json!({"text": "Hi"})).await;
    assert_eq!((code, &problem["code"], &problem["requires_template"]), (403, &json!("SESSION_EXPIRED"), &json!(true)));
    assert_eq!(problem["window"]["state"], "closed");
    // One that was recorded in time and comes to its turn too late.
    app.pass(-Duration::minutes(1));
    assert_eq!(app.post(&replies, &json!({"text": "Hi"})).await.0, 201);
    app.pass(Duration::minutes(1));
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 0);
    assert!(states(&app).await[0].1.as_ref().unwrap().starts_with("SESSION_EXPIRED"));
    assert_eq!(messages(&app).await.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_its_reason() {
    let graph = graph(accepting()).await;
    let (app, replies) = heard(&graph).await;
    for (what, body) in [
        ("too long", json!({"text": "ü".repeat(4097)})),
        ("nothing", json!({"text": " \n"})),
        ("a stranger's message", json!({"text": "Hi", "reply_to": uuid::Uuid::nil()})),
        ("a long id", json!({"text": "Hi", "client_id": "x".repeat(201)})),
    ] {
        assert_eq!(app.post(&replies, &body).await.0, 422, "{what}");
    }
    assert_eq!(
        app.post(&format!("/api/v1/conversations/{}/replies", uuid::Uuid::nil()), &json!({"text": "Hi"})).await.0,
        404
    );
    assert_eq!(app.post(&replies, &json!({"text": "ü".repeat(4096)})).await.0, 201);
    let channel = format!("/api/v1/channels/{}", app.channel.0);
    for change in [json!({"access_token": null}), json!({"enabled": false})] {
        let patch = app.request(reqwest::Method::PATCH, &channel).json(&change);
        assert_eq!(patch.send().await.unwrap().status(), 200);
        let (code, problem) = app.post(&replies, &json!({"text": "Hi"})).await;
        assert_eq!((code, &problem["code"]), (503, &json!("SENDER_OFFLINE")), "{problem}");
    }
}

#[tokio::test]
async fn one_customer_is_sent_five_messages_a_second() {
    let graph = graph(accepting()).await;
    let (app, replies) = heard(&graph).await;
    let asked = (0..8).map(|number| {
        let body = json!({"text": format!("{number}"), "client_id": format!("r-{number}")});
        app.request(reqwest::Method::POST, &replies).json(&body).send()
    });
    let answers = futures::future::join_all(asked).await;
    let mut refused = 0;
    for response in answers {
        let response = response.unwrap();
        if response.status() == 429 {
            assert_eq!(response.headers()["retry-after"], "1");
            refused += 1;
        }
    }
    assert_eq!(refused, 3);
    app.pass(Duration::seconds(1));
    assert_eq!(app.post(&replies, &json!({"text": "later"})).await.0, 201);
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 6);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_reply_where_nothing_is_to_be_sent_is_only_recorded() {
    let app = TestApp::new().await;
    let import = json!({"type": "api", "external_identifier": "t-1", "messages": [
        {"id": "m1", "role": "user", "content": "Where is it?", "created_at": "2026-02-01T10:00:00Z"}]});
    assert_eq!(app.post("/api/v1/conversations", &import).await.0, 201);
    let replies = format!("{}/replies", place(&app).await);
    let (code, reply) = app.post(&replies, &json!({"text": "On its way."})).await;
    assert_eq!((code, &reply["status"], &reply["window"]), (201, &Value::Null, &Value::Null));
    assert_eq!(states(&app).await, []);
    assert_eq!(worker::claim(&app.app, 10).await.unwrap(), []);
}
