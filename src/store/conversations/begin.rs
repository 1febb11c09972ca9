//! Finding a conversation or beginning it, without a second one under concurrency.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A conversation that begins unless it exists.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct New<'a> {
    pub project: Uuid,
    pub id: Uuid,
    pub kind: &'a str,
    pub thread_key: &'a str,
    pub external_identifier: Option<&'a str>,
    pub channel: Option<Uuid>,
    pub customer: Option<Uuid>,
    pub assistant: Option<Uuid>,
    pub environment: Option<&'a str>,
    pub at: OffsetDateTime,
}

/// The id of the conversation of a thread and whether it began now; the caller counts a new one.
pub async fn find_or_begin(conn: &mut PgConnection, new: &New<'_>) -> sqlx::Result<(Uuid, bool)> {
    loop {
        let begun = sqlx::query!(
            "insert into conversations (project_id, id, type, thread_key, external_identifier, channel_id, customer_id,
               assistant_id, environment, started_at, last_activity_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
             on conflict (project_id, type, thread_key) do nothing",
            new.project,
            new.id,
            new.kind,
            new.thread_key,
            new.external_identifier,
            new.channel,
            new.customer,
            new.assistant,
            new.environment,
            new.at,
        )
        .execute(&mut *conn)
        .await?;
        if begun.rows_affected() == 1 {
            return Ok((new.id, true));
        }
        if let Some(id) = find(conn, new.project, new.kind, new.thread_key).await? {
            return Ok((id, false));
        }
        // It was deleted between the two statements.
    }
}

/// The conversation of a thread.
pub async fn find(conn: &mut PgConnection, project: Uuid, kind: &str, thread_key: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and type = $2 and thread_key = $3",
        project,
        kind,
        thread_key,
    )
    .fetch_optional(conn)
    .await
}

/// Keeps conversations from being deleted until the transaction ends; tells how many of them exist.
pub async fn hold(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    let held = sqlx::query_scalar!(
        "select c.id from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join conversations c on c.project_id = a.project_id and c.id = a.id order by c.id for key share of c",
        project,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(held.len())
}

/// Locks conversations that this transaction is going to bring up to date, in the order of their ids; tells how many of
/// them exist.
pub async fn lock(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<u64> {
    let locked = sqlx::query!(
        "select from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join conversations c on c.project_id = a.project_id and c.id = a.id order by c.id for no key update of c",
        project,
        ids,
    )
    .execute(conn)
    .await?;
    Ok(locked.rows_affected())
}

/// The type of a conversation, if it exists.
pub async fn kind(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select type from conversations where project_id = $1 and id = $2", project, id)
        .fetch_optional(conn)
        .await
}

/// Adds to the number of conversations of a type.
pub async fn count(conn: &mut PgConnection, project: Uuid, kind: &str, shard: i16, by: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into conversation_counts as c (project_id, type, shard, conversations) values ($1, $2, $3, $4)
         on conflict (project_id, type, shard) do update set conversations = c.conversations + excluded.conversations",
        project,
        kind,
        shard,
        by,
    )
    .execute(conn)
    .await?;
    Ok(())
}
