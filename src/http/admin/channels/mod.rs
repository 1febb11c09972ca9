//! Channels: the accounts by which people reach us, for WhatsApp one business phone number each.

mod fields;
pub mod session;
pub mod templates;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use self::fields::{Change, New, fingerprint};
use super::{check_assistant, taken};
use crate::accounts::ChannelSecrets;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::seal::{SealError, Sealer};
use crate::store;
use crate::store::channels::Channel as Row;

/// All channels of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Channels {
    /// The oldest first.
    data: Vec<Channel>,
}

/// A channel; its secrets are never shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct Channel {
    /// Its id.
    id: Uuid,
    /// Its kind, which is also its webhook path: `/webhooks/<type>`.
    #[serde(rename = "type")]
    #[schema(example = "whatsapp")]
    kind: String,
    /// What people call it.
    #[schema(example = "Shop")]
    name: String,
    /// Meta's id of the phone number.
    #[schema(example = "106540352242922")]
    phone_number_id: Option<String>,
    /// Meta's id of the business account.
    #[schema(example = "102290129340398")]
    waba_id: Option<String>,
    /// The number, digits only.
    #[schema(example = "15550783881")]
    display_phone_number: Option<String>,
    /// Who answers new conversations.
    assistant_id: Option<Uuid>,
    /// Whether deliveries for it are taken.
    enabled: bool,
    /// How many messages it may send a second, 1 to 1,000.
    #[schema(example = 80)]
    messages_per_second: i32,
    /// After how many minutes without a status a message in doubt is sent once more by itself; null leaves it to people.
    #[schema(example = json!(null))]
    resend_after_minutes: Option<i32>,
    /// Fingerprints of the app secrets that may sign, newest first.
    #[schema(example = json!(["1f9a3c5e7b2d"]))]
    app_secrets: Vec<String>,
    /// Whether a verify token is stored.
    has_verify_token: bool,
    /// Whether an access token is stored.
    has_access_token: bool,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When it was last changed.
    #[serde(with = "time::serde::rfc3339")]
    updated_at: OffsetDateTime,
}

fn shown(row: Row, sealer: &Sealer) -> Channel {
    // A channel sealed under another key is off; it is shown as one without secrets, to be given new ones.
    let secrets = ChannelSecrets::open(sealer, &row.secrets).unwrap_or_default();
    Channel {
        id: row.id,
        kind: row.kind,
        name: row.name,
        phone_number_id: row.phone_number_id,
        waba_id: row.waba_id,
        display_phone_number: row.display_phone_number,
        assistant_id: row.assistant_id,
        enabled: row.enabled,
        messages_per_second: row.messages_per_second,
        resend_after_minutes: row.resend_after_minutes,
        app_secrets: secrets.app_secrets.iter().map(|secret| fingerprint(secret)).collect(),
        has_verify_token: secrets.verify_token.is_some(),
        has_access_token: secrets.access_token.is_some(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

fn refused(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
    if constraint == Some("channels_phone_number_id_unique") {
        return Error::Conflict("There is a channel with this phone_number_id; change or remove that one.".to_owned());
    }
    taken(error, "channels_name_unique", "There is a channel of this name; take another.")
}

fn sealed(error: SealError) -> Error {
    Error::Internal(error.into())
}

/// Lists all channels of the project.
#[utoipa::path(get, path = "/channels", tag = "channels",
    responses((status = 200, description = "The channels", body = Channels)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Channels>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::channels::list(&mut conn, caller.project.0).await?;
    Ok(Json(Channels { data: rows.into_iter().map(|row| shown(row, &app.sealer)).collect() }))
}

/// Adds a channel; it takes deliveries at once.
#[utoipa::path(post, path = "/channels", tag = "channels",
    request_body(content = New, example = json!({"type": "whatsapp", "name": "Shop in Lyon", "phone_number_id": "106540352242923",
        "waba_id": "102290129340398", "display_phone_number": "+33 4 55 55 01 00",
        "app_secret": "f00dfeed0123456789abcdef01234567", "verify_token": "any-word-of-yours"})),
    responses(
        (status = 201, description = "The channel", body = Channel),
        (status = 409, description = "The name or phone number id is taken", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The request is wrong; `errors` says how to mend it", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                "detail": "app_secret: is missing; without it nobody could prove to be Meta",
                "errors": [{"field": "app_secret", "message": "is missing; without it nobody could prove to be Meta"}]})),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<New>,
) -> Result<(StatusCode, Json<Channel>), Error> {
    let (now, project) = (app.now(), caller.project.0);
    let row = new.row(app.id(), &app.sealer, now)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    check_assistant(&mut tx, project, row.assistant_id).await?;
    store::channels::insert(&mut tx, project, &row).await.map_err(refused)?;
    let detail = json!({"type": row.kind, "phone_number_id": row.phone_number_id});
    let entry = caller.does("channel.create", format!("channel:{}", row.id), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    drop(conn);
    app.accounts.refresh(&app.pool, &app.sealer).await?;
    Ok((StatusCode::CREATED, Json(shown(row, &app.sealer))))
}

/// Changes a channel, from the next delivery on. To change an app secret without a gap: add the new one, change it at
/// Meta, remove the old one.
#[utoipa::path(patch, path = "/channels/{id}", tag = "channels",
    request_body(content = Change, example = json!({"add_app_secret": "0123456789abcdef0123456789abcdef"})),
    params(("id" = Uuid, Path, description = "The channel")),
    responses(
        (status = 200, description = "The channel as it is now", body = Channel),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(change): extract::Json<Change>,
) -> Result<Json<Channel>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let mut row = store::channels::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("channel"))?;
    let detail = change.apply(&mut row, &app.sealer, now)?;
    check_assistant(&mut tx, project, row.assistant_id).await?;
    store::channels::update(&mut tx, project, &row).await.map_err(refused)?;
    let entry = caller.does("channel.change", format!("channel:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    drop(conn);
    app.accounts.refresh(&app.pool, &app.sealer).await?;
    Ok(Json(shown(row, &app.sealer)))
}

/// Removes a channel by which no conversation came; one that is used can be disabled.
#[utoipa::path(delete, path = "/channels/{id}", tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Conversations came by it", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    store::channels::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("channel"))?;
    if store::channels::is_used(&mut tx, project, id).await? {
        return Err(Error::Conflict(
            "Conversations came by this channel. Delete them first, or disable it: PATCH {\"enabled\": false}."
                .to_owned(),
        ));
    }
    store::channels::delete(&mut tx, project, id).await?;
    let entry = caller.does("channel.delete", format!("channel:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    drop(conn);
    app.accounts.refresh(&app.pool, &app.sealer).await?;
    Ok(StatusCode::NO_CONTENT)
}
