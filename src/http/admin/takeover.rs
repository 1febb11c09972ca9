//! Staff take a conversation over from the assistant and hand it back; who and when stands on record.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::controls::Controls;
use super::signed;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;
use crate::store;
use crate::store::conversations::change::{self, Fact};
use crate::store::conversations::{begin, control};

/// Who takes over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Takeover)]
pub struct TakeOver {
    /// The name to be shown, 1 to 100 characters; left out, the name of the key.
    #[schema(example = "Maria")]
    assignee: Option<String>,
}

/// Take a conversation over
///
/// The assistant answers no more until it is handed back, also not what waits already; an answer that is being written
/// is dropped. Taking over from somebody else is taking over.
#[utoipa::path(post, path = "/conversations/{id}/takeover", operation_id = "take_over_conversation", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = TakeOver, example = json!({"assignee": "Maria"})),
    responses(
        (status = 200, description = "Taken over", body = Controls),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take_over(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(given): Json<TakeOver>,
) -> Result<axum::Json<Controls>, Error> {
    let mut faults = Faults::default();
    if let Some(name) = &given.assignee {
        faults.length("assignee", name.trim(), 1, 100);
    }
    faults.unless(())?;
    hand(&app, &caller, id, Some(given)).await
}

/// Hand a conversation back
///
/// The assistant answers what the customer says from then on.
#[utoipa::path(post, path = "/conversations/{id}/handback", operation_id = "hand_back_conversation", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "Handed back", body = Controls),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn hand_back(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<Controls>, Error> {
    hand(&app, &caller, id, None).await
}

async fn hand(app: &App, caller: &Caller, id: Uuid, to: Option<TakeOver>) -> Result<axum::Json<Controls>, Error> {
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    begin::lock(&mut tx, project, &[id]).await?;
    let before = control::find(&mut tx, project, id).await?.ok_or(Error::NotFound("conversation"))?;
    let is_taken = to.is_some();
    let name = match to {
        Some(given) => Some(signed(&mut tx, caller, given.assignee).await?),
        None => None,
    };
    if before.assignee == name && before.ai_enabled != is_taken {
        return Ok(axum::Json(Controls::new(id, before)));
    }
    control::hand(&mut tx, project, id, name.as_deref().map(|name| (name, now)), !is_taken).await?;
    if is_taken {
        store::answers::delete(&mut tx, project, &[id]).await?;
    }
    let (act, kind) = if is_taken {
        ("conversation.takeover", "conversation.taken_over")
    } else {
        ("conversation.handback", "conversation.handed_back")
    };
    let data = json!({"by": caller.actor(), "assignee": name, "was": before.assignee});
    let fact = Fact { project, id: app.id(), conversation: id, kind, at: now, data: &data, recorded_at: now };
    change::note(&mut tx, &fact).await?;
    // Names of people stand in the record, which can be deleted, and not in the log, which cannot.
    let detail = json!({"was_assigned": before.assignee.is_some(), "ai_was_enabled": before.ai_enabled});
    let entry = caller.does(act, format!("conversation:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    let after = control::find(&mut tx, project, id).await?.ok_or(Error::NotFound("conversation"))?;
    tx.commit().await?;
    Ok(axum::Json(Controls::new(id, after)))
}
