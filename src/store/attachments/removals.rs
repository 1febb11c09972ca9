//! Files that are to be removed from the store of files; a row stays until its file is gone.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A file to be removed.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Whose it was.
    pub project_id: Uuid,
    /// The attachment that it belonged to.
    pub attachment_id: Uuid,
    /// Tries that failed.
    pub failures: i32,
}

/// Gives up uploads that did not end and files that nobody sent in time; returns how many.
pub async fn give_up(conn: &mut PgConnection, now: OffsetDateTime) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "with gone as (delete from attachments where message_id is null and due_at <= $1 returning project_id, id)
         insert into file_removals (project_id, attachment_id, due_at) select project_id, id, $1 from gone",
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
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
        "update file_removals r set due_at = $2
         from (select project_id, attachment_id from file_removals where due_at <= $1
               order by due_at limit $3 for update skip locked) d
         where r.project_id = d.project_id and r.attachment_id = d.attachment_id
         returning r.project_id, r.attachment_id, r.failures",
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Notes that a file is gone.
pub async fn done(conn: &mut PgConnection, due: &Due) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from file_removals where project_id = $1 and attachment_id = $2",
        due.project_id,
        due.attachment_id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has a file that could not be removed be tried again at `at`.
pub async fn again(conn: &mut PgConnection, due: &Due, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update file_removals set due_at = $3, failures = failures + 1 where project_id = $1 and attachment_id = $2",
        due.project_id,
        due.attachment_id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
