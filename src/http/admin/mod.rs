//! The admin API, one file for each noun.

pub mod controls;
pub mod conversations;
pub mod imports;
pub mod said;
pub mod test_chat;
mod variables;

use crate::http::error::Problem;

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
