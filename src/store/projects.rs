//! Projects: the tenants.

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

/// One project.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table projects")]
pub struct Project {
    pub id: Uuid,
    pub number: i64,
    pub name: String,
    pub currency: String,
    pub session_by_trace: bool,
    pub created_at: OffsetDateTime,
}

/// All of them, for work that goes through them one by one.
pub async fn ids(conn: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("select id from projects order by id").fetch_all(conn).await
}

/// One of them.
pub async fn find(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<Project>> {
    sqlx::query_as!(
        Project,
        "select id, number, name, currency, session_by_trace, created_at from projects where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Makes whoever else changes what a whole project goes by wait until the transaction ends.
pub async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select from projects where id = $1 for no key update", id).execute(conn).await?;
    Ok(())
}
