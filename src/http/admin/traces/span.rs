//! One span with everything that came of it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::super::Refusals;
use super::rows::{Sorted, SpanRow};
use crate::app::App;
use crate::domain::span::{SpanId, ToolCall, TraceId};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::ingest::meaning::{self, Heard};
use crate::store;
use crate::store::traces::spans;

/// A span with what went in, what came out, and all that its sender said of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpanDetail {
    #[serde(flatten)]
    row: SpanRow,
    /// The messages that went in.
    input: Vec<Heard>,
    /// The messages that came out.
    output: Vec<Heard>,
    /// The call of a tool.
    tool_call: Option<ToolCall>,
    /// Why the model stopped, in its word.
    #[schema(example = "stop")]
    finish: Option<String>,
    /// The model provider's id of the answer.
    response_id: Option<String>,
    /// For example `production`.
    environment: Option<String>,
    /// The release of the program.
    release: Option<String>,
    /// Labels.
    tags: Vec<String>,
    /// What came, as it came: `attributes`, `resource`, `scope`, `events`, …
    #[schema(value_type = Object)]
    raw: Value,
}

/// Shows a span.
#[utoipa::path(get, path = "/traces/{trace_id}/spans/{span_id}", tag = "traces",
    params(
        ("trace_id" = String, Path, description = "32 hexadecimal digits"),
        ("span_id" = String, Path, description = "16 hexadecimal digits, or 32"),
    ),
    responses(
        (status = 200, description = "The span", body = SpanDetail),
        (status = 404, description = "There is no such span in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((trace, span)): Path<(String, String)>,
) -> Result<Json<SpanDetail>, Error> {
    let missing = || Error::NotFound("span");
    let (trace, id) = TraceId::parse(&trace).zip(SpanId::parse(&span)).ok_or_else(missing)?;
    let mut conn = app.pool.acquire().await?;
    let raw = spans::find(&mut conn, caller.project.0, trace.0, id.0).await?.ok_or_else(missing)?;
    let sorted = Sorted::read(&mut conn, caller.project, trace.0).await?;
    let charging = store::prices::charging(&mut conn, caller.project.0, &app.prices).await?;
    let (row, span) = sorted.find(id, &charging, app.now()).ok_or_else(missing)?;
    let none = Map::new();
    let attributes = raw["attributes"].as_object().unwrap_or(&none);
    Ok(Json(SpanDetail {
        row,
        input: meaning::input(attributes),
        output: meaning::output(attributes),
        tool_call: span.tool.clone(),
        finish: span.finish.clone(),
        response_id: span.response.clone(),
        environment: span.environment.clone(),
        release: span.release.clone(),
        tags: span.tags.clone(),
        raw,
    }))
}
