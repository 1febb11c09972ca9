//! Channel accounts.

use sqlx::PgConnection;
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
