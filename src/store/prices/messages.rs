//! What a project charges for each message of a customer, by type of conversation and from a day on.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A price.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table message_prices")]
pub struct MessagePrice {
    pub kind: String,
    pub from_day: Date,
    pub nanos: i64,
    pub set_at: OffsetDateTime,
}

/// All prices of a project, by type and day.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<MessagePrice>> {
    sqlx::query_as!(
        MessagePrice,
        "select type as kind, from_day, nanos, set_at from message_prices where project_id = $1 order by type, from_day",
        project,
    )
    .fetch_all(conn)
    .await
}

/// Sets a price; returns the one that stood for the same day.
pub async fn set(conn: &mut PgConnection, project: Uuid, price: &MessagePrice) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"with before as (
             select nanos from message_prices where project_id = $1 and type = $2 and from_day = $3
           ), written as (
             insert into message_prices (project_id, type, from_day, nanos, set_at) values ($1, $2, $3, $4, $5)
             on conflict (project_id, type, from_day) do update set nanos = excluded.nanos, set_at = excluded.set_at
           )
           select nanos from before"#,
        project,
        price.kind,
        price.from_day,
        price.nanos,
        price.set_at,
    )
    .fetch_optional(conn)
    .await
}

/// Takes a price away and returns it.
pub async fn remove(conn: &mut PgConnection, project: Uuid, kind: &str, from: Date) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "delete from message_prices where project_id = $1 and type = $2 and from_day = $3 returning nanos",
        project,
        kind,
        from,
    )
    .fetch_optional(conn)
    .await
}
