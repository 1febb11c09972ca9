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
use super::said::{PAUSE, REPEATS};

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

    /// As [`TestApp::new`], with a worker that answers what is due.
    pub async fn answering() -> Self {
        Self::new().await.answers()
    }

    /// The same with a worker that answers what is due.
    pub fn answers(self) -> Self {
        let app = self.app.clone();
        tokio::spawn(async move { verbatim::assistant::worker::run(&app).await });
        self
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
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap();
        let (project, channel, assistant, key) = seeded;
        Self { app, base, project, key, channel, assistant, client, db, url: url.to_owned(), _data: data }
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        &self.url
    }

    /// For looking into the database.
    pub fn pool(&self) -> &PgPool {
        &self.app.pool
    }

    /// A request with the key.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).bearer_auth(&self.key)
    }

    /// A request without a key.
    pub fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// The status and JSON of a `GET`.
    pub async fn get(&self, path: &str) -> (u16, Value) {
        answer(self.request(Method::GET, path)).await
    }

    /// The status and JSON of a `POST`.
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        answer(self.request(Method::POST, path).json(body)).await
    }

    /// Delivers a webhook as Meta would, signed.
    pub async fn deliver(&self, body: &str) -> Response {
        let mut mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        self.anonymous(Method::POST, "/webhooks/whatsapp")
            .header("content-type", "application/json")
            .header("x-hub-signature-256", signature)
            .body(body.to_owned())
            .send()
            .await
            .unwrap()
    }

    /// Delivers and expects the acknowledgement, if need be of a repeat, as Meta does.
    pub async fn accept(&self, body: &Value) {
        let body = body.to_string();
        let mut response = self.deliver(&body).await;
        for _ in 0..REPEATS {
            if response.status() != 503 {
                break;
            }
            tokio::time::sleep(PAUSE).await;
            response = self.deliver(&body).await;
        }
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
    }

    /// Moves the clock.
    pub fn pass(&self, time: time::Duration) {
        self.app.clock.set(self.app.now() + time);
    }
}

/// The status and JSON of a request; the JSON is null where the body is none.
pub async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

/// One text message from `wa_id` as Meta delivers it.
pub fn text_message(wa_id: &str, id: &str, at: OffsetDateTime, text: &str) -> Value {
    envelope(&json!({
        "contacts": [{"profile": {"name": "Ada Example"}, "wa_id": wa_id}],
        "messages": [{
            "from": wa_id, "id": id, "timestamp": at.unix_timestamp().to_string(),
            "type": "text", "text": {"body": text},
        }],
    }))
}

/// A `messages` change around `value`.
pub fn envelope(value: &Value) -> Value {
    let mut value = value.clone();
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] = json!({"display_phone_number": "15550783881", "phone_number_id": PHONE_NUMBER_ID});
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": WABA_ID, "changes": [{"field": "messages", "value": value}]}],
    })
}

async fn seed(app: &App) -> (ProjectId, ChannelId, AssistantId, String) {
    let existing: Option<(Uuid, Uuid, Uuid)> = sqlx::query_as(
        "select p.id, c.id, a.id from projects p join channels c on c.project_id = p.id
         join assistants a on a.project_id = p.id where p.number = 1",
    )
    .fetch_optional(&app.pool)
    .await
    .unwrap();
    let key = format!("vb_{}", "k".repeat(40));
    if let Some((project, channel, assistant)) = existing {
        return (ProjectId(project), ChannelId(channel), AssistantId(assistant), key);
    }
    let (project, channel, assistant) = (app.id(), app.id(), app.id());
    let now = app.now();
    let secrets = ChannelSecrets {
        app_secrets: vec![APP_SECRET.to_owned()],
        verify_token: Some(VERIFY_TOKEN.to_owned()),
        access_token: None,
    };
    sqlx::query("insert into projects (id, number, name, created_at) values ($1, 1, 'Test project', $2)")
        .bind(project)
        .bind(now)
        .execute(&app.pool)
        .await
        .unwrap();
    sqlx::query(
        "insert into assistants (id, project_id, name, provider, created_at) values ($1, $2, 'Demo', 'demo', $3)",
    )
    .bind(assistant)
    .bind(project)
    .bind(now)
    .execute(&app.pool)
    .await
    .unwrap();
    sqlx::query(
        "insert into channels (id, project_id, type, name, phone_number_id, waba_id, display_phone_number, secrets,
           assistant_id, created_at, updated_at)
         values ($1, $2, 'whatsapp', 'Shop', $3, $4, '15550783881', $5, $6, $7, $7)",
    )
    .bind(channel)
    .bind(project)
    .bind(PHONE_NUMBER_ID)
    .bind(WABA_ID)
    .bind(secrets.seal(&app.sealer).unwrap())
    .bind(assistant)
    .bind(now)
    .execute(&app.pool)
    .await
    .unwrap();
    sqlx::query(
        "insert into api_keys (id, project_id, name, prefix, hash, scopes, created_at)
         values ($1, $2, 'test', 'vb_kkkk', $3, $4, $5)",
    )
    .bind(app.id())
    .bind(project)
    .bind(auth::fingerprint(&key))
    .bind(auth::Scope::ALL.map(|scope| scope.as_str().to_owned()).to_vec())
    .bind(now)
    .execute(&app.pool)
    .await
    .unwrap();
    (ProjectId(project), ChannelId(channel), AssistantId(assistant), key)
}
