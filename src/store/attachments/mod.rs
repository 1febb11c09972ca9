//! Files that belong to messages: which there are, what became of their fetching, and which are to be removed.

pub mod derived;
pub mod fetching;
pub mod removals;
pub mod shown;
pub mod uploads;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Columns of files that a platform announced.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table attachments")]
pub struct Announcements {
    pub id: Vec<Uuid>,
    pub conversation: Vec<Uuid>,
    pub message: Vec<Uuid>,
    pub channel: Vec<Uuid>,
    pub external_id: Vec<String>,
    pub kind: Vec<String>,
    pub name: Vec<Option<String>>,
    pub declared_type: Vec<Option<String>>,
    pub declared_sha256: Vec<Option<String>>,
}

/// Has announced files be fetched, from now on.
pub async fn announce(
    conn: &mut PgConnection,
    project: Uuid,
    rows: &Announcements,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into attachments (project_id, id, conversation_id, message_id, channel_id, external_id, kind, name,
           declared_type, declared_sha256, state, due_at, created_at)
         select $1, t.*, 'due', $11, $11
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
           $10::text[]) as t",
        project,
        &rows.id,
        &rows.conversation,
        &rows.message,
        &rows.channel,
        &rows.external_id,
        &rows.kind,
        &rows.name as &[Option<String>],
        &rows.declared_type as &[Option<String>],
        &rows.declared_sha256 as &[Option<String>],
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves the files of `loser` into `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update attachments set conversation_id = $2 where project_id = $1 and conversation_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the files of conversations, and has them removed: at once, or when whoever is writing one must have ended.
pub async fn delete(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with gone as (
           delete from attachments where project_id = $1 and conversation_id = any ($2)
           returning id, case when state = 'due' then greatest(due_at, $3) else $3 end as due_at)
         insert into file_removals (project_id, attachment_id, due_at) select $1, id, due_at from gone",
        project,
        conversations,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
