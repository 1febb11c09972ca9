//! What changes about a conversation other than by messages.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// One value of a variable.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table variables")]
pub struct Value<'a> {
    pub project: Uuid,
    pub conversation: Uuid,
    pub source: &'a str,
    pub name: &'a str,
    pub set_at: OffsetDateTime,
    pub value: &'a serde_json::Value,
    pub message: Option<Uuid>,
}

/// Stores a value; true when it was new.
pub async fn set_variable(conn: &mut PgConnection, value: &Value<'_>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into variables (project_id, conversation_id, source, name, set_at, value, message_id)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (project_id, conversation_id, source, name, set_at) do nothing",
        value.project,
        value.conversation,
        value.source,
        value.name,
        value.set_at,
        value.value,
        value.message,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Asks search to look again at who and what conversations are; messages are queued as they are recorded.
pub async fn queue_search(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("insert into search_queue (project_id, conversation_ids) values ($1, $2)", project, conversations,)
        .execute(conn)
        .await?;
    Ok(())
}

/// Asks for all conversations of a customer to be indexed anew, who is known by something else now.
pub async fn queue_search_of(conn: &mut PgConnection, project: Uuid, customer: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into search_queue (project_id, conversation_ids)
         select $1, array_agg(id) from conversations where project_id = $1 and customer_id = $2 having count(*) > 0",
        project,
        customer,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves the end of the free entry point, never back, and counts its beginning as activity; true when it moved.
pub async fn open_free_entry(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    opened_at: OffsetDateTime,
    until: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update conversations set free_entry_expires_at = greatest(free_entry_expires_at, $4),
           started_at = least(started_at, $3), last_activity_at = greatest(last_activity_at, $3)
         where project_id = $1 and id = $2
           and (free_entry_expires_at is null or free_entry_expires_at < $4 or started_at > $3)",
        project,
        conversation,
        opened_at,
        until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a conversation at a time; something said later has it go on. True when this end was new: one that has ended
/// and in which nothing was said since does not end once more.
pub async fn end(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    at: OffsetDateTime,
    reason: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update conversations set ended_at = $3, ended_reason = $4,
           status = case when $3 >= last_activity_at then 'ended' else status end
         where project_id = $1 and id = $2 and (ended_at is null or (ended_at < $3 and ended_at < last_activity_at))",
        project,
        conversation,
        at,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A fact about a conversation.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table events")]
pub struct Fact<'a> {
    pub project: Uuid,
    pub id: Uuid,
    pub conversation: Uuid,
    pub kind: &'a str,
    pub at: OffsetDateTime,
    pub data: &'a serde_json::Value,
    pub recorded_at: OffsetDateTime,
}

/// Writes a fact down, once for each conversation, kind and time.
pub async fn note(conn: &mut PgConnection, fact: &Fact<'_>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into events (project_id, id, conversation_id, type, at, data, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (project_id, conversation_id, type, at) where conversation_id is not null do nothing",
        fact.project,
        fact.id,
        fact.conversation,
        fact.kind,
        fact.at,
        fact.data,
        fact.recorded_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a conversation of nobody known that of a customer; false where it is somebody's.
pub async fn belong(conn: &mut PgConnection, project: Uuid, conversation: Uuid, customer: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update conversations set customer_id = $3 where project_id = $1 and id = $2 and customer_id is null",
        project,
        conversation,
        customer,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes what a conversation of nobody known cost that of a customer; behind [`belong`], whose lock keeps writers away.
pub async fn charge(conn: &mut PgConnection, project: Uuid, conversation: Uuid, customer: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update daily_costs set customer_id = $3
         where project_id = $1 and conversation_id = $2 and customer_id is null",
        project,
        conversation,
        customer,
    )
    .execute(conn)
    .await?;
    Ok(())
}
