//! The table of contents: every route once, grouped by who calls it and what they must be allowed to do.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::auth::{self, Scope};
use super::error::Error;
use super::{health, webhooks};
use crate::app::App;

#[derive(OpenApi)]
#[openapi(info(title = "Verbatim", description = "Records what customers say to assistants."))]
struct Document;

/// The admin API, each group behind the scope that its routes demand.
fn admin(app: &App) -> OpenApiRouter<App> {
    let guard = |routes: OpenApiRouter<App>, scope: Scope| {
        routes.layer(from_fn_with_state((app.clone(), scope), auth::require))
    };
    let read = OpenApiRouter::new();
    let write = OpenApiRouter::new();
    let delete = OpenApiRouter::new();
    let manage = OpenApiRouter::new();
    OpenApiRouter::new()
        .merge(guard(read, Scope::Read))
        .merge(guard(write, Scope::Write))
        .merge(guard(delete, Scope::Delete))
        .merge(guard(manage, Scope::Manage))
        .layer(DefaultBodyLimit::max(app.config.http.api_body_limit))
}

/// Every route with its state, and the document that describes the admin API.
pub fn router(app: App) -> (Router, utoipa::openapi::OpenApi) {
    let (api, document) =
        OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", admin(&app)).split_for_parts();
    let platforms = Router::new()
        .route("/webhooks/{channel}", get(webhooks::handshake).post(webhooks::receive))
        .layer(DefaultBodyLimit::max(app.config.http.webhook_body_limit));
    let monitors = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    let router = Router::new()
        .merge(api)
        .merge(platforms)
        .merge(monitors)
        .fallback(|| async { Error::NotFound("address; /docs lists them") })
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        .with_state(app);
    (router, document)
}
