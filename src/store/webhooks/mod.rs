//! Addresses of the adopter that are told what happens.

pub mod events;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A webhook, its secrets still sealed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table webhooks")]
pub struct Webhook {
    pub id: Uuid,
    pub name: String,
    pub url: String,
    /// The words of `domain::happening`.
    pub events: Vec<String>,
    pub enabled: bool,
    pub disabled_reason: Option<String>,
    pub secrets: Vec<u8>,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

/// All webhooks of a project, oldest first.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Webhook>> {
    sqlx::query_as!(
        Webhook,
        "select id, name, url, events, enabled, disabled_reason, secrets, created_at, updated_at
         from webhooks where project_id = $1 order by created_at, id",
        project,
    )
    .fetch_all(conn)
    .await
}

/// One webhook.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Webhook>> {
    sqlx::query_as!(
        Webhook,
        "select id, name, url, events, enabled, disabled_reason, secrets, created_at, updated_at
         from webhooks where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// One webhook, locked so that of two changes neither is lost; events go on being written for it.
pub async fn lock(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Webhook>> {
    sqlx::query_as!(
        Webhook,
        "select id, name, url, events, enabled, disabled_reason, secrets, created_at, updated_at
         from webhooks where project_id = $1 and id = $2 for no key update",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Adds a webhook. `webhooks_name_unique` may refuse it.
pub async fn insert(conn: &mut PgConnection, project: Uuid, webhook: &Webhook) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into webhooks (id, project_id, name, url, events, enabled, disabled_reason, secrets, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        webhook.id,
        project,
        webhook.name,
        webhook.url,
        &webhook.events,
        webhook.enabled,
        webhook.disabled_reason,
        webhook.secrets,
        webhook.created_at,
        webhook.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what may change about a webhook. `webhooks_name_unique` may refuse it.
pub async fn update(conn: &mut PgConnection, project: Uuid, webhook: &Webhook) -> sqlx::Result<()> {
    sqlx::query!(
        "update webhooks set name = $3, url = $4, events = $5, enabled = $6, disabled_reason = $7, secrets = $8,
           updated_at = $9
         where project_id = $1 and id = $2",
        project,
        webhook.id,
        webhook.name,
        webhook.url,
        &webhook.events,
        webhook.enabled,
        webhook.disabled_reason,
        webhook.secrets,
        webhook.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Switches a webhook off for a reason in fixed words.
pub async fn switch_off(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    reason: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update webhooks set enabled = false, disabled_reason = $3, updated_at = $4
         where project_id = $1 and id = $2 and enabled",
        project,
        id,
        reason,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a webhook and all that it was still to be told; false when there is none.
pub async fn delete(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("delete from webhooks where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}
