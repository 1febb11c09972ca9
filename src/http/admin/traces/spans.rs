//! The spans of a conversation, and of a trace, page by page.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::super::Refusals;
use super::page;
use super::rows::{Sorted, SpanRow};
use crate::app::App;
use crate::domain::page::{Cursor, Direction, Fingerprint, Page, Position};
use crate::domain::span::TraceId;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::http::faults::Faults;
use crate::store;
use crate::store::traces::read;

/// Which page of spans.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SpanParameters {
    /// Spans of a page, 1 to 5,000.
    #[param(minimum = 1, maximum = 5000, default = 1000)]
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of spans.
#[derive(Debug, Serialize, ToSchema)]
pub struct Spans {
    /// Trace by trace, in the order in which they began.
    data: Vec<SpanRow>,
    /// Give it as `cursor` for those that follow; null at the end.
    next_cursor: Option<String>,
}

/// Lists the spans of a conversation, with those of its traces that belong to no conversation.
#[utoipa::path(get, path = "/conversations/{id}/spans", tag = "traces",
    params(("id" = Uuid, Path, description = "The conversation"), SpanParameters),
    responses(
        (status = 200, description = "A page of spans", body = Spans),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn of_conversation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(given): Query<SpanParameters>,
) -> Result<Json<Spans>, Error> {
    let page = read_page(&given, &id.to_string())?;
    let mut conn = app.pool.acquire().await?;
    let project = caller.project;
    if !store::facts::exists(&mut conn, project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let from = page.after().map(|position| position.id);
    let most = i64::try_from(page.limit).unwrap_or(i64::MAX);
    let parts = read::of_conversation(&mut conn, project.0, id, from, most + 1).await?;
    let charging = store::prices::charging(&mut conn, project.0, &app.prices).await?;
    let mut cutting = Cutting::of(page);
    for part in parts {
        if !cutting.has_room() {
            return Ok(Json(cutting.before(part.trace_id)));
        }
        let sorted = Sorted::read(&mut conn, project, part.trace_id).await?;
        if let Some(full) = cutting.add(part.trace_id, sorted.rows(Some(id), &charging, app.now())) {
            return Ok(Json(full));
        }
    }
    Ok(Json(cutting.end()))
}

/// Lists the spans of a trace.
#[utoipa::path(get, path = "/traces/{trace_id}/spans", tag = "traces",
    params(("trace_id" = String, Path, description = "32 hexadecimal digits"), SpanParameters),
    responses(
        (status = 200, description = "A page of spans", body = Spans),
        (status = 404, description = "There is no such trace in the key's project", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn of_trace(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(given): Query<SpanParameters>,
) -> Result<Json<Spans>, Error> {
    let trace = TraceId::parse(&id).ok_or(Error::NotFound("trace"))?.0;
    let page = read_page(&given, &trace.to_string())?;
    let mut conn = app.pool.acquire().await?;
    let sorted = Sorted::read(&mut conn, caller.project, trace).await?;
    if sorted.is_empty() {
        return Err(Error::NotFound("trace"));
    }
    let charging = store::prices::charging(&mut conn, caller.project.0, &app.prices).await?;
    let mut cutting = Cutting::of(page);
    let full = cutting.add(trace, sorted.rows(None, &charging, app.now()));
    Ok(Json(full.unwrap_or_else(|| cutting.end())))
}

fn read_page(given: &SpanParameters, of: &str) -> Result<Page, Error> {
    let mut faults = Faults::default();
    let fingerprint = Fingerprint::of([("list", "spans"), ("of", of)]);
    let page = page(given.limit, 1000, 5000, given.cursor.as_deref(), fingerprint, &mut faults);
    faults.unless(page)
}

/// Rows gathered trace by trace until the page is full; its cursor names the trace, and how many spans of it were
/// shown.
struct Cutting {
    page: Page,
    skip: usize,
    rows: Vec<SpanRow>,
}

impl Cutting {
    fn of(page: Page) -> Self {
        let skip = page.after().and_then(|position| usize::try_from(position.key).ok()).unwrap_or(0);
        Self { page, skip, rows: Vec::new() }
    }

    fn has_room(&self) -> bool {
        self.rows.len() < self.page.limit
    }

    /// Adds the spans of the next trace; the page, once there are more than it holds.
    fn add(&mut self, trace: Uuid, rows: Vec<SpanRow>) -> Option<Spans> {
        let room = self.page.limit - self.rows.len();
        let (skip, count) = (std::mem::take(&mut self.skip), rows.len());
        self.rows.extend(rows.into_iter().skip(skip).take(room));
        (count > skip + room).then(|| self.cut(trace, skip + room))
    }

    /// The page, which ends before a trace.
    fn before(self, trace: Uuid) -> Spans {
        let mut cutting = self;
        cutting.cut(trace, 0)
    }

    fn cut(&mut self, trace: Uuid, shown: usize) -> Spans {
        let position = Position { key: i64::try_from(shown).unwrap_or(i64::MAX), id: trace };
        let cursor = Cursor { position, direction: Direction::Forward, fingerprint: self.page.fingerprint };
        Spans { data: std::mem::take(&mut self.rows), next_cursor: Some(cursor.encode()) }
    }

    fn end(self) -> Spans {
        Spans { data: self.rows, next_cursor: None }
    }
}
