//! Where people are signed in; of the cookie only the fingerprint is stored.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A session that is open, with whoever it is of.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the tables user_sessions, users and members")]
pub struct Open {
    pub id: Uuid,
    pub user_id: Uuid,
    pub email: String,
    pub name: String,
    pub project_id: Uuid,
    pub role: String,
    pub last_seen_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

/// The session of a cookie, if it was used since `idle` and the user is still in the project it looks at.
pub async fn open(
    conn: &mut PgConnection,
    token_hash: &[u8],
    now: OffsetDateTime,
    idle: OffsetDateTime,
) -> sqlx::Result<Option<Open>> {
    sqlx::query_as!(
        Open,
        "select s.id, s.user_id, u.email, u.name, s.project_id, m.role, s.last_seen_at, s.expires_at
         from user_sessions s join users u on u.id = s.user_id
         join members m on m.project_id = s.project_id and m.user_id = s.user_id
         where s.token_hash = $1 and s.expires_at > $2 and s.last_seen_at > $3",
        token_hash,
        now,
        idle,
    )
    .fetch_optional(conn)
    .await
}

/// A session to begin.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table user_sessions")]
pub struct New<'a> {
    pub id: Uuid,
    pub user_id: Uuid,
    pub project_id: Uuid,
    pub token_hash: &'a [u8],
    pub address: &'a str,
    pub agent: &'a str,
    pub expires_at: OffsetDateTime,
}

/// Begins a session.
pub async fn insert(conn: &mut PgConnection, session: &New<'_>, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into user_sessions (id, user_id, project_id, token_hash, address, agent, created_at, last_seen_at,
           expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        session.id,
        session.user_id,
        session.project_id,
        session.token_hash,
        session.address,
        session.agent,
        now,
        session.expires_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that a session was used.
pub async fn touch(conn: &mut PgConnection, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update user_sessions set last_seen_at = $2 where id = $1", id, now).execute(conn).await?;
    Ok(())
}

/// Has a session look at another project.
pub async fn turn(conn: &mut PgConnection, id: Uuid, project: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update user_sessions set project_id = $2 where id = $1", id, project).execute(conn).await?;
    Ok(())
}

/// A session as its user sees it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table user_sessions")]
pub struct Listed {
    pub id: Uuid,
    pub address: String,
    pub agent: String,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

/// Where somebody is signed in, the session used last first.
pub async fn list(
    conn: &mut PgConnection,
    user: Uuid,
    now: OffsetDateTime,
    idle: OffsetDateTime,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        "select id, address, agent, created_at, last_seen_at, expires_at from user_sessions
         where user_id = $1 and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc, id desc",
        user,
        now,
        idle,
    )
    .fetch_all(conn)
    .await
}

/// Ends a session of somebody; false when there is none.
pub async fn end(conn: &mut PgConnection, user: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!("delete from user_sessions where user_id = $1 and id = $2", user, id).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all sessions of somebody but one; how many there were.
pub async fn end_others(conn: &mut PgConnection, user: Uuid, kept: Option<Uuid>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from user_sessions where user_id = $1 and ($2::uuid is null or id <> $2)",
        user,
        kept as Option<Uuid>,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets the sessions of somebody that are over.
pub async fn forget(
    conn: &mut PgConnection,
    user: Uuid,
    now: OffsetDateTime,
    idle: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from user_sessions where user_id = $1 and (expires_at <= $2 or last_seen_at <= $3)",
        user,
        now,
        idle,
    )
    .execute(conn)
    .await?;
    Ok(())
}
