//! Test chat: staff try an assistant; what is said is recorded as type `test` and kept out of totals.

pub mod messages;
pub mod sessions;
mod stream;

use uuid::Uuid;

use crate::app::App;
use crate::domain::conversation::kind;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::store;
use crate::store::conversations::control::Control;

/// The session of an id; a conversation of another type is not to be reached from here.
async fn session(app: &App, caller: &Caller, id: Uuid) -> Result<Control, Error> {
    let mut conn = app.lookups.acquire().await?;
    let found = store::conversations::control::find(&mut conn, caller.project.0, id).await?;
    found.filter(|control| control.kind == kind::TEST).ok_or(Error::NotFound("test session"))
}
