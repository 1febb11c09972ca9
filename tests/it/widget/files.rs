//! Files of visitors: told by their content, sent once, handed out within their chat alone, gone with it.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{Open, Page, record};
use crate::support::app::{TestApp, answer};

/// The least that a PNG has at its front.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

async fn upload(page: &Page<'_>, open: &Open, name: &str, body: &[u8]) -> (u16, Value) {
    let request = page.request(Method::POST, &format!("/files?name={name}")).bearer_auth(&open.token);
    answer(request.header("content-type", "image/png").body(body.to_vec())).await
}

async fn get(page: &Page<'_>, open: &Open, id: &str) -> reqwest::Response {
    page.request(Method::GET, &format!("/files/{id}")).bearer_auth(&open.token).send().await.unwrap()
}

#[tokio::test]
async fn a_file_is_sent_once_and_seen_by_those_who_talk() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"takes_files": true})).await;
    let (_, config) = answer(page.request(Method::GET, &format!("/config?widget={}", page.key()))).await;
    assert_eq!(config["files"]["max_bytes"], 10 << 20);
    let (open, other) = (page.begin(&json!({})).await, page.begin(&json!({})).await);
    let (status, file) = upload(&page, &open, "..%2Fmy%20bike.png", PNG).await;
    assert_eq!((status, &file["name"], &file["type"]), (201, &json!("my bike.png"), &json!("image/png")), "{file}");
    let id = file["id"].as_str().unwrap();
    let (status, refused) = page.post(&other, "/messages", &json!({"client_id": "a", "files": [id]})).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("files")), "a file of another visitor");

    let body = json!({"client_id": "a", "text": "It is broken", "files": [id]});
    let (status, sent) = page.post(&open, "/messages", &body).await;
    assert_eq!((status, &sent["message"]["files"]), (201, &json!([file])), "{sent}");
    assert_eq!(page.post(&open, "/messages", &body).await, (200, sent), "sent again it is the same");
    let (status, _) = page.post(&open, "/messages", &json!({"client_id": "b", "files": [id]})).await;
    assert_eq!(status, 422, "a file belongs to one message");

    let got = get(&page, &open, id).await;
    assert_eq!((got.status().as_u16(), got.headers()["content-type"].to_str().unwrap()), (200, "image/png"));
    assert!(got.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(got.bytes().await.unwrap(), PNG);
    assert_eq!(get(&page, &other, id).await.status(), 404, "ids open nothing");
    let path = format!("/api/v1/conversations/{}", open.conversation);
    let (_, files) = app.get(&format!("{path}/attachments")).await;
    assert_eq!((&files["data"][0]["id"], &files["data"][0]["kind"]), (&json!(id), &json!("image")), "{files}");
    assert_eq!(record(&app, &open.conversation).await["message_count"], 1);

    assert!(matches!(answer(app.request(Method::DELETE, &path)).await.0, 200 | 204));
    assert!(verbatim::jobs::remove_files::run(app.app.clone()).await.unwrap() >= 1);
    let left: i64 = sqlx::query_scalar("select count(*) from attachments").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn what_is_no_picture_and_no_document_is_not_taken() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"takes_files": true})).await;
    let open = page.begin(&json!({})).await;
    for (what, body, want) in [
        ("a page", b"<html><script>alert(1)</script></html>".as_slice(), 415),
        ("a program", b"\x7fELF\x02\x01\x01".as_slice(), 415),
        ("a drawing that runs", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".as_slice(), 415),
        ("nothing", b"".as_slice(), 415),
        ("too much", &[PNG, &vec![0; 10 << 20]].concat(), 413),
    ] {
        let (status, refused) = upload(&page, &open, "a.png", body).await;
        assert_eq!(status, want, "{what}: {refused}");
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from attachments").fetch_one(app.pool()).await.unwrap();
    assert_eq!(rows, 0);
    let closed = Page::new(&app, json!({})).await;
    let open = closed.begin(&json!({})).await;
    assert_eq!(upload(&closed, &open, "a.png", PNG).await.0, 403);
}

#[tokio::test]
async fn a_file_that_nobody_sends_is_forgotten_after_a_day() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"takes_files": true})).await;
    let open = page.begin(&json!({})).await;
    let (_, file) = upload(&page, &open, "a.png", PNG).await;
    let id = file["id"].as_str().unwrap();
    app.pass(Duration::hours(23));
    verbatim::jobs::remove_files::run(app.app.clone()).await.unwrap();
    assert_eq!(get(&page, &open, id).await.status(), 200);
    app.pass(Duration::hours(2));
    assert_eq!(verbatim::jobs::remove_files::run(app.app.clone()).await.unwrap(), 1);
    assert_eq!(get(&page, &open, id).await.status(), 404);
    assert_eq!(page.post(&open, "/messages", &json!({"client_id": "a", "files": [id]})).await.0, 422);
}

#[tokio::test]
async fn a_file_of_staff_is_a_message_with_that_file_in_the_visitors_chat() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let (open, other) = (page.begin(&json!({})).await, page.begin(&json!({})).await);
    let path = format!("/api/v1/conversations/{}", open.conversation);
    let request = app.request(Method::POST, &format!("{path}/uploads?name=plan.png")).body(PNG.to_vec());
    let (status, file) = answer(request).await;
    assert_eq!((status, &file["type"]), (201, &json!("image/png")), "{file}");
    let elsewhere = format!("/api/v1/conversations/{}/replies", other.conversation);
    let reply =
        json!({"media": {"upload_id": file["id"], "caption": "The way to us"}, "author": "Maria", "client_id": "a"});
    let (status, refused) = app.post(&elsewhere, &reply).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("media.upload_id")), "another conversation's");
    let (status, said) = app.post(&format!("{path}/replies"), &reply).await;
    assert_eq!((status, &said["status"]), (201, &Value::Null), "{said}");
    assert_eq!(app.post(&format!("{path}/replies"), &reply).await.0, 200);
    let (_, seen) = page.get(&open, "/messages").await;
    let seen = seen["data"].as_array().unwrap().last().unwrap();
    assert_eq!((&seen["role"], &seen["author"]), (&json!("person"), &json!("Maria")), "{seen}");
    assert_eq!((&seen["text"], &seen["files"]), (&json!("The way to us"), &json!([file])));
    let id = file["id"].as_str().unwrap();
    assert_eq!(get(&page, &open, id).await.bytes().await.unwrap(), PNG);
    assert_eq!(get(&page, &other, id).await.status(), 404);
    assert!(answer(app.request(Method::DELETE, &path)).await.0 < 300);
    assert_eq!(verbatim::jobs::remove_files::run(app.app.clone()).await.unwrap(), 1);
}
