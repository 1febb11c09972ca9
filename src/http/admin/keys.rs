//! API keys: made, shown once, listed and revoked.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
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
    /// Most spans that it may report in a minute, for a key with the scope `ingest`; no limit if left out.
    #[serde(default)]
    #[schema(minimum = 1)]
    spans_per_minute: Option<i32>,
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
    /// Most spans that it may report in a minute; null: as many as there are.
    spans_per_minute: Option<i32>,
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
            spans_per_minute: key.spans_per_minute,
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
    let reports = new.scopes.contains(&Scope::Ingest);
    if reports && new.scopes.iter().any(|scope| *scope != Scope::Ingest) {
        faults.add(
            "scopes",
            "has `ingest` beside others; a key that reports lies in programs and must open nothing else",
        );
    }
    if new.spans_per_minute.is_some_and(|most| most < 1) {
        faults.add("spans_per_minute", "must be at least 1; leave it out for no limit");
    }
    if new.spans_per_minute.is_some() && !reports {
        faults.add("spans_per_minute", "is only for keys with the scope `ingest`");
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
    let plan = Plan {
        name: new.name.trim().to_owned(),
        scopes,
        expires_at: new.expires_at,
        spans_per_minute: new.spans_per_minute,
    };
    let made = make(&app, &mut tx, &caller, plan).await?;
    let entry = caller.does("key.create", format!("key:{}", made.listed.id), json!({"scopes": made.listed.scopes}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// What a key is to be.
struct Plan {
    name: String,
    scopes: Vec<String>,
    expires_at: Option<OffsetDateTime>,
    spans_per_minute: Option<i32>,
}

async fn make(app: &App, conn: &mut PgConnection, caller: &Caller, plan: Plan) -> Result<Made, Error> {
    let now = app.now();
    let key = auth::new_key(&mut rand::rng());
    let id = app.id();
    let prefix = auth::prefix(&key).to_owned();
    let Plan { name, scopes, expires_at, spans_per_minute } = plan;
    let row = NewKey {
        id,
        project_id: caller.project.0,
        name: &name,
        prefix: &prefix,
        hash: &auth::fingerprint(&key),
        scopes: &scopes,
        expires_at,
        spans_per_minute,
    };
    if !store::keys::insert(conn, &row, now).await? {
        return Err(Error::Internal(anyhow::anyhow!("two random keys were the same")));
    }
    let listed = Key {
        id,
        name,
        prefix,
        scopes,
        created_at: now,
        expires_at,
        last_used_at: None,
        revoked_at: None,
        spans_per_minute,
    };
    Ok(Made { key, listed })
}

/// How a key is rotated.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct KeyRotation {
    /// Hours for which the old key goes on working, 0 to 720.
    #[schema(minimum = 0, maximum = 720, example = 24)]
    overlap_hours: i64,
}

/// Makes a key that may do the same as another, which ends after a while; shows the new one, this once.
#[utoipa::path(post, path = "/keys/{id}/rotate", tag = "keys", params(("id" = Uuid, Path, description = "The old key")),
    request_body(content = KeyRotation, example = json!({"overlap_hours": 24})),
    responses(
        (status = 201, description = "The new key", body = Made),
        (status = 404, description = "There is no such key", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It has ended already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn rotate(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(rotation): extract::Json<KeyRotation>,
) -> Result<(StatusCode, Json<Made>), Error> {
    if !(0..=720).contains(&rotation.overlap_hours) {
        return Err(Error::field("overlap_hours", "must be 0 to 720"));
    }
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let old = store::keys::lock(&mut tx, caller.project.0, id).await?.ok_or(Error::NotFound("key"))?;
    if old.revoked_at.is_some() || old.expires_at.is_some_and(|at| at <= now) {
        return Err(Error::Conflict("The key has ended; make a new one.".to_owned()));
    }
    let beyond = |scope: &&String| !Scope::parse(scope).is_some_and(|scope| caller.scopes.contains(&scope));
    if let Some(scope) = old.scopes.iter().find(beyond) {
        return Err(Error::Forbidden(format!("This key lacks the scope `{scope}`, so it cannot give it away.")));
    }
    let plan =
        Plan { name: old.name, scopes: old.scopes, expires_at: old.expires_at, spans_per_minute: old.spans_per_minute };
    let made = make(&app, &mut tx, &caller, plan).await?;
    store::keys::follow(&mut tx, caller.project.0, made.listed.id, id).await?;
    store::keys::end(&mut tx, caller.project.0, id, now + time::Duration::hours(rotation.overlap_hours)).await?;
    let detail = json!({"by": made.listed.id, "overlap_hours": rotation.overlap_hours});
    let entry = caller.does("key.rotate", format!("key:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(made)))
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
