//! What a message cost: as its provider said, else by the price of its assistant, else by the
//! project's own prices and the shipped ones.

use std::collections::HashMap;
use std::iter;
use std::sync::Arc;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::app::App;
use crate::domain::id::ProjectId;
use crate::domain::message::Message;
use crate::domain::money::Nanos;
use crate::domain::price::Price;
use crate::domain::price_table::{self, PriceTable};
use crate::domain::usage::Usage;
use crate::store;
use crate::store::assistants::Assistant;
use crate::store::prices::models::ModelPrice;

/// By what messages are charged.
#[derive(Clone, Debug)]
pub enum Tariff {
    /// One price, whatever model answered.
    Own(Price),
    /// By model and time: the project's own prices, and the shipped ones unless they are in another currency than the
    /// project, since no rate of exchange is on record.
    Tables(Vec<Arc<PriceTable>>),
    /// By nothing.
    None,
}

impl Tariff {
    /// The tariff of an assistant. It is read before the model is asked: once there is an answer, nothing may keep it
    /// from the record.
    ///
    /// # Errors
    /// As the database says.
    pub async fn of(app: &App, project: ProjectId, assistant: &Assistant) -> sqlx::Result<Self> {
        if let Some(price) = assistant.price() {
            return Ok(Self::Own(price));
        }
        let mut conn = app.lookups.acquire().await?;
        Self::of_table(app, &mut conn, project).await
    }

    /// The tariff of messages that no assistant of ours gave.
    ///
    /// # Errors
    /// As the database says.
    pub async fn of_table(app: &App, conn: &mut PgConnection, project: ProjectId) -> sqlx::Result<Self> {
        let own = store::prices::models::list(conn, project.0).await?;
        let own = PriceTable::of(own.into_iter().map(ModelPrice::line));
        let found = store::projects::find(conn, project.0).await?;
        let fits = found.is_some_and(|project| project.currency == price_table::CURRENCY);
        let shipped = fits.then(|| Arc::clone(&app.prices));
        Ok(Self::Tables(iter::once(Arc::new(own)).chain(shipped).collect()))
    }

    /// Fills in what a message cost, unless that is known or cannot be told.
    pub fn settle(&self, message: &mut Message) {
        if message.cost.is_some() {
            return;
        }
        message.cost = self.charge(message.model.as_deref(), &message.usage, message.sent_at);
        message.cost_computed = message.cost.is_some();
    }

    /// What an answer costs; None where that cannot be told.
    #[must_use]
    pub fn charge(&self, model: Option<&str>, usage: &Usage, at: OffsetDateTime) -> Option<Nanos> {
        let price = match (self, model) {
            (Self::Own(price), _) => Some(price),
            (Self::Tables(tables), Some(model)) => price_table::find(tables, model, usage.input_tokens, at),
            (Self::Tables(_), None) | (Self::None, _) => None,
        };
        price.and_then(|price| price.of(usage))
    }
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
        Ok(Self { own, others: Tariff::of_table(app, conn, project).await? })
    }

    /// The tariff of answers that this assistant of ours gave, or of those that came from elsewhere.
    #[must_use]
    pub fn of_answers(&self, assistant: Option<Uuid>) -> &Tariff {
        assistant.and_then(|assistant| self.own.get(&assistant)).unwrap_or(&self.others)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{Arc, Message, Nanos, Price, PriceTable, Tariff, Usage, price_table};
    use crate::domain::message::Role;

    #[test]
    fn what_is_known_stays_and_what_is_unknown_is_not_nothing() {
        let own = || {
            let each = |nanos: i64| Nanos(nanos * 1_000_000_000);
            Tariff::Own(Price { input: each(1), output: each(2), cache_read: None, cache_write: None, reasoning: None })
        };
        let table = || Tariff::Tables(vec![Arc::new(PriceTable::parse(price_table::SHIPPED).unwrap())]);
        let counted = Usage { input_tokens: 1000, output_tokens: 100, ..Usage::default() };
        let uncounted = Usage::default();
        for (what, tariff, model, usage, known, want) in [
            ("by the table", table(), Some("gpt-4o"), counted, None, Some(3_500_000)),
            ("by the assistant's price", own(), Some("gpt-4o"), counted, None, Some(1_200_000)),
            ("by the assistant's price, of any model", own(), None, counted, None, Some(1_200_000)),
            ("as the provider said", own(), Some("gpt-4o"), counted, Some(7), Some(7)),
            ("free, as the provider said", table(), Some("gpt-4o"), counted, Some(0), Some(0)),
            ("an unknown model", table(), Some("mystery"), counted, None, None),
            ("no model", table(), None, counted, None, None),
            ("not counted", own(), Some("gpt-4o"), uncounted, None, None),
            ("by nothing", Tariff::None, Some("gpt-4o"), counted, None, None),
        ] {
            let mut message = Message::new(Role::Assistant, "text", "Hello", datetime!(2026-03-01 12:00 UTC));
            message.model = model.map(str::to_owned);
            message.usage = usage;
            message.cost = known.map(Nanos);
            tariff.settle(&mut message);
            assert_eq!(message.cost.map(|cost| cost.0), want, "{what}");
            assert_eq!(message.cost_computed, known.is_none() && want.is_some(), "{what}");
        }
    }
}
