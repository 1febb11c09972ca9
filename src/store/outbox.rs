//! Messages that the platform has not accepted: sent by one node at a time, one after the other in each conversation,
//! and never a second time while the platform may have them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A message that a node is to send.
#[derive(Clone, Debug)]
pub struct Due {
    /// Whose message.
    pub project_id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// Its conversation.
    pub conversation_id: Uuid,
    /// The channel to send it over.
    pub channel_id: Uuid,
    /// What the holder shows to prove itself.
    pub claim: i64,
    /// How often it was tried, this time included.
    pub tries: i32,
}

/// Columns of messages that are to be sent.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table outbox")]
pub struct Sends {
    pub message: Vec<Uuid>,
    pub conversation: Vec<Uuid>,
    pub channel: Vec<Uuid>,
}

/// Puts messages into the outbox.
pub async fn insert(conn: &mut PgConnection, project: Uuid, sends: &Sends, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into outbox (project_id, message_id, conversation_id, channel_id, due_at, created_at)
         select $1, message_id, conversation_id, channel_id, $5, $5
         from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as t (message_id, conversation_id, channel_id)",
        project,
        &sends.message,
        &sends.conversation,
        &sends.channel,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that what a node was sending when it vanished may have arrived; returns how many.
pub async fn doubt(conn: &mut PgConnection, now: OffsetDateTime, error: &str) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update outbox o set state = 'uncertain', error = $2, claim = o.claim + 1
         from (select project_id, message_id from outbox where state = 'sending' and due_at <= $1
               for update skip locked) d
         where o.project_id = d.project_id and o.message_id = d.message_id",
        now,
        error,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Claims up to `limit` of those that are due, until `until`: of each conversation the first that is left, and none
/// while another one of it is being sent.
pub async fn claim(
    conn: &mut PgConnection,
    now: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as!(
        Due,
        "update outbox o set state = 'sending', due_at = $2, claim = o.claim + 1, tries = o.tries + 1
         from (select project_id, message_id from outbox w where state = 'due' and due_at <= $1
                 and not exists (
                   select from outbox b where b.project_id = w.project_id and b.conversation_id = w.conversation_id
                     and b.message_id < w.message_id and b.state in ('due', 'sending'))
               order by due_at limit $3 for update skip locked) d
         where o.project_id = d.project_id and o.message_id = d.message_id
         returning o.project_id, o.message_id, o.conversation_id, o.channel_id, o.claim, o.tries",
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Leaves a claimed message due, not before `until`, for as long as its holder prepares it; false when the claim is lost.
pub async fn put_aside(conn: &mut PgConnection, due: &Due, until: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update outbox set state = 'due', due_at = $4
         where project_id = $1 and message_id = $2 and claim = $3 and state = 'sending'",
        due.project_id,
        due.message_id,
        due.claim,
        until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a message up that was put aside, to be sent now; false when somebody else has claimed it or taken it out.
pub async fn take_up(conn: &mut PgConnection, due: &Due, until: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update outbox set state = 'sending', due_at = $4
         where project_id = $1 and message_id = $2 and claim = $3 and state = 'due'",
        due.project_id,
        due.message_id,
        due.claim,
        until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a claim back in the state `due`, not before `at`, or `uncertain`; nothing happens where it is lost.
pub async fn give_back(
    conn: &mut PgConnection,
    due: &Due,
    state: &str,
    at: OffsetDateTime,
    error: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update outbox set state = $4, due_at = $5, error = $6
         where project_id = $1 and message_id = $2 and claim = $3 and state = 'sending'",
        due.project_id,
        due.message_id,
        due.claim,
        state,
        at,
        error,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has messages be due that were in doubt for as long as their channel's setting says, if they were tried less than
/// `most` times; returns how many.
pub async fn resume(conn: &mut PgConnection, now: OffsetDateTime, most: i32) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update outbox o set state = 'due', due_at = $1, claim = o.claim + 1
         from (select w.project_id, w.message_id from outbox w
               join channels c on c.project_id = w.project_id and c.id = w.channel_id
               where w.state = 'uncertain' and w.tries < $2
                 and w.due_at + make_interval(mins => c.resend_after_minutes) <= $1
               for update of w skip locked) d
         where o.project_id = d.project_id and o.message_id = d.message_id",
        now,
        most,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Puts claimed messages back, each not to be claimed before its time, as if they had not been claimed.
pub async fn postpone(conn: &mut PgConnection, early: &[Due], at: &[OffsetDateTime]) -> sqlx::Result<()> {
    let projects: Vec<Uuid> = early.iter().map(|due| due.project_id).collect();
    let messages: Vec<Uuid> = early.iter().map(|due| due.message_id).collect();
    sqlx::query!(
        "update outbox o set state = 'due', due_at = t.at, tries = o.tries - 1
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as t (project_id, message_id, at)
         where o.project_id = t.project_id and o.message_id = t.message_id",
        &projects,
        &messages,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes messages out, whatever was known of them; returns how many were in.
pub async fn settle(conn: &mut PgConnection, project: Uuid, messages: &[Uuid]) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from outbox where project_id = $1 and message_id = any ($2)", project, messages)
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}

/// Keeps a message as one that will not be sent, if the claim still holds.
pub async fn refuse(
    conn: &mut PgConnection,
    project: Uuid,
    message: Uuid,
    claim: i64,
    error: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update outbox set state = 'failed', error = $4
         where project_id = $1 and message_id = $2 and claim = $3 and state = 'sending'",
        project,
        message,
        claim,
        error,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A message as people are shown it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table outbox")]
pub struct Listed {
    pub message_id: Uuid,
    pub conversation_id: Uuid,
    pub channel_id: Uuid,
    pub state: String,
    pub due_at: OffsetDateTime,
    pub tries: i32,
    pub created_at: OffsetDateTime,
    pub error: Option<String>,
}

/// Messages in one state or any, the newest first.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    state: Option<&str>,
    before: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        "select message_id, conversation_id, channel_id, state, due_at, tries, created_at, error from outbox
         where project_id = $1 and ($2::text is null or state = $2) and message_id < $3
         order by message_id desc limit $4",
        project,
        state,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The state of a message, which nobody else changes until the transaction ends.
pub async fn lock(conn: &mut PgConnection, project: Uuid, message: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select state from outbox where project_id = $1 and message_id = $2 for update",
        project,
        message,
    )
    .fetch_optional(conn)
    .await
}

/// Has a message be due as if it was never tried.
pub async fn renew(conn: &mut PgConnection, project: Uuid, message: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update outbox set state = 'due', due_at = $3, claim = claim + 1, tries = 0, error = null
         where project_id = $1 and message_id = $2",
        project,
        message,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has what waited in `loser` wait in `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update outbox set conversation_id = $2 where project_id = $1 and conversation_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets what is left of conversations.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from outbox where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}
