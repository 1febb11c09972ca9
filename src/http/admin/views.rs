//! Views of the list that people keep: a name and what stands behind the question mark.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::domain::text;
use crate::http::auth::{Caller, Scope};
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::http::faults::Faults;
use crate::store;
use crate::store::views::View as Row;

/// Views.
#[derive(Debug, Serialize, ToSchema)]
pub struct Views {
    /// By name.
    data: Vec<View>,
}

/// A view.
#[derive(Debug, Serialize, ToSchema)]
pub struct View {
    id: Uuid,
    #[schema(example = "Refunds of this week")]
    name: String,
    /// The parameters of the list, as in an address.
    #[schema(example = "tag=refund&sort=-cost")]
    query: String,
    /// Whether everybody of the project sees it.
    shared: bool,
    /// Whether it is the caller's own.
    own: bool,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
}

/// List one's own views and those that are shared
#[utoipa::path(get, path = "/views", operation_id = "list_views", tag = "conversations",
    responses((status = 200, description = "The views", body = Views)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Views>, Error> {
    let owner = caller.actor();
    let mut conn = app.pool.acquire().await?;
    let rows = store::views::list(&mut conn, caller.project.0, &owner).await?;
    Ok(Json(Views { data: rows.into_iter().map(|row| shown(row, &owner)).collect() }))
}

fn shown(row: Row, owner: &str) -> View {
    View {
        id: row.id,
        own: row.owner == owner,
        name: row.name,
        query: row.query,
        shared: row.shared,
        created_at: row.created_at,
    }
}

/// A view to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewView {
    /// 1 to 100 characters; one's own view of that name is replaced.
    #[schema(example = "Refunds of this week")]
    name: String,
    /// The parameters of the list, up to 4,000 bytes.
    #[schema(example = "tag=refund&sort=-cost")]
    query: String,
    /// Whether everybody of the project is to see it; takes the scope `review`.
    #[serde(default)]
    shared: bool,
}

/// Keep a view
#[utoipa::path(post, path = "/views", operation_id = "keep_view", tag = "conversations",
    request_body(content = NewView, example = json!({"name": "Refunds of this week", "query": "tag=refund&sort=-cost"})),
    responses((status = 201, description = "The view", body = View)))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<NewView>,
) -> Result<(StatusCode, Json<View>), Error> {
    let mut faults = Faults::default();
    let name = text::clean(new.name.trim());
    faults.length("name", &name, 1, 100);
    if new.query.len() > 4000 {
        faults.add("query", format!("has {} bytes; give at most 4000", new.query.len()));
    }
    faults.unless(())?;
    if new.shared && !caller.scopes.contains(&Scope::Review) {
        return Err(Error::Forbidden("Sharing a view takes the permission `review`.".to_owned()));
    }
    let owner = caller.actor();
    let query = text::clean(&new.query);
    let mut row = Row { id: app.id(), owner, name, query, shared: new.shared, created_at: app.now() };
    let mut conn = app.pool.acquire().await?;
    row.id = store::views::set(&mut conn, caller.project.0, &row).await?;
    let owner = row.owner.clone();
    Ok((StatusCode::CREATED, Json(shown(row, &owner))))
}

/// Forget a view
///
/// One's own; with the scope `manage` also what others share.
#[utoipa::path(delete, path = "/views/{id}", operation_id = "forget_view", tag = "conversations",
    params(("id" = Uuid, Path, description = "The view")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No view of the caller's", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let any = caller.scopes.contains(&Scope::Manage);
    let mut conn = app.pool.acquire().await?;
    if !store::views::remove(&mut conn, caller.project.0, id, &caller.actor(), any).await? {
        return Err(Error::NotFound("view of yours"));
    }
    Ok(StatusCode::NO_CONTENT)
}
