//! The admin API described twice, for programs (`/openapi.json`) and for people (`/docs`); both are made at the start.

mod page;
mod schema;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::app::App;

const STYLE: &str = include_str!("style.css");

/// Both addresses.
pub(super) fn routes(document: &utoipa::openapi::OpenApi) -> Router<App> {
    let value = serde_json::to_value(document).unwrap_or_default();
    let json = Bytes::from(value.to_string());
    let page = Bytes::from(page::render(&value, STYLE));
    let policy = policy();
    let document = move || async move { ([(header::CONTENT_TYPE, "application/json")], json) };
    let page = move || async move {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        ([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, policy)], page).into_response()
    };
    Router::new().route("/openapi.json", get(document)).route("/docs", get(page))
}

/// Nothing but our one style sheet, known by its hash.
fn policy() -> HeaderValue {
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let text = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
