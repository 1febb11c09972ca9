//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Place, enter, welcome};
use crate::app::App;
use crate::domain::access::{Role, Scope};
use crate::domain::id::ProjectId;
use crate::http::auth::{SignedIn, cookie};
use crate::http::error::{Error, Problem};
use crate::http::{extract, pace};
use crate::pacing::Ask;
use crate::password;
use crate::store::audit::{self, Entry, Outcome};
use crate::store::people;
use crate::store::people::sessions::Open;

/// Whoever is signed in, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    user: Person,
    role: Role,
    /// What the role may do.
    scopes: Vec<Scope>,
    project: Project,
    /// All projects they are in.
    projects: Vec<Project>,
    session: Session,
    /// The server's clock, by which windows end.
    #[serde(with = "time::serde::rfc3339")]
    server_time: OffsetDateTime,
}

/// Somebody.
#[derive(Debug, Serialize, ToSchema)]
struct Person {
    id: Uuid,
    #[schema(example = "maria@example.com")]
    email: String,
    #[schema(example = "Maria")]
    name: String,
}

/// A project, and what they are in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnProject)]
struct Project {
    id: Uuid,
    #[schema(example = "Demo")]
    name: String,
    role: Role,
}

/// Where they are signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnSession)]
struct Session {
    id: Uuid,
    /// When they have to sign in again, at the latest.
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
}

impl Me {
    pub(super) async fn load(conn: &mut PgConnection, open: Open, now: OffsetDateTime) -> Result<Self, Error> {
        let project =
            |row: people::Membership| Project { id: row.project_id, name: row.project, role: Role::known(&row.role) };
        let projects: Vec<Project> = people::memberships(conn, open.user_id).await?.into_iter().map(project).collect();
        let here = projects.iter().find(|project| project.id == open.project_id).ok_or(Error::SignedOut)?;
        Ok(Self {
            role: here.role,
            scopes: here.role.scopes().to_vec(),
            project: Project { id: here.id, name: here.name.clone(), role: here.role },
            user: Person { id: open.user_id, email: open.email, name: open.name },
            session: Session { id: open.id, expires_at: open.expires_at },
            projects,
            server_time: now,
        })
    }
}

/// What a page must know before it asks anybody anything.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SessionState)]
pub struct Doorstep {
    /// Whether the browser holds an open session.
    signed_in: bool,
    /// Whether nobody can sign in yet: the server's first link makes the first administrator.
    needs_setup: bool,
}

/// Whether somebody is signed in, and whether anybody can
#[utoipa::path(get, path = "/session/state", operation_id = "get_session_state", tag = "session",
    responses((status = 200, description = "As it stands", body = Doorstep)))]
pub async fn state(State(app): State<App>, signed_in: Result<SignedIn, Error>) -> Result<Json<Doorstep>, Error> {
    let signed_in = match signed_in {
        Ok(_) => true,
        Err(Error::SignedOut | Error::Unauthorised) => false,
        Err(other) => return Err(other),
    };
    let needs_setup = !signed_in && !people::any(&mut *app.lookups.acquire().await?).await?;
    Ok(Json(Doorstep { signed_in, needs_setup }))
}

/// Who is signed in
#[utoipa::path(get, path = "/session", operation_id = "get_session", tag = "session",
    responses((status = 200, description = "Whoever it is", body = Me)))]
pub async fn get(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Me>, Error> {
    let mut conn = app.pool.acquire().await?;
    Ok(Json(Me::load(&mut conn, signed_in.0, app.now()).await?))
}

/// Somebody who wants in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    #[schema(example = "maria@example.com")]
    email: String,
    #[schema(example = "correct horse battery")]
    password: String,
}

/// Sign in
///
/// Answers with a cookie that scripts cannot read. It lasts 30 days, and 7 days without use.
#[utoipa::path(post, path = "/session", operation_id = "sign_in", tag = "session",
    request_body(content = SignIn, example = json!({"email": "maria@example.com", "password": "correct horse battery"})),
    responses(
        (status = 200, description = "Signed in", body = Me),
        (status = 401, description = "Address or password is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn begin(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    extract::Json(given): extract::Json<SignIn>,
) -> Result<Response, Error> {
    let place = Place::of(&app, &headers, &extensions);
    let email = given.email.trim().to_lowercase();
    pace::take(&app, Ask::Secret, &place.address, 30, "passwords were tried from here")?;
    pace::take(&app, Ask::Password, &email, 6, "passwords were tried for this address")?;
    let mut conn = app.pool.acquire().await?;
    let found = people::by_email(&mut conn, &email).await?;
    let projects = match &found {
        Some(user) => people::memberships(&mut conn, user.id).await?,
        None => Vec::new(),
    };
    drop(conn);
    let hash = found.as_ref().map(|user| user.password.clone());
    let fits = password::verify(given.password, hash).await.map_err(Error::Internal)?;
    let (now, mut tx) = (app.now(), app.pool.begin().await?);
    let mut entry = Entry {
        project: projects.first().map(|row| ProjectId(row.project_id)),
        actor: found.as_ref().map_or_else(|| "unknown".to_owned(), |user| format!("user:{}", user.id)),
        action: "session.begin".to_owned(),
        subject: found.as_ref().map_or_else(|| "unknown".to_owned(), |user| format!("user:{}", user.id)),
        result: Outcome::Refused,
        detail: json!({}),
        request_id: crate::http::request_id(&headers),
    };
    let (Some(user), Some(project), true) = (found, projects.first(), fits) else {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        audit::insert(&mut tx, app.id(), &entry, now).await?;
        tx.commit().await?;
        return Err(Error::WrongPassword);
    };
    let entered = enter(&app, &mut tx, user.id, project.project_id, &place, now).await?;
    entry.result = Outcome::Done;
    audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(welcome(entered))
}

/// Sign out
///
/// The session is over on the server too. Without one there is nothing to do.
#[utoipa::path(delete, path = "/session", operation_id = "sign_out", tag = "session",
    responses((status = 204, description = "Signed out")))]
pub async fn end(State(app): State<App>, signed_in: Result<SignedIn, Error>) -> Result<Response, Error> {
    match signed_in {
        Ok(SignedIn(session)) => {
            let mut conn = app.pool.acquire().await?;
            people::sessions::end(&mut conn, session.user_id, session.id).await?;
        }
        Err(Error::SignedOut | Error::Unauthorised) => {}
        Err(other) => return Err(other),
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(gone) = cookie::write(&app.config, "", Duration::ZERO) {
        response.headers_mut().insert(SET_COOKIE, gone);
    }
    Ok(response)
}

/// A project to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// One that they are in.
    project_id: Uuid,
}

/// Look at another project
#[utoipa::path(post, path = "/session/project", operation_id = "choose_project", tag = "session",
    request_body(content = Turn, example = json!({"project_id": "0198a2c0-0000-7000-8000-000000000001"})),
    responses(
        (status = 200, description = "From now on", body = Me),
        (status = 404, description = "They are in no such project", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn turn(
    State(app): State<App>,
    SignedIn(mut session): SignedIn,
    extract::Json(to): extract::Json<Turn>,
) -> Result<Json<Me>, Error> {
    let mut tx = app.pool.begin().await?;
    people::role(&mut tx, to.project_id, session.user_id).await?.ok_or(Error::NotFound("project"))?;
    people::sessions::turn(&mut tx, session.id, to.project_id).await?;
    session.project_id = to.project_id;
    let me = Me::load(&mut tx, session, app.now()).await?;
    tx.commit().await?;
    Ok(Json(me))
}
