//! Who leaves a score or a note: an identity that outlives a change of name, and the name it has now.

use sqlx::PgConnection;

use crate::http::auth::{Caller, Who};
use crate::store;

/// Whoever writes.
#[derive(Clone, Debug)]
pub(super) struct Author {
    /// As the audit log names them; a key that followed another by rotation goes on as the first of them.
    pub actor: String,
    /// What people call them now.
    pub name: String,
}

/// The caller as an author.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn author(conn: &mut PgConnection, caller: &Caller) -> sqlx::Result<Author> {
    let id = match &caller.who {
        Who::User(session) => return Ok(Author { actor: caller.actor(), name: session.name.clone() }),
        Who::Key(id) => *id,
    };
    let key = store::keys::author(conn, caller.project.0, id).await?;
    Ok(match key {
        Some(key) => Author { actor: format!("key:{}", key.first_id), name: key.name },
        None => Author { actor: caller.actor(), name: caller.actor() },
    })
}
