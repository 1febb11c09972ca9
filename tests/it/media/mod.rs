//! Files that customers send: fetched once with the token, checked, handed out inert, removed with their conversation.

mod bucket;
mod faults;
mod listening;
mod removal;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use time::Duration;
use verbatim::media::fetch;
use wiremock::matchers::{header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::answers::{ADA, app};
use crate::support::app::{NOON, PHONE_NUMBER_ID, TestApp, envelope};
use crate::support::facts::contradictions;

/// The beginning of a picture and something behind it.
pub(crate) fn picture() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), vec![7; 20_000]].concat()
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A message of Ada's about a file.
fn message(id: &str, kind: &str, file: &Value) -> Value {
    envelope(&json!({
        "contacts": [{"profile": {"name": "Ada Example"}, "wa_id": ADA}],
        "messages": [{"from": ADA, "id": id, "timestamp": NOON.unix_timestamp().to_string(), "type": kind, (kind): file}],
    }))
}

/// Has Meta say where the file `7` lies, which is at `url`.
async fn place(graph: &MockServer, url: &str, more: Value) {
    let mut answer = json!({"messaging_product": "whatsapp", "id": "7", "url": url});
    answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Mock::given(method("GET"))
        .and(path("/v25.0/7"))
        .and(query_param("phone_number_id", PHONE_NUMBER_ID))
        .and(header("authorization", "Bearer graph-token"))
        .respond_with(ResponseTemplate::new(200).set_body_json(answer))
        .mount(graph)
        .await;
}

/// Has Meta hand the file out to whoever has the token.
async fn file(graph: &MockServer, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path("/files/7"))
        .and(header("authorization", "Bearer graph-token"))
        .respond_with(answer)
        .mount(graph)
        .await;
}

async fn graph_with(bytes: &[u8], more: Value) -> MockServer {
    let graph = MockServer::start().await;
    place(&graph, &format!("{}/files/7", graph.uri()), more).await;
    file(&graph, ResponseTemplate::new(200).set_body_bytes(bytes)).await;
    graph
}

/// Fetches all that is due now; returns how many files that were.
pub(crate) async fn work(app: &TestApp) -> usize {
    let mut count = 0;
    loop {
        let due = fetch::claim(&app.app, 10).await.unwrap();
        if due.is_empty() {
            return count;
        }
        for file in due {
            fetch::serve(app.app.clone(), file).await;
            count += 1;
        }
    }
}

pub(crate) async fn conversation(app: &TestApp) -> String {
    let (_, list) = app.get("/api/v1/conversations").await;
    format!("/api/v1/conversations/{}", list["data"][0]["id"].as_str().unwrap())
}

/// The one file of the one conversation.
async fn only(app: &TestApp) -> Value {
    let (status, page) = app.get(&format!("{}/attachments", conversation(app).await)).await;
    assert_eq!((status, page["data"].as_array().unwrap().len()), (200, 1), "{page}");
    page["data"][0].clone()
}

async fn content(app: &TestApp, file: &Value) -> reqwest::Response {
    let url = file["content_url"].as_str().unwrap();
    app.request(reqwest::Method::GET, url).send().await.unwrap()
}

#[tokio::test]
async fn a_picture_is_fetched_once_with_the_token_and_handed_out_as_it_came() {
    let bytes = picture();
    let graph = graph_with(&bytes, json!({"sha256": hash(&bytes), "file_size": bytes.len().to_string()})).await;
    let forger = MockServer::start().await;
    let app = app(&graph.uri()).await;
    let sent = json!({"id": "7", "mime_type": "image/png", "sha256": hash(&bytes), "caption": "our garden",
        "url": format!("{}/files/7", forger.uri())});
    let message = message("wamid.1", "image", &sent);
    app.accept(&message).await;
    let waiting = only(&app).await;
    assert_eq!((&waiting["state"], &waiting["content_url"]), (&json!("waiting"), &Value::Null));
    let early = format!("/api/v1/attachments/{}/content", waiting["id"].as_str().unwrap());
    assert_eq!(app.get(&early).await.0, 409);
    assert_eq!(work(&app).await, 1);
    app.accept(&message).await;
    app.pass(Duration::days(1));
    assert_eq!(work(&app).await, 0, "what Meta repeats is not fetched again");
    assert_eq!(graph.received_requests().await.unwrap().len(), 2);
    assert_eq!(forger.received_requests().await.unwrap().len(), 0, "the webhook's own address is not believed");
    let stored = only(&app).await;
    assert_eq!((&stored["state"], &stored["media_type"]), (&json!("stored"), &json!("image/png")));
    assert_eq!((&stored["size"], &stored["sha256"]), (&json!(bytes.len()), &json!(hash(&bytes))));
    let (_, page) = app.get(&format!("{}/messages", conversation(&app).await)).await;
    assert_eq!(page["data"][0]["attachments"], json!([stored]));
    assert_eq!(stored["message_id"], page["data"][0]["id"]);
    let answer = content(&app, &stored).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"image/png".parse().unwrap()));
    assert_eq!(answer.bytes().await.unwrap(), bytes);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_strangers_page_is_something_to_save_and_nothing_to_run() {
    let page = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
    let graph = graph_with(page, json!({})).await;
    let app = app(&graph.uri()).await;
    let sent = json!({"id": "7", "mime_type": "text/html", "sha256": hash(page),
        "filename": "../../..\\a\u{202e}\"\r\nX-Evil: 1;.html"});
    app.accept(&message("wamid.1", "document", &sent)).await;
    work(&app).await;
    let stored = only(&app).await;
    assert_eq!((&stored["state"], &stored["media_type"]), (&json!("stored"), &json!("text/html")));
    let answer = content(&app, &stored).await;
    let headers = answer.headers();
    for (name, want) in
        [("content-type", "application/octet-stream"), ("x-content-type-options", "nosniff"), ("content-length", "53")]
    {
        assert_eq!(headers[name], want, "{name}");
    }
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");
    assert!(!headers.contains_key("x-evil"));
    let disposition = headers["content-disposition"].to_str().unwrap();
    let plain = format!("attachment; filename=\"attachment-{}\"", stored["id"].as_str().unwrap());
    assert_eq!(disposition, format!("{plain}; filename*=UTF-8''aX-Evil%201.html"));
    // On disk it lies under our ids alone.
    let folder = app.app.config.data_dir.join("media").join(app.project.0.to_string());
    let names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, [stored["id"].as_str().unwrap()]);
    for path in ["/api/v1/attachments/00000000-0000-0000-0000-000000000000/content", "/api/v1/attachments/x/content"] {
        assert!([404, 422].contains(&app.get(path).await.0), "{path}");
    }
    let anonymous = app.anonymous(reqwest::Method::GET, stored["content_url"].as_str().unwrap());
    assert_eq!(anonymous.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn only_messages_about_files_have_any() {
    let graph = MockServer::start().await;
    let app = app(&graph.uri()).await;
    app.accept(&message("wamid.1", "text", &json!({"body": "hello", "id": "7"}))).await;
    app.accept(&message("wamid.2", "image", &json!({"mime_type": "image/png"}))).await;
    assert_eq!(work(&app).await, 0);
    let (status, page) = app.get(&format!("{}/attachments?limit=1", conversation(&app).await)).await;
    assert_eq!((status, page), (200, json!({"data": [], "next_cursor": null})));
    assert_eq!(app.get(&format!("/api/v1/conversations/{}/attachments", uuid::Uuid::nil())).await.0, 404);
}
