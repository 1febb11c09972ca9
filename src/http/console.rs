//! The console: one page for all its addresses, and the hashed files that it is made of.

use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::assets::{FRESH, IMMUTABLE, find};
use super::error::Error;
use crate::app::App;

/// Scripts and styles from here alone, none of them inline, and no text ever becomes markup or a script.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
     connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'",
);

/// The files of the console.
pub(super) fn routes() -> Router<App> {
    Router::new().route(
        "/console/{file}",
        get(|Path(file): Path<String>, headers: HeaderMap| async move { part(&file, &headers) }),
    )
}

fn part(file: &str, headers: &HeaderMap) -> Response {
    find(&format!("console/{file}"), headers)
        .map_or_else(|| Error::NotFound("file").into_response(), |found| found.answer(headers, IMMUTABLE))
}

/// Whatever no other route takes: to somebody who browses it is a page of the console, which knows its own addresses;
/// to a program it is nothing.
pub(super) async fn page(request: Request) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    let browses = matches!(*request.method(), Method::GET | Method::HEAD)
        && headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kinds| kinds.contains("text/html"));
    if !browses || path.contains('.') || path.starts_with("/api/") {
        return Error::NotFound("address; /docs lists them").into_response();
    }
    let Some(found) = find("index.html", headers) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "The console was not built: run `make run`.\n").into_response();
    };
    let mut page = found.answer(headers, FRESH);
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    page.headers_mut().insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=()"));
    page
}
