//! The newest messages of a conversation, for the one who answers and for a chat that resumes.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A message as it was recorded.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Row {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub role: String,
    pub kind: String,
    pub body: String,
    pub reply_to: Option<String>,
    /// JSON text.
    pub content: Option<String>,
    pub sent_at: OffsetDateTime,
    pub tool_calls: Option<serde_json::Value>,
    pub input_tokens: i64,
    pub output_tokens: i64,
    pub cache_read_tokens: i64,
    pub cache_write_tokens: i64,
    pub reasoning_tokens: i64,
    pub cost_nanos: Option<i64>,
    pub channel_nanos: Option<i64>,
    pub model: Option<String>,
    pub error: Option<String>,
}

/// The newest `limit` messages up to and with the one of `until`, newest first; without `until` the newest of all.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    until: Option<(OffsetDateTime, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<Row>> {
    let (at, id) = until.unzip();
    sqlx::query_as!(
        Row,
        "select id, external_id, role, kind, body, reply_to, content::text, sent_at, tool_calls, input_tokens,
           output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, channel_nanos, model, error
         from messages
         where project_id = $1 and conversation_id = $2
           and (sent_at, id) <= (coalesce($3, 'infinity'::timestamptz), coalesce($4, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
         order by sent_at desc, id desc limit $5",
        project,
        conversation,
        at,
        id,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Calls of tools whose names (see [`crate::store::answers::round`]) are greater than `behind` and at most `until`, in
/// their order; at most a hundred.
pub async fn rounds(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    behind: &str,
    until: &str,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        "select id, external_id, role, kind, body, reply_to, content::text, sent_at, tool_calls, input_tokens,
           output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, channel_nanos, model, error
         from messages
         where project_id = $1 and source_id = $2 and external_id > $3 and external_id <= $4
         order by external_id limit 100",
        project,
        conversation,
        behind,
        until,
    )
    .fetch_all(conn)
    .await
}

/// One message of a conversation.
pub async fn find(conn: &mut PgConnection, project: Uuid, conversation: Uuid, id: Uuid) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        "select id, external_id, role, kind, body, reply_to, content::text, sent_at, tool_calls, input_tokens,
           output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, channel_nanos, model, error
         from messages where project_id = $1 and id = $3 and conversation_id = $2",
        project,
        conversation,
        id,
    )
    .fetch_optional(conn)
    .await
}
