//! What the chat on a web page calls. Strangers call here: the page must be one that the widget allows, on every call,
//! and all but the first two need the token of a session.

mod begin;
mod config;
mod controls;
mod events;
mod files;
mod gate;
mod identity;
mod messages;
mod sessions;
mod shown;
mod visitor;
mod voice;

use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, Method, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::error::Error;
use super::layers;
use crate::app::App;

/// Largest body, in bytes.
const BODY: usize = 64 * 1024;

/// How long a browser may keep in mind what it may ask for.
const PREFLIGHT: Duration = Duration::from_hours(2);

/// The routes, below `/widget/v1`.
pub(super) fn routes(app: &App) -> Router<App> {
    let visitors = Router::new()
        .route("/session", get(sessions::resume).delete(sessions::end))
        .route("/messages", get(messages::list).post(messages::send))
        .route("/events", get(events::events))
        .route("/files/{id}", get(files::get))
        .route("/conversations", post(sessions::afresh))
        .route("/identify", post(identity::identify))
        .route("/variables", post(controls::set_variables))
        .route("/stop", post(controls::stop))
        .route("/retry", post(controls::retry))
        .route("/end", post(controls::end))
        .layer(from_fn_with_state(app.clone(), visitor::require));
    let voices = Router::new()
        .route("/transcriptions", post(voice::transcribe))
        .route("/speech", post(voice::speak))
        .layer(from_fn_with_state(app.clone(), visitor::require))
        .layer(layers::body_limit(voice::LARGEST));
    // Streamed, counted and bounded by its handler.
    let uploads = Router::new()
        .route("/files", post(files::upload))
        .layer(from_fn_with_state(app.clone(), visitor::require))
        .layer(axum::extract::DefaultBodyLimit::disable());
    Router::new()
        .route("/config", get(config::get))
        .route("/sessions", post(sessions::begin))
        .merge(visitors)
        // Set here, so that it is inside of the next layers: a browser asks with a method of its own what it may ask.
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        .layer(layers::body_limit(BODY))
        .merge(voices)
        .merge(uploads)
        .layer(cors())
}

/// Every page may read the answers: what a page must not have is refused with words that say why, and there are no
/// cookies that a browser would add by itself.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::any())
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static("last-event-id")])
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT)
}
