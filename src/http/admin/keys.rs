//! API keys: made, shown once, listed and revoked.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::{self, Caller, Scope, Who};
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::http::faults::Faults;
use crate::store;
use crate::store::keys::{Listed, NewKey};

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewKey)]
pub struct New {
    /// What people call it, 1 to 100 characters.
    #[schema(example = "nightly export")]
    name: String,
    /// What it may do; only what the caller may do.
    #[schema(example = json!(["read"]))]
    scopes: Vec<Scope>,
    /// When it ends, RFC 3339; never if left out.
    #[serde(default, with = "time::serde::rfc3339::option")]
    expires_at: Option<OffsetDateTime>,
}

/// All keys of the project.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKeys)]
pub struct Keys {
    /// The newest first, revoked ones too.
    data: Vec<Key>,
}

/// A key without its secret part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub struct Key {
    /// Its id, under which the audit log names it.
    id: Uuid,
    /// What people call it.
    name: String,
    /// How it begins, to tell keys apart.
    #[schema(example = "vb_4f1cQx9")]
    prefix: String,
    /// What it may do.
    #[schema(value_type = Vec<Scope>)]
    scopes: Vec<String>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When it ends, if it does.
    #[serde(with = "time::serde::rfc3339::option")]
    expires_at: Option<OffsetDateTime>,
    /// When it was last used, to the minute.
    #[serde(with = "time::serde::rfc3339::option")]
    last_used_at: Option<OffsetDateTime>,
    /// When it was revoked, if it was.
    #[serde(with = "time::serde::rfc3339::option")]
    revoked_at: Option<OffsetDateTime>,
}

/// A new key with its secret part, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MadeKey)]
pub struct Made {
    /// Keep it; it cannot be shown again.
    #[schema(example = "vb_4f1cQx9…")]
    key: String,
    #[serde(flatten)]
    listed: Key,
}

impl From<Listed> for Key {
    fn from(key: Listed) -> Self {
        Self {
            id: key.id,
            name: key.name,
            prefix: key.prefix,
            scopes: key.scopes,
            created_at: key.created_at,
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
            revoked_at: key.revoked_at,
        }
    }
}

/// Lists all keys of the project.
#[utoipa::path(get, path = "/keys", tag = "keys",
    responses((status = 200, description = "The keys", body = Keys)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Keys>, Error> {
    let mut conn = app.pool.acquire().await?;
    let keys = store::keys::list(&mut conn, caller.project.0).await?;
    Ok(Json(Keys { data: keys.into_iter().map(Key::from).collect() }))
}

/// Makes a key and shows it, this once.
#[utoipa::path(post, path = "/keys", tag = "keys",
    request_body(content = New, example = json!({"name": "nightly export", "scopes": ["read"]})),
    responses(
        (status = 201, description = "The key", body = Made),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<New>,
) -> Result<(StatusCode, Json<Made>), Error> {
    let now = app.now();
    let mut faults = Faults::default();
    faults.length("name", new.name.trim(), 1, 100);
    if new.scopes.is_empty() {
        faults.add("scopes", "is empty; a key without scopes opens nothing");
    }
    if new.expires_at.is_some_and(|at| at <= now) {
        faults.add("expires_at", "is over; give a time to come or leave it out");
    }
    faults.unless(())?;
    if let Some(beyond) = new.scopes.iter().find(|scope| !caller.scopes.contains(scope)) {
        let scope = beyond.as_str();
        return Err(Error::Forbidden(format!("This key lacks the scope `{scope}`, so it cannot give it away.")));
    }
    let mut scopes: Vec<String> = new.scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
    scopes.sort();
    scopes.dedup();
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let key = auth::new_key(&mut rand::rng());
    let id = app.id();
    let prefix = auth::prefix(&key).to_owned();
    let row = NewKey {
        id,
        project_id: caller.project.0,
        name: new.name.trim(),
        prefix: &prefix,
        hash: &auth::fingerprint(&key),
        scopes: &scopes,
        expires_at: new.expires_at,
    };
    if !store::keys::insert(&mut tx, &row, now).await? {
        return Err(Error::Internal(anyhow::anyhow!("two random keys were the same")));
    }
    let entry = caller.does("key.create", format!("key:{id}"), json!({"scopes": scopes}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    let listed = Key {
        id,
        name: new.name.trim().to_owned(),
        prefix,
        scopes,
        created_at: now,
        expires_at: new.expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    Ok((StatusCode::CREATED, Json(Made { key, listed })))
}

/// Ends a key at once. A key cannot end itself, so that somebody is left who can make another.
#[utoipa::path(delete, path = "/keys/{id}", tag = "keys", params(("id" = Uuid, Path, description = "The key")),
    responses(
        (status = 204, description = "The key is of no use any more"),
        (status = 404, description = "There is no such key", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is the key that asks", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    if matches!(caller.who, Who::Key(own) if own == id) {
        return Err(Error::Conflict("A key cannot revoke itself; use another one.".to_owned()));
    }
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    if !store::keys::revoke(&mut tx, caller.project.0, id, now).await? {
        return Err(Error::NotFound("key"));
    }
    let entry = caller.does("key.revoke", format!("key:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
