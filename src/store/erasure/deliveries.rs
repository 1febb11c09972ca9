//! Raw deliveries that speak of what is deleted: their row stays, its body and notes go.

use sqlx::PgConnection;
use uuid::Uuid;

/// The deliveries that brought messages of these conversations or statuses of these messages.
pub async fn of_messages(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select delivery_id as "id!" from messages
           where project_id = $1 and conversation_id = any ($2) and delivery_id is not null
           union
           select s.delivery_id from messages m join message_statuses s
             on s.project_id = $1 and s.channel_id = m.source_id and s.external_id = m.external_id
           where m.project_id = $1 and m.conversation_id = any ($2) and s.delivery_id is not null"#,
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// The deliveries that speak of these conversations, repeats included.
pub async fn of_conversations(conn: &mut PgConnection, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select id as "id!" from deliveries where conversation_id = any ($1)
           union
           select delivery_id from delivery_conversations where conversation_id = any ($1)"#,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Empties deliveries; returns how many were not empty before.
pub async fn wipe(conn: &mut PgConnection, project: Uuid, deliveries: &[Uuid]) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update deliveries set body = '', notes = '{}', outcome = 'erased', conversation_id = null
         where id = any ($2) and project_id = $1 and outcome <> 'erased'",
        project,
        deliveries,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets which deliveries spoke of these conversations.
pub async fn unlink(conn: &mut PgConnection, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from delivery_conversations where conversation_id = any ($1)", conversations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes what the platform said in these deliveries other than messages.
pub async fn notices(conn: &mut PgConnection, project: Uuid, deliveries: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from channel_notices where project_id = $1 and delivery_id = any ($2)", project, deliveries)
        .execute(conn)
        .await?;
    Ok(())
}
