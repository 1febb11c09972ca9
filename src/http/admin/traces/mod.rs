//! Traces: what programs reported, whether it became a conversation or not.

pub mod rows;
pub mod sources;
pub mod span;
pub mod spans;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Refusals;
use crate::app::App;
use crate::domain::page::{Cursor, Direction, Fingerprint, Page, Position};
use crate::domain::span::TraceId;
use crate::domain::span_query::SpanQuery;
use crate::http::auth::Caller;
use crate::http::error::{Error, Fault, Problem};
use crate::http::extract::Query;
use crate::http::faults::Faults;
use crate::store::traces::read;
use crate::store::traces::walk::{Which, walk};

/// A page that is not full ends after this time; a single statement more may pass.
const PATIENCE: Duration = Duration::seconds(2);

/// Which traces, and which page of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct TraceParameters {
    /// Begun then or later, RFC 3339.
    #[param(example = "2026-03-01T00:00:00Z")]
    from: Option<String>,
    /// Begun before, RFC 3339.
    to: Option<String>,
    /// Of conversations whose thread id begins so.
    #[param(example = "order-")]
    thread: Option<String>,
    /// `true`: only those with a span that failed.
    #[param(example = true)]
    has_error: Option<bool>,
    /// `true`: only those that belong to no conversation.
    #[param(example = true)]
    unassigned: Option<bool>,
    /// Only those with a span of an agent of exactly this name.
    #[param(example = "triage")]
    agent: Option<String>,
    /// Only those with a span of which all these terms hold: `name:value`, with blanks between them; a value with
    /// blanks in quotes; `*` for any value, `!` before a term for the opposite. The names `model`, `provider`, `agent`,
    /// `tool`, `name`, `kind`, `user`, `error`, `failed`, `environment`, `release` and `source` mean what is shown of
    /// spans, any other an attribute as it was sent.
    #[param(example = "model:gpt-4o !kind:tool http.route:\"/chat\"")]
    query: Option<String>,
    /// Traces of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of traces.
#[derive(Debug, Serialize, ToSchema)]
pub struct Traces {
    /// The newest first. Fewer than `limit`, even none, do not mean the end where some are picked by more than time and
    /// thread: after 20,000 traces, 20,000 spans or two seconds the page ends, and `next_cursor` goes on from there.
    data: Vec<Listed>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<String>,
}

/// A trace.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Trace)]
pub struct Listed {
    /// 32 hexadecimal digits.
    #[schema(example = "01a1ff85b57a7ca29928124a930320ad")]
    trace_id: String,
    /// The name of its topmost span.
    #[schema(example = "POST /chat")]
    name: String,
    /// The wire it came by: `otlp` or `sentry`.
    #[schema(example = "otlp")]
    source: String,
    /// When its first span began.
    #[serde(with = "time::serde::rfc3339")]
    started_at: OffsetDateTime,
    /// When its last span ended; null where none has.
    #[serde(with = "time::serde::rfc3339::option")]
    ended_at: Option<OffsetDateTime>,
    /// From one to the other, in milliseconds.
    #[schema(example = 1200)]
    duration_ms: Option<i64>,
    /// How many spans it has.
    #[schema(example = 5)]
    spans: i64,
    /// How many of them failed.
    errors: i64,
    /// The conversations that it belongs to.
    #[schema(value_type = Vec<TraceConversation>)]
    conversations: serde_json::Value,
}

/// A conversation that a trace belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub struct TraceConversation {
    /// Its id.
    id: Uuid,
    /// What makes it one conversation within its type.
    #[schema(example = "session-123")]
    thread_id: String,
}

/// Lists traces, newest first: those too that name no conversation.
#[utoipa::path(get, path = "/traces", tag = "traces", params(TraceParameters),
    responses(
        (status = 200, description = "A page of traces", body = Traces),
        (status = 400, description = "`query` cannot be read; `errors` says at which character, and how to mend it",
            body = Problem, content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Bad Request", "status": 400,
                "detail": "query: at character 12: * stands alone for any value; put a value with a star in quotes",
                "errors": [{"field": "query",
                    "message": "at character 12: * stands alone for any value; put a value with a star in quotes"}]})),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(given): Query<TraceParameters>,
) -> Result<Json<Traces>, Error> {
    let mut faults = Faults::default();
    let form = "must be a time like 2026-03-01T00:00:00Z";
    let time = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let from = faults.read("from", given.from.as_deref(), form, time);
    let to = faults.read("to", given.to.as_deref(), form, time);
    let has_error = given.has_error.unwrap_or(false);
    let unassigned = given.unassigned.unwrap_or(false);
    let given_text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let (thread, agent, query) = (given_text(&given.thread), given_text(&given.agent), given_text(&given.query));
    let fingerprint = Fingerprint::of([
        ("list", "traces"),
        ("from", given.from.as_deref().unwrap_or("")),
        ("to", given.to.as_deref().unwrap_or("")),
        ("thread", thread.as_deref().unwrap_or("")),
        ("has_error", if has_error { "1" } else { "" }),
        ("unassigned", if unassigned { "1" } else { "" }),
        ("agent", agent.as_deref().unwrap_or("")),
        ("query", query.as_deref().unwrap_or("")),
    ]);
    let page = page(given.limit, 50, 100, given.cursor.as_deref(), fingerprint, &mut faults);
    faults.unless(())?;
    let read = query.as_deref().map(SpanQuery::parse).transpose();
    let read = read.map_err(|fault| Error::Unread(Fault { field: "query".to_owned(), message: fault.to_string() }))?;
    let queries: Vec<SpanQuery> = read.into_iter().chain(agent.as_deref().map(SpanQuery::of_agent)).collect();
    let after = page.after().and_then(|position| Some((instant(position.key)?, position.id)));
    let thread = thread.as_deref();
    let which = Which { from, to, thread, failed: has_error, unassigned, queries: &queries, after };
    let mut conn = app.pool.acquire().await?;
    let late = app.now() + PATIENCE;
    let walked = walk(&mut conn, caller.project.0, which, page.limit + 1, || app.now() >= late).await?;
    let slice = page.cut(walked.found, |(at, id)| Position { key: micros(*at), id: *id });
    let ids: Vec<Uuid> = slice.rows.iter().map(|(_, id)| *id).collect();
    let rows = read::rows(&mut conn, caller.project.0, &ids).await?;
    let stopped = walked.stopped.map(|(at, id)| {
        let position = Position { key: micros(at), id };
        Cursor { position, direction: Direction::Forward, fingerprint }.encode()
    });
    Ok(Json(Traces { next_cursor: slice.next_cursor.or(stopped), data: rows.into_iter().map(shown).collect() }))
}

fn shown(row: read::Trace) -> Listed {
    let duration = row.last_at.map(|end| (end - row.first_at).whole_milliseconds().max(0));
    Listed {
        trace_id: TraceId(row.trace_id).to_string(),
        name: row.name,
        source: row.source,
        started_at: row.first_at,
        ended_at: row.last_at,
        duration_ms: duration.and_then(|ms| i64::try_from(ms).ok()),
        spans: row.spans,
        errors: row.errors,
        conversations: row.conversations,
    }
}

/// The page that is asked for, of at most `most` rows.
fn page(
    limit: Option<usize>,
    usual: usize,
    most: usize,
    cursor: Option<&str>,
    fingerprint: Fingerprint,
    faults: &mut Faults,
) -> Page {
    let limit = limit.unwrap_or(usual);
    if !(1..=most).contains(&limit) {
        faults.add("limit", format!("must be 1 to {most}"));
    }
    let own = |text: &str| Cursor::decode(text).filter(|cursor| cursor.fingerprint == fingerprint);
    let cursor = faults.read("cursor", cursor, "is not a cursor of this list; leave it out to begin anew", own);
    Page { limit, cursor, fingerprint }
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(0)
}

fn instant(micros: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000).ok()
}
