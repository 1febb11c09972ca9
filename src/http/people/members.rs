//! Who is in a project, as what.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::domain::access::Role;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::store::audit;
use crate::store::people::{self, Member};

/// Everybody of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Users {
    /// In the order they came.
    data: Vec<User>,
}

/// Somebody of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    id: Uuid,
    #[schema(example = "maria@example.com")]
    email: String,
    #[schema(example = "Maria")]
    name: String,
    role: Role,
    /// Since when they are in the project.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When they last asked for something, to the minute; null where they are signed in nowhere.
    #[serde(with = "time::serde::rfc3339::option")]
    last_seen_at: Option<OffsetDateTime>,
}

impl From<Member> for User {
    fn from(row: Member) -> Self {
        Self {
            id: row.id,
            email: row.email,
            name: row.name,
            role: Role::known(&row.role),
            created_at: row.since,
            last_seen_at: row.last_seen_at,
        }
    }
}

/// Only owners say who is an owner.
pub(super) fn may_name(caller: &Caller, role: Role) -> Result<(), Error> {
    if role == Role::Owner && caller.role() != Role::Owner {
        return Err(Error::Forbidden("Only an owner of the project may say who is an owner.".to_owned()));
    }
    Ok(())
}

/// Who is in the project
#[utoipa::path(get, path = "/users", operation_id = "list_users", tag = "people",
    responses((status = 200, description = "The people", body = Users)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Users>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = people::members(&mut conn, caller.project.0).await?;
    Ok(Json(Users { data: rows.into_iter().map(User::from).collect() }))
}

/// Another role.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeUser {
    role: Role,
}

/// Change somebody's role
///
/// It holds from their next request on. A project always has an owner, once it has one.
#[utoipa::path(patch, path = "/users/{id}", operation_id = "change_user", tag = "people",
    params(("id" = Uuid, Path, description = "Who")),
    request_body(content = ChangeUser, example = json!({"role": "reviewer"})),
    responses(
        (status = 200, description = "Everybody, as they are now", body = Users),
        (status = 404, description = "Nobody of the project", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "They are the last owner", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(change): extract::Json<ChangeUser>,
) -> Result<Json<Users>, Error> {
    may_name(&caller, change.role)?;
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    let was = hold(&mut tx, &caller, id, change.role == Role::Owner).await?;
    people::join(&mut tx, project, id, change.role.as_str(), now).await?;
    let entry = caller.does("user.update", format!("user:{id}"), json!({"was": was, "role": change.role}));
    audit::insert(&mut tx, app.id(), &entry, now).await?;
    let rows = people::members(&mut tx, project).await?;
    tx.commit().await?;
    Ok(Json(Users { data: rows.into_iter().map(User::from).collect() }))
}

/// Remove somebody from the project
///
/// They are signed out of it at once. Whoever is in no project any more has no account any more.
#[utoipa::path(delete, path = "/users/{id}", operation_id = "remove_user", tag = "people",
    params(("id" = Uuid, Path, description = "Who")),
    responses(
        (status = 204, description = "They are out"),
        (status = 404, description = "Nobody of the project", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "They are the last owner", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    let was = hold(&mut tx, &caller, id, false).await?;
    people::leave(&mut tx, caller.project.0, id).await?;
    let entry = caller.does("user.remove", format!("user:{id}"), json!({"was": was}));
    audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody is, held until the transaction ends, if the caller may make it something else.
async fn hold(conn: &mut PgConnection, caller: &Caller, id: Uuid, stays_owner: bool) -> Result<Role, Error> {
    // The owners first, and always in the same order: two who would remove each other wait, and do not deadlock.
    let owners = people::owners(conn, caller.project.0).await?;
    let role = people::role(conn, caller.project.0, id).await?.ok_or(Error::NotFound("user"))?;
    let role = Role::known(&role);
    may_name(caller, role)?;
    if role == Role::Owner && !stays_owner && owners == 1 {
        return Err(Error::Conflict(
            "They are the last owner of the project; make somebody else one first.".to_owned(),
        ));
    }
    Ok(role)
}
