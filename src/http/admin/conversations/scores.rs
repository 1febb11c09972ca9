//! The scores of a conversation and of its messages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::super::Refusals;
use super::super::author::author;
use crate::app::App;
use crate::domain::text;
use crate::http::auth::{Caller, Who};
use crate::http::error::{Error, Problem};
use crate::http::extract::{self, Path, Query};
use crate::http::faults::Faults;
use crate::store;
use crate::store::conversations::begin;
use crate::store::scores::Score as Row;

/// The scores of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scores {
    /// By name, then author, then message.
    data: Vec<Score>,
}

/// A score.
#[derive(Debug, Serialize, ToSchema)]
pub struct Score {
    /// What was judged.
    #[schema(example = "helpful")]
    name: String,
    /// The message that was judged; null: the conversation as a whole.
    message_id: Option<Uuid>,
    /// The judgement as a number.
    #[schema(example = 0.8)]
    value: Option<f64>,
    /// The judgement in a word.
    category: Option<String>,
    /// Why.
    reason: Option<String>,
    /// What it came by: `ui` or `api`.
    #[schema(example = "api")]
    source: String,
    /// Who judged: a person by the name they have now, or the key's. Each has one score of a name for each message, and
    /// one for the whole; two of the same name are two.
    #[schema(example = "judge")]
    author: String,
    /// Whether it is the caller's own, to replace or take back.
    mine: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    set_at: OffsetDateTime,
}

impl Score {
    /// As whoever is this actor sees it.
    fn seen(row: Row, actor: &str) -> Self {
        Self {
            mine: row.actor == actor,
            name: row.name,
            message_id: (!row.message_id.is_nil()).then_some(row.message_id),
            value: row.value,
            category: row.category,
            reason: row.reason,
            source: row.source,
            author: row.author,
            set_at: row.set_at,
        }
    }
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
    let scores = store::scores::list(&mut conn, caller.project.0, id).await?;
    if scores.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let actor = author(&mut conn, &caller).await?.actor;
    Ok(Json(Scores { data: scores.into_iter().map(|row| Score::seen(row, &actor)).collect() }))
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetScore {
    /// As a number; this or `category` must be there.
    #[schema(example = 1)]
    value: Option<f64>,
    /// In a word, 1 to 100 characters.
    category: Option<String>,
    /// Why, up to 2,000 characters.
    reason: Option<String>,
    /// The message that is judged; left out, the conversation as a whole.
    message_id: Option<Uuid>,
}

/// Give a score
///
/// The caller's own score of that name is replaced. Thumbs up and down are `user_feedback` of a message, 1 or 0.
#[utoipa::path(put, path = "/conversations/{id}/scores/{name}", operation_id = "set_score", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation"), ("name" = String, Path, description = "What is judged, 1 to 100 characters")),
    request_body(content = SetScore, example = json!({"value": 1, "reason": "Right at once."})),
    responses(
        (status = 200, description = "The score", body = Score),
        (status = 404, description = "No such conversation or message", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    Path((id, name)): Path<(Uuid, String)>,
    extract::Json(given): extract::Json<SetScore>,
) -> Result<Json<Score>, Error> {
    let mut faults = Faults::default();
    let name = text::clean(name.trim());
    faults.length("name", &name, 1, 100);
    let category = given.category.as_deref().map(|word| text::clean(word.trim()));
    if let Some(word) = &category {
        faults.length("category", word, 1, 100);
    }
    let reason = given.reason.as_deref().map(|why| text::clean(why.trim())).filter(|why| !why.is_empty());
    if let Some(why) = &reason {
        faults.length("reason", why, 1, 2000);
    }
    if given.value.is_none() && category.is_none() {
        faults.add("value", "is missing, and so is `category`; give one of them");
    }
    faults.unless(())?;
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    if begin::hold(&mut tx, project, &[id]).await? == 0 {
        return Err(Error::NotFound("conversation"));
    }
    if let Some(message) = given.message_id
        && !store::scores::has_message(&mut tx, project, id, message).await?
    {
        return Err(Error::NotFound("message in this conversation"));
    }
    let source = if matches!(caller.who, Who::User(_)) { "ui" } else { "api" };
    let by = author(&mut tx, &caller).await?;
    let row = Row {
        name,
        actor: by.actor.clone(),
        author: by.name,
        message_id: given.message_id.unwrap_or_default(),
        value: given.value,
        category,
        reason,
        source: source.to_owned(),
        set_at: now,
    };
    store::scores::set(&mut tx, project, id, &row).await?;
    log(&app, &mut tx, &caller, "score.set", id).await?;
    tx.commit().await?;
    Ok(Json(Score::seen(row, &by.actor)))
}

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfMessage {
    /// The message that was judged; left out, the conversation as a whole.
    message_id: Option<Uuid>,
}

/// Take a score back
#[utoipa::path(delete, path = "/conversations/{id}/scores/{name}", operation_id = "remove_score", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation"), ("name" = String, Path, description = "What was judged"), OfMessage),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "The caller gave no such score", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, name)): Path<(Uuid, String)>,
    Query(of): Query<OfMessage>,
) -> Result<StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    let actor = author(&mut tx, &caller).await?.actor;
    let message = of.message_id.unwrap_or_default();
    if !store::scores::remove(&mut tx, caller.project.0, id, name.trim(), &actor, message).await? {
        return Err(Error::NotFound("score of yours"));
    }
    log(&app, &mut tx, &caller, "score.remove", id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn log(app: &App, conn: &mut PgConnection, caller: &Caller, act: &str, id: Uuid) -> sqlx::Result<()> {
    let entry = caller.does(act, format!("conversation:{id}"), json!({}));
    store::audit::insert(conn, app.id(), &entry, app.now()).await
}
