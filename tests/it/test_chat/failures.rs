//! Models that fail: every failure is an answer on record, with its kind and words, and nothing of the model's own.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::model::{chunk, completion, session};
use super::{events, history, say, stream};
use crate::support::app::{NOON, TestApp};
use crate::support::cluster::TestDb;
use verbatim::app::Clock;

#[tokio::test]
async fn a_failure_is_on_record_with_its_kind() {
    let app = TestApp::with(Arc::new(TestDb::new().await), Clock::held(NOON), |config| {
        config.outbound.first_byte_s = 1;
    })
    .await
    .answers();
    let stream = |text: String| ResponseTemplate::new(200).set_body_raw(text, "text/event-stream");
    let begun = format!("data: {}\n\n", chunk(&json!({"content": "Half"}), None));
    let error = |code: &str| json!({"error": {"code": code, "message": "the key sk-test is wrong"}});
    let long = "x".repeat(150_000);
    let cases: Vec<(&str, ResponseTemplate, &str, &str)> = vec![
        (
            "500",
            ResponseTemplate::new(500).set_body_string("<html>"),
            "",
            "model_failed: the model's API failed (status 500)",
        ),
        (
            "401",
            ResponseTemplate::new(401).set_body_json(error("invalid_api_key")),
            "",
            "key_refused: the model's API refused the key (status 401, invalid_api_key)",
        ),
        (
            "404",
            ResponseTemplate::new(404).set_body_json(error("model_not_found")),
            "",
            "request_refused: the model's API knows no such model or address (status 404, model_not_found)",
        ),
        (
            "429",
            ResponseTemplate::new(429),
            "",
            "rate_limited: the model's API asks to slow down, or the account is used up (status 429)",
        ),
        (
            "redirect",
            ResponseTemplate::new(307).insert_header("location", "http://127.0.0.1:1/"),
            "",
            "request_refused: the model's API points elsewhere, which is not followed; correct the base_url (status 307)",
        ),
        ("garbage", stream("data: {nope\n\n".into()), "", "garbled: "),
        ("a web page", ResponseTemplate::new(200).set_body_raw("<html>hi</html>", "text/html"), "", "garbled: "),
        ("nothing", stream(String::new()), "", "garbled: "),
        ("an end without a beginning", stream("data: [DONE]\n\n".into()), "", "garbled: "),
        ("cut short", stream(begun.clone()), "Half", "broke_off: the model could not be asked: the answer broke off"),
        (
            "an error in the middle",
            stream(format!("{begun}data: {}\n\n", error("overloaded"))),
            "Half",
            "model_failed: the model's API reported an error (overloaded)",
        ),
        ("too long", stream(completion(&[long.as_str(); 2])), &long, "too_long: "),
        ("an endless line", stream("x".repeat(1_100_000)), "", "garbled: "),
        (
            "late",
            stream(completion(&["Hello"])).set_delay(Duration::from_secs(30)),
            "",
            "timeout: the model could not be asked: the host took too long",
        ),
    ];
    let count = i64::try_from(cases.len()).unwrap();
    for (what, answer, said, want) in cases {
        let model = MockServer::start().await;
        Mock::given(any()).respond_with(answer).mount(&model).await;
        let session = session(&app, &format!("{}/v1", model.uri())).await;
        let turn = say(&app, &session, "Hi").await;
        let error = turn["answer"]["error"].as_str().unwrap();
        assert!(error.starts_with(want), "{what}: {error}");
        assert!(!error.contains("sk-test"), "{what}: {error}");
        assert_eq!(turn["answer"]["content"], said, "{what}");
        assert_eq!(turn["answer"]["model"].as_str().map(|model| &model[..8]), Some("stand-in"), "{what}");
        assert_eq!(history(&app, &session).await.len(), 2, "{what}");
    }
    let errors: i64 =
        sqlx::query_scalar("select sum(error_count)::bigint from conversations").fetch_one(app.pool()).await.unwrap();
    assert_eq!(errors, count);
}

#[tokio::test]
async fn a_failure_ends_the_stream_with_an_error() {
    let app = TestApp::answering().await;
    let model = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).expect(1).mount(&model).await;
    let session = session(&app, &format!("{}/v1", model.uri())).await;
    let text = stream(&app, &session, "Hi").await.text().await.unwrap();
    let told = events(&text);
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["message", "error"]);
    assert_eq!(told[1].1["answer"], history(&app, &session).await[1]);
    // Sent again, it is the same failure: a new message asks again.
    let again = stream(&app, &session, "Hi").await.text().await.unwrap();
    assert_eq!(events(&again), told);
}

#[tokio::test]
async fn a_private_address_is_refused_unless_the_operator_allows_it() {
    let app = TestApp::with(Arc::new(TestDb::new().await), Clock::held(NOON), |config| {
        config.outbound.allow_private = false;
    })
    .await
    .answers();
    let model = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).expect(0).mount(&model).await;
    let port = model.address().port();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let session = session(&app, &format!("http://{host}:{port}/v1")).await;
        let turn = say(&app, &session, "Hi").await;
        let error = turn["answer"]["error"].as_str().unwrap();
        assert!(error.starts_with("address_refused: "), "{host}: {error}");
    }
}

#[tokio::test]
async fn an_assistant_that_cannot_answer_says_what_to_mend() {
    let app = TestApp::answering().await;
    for (what, change, want) in [
        ("no address", "update assistants set base_url = null where provider = 'openai'", "base_url"),
        ("a key of another installation", "update assistants set api_key = '\\x00' where provider = 'openai'", "key"),
        ("deleted", "delete from assistants where provider = 'openai'", "deleted"),
    ] {
        let session = session(&app, "http://127.0.0.1:1/v1").await;
        sqlx::query(change).execute(app.pool()).await.unwrap();
        let turn = say(&app, &session, "Hi").await;
        let error: &Value = &turn["answer"]["error"];
        assert!(error.as_str().unwrap().starts_with("not_configured: "), "{what}: {error}");
        assert!(error.as_str().unwrap().contains(want), "{what}: {error}");
        assert_eq!((&turn["answer"]["kind"], &turn["answer"]["model"]), (&json!("error"), &Value::Null), "{what}");
    }
}
