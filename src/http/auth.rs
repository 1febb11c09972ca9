//! Who calls the admin API: a key with scopes in one project. Routes sit in groups that demand a scope, so that no
//! handler can forget to ask.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use rand::RngExt as _;
use sha2::{Digest, Sha256};

use super::error::Error;
use crate::app::App;
use crate::domain::id::{KeyId, ProjectId};
use crate::store;
use crate::store::audit::{Entry, Outcome};

/// What a key may do. A key has several; none includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// See conversations, deliveries and settings.
    Read,
    /// Record conversations, test assistants, replay deliveries.
    Write,
    /// Delete conversations, erase persons, set retention.
    Delete,
    /// Manage channels, assistants, keys; read the audit log.
    Manage,
}

impl Scope {
    /// Every scope there is.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Delete, Self::Manage];

    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Delete => "delete",
            Self::Manage => "manage",
        }
    }
}

/// The caller, known to hold the scope that the route demands.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The key.
    pub key: KeyId,
    /// The only project that the key opens.
    pub project: ProjectId,
    /// The id of this request.
    pub request: Option<String>,
}

impl Caller {
    /// How the audit log names the caller.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("key:{}", self.key)
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
    let caller = identify(&app, request.headers(), scope).await?;
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

/// A new key: `vb_` and 43 of the characters that `\w` matches, 257 bits of chance.
pub fn new_key(random: &mut impl rand::CryptoRng) -> String {
    const SYMBOLS: &[u8; 63] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    let symbols = std::iter::repeat_with(|| char::from(SYMBOLS[random.random_range(0..SYMBOLS.len())]));
    "vb_".chars().chain(symbols.take(43)).collect()
}

/// As much of a key as may be stored and shown, to tell keys apart.
#[must_use]
pub fn prefix(key: &str) -> &str {
    key.get(..10).unwrap_or(key)
}

/// A key's fingerprint in the database.
#[must_use]
pub fn fingerprint(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}

async fn identify(app: &App, headers: &axum::http::HeaderMap, scope: Scope) -> Result<Caller, Error> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(Error::Unauthorised) };
    let key = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")).ok_or(Error::Unauthorised)?;
    let now = app.now();
    let mut conn = app.lookups.acquire().await?;
    let found = store::keys::find(&mut conn, &fingerprint(key.trim()), now).await?;
    let Some(found) = found else {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        return Err(Error::Unauthorised);
    };
    // Once a minute is exact enough for "last used", and spares a write with each request.
    if found.last_used_at.is_none_or(|at| now - at > time::Duration::minutes(1)) {
        store::keys::touch(&mut conn, found.id, now).await?;
    }
    let caller =
        Caller { key: KeyId(found.id), project: ProjectId(found.project_id), request: super::request_id(headers) };
    if !found.scopes.iter().any(|held| held == scope.as_str()) {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        let used = caller.does("key.use", format!("scope:{}", scope.as_str()), serde_json::json!({}));
        let entry = Entry { result: Outcome::Refused, ..used };
        store::audit::insert(&mut conn, app.id(), &entry, now).await?;
        return Err(Error::Forbidden(format!("This key lacks the scope `{}`.", scope.as_str())));
    }
    Ok(caller)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    #[test]
    fn keys_are_words_and_differ() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let keys: std::collections::HashSet<String> = (0..100).map(|_| super::new_key(&mut random)).collect();
        assert_eq!(keys.len(), 100);
        for key in keys {
            assert_eq!(key.len(), 46, "{key}");
            assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{key}");
            assert_eq!(super::prefix(&key).len(), 10);
        }
    }
}
