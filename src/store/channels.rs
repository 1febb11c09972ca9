//! Channel accounts.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// An account as intake needs it, secrets still sealed.
#[derive(Debug)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub project_id: Uuid,
    /// The channel's name.
    pub kind: String,
    /// Meta's id of the number.
    pub phone_number_id: Option<String>,
    /// Meta's id of the business account.
    pub waba_id: Option<String>,
    /// The number's digits.
    pub display_phone_number: Option<String>,
    /// Sealed JSON.
    pub secrets: Vec<u8>,
    /// Who answers.
    pub assistant_id: Option<Uuid>,
}

/// Every enabled account of every project.
pub async fn enabled(conn: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        "select id, project_id, type as kind, phone_number_id, waba_id, display_phone_number, secrets, assistant_id
         from channels where enabled order by id",
    )
    .fetch_all(conn)
    .await
}

/// An account as the admin API shows and changes it, secrets still sealed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table channels")]
pub struct Channel {
    pub id: Uuid,
    pub kind: String,
    pub name: String,
    pub phone_number_id: Option<String>,
    pub waba_id: Option<String>,
    pub display_phone_number: Option<String>,
    pub secrets: Vec<u8>,
    pub assistant_id: Option<Uuid>,
    pub enabled: bool,
    pub messages_per_second: i32,
    pub resend_after_minutes: Option<i32>,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

/// All accounts of a project, oldest first.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Channel>> {
    sqlx::query_as!(
        Channel,
        "select id, type as kind, name, phone_number_id, waba_id, display_phone_number, secrets, assistant_id, enabled,
           messages_per_second, resend_after_minutes, created_at, updated_at
         from channels where project_id = $1 order by created_at, id",
        project,
    )
    .fetch_all(conn)
    .await
}

/// One account.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Channel>> {
    sqlx::query_as!(
        Channel,
        "select id, type as kind, name, phone_number_id, waba_id, display_phone_number, secrets, assistant_id, enabled,
           messages_per_second, resend_after_minutes, created_at, updated_at
         from channels where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// One account, locked so that of two changes neither is lost.
pub async fn lock(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Channel>> {
    sqlx::query_as!(
        Channel,
        "select id, type as kind, name, phone_number_id, waba_id, display_phone_number, secrets, assistant_id, enabled,
           messages_per_second, resend_after_minutes, created_at, updated_at
         from channels where project_id = $1 and id = $2 for update",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Adds an account. `channels_name_unique` and `channels_phone_number_id_unique` may refuse it.
pub async fn insert(conn: &mut PgConnection, project: Uuid, channel: &Channel) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into channels (id, project_id, type, name, phone_number_id, waba_id, display_phone_number, secrets,
           assistant_id, enabled, created_at, updated_at, messages_per_second, resend_after_minutes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        channel.id,
        project,
        channel.kind,
        channel.name,
        channel.phone_number_id,
        channel.waba_id,
        channel.display_phone_number,
        channel.secrets,
        channel.assistant_id,
        channel.enabled,
        channel.created_at,
        channel.updated_at,
        channel.messages_per_second,
        channel.resend_after_minutes,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what may change about an account. `channels_name_unique` may refuse it.
pub async fn update(conn: &mut PgConnection, project: Uuid, channel: &Channel) -> sqlx::Result<()> {
    sqlx::query!(
        "update channels set name = $3, waba_id = $4, display_phone_number = $5, secrets = $6, assistant_id = $7,
           enabled = $8, updated_at = $9, messages_per_second = $10, resend_after_minutes = $11
         where project_id = $1 and id = $2",
        project,
        channel.id,
        channel.name,
        channel.waba_id,
        channel.display_phone_number,
        channel.secrets,
        channel.assistant_id,
        channel.enabled,
        channel.updated_at,
        channel.messages_per_second,
        channel.resend_after_minutes,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes an account.
pub async fn delete(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from channels where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(())
}

/// Whether any conversation came by an account.
pub async fn is_used(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let used = sqlx::query_scalar!(
        r#"select exists (select 1 from conversations where project_id = $1 and channel_id = $2) as "used!""#,
        project,
        id,
    )
    .fetch_one(conn)
    .await?;
    Ok(used)
}
