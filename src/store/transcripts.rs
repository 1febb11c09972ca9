//! The messages of a conversation in the order in which they were said.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::page::Order;

/// A message as a transcript shows it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Row {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub role: String,
    pub author: Option<String>,
    pub kind: String,
    pub body: String,
    pub target_id: Option<String>,
    pub reply_to: Option<String>,
    pub content: Option<sqlx::types::Json<Box<serde_json::value::RawValue>>>,
    pub sent_at: OffsetDateTime,
    pub received_at: OffsetDateTime,
    pub status: i16,
    pub status_at: Option<OffsetDateTime>,
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

/// Which part of which transcript.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Whose conversation.
    pub project: Uuid,
    /// The conversation.
    pub conversation: Uuid,
    /// Kinds to leave out.
    pub without: &'a [String],
    /// In which order to read.
    pub order: Order,
    /// Where to begin; that message is not read again.
    pub after: Option<(OffsetDateTime, Uuid)>,
    /// How many to read.
    pub limit: i64,
}

/// A page of messages.
pub async fn page(conn: &mut PgConnection, request: &Request<'_>) -> sqlx::Result<Vec<Row>> {
    match request.order {
        Order::Ascending => up(conn, request).await,
        Order::Descending => down(conn, request).await,
    }
}

macro_rules! pages {
    ($($name:ident $comparison:tt $direction:tt;)+) => {$(
        async fn $name(conn: &mut PgConnection, request: &Request<'_>) -> sqlx::Result<Vec<Row>> {
            sqlx::query_as!(
                Row,
                "select id, external_id, role, author, kind, body, target_id, reply_to, content as \"content: _\", sent_at,
                   received_at, status, status_at, tool_calls, input_tokens, output_tokens, cache_read_tokens,
                   cache_write_tokens, reasoning_tokens, cost_nanos, channel_nanos, model, error
                 from messages where project_id = $1 and conversation_id = $2 and kind <> all($3)
                   and ($5::uuid is null or (sent_at, id) " + $comparison + " ($4::timestamptz, $5))
                 order by sent_at " + $direction + ", id " + $direction + " limit $6",
                request.project,
                request.conversation,
                request.without,
                request.after.map(|(at, _)| at),
                request.after.map(|(_, id)| id),
                request.limit,
            )
            .fetch_all(conn)
            .await
        }
    )+};
}

pages! {
    up ">" "asc";
    down "<" "desc";
}

/// One message of a conversation.
pub async fn find(conn: &mut PgConnection, project: Uuid, conversation: Uuid, id: Uuid) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"select id, external_id, role, author, kind, body, target_id, reply_to, content as "content: _", sent_at,
             received_at, status, status_at, tool_calls, input_tokens, output_tokens, cache_read_tokens,
             cache_write_tokens, reasoning_tokens, cost_nanos, channel_nanos, model, error
           from messages where project_id = $1 and id = $3 and conversation_id = $2"#,
        project,
        conversation,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// A message that is about another one.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct About {
    pub id: Uuid,
    pub target_id: String,
    pub role: String,
    pub author: Option<String>,
    pub kind: String,
    pub body: String,
    pub sent_at: OffsetDateTime,
}

/// What was said about the messages of these external ids.
pub async fn about(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    targets: &[String],
) -> sqlx::Result<Vec<About>> {
    sqlx::query_as!(
        About,
        r#"select id, target_id as "target_id!", role, author, kind, body, sent_at from messages
           where project_id = $1 and conversation_id = $2 and target_id = any($3)"#,
        project,
        conversation,
        targets,
    )
    .fetch_all(conn)
    .await
}
