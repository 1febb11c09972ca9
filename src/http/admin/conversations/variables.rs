//! The variables of a conversation, given and extracted apart, each with its history.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::Refusals;
use crate::app::App;
use crate::domain::variable::VariableSource;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::store;
use crate::store::facts::Value;

/// The variables of a conversation.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Variables {
    /// From a form or the caller, by name.
    input: Vec<Variable>,
    /// Extracted by the assistant, by name; these win where a name is in both.
    extracted: Vec<Variable>,
}

/// A variable.
#[derive(Debug, Serialize, ToSchema)]
pub struct Variable {
    /// Its name.
    #[schema(example = "city")]
    name: String,
    /// `input` or `extracted`.
    #[schema(example = "input")]
    source: String,
    /// Its value.
    #[schema(value_type = Object, example = "Oslo")]
    value: serde_json::Value,
    /// When it got this value.
    #[serde(with = "time::serde::rfc3339")]
    set_at: OffsetDateTime,
    /// The message after which it was extracted, or which was answered when a tool set it; null for what was given.
    message_id: Option<Uuid>,
    /// The values it had before, newest first.
    history: Vec<Former>,
}

/// A value that a variable had.
#[derive(Debug, Serialize, ToSchema)]
pub struct Former {
    /// The value.
    #[schema(value_type = Object, example = "Bergen")]
    value: serde_json::Value,
    /// When it was set.
    #[serde(with = "time::serde::rfc3339")]
    set_at: OffsetDateTime,
    /// As that of the variable.
    message_id: Option<Uuid>,
}

/// Shows the variables of a conversation with their sources, times and former values.
#[utoipa::path(get, path = "/conversations/{id}/variables", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "The variables", body = Variables),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Variables>, Error> {
    let mut conn = app.pool.acquire().await?;
    let values = store::facts::variables(&mut conn, caller.project.0, id).await?;
    if values.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let mut variables = Variables::default();
    for Value { source, name, set_at, value, message_id } in values {
        let given = source == VariableSource::Input.as_str();
        let list = if given { &mut variables.input } else { &mut variables.extracted };
        match list.last_mut().filter(|last| last.name == name) {
            Some(current) => current.history.push(Former { value, set_at, message_id }),
            None => list.push(Variable { name, source, value, set_at, message_id, history: Vec::new() }),
        }
    }
    Ok(Json(variables))
}
