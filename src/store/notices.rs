//! What a platform says about a channel or account.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// One notice.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table channel_notices")]
pub struct Notice<'a> {
    pub project: Uuid,
    pub id: Uuid,
    pub channel: Option<Uuid>,
    pub field: &'a str,
    pub digest: &'a [u8],
    pub at: OffsetDateTime,
    pub content: &'a str,
    pub delivery: Option<Uuid>,
    pub received_at: OffsetDateTime,
}

/// Stores a notice; true when it was not said before.
pub async fn insert(conn: &mut PgConnection, notice: &Notice<'_>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into channel_notices (project_id, id, channel_id, field, digest, at, content, delivery_id, received_at)
         values ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9)
         on conflict (project_id, field, at, digest) do nothing",
        notice.project,
        notice.id,
        notice.channel,
        notice.field,
        notice.digest,
        notice.at,
        notice.content,
        notice.delivery,
        notice.received_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
