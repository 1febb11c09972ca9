//! People at the console: signing in, being invited, and who may do what in a project.

pub mod invitations;
pub mod me;
pub mod members;
pub mod sessions;

use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use self::sessions::Me;
use super::address;
use super::auth::person::{IDLE, LIFE};
use super::auth::{cookie, fingerprint, new_token};
use super::error::Error;
use super::faults::Faults;
use crate::app::App;
use crate::domain::text;
use crate::store::people::sessions::{self as store, New};

/// Where a request comes from: the address and the program, as somebody recognises it in the list of their sessions.
pub(super) struct Place {
    address: String,
    agent: String,
}

impl Place {
    fn of(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let agent = headers.get(axum::http::header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        Self { address: address::of(app, headers, extensions), agent: text::cut(&text::clean(agent), 300).to_owned() }
    }
}

/// Begins a session; what it answers is sent once the transaction is committed.
async fn enter(
    app: &App,
    conn: &mut PgConnection,
    user: Uuid,
    project: Uuid,
    place: &Place,
    now: OffsetDateTime,
) -> Result<(Me, HeaderValue), Error> {
    store::forget(conn, user, now, now - IDLE).await?;
    let token = new_token(&mut rand::rng());
    let new = New {
        id: app.id(),
        user_id: user,
        project_id: project,
        token_hash: &fingerprint(&token),
        address: &place.address,
        agent: &place.agent,
        expires_at: now + LIFE,
    };
    store::insert(conn, &new, now).await?;
    let open = store::open(conn, new.token_hash, now, now - IDLE).await?.ok_or(Error::SignedOut)?;
    let cookie = cookie::write(&app.config, &token, LIFE);
    let cookie = cookie.ok_or_else(|| Error::Internal(anyhow::anyhow!("the cookie is no header")))?;
    Ok((Me::load(conn, open, now).await?, cookie))
}

/// The answer to whoever has come in.
fn welcome((me, cookie): (Me, HeaderValue)) -> Response {
    ([(SET_COOKIE, cookie)], axum::Json(me)).into_response()
}

/// An address of mail as it is kept: without blanks around it and in lower case.
fn email(faults: &mut Faults, field: &str, given: &str) -> String {
    let email = text::clean(given.trim()).to_lowercase();
    let well_formed = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !email.contains(char::is_whitespace)
    });
    if !well_formed || email.len() > 254 {
        faults.add(field, "is no e-mail address; give one like maria@example.com");
    }
    email
}

/// A new password: long rather than odd, as NIST SP 800-63B has it.
fn new_password(faults: &mut Faults, field: &str, given: &str) {
    faults.length(field, given, 10, 200);
}

/// A name that is shown.
fn name(faults: &mut Faults, field: &str, given: &str) -> String {
    let name = text::clean(given.trim());
    faults.length(field, &name, 1, 100);
    name
}
