//! What time does to conversations: windows end, each end written down once, and conversations fall idle.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Windows whose end has come and was not written down yet.
#[derive(Debug, Default)]
pub struct Due {
    /// Their conversations.
    pub conversations: Vec<Uuid>,
    /// The ends as they were read.
    pub closes_at: Vec<OffsetDateTime>,
}

/// Up to `limit` of them, oldest end first.
pub async fn due(conn: &mut PgConnection, project: Uuid, now: OffsetDateTime, limit: i64) -> sqlx::Result<Due> {
    let rows = sqlx::query!(
        r#"select id, window_closes_at as "window_closes_at!" from conversations
           where project_id = $1 and window_closes_at <= $2 and window_expired_at is distinct from window_closes_at
           order by window_closes_at, id limit $3"#,
        project,
        now,
        limit,
    )
    .fetch_all(conn)
    .await?;
    let (conversations, closes_at) = rows.into_iter().map(|row| (row.id, row.window_closes_at)).unzip();
    Ok(Due { conversations, closes_at })
}

/// Marks these windows as expired and records `window.expired` for each, under `ids` of the same length.
///
/// Passes over a window that was opened again, that another node is marking, or whose conversation is being written;
/// returns how many were marked.
pub async fn expire(
    conn: &mut PgConnection,
    project: Uuid,
    due: &Due,
    ids: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<u64> {
    let marked = sqlx::query_scalar!(
        r#"
with given as (
  select * from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) as t (conversation_id, closes_at, event_id)
), held as (
  select c.id, g.closes_at, g.event_id
  from given g join conversations c on c.project_id = $1 and c.id = g.conversation_id
  where c.window_closes_at = g.closes_at and c.window_expired_at is distinct from c.window_closes_at
  order by c.id for update of c skip locked
), marked as (
  update conversations c set window_expired_at = h.closes_at from held h where c.project_id = $1 and c.id = h.id
  returning c.id
), told as (
  insert into events (project_id, id, conversation_id, type, at, data, recorded_at)
  select $1, h.event_id, h.id, 'window.expired', h.closes_at, '{}', $5 from held h join marked m on m.id = h.id
  on conflict (project_id, conversation_id, type, at) where conversation_id is not null do nothing
)
select count(*) as "marked!" from marked
        "#,
        project,
        &due.conversations,
        &due.closes_at,
        ids,
        now,
    )
    .fetch_one(conn)
    .await?;
    Ok(u64::try_from(marked).unwrap_or(0))
}

/// Makes active conversations inactive in which nothing was said since `since`, up to `limit`; returns how many.
pub async fn fall_idle(conn: &mut PgConnection, project: Uuid, since: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "with idle as (
           select id from conversations where project_id = $1 and status = 'active' and last_activity_at < $2
           order by last_activity_at, id limit $3 for update skip locked)
         update conversations c set status = 'inactive' from idle i where c.project_id = $1 and c.id = i.id",
        project,
        since,
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
