//! Files go with their conversation, whatever happens in between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use time::Duration;
use verbatim::app::Clock;
use verbatim::jobs::remove_files;
use verbatim::media::fetch;
use wiremock::MockServer;

use super::{conversation, graph_with, hash, message, only, picture, work};
use crate::answers::app;
use crate::support::app::{NOON, TestApp, answer};
use crate::support::cluster::TestDb;

fn file(app: &TestApp, id: &str) -> PathBuf {
    let folder = app.app.config.data_dir.join("media").join(app.project.0.to_string());
    folder.join(id).join("content")
}

async fn received(app: &TestApp) -> (String, String) {
    let sent = json!({"id": "7", "mime_type": "image/png", "sha256": hash(&picture()), "filename": "canary.png"});
    app.accept(&message("wamid.1", "image", &sent)).await;
    (conversation(app).await, only(app).await["id"].as_str().unwrap().to_owned())
}

async fn rows(app: &TestApp) -> (i64, i64) {
    sqlx::query_as("select (select count(*) from attachments), (select count(*) from file_removals)")
        .fetch_one(app.pool())
        .await
        .unwrap()
}

async fn on(graph: &MockServer, db: &Arc<TestDb>, data: &Path) -> TestApp {
    let (uri, data) = (graph.uri(), data.to_path_buf());
    let app = TestApp::with(Arc::clone(db), Clock::held(NOON), |config| {
        config.whatsapp.graph_url = uri;
        config.data_dir = data;
    })
    .await;
    let url = format!("/api/v1/channels/{}", app.channel.0);
    let patch = app.request(Method::PATCH, &url).json(&json!({"access_token": "graph-token"}));
    assert_eq!(patch.send().await.unwrap().status(), 200);
    app
}

#[tokio::test]
async fn a_program_that_ended_after_the_deletion_removes_the_file_when_it_is_back() {
    let graph = graph_with(&picture(), json!({})).await;
    let db = Arc::new(TestDb::new().await);
    let data = tempfile::tempdir().unwrap();
    let app = on(&graph, &db, data.path()).await;
    let (place, id) = received(&app).await;
    work(&app).await;
    let file = file(&app, &id);
    // What a program that was killed while it wrote leaves behind.
    std::fs::write(file.with_file_name("content#1"), b"half").unwrap();
    assert_eq!(answer(app.request(Method::DELETE, &place)).await.0, 204);
    assert!(file.exists(), "committed, and not yet removed");
    assert_eq!(rows(&app).await, (0, 1));
    assert_eq!(app.get(&format!("/api/v1/attachments/{id}/content")).await.0, 404);
    drop(app);
    let app = on(&graph, &db, data.path()).await;
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 1);
    assert!(!file.parent().unwrap().exists());
    assert_eq!(rows(&app).await, (0, 0));
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_that_comes_while_its_conversation_is_deleted_does_not_stay() {
    let graph = graph_with(&picture(), json!({})).await;
    let app = app(&graph.uri()).await;
    let (place, id) = received(&app).await;
    let claimed = fetch::claim(&app.app, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(answer(app.request(Method::DELETE, &place)).await.0, 204);
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 0, "it may still be written");
    for due in claimed {
        fetch::serve(app.app.clone(), due).await;
    }
    let file = file(&app, &id);
    assert!(file.exists());
    app.pass(Duration::minutes(6));
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 1);
    assert!(!file.exists());
    assert_eq!(rows(&app).await, (0, 0));
}

#[tokio::test]
async fn a_file_that_cannot_be_removed_is_tried_again() {
    let graph = graph_with(&picture(), json!({})).await;
    let app = app(&graph.uri()).await;
    let (place, id) = received(&app).await;
    work(&app).await;
    let folder = file(&app, &id).parent().unwrap().to_owned();
    let away = folder.with_extension("away");
    std::fs::rename(&folder, &away).unwrap();
    // A file where a folder should be, which no removal of a folder takes.
    std::fs::write(&folder, b"").unwrap();
    assert_eq!(answer(app.request(Method::DELETE, &place)).await.0, 204);
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 0);
    assert_eq!(rows(&app).await, (0, 1));
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 0, "not at once");
    app.pass(Duration::seconds(31));
    assert_eq!(remove_files::run(app.app.clone()).await.unwrap(), 1);
    assert!(!folder.exists());
}
