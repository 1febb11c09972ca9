//! Everything that speaks HTTP; `router` is the table of contents.

mod address;
pub mod admin;
mod amount;
mod assets;
pub mod auth;
mod compat;
mod connection;
mod console;
mod demo;
pub mod docs;
pub mod error;
pub mod extract;
mod faults;
mod handing_out;
pub mod health;
pub mod ingest;
pub mod layers;
mod openapi;
mod pace;
pub mod people;
pub mod router;
pub mod server;
mod taking;
mod variables;
pub mod webhooks;
mod widget;

use axum::http::HeaderMap;

/// The id under which a request is logged, answered and audited.
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    headers.get("x-request-id").and_then(|value| value.to_str().ok()).map(str::to_owned)
}
