//! Sessions with an assistant whose model is a stand-in.

use serde_json::{Value, json};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::model::{assistant, begin, chunk, completion, held, session};
use super::{events, history, say, settle, stream};
use crate::support::app::TestApp;

/// A model that says `words` to everyone with the right key.
async fn model(words: &[&str]) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_raw(completion(words), "text/event-stream");
    Mock::given(method("POST"))
        .and(path("/v1/chat/completions"))
        .and(header("authorization", "Bearer sk-test"))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn the_model_is_told_the_conversation_in_order() {
    let app = TestApp::answering().await;
    let model = model(&["Hel", "lo"]).await;
    let session = session(&app, &format!("{}/v1/", model.uri())).await;
    say(&app, &session, "First").await;
    app.pass(time::Duration::seconds(5));
    say(&app, &session, "Second").await;
    let asked: Vec<Value> = model.received_requests().await.unwrap().iter().map(|r| r.body_json().unwrap()).collect();
    assert_eq!(asked.len(), 2);
    assert_eq!(
        asked[1],
        json!({
            "model": "stand-in",
            "messages": [
                {"role": "system", "content": "You serve Ana."},
                {"role": "user", "content": "First"},
                {"role": "assistant", "content": "Hello"},
                {"role": "user", "content": "Second"},
            ],
            "stream": true,
            "stream_options": {"include_usage": true},
        })
    );
}

#[tokio::test]
async fn an_answer_is_recorded_with_model_and_usage() {
    let app = TestApp::answering().await;
    let model = model(&["It is ", "on its way."]).await;
    let session = session(&app, &format!("{}/v1", model.uri())).await;
    let text = stream(&app, &session, "Where is it?").await.text().await.unwrap();
    let events = events(&text);
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names[0], names[1], names[names.len() - 1]), ("message", "delta", "done"));
    insta::assert_json_snapshot!(events[names.len() - 1].1["answer"], {".id" => "[id]"}, @r#"
    {
      "assistant_version": 1,
      "channel_cost": null,
      "content": "It is on its way.",
      "cost": null,
      "created_at": "2026-03-01T12:00:00Z",
      "duration_ms": 0,
      "error": null,
      "finish_reason": "stop",
      "function_calls": [],
      "id": "[id]",
      "kind": "text",
      "model": "stand-in-1",
      "role": "assistant",
      "usage": {
        "cache_read_tokens": 100,
        "cache_write_tokens": 0,
        "input_tokens": 120,
        "output_tokens": 30,
        "reasoning_tokens": 7,
        "total_tokens": 150
      }
    }
    "#);
    let counters: (i64, i64, i64, i64, i64) = sqlx::query_as(
        "select message_count, input_tokens, reasoning_tokens, llm_calls, error_count from conversations",
    )
    .fetch_one(app.pool())
    .await
    .unwrap();
    assert_eq!(counters, (2, 120, 7, 1, 0));
}

#[tokio::test]
async fn an_answer_that_is_said_at_once_is_heard_whole_and_counted() {
    let whole = json!({"model": "stand-in-1", "usage": {"prompt_tokens": 11, "completion_tokens": 5},
        "choices": [{"message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}]});
    for streams in [true, false] {
        let app = TestApp::answering().await;
        let model = MockServer::start().await;
        let answer = ResponseTemplate::new(200).set_body_json(&whole);
        Mock::given(method("POST")).respond_with(answer).mount(&model).await;
        let given =
            json!({"base_url": model.uri(), "options": {"stream": streams}, "price": {"input": 1, "output": 1}});
        let (id, _) = assistant(&app, given).await;
        let session = begin(&app, Some(id.parse().unwrap())).await;
        let answer = say(&app, &session, "Hi").await["answer"].clone();
        assert_eq!((&answer["content"], &answer["usage"]["total_tokens"]), (&json!("Hello"), &json!(16)));
        assert_eq!((&answer["cost"], &answer["error"]), (&json!(0.000_016), &Value::Null));
        let asked: Value = model.received_requests().await.unwrap()[0].body_json().unwrap();
        assert_eq!(asked["stream"], json!(streams));
        assert_eq!(asked.get("stream_options").is_some(), streams, "{asked}");
    }
}

#[tokio::test]
async fn a_caller_that_hangs_up_in_the_middle_is_answered_on_record() {
    let app = TestApp::answering().await;
    let data = |chunk: &Value| format!("data: {chunk}\n\n");
    let first = data(&chunk(&json!({"content": "Half"}), None));
    let rest = data(&chunk(&json!({"content": " and half"}), None)) + &data(&chunk(&json!({}), Some("stop")));
    let (base, go) = held(first, rest).await;
    let session = session(&app, &base).await;
    let mut response = stream(&app, &session, "Hi").await;
    let mut seen = String::new();
    while !seen.contains("Half") {
        seen.push_str(std::str::from_utf8(&response.chunk().await.unwrap().unwrap()).unwrap());
    }
    let before = history(&app, &session).await;
    assert_eq!(before.len(), 1, "the question is on record before the answer is whole");
    drop(response);
    go.send(()).unwrap();
    settle(&app).await;
    let after = history(&app, &session).await;
    assert_eq!(after.len(), 2);
    assert_eq!((&after[1]["content"], &after[1]["error"]), (&json!("Half and half"), &json!(null)));
}

#[tokio::test]
async fn a_repeated_message_does_not_ask_the_model_again() {
    let app = TestApp::answering().await;
    let model = model(&["Hello"]).await;
    let session = session(&app, &format!("{}/v1", model.uri())).await;
    let first = stream(&app, &session, "Hi").await.text().await.unwrap();
    let second = stream(&app, &session, "Hi").await.text().await.unwrap();
    assert_eq!(events(&first).pop(), events(&second).pop());
    assert_eq!(model.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_a_program_leaves_half_said_the_next_one_says_whole() {
    let app = TestApp::answering().await;
    let first = format!("data: {}\n\n", chunk(&json!({"content": "Half"}), None));
    let (base, _never) = held(first, String::new()).await;
    let session = session(&app, &base).await;
    let asked = stream(&app, &session, "Hi").await;
    app.app.stop.cancel();
    let told = events(&asked.text().await.unwrap());
    assert_eq!((told.last().unwrap().0.as_str(), &told.last().unwrap().1["status"]), ("error", &json!(503)));
    let next = app.node().await;
    let model = model(&["Half", " and half"]).await;
    sqlx::query("update assistants set base_url = $1 where provider = 'openai'")
        .bind(format!("{}/v1", model.uri()))
        .execute(app.pool())
        .await
        .unwrap();
    let next = next.answers();
    let told = events(&stream(&next, &session, "Hi").await.text().await.unwrap());
    assert_eq!(told.last().unwrap().1["answer"]["content"], "Half and half");
    assert_eq!(history(&next, &session).await.len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_stopped_ends_with_what_was_said() {
    let app = TestApp::answering().await;
    let other = app.node().await;
    for (what, node, first, kind) in [
        ("here", &app, json!({"content": "Half"}), "text"),
        ("through another node", &other, json!({"content": "Half"}), "text"),
        ("before its first word", &app, json!({"role": "assistant"}), "stopped"),
    ] {
        let (base, _never) = held(format!("data: {}\n\n", chunk(&first, None)), String::new()).await;
        let session = session(&app, &base).await;
        let mut response = stream(&app, &session, "Hi").await;
        let mut seen = String::new();
        while !seen.contains(if kind == "text" { "Half" } else { "event: message" }) {
            seen.push_str(std::str::from_utf8(&response.chunk().await.unwrap().unwrap()).unwrap());
        }
        let stop = format!("/api/v1/test-chat/sessions/{session}/stop");
        assert_eq!(node.post(&stop, &json!({})).await, (200, json!({"stopped": true})), "{what}");
        let told = events(&(seen + &response.text().await.unwrap()));
        let (name, data) = told.last().unwrap();
        assert_eq!(name, "done", "{what}");
        assert_eq!(
            (&data["answer"]["kind"], &data["answer"]["finish_reason"]),
            (&json!(kind), &json!("stopped")),
            "{what}"
        );
        assert_eq!(data["answer"]["content"], if kind == "text" { "Half" } else { "" }, "{what}");
        assert_eq!(node.post(&stop, &json!({})).await, (200, json!({"stopped": false})), "{what}");
    }
}

#[tokio::test]
async fn a_listener_on_another_node_is_told_the_answer() {
    let app = TestApp::new().await;
    let other = app.node().await.answers();
    let model = model(&["Hello"]).await;
    let session = session(&app, &format!("{}/v1", model.uri())).await;
    let turn = say(&app, &session, "Hi").await;
    assert_eq!(turn["answer"]["content"], "Hello");
    assert!(history(&other, &session).await.contains(&turn["answer"]));
}
