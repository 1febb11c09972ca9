//! The switches of a conversation: who answers, whether at all, its tags and its variables.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A conversation as those who write to it need it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Control {
    pub kind: String,
    pub assistant_id: Option<Uuid>,
    pub ai_enabled: bool,
    pub status: String,
    pub tags: Vec<String>,
    pub last_activity_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
}

/// One conversation of a project.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Control>> {
    sqlx::query_as!(
        Control,
        "select type as kind, assistant_id, ai_enabled, status, tags, last_activity_at, ended_at
         from conversations where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Sets whether the assistant answers, the tags, or both; none leaves what is. False when there is no conversation.
pub async fn set(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    ai_enabled: Option<bool>,
    tags: Option<&[String]>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update conversations set ai_enabled = coalesce($3, ai_enabled), tags = coalesce($4, tags)
         where project_id = $1 and id = $2",
        project,
        id,
        ai_enabled,
        tags,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The value that a variable has now.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table variables")]
pub struct Variable {
    pub source: String,
    pub name: String,
    pub value: serde_json::Value,
}

/// All variables of a conversation with their newest values, extracted ones behind given ones.
pub async fn variables(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Vec<Variable>> {
    sqlx::query_as!(
        Variable,
        "select distinct on (source, name) source, name, value from variables
         where project_id = $1 and conversation_id = $2 order by source desc, name, set_at desc",
        project,
        conversation,
    )
    .fetch_all(conn)
    .await
}
