//! What surrounds every request: an id, a span, a deadline, a net for panics, and headers that keep browsers safe.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::Extension;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::error::Error;
use crate::app::App;

/// Set on every answer unless the handler knows better: nothing here is to be framed, run, guessed or kept.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (header::CACHE_CONTROL, "no-store"),
];

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The largest body, in bytes, that this group of routes takes; extractors name it when they refuse one.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimit(pub usize);

/// Limits bodies to so many bytes.
pub fn body_limit(bytes: usize) -> (Extension<BodyLimit>, DefaultBodyLimit) {
    (Extension(BodyLimit(bytes)), DefaultBodyLimit::max(bytes))
}

/// Surrounds one request.
///
/// The deadline ends with the head of the answer, so streams and exports may go on as long as they like. One function
/// rather than a tower of layers: each layer costs every webhook an allocation.
pub async fn surround(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = given_id(request.headers()).unwrap_or_else(|| made_id(&app));
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    // The path as the router knows it: the real one, and the query, may hold ids and tokens.
    let span = tracing::info_span!(
        "request",
        http.method = request.method().as_str(),
        http.route = route,
        request.id = id.to_str().unwrap_or_default(),
    );
    let limit = app.config.http.request_timeout_s;
    let answer = AssertUnwindSafe(next.run(request).instrument(span.clone())).catch_unwind();
    let mut response = match tokio::time::timeout(Duration::from_secs(limit), answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_panic)) => span.in_scope(|| Error::Internal(anyhow::anyhow!("a panic")).into_response()),
        Err(_late) => Error::Late(limit).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let status = response.status();
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if status.is_server_error() {
            tracing::warn!(http.status = status.as_u16(), http.duration_ms = milliseconds, "A request failed.");
        } else {
            tracing::debug!(http.status = status.as_u16(), http.duration_ms = milliseconds, "A request was answered.");
        }
    });
    metrics::counter!("verbatim_http_requests_total", "route" => route, "status" => status.as_str().to_owned())
        .increment(1);
    response
}

/// The caller's own id, if it is one that can stand in a log.
fn given_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let value = headers.get(REQUEST_ID)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    ((1..=64).contains(&value.len()) && value.as_bytes().iter().all(plain)).then(|| value.clone())
}

fn made_id(app: &App) -> HeaderValue {
    HeaderValue::from_str(&app.id().simple().to_string()).unwrap_or(HeaderValue::from_static("none"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::given_id;

    #[test]
    fn only_an_id_that_can_stand_in_a_log_is_taken_over() {
        for (what, value, want) in [
            ("plain", "a-1_b.2", true),
            ("longest", &"x".repeat(64), true),
            ("too long", &"x".repeat(65), false),
            ("empty", "", false),
            ("with a space", "a b", false),
            ("with a quote", "a\"b", false),
            ("other script", "ä", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-request-id", HeaderValue::from_bytes(value.as_bytes()).unwrap());
            assert_eq!(given_id(&headers).is_some(), want, "{what}");
        }
        assert!(given_id(&HeaderMap::new()).is_none());
    }
}
