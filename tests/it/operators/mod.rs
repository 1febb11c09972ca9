//! What staff do in a conversation: reply, take over and hand back, leave notes, see whether they may write.

mod files;
mod rates;
mod replies;
mod rich;
mod templates;

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::assistant::worker;

use crate::answers::{ADA, accepting, app, graph, messages, sent, work};
use crate::support::app::{NOON, TestApp, answer, text_message};
use crate::support::facts::contradictions;

/// The address of the only conversation.
async fn place(app: &TestApp) -> String {
    let (_, list) = app.get("/api/v1/conversations").await;
    format!("/api/v1/conversations/{}", list["data"][0]["id"].as_str().unwrap())
}

#[tokio::test]
async fn who_takes_over_answers_alone_until_the_conversation_is_handed_back() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let place = place(&app).await;
    let answering = worker::claim(&app.app, 10).await.unwrap();
    let (status, taken) = app.post(&format!("{place}/takeover"), &json!({"assignee": "Maria"})).await;
    assert_eq!((status, &taken["ai_enabled"], &taken["assignee"]["name"]), (200, &json!(false), &json!("Maria")));
    // The answer that was being written, and what comes while a person is at it.
    worker::serve(app.app.clone(), answering[0]).await;
    app.accept(&text_message(ADA, "wamid.2", NOON, "anyone?")).await;
    work(&app).await;
    assert_eq!((sent(&graph).await.len(), messages(&app).await.len()), (0, 2));
    let (_, shown) = app.get(&place).await;
    assert_eq!(shown["assignee"], json!({"name": "Maria", "since": "2026-03-01T12:00:00Z"}));
    app.pass(Duration::minutes(1));
    assert_eq!(app.post(&format!("{place}/takeover"), &json!({"assignee": "Maria"})).await.0, 200);
    assert_eq!(
        app.post(&format!("{place}/takeover"), &json!({})).await.1["assignee"]["name"],
        "test",
        "the key's name"
    );
    let (status, back) = app.post(&format!("{place}/handback"), &json!({})).await;
    assert_eq!((status, &back["ai_enabled"], &back["assignee"]), (200, &json!(true), &Value::Null));
    app.accept(&text_message(ADA, "wamid.3", NOON, "thanks")).await;
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1);
    let (_, acts) = app.get("/api/v1/audit").await;
    let acts: Vec<&str> = acts["data"].as_array().unwrap().iter().filter_map(|act| act["action"].as_str()).collect();
    assert_eq!(acts[..3], ["conversation.handback", "conversation.takeover", "conversation.takeover"]);
    let facts: Vec<(String, Value)> =
        sqlx::query_as("select type, data from events order by at, id").fetch_all(app.pool()).await.unwrap();
    assert_eq!(facts.len(), 3, "{facts:?}");
    assert_eq!((facts[0].0.as_str(), &facts[0].1["assignee"]), ("conversation.taken_over", &json!("Maria")));
    assert_eq!((facts[2].0.as_str(), &facts[2].1["was"]), ("conversation.handed_back", &json!("test")));
    let nobody = format!("/api/v1/conversations/{}/takeover", uuid::Uuid::nil());
    assert_eq!(app.post(&nobody, &json!({})).await.0, 404);
    assert_eq!(app.post(&format!("{place}/takeover"), &json!({"assignee": " "})).await.0, 422);
}

#[tokio::test]
async fn a_note_is_for_staff_alone() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let place = place(&app).await;
    let notes = format!("{place}/notes");
    let new = json!({"text": "called twice", "author": "Maria", "client_id": "n-1"});
    let (status, note) = app.post(&notes, &new).await;
    assert_eq!((status, &note["text"], &note["author"]), (201, &json!("called twice"), &json!("Maria")));
    assert_eq!(app.post(&notes, &new).await.1["id"], note["id"], "the same request makes no second one");
    app.pass(Duration::seconds(1));
    app.post(&notes, &json!({"text": "second"})).await;
    let (_, first) = app.get(&format!("{notes}?limit=1")).await;
    assert_eq!(first["data"], json!([note]));
    let cursor = first["next_cursor"].as_str().unwrap();
    let (_, second) = app.get(&format!("{notes}?limit=1&cursor={cursor}")).await;
    assert_eq!((&second["data"][0]["text"], &second["next_cursor"]), (&json!("second"), &Value::Null));
    // Neither sent nor shown nor counted.
    let (_, shown) = app.get(&place).await;
    assert_eq!((messages(&app).await.len(), &shown["message_count"]), (2, &json!(2)));
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1);
    let one = format!("{notes}/{}", note["id"].as_str().unwrap());
    assert_eq!(answer(app.request(Method::DELETE, &one)).await.0, 204);
    assert_eq!(answer(app.request(Method::DELETE, &one)).await.0, 404);
    for (what, body) in [("empty", json!({"text": "  "})), ("long", json!({"text": "x".repeat(10_001)}))] {
        assert_eq!(app.post(&notes, &body).await.0, 422, "{what}");
    }
    assert_eq!(app.get(&format!("/api/v1/conversations/{}/notes", uuid::Uuid::nil())).await.0, 404);
    assert_eq!(answer(app.request(Method::DELETE, &place)).await.0, 204);
    let left: i64 = sqlx::query_scalar("select count(*) from notes").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn whether_somebody_may_be_written_to_is_looked_up_here() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    let session = format!("/api/v1/channels/{}/session", app.channel.0);
    let (status, stranger) = app.get(&format!("{session}?phone={ADA}")).await;
    assert_eq!(
        (status, &stranger["has_conversation"], &stranger["requires_template"]),
        (200, &json!(false), &json!(true))
    );
    assert_eq!((&stranger["window"]["state"], &stranger["conversation_id"]), (&json!("none"), &Value::Null));
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    app.pass(Duration::hours(23));
    let (_, known) = app.get(&format!("{session}?phone=%2B1+(555)+123-0001")).await;
    assert_eq!(known["conversation_id"], json!(place(&app).await.rsplit('/').next().unwrap()));
    assert_eq!(
        (&known["customer_name"], &known["last_customer_message_at"]),
        (&json!("Ada Example"), &json!("2026-03-01T12:00:00Z"))
    );
    assert_eq!((&known["window"]["minutes_remaining"], &known["requires_template"]), (&json!(60), &json!(false)));
    app.pass(Duration::hours(1));
    let (_, closed) = app.get(&format!("{session}?phone={ADA}")).await;
    assert_eq!(
        (&closed["window"]["is_open"], &closed["requires_template"], &closed["offline"]),
        (&json!(false), &json!(true), &Value::Null)
    );
    assert_eq!(app.get(&session).await.0, 422);
    assert_eq!(app.get(&format!("{session}?phone=x")).await.0, 422);
    assert_eq!(app.get(&format!("/api/v1/channels/{}/session?phone=1", uuid::Uuid::nil())).await.0, 404);
    assert_eq!(graph.received_requests().await.unwrap().len(), 0, "Meta is not asked");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}
