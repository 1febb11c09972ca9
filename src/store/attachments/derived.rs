//! Text that is derived from files: what is said in sound.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A file that a node is to derive text from.
#[derive(Clone, Debug)]
pub struct Due {
    /// Whose.
    pub project_id: Uuid,
    /// The attachment.
    pub id: Uuid,
    /// The conversation that it was sent in.
    pub conversation_id: Uuid,
    /// Its type, told by its content.
    pub media_type: Option<String>,
    /// Its bytes.
    pub size: Option<i64>,
    /// What the holder shows to prove itself.
    pub claim: i64,
    /// How often it was tried, this time included.
    pub tries: i32,
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
        "update attachments a set derive_at = $2, derive_claim = a.derive_claim + 1, derive_tries = a.derive_tries + 1
         from (select project_id, id from attachments where derive_at <= $1
               order by derive_at limit $3 for update skip locked) d
         where a.project_id = d.project_id and a.id = d.id
         returning a.project_id, a.id, a.conversation_id, a.media_type, a.size, a.derive_claim as claim,
           a.derive_tries as tries",
        now,
        until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Keeps the text that a model derived, and has its words found; nothing happens where the claim is lost.
pub async fn keep(conn: &mut PgConnection, due: &Due, text: &str, model: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "with kept as (
           update attachments set derived_text = $4, derived_from = $5, derived_error = null, derive_at = null
           where project_id = $1 and id = $2 and derive_claim = $3 and derive_at is not null
           returning message_id)
         insert into search_queue (project_id, message_ids) select $1, array[message_id] from kept",
        due.project_id,
        due.id,
        due.claim,
        text,
        model,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes why a model derived no text: it is tried again at `at`, or never where that is not given. Nothing happens where
/// the claim is lost.
pub async fn fail(
    conn: &mut PgConnection,
    due: &Due,
    error: &str,
    model: &str,
    at: Option<OffsetDateTime>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update attachments set derived_error = $4, derived_from = $5, derive_at = $6
         where project_id = $1 and id = $2 and derive_claim = $3 and derive_at is not null",
        due.project_id,
        due.id,
        due.claim,
        error,
        model,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that nobody derives text from a file.
pub async fn skip(conn: &mut PgConnection, due: &Due) -> sqlx::Result<()> {
    sqlx::query!(
        "update attachments set derive_at = null where project_id = $1 and id = $2 and derive_claim = $3",
        due.project_id,
        due.id,
        due.claim,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the text of sound may still come that was sent in a conversation after `since`.
pub async fn is_awaited(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    since: OffsetDateTime,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from attachments a join messages m on m.project_id = $1 and m.id = a.message_id and m.role = 'user'
             where a.project_id = $1 and a.conversation_id = $2 and a.kind = 'audio' and a.created_at > $3
               and (a.state = 'due' or a.derive_at is not null)) as "is_awaited!""#,
        project,
        conversation,
        since,
    )
    .fetch_one(conn)
    .await
}

/// The texts of messages' files, each with its message.
pub async fn texts(conn: &mut PgConnection, project: Uuid, messages: &[Uuid]) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select message_id as "message_id!", derived_text as "text!" from attachments
           where project_id = $1 and message_id = any ($2) and derived_text <> '' order by id"#,
        project,
        messages,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.message_id, row.text)).collect())
}
