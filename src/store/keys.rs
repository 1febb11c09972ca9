//! API keys; only their fingerprints are stored.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A key that may be used now.
#[derive(Debug)]
pub struct Found {
    /// Its id.
    pub id: Uuid,
    /// The project it opens.
    pub project_id: Uuid,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<OffsetDateTime>,
}

/// The key of a fingerprint, if it is neither revoked nor expired.
pub async fn find(conn: &mut PgConnection, hash: &[u8], now: OffsetDateTime) -> sqlx::Result<Option<Found>> {
    sqlx::query_as!(
        Found,
        "select id, project_id, scopes, last_used_at from api_keys
         where hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)",
        hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// A key that reports traces.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the tables api_keys and projects")]
pub struct Reporter {
    pub id: Uuid,
    pub project_id: Uuid,
    pub number: i64,
    pub scopes: Vec<String>,
    pub spans_per_minute: Option<i32>,
    pub last_used_at: Option<OffsetDateTime>,
}

/// The same as [`find`], with what those who report are asked for.
pub async fn reporter(conn: &mut PgConnection, hash: &[u8], now: OffsetDateTime) -> sqlx::Result<Option<Reporter>> {
    sqlx::query_as!(
        Reporter,
        "select k.id, k.project_id, p.number, k.scopes, k.spans_per_minute, k.last_used_at
         from api_keys k join projects p on p.id = k.project_id
         where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)",
        hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// What people call a key.
pub async fn name(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select name from api_keys where project_id = $1 and id = $2", project, id)
        .fetch_optional(conn)
        .await
}

/// A key as it signs.
#[derive(Debug)]
pub struct Author {
    /// What people call it.
    pub name: String,
    /// The first of the keys that it follows by rotation; itself where it follows none.
    pub first_id: Uuid,
}

/// How a key signs.
pub async fn author(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Author>> {
    sqlx::query_as!(
        Author,
        r#"select name, coalesce(first_id, id) as "first_id!" from api_keys where project_id = $1 and id = $2"#,
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Has a key follow another by rotation, as the author of what that one wrote.
pub async fn follow(conn: &mut PgConnection, project: Uuid, id: Uuid, old: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update api_keys k set first_id = coalesce(o.first_id, o.id) from api_keys o
         where k.project_id = $1 and k.id = $2 and o.project_id = $1 and o.id = $3",
        project,
        id,
        old,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that a key was used.
pub async fn touch(conn: &mut PgConnection, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update api_keys set last_used_at = $2 where id = $1", id, now).execute(conn).await?;
    Ok(())
}

/// A new key.
#[derive(Debug)]
pub struct NewKey<'a> {
    /// Its id.
    pub id: Uuid,
    /// The project it opens.
    pub project_id: Uuid,
    /// What people call it.
    pub name: &'a str,
    /// Its first characters.
    pub prefix: &'a str,
    /// Its fingerprint.
    pub hash: &'a [u8],
    /// What it may do.
    pub scopes: &'a [String],
    /// When it ends, if it does.
    pub expires_at: Option<OffsetDateTime>,
    /// Most spans that it may report in a minute.
    pub spans_per_minute: Option<i32>,
}

/// Stores a new key; false when the same key is there already.
pub async fn insert(conn: &mut PgConnection, key: &NewKey<'_>, now: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into api_keys (id, project_id, name, prefix, hash, scopes, created_at, expires_at, spans_per_minute)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (hash) do nothing",
        key.id,
        key.project_id,
        key.name,
        key.prefix,
        key.hash,
        key.scopes,
        now,
        key.expires_at,
        key.spans_per_minute,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A key as it is shown.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table api_keys")]
pub struct Listed {
    pub id: Uuid,
    pub name: String,
    pub prefix: String,
    pub scopes: Vec<String>,
    pub created_at: OffsetDateTime,
    pub expires_at: Option<OffsetDateTime>,
    pub last_used_at: Option<OffsetDateTime>,
    pub revoked_at: Option<OffsetDateTime>,
    pub spans_per_minute: Option<i32>,
}

/// A key of a project, locked until the transaction ends.
pub async fn lock(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Listed>> {
    sqlx::query_as!(
        Listed,
        "select id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, spans_per_minute
         from api_keys where project_id = $1 and id = $2 for update",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Has a key end at a time, unless it ends before.
pub async fn end(conn: &mut PgConnection, project: Uuid, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update api_keys set expires_at = least(expires_at, $3) where project_id = $1 and id = $2",
        project,
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All keys of a project, newest first, revoked ones too.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as!(
        Listed,
        "select id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, spans_per_minute
         from api_keys where project_id = $1 order by created_at desc, id desc",
        project,
    )
    .fetch_all(conn)
    .await
}

/// Ends a key; false when the project has no such key. One that was revoked before keeps its time.
pub async fn revoke(conn: &mut PgConnection, project: Uuid, id: Uuid, now: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update api_keys set revoked_at = coalesce(revoked_at, $3) where project_id = $1 and id = $2",
        project,
        id,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
