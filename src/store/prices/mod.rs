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
use crate::domain::tariff::Tariff;

/// The tariff of answers that no assistant of ours gave: the project's own prices, then the shipped ones.
pub async fn tariff(conn: &mut PgConnection, project: Uuid, shipped: &Arc<PriceTable>) -> sqlx::Result<Tariff> {
    let own = models::list(conn, project).await?;
    let own = PriceTable::of(own.into_iter().map(models::ModelPrice::line));
    let found = super::projects::find(conn, project).await?;
    let fits = found.is_some_and(|project| project.currency == price_table::CURRENCY);
    let shipped = fits.then(|| Arc::clone(shipped));
    Ok(Tariff::Tables(iter::once(Arc::new(own)).chain(shipped).collect()))
}
