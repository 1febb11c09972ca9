//! What a project pays for models, where it knows better than the shipped table, from a day on.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::model_name::canonical;
use crate::domain::money::Nanos;
use crate::domain::price::Price;
use crate::domain::price_table::Line;

/// A price of a model.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table model_prices")]
pub struct ModelPrice {
    pub model: String,
    pub from_day: Date,
    pub input: i64,
    pub output: i64,
    pub cache_read: Option<i64>,
    pub cache_write: Option<i64>,
    pub reasoning: Option<i64>,
    pub set_at: OffsetDateTime,
}

impl ModelPrice {
    /// The price that `model` has from a day on, as somebody sets it now.
    #[must_use]
    pub fn new(model: String, from_day: Date, price: Price, now: OffsetDateTime) -> Self {
        let Price { input, output, cache_read, cache_write, reasoning } = price;
        let nanos = |given: Option<Nanos>| given.map(|nanos| nanos.0);
        Self {
            model,
            from_day,
            input: input.0,
            output: output.0,
            cache_read: nanos(cache_read),
            cache_write: nanos(cache_write),
            reasoning: nanos(reasoning),
            set_at: now,
        }
    }

    /// What a million tokens cost by it.
    #[must_use]
    pub fn price(&self) -> Price {
        Price {
            input: Nanos(self.input),
            output: Nanos(self.output),
            cache_read: self.cache_read.map(Nanos),
            cache_write: self.cache_write.map(Nanos),
            reasoning: self.reasoning.map(Nanos),
        }
    }

    /// The same as a line of a price table.
    #[must_use]
    pub fn line(self) -> Line {
        Line { price: self.price(), model: self.model, from: Some(self.from_day), above: None }
    }
}

/// All prices of a project, by model and day.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<ModelPrice>> {
    sqlx::query_as!(
        ModelPrice,
        "select model, from_day, input, output, cache_read, cache_write, reasoning, set_at from model_prices
         where project_id = $1 order by name, from_day",
        project,
    )
    .fetch_all(conn)
    .await
}

/// Sets a price, in the place of one for the same day, however its model is spelled there.
pub async fn set(conn: &mut PgConnection, project: Uuid, price: &ModelPrice) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into model_prices (project_id, name, from_day, model, input, output, cache_read, cache_write, reasoning,
           set_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (project_id, name, from_day) do update set model = excluded.model, input = excluded.input,
           output = excluded.output, cache_read = excluded.cache_read, cache_write = excluded.cache_write,
           reasoning = excluded.reasoning, set_at = excluded.set_at",
        project,
        canonical(&price.model),
        price.from_day,
        price.model,
        price.input,
        price.output,
        price.cache_read,
        price.cache_write,
        price.reasoning,
        price.set_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a price away and returns it; the model may be spelled in any way.
pub async fn remove(
    conn: &mut PgConnection,
    project: Uuid,
    model: &str,
    from: Date,
) -> sqlx::Result<Option<ModelPrice>> {
    sqlx::query_as!(
        ModelPrice,
        "delete from model_prices where project_id = $1 and name = $2 and from_day = $3
         returning model, from_day, input, output, cache_read, cache_write, reasoning, set_at",
        project,
        canonical(model),
        from,
    )
    .fetch_optional(conn)
    .await
}
