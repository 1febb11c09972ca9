//! The scores of a conversation.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::Refusals;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::store;

/// The scores of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scores {
    /// By name, then author.
    data: Vec<Score>,
}

/// A score.
#[derive(Debug, Serialize, ToSchema)]
pub struct Score {
    /// What was judged.
    #[schema(example = "helpful")]
    name: String,
    /// The judgement.
    #[schema(example = 0.8)]
    value: f64,
    /// Why.
    reason: Option<String>,
    /// What it came by, for example `api`.
    #[schema(example = "api")]
    source: String,
    /// Who judged; each author has one score of a name.
    #[schema(example = "judge")]
    author: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    set_at: OffsetDateTime,
}

/// Shows the scores of a conversation.
#[utoipa::path(get, path = "/conversations/{id}/scores", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "The scores", body = Scores),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Scores>, Error> {
    let mut conn = app.pool.acquire().await?;
    let scores = store::facts::scores(&mut conn, caller.project.0, id).await?;
    if scores.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let data = scores
        .into_iter()
        .map(|score| Score {
            name: score.name,
            value: score.value,
            reason: score.reason,
            source: score.source,
            author: score.author,
            set_at: score.set_at,
        })
        .collect();
    Ok(Json(Scores { data }))
}
