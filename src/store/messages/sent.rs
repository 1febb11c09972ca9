//! Messages of ours on the platform: the id it gave them, or that it would not take them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::statuses::Failed;

/// A message of ours and what became of it so far.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Sent {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub external_id: Option<String>,
    pub source_id: Uuid,
    pub role: String,
    pub kind: String,
    pub body: String,
    /// JSON text.
    pub content: Option<String>,
    pub sent_at: OffsetDateTime,
    pub status: i16,
    pub error: Option<String>,
}

/// One message of a project.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Sent>> {
    sqlx::query_as!(
        Sent,
        "select id, conversation_id, external_id, source_id, role, kind, body, content::text, sent_at, status, error
         from messages where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Gives messages the platform's ids, by which statuses, reactions and replies speak of them from now on.
pub async fn name(
    conn: &mut PgConnection,
    project: Uuid,
    messages: &[Uuid],
    channels: &[Uuid],
    external_ids: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update messages m set source_id = t.channel_id, external_id = t.external_id
         from (select $1::uuid as project_id, * from unnest($2::uuid[], $3::uuid[], $4::text[])
                 as t (id, channel_id, external_id) offset 0) t
         where m.project_id = t.project_id and m.id = t.id and m.external_id is null
           and not exists (select from messages o where o.project_id = t.project_id and o.source_id = t.channel_id
             and o.external_id = t.external_id)",
        project,
        messages,
        channels,
        external_ids,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes back that a message failed; returns what its conversation must be told, if it had failed.
pub async fn forgive(
    conn: &mut PgConnection,
    project: Uuid,
    message: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Option<Failed>> {
    sqlx::query_as!(
        Failed,
        r#"update messages set status = 1, status_at = $3, error = null
           where project_id = $1 and id = $2 and status = 9
           returning conversation_id, (sent_at at time zone 'utc')::date as "day!", -1::bigint as "messages!",
             array[id] as "ids!""#,
        project,
        message,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Marks a message as failed for a reason; returns the conversation to be told, unless it had failed before.
pub async fn fail(
    conn: &mut PgConnection,
    project: Uuid,
    message: Uuid,
    error: &str,
    now: OffsetDateTime,
) -> sqlx::Result<Option<Failed>> {
    sqlx::query_as!(
        Failed,
        r#"
with before as (
  select id, error is not null or status = 9 as failed from messages where project_id = $1 and id = $2 for update
)
update messages m set status = 9, status_at = $4, error = coalesce(m.error, $3) from before b
where m.project_id = $1 and m.id = b.id and not b.failed
returning m.conversation_id, (m.sent_at at time zone 'utc')::date as "day!", 1::bigint as "messages!",
  array[m.id] as "ids!"
        "#,
        project,
        message,
        error,
        now,
    )
    .fetch_optional(conn)
    .await
}
