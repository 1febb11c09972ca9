//! Speech: by the assistant's own API, for widgets that are set to it, and refused with words where it is not.

use reqwest::Method;
use serde_json::{Value, json};
use wiremock::matchers::{body_json, header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::Page;
use crate::support::app::{TestApp, answer};

/// A widget whose assistant hears and speaks by `api`.
async fn aloud<'a>(app: &'a TestApp, api: &MockServer, mode: &str) -> Page<'a> {
    let assistant = json!({
        "name": format!("Voice {mode}"), "provider": "openai", "base_url": api.uri(), "model": "m", "api_key": "sk-1",
        "speech": {"transcription_model": "hears", "speech_model": "speaks", "voice": "nova"},
    });
    let (status, assistant) = app.post("/api/v1/assistants", &assistant).await;
    assert_eq!(status, 201, "{assistant}");
    assert_eq!(assistant["speech"]["voice"], "nova");
    let page = Page::new(app, json!({"mode": mode})).await;
    let change = json!({"assistant_id": assistant["id"]});
    let widget = format!("/api/v1/widgets/{}", page.widget["id"].as_str().unwrap());
    assert_eq!(answer(app.request(Method::PATCH, &widget).json(&change)).await.0, 200);
    page
}

/// A recording is handed on whole, with its type, to the model that hears.
fn is_recording(request: &Request) -> bool {
    let body = String::from_utf8_lossy(&request.body);
    ["name=\"model\"", "hears", "filename=\"speech.webm\"", "audio/webm", "RECORDED"]
        .iter()
        .all(|part| body.contains(part))
}

#[tokio::test]
async fn what_is_said_aloud_becomes_text_and_answers_are_spoken() {
    let app = TestApp::new().await;
    let api = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/audio/transcriptions"))
        .and(header("authorization", "Bearer sk-1"))
        .and(is_recording)
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"text": "Where is my order?"})))
        .mount(&api)
        .await;
    let asked = json!({"model": "speaks", "input": "It is on its way.", "voice": "nova", "response_format": "mp3"});
    Mock::given(method("POST"))
        .and(path("/audio/speech"))
        .and(body_json(asked))
        .respond_with(ResponseTemplate::new(200).set_body_raw("SOUND", "audio/mpeg"))
        .mount(&api)
        .await;
    let page = aloud(&app, &api, "voice_chat").await;
    let (_, config) = answer(page.request(Method::GET, &format!("/config?widget={}", page.key()))).await;
    assert_eq!(config["voice"], json!({"transcription": true, "speech": true}));
    let open = page.begin(&json!({})).await;
    let hear = |kind: &'static str| {
        let request = page.request(Method::POST, "/transcriptions").bearer_auth(&open.token);
        answer(request.header("content-type", kind).body("RECORDED"))
    };
    assert_eq!(hear("audio/webm;codecs=opus").await, (200, json!({"text": "Where is my order?"})));
    assert_eq!(hear("text/html").await.0, 415);
    let request = page.request(Method::POST, "/speech").bearer_auth(&open.token);
    let spoken = request.json(&json!({"text": "It is on its way."})).send().await.unwrap();
    assert_eq!((spoken.status().as_u16(), spoken.headers()["content-type"].to_str().unwrap()), (200, "audio/mpeg"));
    assert_eq!(spoken.text().await.unwrap(), "SOUND");
    let (status, refused) = page.post(&open, "/speech", &json!({"text": "Something else"})).await;
    assert_eq!(status, 502, "the model's refusal: {refused}");
    assert!(!refused.to_string().contains(&api.uri()), "a visitor learns nothing of who answers");
}

#[tokio::test]
async fn a_chat_in_writing_neither_hears_nor_speaks() {
    let app = TestApp::new().await;
    let api = MockServer::start().await;
    let page = aloud(&app, &api, "chat").await;
    let (_, config) = answer(page.request(Method::GET, &format!("/config?widget={}", page.key()))).await;
    assert_eq!(config["voice"], Value::Null);
    let open = page.begin(&json!({})).await;
    assert_eq!(page.post(&open, "/speech", &json!({"text": "a"})).await.0, 404);
    assert!(api.received_requests().await.unwrap().is_empty());
    let demo = Page::new(&app, json!({"mode": "voice_chat"})).await;
    let (_, config) = answer(demo.request(Method::GET, &format!("/config?widget={}", demo.key()))).await;
    assert_eq!(config["voice"], json!({"transcription": false, "speech": false}), "browsers may do it by themselves");
}
