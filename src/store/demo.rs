//! What a first start puts into the demo project.

use sqlx::PgConnection;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::assistant::Settings;

/// An assistant that answers without a model.
pub async fn insert_assistant(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    name: &str,
    settings: &Settings,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into assistants (id, project_id, name, provider, settings, created_at)
         values ($1, $2, $3, 'demo', $4, $5)",
        id,
        project,
        name,
        Json(settings) as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A WhatsApp sender.
#[derive(Debug)]
pub struct Sender<'a> {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: &'a str,
    /// Meta's id of the number.
    pub phone_number_id: &'a str,
    /// Meta's id of the business account.
    pub waba_id: &'a str,
    /// The number's digits.
    pub display_phone_number: &'a str,
    /// Sealed JSON.
    pub secrets: &'a [u8],
    /// Who answers.
    pub assistant_id: Uuid,
}

/// Stores the sender.
pub async fn insert_sender(
    conn: &mut PgConnection,
    project: Uuid,
    sender: &Sender<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into channels (id, project_id, type, name, phone_number_id, waba_id, display_phone_number, secrets,
           assistant_id, created_at, updated_at)
         values ($1, $2, 'whatsapp', $3, $4, $5, $6, $7, $8, $9, $9)",
        sender.id,
        project,
        sender.name,
        sender.phone_number_id,
        sender.waba_id,
        sender.display_phone_number,
        sender.secrets,
        sender.assistant_id,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
