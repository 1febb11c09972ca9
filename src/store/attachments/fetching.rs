//! Files that are to be fetched: claimed by one node at a time; what became of them only the holder of the claim says.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::attachment::Kept;

/// A file that a node is to fetch.
#[derive(Clone, Debug)]
pub struct Due {
    /// Whose.
    pub project_id: Uuid,
    /// The attachment.
    pub id: Uuid,
    /// The channel to fetch it over.
    pub channel_id: Option<Uuid>,
    /// The platform's id of the file.
    pub external_id: Option<String>,
    /// Its hash as the sender's platform gave it.
    pub declared_sha256: Option<String>,
    /// What the holder shows to prove itself.
    pub claim: i64,
    /// How often it was tried, this time included.
    pub tries: i32,
    /// When it was announced.
    pub created_at: OffsetDateTime,
}

/// Claims up to `limit` of those that are due, until `until`.
pub async fn claim(
    conn: &mut PgConnection,
    now: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as!(
        Due,
        "update attachments a set due_at = $2, claim = a.claim + 1, tries = a.tries + 1
         from (select project_id, id from attachments where state = 'due' and due_at <= $1 and message_id is not null
               order by due_at limit $3 for update skip locked) d
         where a.project_id = d.project_id and a.id = d.id
         returning a.project_id, a.id, a.channel_id, a.external_id, a.declared_sha256, a.claim, a.tries, a.created_at",
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Notes that the file is there, and that text is to be derived from it where a customer's voice may be in it; false when
/// the claim is lost or the attachment deleted.
pub async fn keep(conn: &mut PgConnection, due: &Due, kept: &Kept, now: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update attachments set state = 'stored', error = null, media_type = $4, size = $5, sha256 = $6,
           derive_at = case when kind = 'audio' and exists (
             select from messages where project_id = $1 and id = message_id and role = 'user') then $7::timestamptz end
         where project_id = $1 and id = $2 and claim = $3 and state = 'due'",
        due.project_id,
        due.id,
        due.claim,
        kept.media_type,
        i64::try_from(kept.size).unwrap_or(i64::MAX),
        &kept.sha256,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes why the file did not come: it is tried again at `at`, or never where that is not given. Nothing happens where
/// the claim is lost.
pub async fn fail(conn: &mut PgConnection, due: &Due, error: &str, at: Option<OffsetDateTime>) -> sqlx::Result<()> {
    sqlx::query!(
        "update attachments set error = $4, due_at = coalesce($5, due_at),
           state = case when $5::timestamptz is null then 'failed' else state end
         where project_id = $1 and id = $2 and claim = $3 and state = 'due'",
        due.project_id,
        due.id,
        due.claim,
        error,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
