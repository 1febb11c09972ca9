//! The program on a real port over a database of its own, with a held clock.

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use sha2::Sha256;
use sqlx::PgPool;
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;
use verbatim::accounts::ChannelSecrets;
use verbatim::app::{App, Clock};
use verbatim::config::Config;
use verbatim::domain::id::{AssistantId, ChannelId, ProjectId};
use verbatim::http::server::{self, Limits};
use verbatim::http::{auth, router};
use verbatim::start::assemble;

use super::cluster::TestDb;

/// Where every held clock begins.
pub const NOON: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
/// The number of the WhatsApp sender that every test has.
pub const PHONE_NUMBER_ID: &str = "106540352242922";
/// Its business account.
pub const WABA_ID: &str = "102290129340398";
/// Its app secret.
pub const APP_SECRET: &str = "bench-secret";
/// Its verify token.
pub const VERIFY_TOKEN: &str = "verify-me";

/// One running program.
pub struct TestApp {
    /// Its inside.
    pub app: App,
    /// Its address, `http://127.0.0.1:port`.
    pub base: String,
    /// Its project.
    pub project: ProjectId,
    /// A key with every scope.
    pub key: String,
    /// The WhatsApp sender.
    pub channel: ChannelId,
    /// The demo assistant that answers by default.
    pub assistant: AssistantId,
    client: reqwest::Client,
    /// Dropped last: it takes the database with it. None where the test owns the database otherwise.
    db: Option<Arc<TestDb>>,
    url: String,
    _data: tempfile::TempDir,
}

impl TestApp {
    /// A program with one project, one key, one WhatsApp sender and one demo assistant.
    pub async fn new() -> Self {
        Self::with(Arc::new(TestDb::new().await), Clock::held(NOON), |_| {}).await
    }

    /// Another node of the same installation, with its own caches and recorder.
    pub async fn node(&self) -> Self {
        Self::build(&self.url, self.db.clone(), self.app.clock.clone(), |_| {}).await
    }

    /// As [`TestApp::new`] over a given database and clock, with settings changed by `change`.
    pub async fn with(db: Arc<TestDb>, clock: Clock, change: impl FnOnce(&mut Config)) -> Self {
        let url = db.url().to_owned();
        Self::build(&url, Some(db), clock, change).await
    }

    /// As [`TestApp::new`] over a database that the test owns otherwise.
    pub async fn over(url: &str) -> Self {
        Self::build(url, None, Clock::held(NOON), |_| {}).await
    }

    async fn build(url: &str, db: Option<Arc<TestDb>>, clock: Clock, change: impl FnOnce(&mut Config)) -> Self {
        // Only the first call in a process installs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().unwrap();
        let mut config = Config::from_file(None).unwrap();
        config.data_dir = data.path().to_path_buf();
        config.secrets.key = "5a".repeat(32);
        config.outbound.allow_private = true;
        config.database.read_connections = 4;
        config.recorder.small_writes = 4;
        change(&mut config);
        let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let app = assemble(config, url, clock, metrics).await.unwrap();
        let seeded = seed(&app).await;
        app.accounts.refresh(&app.pool, &app.sealer).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let limits = Limits::with_connections(64);
        tokio::spawn(server::serve(listener, router::router(app.clone()), limits, app.stop.clone()));
