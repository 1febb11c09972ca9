//! Reads of other vendors' APIs, for scripts that were written against them: the same paths, keys and shapes. What is not
//! known here is left out of them, never made up.

pub mod langwatch;
mod shape;

use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::{self, Scope};
use crate::app::App;

/// What stands below `/api`; each of them reads, so each takes a key with that scope.
pub(super) fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(langwatch::thread)).routes(routes!(langwatch::trace))
}

/// The same, behind the key.
pub(super) fn routes(app: &App) -> Router<App> {
    documented()
        .layer(from_fn_with_state((app.clone(), Scope::Read), auth::require))
        .layer(from_fn(as_bearer))
        .split_for_parts()
        .0
}

/// Takes a key in LangWatch's header for one in the usual place, where there is none.
async fn as_bearer(mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    if !headers.contains_key(header::AUTHORIZATION)
        && let Some(value) = headers.get("x-auth-token").and_then(|token| token.to_str().ok())
        && let Ok(value) = format!("Bearer {}", value.trim()).parse()
    {
        headers.insert(header::AUTHORIZATION, value);
    }
    next.run(request).await
}
