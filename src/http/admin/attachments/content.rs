//! What is in a file.

use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::super::Refusals;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::http::handing_out;
use crate::store::attachments::shown;

/// Get a file
///
/// Always as something to be saved: `Content-Disposition: attachment`, never a type that a browser runs.
#[utoipa::path(get, path = "/attachments/{id}/content", operation_id = "attachment_content", tag = "attachments",
    params(("id" = Uuid, Path, description = "The file")),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/octet-stream"),
        (status = 404, description = "No such file", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not here, or not yet", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn get(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let found = shown::find(&mut *app.pool.acquire().await?, caller.project.0, id).await?;
    handing_out::answer(&app, caller.project, found.ok_or(Error::NotFound("file"))?).await
}
