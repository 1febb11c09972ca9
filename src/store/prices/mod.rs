//! What a project is charged by, beside the table that is shipped: the platform's rates and prices of its own.

pub mod fees;
pub mod messages;
pub mod models;
pub mod rates;
pub mod repriced;
pub mod repricings;

use std::iter;
use std::sync::Arc;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::price_table::{self, PriceTable};
use crate::domain::tariff::{Charging, Tariff};

/// The tariff of answers that no assistant of ours gave: the project's own prices, then the shipped ones.
pub async fn tariff(conn: &mut PgConnection, project: Uuid, shipped: &Arc<PriceTable>) -> sqlx::Result<Tariff> {
    Ok(charging(conn, project, shipped).await?.tariff)
}

/// The same, and whether what senders of spans say themselves is in the project's currency.
pub async fn charging(conn: &mut PgConnection, project: Uuid, shipped: &Arc<PriceTable>) -> sqlx::Result<Charging> {
    let own = models::list(conn, project).await?;
    let own = PriceTable::of(own.into_iter().map(models::ModelPrice::line));
    let found = super::projects::find(conn, project).await?;
    let in_dollars = found.is_some_and(|project| project.currency == price_table::CURRENCY);
    let shipped = in_dollars.then(|| Arc::clone(shipped));
    let tariff = Tariff::Tables(iter::once(Arc::new(own)).chain(shipped).collect());
    Ok(Charging { tariff, in_dollars })
}
