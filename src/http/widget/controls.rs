//! What a visitor may do besides speaking: set variables, stop an answer or have it given anew, end the conversation.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::shown::Conversation;
use super::visitor::Visitor;
use crate::app::App;
use crate::assistant::chat;
use crate::domain::conversation::Ending;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ConversationId, ProjectId};
use crate::http::error::Error;
use crate::http::extract::Json;
use crate::http::faults::Faults;
use crate::http::variables;
use crate::recorder::Intake;
use crate::store;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variables {
    variables: Map<String, Value>,
}

/// Sets variables, as the page knows more of its visitor.
pub(super) async fn set_variables(
    State(app): State<App>,
    visitor: Visitor,
    Json(given): Json<Variables>,
) -> Result<axum::Json<Value>, Error> {
    let mut faults = Faults::default();
    variables::check(&mut faults, &given.variables);
    faults.unless(())?;
    visitor.pace(&app)?;
    let (project, conversation) = (visitor.project, visitor.conversation()?);
    let mut conn = app.pool.acquire().await?;
    let new = variables::changed(&mut conn, project, conversation, given.variables).await?;
    drop(conn);
    if !new.is_empty() {
        let now = app.now();
        let event = |kind| Event { project, conversation: ConversationRef::Id(conversation), kind };
        let events = variables::set(new, now).map(event).collect();
        app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?;
    }
    Ok(axum::Json(json!({})))
}

#[derive(Debug, Serialize)]
pub(super) struct Stopped {
    /// False when no answer was due or under way.
    stopped: bool,
}

/// Ends the answer; what was said of it so far stays.
pub(super) async fn stop(State(app): State<App>, visitor: Visitor) -> Result<axum::Json<Stopped>, Error> {
    let stopped = chat::stop(&app, visitor.project, visitor.conversation()?).await?;
    Ok(axum::Json(Stopped { stopped }))
}

#[derive(Debug, Serialize)]
pub(super) struct Retried {
    /// False when the newest answer did not fail.
    retried: bool,
}

/// Has the newest answer, which failed, be given anew.
pub(super) async fn retry(State(app): State<App>, visitor: Visitor) -> Result<axum::Json<Retried>, Error> {
    visitor.pace(&app)?;
    let mut conn = app.lookups.acquire().await?;
    let (project, conversation) = (visitor.project.0, visitor.conversation()?.0);
    let retried = store::widgets::said::again(&mut conn, project, conversation, app.now()).await?;
    Ok(axum::Json(Retried { retried }))
}

#[derive(Debug, Serialize)]
pub(super) struct Ended {
    conversation: Conversation,
}

/// Ends the conversation; it stays on record, and a further message has it go on.
pub(super) async fn end(State(app): State<App>, visitor: Visitor) -> Result<axum::Json<Ended>, Error> {
    let (project, conversation) = (visitor.project, visitor.conversation()?);
    end_now(&app, project, conversation, Ending::Visitor).await?;
    let mut conn = app.lookups.acquire().await?;
    Ok(axum::Json(Ended { conversation: Conversation::find(&mut conn, project, conversation).await? }))
}

/// Ends a conversation unless it has ended.
pub(super) async fn end_now(
    app: &App,
    project: ProjectId,
    conversation: ConversationId,
    reason: Ending,
) -> Result<(), Error> {
    let mut conn = app.lookups.acquire().await?;
    let control = store::conversations::control::find(&mut conn, project.0, conversation.0).await?;
    drop(conn);
    let control = control.ok_or(Error::SessionGone)?;
    if control.status == "ended" {
        return Ok(());
    }
    let now = app.now();
    let kind = EventKind::Ended { at: now.max(control.last_activity_at), reason };
    let events = vec![Event { project, conversation: ConversationRef::Id(conversation), kind }];
    app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?;
    Ok(())
}
