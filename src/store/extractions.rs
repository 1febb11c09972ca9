//! Conversations whose variables are to be extracted: claimed by one node at a time, as answers are.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::answers::Due;

/// Has the variables of a conversation extracted from what was said up to a message; where it waits already, it waits
/// for the newer message.
pub async fn ask(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    message: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into extractions as e (project_id, conversation_id, message_id, due_at) values ($1, $2, $3, $4)
         on conflict (project_id, conversation_id) do update set
           message_id = greatest(e.message_id, excluded.message_id)",
        project,
        conversation,
        message,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The same for conversations that came to an end, where their assistants extract then.
pub async fn ask_at_end(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into extractions as e (project_id, conversation_id, message_id, due_at)
         select $1, c.id, m.id, $3
         from conversations c
           join assistants a on a.id = c.assistant_id and a.settings->'extraction'->>'when' = 'end'
           cross join lateral (
             select id from messages where project_id = $1 and conversation_id = c.id and role = 'user'
             order by sent_at desc, id desc limit 1
           ) m
         where c.project_id = $1 and c.id = any ($2) order by c.id
         on conflict (project_id, conversation_id) do update set
           message_id = greatest(e.message_id, excluded.message_id)",
        project,
        conversations,
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
        r#"update extractions e set due_at = $2, claim = e.claim + 1
           from (select project_id, conversation_id from extractions where due_at <= $1
                 order by due_at limit $3 for update skip locked) d
           where e.project_id = d.project_id and e.conversation_id = d.conversation_id
           returning e.project_id, e.conversation_id, e.message_id, e.claim, e.failures, false as "is_stopped!""#,
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Gives a claim back, to be taken at `at`, with so many failures in all.
pub async fn give_back(conn: &mut PgConnection, due: &Due, at: OffsetDateTime, failures: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update extractions set due_at = $4, failures = $5, claim = claim + 1
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

/// Ends a claim, to be called in the transaction that records what was found; false when it is lost, and then nothing
/// must be. Where more was said meanwhile the conversation is due again at once.
pub async fn finish(conn: &mut PgConnection, due: &Due, now: OffsetDateTime) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!(
        r#"
with held as (
  select project_id, conversation_id, message_id from extractions
  where project_id = $1 and conversation_id = $2 and claim = $3 for update
), done as (
  delete from extractions e using held h
  where e.project_id = h.project_id and e.conversation_id = h.conversation_id and h.message_id = $4
), due_again as (
  update extractions e set due_at = $5, failures = 0, claim = e.claim + 1 from held h
  where e.project_id = h.project_id and e.conversation_id = h.conversation_id and h.message_id <> $4
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

/// Has what waited in `loser` wait in `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "with moved as (
           delete from extractions where project_id = $1 and conversation_id = $3 returning message_id, due_at)
         insert into extractions as e (project_id, conversation_id, message_id, due_at)
         select $1, $2, message_id, due_at from moved
         on conflict (project_id, conversation_id) do update set
           message_id = greatest(e.message_id, excluded.message_id)",
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
    sqlx::query!(
        "delete from extractions where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations
    )
    .execute(conn)
    .await?;
    Ok(())
}
