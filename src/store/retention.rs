//! How long conversations of a type are kept.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// The rule of one type.
#[derive(Debug)]
pub struct Rule {
    /// The type of conversation.
    pub kind: String,
    /// Days since the last activity, 1 to 36500.
    pub days: i32,
    /// When the rule was set.
    pub set_at: OffsetDateTime,
}

/// All rules of a project, by type.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Rule>> {
    sqlx::query_as!(
        Rule,
        "select type as kind, days, set_at from retention_rules where project_id = $1 order by type",
        project,
    )
    .fetch_all(conn)
    .await
}

/// The rule of a type.
pub async fn find(conn: &mut PgConnection, project: Uuid, kind: &str) -> sqlx::Result<Option<Rule>> {
    sqlx::query_as!(
        Rule,
        "select type as kind, days, set_at from retention_rules where project_id = $1 and type = $2",
        project,
        kind,
    )
    .fetch_optional(conn)
    .await
}

/// Sets the rule of a type; one of the same length keeps the time at which it was set.
pub async fn set(
    conn: &mut PgConnection,
    project: Uuid,
    kind: &str,
    days: i32,
    now: OffsetDateTime,
) -> sqlx::Result<OffsetDateTime> {
    sqlx::query_scalar!(
        "insert into retention_rules as r (project_id, type, days, set_at) values ($1, $2, $3, $4)
         on conflict (project_id, type) do update set days = excluded.days,
           set_at = case when r.days = excluded.days then r.set_at else excluded.set_at end
         returning set_at",
        project,
        kind,
        days,
        now,
    )
    .fetch_one(conn)
    .await
}

/// Removes the rule of a type; false when there was none.
pub async fn remove(conn: &mut PgConnection, project: Uuid, kind: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!("delete from retention_rules where project_id = $1 and type = $2", project, kind)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// How many conversations of a type saw nothing since `before`.
pub async fn count(conn: &mut PgConnection, project: Uuid, kind: &str, before: OffsetDateTime) -> sqlx::Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from conversations
           where project_id = $1 and type = $2 and last_activity_at < $3"#,
        project,
        kind,
        before,
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Conversations of a type that saw nothing since `before`, longest ago first, up to `limit`.
pub async fn due(
    conn: &mut PgConnection,
    project: Uuid,
    kind: &str,
    before: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and type = $2 and last_activity_at < $3
         order by last_activity_at, id limit $4",
        project,
        kind,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}
