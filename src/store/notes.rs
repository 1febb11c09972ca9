//! Notes of staff for staff, beside the messages of a conversation and never among them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A note.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table notes")]
pub struct Note {
    pub id: Uuid,
    /// Who wrote it, as the audit log names them; `name:` and a name where only that is known.
    pub actor: String,
    /// What they are called, or were when they wrote it.
    pub author: String,
    pub body: String,
    pub created_at: OffsetDateTime,
    pub edited_at: Option<OffsetDateTime>,
}

/// Adds a note; one whose `client_id` the conversation has already is not added again.
pub async fn insert(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    client_id: Option<&str>,
    note: &Note,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into notes (project_id, id, conversation_id, client_id, actor, author, body, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (project_id, conversation_id, client_id) where client_id is not null do nothing",
        project,
        note.id,
        conversation,
        client_id,
        note.actor,
        note.author,
        note.body,
        note.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The note of a caller's own id.
pub async fn of_client(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    client_id: &str,
) -> sqlx::Result<Option<Note>> {
    sqlx::query_as!(
        Note,
        r#"select id, actor, coalesce((select u.name from users u where n.actor = 'user:' || u.id), author) as "author!",
             body, created_at, edited_at
           from notes n where project_id = $1 and conversation_id = $2 and client_id = $3"#,
        project,
        conversation,
        client_id,
    )
    .fetch_optional(conn)
    .await
}

/// The notes of a conversation behind `after`, the oldest first; people by the name they have now.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Note>> {
    sqlx::query_as!(
        Note,
        r#"select id, actor, coalesce((select u.name from users u where n.actor = 'user:' || u.id), author) as "author!",
             body, created_at, edited_at
           from notes n where project_id = $1 and conversation_id = $2 and id > $3 order by id limit $4"#,
        project,
        conversation,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// An author's right to change notes.
#[derive(Clone, Copy, Debug)]
pub struct Right<'a> {
    /// Whose own notes they may change.
    pub actor: &'a str,
    /// Whether also those of which only the author's name is known.
    pub nobodys: bool,
}

/// Has a note say something else; none where there is no such note, or it is not theirs to change.
pub async fn edit(
    conn: &mut PgConnection,
    project: Uuid,
    (conversation, id): (Uuid, Uuid),
    right: Right<'_>,
    body: &str,
    now: OffsetDateTime,
) -> sqlx::Result<Option<Note>> {
    sqlx::query_as!(
        Note,
        r#"update notes n set body = $5, edited_at = $6
           where project_id = $1 and id = $3 and conversation_id = $2
             and (actor = $4 or ($7 and starts_with(actor, 'name:')))
           returning id, actor, coalesce((select u.name from users u where n.actor = 'user:' || u.id), author) as "author!",
             body, created_at, edited_at"#,
        project,
        conversation,
        id,
        right.actor,
        body,
        now,
        right.nobodys,
    )
    .fetch_optional(conn)
    .await
}

/// Deletes one note of a conversation; false when there is none.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversation: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from notes where project_id = $1 and id = $3 and conversation_id = $2",
        project,
        conversation,
        id,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Moves the notes of `loser` to `survivor`.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update notes n set conversation_id = $2,
           client_id = case when exists (select from notes o where o.project_id = $1 and o.conversation_id = $2
             and o.client_id = n.client_id) then null else n.client_id end
         where n.project_id = $1 and n.conversation_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes all notes of conversations.
pub async fn delete_all(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from notes where project_id = $1 and conversation_id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}
