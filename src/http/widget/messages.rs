//! What visitors say, and what was said.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sqlx::PgConnection;
use uuid::Uuid;

use super::shown::Message;
use super::visitor::Visitor;
use crate::app::App;
use crate::assistant::chat::{self, Said};
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::text;
use crate::http::error::Error;
use crate::http::extract::{Json, Query};
use crate::http::faults::Faults;
use crate::store;

/// Most characters of one message.
pub(super) const LONGEST: usize = 4000;

/// Messages of a page where nothing else is asked for.
pub(super) const PAGE: i64 = 50;

/// What the visitor says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessage {
    /// The browser's own id: with the same one it is said once, however often it is sent.
    client_id: String,
    text: String,
    #[serde(default)]
    modality: Modality,
}

/// How it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Modality {
    #[default]
    Text,
    Voice,
}

#[derive(Debug, Serialize)]
pub(super) struct Sent {
    message: Message,
}

/// Records what the visitor says, and that it is to be answered; the answer comes by `/events`.
pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, axum::Json<Sent>), Error> {
    let mut faults = Faults::default();
    faults.length("client_id", &new.client_id, 1, 100);
    faults.length("text", &new.text, 1, LONGEST);
    if new.text.trim().is_empty() {
        faults.add("text", "says nothing; write something");
    }
    faults.unless(())?;
    visitor.pace(&app)?;
    let (project, conversation) = (visitor.project, visitor.conversation()?);
    let spoken = RawValue::from_string(r#"{"modality":"voice"}"#.to_owned());
    let said = Said {
        project,
        conversation,
        text: new.text,
        client_id: Some(text::clean(&new.client_id)),
        content: spoken.ok().filter(|_| new.modality == Modality::Voice),
    };
    let heard = chat::record(&app, &said).await?;
    let mut conn = app.lookups.acquire().await?;
    let row = store::widgets::said::find(&mut conn, project.0, conversation.0, heard.row.id).await?;
    let message = row.map(Message::from).ok_or(Error::SessionGone)?;
    let status = if heard.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, axum::Json(Sent { message })))
}

/// Which part of what was said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// The message before which it ends; left out, the end.
    before: Option<Uuid>,
    /// 1 to 100.
    limit: Option<i64>,
}

/// A part of what was said.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    /// The oldest first.
    pub(super) data: Vec<Message>,
    /// Whether there is more before it.
    pub(super) has_more: bool,
}

/// What was said before.
pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(which): Query<Which>,
) -> Result<axum::Json<Page>, Error> {
    let limit = which.limit.unwrap_or(PAGE);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    let mut conn = app.lookups.acquire().await?;
    page(&mut conn, visitor.project, visitor.conversation()?, which.before, limit).await.map(axum::Json)
}

pub(super) async fn page(
    conn: &mut PgConnection,
    project: ProjectId,
    conversation: ConversationId,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Page, Error> {
    let mut rows = store::widgets::said::page(conn, project.0, conversation.0, before, limit + 1).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > most;
    rows.truncate(most);
    Ok(Page { data: rows.into_iter().rev().map(Message::from).collect(), has_more })
}
