//! Sessions of visitors: who may speak in which conversation.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::visitor::Identity;

/// A session as those who speak in it need it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table widget_sessions")]
pub struct Session {
    pub id: Uuid,
    pub widget_id: Uuid,
    pub origin: String,
    pub subject: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub conversation_id: Option<Uuid>,
    pub begun: i32,
    pub issued_at: OffsetDateTime,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

/// A session to be begun.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table widget_sessions")]
pub struct New<'a> {
    pub id: Uuid,
    pub widget: Uuid,
    pub key_hash: &'a [u8],
    pub token_hash: &'a [u8],
    pub origin: &'a str,
    pub identity: Option<&'a Identity>,
    pub now: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub repeats_until: OffsetDateTime,
}

/// Begins a session, or gives the one that the same browser began with the same key on the same page not before
/// `repeats_until` a new token; none where the key is that of another one.
pub async fn begin(conn: &mut PgConnection, project: Uuid, new: &New<'_>) -> sqlx::Result<Option<Session>> {
    let identity = new.identity;
    sqlx::query_as!(
        Session,
        "insert into widget_sessions as s (project_id, id, widget_id, key_hash, token_hash, issued_at, origin, subject, name,
           email, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $6, $11)
         on conflict (project_id, widget_id, key_hash) do update set token_hash = excluded.token_hash,
           issued_at = excluded.issued_at, expires_at = excluded.expires_at
         where s.origin = excluded.origin and s.created_at >= $12
         returning id, widget_id, origin, subject, name, email, conversation_id, begun, issued_at, created_at, expires_at",
        project,
        new.id,
        new.widget,
        new.key_hash,
        new.token_hash,
        new.now,
        new.origin,
        identity.map(|identity| identity.subject.as_str()),
        identity.and_then(|identity| identity.name.as_deref()),
        identity.and_then(|identity| identity.email.as_deref()),
        new.expires_at,
        new.repeats_until,
    )
    .fetch_optional(conn)
    .await
}

/// The session that a token opens now.
pub async fn open(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Session>> {
    sqlx::query_as!(
        Session,
        "select id, widget_id, origin, subject, name, email, conversation_id, begun, issued_at, created_at, expires_at
         from widget_sessions
         where project_id = $1 and id = $2 and expires_at > $4
           and (token_hash = $3 or (previous_hash = $3 and previous_until > $4))",
        project,
        id,
        token_hash,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Gives a session a new token if its token is still `before`; the old one opens it until `grace`.
pub async fn rotate(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    (before, after): (&[u8], &[u8]),
    (now, grace, expires_at): (OffsetDateTime, OffsetDateTime, OffsetDateTime),
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update widget_sessions set token_hash = $4, issued_at = $5, previous_hash = $3, previous_until = $6,
           expires_at = $7
         where project_id = $1 and id = $2 and token_hash = $3",
        project,
        id,
        before,
        after,
        now,
        grace,
        expires_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Has a session go on in the conversation that was its `begun`th, unless it went on from there already.
pub async fn attach(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    conversation: Uuid,
    begun: i32,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update widget_sessions set conversation_id = $3, begun = $4 where project_id = $1 and id = $2 and begun <= $4",
        project,
        id,
        conversation,
        begun,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes who the visitor of a session is.
pub async fn identify(conn: &mut PgConnection, project: Uuid, id: Uuid, identity: &Identity) -> sqlx::Result<()> {
    sqlx::query!(
        "update widget_sessions set subject = $3, name = $4, email = $5 where project_id = $1 and id = $2",
        project,
        id,
        identity.subject,
        identity.name,
        identity.email,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest conversation that a person had by a widget.
pub async fn newest(conn: &mut PgConnection, project: Uuid, widget: Uuid, alias: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select c.id from customer_identities i
         join conversations c on c.project_id = $1 and c.customer_id = i.customer_id
         where i.project_id = $1 and i.kind = 'visitor' and i.value = $3 and c.type = 'widget' and c.channel_id = $2
         order by c.started_at desc, c.id desc limit 1",
        project,
        widget,
        alias,
    )
    .fetch_optional(conn)
    .await
}

/// Ends a session: its token opens nothing any more.
pub async fn end(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from widget_sessions where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(())
}

/// Forgets up to `limit` sessions that have expired; returns how many.
pub async fn prune(conn: &mut PgConnection, now: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from widget_sessions s using (
           select project_id, id from widget_sessions where expires_at < $1 limit $2 for update skip locked) old
         where s.project_id = old.project_id and s.id = old.id",
        now,
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets the sessions of conversations that are deleted.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from widget_sessions where project_id = $1 and conversation_id = any ($2)",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}
