//! The tariffs that apply: what a provider says goes first, then the price of an assistant, then the
//! project's own prices and the shipped ones.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::app::App;
use crate::domain::id::ProjectId;
pub use crate::domain::tariff::Tariff;
use crate::store;
use crate::store::assistants::Assistant;

/// The tariff of an assistant. It is read before the model is asked: once there is an answer, nothing may keep it
/// from the record.
///
/// # Errors
/// As the database says.
pub async fn of(app: &App, project: ProjectId, assistant: &Assistant) -> sqlx::Result<Tariff> {
    if let Some(price) = assistant.price() {
        return Ok(Tariff::Own(price));
    }
    let mut conn = app.lookups.acquire().await?;
    store::prices::tariff(&mut conn, project.0, &app.prices).await
}

/// The tariffs of everything that a project has on record, as they are now.
#[derive(Debug)]
pub struct Tariffs {
    /// Of assistants with a price of their own.
    own: HashMap<Uuid, Tariff>,
    others: Tariff,
}

impl Tariffs {
    /// Reads them.
    ///
    /// # Errors
    /// As the database says.
    pub async fn of(app: &App, conn: &mut PgConnection, project: ProjectId) -> sqlx::Result<Self> {
        let assistants = store::assistants::list(conn, project.0).await?;
        let own = assistants.into_iter().filter_map(|one| Some((one.id, Tariff::Own(one.price()?)))).collect();
        Ok(Self { own, others: store::prices::tariff(conn, project.0, &app.prices).await? })
    }

    /// The tariff of answers that this assistant of ours gave, or of those that came from elsewhere.
    #[must_use]
    pub fn of_answers(&self, assistant: Option<Uuid>) -> &Tariff {
        assistant.and_then(|assistant| self.own.get(&assistant)).unwrap_or(&self.others)
    }
}
