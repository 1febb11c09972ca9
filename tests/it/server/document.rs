//! The document of the API against the API: what it shows can be sent.

use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;
use verbatim::http::router;

use crate::people::owner;
use crate::support::app::{TestApp, answer};

#[tokio::test]
async fn every_operation_has_a_summary_and_an_example_of_its_body_that_is_accepted() {
    let app = TestApp::new().await;
    let document = serde_json::to_value(router::document()).unwrap();
    let browser = owner(&app).await;
    let mut sent = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let what = format!("{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{what} has no summary");
            let tag = operation["tags"][0].as_str().unwrap_or_default();
            assert_eq!(tag, tag.to_lowercase(), "{what} is in a group spelt in another way");
            let Some(content) = operation["requestBody"]["content"].get("application/json") else { continue };
            let example = content.get("example").unwrap_or(&Value::Null);
            assert!(example.is_object(), "{what} has no example of its body");
            let address = path
                .replace("{id}", &Uuid::nil().to_string())
                .replace("{type}", "test")
                .replace("{from}", "2026-03-01");
            let method: Method = method.to_uppercase().parse().unwrap();
            let takes_key = operation["security"][0].get("key").is_some();
            let request = if takes_key { app.request(method, &address) } else { browser.request(method, &address) };
            let (status, body) = answer(request.json(example)).await;
            // Nothing has that id, and nobody that password; what would be wrong with the example would be told before.
            let unknown = if what == "post /api/v1/session" { 401 } else { 404 };
            assert!((200..=202).contains(&status) || status == unknown, "{what}: {status} {body}");
            sent += 1;
        }
    }
    assert!(sent > 10, "only {sent} operations take a body");
}
