//! What webhooks are told: written with its cause, told by one node at a time, one after the other in each
//! conversation, and again until it was taken.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Columns of what happened, in the order in which it is to be told.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table webhook_events")]
pub struct Happened {
    pub event: Vec<Uuid>,
    /// The words of `domain::happening`.
    pub kind: Vec<String>,
    pub conversation: Vec<Uuid>,
    pub message: Vec<Option<Uuid>>,
    pub at: Vec<OffsetDateTime>,
}

/// Has those webhooks told that asked for it; true when there was one.
pub async fn insert(
    conn: &mut PgConnection,
    project: Uuid,
    happened: &Happened,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into webhook_events (project_id, webhook_id, event_id, type, conversation_id, message_id, at, due_at,
           recorded_at)
         select $1, w.id, t.event_id, t.type, t.conversation_id, t.message_id, t.at, $7, $7
         from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[]) with ordinality
             as t (event_id, type, conversation_id, message_id, at, place)
           join webhooks w on w.project_id = $1 and w.enabled and t.type = any (w.events)
         order by t.place
         on conflict (webhook_id, event_id) do nothing",
        project,
        &happened.event,
        &happened.kind,
        &happened.conversation,
        &happened.message as &[Option<Uuid>],
        &happened.at,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// An event that a node is to tell.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table webhook_events")]
pub struct Due {
    pub number: i64,
    pub project_id: Uuid,
    pub webhook_id: Uuid,
    pub event_id: Uuid,
    pub kind: String,
    pub conversation_id: Uuid,
    pub message_id: Option<Uuid>,
    pub at: OffsetDateTime,
    /// What the holder shows to prove itself.
    pub claim: i64,
    /// How often it was tried, this time included.
    pub tries: i32,
}

/// Claims up to `limit` of those that are due, until `until`, of each webhook at most `each` and of the `busy` ones none:
/// of each conversation the first that is left, and none while another one of it is being told.
pub async fn claim(
    conn: &mut PgConnection,
    now: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
    each: i64,
    busy: &[Uuid],
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as!(
        Due,
        r#"
update webhook_events e set due_at = $2, claim = e.claim + 1, tries = e.tries + 1
from (
  select d.number from webhooks w cross join lateral (
    select n.number, n.due_at from webhook_events n
    where n.webhook_id = w.id and n.state = 'due' and n.due_at <= $1
      and not exists (
        select from webhook_events b where b.webhook_id = n.webhook_id and b.conversation_id = n.conversation_id
          and b.state = 'due' and b.number < n.number)
    order by n.due_at, n.number limit $4 for update skip locked
  ) d
  where w.enabled and w.id <> all ($5)
  order by d.due_at, d.number limit $3
) d
where e.number = d.number
returning e.number, e.project_id, e.webhook_id, e.event_id, e.type as kind, e.conversation_id, e.message_id, e.at,
  e.claim, e.tries
        "#,
        now,
        until,
        limit,
        each,
        busy,
    )
    .fetch_all(conn)
    .await
}

/// Ends a claim: the event was taken (`sent`) or is given up (`failed`); nothing happens where the claim is lost.
pub async fn settle(
    conn: &mut PgConnection,
    due: &Due,
    state: &str,
    error: Option<&str>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update webhook_events set state = $4, settled_at = $5, error = $6
         where project_id = $1 and number = $2 and claim = $3 and state = 'due'",
        due.project_id,
        due.number,
        due.claim,
        state,
        now,
        error,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a claim back, to be tried at `at`, and has later events of the conversation wait as long; nothing happens where
/// the claim is lost.
pub async fn give_back(conn: &mut PgConnection, due: &Due, at: OffsetDateTime, error: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "with given as (
           update webhook_events set due_at = $4, error = $5
           where project_id = $1 and number = $2 and claim = $3 and state = 'due'
           returning webhook_id, conversation_id, number)
         update webhook_events e set due_at = $4 from given g
         where e.webhook_id = g.webhook_id and e.conversation_id = g.conversation_id and e.state = 'due'
           and e.number > g.number and e.due_at < $4",
        due.project_id,
        due.number,
        due.claim,
        at,
        error,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An event as people are shown it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table webhook_events")]
pub struct Listed {
    pub number: i64,
    pub event_id: Uuid,
    pub kind: String,
    pub conversation_id: Uuid,
    pub message_id: Option<Uuid>,
    pub at: OffsetDateTime,
    pub state: String,
    pub due_at: OffsetDateTime,
    pub tries: i32,
    pub settled_at: Option<OffsetDateTime>,
    pub error: Option<String>,
}

/// Events of a webhook in one state or any, the newest first.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    webhook: Uuid,
    state: Option<&str>,
    before: i64,
    limit: i64,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        "select number, event_id, type as kind, conversation_id, message_id, at, state, due_at, tries, settled_at, error
         from webhook_events
         where project_id = $1 and webhook_id = $2 and ($3::text is null or state = $3) and number < $4
         order by number desc limit $5",
        project,
        webhook,
        state,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Which events are told once more.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// One of them alone.
    pub event: Option<Uuid>,
    /// `sent` or `failed`; both without it.
    pub state: Option<&'a str>,
    /// Those that happened then or later.
    pub from: Option<OffsetDateTime>,
    /// Those that happened before.
    pub to: Option<OffsetDateTime>,
}

/// How many settled events are meant.
pub async fn count(conn: &mut PgConnection, project: Uuid, webhook: Uuid, which: Which<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from webhook_events
           where project_id = $1 and webhook_id = $2 and state in ('sent', 'failed')
             and ($3::uuid is null or event_id = $3) and ($4::text is null or state = $4)
             and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)"#,
        project,
        webhook,
        which.event,
        which.state,
        which.from,
        which.to,
    )
    .fetch_one(conn)
    .await
}

/// Has settled events told once more as if they were never tried, in their old order; returns how many.
pub async fn renew(
    conn: &mut PgConnection,
    project: Uuid,
    webhook: Uuid,
    which: Which<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update webhook_events set state = 'due', due_at = $7, claim = claim + 1, tries = 0, settled_at = null, error = null
         where project_id = $1 and webhook_id = $2 and state in ('sent', 'failed')
           and ($3::uuid is null or event_id = $3) and ($4::text is null or state = $4)
           and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)",
        project,
        webhook,
        which.event,
        which.state,
        which.from,
        which.to,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets up to `limit` events that were settled before `before`; returns how many.
pub async fn prune(conn: &mut PgConnection, before: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from webhook_events where number in (
           select number from webhook_events where settled_at < $1 limit $2 for update skip locked)",
        before,
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Has what was to be told of `loser` be told of `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update webhook_events set conversation_id = $2 where project_id = $1 and conversation_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets what was and is to be told of conversations.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from webhook_events where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}
