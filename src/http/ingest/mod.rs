//! Where programs report what they did: OpenTelemetry, and each vendor's own paths. 200 means that it is committed.

mod admission;
pub mod grpc;
pub mod otlp;
mod reporter;
pub mod sentry;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::routing::post;

pub use self::reporter::{Reporter, by_key};
use super::error::Error;
use super::layers::BodyLimit;
use crate::app::App;
use crate::ingest::meaning::understand;
use crate::ingest::raw::Report;
use crate::recorder::{REFUSED, RecordError, Told};

/// Every path by which traces come, behind the one key that opens it.
pub fn routes(app: &App) -> Router<App> {
    let limit = app.config.ingest.body_limit_mb << 20;
    let mut routes = Router::new();
    // LangWatch's own path, Opik's two, and the standard one.
    for base in ["", "/api/otel", "/v1/private/otel", "/opik/api/v1/private/otel", "/api/v1/private/otel"] {
        routes = routes
            .route(&format!("{base}/v1/traces"), post(otlp::traces))
            .route(&format!("{base}/v1/logs"), post(otlp::logs))
            .route(&format!("{base}/v1/metrics"), post(otlp::metrics));
    }
    for end in ["", "/"] {
        routes = routes
            .route(&format!("/api/{{number}}/envelope{end}"), post(sentry::envelope))
            .route(&format!("/api/{{number}}/integration/otlp/v1/traces{end}"), post(otlp::traces))
            .route(&format!("/api/{{number}}/integration/otlp/v1/logs{end}"), post(otlp::logs));
    }
    routes
        .layer(from_fn_with_state(app.clone(), reporter::require))
        // Counted where they are read, after they were unpacked too.
        .layer((axum::Extension(BodyLimit(limit)), DefaultBodyLimit::max(limit)))
        .layer(sentry::cross_origin())
}

/// Has a report recorded; returns it without the spans, and with those counted as rejected that the database refused.
///
/// # Errors
/// When there are more than the key may send, or the database does not answer.
pub async fn record(
    app: &App,
    reporter: &Reporter,
    source: &'static str,
    sdk: String,
    mut report: Report,
) -> Result<Report, Error> {
    let received_at = app.now();
    let spans = std::mem::take(&mut report.spans);
    reporter.pace(app, spans.len())?;
    let count = u64::try_from(spans.len()).unwrap_or(u64::MAX);
    let told = Told {
        project: reporter.project,
        source,
        sdk,
        spans: spans.into_iter().map(understand).collect(),
        rejected: report.rejected,
        reasons: report.reasons.clone(),
        received_at,
    };
    if told.spans.is_empty() && told.rejected == 0 {
        return Ok(report);
    }
    let outcome = app.recorder.trace(told).await;
    let counted = |outcome: &'static str, by: u64| {
        metrics::counter!("verbatim_spans_total", "source" => source, "outcome" => outcome).increment(by);
    };
    match &outcome {
        Ok(_) => counted("recorded", count),
        Err(_) => counted("deferred", count),
    }
    counted("rejected", u64::try_from(report.rejected).unwrap_or(u64::MAX));
    // One second: who reports tries a few times within ten, and then drops what it has.
    let refused = outcome.map_err(|error| match error {
        RecordError::Overloaded | RecordError::Unavailable => Error::Unavailable(1),
        other => other.into(),
    })?;
    if refused > 0 {
        report.rejected += refused;
        report.reasons.push(REFUSED);
    }
    Ok(report)
}

/// Who reports, in its own words: `name version`, at most 100 characters of those that can stand in a list.
fn sdk(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent = agent.split_whitespace().next().unwrap_or_default().replace('/', " ");
    agent.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(100).collect()
}
