//! Invitations: links that let somebody in once. The server mails nothing; whoever invites passes the link on.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;
use uuid::Uuid;

use super::members::may_name;
use super::{Place, enter, welcome};
use crate::app::App;
use crate::config::Config;
use crate::domain::access::Role;
use crate::domain::id::ProjectId;
use crate::http::auth::{Caller, fingerprint, new_token};
use crate::http::error::{Error, Problem};
use crate::http::faults::Faults;
use crate::http::{extract, pace};
use crate::pacing::Ask;
use crate::password;
use crate::store::audit::{self, Entry, Outcome};
use crate::store::people;
use crate::store::people::invitations::{self as store, New, Open};

/// How long a link is good.
pub const LIFE: Duration = Duration::days(7);

/// The invitations that are open.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitations {
    /// The newest first.
    data: Vec<Invitation>,
}

/// An invitation without its link.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitation {
    id: Uuid,
    #[schema(example = "maria@example.com")]
    email: String,
    role: Role,
    /// Who invites: a person's or a key's name.
    invited_by: String,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When the link is void.
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
}

/// Invitations that nobody has accepted yet
#[utoipa::path(get, path = "/invitations", operation_id = "list_invitations", tag = "people",
    responses((status = 200, description = "The invitations", body = Invitations)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Invitations>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::list(&mut conn, caller.project.0, app.now()).await?;
    let data = rows.into_iter().map(|row| Invitation {
        id: row.id,
        email: row.email,
        role: Role::known(&row.role),
        invited_by: row.invited_by,
        created_at: row.created_at,
        expires_at: row.expires_at,
    });
    Ok(Json(Invitations { data: data.collect() }))
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    #[schema(example = "maria@example.com")]
    email: String,
    role: Role,
}

/// An invitation with its link, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeInvitation {
    /// Pass it on; it lets one person in.
    #[schema(example = "https://talk.example.com/welcome#…")]
    link: String,
    #[serde(flatten)]
    invitation: Invitation,
}

/// Invite somebody
///
/// The link is good for 7 days and once. Inviting the same address again voids the link before.
#[utoipa::path(post, path = "/invitations", operation_id = "invite", tag = "people",
    request_body(content = NewInvitation, example = json!({"email": "maria@example.com", "role": "reviewer"})),
    responses(
        (status = 201, description = "The link", body = MadeInvitation),
        (status = 409, description = "Is in the project already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<NewInvitation>,
) -> Result<(StatusCode, Json<MadeInvitation>), Error> {
    let mut faults = Faults::default();
    let email = super::email(&mut faults, "email", &new.email);
    faults.unless(())?;
    may_name(&caller, new.role)?;
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    if let Some(user) = people::by_email(&mut tx, &email).await?
        && people::role(&mut tx, project, user.id).await?.is_some()
    {
        return Err(Error::Conflict(format!("{email} is in this project already.")));
    }
    let invited_by = crate::http::admin::signed(&mut tx, &caller, None).await?;
    let token = new_token(&mut rand::rng());
    let (id, expires_at) = (app.id(), now + LIFE);
    let row = New {
        id,
        project_id: project,
        email: Some(&email),
        role: new.role.as_str(),
        user_id: None,
        token_hash: &fingerprint(&token),
        invited_by: &invited_by,
        expires_at,
    };
    store::insert(&mut tx, &row, now).await?;
    let entry = caller.does("invitation.create", format!("invitation:{id}"), json!({"role": new.role}));
    audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    let invitation = Invitation { id, email, role: new.role, invited_by, created_at: now, expires_at };
    Ok((StatusCode::CREATED, Json(MadeInvitation { link: link(&app.config, &token), invitation })))
}

/// The link of an invitation. The token stands behind the `#`, which browsers keep to themselves, so no log has it.
#[must_use]
pub fn link(config: &Config, token: &str) -> String {
    format!("{}/welcome#{token}", config.public_url())
}

/// Take an invitation back
#[utoipa::path(delete, path = "/invitations/{id}", operation_id = "withdraw_invitation", tag = "people",
    params(("id" = Uuid, Path, description = "The invitation")),
    responses(
        (status = 204, description = "Its link is void"),
        (status = 404, description = "There is no such invitation", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    if !store::remove(&mut tx, caller.project.0, id).await? {
        return Err(Error::NotFound("invitation"));
    }
    let entry = caller.does("invitation.delete", format!("invitation:{id}"), json!({}));
    audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The token of a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// What stands behind the `#`.
    token: String,
}

/// What a link is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Looked {
    /// Whom it is for; null where whoever opens it says.
    email: Option<String>,
    role: Role,
    project: InvitingProject,
    /// Whether the address has an account: its password is asked for rather than a new one.
    known: bool,
    /// Whether it is for a new password and nothing else.
    resets: bool,
}

/// The project of a link.
#[derive(Debug, Serialize, ToSchema)]
struct InvitingProject {
    id: Uuid,
    #[schema(example = "Demo")]
    name: String,
}

/// What a link is for
#[utoipa::path(post, path = "/invitations/look", operation_id = "look_at_invitation", tag = "session",
    request_body(content = Look, example = json!({"token": "k3…"})),
    responses(
        (status = 200, description = "What it opens", body = Looked),
        (status = 404, description = "Used, over or never there", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    extract::Json(given): extract::Json<Look>,
) -> Result<Json<Looked>, Error> {
    let place = Place::of(&app, &headers, &extensions);
    pace::take(&app, Ask::Secret, &place.address, 30, "links were tried from here")?;
    let mut tx = app.pool.begin().await?;
    let open = store::open(&mut tx, &fingerprint(&given.token), app.now()).await?.ok_or(GONE)?;
    let account = match &open.email {
        Some(email) => people::by_email(&mut tx, email).await?,
        None => None,
    };
    let resets = open.user_id.is_some();
    Ok(Json(Looked {
        known: account.is_some() && !resets,
        resets,
        email: open.email,
        role: Role::known(&open.role),
        project: InvitingProject { id: open.project_id, name: open.project },
    }))
}

const GONE: Error = Error::NotFound("link: it was used, is over, or was replaced by a newer one");

/// Somebody who comes in by a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// What stands behind the `#`.
    token: String,
    /// Needed where the link names nobody.
    #[schema(example = "maria@example.com")]
    email: Option<String>,
    /// The name that others will see; needed of somebody new.
    #[schema(example = "Maria")]
    name: Option<String>,
    /// A new one of 10 to 200 characters, or, of an address that has an account, the one that it has.
    #[schema(example = "correct horse battery")]
    password: String,
}

/// Come in by a link
///
/// Somebody new gets an account; the link is used up, and a cookie is answered as when signing in.
#[utoipa::path(post, path = "/invitations/accept", operation_id = "accept_invitation", tag = "session",
    request_body(content = Accept, example = json!({"token": "k3…", "name": "Maria", "password": "correct horse battery"})),
    responses(
        (status = 200, description = "Signed in", body = super::sessions::Me),
        (status = 401, description = "The password is not that of the account", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Used, over or never there", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The address has an account", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn accept(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    extract::Json(given): extract::Json<Accept>,
) -> Result<Response, Error> {
    let place = Place::of(&app, &headers, &extensions);
    pace::take(&app, Ask::Secret, &place.address, 30, "links were tried from here")?;
    let now = app.now();
    let mut tx = app.pool.begin().await?;
    let open = store::open(&mut tx, &fingerprint(&given.token), now).await?.ok_or(GONE)?;
    if open.email.is_none() {
        people::hold(&mut tx).await?;
        if people::any(&mut tx).await? {
            return Err(GONE);
        }
    }
    let user = account(&app, &mut tx, &open, given, now).await?;
    if open.user_id.is_some() {
        people::sessions::end_others(&mut tx, user, None).await?;
    } else {
        people::join(&mut tx, open.project_id, user, &open.role, now).await?;
    }
    store::remove(&mut tx, open.project_id, open.id).await?;
    let entry = Entry {
        project: Some(ProjectId(open.project_id)),
        actor: format!("user:{user}"),
        action: "invitation.accept".to_owned(),
        subject: format!("invitation:{}", open.id),
        result: Outcome::Done,
        detail: json!({"role": open.role, "password": open.user_id.is_some()}),
        request_id: crate::http::request_id(&headers),
    };
    audit::insert(&mut tx, app.id(), &entry, now).await?;
    let entered = enter(&app, &mut tx, user, open.project_id, &place, now).await?;
    tx.commit().await?;
    Ok(welcome(entered))
}

/// The account that comes in: the one whose password is set anew, the one that the address has, or a new one.
async fn account(
    app: &App,
    conn: &mut sqlx::PgConnection,
    open: &Open,
    given: Accept,
    now: OffsetDateTime,
) -> Result<Uuid, Error> {
    let mut faults = Faults::default();
    let email = match &open.email {
        Some(email) => email.clone(),
        None => super::email(&mut faults, "email", given.email.as_deref().unwrap_or("")),
    };
    if let Some(user) = open.user_id {
        super::new_password(&mut faults, "password", &given.password);
        faults.unless(())?;
        let hash = password::hash(given.password).await.map_err(Error::Internal)?;
        people::update(conn, user, None, Some(&hash)).await?;
        return Ok(user);
    }
    if let Some(user) = people::by_email(conn, &email).await? {
        pace::take(app, Ask::Password, &email, 6, "passwords were tried for this address")?;
        let fits = password::verify(given.password, Some(user.password)).await.map_err(Error::Internal)?;
        return if fits { Ok(user.id) } else { Err(Error::WrongPassword) };
    }
    let name = super::name(&mut faults, "name", given.name.as_deref().unwrap_or(""));
    super::new_password(&mut faults, "password", &given.password);
    faults.unless(())?;
    let hash = password::hash(given.password).await.map_err(Error::Internal)?;
    let user = people::User { id: app.id(), email, name, password: hash };
    let inserted = people::insert(conn, &user, now).await;
    inserted.map_err(|error| crate::http::admin::taken(error, "users_email_unique", "The address has an account."))?;
    Ok(user.id)
}
