//! The real binary, killed and starved in the middle of a load: what was acknowledged is there, once.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::{Connection as _, PgConnection};
use verbatim::database::{Database, Settings};

use crate::support::app::{APP_SECRET, NOON, TestApp, text_message};
use crate::support::cluster::{self, until};

/// One server process on a port of its own, over the database of a test.
pub struct Server {
    child: Child,
    pub base: String,
}

impl Server {
    pub fn start(url: &str, data: &std::path::Path, port: u16) -> Self {
        Self::start_with(url, data, port, &[])
    }

    pub fn start_with(url: &str, data: &std::path::Path, port: u16, settings: &[(&str, &str)]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_verbatim"))
            .arg("serve")
            .env("DATABASE_URL", url)
            .env("VERBATIM_DATA_DIR", data)
            .env("VERBATIM_LISTEN", format!("127.0.0.1:{port}"))
            .env("VERBATIM__SECRETS__KEY", "5a".repeat(32))
            .env("VERBATIM__RECORDER__SMALL_WRITES", "4")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, base: format!("http://127.0.0.1:{port}") }
    }

    pub async fn ready(&self, client: &reqwest::Client) {
        until("the server is ready", || async {
            let answer = client.get(format!("{}/readyz", self.base)).send().await;
            answer.is_ok_and(|response| response.status().is_success())
        })
        .await;
    }

    /// Asks for an orderly end, waits for it, and returns how long it took.
    async fn terminate(mut self) -> Duration {
        let asked = Instant::now();
        let pid = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
        until("the server has ended", || std::future::ready(self.child.try_wait().unwrap().is_some())).await;
        assert!(self.child.wait().unwrap().success(), "an orderly end is no failure");
        asked.elapsed()
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Sends numbered messages of 40 customers from 16 connections until told to stop; returns the acknowledged numbers.
async fn load(base: &str, next: Arc<AtomicU32>, stop: Arc<AtomicBool>) -> Vec<u32> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (base, next, stop) = (base.to_owned(), Arc::clone(&next), Arc::clone(&stop));
        tasks.spawn(async move {
            let client = client();
            let mut acknowledged = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if send(&client, &base, number).await {
                    acknowledged.push(number);
                }
            }
            acknowledged
        });
    }
    tasks.join_all().await.concat()
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().unwrap()
}

async fn send(client: &reqwest::Client, base: &str, number: u32) -> bool {
    let at = NOON + time::Duration::seconds(i64::from(number));
    let customer = format!("1555100{:04}", number % 40);
    deliver(client, base, &text_message(&customer, &format!("wamid.{number}"), at, &format!("message {number}"))).await
}

/// Delivers a webhook as Meta would, signed; true when it was acknowledged.
pub async fn deliver(client: &reqwest::Client, base: &str, body: &serde_json::Value) -> bool {
    let body = body.to_string();
    let mut mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    let answer = client
        .post(format!("{base}/webhooks/whatsapp"))
        .header("content-type", "application/json")
        .header("x-hub-signature-256", format!("sha256={}", hex::encode(mac.finalize().into_bytes())))
        .body(body)
        .send()
        .await;
    matches!(answer, Ok(response) if response.status() == 200)
}

/// Every acknowledged message stands in the database once, and the counters agree with the rows.
async fn check(conn: &mut PgConnection, acknowledged: &[u32]) {
    let stored: Vec<String> = sqlx::query_scalar("select external_id from messages order by external_id")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let distinct: std::collections::HashSet<&str> = stored.iter().map(String::as_str).collect();
    assert_eq!(distinct.len(), stored.len(), "a message stands there twice");
    let missing: Vec<u32> =
        acknowledged.iter().copied().filter(|n| !distinct.contains(format!("wamid.{n}").as_str())).collect();
    assert!(missing.is_empty(), "acknowledged but missing: {missing:?}");
    let (rows, counted, daily, conversations, badge): (i64, i64, i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from messages), (select sum(message_count)::bigint from conversations),
           (select sum(messages)::bigint from daily_totals), (select count(*) from conversations),
           (select sum(conversations)::bigint from conversation_counts)",
    )
    .fetch_one(conn)
    .await
    .unwrap();
    assert_eq!((rows, rows, conversations), (counted, daily, badge), "a counter does not agree with the rows");
    assert!(conversations <= 40, "a customer has two conversations");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_under_load_loses_nothing_it_acknowledged() {
    let app = TestApp::new().await;
    let data = tempfile::tempdir().unwrap();
    let port = free_port();
    let client = client();
    let next = Arc::new(AtomicU32::new(0));
    let mut acknowledged = Vec::new();
    for round in 0..4 {
        let server = Server::start(app.database_url(), data.path(), port);
        server.ready(&client).await;
        let stop = Arc::new(AtomicBool::new(false));
        let base = server.base.clone();
        let loading = tokio::spawn({
            let (next, stop) = (Arc::clone(&next), Arc::clone(&stop));
            async move { load(&base, next, stop).await }
        });
        let enough = next.load(Ordering::Relaxed) + 60 + 35 * round;
        until("the load runs", || std::future::ready(next.load(Ordering::Relaxed) >= enough)).await;
        server.kill();
        stop.store(true, Ordering::Relaxed);
        acknowledged.extend(loading.await.unwrap());
    }
    assert!(acknowledged.len() > 50, "the load was too light to show anything: {}", acknowledged.len());
    let mut conn = PgConnection::connect(app.database_url()).await.unwrap();
    check(&mut conn, &acknowledged).await;
    // What was not acknowledged is sent again, as Meta would, and then everything is there once.
    let server = Server::start(app.database_url(), data.path(), port);
    server.ready(&client).await;
    let all: Vec<u32> = (0..next.load(Ordering::Relaxed)).collect();
    for number in &all {
        until("the message is taken", || send(&client, &server.base, *number)).await;
    }
    check(&mut conn, &all).await;
    let rows: i64 = sqlx::query_scalar("select count(*) from messages").fetch_one(&mut conn).await.unwrap();
    assert_eq!(rows, i64::try_from(all.len()).unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_told_to_stop_under_load_ends_in_time_and_loses_nothing() {
    let app = TestApp::new().await;
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(app.database_url(), data.path(), free_port());
    server.ready(&client()).await;
    let (next, stop) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
    let loading = tokio::spawn({
        let (base, next, stop) = (server.base.clone(), Arc::clone(&next), Arc::clone(&stop));
        async move { load(&base, next, stop).await }
    });
    until("the load runs", || std::future::ready(next.load(Ordering::Relaxed) >= 100)).await;
    let took = server.terminate().await;
    stop.store(true, Ordering::Relaxed);
    let acknowledged = loading.await.unwrap();
    assert!(acknowledged.len() > 50, "the load was too light to show anything: {}", acknowledged.len());
    assert!(took < Duration::from_secs(10), "it took {took:?}");
    let mut conn = PgConnection::connect(app.database_url()).await.unwrap();
    check(&mut conn, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_killed_under_load_costs_a_pause_and_nothing_else() {
    let dir = cluster::open_directory();
    let settings: Settings = cluster::settings(&dir.path().join("data"));
    let database = Database::open(&settings).await.unwrap();
    let app = TestApp::over(database.url()).await;
    let (next, stop) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
    let base = app.base.clone();
    let loading = tokio::spawn({
        let (next, stop) = (Arc::clone(&next), Arc::clone(&stop));
        async move { load(&base, next, stop).await }
    });
    for _ in 0..3 {
        let enough = next.load(Ordering::Relaxed) + 80;
        until("the load runs", || std::future::ready(next.load(Ordering::Relaxed) >= enough)).await;
        let pid = database.postmaster_pid().unwrap();
        let pid = nix::unistd::Pid::from_raw(i32::try_from(pid).unwrap());
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL).unwrap();
        let asked = Instant::now();
        // While it is away an intake is answered within 5 seconds, as "come back", and later taken again.
        while !send(&client(), &app.base, next.fetch_add(1, Ordering::Relaxed)).await {
            assert!(asked.elapsed() < Duration::from_mins(1), "Postgres did not come back");
        }
    }
    stop.store(true, Ordering::Relaxed);
    let acknowledged = loading.await.unwrap();
    let mut conn = PgConnection::connect(database.url()).await.unwrap();
    check(&mut conn, &acknowledged).await;
    conn.close().await.unwrap();
    drop(app);
    database.stop().await;
}
