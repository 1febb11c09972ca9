//! What can be wrong with a file or with the host that has it.

use serde_json::json;
use time::Duration;
use verbatim::app::Clock;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{content, file, graph_with, hash, message, only, picture, place, work};
use crate::answers::app;
use crate::support::app::{NOON, TestApp};
use crate::support::cluster::TestDb;

fn sent(sha256: &str) -> serde_json::Value {
    message("wamid.1", "image", &json!({"id": "7", "mime_type": "image/png", "sha256": sha256}))
}

#[tokio::test]
async fn a_file_with_another_hash_than_announced_is_not_kept() {
    // Once the webhook's hash is wrong and once that of Graph's answer.
    for (announced, answered) in [(hash(b"another"), hash(&picture())), (hash(&picture()), hash(b"another"))] {
        let graph = graph_with(&picture(), json!({"sha256": answered})).await;
        let app = app(&graph.uri()).await;
        app.accept(&sent(&announced)).await;
        for tries in 1..=3 {
            assert_eq!(work(&app).await, 1, "try {tries}");
            let found = only(&app).await;
            let state = if tries < 3 { "waiting" } else { "failed" };
            assert_eq!((&found["state"], &found["content_url"]), (&json!(state), &json!(null)));
            assert!(found["error"].as_str().unwrap().contains("hash"), "{found}");
            app.pass(Duration::minutes(10));
        }
        assert_eq!(work(&app).await, 0);
        let folder = app.app.config.data_dir.join("media").join(app.project.0.to_string());
        let left = walk(&folder);
        assert_eq!(left, Vec::<std::path::PathBuf>::new(), "nothing of it is left");
    }
}

/// The files below a folder.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_by_what_is_said_of_it_or_by_what_comes() {
    let large = [picture(), vec![1; 1 << 20]].concat();
    for (what, more, requests) in [("said", json!({"file_size": large.len()}), 1), ("came", json!({}), 2)] {
        let graph = graph_with(&large, more).await;
        let db = std::sync::Arc::new(TestDb::new().await);
        let uri = graph.uri();
        let app = TestApp::with(db, Clock::held(NOON), |config| {
            config.whatsapp.graph_url = uri;
            config.media.limit_mb = 1;
        })
        .await;
        let url = format!("/api/v1/channels/{}", app.channel.0);
        let patch = app.request(reqwest::Method::PATCH, &url).json(&json!({"access_token": "graph-token"}));
        assert_eq!(patch.send().await.unwrap().status(), 200);
        app.accept(&sent(&hash(&large))).await;
        work(&app).await;
        let found = only(&app).await;
        assert_eq!(found["state"], "failed", "{what}");
        assert_eq!(found["error"], "the file is larger than 1048576 bytes", "{what}");
        assert_eq!(graph.received_requests().await.unwrap().len(), requests, "{what}");
        assert_eq!(walk(&app.app.config.data_dir.join("media")), Vec::<std::path::PathBuf>::new(), "{what}");
    }
}

#[tokio::test]
async fn an_address_that_has_run_out_is_asked_for_anew() {
    let graph = MockServer::start().await;
    let stale = json!({"url": format!("{}/stale", graph.uri())});
    let answer = ResponseTemplate::new(200).set_body_json(stale);
    Mock::given(method("GET")).and(path("/v25.0/7")).respond_with(answer).up_to_n_times(1).mount(&graph).await;
    place(&graph, &format!("{}/files/7", graph.uri()), json!({})).await;
    file(&graph, ResponseTemplate::new(200).set_body_bytes(picture())).await;
    let app = app(&graph.uri()).await;
    app.accept(&sent(&hash(&picture()))).await;
    assert_eq!(work(&app).await, 1);
    assert_eq!(only(&app).await["state"], "stored");
    let asked: Vec<String> =
        graph.received_requests().await.unwrap().iter().map(|request| request.url.path().to_owned()).collect();
    assert_eq!(asked, ["/v25.0/7", "/stale", "/v25.0/7", "/files/7"]);
}

#[tokio::test]
async fn a_host_that_fails_is_asked_again_for_a_week_and_meanwhile_the_failure_is_shown() {
    let graph = MockServer::start().await;
    place(&graph, &format!("{}/files/7", graph.uri()), json!({})).await;
    file(&graph, ResponseTemplate::new(503)).await;
    let app = app(&graph.uri()).await;
    app.accept(&sent(&hash(&picture()))).await;
    assert_eq!(work(&app).await, 1);
    let found = only(&app).await;
    assert_eq!((&found["state"], &found["error"]), (&json!("waiting"), &json!("the host of the file answered 503")));
    app.pass(Duration::seconds(9));
    assert_eq!(work(&app).await, 0, "not at once");
    let mut tries = 1;
    while only(&app).await["state"] == "waiting" {
        app.pass(Duration::hours(9));
        tries += work(&app).await;
    }
    assert!((15..30).contains(&tries), "{tries} tries");
    assert!(app.app.now() - NOON > Duration::days(7));
    let failed = only(&app).await;
    assert_eq!((&failed["state"], &failed["error"]), (&json!("failed"), &json!("the host of the file answered 503")));
}

#[tokio::test]
async fn a_host_that_comes_back_and_a_token_that_is_renewed_bring_the_file() {
    let graph = MockServer::start().await;
    let refusal = ResponseTemplate::new(401).set_body_json(json!({"error": {"code": 190, "message": "about Ada"}}));
    Mock::given(method("GET")).and(path("/v25.0/7")).respond_with(refusal).up_to_n_times(1).mount(&graph).await;
    place(&graph, &format!("{}/files/7", graph.uri()), json!({})).await;
    file(&graph, ResponseTemplate::new(200).set_body_bytes(picture())).await;
    let app = app(&graph.uri()).await;
    app.accept(&sent(&hash(&picture()))).await;
    work(&app).await;
    let found = only(&app).await;
    assert!(found["error"].as_str().unwrap().contains("token"), "{found}");
    app.pass(Duration::seconds(30));
    work(&app).await;
    let stored = only(&app).await;
    assert_eq!((&stored["state"], &stored["error"]), (&json!("stored"), &json!(null)));
    assert_eq!(content(&app, &stored).await.bytes().await.unwrap(), picture());
}

#[tokio::test]
async fn no_host_but_metas_sees_the_token() {
    let (graph, stranger) = (MockServer::start().await, MockServer::start().await);
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200)).mount(&stranger).await;
    place(&graph, &format!("{}/files/7", stranger.uri()), json!({})).await;
    let app = app(&graph.uri()).await;
    app.accept(&sent(&hash(&picture()))).await;
    work(&app).await;
    let found = only(&app).await;
    assert_eq!(found["state"], "waiting");
    assert!(found["error"].as_str().unwrap().contains("not Meta's"), "{found}");
    assert_eq!(stranger.received_requests().await.unwrap().len(), 0);
}

#[tokio::test]
async fn an_address_within_the_network_around_us_is_not_called() {
    let graph = graph_with(&picture(), json!({})).await;
    let db = std::sync::Arc::new(TestDb::new().await);
    let uri = graph.uri();
    let app = TestApp::with(db, Clock::held(NOON), |config| {
        config.whatsapp.graph_url = uri;
        config.outbound.allow_private = false;
    })
    .await;
    let url = format!("/api/v1/channels/{}", app.channel.0);
    let patch = app.request(reqwest::Method::PATCH, &url).json(&json!({"access_token": "graph-token"}));
    assert_eq!(patch.send().await.unwrap().status(), 200);
    app.accept(&sent(&hash(&picture()))).await;
    work(&app).await;
    assert!(only(&app).await["error"].as_str().unwrap().contains("allow_private"));
    assert_eq!(graph.received_requests().await.unwrap().len(), 0);
}
