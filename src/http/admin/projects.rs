//! Projects: the tenant that a key opens.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::store;

/// The projects that the caller may see.
#[derive(Debug, Serialize, ToSchema)]
pub struct Projects {
    /// A key opens exactly one.
    data: Vec<Project>,
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Project {
    /// Its id.
    id: Uuid,
    /// A number beside the id, for addresses that want one.
    #[schema(example = 1)]
    number: i64,
    /// What people call it.
    #[schema(example = "Demo")]
    name: String,
    /// The currency of all its amounts, ISO 4217.
    #[schema(example = "USD")]
    currency: String,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
}

/// Lists the project that the key opens.
#[utoipa::path(get, path = "/projects", tag = "projects",
    responses((status = 200, description = "The project", body = Projects)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Projects>, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = store::projects::find(&mut conn, caller.project.0).await?;
    let shown = found.map(|project| Project {
        id: project.id,
        number: project.number,
        name: project.name,
        currency: project.currency,
        created_at: project.created_at,
    });
    Ok(Json(Projects { data: shown.into_iter().collect() }))
}
