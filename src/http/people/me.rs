//! One's own name, password and sessions.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sessions::Me;
use crate::app::App;
use crate::http::auth::SignedIn;
use crate::http::auth::person::IDLE;
use crate::http::error::{Error, Problem};
use crate::http::faults::Faults;
use crate::http::{extract, pace};
use crate::pacing::Ask;
use crate::password;
use crate::store::audit;
use crate::store::people;
use crate::store::people::sessions as store;

/// What to change of oneself; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMe {
    /// The name that others see, 1 to 100 characters.
    #[schema(example = "Maria")]
    name: Option<String>,
    password: Option<NewPassword>,
}

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The one that is still good.
    current: String,
    /// The one from now on, 10 to 200 characters. All other sessions end.
    new: String,
}

/// Change one's own name or password
#[utoipa::path(patch, path = "/me", operation_id = "change_me", tag = "session",
    request_body(content = ChangeMe, example = json!({"name": "Maria"})),
    responses(
        (status = 200, description = "Changed", body = Me),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    SignedIn(mut session): SignedIn,
    headers: HeaderMap,
    extract::Json(change): extract::Json<ChangeMe>,
) -> Result<Json<Me>, Error> {
    let mut faults = Faults::default();
    let name = change.name.as_deref().map(|name| super::name(&mut faults, "name", name));
    if let Some(password) = &change.password {
        super::new_password(&mut faults, "password.new", &password.new);
    }
    faults.unless(())?;
    let hash = match change.password {
        Some(password) => Some(checked(&app, &session, password).await?),
        None => None,
    };
    let now = app.now();
    let mut tx = app.pool.begin().await?;
    people::update(&mut tx, session.user_id, name.as_deref(), hash.as_deref()).await?;
    if hash.is_some() {
        store::end_others(&mut tx, session.user_id, Some(session.id)).await?;
    }
    let caller = SignedIn(session.clone()).caller(&headers);
    let detail = json!({"name": name.is_some(), "password": hash.is_some()});
    let entry = caller.does("user.update", format!("user:{}", session.user_id), detail);
    audit::insert(&mut tx, app.id(), &entry, now).await?;
    if let Some(name) = name {
        session.name = name;
    }
    let me = Me::load(&mut tx, session, now).await?;
    tx.commit().await?;
    Ok(Json(me))
}

/// The hash of the new password, if the current one is right.
async fn checked(app: &App, session: &store::Open, given: NewPassword) -> Result<String, Error> {
    pace::take(app, Ask::Password, &session.email, 6, "passwords were tried for this address")?;
    let user = people::find(&mut *app.pool.acquire().await?, session.user_id).await?.ok_or(Error::SignedOut)?;
    if !password::verify(given.current, Some(user.password)).await.map_err(Error::Internal)? {
        return Err(Error::field("password.current", "is not your password; try again"));
    }
    password::hash(given.new).await.map_err(Error::Internal)
}

/// Where one is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnSessions)]
pub struct Sessions {
    /// The one used last first.
    data: Vec<Listed>,
}

/// A browser in which one is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedSession)]
pub struct Listed {
    id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// To the minute.
    #[serde(with = "time::serde::rfc3339")]
    last_seen_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
    /// Where it was begun.
    #[schema(example = "192.0.2.7")]
    address: String,
    /// What the browser called itself.
    agent: String,
    /// Whether it is the one that asks.
    current: bool,
}

/// List where one is signed in
#[utoipa::path(get, path = "/me/sessions", operation_id = "list_own_sessions", tag = "session",
    responses((status = 200, description = "The sessions", body = Sessions)))]
pub async fn sessions(State(app): State<App>, SignedIn(own): SignedIn) -> Result<Json<Sessions>, Error> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let rows = store::list(&mut conn, own.user_id, now, now - IDLE).await?;
    let data = rows.into_iter().map(|row| Listed {
        id: row.id,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        expires_at: row.expires_at,
        address: row.address,
        agent: row.agent,
        current: row.id == own.id,
    });
    Ok(Json(Sessions { data: data.collect() }))
}

/// Sign out elsewhere
#[utoipa::path(delete, path = "/me/sessions/{id}", operation_id = "end_own_session", tag = "session",
    params(("id" = Uuid, Path, description = "The session")),
    responses(
        (status = 204, description = "It is over"),
        (status = 404, description = "There is no such session", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn end(
    State(app): State<App>,
    SignedIn(own): SignedIn,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let mut conn = app.pool.acquire().await?;
    if !store::end(&mut conn, own.user_id, id).await? {
        return Err(Error::NotFound("session"));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Sign out everywhere else
#[utoipa::path(delete, path = "/me/sessions", operation_id = "end_other_sessions", tag = "session",
    responses((status = 204, description = "Only this session is left")))]
pub async fn end_others(State(app): State<App>, SignedIn(own): SignedIn) -> Result<StatusCode, Error> {
    let mut conn = app.pool.acquire().await?;
    store::end_others(&mut conn, own.user_id, Some(own.id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
