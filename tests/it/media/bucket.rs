//! The same over a store that speaks as S3 does; a stand-in, which checks that requests are signed and nothing more.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reqwest::Method;
use serde_json::json;
use verbatim::app::Clock;
use verbatim::jobs::remove_files;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{content, conversation, graph_with, hash, message, only, picture, work};
use crate::support::app::{NOON, TestApp, answer};
use crate::support::cluster::TestDb;

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// What S3 answers to the requests that we make of it; parts of an upload lie under `path?number` until it is complete.
fn serve(objects: &Objects, request: &Request) -> ResponseTemplate {
    let mut objects = objects.lock().unwrap();
    let path = request.url.path().to_owned();
    let query: BTreeMap<String, String> = request.url.query_pairs().into_owned().collect();
    let signed = request.headers.get("authorization").is_some_and(|value| {
        value.to_str().is_ok_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=key-id/"))
    });
    if !signed {
        return ResponseTemplate::new(403);
    }
    match (request.method.as_str(), query.get("partNumber"), query.contains_key("uploadId")) {
        ("PUT", Some(number), _) => {
            objects.insert(format!("{path}?{number:0>5}"), request.body.clone());
            ResponseTemplate::new(200).insert_header("etag", format!("\"{number}\""))
        }
        ("PUT", None, _) => {
            objects.insert(path, request.body.clone());
            ResponseTemplate::new(200).insert_header("etag", "\"whole\"")
        }
        ("POST", _, false) => ResponseTemplate::new(200).set_body_raw(
            "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>",
            "application/xml",
        ),
        ("POST", _, true) => {
            let parts: Vec<String> =
                objects.keys().filter(|name| name.starts_with(&format!("{path}?"))).cloned().collect();
            let whole = parts.iter().flat_map(|part| objects.remove(part).unwrap()).collect();
            objects.insert(path, whole);
            ResponseTemplate::new(200).set_body_raw(
                "<CompleteMultipartUploadResult><ETag>\"all\"</ETag></CompleteMultipartUploadResult>",
                "application/xml",
            )
        }
        ("DELETE", ..) => {
            objects.remove(&path);
            ResponseTemplate::new(204)
        }
        ("GET", ..) => match objects.get(&path) {
            Some(bytes) => ResponseTemplate::new(200)
                .insert_header("etag", "\"whole\"")
                .insert_header("last-modified", "Sun, 01 Mar 2026 12:00:00 GMT")
                .set_body_bytes(bytes.clone()),
            None => ResponseTemplate::new(404),
        },
        _ => ResponseTemplate::new(400),
    }
}

#[tokio::test]
async fn a_bucket_keeps_small_and_large_files_and_loses_them_with_the_conversation() {
    for bytes in [picture(), [picture(), vec![9; 12 << 20]].concat()] {
        let objects = Objects::default();
        let s3 = MockServer::start().await;
        let shelf = Arc::clone(&objects);
        Mock::given(wiremock::matchers::any())
            .respond_with(move |request: &Request| serve(&shelf, request))
            .mount(&s3)
            .await;
        let graph = graph_with(&bytes, json!({})).await;
        let (graph_url, s3_url) = (graph.uri(), s3.uri());
        let app = TestApp::with(Arc::new(TestDb::new().await), Clock::held(NOON), |config| {
            config.whatsapp.graph_url = graph_url;
            config.media.store = "s3://shop/verbatim".to_owned();
            config.media.s3_endpoint = s3_url;
            config.media.s3_key_id = "key-id".to_owned();
            config.media.s3_secret = "secret".to_owned();
        })
        .await;
        let url = format!("/api/v1/channels/{}", app.channel.0);
        let patch = app.request(Method::PATCH, &url).json(&json!({"access_token": "graph-token"}));
        assert_eq!(patch.send().await.unwrap().status(), 200);
        let sent = json!({"id": "7", "mime_type": "image/png", "sha256": hash(&bytes)});
        app.accept(&message("wamid.1", "image", &sent)).await;
        work(&app).await;
        let stored = only(&app).await;
        assert_eq!((&stored["state"], &stored["error"]), (&json!("stored"), &json!(null)));
        let name = format!("/shop/verbatim/{}/{}/content", app.project.0, stored["id"].as_str().unwrap());
        assert_eq!(objects.lock().unwrap().keys().cloned().collect::<Vec<_>>(), [name]);
        assert_eq!(content(&app, &stored).await.bytes().await.unwrap(), bytes);
        assert!(!app.app.config.data_dir.join("media").exists());
        let place = conversation(&app).await;
        assert_eq!(answer(app.request(Method::DELETE, &place)).await.0, 204);
        assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 1);
        assert_eq!(objects.lock().unwrap().len(), 0);
    }
}
