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
use crate::store::widgets::said::Row;

/// Most characters of one message.
pub(super) const LONGEST: usize = 4000;

/// Most files of one message.
const MOST_FILES: usize = 10;

/// Messages of a page where nothing else is asked for.
pub(super) const PAGE: i64 = 50;

/// What the visitor says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessage {
    /// The browser's own id: with the same one it is said once, however often it is sent.
    client_id: String,
    /// May be empty where there are files.
    #[serde(default)]
    text: String,
    #[serde(default)]
    modality: Modality,
    /// Files uploaded in this conversation and not sent yet, at most 10.
    #[serde(default)]
    files: Vec<Uuid>,
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
    faults.length("text", &new.text, 0, LONGEST);
    if new.text.trim().is_empty() && new.files.is_empty() {
        faults.add("text", "says nothing; write something");
    }
    if new.files.len() > MOST_FILES {
        faults.add("files", format!("has {} entries; send at most {MOST_FILES} with one message", new.files.len()));
    }
    faults.unless(())?;
    visitor.pace(&app)?;
    let (project, conversation) = (visitor.project, visitor.conversation()?);
    let kind = kind(&app, (project, conversation), &new).await?;
    let spoken = RawValue::from_string(r#"{"modality":"voice"}"#.to_owned());
    let said = Said {
        project,
        conversation,
        text: new.text,
        client_id: Some(text::clean(&new.client_id)),
        kind,
        files: new.files,
        content: spoken.ok().filter(|_| new.modality == Modality::Voice),
    };
    let heard = chat::record(&app, &said).await?;
    let mut conn = app.lookups.acquire().await?;
    let row = store::widgets::said::find(&mut conn, project.0, conversation.0, heard.row.id).await?;
    let message = shown(&mut conn, project, row.into_iter().collect()).await?.pop().ok_or(Error::SessionGone)?;
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
    rows.reverse();
    Ok(Page { data: shown(conn, project, rows).await?, has_more })
}

/// What the message is, by the first of its files; each must have been uploaded here and not been sent.
async fn kind(
    app: &App,
    (project, conversation): (ProjectId, ConversationId),
    new: &NewMessage,
) -> Result<&'static str, Error> {
    if new.files.is_empty() {
        return Ok("text");
    }
    let mut conn = app.lookups.acquire().await?;
    let types =
        store::attachments::uploads::types(&mut conn, project.0, conversation.0, &new.files, &new.client_id).await?;
    if types.len() != new.files.len() {
        return Err(Error::field(
            "files",
            "names a file that was not uploaded in this chat, or was sent; upload it again",
        ));
    }
    Ok(if types.iter().all(|kind| kind.starts_with("image/")) { "image" } else { "document" })
}

/// Messages with their files.
pub(super) async fn shown(conn: &mut PgConnection, project: ProjectId, rows: Vec<Row>) -> sqlx::Result<Vec<Message>> {
    let with_files: Vec<Uuid> = rows.iter().filter(|row| row.kind != "text").map(|row| row.id).collect();
    let mut files = Vec::new();
    if !with_files.is_empty() {
        files = store::attachments::shown::of_messages(conn, project.0, &with_files).await?;
    }
    Ok(rows.into_iter().map(|row| Message::new(row, &files)).collect())
}
