//! What a webhook was and is to be told, dead letters first of all; and telling it once more.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{self, Path, Query};
use crate::store;
use crate::store::webhooks::events::{self, Listed, Which};

/// States of an event.
const STATES: [&str; 3] = ["due", "sent", "failed"];

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EventParameters {
    /// `due`: to be told; `sent`: taken; `failed`: given up. All of them without it.
    #[param(example = "failed")]
    state: Option<String>,
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<i64>,
}

/// A page of a webhook's events.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookEvents {
    /// The newest first.
    data: Vec<WebhookEvent>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<i64>,
}

/// An event of a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookEvent {
    /// Its id, the same in every try: the header `webhook-id`.
    id: Uuid,
    /// What happened.
    #[serde(rename = "type")]
    #[schema(example = "conversation.ended")]
    kind: String,
    /// In which conversation.
    conversation_id: Uuid,
    /// To which message, if to one.
    message_id: Option<Uuid>,
    /// When it happened.
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    /// `due`, `sent` or `failed`.
    #[schema(example = "failed")]
    state: String,
    /// How often it was tried.
    #[schema(example = 12)]
    tries: i32,
    /// For `due`, when it is tried next.
    #[serde(with = "time::serde::rfc3339::option")]
    due_at: Option<OffsetDateTime>,
    /// When it was taken or given up.
    #[serde(with = "time::serde::rfc3339::option")]
    settled_at: Option<OffsetDateTime>,
    /// Why it was not taken the last time.
    #[schema(example = "the webhook answered 500")]
    error: Option<String>,
}

fn shown(row: Listed) -> WebhookEvent {
    WebhookEvent {
        id: row.event_id,
        kind: row.kind,
        conversation_id: row.conversation_id,
        message_id: row.message_id,
        at: row.at,
        due_at: (row.state == "due").then_some(row.due_at),
        state: row.state,
        tries: row.tries,
        settled_at: row.settled_at,
        error: row.error,
    }
}

/// Lists what a webhook was and is to be told, newest first.
#[utoipa::path(get, path = "/webhooks/{id}/events", operation_id = "list_webhook_events", tag = "webhooks",
    params(("id" = Uuid, Path, description = "The webhook"), EventParameters),
    responses(
        (status = 200, description = "A page of its events", body = WebhookEvents),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<EventParameters>,
) -> Result<Json<WebhookEvents>, Error> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    let state = parameters.state.as_deref();
    if state.is_some_and(|state| !STATES.contains(&state)) {
        return Err(Error::field("state", "must be due, sent or failed"));
    }
    let mut conn = app.pool.acquire().await?;
    store::webhooks::find(&mut conn, caller.project.0, id).await?.ok_or(Error::NotFound("webhook"))?;
    let before = parameters.cursor.unwrap_or(i64::MAX);
    let mut rows = events::list(&mut conn, caller.project.0, id, state, before, i64::from(limit) + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.number);
    Ok(Json(WebhookEvents { data: rows.into_iter().map(shown).collect(), next_cursor }))
}

/// Tells one event once more that was taken or given up, under its old id.
#[utoipa::path(post, path = "/webhooks/{id}/events/{event_id}/replay", operation_id = "replay_webhook_event",
    tag = "webhooks",
    params(("id" = Uuid, Path, description = "The webhook"), ("event_id" = Uuid, Path, description = "The event")),
    responses(
        (status = 202, description = "It is due now"),
        (status = 404, description = "There is no such event, or it is due already", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn replay(
    State(app): State<App>,
    caller: Caller,
    Path((id, event)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Error> {
    let which = Which { event: Some(event), state: None, from: None, to: None };
    let mut tx = app.pool.begin().await?;
    if events::renew(&mut tx, caller.project.0, id, which, app.now()).await? == 0 {
        return Err(Error::NotFound("event to be told once more"));
    }
    let entry = caller.does("webhook.replay", format!("webhook:{id}"), json!({"event": event}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}

/// Which events to tell once more.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WebhookReplay {
    /// `failed` or `sent`; `failed` without it.
    #[schema(example = "failed")]
    state: Option<String>,
    /// Those that happened then or later.
    #[serde(with = "time::serde::rfc3339::option")]
    from: Option<OffsetDateTime>,
    /// Those that happened before.
    #[serde(with = "time::serde::rfc3339::option")]
    to: Option<OffsetDateTime>,
    /// `true` only counts.
    dry_run: bool,
}

/// How many events are told once more.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookReplayed {
    /// Whether they were only counted.
    dry_run: bool,
    /// How many.
    #[schema(example = 12)]
    events: u64,
}

/// Tells all events of a time once more that were given up, or that were taken, in their old order and under their old ids.
#[utoipa::path(post, path = "/webhooks/{id}/replay", operation_id = "replay_webhook_events", tag = "webhooks",
    params(("id" = Uuid, Path, description = "The webhook")),
    request_body(content = WebhookReplay, example = json!({"state": "failed", "from": "2026-02-01T00:00:00Z"})),
    responses(
        (status = 200, description = "How many", body = WebhookReplayed),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn replay_many(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    extract::Json(given): extract::Json<WebhookReplay>,
) -> Result<Json<WebhookReplayed>, Error> {
    let state = given.state.as_deref().unwrap_or("failed");
    if !["sent", "failed"].contains(&state) {
        return Err(Error::field("state", "must be failed or sent"));
    }
    let which = Which { event: None, state: Some(state), from: given.from, to: given.to };
    let project = caller.project.0;
    let mut tx = app.pool.begin().await?;
    store::webhooks::find(&mut tx, project, id).await?.ok_or(Error::NotFound("webhook"))?;
    let events = if given.dry_run {
        u64::try_from(events::count(&mut tx, project, id, which).await?).unwrap_or(0)
    } else {
        events::renew(&mut tx, project, id, which, app.now()).await?
    };
    if !given.dry_run {
        let entry = caller.does("webhook.replay", format!("webhook:{id}"), json!({"state": state, "events": events}));
        store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    }
    tx.commit().await?;
    Ok(Json(WebhookReplayed { dry_run: given.dry_run, events }))
}
