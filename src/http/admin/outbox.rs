//! Messages that a platform has not accepted: what is due, in doubt or given up, and a person's word on it.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store;
use crate::store::outbox::{self, Listed};

/// States of a message in the outbox.
const STATES: [&str; 4] = ["due", "sending", "uncertain", "failed"];

/// Counter rows that people's decisions add to; recorders add to others.
const SHARD: i16 = -1;

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// `due`: to be sent; `sending`: on its way; `uncertain`: the platform may have it, a status will tell, or you;
    /// `failed`: given up. All of them without it.
    #[param(example = "uncertain")]
    state: Option<String>,
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// A page of the outbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outbox {
    /// The newest first.
    data: Vec<Unsent>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// A message that a platform has not accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unsent {
    /// The message.
    message_id: Uuid,
    /// Its conversation.
    conversation_id: Uuid,
    /// The channel that is to send it.
    channel_id: Uuid,
    /// `due`, `sending`, `uncertain` or `failed`.
    #[schema(example = "uncertain")]
    state: String,
    /// How often it was tried.
    #[schema(example = 1)]
    tries: i32,
    /// Why it was not accepted the last time.
    #[schema(example = "the host took too long")]
    error: Option<String>,
    /// When it was to be sent first.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// For `due`, when it is tried next.
    #[serde(with = "time::serde::rfc3339::option")]
    due_at: Option<OffsetDateTime>,
}

fn shown(row: Listed) -> Unsent {
    Unsent {
        message_id: row.message_id,
        conversation_id: row.conversation_id,
        channel_id: row.channel_id,
        due_at: (row.state == "due").then_some(row.due_at),
        state: row.state,
        tries: row.tries,
        error: row.error,
        created_at: row.created_at,
    }
}

/// Lists messages that a platform has not accepted, newest first.
#[utoipa::path(get, path = "/outbox", tag = "outbox", params(Parameters),
    responses((status = 200, description = "A page of the outbox", body = Outbox)))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Outbox>, Error> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    if parameters.state.as_deref().is_some_and(|state| !STATES.contains(&state)) {
        return Err(Error::field("state", "must be due, sending, uncertain or failed"));
    }
    let before = parameters.cursor.unwrap_or(Uuid::max());
    let state = parameters.state.as_deref();
    let mut conn = app.pool.acquire().await?;
    let mut rows = outbox::list(&mut conn, caller.project.0, state, before, i64::from(limit) + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.message_id);
    Ok(Json(Outbox { data: rows.into_iter().map(shown).collect(), next_cursor }))
}

/// Sends a message once more that is in doubt or was given up.
///
/// One in doubt may have arrived: the customer then gets it twice.
#[utoipa::path(post, path = "/outbox/{message_id}/resend", tag = "outbox",
    params(("message_id" = Uuid, Path, description = "The message")),
    responses(
        (status = 202, description = "It is due now"),
        (status = 404, description = "It is not in the outbox: it was accepted, or there is no such message",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is due or being sent already", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn resend(
    State(app): State<App>,
    caller: Caller,
    Path(message): Path<Uuid>,
) -> Result<axum::http::StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    let state = outbox::lock(&mut tx, caller.project.0, message).await?.ok_or(Error::NotFound("message to send"))?;
    if !["uncertain", "failed"].contains(&state.as_str()) {
        return Err(Error::Conflict("The message is due or being sent already.".to_owned()));
    }
    outbox::renew(&mut tx, caller.project.0, message, app.now()).await?;
    if let Some(failed) = store::messages::sent::forgive(&mut tx, caller.project.0, message, app.now()).await? {
        store::messages::statuses::count_failures(&mut tx, caller.project.0, SHARD, &failed).await?;
    }
    let entry = caller.does("message.resend", format!("message:{message}"), json!({"was": state}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(axum::http::StatusCode::ACCEPTED)
}

/// Takes a message out of the outbox; it will not be sent, and stands on record as failed.
#[utoipa::path(delete, path = "/outbox/{message_id}", tag = "outbox",
    params(("message_id" = Uuid, Path, description = "The message")),
    responses(
        (status = 204, description = "It is out"),
        (status = 404, description = "It is not in the outbox: it was accepted, or there is no such message",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is being sent just now", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn discard(
    State(app): State<App>,
    caller: Caller,
    Path(message): Path<Uuid>,
) -> Result<axum::http::StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    let state = outbox::lock(&mut tx, caller.project.0, message).await?.ok_or(Error::NotFound("message to send"))?;
    if state == "sending" {
        return Err(Error::Conflict("The message is being sent just now.".to_owned()));
    }
    outbox::settle(&mut tx, caller.project.0, &[message]).await?;
    let reason = "discarded: a person took it out of the outbox";
    if let Some(failed) = store::messages::sent::fail(&mut tx, caller.project.0, message, reason, app.now()).await? {
        store::messages::statuses::count_failures(&mut tx, caller.project.0, SHARD, &failed).await?;
    }
    let entry = caller.does("message.discard", format!("message:{message}"), json!({"was": state}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
