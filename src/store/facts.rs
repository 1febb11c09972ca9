//! What is known about a conversation beside its messages: variables; and how many conversations there are.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A value that a variable has or had.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table variables")]
pub struct Value {
    pub source: String,
    pub name: String,
    pub set_at: OffsetDateTime,
    pub value: serde_json::Value,
    pub message_id: Option<Uuid>,
}

/// Every value of every variable of a conversation, by source and name, the current ones first.
pub async fn variables(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Vec<Value>> {
    sqlx::query_as!(
        Value,
        "select source, name, set_at, value, message_id from variables where project_id = $1 and conversation_id = $2
         order by source, name, set_at desc",
        project,
        conversation,
    )
    .fetch_all(conn)
    .await
}

/// Whether a conversation exists.
pub async fn exists(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from conversations where project_id = $1 and id = $2) as "exists!""#,
        project,
        conversation,
    )
    .fetch_one(conn)
    .await
}

/// How many conversations of each type there are, from counts that are kept along: nothing is counted here.
pub async fn counts(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select type as kind, sum(conversations)::bigint as "conversations!" from conversation_counts
           where project_id = $1 group by type having sum(conversations) > 0 order by type"#,
        project,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.conversations)).collect())
}
