//! Projects.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A project.
#[derive(Debug)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Its number, where a UUID would be too long to say.
    pub number: i64,
    /// What people call it.
    pub name: String,
}

/// Every project, oldest number first.
pub async fn all(conn: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(Row, "select id, number, name from projects order by number").fetch_all(conn).await
}

/// Stores a new project; false when one with its number is there. Waits for another transaction that is making it.
pub async fn insert(conn: &mut PgConnection, row: &Row, now: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into projects (id, number, name, created_at) values ($1, $2, $3, $4) on conflict (number) do nothing",
        row.id,
        row.number,
        row.name,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
