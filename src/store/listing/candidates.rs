//! Conversations and customers that a condition names by an index of its own, at most so many, in any order; as one
//! array, since thousands of rows would take longer to carry than to find.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::filter::{Keys, ScoreIs, VariableIs};

/// Customers with an alias of these kinds in a range.
pub async fn customers_by_alias(
    conn: &mut PgConnection,
    project: Uuid,
    kinds: &[String],
    keys: &Keys,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select customer_id from customer_identities
           where project_id = $1 and kind = any($2) and value >= $3 and value < $4 limit $5) as "ids!""#,
        project,
        kinds,
        keys.from,
        keys.until,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Customers of a user name, which changes hands freely.
pub async fn customers_by_username(
    conn: &mut PgConnection,
    project: Uuid,
    username: &str,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select id from customers where project_id = $1 and username = $2 limit $3) as "ids!""#,
        project,
        username,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations whose thread key or external identifier lies in a range. Thread keys are unique within a type, and
/// the types of a project are those that are counted.
pub async fn by_thread(conn: &mut PgConnection, project: Uuid, keys: &Keys, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"
select array(
  select id from conversations where project_id = $1 and external_identifier >= $2 and external_identifier < $3
  union all
  select c.id from (select distinct type from conversation_counts where project_id = $1) t
  cross join lateral (
    select id from conversations where project_id = $1 and type = t.type and thread_key >= $2 and thread_key < $3
  ) c
  limit $4) as "ids!"
        "#,
        project,
        keys.from,
        keys.until,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations with a score of this name and value.
pub async fn by_score(conn: &mut PgConnection, project: Uuid, score: &ScoreIs, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select conversation_id from scores
           where project_id = $1 and name = $2 and value between $3 and $4 and value is distinct from $5
           limit $6) as "ids!""#,
        project,
        score.name,
        score.min,
        score.max,
        score.except,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations in which a variable has or had this value.
pub async fn by_variable(
    conn: &mut PgConnection,
    project: Uuid,
    variable: &VariableIs,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select conversation_id from variables
           where project_id = $1 and name = $2 and left(value #>> '{}', 100) = left($3, 100) and value #>> '{}' = $3
           limit $4) as "ids!""#,
        project,
        variable.name,
        variable.value,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations that cost at least and at most so much.
pub async fn by_cost(
    conn: &mut PgConnection,
    project: Uuid,
    (least, most): (Option<i64>, Option<i64>),
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select id from conversations
           where project_id = $1 and ($2::bigint is null or cost_nanos >= $2) and ($3::bigint is null or cost_nanos <= $3)
           limit $4) as "ids!""#,
        project,
        least,
        most,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations whose window closed, be it at this very moment, and is not yet marked as expired, the last ones first.
pub async fn due(conn: &mut PgConnection, project: Uuid, now: OffsetDateTime, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select id from conversations
           where project_id = $1 and window_closes_at <= $2 and window_expired_at is distinct from window_closes_at
           order by window_closes_at desc limit $3) as "ids!""#,
        project,
        now,
        limit,
    )
    .fetch_one(conn)
    .await
}
