//! For supervisors and monitors: alive, ready, and figures.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

use super::error::Error;
use crate::app::App;
use crate::store;

/// An intake that has waited longer than a caller would says that the recorder does not get on.
const OLDEST: time::Duration = time::Duration::seconds(5);

/// Headers that a reverse proxy adds: the peer is then the proxy, not the caller.
const FORWARDED: [&str; 5] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/// Whether requests should be sent here, and if not why not.
#[derive(Serialize)]
pub struct Readiness {
    ready: bool,
    /// What is wrong, in sentences; empty when ready.
    reasons: Vec<String>,
    /// Whether the database answers and takes writes.
    database: bool,
    recorder: RecorderReadiness,
}

#[derive(Serialize)]
struct RecorderReadiness {
    /// Intakes that wait for their commit.
    waiting: usize,
    /// How long the first of them has waited.
    oldest_ms: i64,
}

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and takes writes, the recorder gets on, and nobody asked us to stop.
pub async fn readyz(State(app): State<App>) -> impl IntoResponse {
    let answer = tokio::time::timeout(Duration::from_secs(2), async {
        let mut conn = app.pool.acquire().await?;
        store::ping(&mut conn).await
    })
    .await;
    let database = matches!(answer, Ok(Ok(())));
    let backlog = app.recorder.backlog();
    let oldest = backlog.oldest.map_or(time::Duration::ZERO, |at| app.now() - at);
    let mut reasons = Vec::new();
    if !database {
        reasons.push("The database does not answer or takes no writes.".to_owned());
    }
    if backlog.waiting >= backlog.limit {
        reasons.push(format!("The recorder's queue is full with {} intakes.", backlog.waiting));
    }
    if oldest > OLDEST {
        reasons.push(format!("An intake has waited {} s for its commit.", oldest.whole_seconds()));
    }
    if app.stop.is_cancelled() {
        reasons.push("This node is stopping.".to_owned());
    }
    let ready = reasons.is_empty();
    let oldest_ms = i64::try_from(oldest.whole_milliseconds()).unwrap_or(i64::MAX);
    let recorder = RecorderReadiness { waiting: backlog.waiting, oldest_ms };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, reasons, database, recorder }))
}

/// Figures for Prometheus, to callers on this machine only: how much is said by whom is nobody else's business, and a
/// proxy that forwards this address by accident shows nothing.
pub async fn metrics(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Error> {
    if !peer.ip().to_canonical().is_loopback() || FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return Err(Error::Forbidden("Figures are given to callers on the same machine only.".to_owned()));
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics.render()))
}
