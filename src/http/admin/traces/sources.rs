//! Who reports traces, and what it takes to.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::super::Refusals;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract;
use crate::store;
use crate::store::traces::read;

/// Requests with spans that could not be used, as many as are shown.
const REJECTIONS: i64 = 20;

/// The newest traces, among which those without a conversation are counted.
const LATEST: i64 = 1000;

/// Where traces are to be sent, and what came.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sources)]
pub struct Ingest {
    /// The address that SDKs are pointed at.
    #[schema(example = "https://verbatim.example")]
    address: String,
    /// Where OpenTelemetry over gRPC is listened for; null: nowhere.
    #[schema(example = "127.0.0.1:4317")]
    grpc_address: Option<String>,
    /// The project's number, which stands at the end of a Sentry DSN.
    #[schema(example = 1)]
    project_number: i64,
    /// Everybody who has reported, who did so last first.
    sources: Vec<Reporting>,
    /// Spans that could not be used, of late: SDKs do not say so to anybody.
    rejections: Vec<Rejection>,
    /// Of the newest 1,000 traces, those that name no conversation.
    traces_without_conversation: i64,
    /// Whether such a trace becomes a conversation of its own.
    session_by_trace: bool,
}

/// Somebody who reports.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TraceSource)]
pub struct Reporting {
    /// The wire: `otlp` or `sentry`.
    #[schema(example = "otlp")]
    source: String,
    /// What the SDK calls itself.
    #[schema(example = "OTel-OTLP-Exporter-Python 1.45.1")]
    sdk: String,
    /// When its first spans came.
    #[serde(with = "time::serde::rfc3339")]
    first_at: OffsetDateTime,
    /// When its last spans came.
    #[serde(with = "time::serde::rfc3339")]
    last_at: OffsetDateTime,
    /// Spans that came; one that came twice counts twice.
    #[schema(example = 1250)]
    spans: i64,
    /// Spans that could not be used.
    rejected: i64,
}

/// A request with spans that could not be used.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rejection {
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    /// The wire.
    #[schema(example = "otlp")]
    source: String,
    /// How many spans.
    #[schema(example = 1)]
    count: i32,
    /// Why.
    #[schema(example = "the trace id is not 16 bytes, or all are zero")]
    reason: String,
}

/// What may be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcesChange {
    /// Whether a trace that names no conversation becomes one of its own, from now on.
    session_by_trace: bool,
}

/// Shows where traces are to be sent, and who has sent any.
#[utoipa::path(get, path = "/ingest", tag = "traces",
    responses((status = 200, description = "Where, and what came", body = Ingest), Refusals))]
pub async fn get(State(app): State<App>, caller: Caller) -> Result<Json<Ingest>, Error> {
    Ok(Json(shown(&app, &caller).await?))
}

/// Changes what becomes of traces that name no conversation.
#[utoipa::path(patch, path = "/ingest", tag = "traces",
    request_body(content = SourcesChange, example = json!({"session_by_trace": true})),
    responses((status = 200, description = "As it is now", body = Ingest), Refusals))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Json(change): extract::Json<SourcesChange>,
) -> Result<Json<Ingest>, Error> {
    let on = change.session_by_trace;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    read::set_session_by_trace(&mut tx, caller.project.0, on).await?;
    let entry = caller.does("ingest.change", format!("project:{}", caller.project), json!({"session_by_trace": on}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    drop(conn);
    Ok(Json(shown(&app, &caller).await?))
}

async fn shown(app: &App, caller: &Caller) -> Result<Ingest, Error> {
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let found = store::projects::find(&mut conn, project).await?.ok_or(Error::NotFound("project"))?;
    let sources = read::sources(&mut conn, project).await?;
    let rejections = read::rejections(&mut conn, project, REJECTIONS).await?;
    Ok(Ingest {
        address: app.config.public_url(),
        grpc_address: app.config.ingest.grpc_address().ok().flatten().map(|address| address.to_string()),
        project_number: found.number,
        sources: sources
            .into_iter()
            .map(|row| Reporting {
                source: row.source,
                sdk: row.sdk,
                first_at: row.first_at,
                last_at: row.last_at,
                spans: row.spans,
                rejected: row.rejected,
            })
            .collect(),
        rejections: rejections
            .into_iter()
            .map(|row| Rejection { at: row.at, source: row.source, count: row.count, reason: row.reasons.join("; ") })
            .collect(),
        traces_without_conversation: read::homeless(&mut conn, project, LATEST).await?,
        session_by_trace: found.session_by_trace,
    })
}
