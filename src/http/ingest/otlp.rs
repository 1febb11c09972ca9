//! OpenTelemetry over HTTP: traces and the events that hold messages are recorded, metrics are thanked for.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use super::admission::admit;
use super::{Reporter, record, sdk};
use crate::app::App;
use crate::http::error::Error;
use crate::http::extract::Body;
use crate::ingest::otlp;
use crate::ingest::raw::{Report, Unreadable};

/// The dialect's name in the database.
pub const SOURCE: &str = "otlp";

/// Reads a body, JSON or not.
type Read = fn(&[u8], bool) -> Result<Report, Unreadable>;

/// Records spans.
pub async fn traces(
    State(app): State<App>,
    reporter: Reporter,
    headers: HeaderMap,
    Body(body): Body,
) -> Result<Response, Error> {
    take(&app, &reporter, &headers, body, otlp::traces).await
}

/// Records what log records say of spans; other records are not kept.
pub async fn logs(
    State(app): State<App>,
    reporter: Reporter,
    headers: HeaderMap,
    Body(body): Body,
) -> Result<Response, Error> {
    take(&app, &reporter, &headers, body, otlp::logs).await
}

async fn take(app: &App, reporter: &Reporter, headers: &HeaderMap, body: Bytes, read: Read) -> Result<Response, Error> {
    let json = is_json(headers);
    let body = admit(app, headers, body).await?;
    let report = body.read(move |body| read(body, json)).await?.map_err(unreadable)?;
    let rest = record(app, reporter, SOURCE, sdk(headers), report).await?;
    Ok(answer(otlp::thanks(&rest, json), json))
}

/// Takes metrics, of which nothing is kept: programs that send them end each run with errors otherwise.
pub async fn metrics(_reporter: Reporter, headers: HeaderMap, Body(_body): Body) -> Response {
    let json = is_json(&headers);
    answer(otlp::thanks(&Report::default(), json), json)
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn answer(thanks: Vec<u8>, json: bool) -> Response {
    let kind = if json { "application/json" } else { "application/x-protobuf" };
    ([(header::CONTENT_TYPE, kind)], thanks).into_response()
}

pub(super) fn unreadable(fault: Unreadable) -> Error {
    Error::Malformed(fault.0)
}
