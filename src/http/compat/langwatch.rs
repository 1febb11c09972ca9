//! LangWatch's reads: a thread with all its traces, and one trace with its spans.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::shape::{Shaping, Trace};
use crate::app::App;
use crate::domain::conversation::kind;
use crate::domain::span::TraceId;
use crate::domain::text;
use crate::http::admin::Refusals;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store;
use crate::store::traces::{link, read, spans};

/// Many, since clients of LangWatch know of no further page.
const MOST: usize = 1000;
/// Traces whose spans are in memory at once.
const AT_ONCE: usize = 50;

/// How much of a thread.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ThreadParameters {
    /// Traces of a page, 1 to 1,000.
    #[param(minimum = 1, maximum = 1000, default = 1000)]
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// `true`: each trace with its spans.
    #[param(example = true)]
    include_spans: Option<bool>,
}

/// A thread.
#[derive(Debug, Serialize, ToSchema)]
pub struct Thread {
    /// In the order in which they began.
    traces: Vec<Trace>,
    /// Give it as `cursor` for those that follow; null at the end. LangWatch has no such field.
    next_cursor: Option<String>,
}

/// Fetch a thread as LangWatch does
///
/// The traces of the conversation of this thread id, with all of what went in and came out. The key may also be sent as
/// `X-Auth-Token`.
#[utoipa::path(get, path = "/thread/{id}", operation_id = "langwatch_thread", tag = "traces",
    params(("id" = String, Path, description = "The thread id as it was reported, percent-encoded; or our id of the conversation"),
        ThreadParameters),
    responses(
        (status = 200, description = "A page of its traces", body = Thread),
        (status = 404, description = "There is no such thread in the key's project", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn thread(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(given): Query<ThreadParameters>,
) -> Result<Json<Thread>, Error> {
    let limit = given.limit.unwrap_or(MOST);
    if !(1..=MOST).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 1000"));
    }
    let from = match given.cursor.as_deref().map(TraceId::parse) {
        Some(None) => return Err(Error::field("cursor", "is not a cursor of this thread; leave it out to begin anew")),
        Some(Some(trace)) => Some(trace.0),
        None => None,
    };
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let conversation = of_thread(&mut conn, project, &id).await?.ok_or(Error::NotFound("thread"))?;
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut parts = read::of_conversation(&mut conn, project, conversation, from, most + 1).await?;
    let next_cursor = parts.get(limit).map(|part| TraceId(part.trace_id).to_string());
    parts.truncate(limit);
    let ids: Vec<Uuid> = parts.iter().map(|part| part.trace_id).collect();
    let mut traces = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let shown = shaped(&app, &mut conn, &caller, some, Some(conversation), given.include_spans == Some(true));
        traces.extend(shown.await?);
    }
    Ok(Json(Thread { traces, next_cursor }))
}

/// Fetch a trace as LangWatch does
///
/// With its spans. The key may also be sent as `X-Auth-Token`.
#[utoipa::path(get, path = "/trace/{id}", operation_id = "langwatch_trace", tag = "traces",
    params(("id" = String, Path, description = "32 hexadecimal digits")),
    responses(
        (status = 200, description = "The trace", body = Trace),
        (status = 404, description = "There is no such trace in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn trace(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<Trace>, Error> {
    let id = TraceId::parse(&id).ok_or(Error::NotFound("trace"))?;
    let mut conn = app.pool.acquire().await?;
    let found = shaped(&app, &mut conn, &caller, &[id.0], None, true).await?;
    found.into_iter().next().map(Json).ok_or(Error::NotFound("trace"))
}

/// The conversation of a thread id: that of a channel, which traces of this id belong to as well, before one of traces alone.
async fn of_thread(conn: &mut PgConnection, project: Uuid, thread: &str) -> sqlx::Result<Option<Uuid>> {
    let key = text::key(thread);
    if let Some(named) = link::of_channels(conn, project, std::slice::from_ref(&key)).await?.pop() {
        return Ok(Some(named.id));
    }
    if let Some(found) = store::conversations::begin::find(conn, project, kind::TRACE, &key).await? {
        return Ok(Some(found));
    }
    let Ok(id) = Uuid::try_parse(thread) else { return Ok(None) };
    Ok(store::facts::exists(conn, project, id).await?.then_some(id))
}

/// These traces in this order, of one conversation or with all that they have; one without spans is none.
async fn shaped(
    app: &App,
    conn: &mut PgConnection,
    caller: &Caller,
    ids: &[Uuid],
    of: Option<Uuid>,
    with_spans: bool,
) -> sqlx::Result<Vec<Trace>> {
    let project = caller.project;
    let charging = store::prices::charging(conn, project.0, &app.prices).await?;
    let mut told: HashMap<Uuid, Vec<spans::Told>> = HashMap::new();
    for one in spans::of_traces(conn, project.0, ids).await? {
        told.entry(one.span.trace.0).or_default().push(one);
    }
    let links = link::of_traces(conn, project.0, ids).await?;
    let arrivals = read::arrivals(conn, project.0, ids).await?;
    let shaping = Shaping { project, charging: &charging, now: app.now(), with_spans };
    let one = |id: &Uuid| {
        let mut told = told.remove(id)?;
        let link = links.iter().find(|link| link.trace_id == *id && of.is_none_or(|of| link.conversation_id == of));
        // Of a trace of several conversations only what was placed in this one.
        if let (Some(of), Some(true)) = (of, link.map(|link| link.shared)) {
            told.retain(|one| one.conversation == Some(of));
        }
        let arrival = arrivals.iter().find(|arrival| arrival.trace_id == *id)?;
        shaping.trace(told, link, arrival)
    };
    Ok(ids.iter().filter_map(one).collect())
}
