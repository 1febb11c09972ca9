//! Who reports: a key that may do nothing else, wherever its sender's protocol puts it.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::app::App;
use crate::domain::access::Scope;
use crate::domain::id::ProjectId;
use crate::http::auth::fingerprint;
use crate::http::error::Error;
use crate::http::pace;
use crate::ingest::sentry::{key_of_header, key_of_query};
use crate::pacing::Ask;
use crate::store;

/// A program that may report, known by its key.
#[derive(Clone, Debug)]
pub struct Reporter {
    /// The key.
    pub key: Uuid,
    /// The only project that it may report to.
    pub project: ProjectId,
    /// That project's number, which stands in a Sentry DSN.
    pub number: i64,
    /// Spans that it may send in a minute; none: as many as there are.
    pub per_minute: Option<u32>,
}

impl Reporter {
    /// Counts so many spans more.
    ///
    /// # Errors
    /// When they come too fast.
    pub fn pace(&self, app: &App, spans: usize) -> Result<(), Error> {
        let Some(per_minute) = self.per_minute else { return Ok(()) };
        let count = u32::try_from(spans).unwrap_or(u32::MAX);
        pace::take_many(app, Ask::Spans, &self.key.to_string(), per_minute, count, "spans")
    }
}

impl<S: Sync> FromRequestParts<S> for Reporter {
    type Rejection = Error;

    /// Only behind [`require`] is there a reporter; elsewhere the request is refused.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::Unauthorised)
    }
}

/// Lets a request pass whose key may report.
pub(super) async fn require(State(app): State<App>, mut request: Request, next: Next) -> Result<Response, Error> {
    let key = key(request.headers(), request.uri()).ok_or(Error::Unauthorised)?;
    let reporter = by_key(&app, &key).await?;
    request.extensions_mut().insert(reporter);
    Ok(next.run(request).await)
}

/// The reporter that a key opens.
///
/// # Errors
/// When the key is unknown, has ended, or may not report.
pub async fn by_key(app: &App, key: &str) -> Result<Reporter, Error> {
    let mut conn = app.lookups.acquire().await?;
    let now = app.now();
    let Some(found) = store::keys::reporter(&mut conn, &fingerprint(key), now).await? else {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        return Err(Error::Unauthorised);
    };
    if !found.scopes.iter().any(|scope| scope == Scope::Ingest.as_str()) {
        metrics::counter!("verbatim_auth_refused_total").increment(1);
        return Err(Error::Forbidden("This key lacks the scope `ingest`.".to_owned()));
    }
    // Once a minute is exact enough for "last used", and spares a write with each request.
    if found.last_used_at.is_none_or(|at| now - at > time::Duration::minutes(1)) {
        store::keys::touch(&mut conn, found.id, now).await?;
    }
    Ok(Reporter {
        key: found.id,
        project: ProjectId(found.project_id),
        number: found.number,
        per_minute: found.spans_per_minute.and_then(|most| u32::try_from(most).ok()),
    })
}

/// The key of a request: as a bearer, as the password of basic authentication, bare as Opik sends it, in LangWatch's
/// header, or in Sentry's header or query.
fn key(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(value) = of("x-sentry-auth").and_then(key_of_header) {
        return Some(value.to_owned());
    }
    if let Some(value) = of(header::AUTHORIZATION.as_str()) {
        let (scheme, rest) = value.split_once(' ').unwrap_or(("", value));
        return match scheme.to_ascii_lowercase().as_str() {
            "bearer" | "" => Some(rest.trim().to_owned()),
            "basic" => {
                let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
                Some(pair.split_once(':')?.1.to_owned())
            }
            "sentry" => key_of_header(value).map(str::to_owned),
            _ => None,
        };
    }
    if let Some(value) = of("x-auth-token") {
        return Some(value.to_owned());
    }
    key_of_query(uri.query()?).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};

    use super::key;

    #[test]
    fn a_key_is_found_wherever_its_sdk_puts_it() {
        let none = "/v1/traces";
        for (what, name, value, uri, want) in [
            ("bearer", "authorization", "Bearer vb_1", none, Some("vb_1")),
            ("bearer in other letters", "authorization", "bearer vb_1", none, Some("vb_1")),
            ("bare, as Opik's", "authorization", "vb_1", none, Some("vb_1")),
            ("basic, project and key", "authorization", "Basic cHJvajp2Yl8x", none, Some("vb_1")),
            ("basic without a colon", "authorization", "Basic dmJfMQ==", none, None),
            ("basic that is no base64", "authorization", "Basic *", none, None),
            ("another scheme", "authorization", "Digest vb_1", none, None),
            ("LangWatch's", "x-auth-token", "vb_1", none, Some("vb_1")),
            (
                "Sentry for Python",
                "x-sentry-auth",
                "Sentry sentry_key=vb_1, sentry_version=7, sentry_client=sentry.python/2.75.0",
                none,
                Some("vb_1"),
            ),
            ("Sentry for Node", "x-other", "", "/api/1/envelope/?sentry_version=7&sentry_key=vb_1", Some("vb_1")),
            ("none", "x-other", "", none, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            assert_eq!(key(&headers, &Uri::from_static(uri)).as_deref(), want, "{what}");
        }
    }
}
