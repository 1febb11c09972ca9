//! What was asked to be sent, by the ids of those who asked: the same request again sends nothing.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// The message that was sent in a conversation under an id of its caller.
pub async fn find(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    client_id: &str,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select message_id from replies where project_id = $1 and conversation_id = $2 and client_id = $3",
        project,
        conversation,
        client_id,
    )
    .fetch_optional(conn)
    .await
}

/// How many were asked for in a conversation after `since`.
pub async fn since(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    since: OffsetDateTime,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from replies where project_id = $1 and conversation_id = $2 and said_at > $3"#,
        project,
        conversation,
        since,
    )
    .fetch_one(conn)
    .await
}

/// Notes under which id a message is sent; the caller holds the conversation's lock and knows that the id is new.
pub async fn insert(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    client_id: &str,
    message: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into replies (project_id, conversation_id, client_id, message_id, said_at) values ($1, $2, $3, $4, $5)",
        project,
        conversation,
        client_id,
        message,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts what was sent in `loser` among what was sent in `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "with moved as (delete from replies where project_id = $1 and conversation_id = $3 returning *)
         insert into replies (project_id, conversation_id, client_id, message_id, said_at)
         select project_id, $2, client_id, message_id, said_at from moved
         on conflict (project_id, conversation_id, client_id) do nothing",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets what was asked for in conversations.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from replies where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}
