//! Links that let somebody in once: the first administrator, whoever was invited, whoever forgot a password.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// An invitation to write down.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table invitations")]
pub struct New<'a> {
    pub id: Uuid,
    pub project_id: Uuid,
    pub email: Option<&'a str>,
    pub role: &'a str,
    pub user_id: Option<Uuid>,
    pub token_hash: &'a [u8],
    pub invited_by: &'a str,
    pub expires_at: OffsetDateTime,
}

/// Writes an invitation down; an older one of the same address in the project is void, and so is an older link for the
/// same first administrator or forgotten password.
pub async fn insert(conn: &mut PgConnection, new: &New<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from invitations
         where project_id = $1 and email is not distinct from $2 and user_id is not distinct from $3",
        new.project_id,
        new.email,
        new.user_id as Option<Uuid>,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into invitations (id, project_id, email, role, user_id, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id,
        new.project_id,
        new.email,
        new.role,
        new.user_id as Option<Uuid>,
        new.token_hash,
        new.invited_by,
        now,
        new.expires_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An invitation that is open.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the tables invitations and projects")]
pub struct Open {
    pub id: Uuid,
    pub project_id: Uuid,
    pub project: String,
    pub email: Option<String>,
    pub role: String,
    pub user_id: Option<Uuid>,
}

/// The invitation of a link, held until the transaction ends.
pub async fn open(conn: &mut PgConnection, token_hash: &[u8], now: OffsetDateTime) -> sqlx::Result<Option<Open>> {
    sqlx::query_as!(
        Open,
        "select i.id, i.project_id, p.name as project, i.email, i.role, i.user_id
         from invitations i join projects p on p.id = i.project_id
         where i.token_hash = $1 and i.expires_at > $2 for update of i",
        token_hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// An invitation as it is shown.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table invitations")]
pub struct Listed {
    pub id: Uuid,
    pub email: String,
    pub role: String,
    pub invited_by: String,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

/// The open invitations of a project, newest first; links for first administrators and forgotten passwords are not
/// among them.
pub async fn list(conn: &mut PgConnection, project: Uuid, now: OffsetDateTime) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        "select id, email as \"email!\", role, invited_by, created_at, expires_at from invitations
         where project_id = $1 and expires_at > $2 and email is not null and user_id is null
         order by created_at desc, id desc",
        project,
        now,
    )
    .fetch_all(conn)
    .await
}

/// Takes an invitation back, or uses it up; false when the project has none such.
pub async fn remove(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("delete from invitations where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}
