//! What visitors see of their conversation.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A message as visitors may see it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Row {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub role: String,
    pub author: Option<String>,
    pub kind: String,
    pub body: String,
    pub sent_at: OffsetDateTime,
    /// `voice`, where it was spoken.
    pub modality: Option<String>,
    pub finish_reason: Option<String>,
    pub has_failed: bool,
}

/// The newest `limit` before the message `before`, or of all, the newest first.
pub async fn page(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select id, external_id, role, author, kind, body, sent_at, content ->> 'modality' as modality,
             content ->> 'finish_reason' as finish_reason, error is not null as "has_failed!"
           from messages
           where project_id = $1 and conversation_id = $2
             and (sent_at, id) < (
               coalesce((select sent_at from messages where project_id = $1 and id = $3 and conversation_id = $2), 'infinity'),
               coalesce($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
             and role in ('user', 'assistant', 'operator') and kind in ('text', 'error', 'stopped', 'image', 'audio', 'video', 'document')
           order by sent_at desc, id desc limit $4"#,
        project,
        conversation,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The first `limit` said at `from` or later, the oldest first.
pub async fn since(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    from: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select id, external_id, role, author, kind, body, sent_at, content ->> 'modality' as modality,
             content ->> 'finish_reason' as finish_reason, error is not null as "has_failed!"
           from messages
           where project_id = $1 and conversation_id = $2 and sent_at >= $3
             and role in ('user', 'assistant', 'operator') and kind in ('text', 'error', 'stopped', 'image', 'audio', 'video', 'document')
           order by sent_at, id limit $4"#,
        project,
        conversation,
        from,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// One message.
pub async fn find(conn: &mut PgConnection, project: Uuid, conversation: Uuid, id: Uuid) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"select id, external_id, role, author, kind, body, sent_at, content ->> 'modality' as modality,
             content ->> 'finish_reason' as finish_reason, error is not null as "has_failed!"
           from messages where project_id = $1 and id = $3 and conversation_id = $2"#,
        project,
        conversation,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// How a conversation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns of the table conversations")]
pub struct State {
    pub status: String,
    pub ai_enabled: bool,
    pub is_assigned: bool,
    pub started_at: OffsetDateTime,
    /// Whether an answer is due or under way.
    pub is_due: bool,
}

/// How a conversation stands; nothing when there is none.
pub async fn state(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<State>> {
    sqlx::query_as!(
        State,
        r#"select status, ai_enabled, assignee is not null as "is_assigned!", started_at,
             exists (select from answers where project_id = $1 and conversation_id = $2) as "is_due!"
           from conversations where project_id = $1 and id = $2"#,
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Has the answer to a visitor's newest message be given anew if it failed: the failed one stays on record under
/// another name. False when there is nothing to be answered anew.
pub async fn again(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let asked = sqlx::query_scalar!(
        r#"
with newest as (
  select id, external_id, error from messages
  where project_id = $1 and conversation_id = $2 and external_id ^@ 'answer/'
  order by sent_at desc, id desc limit 1
), named as (
  update messages m set external_id = 'failed/' || m.id
  from newest n
  where m.project_id = $1 and m.id = n.id and n.error is not null and m.external_id = n.external_id
  returning substr(n.external_id, 8)::uuid as heard
), due as (
  insert into answers (project_id, conversation_id, message_id, due_at)
  select $1, $2, heard, $3 from named
  on conflict (project_id, conversation_id) do nothing
)
select count(*) as "asked!" from named
        "#,
        project,
        conversation,
        now,
    )
    .fetch_one(conn)
    .await?;
    Ok(asked == 1)
}
