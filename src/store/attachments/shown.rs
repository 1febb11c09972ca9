//! Files as people are shown them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A file and what became of it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table attachments")]
pub struct Row {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub message_id: Option<Uuid>,
    pub kind: Option<String>,
    pub name: Option<String>,
    pub declared_type: Option<String>,
    pub state: String,
    pub media_type: Option<String>,
    pub size: Option<i64>,
    pub sha256: Option<Vec<u8>>,
    pub error: Option<String>,
    pub derived_text: Option<String>,
    pub derived_from: Option<String>,
    pub derived_error: Option<String>,
    pub created_at: OffsetDateTime,
}

/// The files of a conversation's messages, the oldest first, those behind `after`.
pub async fn of_conversation(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        "select id, conversation_id, message_id, kind, name, declared_type, state, media_type, size, sha256, error,
           derived_text, derived_from, derived_error, created_at
         from attachments where project_id = $1 and conversation_id = $2 and id > $3 and message_id is not null
         order by id limit $4",
        project,
        conversation,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The files of messages, in the order of their ids.
pub async fn of_messages(conn: &mut PgConnection, project: Uuid, messages: &[Uuid]) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        "select id, conversation_id, message_id, kind, name, declared_type, state, media_type, size, sha256, error,
           derived_text, derived_from, derived_error, created_at
         from attachments where project_id = $1 and message_id = any ($2) order by id",
        project,
        messages,
    )
    .fetch_all(conn)
    .await
}

/// One file.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        "select id, conversation_id, message_id, kind, name, declared_type, state, media_type, size, sha256, error,
           derived_text, derived_from, derived_error, created_at
         from attachments where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}
