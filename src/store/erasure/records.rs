//! Conversations, their messages and what hangs on them.
//!
//! To be called in one transaction, conversations locked first: intake that is under way then either is seen here or
//! finds its conversation gone.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::message::ANNOTATIONS;

/// Counter rows that deleting takes from; recorders add to others, so that neither waits for the other.
const SHARD: i16 = -1;

/// Those of these conversations that exist, in the order of their ids.
pub async fn existing(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and id = any ($2) order by id",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Locks those of these conversations that exist, against intake too; returns them with their customers.
pub async fn lock(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<Vec<(Uuid, Option<Uuid>)>> {
    let rows = sqlx::query!(
        "select id, customer_id from conversations where project_id = $1 and id = any ($2) order by id for update",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.customer_id)).collect())
}

/// Takes what these conversations added out of the daily totals.
pub async fn uncount(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    let annotations: Vec<String> = ANNOTATIONS.iter().map(|&kind| kind.to_owned()).collect();
    sqlx::query!(
        "insert into daily_totals as d (project_id, day, type, shard, messages, user_messages, input_tokens,
           output_tokens, cost_nanos, errors, channel_nanos)
         select $1, (m.sent_at at time zone 'utc')::date as day, c.type, $3,
           -count(*) filter (where m.kind <> all ($4)),
           -count(*) filter (where m.kind <> all ($4) and m.role = 'user'),
           -sum(m.input_tokens)::bigint, -sum(m.output_tokens)::bigint,
           -(coalesce(sum(m.cost_nanos), 0) + coalesce(sum(m.channel_nanos), 0))::bigint,
           -count(*) filter (where m.error is not null or m.status = 9),
           -coalesce(sum(m.channel_nanos), 0)::bigint
         from messages m join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
         where m.project_id = $1 and m.conversation_id = any ($2)
         group by day, c.type order by day, c.type
         on conflict (project_id, day, type, shard) do update set
           messages = d.messages + excluded.messages,
           user_messages = d.user_messages + excluded.user_messages,
           input_tokens = d.input_tokens + excluded.input_tokens,
           output_tokens = d.output_tokens + excluded.output_tokens,
           cost_nanos = d.cost_nanos + excluded.cost_nanos,
           errors = d.errors + excluded.errors,
           channel_nanos = d.channel_nanos + excluded.channel_nanos",
        project,
        conversations,
        SHARD,
        &annotations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes delivery statuses of messages.
pub async fn statuses(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from message_statuses s using messages m
         where m.project_id = $1 and m.conversation_id = any ($2)
           and s.project_id = $1 and s.channel_id = m.source_id and s.external_id = m.external_id",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes how messages were billed.
pub async fn pricing(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from message_pricing p using messages m
         where m.project_id = $1 and m.conversation_id = any ($2)
           and p.project_id = $1 and p.channel_id = m.source_id and p.external_id = m.external_id",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes variables, their history included.
pub async fn variables(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from variables where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes what they cost by day.
pub async fn costs(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from daily_costs where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes scores.
pub async fn scores(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from scores where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes facts such as `window.expired`.
pub async fn events(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from events where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes messages, after everything that is found by them; returns how many.
pub async fn messages(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from messages where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Deletes the conversations themselves and takes them out of the counts; returns how many there were.
pub async fn conversations(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<u64> {
    let gone = sqlx::query_scalar!(
        r#"
with gone as (
  delete from conversations where project_id = $1 and id = any ($2) returning type
), counted as (
  insert into conversation_counts as c (project_id, type, shard, conversations)
  select $1, type, $3, -count(*) from gone group by type order by type
  on conflict (project_id, type, shard) do update set conversations = c.conversations + excluded.conversations
)
select count(*) as "gone!" from gone
        "#,
        project,
        conversations,
        SHARD,
    )
    .fetch_one(conn)
    .await?;
    Ok(u64::try_from(gone).unwrap_or(0))
}
