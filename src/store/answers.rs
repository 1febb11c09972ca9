//! Conversations that wait for the assistant: claimed by one node at a time, given back or done with by the holder of
//! the claim alone.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A conversation that a node is to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose conversation.
    pub project_id: Uuid,
    /// The conversation.
    pub conversation_id: Uuid,
    /// The newest message that waits; it and all before it are answered together.
    pub message_id: Uuid,
    /// What the holder shows to prove itself.
    pub claim: i64,
    /// Tries that failed for a reason that passes.
    pub failures: i32,
    /// Whether somebody wanted no answer any more before it was begun.
    pub is_stopped: bool,
}

/// Has conversations wait for their assistants, each for the message at its place; where some wait already, they wait
/// for the newer message.
pub async fn ask(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    messages: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into answers as a (project_id, conversation_id, message_id, due_at)
         select $1, conversation_id, (array_agg(message_id order by message_id desc))[1], $4
         from unnest($2::uuid[], $3::uuid[]) as t (conversation_id, message_id)
         group by conversation_id order by conversation_id
         on conflict (project_id, conversation_id) do update set
           message_id = greatest(a.message_id, excluded.message_id), is_stopped = false",
        project,
        conversations,
        messages,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Claims up to `limit` of those that are due, until `until` unless renewed.
pub async fn claim(
    conn: &mut PgConnection,
    now: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as!(
        Due,
        "update answers a set due_at = $2, claim = a.claim + 1
         from (select project_id, conversation_id from answers where due_at <= $1
               order by due_at limit $3 for update skip locked) d
         where a.project_id = d.project_id and a.conversation_id = d.conversation_id
         returning a.project_id, a.conversation_id, a.message_id, a.claim, a.failures, a.is_stopped",
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Moves the end of a claim; false when it is lost.
pub async fn renew(conn: &mut PgConnection, due: &Due, until: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update answers set due_at = $4 where project_id = $1 and conversation_id = $2 and claim = $3",
        due.project_id,
        due.conversation_id,
        due.claim,
        until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a claim back, to be taken at `at`, with so many failures in all.
pub async fn give_back(conn: &mut PgConnection, due: &Due, at: OffsetDateTime, failures: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update answers set due_at = $4, failures = $5, claim = claim + 1
         where project_id = $1 and conversation_id = $2 and claim = $3",
        due.project_id,
        due.conversation_id,
        due.claim,
        at,
        failures,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Holds a claim until the transaction ends; false when it is lost.
pub async fn hold(conn: &mut PgConnection, due: &Due) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!(
        "select claim from answers where project_id = $1 and conversation_id = $2 and claim = $3 for update",
        due.project_id,
        due.conversation_id,
        due.claim,
    )
    .fetch_optional(conn)
    .await?;
    Ok(held.is_some())
}

/// Ends a claim, to be called in the transaction that records the answer; false when it is lost, and then there must
/// be no answer. Where a newer message came meanwhile the conversation is due again at once.
pub async fn finish(conn: &mut PgConnection, due: &Due, now: OffsetDateTime) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!(
        r#"
with held as (
  select project_id, conversation_id, message_id from answers
  where project_id = $1 and conversation_id = $2 and claim = $3 for update
), answered as (
  delete from answers a using held h
  where a.project_id = h.project_id and a.conversation_id = h.conversation_id and h.message_id = $4
), due_again as (
  update answers a set due_at = $5, failures = 0, claim = a.claim + 1, is_stopped = false from held h
  where a.project_id = h.project_id and a.conversation_id = h.conversation_id and h.message_id <> $4
)
select count(*) as "held!" from held
        "#,
        due.project_id,
        due.conversation_id,
        due.claim,
        due.message_id,
        now,
    )
    .fetch_one(conn)
    .await?;
    Ok(held == 1)
}

/// What became of the answer to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The message that answers it, alone or together with later ones.
    pub answer: Option<Uuid>,
    /// The name of that message.
    pub name: Option<String>,
    /// Whether an answer is due, to it or to a later message.
    pub is_due: bool,
}

/// What became of the answer to a message of a chat whose answers are named by [`external_id`].
pub async fn state(conn: &mut PgConnection, project: Uuid, conversation: Uuid, heard: Uuid) -> sqlx::Result<State> {
    sqlx::query_as!(
        State,
        r#"select a.id as "answer?", a.external_id as "name?",
             exists (select from answers where project_id = $1 and conversation_id = $2) as "is_due!"
           from (select) one left join lateral (
             select id, external_id from messages
             where project_id = $1 and source_id = $2 and external_id between $3 and $4
             order by external_id limit 1
           ) a on true"#,
        project,
        conversation,
        external_id(heard),
        external_id(Uuid::max()),
    )
    .fetch_one(conn)
    .await
}

/// The name of the answer to a message and all that waited before it; in the order of the messages' ids.
#[must_use]
pub fn external_id(heard: Uuid) -> String {
    format!("answer/{heard}")
}

/// The name of the calls of tools in one round of an answer; in the order of the messages' ids, then of the rounds.
#[must_use]
pub fn round(heard: Uuid, number: usize) -> String {
    format!("round/{heard}/{number:02}")
}

/// The name of the last round of the answer with this name.
#[must_use]
pub fn last_round(answer: &str) -> Option<String> {
    Some(round(Uuid::parse_str(answer.strip_prefix("answer/")?).ok()?, 99))
}

/// Asks for the end of an answer that is due or under way; false when there is none.
pub async fn stop(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update answers set is_stopped = true where project_id = $1 and conversation_id = $2",
        project,
        conversation,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Conversations whose answers somebody wants no more of.
pub async fn stopped(conn: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("select conversation_id from answers where is_stopped").fetch_all(conn).await
}

/// Has what waited in `loser` wait in `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "with moved as (
           delete from answers where project_id = $1 and conversation_id = $3 returning message_id, due_at)
         insert into answers as a (project_id, conversation_id, message_id, due_at)
         select $1, $2, message_id, due_at from moved
         on conflict (project_id, conversation_id) do update set
           message_id = greatest(a.message_id, excluded.message_id)",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets that conversations wait.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from answers where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}
