//! Voice notes: written down once they are here, found, and answered by what is said in them.

use serde_json::{Value, json};
use time::Duration;
use verbatim::assistant::{listening, worker};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{conversation, graph_with, hash, message, only, work as fetch};
use crate::answers::{accepting, app, sent, work};
use crate::support::app::{PHONE_NUMBER_ID, TestApp, answer};
use crate::support::facts::contradictions;
use crate::test_chat::model::completion;

/// A voice note as telephones record it, to the eye of whoever tells types by content.
fn note() -> Vec<u8> {
    [b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead".to_vec(), vec![9; 9000]].concat()
}

/// A model that chats, and hears as `hearing` says.
async fn model(hearing: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let is_note = |request: &wiremock::Request| {
        let holds = |what: &[u8]| request.body.windows(what.len()).any(|part| part == what);
        [&note()[..], b"hears", b"filename=\"speech.ogg\"", b"audio/ogg"].into_iter().all(holds)
    };
    Mock::given(method("POST"))
        .and(path("/audio/transcriptions"))
        .and(header("authorization", "Bearer sk-1"))
        .and(is_note)
        .respond_with(hearing)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/chat/completions"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(completion(&["It is on its way."]), "text/event-stream"))
        .mount(&server)
        .await;
    server
}

/// What the model was asked at an address.
async fn asked(model: &MockServer, path: &str) -> Vec<Vec<u8>> {
    let requests = model.received_requests().await.unwrap();
    requests.into_iter().filter(|request| request.url.path() == path).map(|request| request.body).collect()
}

/// The last thing that the model was told to answer.
async fn told(model: &MockServer) -> String {
    let body: Value = serde_json::from_slice(asked(model, "/chat/completions").await.last().unwrap()).unwrap();
    body["messages"].as_array().unwrap().last().unwrap()["content"].as_str().unwrap().to_owned()
}

/// A program whose assistant is at `model`, and to which Ada has just sent a voice note.
async fn heard(graph: &MockServer, model: &MockServer, speech: Value) -> TestApp {
    Mock::given(method("POST"))
        .and(path(format!("/v25.0/{PHONE_NUMBER_ID}/messages")))
        .respond_with(accepting())
        .mount(graph)
        .await;
    let app = app(&graph.uri()).await;
    let change =
        json!({"provider": "openai", "base_url": model.uri(), "model": "m", "api_key": "sk-1", "speech": speech});
    let patch = app.request(reqwest::Method::PATCH, &format!("/api/v1/assistants/{}", app.assistant.0)).json(&change);
    assert_eq!(answer(patch).await.0, 200);
    let sent = json!({"id": "7", "mime_type": "audio/ogg; codecs=opus", "sha256": hash(&note()), "voice": true});
    app.accept(&message("wamid.1", "audio", &sent)).await;
    app
}

/// Writes down all that is due now; returns how many recordings that were.
async fn listen(app: &TestApp) -> usize {
    let due = listening::claim(&app.app, 10).await.unwrap();
    let count = due.len();
    for recording in due {
        listening::serve(app.app.clone(), recording).await;
    }
    count
}

#[tokio::test]
async fn a_voice_note_is_written_down_once_found_and_answered_by_what_it_says() {
    let graph = graph_with(&note(), json!({})).await;
    let model = model(ResponseTemplate::new(200).set_body_json(json!({"text": " Where is order 48213? "}))).await;
    let app = heard(&graph, &model, json!({"transcription_model": "hears"})).await;
    work(&app).await;
    assert_eq!(asked(&model, "/chat/completions").await.len(), 0, "the answer waits for what is said");
    assert_eq!(fetch(&app).await, 1);
    app.pass(Duration::seconds(1));
    work(&app).await;
    assert_eq!(asked(&model, "/chat/completions").await.len(), 0, "and as long as it is listened to");
    assert_eq!(listen(&app).await, 1);
    app.pass(Duration::seconds(1));
    work(&app).await;
    assert_eq!(told(&model).await, "[audio] Where is order 48213?");
    assert_eq!(sent(&graph).await.len(), 1);
    let file = only(&app).await;
    assert_eq!((&file["media_type"], &file["derived_error"]), (&json!("audio/opus"), &Value::Null));
    assert_eq!((&file["derived_text"], &file["derived_from"]), (&json!("Where is order 48213?"), &json!("hears")));
    let (_, page) = app.get(&format!("{}/messages", conversation(&app).await)).await;
    assert_eq!(page["data"][0]["attachments"], json!([file]));
    assert_eq!(page["data"][0]["content"], "", "what the customer sent is as it was");

    app.pass(Duration::days(1));
    assert_eq!(listen(&app).await, 0);
    assert_eq!(asked(&model, "/audio/transcriptions").await.len(), 1, "once");
    for (search, want) in [("48213", 1), ("48214", 0)] {
        verbatim::jobs::index_search::run(&app.app, 0).await.unwrap();
        let (_, found) = app.get(&format!("/api/v1/conversations?q={search}")).await;
        assert_eq!(found["data"].as_array().unwrap().len(), want, "{search}");
    }
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    assert!(answer(app.request(reqwest::Method::DELETE, &conversation(&app).await)).await.0 < 300);
    let left: i64 = sqlx::query_scalar("select count(*) from attachments").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_model_that_fails_is_asked_four_times_and_the_failure_is_shown() {
    let graph = graph_with(&note(), json!({})).await;
    let model = model(ResponseTemplate::new(503)).await;
    let app = heard(&graph, &model, json!({"transcription_model": "hears"})).await;
    fetch(&app).await;
    for (pause, tries) in [(0, 1), (1, 1), (2, 2), (7, 2), (2, 3), (31, 3), (2, 4), (600, 4)] {
        app.pass(Duration::seconds(pause));
        listen(&app).await;
        work(&app).await;
        assert_eq!(asked(&model, "/audio/transcriptions").await.len(), tries, "{pause}");
    }
    let file = only(&app).await;
    assert_eq!((&file["derived_text"], &file["derived_from"]), (&Value::Null, &json!("hears")));
    assert!(file["derived_error"].as_str().unwrap().contains("503"), "{file}");
    assert_eq!(asked(&model, "/chat/completions").await.len(), 1);
    assert_eq!(told(&model).await, "[audio]");
}

#[tokio::test]
async fn what_cannot_be_heard_is_answered_at_once() {
    for (what, status, speech, tries) in [
        ("a model that refuses", 400, json!({"transcription_model": "hears"}), 1),
        ("an assistant that does not hear", 200, Value::Null, 0),
    ] {
        let graph = graph_with(&note(), json!({})).await;
        let model = model(ResponseTemplate::new(status)).await;
        let app = heard(&graph, &model, speech).await;
        fetch(&app).await;
        assert_eq!(listen(&app).await, 1, "{what}");
        work(&app).await;
        assert_eq!(told(&model).await, "[audio]", "{what}");
        app.pass(Duration::days(1));
        listen(&app).await;
        assert_eq!(asked(&model, "/audio/transcriptions").await.len(), tries, "{what}");
        assert_eq!(only(&app).await["derived_error"].is_string(), tries > 0, "{what}");
    }
}

#[tokio::test]
async fn a_file_that_does_not_come_delays_an_answer_by_some_seconds_only() {
    let graph = MockServer::start().await;
    let model = model(ResponseTemplate::new(200)).await;
    let app = heard(&graph, &model, json!({"transcription_model": "hears"})).await;
    for (pause, want) in [(0, 0), (7, 0), (7, 0), (2, 1)] {
        app.pass(Duration::seconds(pause));
        for due in worker::claim(&app.app, 10).await.unwrap() {
            worker::serve(app.app.clone(), due).await;
        }
        assert_eq!(asked(&model, "/chat/completions").await.len(), want, "{pause}");
    }
    assert_eq!(told(&model).await, "[audio]");
}
