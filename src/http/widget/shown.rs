//! What a visitor sees of a conversation: what was said and who attends to it, nothing of how.

use serde::Serialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::id::{ConversationId, ProjectId};
use crate::http::error::Error;
use crate::store;
use crate::store::attachments::shown::Row as FileRow;
use crate::store::widgets::said::Row;
use crate::store::widgets::sessions::Session as SessionRow;

/// A message.
#[derive(Debug, Serialize)]
pub(super) struct Message {
    pub(super) id: Uuid,
    /// The browser's own id of it.
    client_id: Option<String>,
    /// `visitor`, `assistant` or `person`.
    role: &'static str,
    /// Who, where a person of the business says it.
    author: Option<String>,
    text: String,
    #[serde(with = "time::serde::rfc3339")]
    pub(super) at: OffsetDateTime,
    /// `text` or `voice`.
    modality: &'static str,
    /// Whether it is an answer that failed, of which `text` is what came.
    failed: bool,
    /// Whether it is an answer that the visitor stopped.
    is_stopped: bool,
    files: Vec<File>,
}

/// A file of a message.
#[derive(Debug, Serialize)]
struct File {
    id: Uuid,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    size: i64,
}

impl Message {
    /// A message with those of `files` that are its own and there.
    pub(super) fn new(row: Row, files: &[FileRow]) -> Self {
        let role = match row.role.as_str() {
            "user" => "visitor",
            "operator" => "person",
            _ => "assistant",
        };
        Self {
            id: row.id,
            client_id: row.external_id.as_deref().and_then(|id| id.strip_prefix("user/")).map(str::to_owned),
            role,
            author: row.author.filter(|_| role == "person"),
            text: row.body,
            at: row.sent_at,
            modality: if row.modality.as_deref() == Some("voice") { "voice" } else { "text" },
            failed: row.has_failed && role == "assistant",
            is_stopped: row.finish_reason.as_deref() == Some("stopped"),
            files: files.iter().filter(|file| file.message_id == Some(row.id)).filter_map(File::of).collect(),
        }
    }
}

impl File {
    fn of(row: &FileRow) -> Option<Self> {
        let (kind, size) = row.media_type.clone().zip(row.size)?;
        Some(Self { id: row.id, name: row.name.clone().unwrap_or_default(), kind, size })
    }
}

/// How a conversation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Conversation {
    id: Uuid,
    /// `active`, `inactive` or `ended`.
    status: String,
    /// `assistant`, `person` or `nobody`.
    attended_by: &'static str,
    #[serde(with = "time::serde::rfc3339")]
    started_at: OffsetDateTime,
    /// Whether an answer is due or under way.
    is_answering: bool,
}

impl Conversation {
    pub(super) async fn find(conn: &mut PgConnection, project: ProjectId, id: ConversationId) -> Result<Self, Error> {
        let state = store::widgets::said::state(conn, project.0, id.0).await?.ok_or(Error::SessionGone)?;
        Ok(Self {
            id: id.0,
            status: state.status,
            attended_by: match (state.is_assigned, state.ai_enabled) {
                (true, _) => "person",
                (false, true) => "assistant",
                (false, false) => "nobody",
            },
            started_at: state.started_at,
            is_answering: state.is_due && state.ai_enabled,
        })
    }
}

/// A visitor's session.
#[derive(Debug, Serialize)]
pub(super) struct Session {
    id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
    /// Who the visitor is, as the site has signed it.
    identity: Option<Identity>,
    conversation: Conversation,
}

/// Somebody whom the site knows.
#[derive(Debug, Serialize)]
struct Identity {
    name: Option<String>,
    email: Option<String>,
}

impl Session {
    pub(super) fn new(row: SessionRow, conversation: Conversation) -> Self {
        let identity = row.subject.map(|_| Identity { name: row.name, email: row.email });
        Self { id: row.id, expires_at: row.expires_at, identity, conversation }
    }
}
