//! Files that somebody uploads, to be sent with a message later: the row comes before the file, so that none is left that
//! nobody knows of, and what is not sent in time is given up (see [`super::removals::give_up`]).

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::attachment::Kept;

/// Notes that a file is on its way into the store; it is given up at `until`.
pub async fn begin(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    id: Uuid,
    name: Option<&str>,
    (now, until): (OffsetDateTime, OffsetDateTime),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into attachments (project_id, id, conversation_id, name, state, due_at, created_at)
         values ($1, $2, $3, $4, 'due', $5, $6)",
        project,
        id,
        conversation,
        name,
        until,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the file is there, to be sent until `until`; false when it was given up or deleted meanwhile.
pub async fn finish(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    kept: &Kept,
    until: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update attachments set state = 'stored', media_type = $3, size = $4, sha256 = $5, due_at = $6
         where project_id = $1 and id = $2 and state = 'due' and message_id is null",
        project,
        id,
        kept.media_type,
        i64::try_from(kept.size).unwrap_or(i64::MAX),
        &kept.sha256,
        until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives an upload up that did not come whole: its file is removed.
pub async fn give_up(conn: &mut PgConnection, project: Uuid, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "with gone as (delete from attachments where project_id = $1 and id = $2 and message_id is null returning id)
         insert into file_removals (project_id, attachment_id, due_at) select $1, id, $3 from gone",
        project,
        id,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The types of files that were uploaded in a conversation and not sent yet, or that this message of it was sent with.
pub async fn types(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    ids: &[Uuid],
    client_id: &str,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select a.media_type as "media_type!" from attachments a
           left join messages m on m.project_id = $1 and m.id = a.message_id
           where a.project_id = $1 and a.conversation_id = $2 and a.id = any ($3) and a.state = 'stored'
             and (a.message_id is null or m.external_id = 'user/' || $4)
           order by a.id"#,
        project,
        conversation,
        ids,
        client_id,
    )
    .fetch_all(conn)
    .await
}

/// Makes files those of a message, each under the kind that its type shows.
pub async fn send(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    message: Uuid,
    ids: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update attachments set message_id = $3, kind = case split_part(media_type, '/', 1)
           when 'image' then 'image' when 'audio' then 'audio' when 'video' then 'video' else 'document' end
         where project_id = $1 and conversation_id = $2 and id = any ($4) and message_id is null and state = 'stored'",
        project,
        conversation,
        message,
        ids,
    )
    .execute(conn)
    .await?;
    Ok(())
}
