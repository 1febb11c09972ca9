//! Who calls the admin API: a key or somebody who is signed in, with scopes in one project. Routes sit in groups that
//! demand a scope, so that no handler can forget to ask.

pub(super) mod cookie;
mod key;
pub(super) mod person;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

pub use self::key::{fingerprint, new_key, new_token, prefix};
pub use self::person::SignedIn;
use super::error::Error;
use crate::app::App;
use crate::domain::access::Role;
pub use crate::domain::access::Scope;
use crate::domain::id::ProjectId;
use crate::store;
use crate::store::audit::{Entry, Outcome};
use crate::store::people::sessions::Open;

/// Who it is.
#[derive(Clone, Debug)]
pub enum Who {
    /// A program, by the key it holds.
    Key(Uuid),
    /// Somebody in front of the console.
    User(Box<Open>),
}

/// The caller, known to hold the scope that the route demands.
#[derive(Clone, Debug)]
pub struct Caller {
    /// A key or a person.
    pub who: Who,
    /// What the caller may do.
    pub scopes: Vec<Scope>,
    /// The only project that is open to the caller.
    pub project: ProjectId,
    /// The id of this request.
    pub request: Option<String>,
}

impl Caller {
    /// How the audit log names the caller.
    #[must_use]
    pub fn actor(&self) -> String {
        match &self.who {
            Who::Key(id) => format!("key:{id}"),
            Who::User(session) => format!("user:{}", session.user_id),
        }
    }

    /// What a person is in the project; a key runs it as far as its scopes go, and owns nothing.
    #[must_use]
    pub fn role(&self) -> Role {
        match &self.who {
            Who::Key(_) => Role::Admin,
            Who::User(session) => Role::known(&session.role),
        }
    }

    /// Something the caller does, for the audit log; done unless the transaction fails.
    #[must_use]
    pub fn does(&self, action: &str, subject: String, detail: serde_json::Value) -> Entry {
        Entry {
            project: Some(self.project),
            actor: self.actor(),
            action: action.to_owned(),
            subject,
            result: Outcome::Done,
            detail,
            request_id: self.request.clone(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    /// Only behind [`require`] is there a caller; elsewhere the request is refused.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::Unauthorised)
    }
}

/// Lets a request pass whose key holds the scope; refusals are counted and kept in the audit log.
pub async fn require(
    State((app, scope)): State<(App, Scope)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Error> {
    let caller = identify(&app, request.method(), request.headers(), scope).await?;
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

async fn identify(app: &App, method: &Method, headers: &HeaderMap, scope: Scope) -> Result<Caller, Error> {
    let mut conn = app.lookups.acquire().await?;
    let caller = if headers.contains_key(header::AUTHORIZATION) {
        by_key(app, &mut conn, headers).await?
    } else {
        person::by_cookie(app, &mut conn, method, headers).await?.caller(headers)
    };
    if !caller.scopes.contains(&scope) {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        let act = if matches!(caller.who, Who::Key(_)) { "key.use" } else { "user.use" };
        let used = caller.does(act, format!("scope:{}", scope.as_str()), serde_json::json!({}));
        let entry = Entry { result: Outcome::Refused, ..used };
        store::audit::insert(&mut conn, app.id(), &entry, app.now()).await?;
        return Err(Error::Forbidden(match caller.who {
            Who::Key(_) => format!("This key lacks the scope `{}`.", scope.as_str()),
            Who::User(session) => format!(
                "As {} of this project you may not do this; it takes the permission `{}`.",
                Role::known(&session.role).as_str(),
                scope.as_str()
            ),
        }));
    }
    Ok(caller)
}

async fn by_key(app: &App, conn: &mut sqlx::PgConnection, headers: &HeaderMap) -> Result<Caller, Error> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(Error::Unauthorised) };
    let key = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")).ok_or(Error::Unauthorised)?;
    let now = app.now();
    let found = store::keys::find(conn, &fingerprint(key.trim()), now).await?;
    let Some(found) = found else {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        return Err(Error::Unauthorised);
    };
    // Once a minute is exact enough for "last used", and spares a write with each request.
    if found.last_used_at.is_none_or(|at| now - at > time::Duration::minutes(1)) {
        store::keys::touch(conn, found.id, now).await?;
    }
    Ok(Caller {
        who: Who::Key(found.id),
        scopes: found.scopes.iter().filter_map(|word| Scope::parse(word)).collect(),
        project: ProjectId(found.project_id),
        request: super::request_id(headers),
    })
}
