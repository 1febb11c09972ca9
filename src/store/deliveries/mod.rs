//! Raw deliveries, kept for replay and dropped by time.

pub mod kept;
pub mod partitions;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A delivery that the database refused to record.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table deliveries")]
pub struct Rejected<'a> {
    pub id: Uuid,
    pub project: Uuid,
    pub channel: &'a str,
    pub received_at: OffsetDateTime,
    pub reason: &'a str,
    pub items: i32,
    pub body: &'a [u8],
}

/// Keeps a delivery as rejected.
pub async fn insert_rejected(conn: &mut PgConnection, row: &Rejected<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into deliveries (id, project_id, channel, received_at, outcome, notes, items, fresh, body)
         values ($1, $2, $3, $4, 'rejected', array[$5::text], $6, 0, $7)",
        row.id,
        row.project,
        row.channel,
        row.received_at,
        row.reason,
        row.items,
        row.body,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Names further conversations of deliveries that speak of several.
pub async fn link(conn: &mut PgConnection, conversations: &[Uuid], deliveries: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into delivery_conversations (conversation_id, delivery_id)
         select * from unnest($1::uuid[], $2::uuid[]) on conflict do nothing",
        conversations,
        deliveries,
    )
    .execute(conn)
    .await?;
    Ok(())
}
