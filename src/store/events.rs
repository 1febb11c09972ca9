//! Facts about conversations, such as `conversation.ended`, each written down once.

use sqlx::PgConnection;
use uuid::Uuid;

/// What was noted with a fact.
pub async fn data(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<serde_json::Value>> {
    sqlx::query_scalar!("select data from events where project_id = $1 and id = $2", project, id)
        .fetch_optional(conn)
        .await
}
