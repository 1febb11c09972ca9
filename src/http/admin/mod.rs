//! The admin API, one file for each noun.

pub mod assistants;
pub mod attachments;
pub mod audit;
mod author;
pub mod channels;
pub mod controls;
pub mod conversations;
pub mod deletion;
pub mod deliveries;
pub mod imports;
pub mod insights;
pub mod keys;
pub mod live;
pub mod notes;
pub mod outbox;
mod patch;
pub mod persons;
pub mod prices;
pub mod projects;
pub mod rate_card;
pub mod replies;
pub mod retention;
pub mod said;
pub mod tags;
pub mod takeover;
pub mod test_chat;
pub mod traces;
pub mod views;
pub mod webhooks;
pub mod widgets;

use super::auth::Who;
use super::error::{Error, Problem};

/// What every read may be refused with.
#[derive(utoipa::IntoResponses)]
pub enum Refusals {
    /// No valid key was sent.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorised(#[to_schema] Problem),
    /// The key lacks the scope `read`.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// The database does not answer just now; repeat after `Retry-After` seconds.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}

/// A name for the record: the one given, or that of the person, or what people call the key.
pub(super) async fn signed(
    conn: &mut sqlx::PgConnection,
    caller: &super::auth::Caller,
    given: Option<String>,
) -> sqlx::Result<String> {
    let name = match (given, &caller.who) {
        (Some(name), _) => Some(crate::domain::text::clean(name.trim())),
        (None, Who::User(session)) => Some(session.name.clone()),
        (None, Who::Key(id)) => crate::store::keys::name(conn, caller.project.0, *id).await?,
    };
    Ok(name.unwrap_or_else(|| caller.actor()))
}

/// What a constraint of the database says about a request, or the failure itself.
pub(super) fn taken(error: sqlx::Error, constraint: &str, why: &str) -> Error {
    match error.as_database_error().and_then(sqlx::error::DatabaseError::constraint) {
        Some(name) if name == constraint => Error::Conflict(why.to_owned()),
        _ => error.into(),
    }
}

/// The assistant must be one of the project.
async fn check_assistant(
    conn: &mut sqlx::PgConnection,
    project: uuid::Uuid,
    assistant: Option<uuid::Uuid>,
) -> Result<(), Error> {
    let Some(id) = assistant else { return Ok(()) };
    let found = crate::store::assistants::find(conn, project, id).await?;
    found
        .map(drop)
        .ok_or_else(|| Error::field("assistant_id", "is no assistant of this project; /api/v1/assistants lists them"))
}
