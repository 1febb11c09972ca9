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

/// Something that time did to a conversation, written down as a fact.
#[derive(Debug)]
pub struct Passed {
    /// The fact.
    pub id: Uuid,
    /// The conversation.
    pub conversation: Uuid,
    /// When.
    pub at: OffsetDateTime,
}

/// Marks these windows as expired and records `window.expired` for each, under `ids` of the same length.
///
/// Passes over a window that was opened again, that another node is marking, or whose conversation is being written;
/// returns those that were marked.
pub async fn expire(
    conn: &mut PgConnection,
    project: Uuid,
    due: &Due,
    ids: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Passed>> {
    sqlx::query_as!(
        Passed,
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
select event_id as "id!", id as "conversation!", closes_at as "at!" from held order by closes_at, id
        "#,
        project,
        &due.conversations,
        &due.closes_at,
        ids,
        now,
    )
    .fetch_all(conn)
    .await
}

/// Makes active conversations inactive in which nothing was said since `since`, up to `limit`; returns them.
pub async fn fall_idle(
    conn: &mut PgConnection,
    project: Uuid,
    since: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "with idle as (
           select id from conversations where project_id = $1 and status = 'active' and last_activity_at < $2
           order by last_activity_at, id limit $3 for update skip locked)
         update conversations c set status = 'inactive' from idle i where c.project_id = $1 and c.id = i.id
         returning c.id",
        project,
        since,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// An assistant that ends conversations when nothing is said any more.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table assistants")]
pub struct Patience {
    pub project_id: Uuid,
    pub assistant_id: Uuid,
    pub minutes: i32,
}

/// All of them.
pub async fn patience(conn: &mut PgConnection) -> sqlx::Result<Vec<Patience>> {
    sqlx::query_as!(
        Patience,
        r#"select project_id, id as assistant_id, idle_timeout_minutes as "minutes!" from assistants
           where idle_timeout_minutes is not null order by project_id, id"#,
    )
    .fetch_all(conn)
    .await
}

/// Conversations of an assistant in which nothing was said after a time.
#[derive(Debug, Default)]
pub struct Idle {
    /// They go on, so far.
    pub conversations: Vec<Uuid>,
    /// Their last activity as it was read.
    pub last_activity_at: Vec<OffsetDateTime>,
}

/// Up to `limit` of them, the oldest first.
pub async fn idle(
    conn: &mut PgConnection,
    project: Uuid,
    assistant: Uuid,
    since: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Idle> {
    let rows = sqlx::query!(
        r#"select id as "id!", last_activity_at as "last_activity_at!" from (
             (select id, last_activity_at from conversations
              where project_id = $1 and assistant_id = $2 and status = 'inactive' and last_activity_at <= $3
              order by last_activity_at limit $4)
             union all
             (select id, last_activity_at from conversations
              where project_id = $1 and assistant_id = $2 and status = 'active' and last_activity_at <= $3
              order by last_activity_at limit $4)
           ) waiting order by last_activity_at limit $4"#,
        project,
        assistant,
        since,
        limit,
    )
    .fetch_all(conn)
    .await?;
    let (conversations, last_activity_at) = rows.into_iter().map(|row| (row.id, row.last_activity_at)).unzip();
    Ok(Idle { conversations, last_activity_at })
}

/// Ends these conversations, each so many minutes after its last activity, however late this is done, and records
/// `conversation.ended` for each, under `ids` of the same length.
///
/// Passes over one in which something was said meanwhile, that has ended, or that is being written; returns the others.
pub async fn end_idle(
    conn: &mut PgConnection,
    project: Uuid,
    idle: &Idle,
    ids: &[Uuid],
    minutes: i32,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Passed>> {
    sqlx::query_as!(
        Passed,
        r#"
with given as (
  select * from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) as t (conversation_id, last_activity_at, event_id)
), held as (
  select c.id, g.last_activity_at + make_interval(mins => $5) as ended_at, g.event_id
  from given g join conversations c on c.project_id = $1 and c.id = g.conversation_id
  where c.status <> 'ended' and c.last_activity_at = g.last_activity_at
  order by c.id for update of c skip locked
), ended as (
  update conversations c set status = 'ended', ended_at = h.ended_at, ended_reason = 'idle'
  from held h where c.project_id = $1 and c.id = h.id
), told as (
  insert into events (project_id, id, conversation_id, type, at, data, recorded_at)
  select $1, event_id, id, 'conversation.ended', ended_at, '{"reason": "idle"}', $6 from held
  on conflict (project_id, conversation_id, type, at) where conversation_id is not null do nothing
)
select event_id as "id!", id as "conversation!", ended_at as "at!" from held order by ended_at, id
        "#,
        project,
        &idle.conversations,
        &idle.last_activity_at,
        ids,
        minutes,
        now,
    )
    .fetch_all(conn)
    .await
}
