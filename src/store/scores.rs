//! Judgements of conversations and of single messages.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A score that somebody gave.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table scores")]
pub struct Score {
    pub name: String,
    /// Who gave it, as the audit log names them; `name:` and a name where only that is known.
    pub actor: String,
    /// What they are called, or were when they gave it.
    pub author: String,
    /// Nil: the conversation as a whole.
    pub message_id: Uuid,
    pub value: Option<f64>,
    pub category: Option<String>,
    pub reason: Option<String>,
    pub source: String,
    pub set_at: OffsetDateTime,
}

/// The scores of a conversation and its messages by name, author and message; people by the name they have now.
pub async fn list(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Vec<Score>> {
    sqlx::query_as!(
        Score,
        r#"select name, actor, coalesce((select u.name from users u where s.actor = 'user:' || u.id), author) as "author!",
             message_id, value, category, reason, source, set_at
           from scores s where project_id = $1 and conversation_id = $2 order by name, 3, actor, message_id"#,
        project,
        conversation,
    )
    .fetch_all(conn)
    .await
}

/// Gives a score, in place of the author's own of that name if there is one.
pub async fn set(conn: &mut PgConnection, project: Uuid, conversation: Uuid, score: &Score) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into scores (project_id, conversation_id, name, actor, author, message_id, value, category, reason, source,
           set_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (project_id, conversation_id, name, actor, message_id) do update set author = excluded.author,
           value = excluded.value, category = excluded.category, reason = excluded.reason, source = excluded.source,
           set_at = excluded.set_at",
        project,
        conversation,
        score.name,
        score.actor,
        score.author,
        score.message_id,
        score.value,
        score.category,
        score.reason,
        score.source,
        score.set_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes an author's score back; false when there is none.
pub async fn remove(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    name: &str,
    actor: &str,
    message: Uuid,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from scores where project_id = $1 and conversation_id = $2 and name = $3 and actor = $4 and message_id = $5",
        project,
        conversation,
        name,
        actor,
        message,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a message is one of a conversation.
pub async fn has_message(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    message: Uuid,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from messages where project_id = $1 and conversation_id = $2 and id = $3) as "exists!""#,
        project,
        conversation,
        message,
    )
    .fetch_one(conn)
    .await
}
