//! For supervisors and monitors: alive, ready, and figures.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use crate::app::App;

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and takes writes.
pub async fn readyz(State(app): State<App>) -> impl IntoResponse {
    let answer = tokio::time::timeout(std::time::Duration::from_secs(2), async {
        let mut conn = app.pool.acquire().await?;
        crate::store::ping(&mut conn).await
    })
    .await;
    match answer {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Figures for Prometheus.
pub async fn metrics(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], app.metrics.render())
}
