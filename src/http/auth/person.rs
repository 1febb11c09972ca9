//! Somebody who is signed in, by the cookie that their browser holds.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use sqlx::PgConnection;
use time::Duration;

use super::{Caller, Who, cookie, fingerprint};
use crate::app::App;
use crate::domain::access::Role;
use crate::domain::id::ProjectId;
use crate::http::error::Error;
use crate::store::people::sessions::{self, Open};

/// How long a session lasts that is used.
pub(in crate::http) const LIFE: Duration = Duration::days(30);

/// How long one lasts that is not.
pub(in crate::http) const IDLE: Duration = Duration::days(7);

/// Somebody who is signed in, whatever they may do.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Open);

impl SignedIn {
    /// The same as a caller of the admin API.
    #[must_use]
    pub fn caller(self, headers: &HeaderMap) -> Caller {
        Caller {
            scopes: Role::known(&self.0.role).scopes().to_vec(),
            project: ProjectId(self.0.project_id),
            request: crate::http::request_id(headers),
            who: Who::User(Box::new(self.0)),
        }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut conn = app.lookups.acquire().await?;
        by_cookie(app, &mut conn, &parts.method, &parts.headers).await
    }
}

/// The session of the cookie; with none, or with one that is over, nobody is signed in.
pub(super) async fn by_cookie(
    app: &App,
    conn: &mut PgConnection,
    method: &Method,
    headers: &HeaderMap,
) -> Result<SignedIn, Error> {
    let token = cookie::read(&app.config, headers).ok_or(Error::Unauthorised)?;
    let now = app.now();
    let session = sessions::open(conn, &fingerprint(&token), now, now - IDLE).await?.ok_or(Error::SignedOut)?;
    if !cookie::is_from_our_page(&app.config, method, headers) {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        return Err(Error::Forbidden("With a cookie, changes are taken from the console's own pages only.".to_owned()));
    }
    // Once a minute is exact enough, and spares a write with each request.
    if now - session.last_seen_at > Duration::MINUTE {
        sessions::touch(conn, session.id, now).await?;
    }
    Ok(SignedIn(session))
}
