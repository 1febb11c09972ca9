//! Webhooks: addresses of the adopter that are told what happens.

pub mod events;
mod fields;

use std::time::Instant;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Connection as _;
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;
use uuid::Uuid;

use self::fields::{Change, New};
use super::taken;
use crate::app::App;
use crate::domain::happening::Happening;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::notify::payload;
use crate::signing::Secrets;
use crate::store;
use crate::store::webhooks::Webhook as Row;

/// Most hours for which an old secret may sign beside the new one.
const MOST_HOURS: u16 = 168;

/// All webhooks of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Webhooks {
    /// The oldest first.
    data: Vec<Webhook>,
}

/// A webhook; its secret is never shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    id: Uuid,
    /// What people call it.
    #[schema(example = "CRM")]
    name: String,
    /// Where events are sent.
    #[schema(example = "https://crm.example.com/hooks/verbatim")]
    url: String,
    /// What it is told.
    #[schema(value_type = Vec<Happening>, example = json!(["conversation.ended"]))]
    events: Vec<String>,
    /// Whether it is told anything.
    enabled: bool,
    /// Why it was switched off, if the program did.
    #[schema(example = "it answered 410 Gone")]
    disabled_reason: Option<String>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When it was last changed.
    #[serde(with = "time::serde::rfc3339")]
    updated_at: OffsetDateTime,
}

/// A webhook with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookWithSecret {
    /// What the signatures are made with; keep it, it cannot be shown again.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
    #[serde(flatten)]
    webhook: Webhook,
}

fn shown(row: Row) -> Webhook {
    Webhook {
        id: row.id,
        name: row.name,
        url: row.url,
        events: row.events,
        enabled: row.enabled,
        disabled_reason: row.disabled_reason,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

fn refused(error: sqlx::Error) -> Error {
    taken(error, "webhooks_name_unique", "There is a webhook of this name; take another.")
}

/// Lists all webhooks of the project.
#[utoipa::path(get, path = "/webhooks", operation_id = "list_webhooks", tag = "webhooks",
    responses((status = 200, description = "The webhooks", body = Webhooks)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Webhooks>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::webhooks::list(&mut conn, caller.project.0).await?;
    Ok(Json(Webhooks { data: rows.into_iter().map(shown).collect() }))
}

/// Adds a webhook and shows its secret, this once; it is told what happens from then on.
#[utoipa::path(post, path = "/webhooks", operation_id = "create_webhook", tag = "webhooks",
    request_body(content = New, example = json!({"name": "CRM", "url": "https://crm.example.com/hooks/verbatim",
        "events": ["conversation.ended", "message.failed"]})),
    responses(
        (status = 201, description = "The webhook with its secret", body = WebhookWithSecret),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The request is wrong; `errors` says how to mend it", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                "detail": "events: is empty; name at least one event",
                "errors": [{"field": "events", "message": "is empty; name at least one event"}]})),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<New>,
) -> Result<(StatusCode, Json<WebhookWithSecret>), Error> {
    let (now, project) = (app.now(), caller.project.0);
    let secrets = Secrets::generate(&mut rand::rng());
    let row = new.row(&app, &secrets, now)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    store::webhooks::insert(&mut tx, project, &row).await.map_err(refused)?;
    let entry = caller.does("webhook.create", format!("webhook:{}", row.id), json!({"events": row.events}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(WebhookWithSecret { secret: secrets.current().to_owned(), webhook: shown(row) })))
}

/// Changes a webhook. One that is off is told nothing of what happens meanwhile; what it was still to be told waits.
#[utoipa::path(patch, path = "/webhooks/{id}", operation_id = "change_webhook", tag = "webhooks",
    request_body(content = Change, example = json!({"enabled": true})),
    params(("id" = Uuid, Path, description = "The webhook")),
    responses(
        (status = 200, description = "The webhook as it is now", body = Webhook),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(change): extract::Json<Change>,
) -> Result<Json<Webhook>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let row = store::webhooks::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("webhook"))?;
    let row = change.over(row, &app, now)?;
    store::webhooks::update(&mut tx, project, &row).await.map_err(refused)?;
    let detail = json!({"events": row.events, "enabled": row.enabled});
    let entry = caller.does("webhook.change", format!("webhook:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(shown(row)))
}

/// Removes a webhook and all that it was still to be told.
#[utoipa::path(delete, path = "/webhooks/{id}", operation_id = "delete_webhook", tag = "webhooks",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    if !store::webhooks::delete(&mut tx, caller.project.0, id).await? {
        return Err(Error::NotFound("webhook"));
    }
    let entry = caller.does("webhook.delete", format!("webhook:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a secret is changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rotation {
    /// Hours for which the old secret signs beside the new one, 0 to 168; 24 without it.
    #[schema(example = 24, minimum = 0, maximum = 168)]
    keep_hours: Option<u16>,
}

/// Gives a webhook a new secret and shows it, this once. For a while both sign, so that nothing is refused meanwhile.
#[utoipa::path(post, path = "/webhooks/{id}/rotate-secret", operation_id = "rotate_webhook_secret", tag = "webhooks",
    request_body(content = Rotation, example = json!({"keep_hours": 24})),
    params(("id" = Uuid, Path, description = "The webhook")),
    responses(
        (status = 200, description = "The webhook with its new secret", body = WebhookWithSecret),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn rotate(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(rotation): extract::Json<Rotation>,
) -> Result<Json<WebhookWithSecret>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let hours = rotation.keep_hours.unwrap_or(24);
    if hours > MOST_HOURS {
        return Err(Error::field("keep_hours", "must be 0 to 168"));
    }
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let mut row = store::webhooks::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("webhook"))?;
    let until = now + Duration::hours(i64::from(hours));
    // One that was sealed under a lost key cannot be kept; its webhook gets a new one all the same.
    let secrets = match Secrets::open(&app.sealer, &row.secrets) {
        Ok(old) => old.rotate(&mut rand::rng(), until),
        Err(_) => Secrets::generate(&mut rand::rng()),
    };
    row.secrets = secrets.seal(&app.sealer).map_err(|error| Error::Internal(error.into()))?;
    row.updated_at = now;
    store::webhooks::update(&mut tx, project, &row).await?;
    let entry = caller.does("webhook.rotate", format!("webhook:{id}"), json!({"keep_hours": hours}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(WebhookWithSecret { secret: secrets.current().to_owned(), webhook: shown(row) }))
}

/// What became of a test.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookTest)]
pub struct Tested {
    /// Whether it was taken: the status is 200 to 299.
    delivered: bool,
    /// The status that came back.
    #[schema(example = 204)]
    status: Option<u16>,
    /// Why none came back.
    #[schema(example = "the host cannot be reached")]
    error: Option<String>,
    /// How long it took.
    #[schema(example = 85)]
    duration_ms: u64,
}

/// Sends a signed `webhook.test` at once, also to a webhook that is off, and tells what came back.
#[utoipa::path(post, path = "/webhooks/{id}/test", operation_id = "test_webhook", tag = "webhooks",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses(
        (status = 200, description = "What came back", body = Tested),
        (status = 404, description = "There is no such webhook", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn test(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<Json<Tested>, Error> {
    let mut conn = app.pool.acquire().await?;
    let row = store::webhooks::find(&mut conn, caller.project.0, id).await?.ok_or(Error::NotFound("webhook"))?;
    drop(conn);
    let body = payload::test(app.now()).map_err(Error::Internal)?;
    let begun = Instant::now();
    let answer = crate::notify::call(&app, &row, app.id(), body.to_string()).await;
    let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (status, error) = match answer {
        Ok(status) => (Some(status), None),
        Err(error) => (None, Some(error)),
    };
    let delivered = status.is_some_and(|status| (200..300).contains(&status));
    Ok(Json(Tested { delivered, status, error, duration_ms }))
}
