//! Sessions with the demo assistant: no model, no network.

use serde_json::json;

use super::model::begin;
use super::{events, history, say, send, settle, stream};
use crate::support::app::TestApp;

#[tokio::test]
async fn a_session_is_recorded_at_once_with_its_variables() {
    let app = TestApp::answering().await;
    let body = json!({"variables": {"name": "Ana", "cart": {"items": 3}}});
    let (status, begun) = app.post("/api/v1/test-chat/sessions", &body).await;
    assert_eq!(status, 201, "{begun}");
    insta::assert_json_snapshot!(begun, {".conversation_id" => "[id]", ".assistant.id" => "[id]"}, @r#"
    {
      "assistant": {
        "id": "[id]",
        "name": "Demo",
        "provider": "demo"
      },
      "conversation_id": "[id]",
      "history": [],
      "type": "test",
      "variables": {
        "cart": {
          "items": 3
        },
        "name": "Ana"
      }
    }
    "#);
    let recorded: Vec<(String, String, serde_json::Value)> = sqlx::query_as(
        "select c.type, v.name, v.value from conversations c join variables v on v.conversation_id = c.id order by 2",
    )
    .fetch_all(app.pool())
    .await
    .unwrap();
    assert_eq!(
        recorded,
        [("test".into(), "cart".into(), json!({"items": 3})), ("test".into(), "name".into(), json!("Ana"))]
    );
}

#[tokio::test]
async fn the_demo_answers_and_both_messages_are_on_record() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let turn = say(&app, &session, "Where is my order?").await;
    assert_eq!(turn["message"]["content"], "Where is my order?");
    let answer = turn["answer"]["content"].as_str().unwrap();
    assert!(answer.starts_with("Hello Ana! I am the demo assistant"), "{answer}");
    assert!(answer.contains("Where is my order?"), "{answer}");
    assert_eq!((&turn["answer"]["cost"], &turn["answer"]["error"]), (&json!(0), &json!(null)));
    assert_eq!(history(&app, &session).await, [turn["message"].clone(), turn["answer"].clone()]);
}

#[tokio::test]
async fn an_answer_streams_in_pieces_and_ends_with_the_record() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let text = stream(&app, &session, "Hi").await.text().await.unwrap();
    let events = events(&text);
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    // What comes at once may come in one piece.
    let (last, deltas) = (names.len() - 1, &names[1..names.len() - 1]);
    assert!(!deltas.is_empty() && deltas.iter().all(|name| *name == "delta"), "{names:?}");
    assert_eq!((names[0], names[last]), ("message", "done"));
    let pieces: String = events[1..last].iter().map(|(_, data)| data["text"].as_str().unwrap()).collect();
    let answer = &events[last].1["answer"];
    assert_eq!(answer["content"], pieces);
    assert_eq!(history(&app, &session).await, [events[0].1["message"].clone(), answer.clone()]);
}

#[tokio::test]
async fn a_message_sent_again_is_recorded_and_answered_once() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let body = json!({"message": "Hi", "client_id": "m-1"});
    let (_, first) = send(&app, &session, &body).await;
    app.pass(time::Duration::minutes(1));
    let (status, second) = send(&app, &session, &body).await;
    assert_eq!((status, &second), (200, &first));
    let streamed = stream(&app, &session, "Hi again").await.text().await.unwrap();
    let again = stream(&app, &session, "Hi again").await.text().await.unwrap();
    let last = |text: &str| events(text).pop().unwrap();
    assert_eq!(last(&streamed), last(&again));
    assert_eq!(history(&app, &session).await.len(), 4);
    let other = json!({"message": "Something else", "client_id": "m-1"});
    let (status, problem) = send(&app, &session, &other).await;
    assert_eq!(status, 409, "{problem}");
    assert_eq!(history(&app, &session).await.len(), 4);
}

#[tokio::test]
async fn the_same_message_sent_at_once_many_times_has_one_answer() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let body = json!({"message": "Hi", "client_id": "m-1"});
    let turns = futures::future::join_all((0..8).map(|_| send(&app, &session, &body))).await;
    for (status, turn) in &turns {
        assert_eq!((status, turn), (&200, &turns[0].1));
    }
    assert_eq!(history(&app, &session).await.len(), 2);
}

#[tokio::test]
async fn a_caller_that_hangs_up_is_answered_on_record() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let asked = stream(&app, &session, "Hi").await;
    drop(asked);
    settle(&app).await;
    let recorded = history(&app, &session).await;
    let roles: Vec<_> = recorded.iter().map(|message| message["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["user", "assistant"]);
}

#[tokio::test]
async fn with_answers_off_a_message_is_only_recorded() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let path = format!("/api/v1/conversations/{session}");
    let off = app.request(reqwest::Method::PATCH, &path).json(&json!({"ai_enabled": false}));
    let (status, controls) = crate::support::app::answer(off).await;
    assert_eq!((status, &controls["ai_enabled"]), (200, &json!(false)));
    let turn = say(&app, &session, "Anybody?").await;
    assert_eq!(turn["answer"], json!(null));
    let text = stream(&app, &session, "Hello?").await.text().await.unwrap();
    let events = events(&text);
    assert_eq!(events.last().unwrap(), &("done".to_owned(), json!({"answer": null})));
    assert_eq!(history(&app, &session).await.len(), 2);
}

#[tokio::test]
async fn only_test_sessions_are_reached() {
    let app = TestApp::answering().await;
    let (_, imported) = app.post("/api/v1/conversations", &json!({"external_identifier": "t-1"})).await;
    let imported = imported["conversation_id"].as_str().unwrap().to_owned();
    for id in [imported, app.app.id().to_string(), "nonsense".to_owned()] {
        let (status, _) = send(&app, &id, &json!({"message": "Hi"})).await;
        assert_eq!(status, 404, "{id}");
        let (status, _) = app.get(&format!("/api/v1/test-chat/sessions/{id}/messages")).await;
        assert_eq!(status, 404, "{id}");
        let (status, _) = app.post(&format!("/api/v1/test-chat/sessions/{id}/end"), &json!({})).await;
        assert_eq!(status, 404, "{id}");
    }
}

#[tokio::test]
async fn bad_input_is_named_and_nothing_is_recorded() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    for (what, body, field) in [
        ("no message", json!({}), "body"),
        ("not text", json!({"message": 5}), "message"),
        ("empty", json!({"message": ""}), "message"),
        ("blank", json!({"message": " \n"}), "message"),
        ("too long", json!({"message": "ä".repeat(2001)}), "message"),
        ("empty client id", json!({"message": "Hi", "client_id": ""}), "client_id"),
        ("unknown field", json!({"message": "Hi", "massage": 1}), "massage"),
    ] {
        let (status, problem) = send(&app, &session, &body).await;
        assert_eq!(status, 422, "{what}: {problem}");
        assert_eq!(problem["errors"][0]["field"], field, "{what}: {problem}");
    }
    for (what, body, field) in [
        ("unknown assistant", json!({"assistant_id": app.app.id()}), "assistant_id"),
        ("long name", json!({"variables": {"x".repeat(201): 1}}), &format!("variables.{}", "x".repeat(60))),
        ("long value", json!({"variables": {"a": "x".repeat(10_001)}}), "variables.a"),
    ] {
        let (status, problem) = app.post("/api/v1/test-chat/sessions", &body).await;
        assert_eq!(status, 422, "{what}: {problem}");
        assert_eq!(problem["errors"][0]["field"], *field, "{what}: {problem}");
    }
    assert_eq!(history(&app, &session).await.len(), 0);
    assert_eq!(say(&app, &session, &"ä".repeat(2000)).await["message"]["role"], "user");
    assert_eq!(say(&app, &session, "a\0b").await["message"]["content"], "a\u{fffd}b");
}

#[tokio::test]
async fn a_session_ends_once_and_goes_on_with_a_message() {
    let app = TestApp::answering().await;
    let session = begin(&app, None).await;
    let path = format!("/api/v1/test-chat/sessions/{session}/end");
    let (status, ended) = app.post(&path, &json!({})).await;
    assert_eq!((status, &ended["status"]), (200, &json!("ended")));
    app.pass(time::Duration::minutes(1));
    assert_eq!(app.post(&path, &json!({})).await, (200, ended));
    let facts: i64 = sqlx::query_scalar("select count(*) from events where type = 'conversation.ended'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(facts, 1);
    say(&app, &session, "One more thing").await;
    let status: String = sqlx::query_scalar("select status from conversations").fetch_one(app.pool()).await.unwrap();
    assert_eq!(status, "active");
}
