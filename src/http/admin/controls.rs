//! What a caller may change about a conversation: whether the assistant answers, tags, variables, and its end.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::conversations::record::Assignee;
use super::tags;
use crate::app::App;
use crate::domain::conversation::Ending;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::ConversationId;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;
use crate::http::variables;
use crate::recorder::Intake;
use crate::store;
use crate::store::conversations::control::Control;

/// The switches of a conversation as they stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct Controls {
    /// The conversation.
    pub id: ConversationId,
    /// Its type.
    #[serde(rename = "type")]
    #[schema(example = "api")]
    pub kind: String,
    /// Whether the assistant answers; recording goes on either way.
    pub ai_enabled: bool,
    /// Who of the staff has taken it over; null while nobody has.
    pub assignee: Option<Assignee>,
    /// Its tags.
    #[schema(example = json!(["refund"]))]
    pub tags: Vec<String>,
    /// `active`, `inactive` or `ended`.
    #[schema(example = "active")]
    pub status: String,
    /// When it was last ended.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
}

impl Controls {
    pub(super) fn new(id: Uuid, control: Control) -> Self {
        Self {
            id: ConversationId(id),
            kind: control.kind,
            ai_enabled: control.ai_enabled,
            assignee: control.assignee.zip(control.assigned_at).map(|(name, since)| Assignee { name, since }),
            tags: control.tags,
            status: control.status,
            ended_at: control.ended_at,
        }
    }
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Whether the assistant answers.
    #[serde(default)]
    pub ai_enabled: Option<bool>,
    /// All tags it is to have: at most 50, each of 1 to 100 characters.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// Switch answers on or off, set tags
///
/// Setting what is already set changes nothing. Every change leaves a row in the audit log.
#[utoipa::path(
    patch, path = "/conversations/{id}", operation_id = "change_conversation", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = Change, example = json!({"ai_enabled": false, "tags": ["refund"]})),
    responses(
        (status = 200, description = "Changed", body = Controls),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(change): Json<Change>,
) -> Result<axum::Json<Controls>, Error> {
    if change.ai_enabled.is_none() && change.tags.is_none() {
        return Err(Error::field("body", "changes nothing; give `ai_enabled`, `tags` or both"));
    }
    let mut faults = Faults::default();
    let tags = change.tags.map(|given| tags::clean(&mut faults, "tags", given));
    faults.unless(())?;
    let now = app.now();
    let mut tx = app.pool.begin().await?;
    if !store::conversations::control::set(&mut tx, caller.project.0, id, change.ai_enabled, tags.as_deref()).await? {
        return Err(Error::NotFound("conversation"));
    }
    let detail = json!({"ai_enabled": change.ai_enabled, "tags": tags.map(|tags| tags.len())});
    let entry = caller.does("conversation.update", id.to_string(), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    let control = store::conversations::control::find(&mut tx, caller.project.0, id).await?;
    tx.commit().await?;
    control.map(|control| axum::Json(Controls::new(id, control))).ok_or(Error::NotFound("conversation"))
}

/// End a conversation
///
/// It stays on record. Ending it again changes nothing; a further message has it go on.
#[utoipa::path(
    post, path = "/conversations/{id}/end", operation_id = "end_conversation", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "Ended", body = Controls),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<axum::Json<Controls>, Error> {
    let control = find(&app, &caller, id).await?;
    end_now(&app, &caller, id, control, Ending::Api).await.map(axum::Json)
}

/// Ends a conversation unless it has ended.
pub(super) async fn end_now(
    app: &App,
    caller: &Caller,
    id: Uuid,
    control: Control,
    reason: Ending,
) -> Result<Controls, Error> {
    if control.status == "ended" {
        return Ok(Controls::new(id, control));
    }
    let now = app.now();
    // Messages may be dated ahead of our clock; the end is behind them all the same.
    let ended = EventKind::Ended { at: now.max(control.last_activity_at), reason };
    record(app, caller, id, [ended], now).await?;
    find(app, caller, id).await.map(|control| Controls::new(id, control))
}

/// Variables by name; those that are left out stay.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenVariables {
    /// Any JSON values by name: at most 100.
    #[schema(value_type = Object, example = json!({"plan": "pro"}))]
    pub variables: Map<String, Value>,
}

/// Set variables
///
/// They count as given by the caller (`input_variables`); every value stays in the history. Answers with all given ones.
#[utoipa::path(
    put, path = "/conversations/{id}/variables", operation_id = "set_variables", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = GivenVariables, example = json!({"variables": {"plan": "pro"}})),
    responses(
        (status = 200, description = "All variables given so far", body = GivenVariables),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn set_variables(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(given): Json<GivenVariables>,
) -> Result<axum::Json<GivenVariables>, Error> {
    let mut faults = Faults::default();
    variables::check(&mut faults, &given.variables);
    faults.unless(())?;
    find(&app, &caller, id).await?;
    let mut conn = app.pool.acquire().await?;
    let new = variables::changed(&mut conn, caller.project, ConversationId(id), given.variables).await?;
    if !new.is_empty() {
        drop(conn);
        let now = app.now();
        record(&app, &caller, id, variables::set(new, now), now).await?;
        conn = app.pool.acquire().await?;
    }
    let all = store::conversations::control::variables(&mut conn, caller.project.0, id).await?;
    let given = all.into_iter().filter(|variable| variable.source == "input");
    Ok(axum::Json(GivenVariables { variables: given.map(|variable| (variable.name, variable.value)).collect() }))
}

async fn find(app: &App, caller: &Caller, id: Uuid) -> Result<Control, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = store::conversations::control::find(&mut conn, caller.project.0, id).await?;
    found.ok_or(Error::NotFound("conversation"))
}

async fn record(
    app: &App,
    caller: &Caller,
    id: Uuid,
    happened: impl IntoIterator<Item = EventKind>,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let project = caller.project;
    let conversation = ConversationRef::Id(ConversationId(id));
    let events = happened.into_iter().map(|kind| Event { project, conversation: conversation.clone(), kind }).collect();
    app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?;
    Ok(())
}
