//! Spans and traces of conversations that are deleted, and of those that grow too old.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Locks the traces of conversations, before the conversations: as whoever works them out does.
pub async fn lock(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select trace_id from traces where project_id = $1 and trace_id in (
           select trace_id from conversation_traces where project_id = $1 and conversation_id = any ($2))
         order by trace_id for update",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Deletes the spans of conversations. Of a trace that others share, theirs stay; spans that were placed nowhere go,
/// since they may hold the words of either.
pub async fn spans(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from spans s using conversation_traces t
         where t.project_id = $1 and t.conversation_id = any ($2) and s.project_id = $1 and s.trace_id = t.trace_id
           and (not t.shared or s.conversation_id is null or s.conversation_id = t.conversation_id)",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes which messages turns were made into.
pub async fn turns(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from turns where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes what traces brought to conversations.
pub async fn links(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from conversation_traces where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes those of these traces that belong to no conversation any more.
pub async fn traces(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from traces t where t.project_id = $1 and t.trace_id = any ($2) and not exists (
           select from conversation_traces c where c.project_id = $1 and c.trace_id = t.trace_id)",
        project,
        traces,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes up to `limit` traces that began before a time and belong to no conversation, with their spans; returns how
/// many.
pub async fn old(conn: &mut PgConnection, project: Uuid, before: OffsetDateTime, limit: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"
with old as (
  delete from traces where project_id = $1 and trace_id = any(array(
    select t.trace_id from traces t
    where t.project_id = $1 and t.first_at < $2 and not exists (
      select from conversation_traces c where c.project_id = $1 and c.trace_id = t.trace_id)
    order by t.first_at limit $3 for update skip locked))
  returning trace_id
), gone as (
  delete from spans s using old where s.project_id = $1 and s.trace_id = old.trace_id
), unnamed as (
  delete from responses r using old where r.project_id = $1 and r.trace_id = old.trace_id
)
select count(*) as "count!" from old
        "#,
        project,
        before,
        limit,
    )
    .fetch_one(conn)
    .await
}
