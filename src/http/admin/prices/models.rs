//! What models cost: the prices that are shipped, and the project's own, which go before them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::tokens;
use crate::app::App;
use crate::domain::model_name::canonical;
use crate::domain::price_table::{CURRENCY, Line};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{self, Path};
use crate::store;
use crate::store::prices::models::{self, ModelPrice};

/// Most prices that a project may have of its own: they are read for every answer.
const MOST: usize = 1000;

/// What models cost in this project.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ModelPrices)]
pub struct Prices {
    /// By model, then day; of one model and day the project's own price holds.
    data: Vec<Shown>,
    /// That of the project, ISO 4217. Shipped prices are in US dollars and hold in no other currency.
    #[schema(example = "USD")]
    currency: String,
}

/// What a million tokens of a model cost, from a day on until a later price of the same source begins.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ModelPrice)]
pub struct Shown {
    /// The model's name.
    #[schema(example = "gpt-4o")]
    model: String,
    /// `own` or `shipped`.
    #[schema(example = "own")]
    source: &'static str,
    /// The first day (UTC), by when the answer was given; null since ever.
    #[schema(format = Date, example = "2026-03-01")]
    from: Option<String>,
    /// Holds for answers to more input tokens than this; null for any number.
    #[schema(example = json!(null))]
    above_tokens: Option<u32>,
    /// The price.
    price: tokens::Shown,
    /// When it was set; null where it is shipped.
    #[serde(with = "time::serde::rfc3339::option")]
    set_at: Option<OffsetDateTime>,
}

impl Shown {
    fn own(price: ModelPrice) -> Self {
        let set_at = Some(price.set_at);
        Self { source: "own", set_at, ..Self::shipped(&price.line()) }
    }

    fn shipped(line: &Line) -> Self {
        Self {
            model: line.model.clone(),
            source: "shipped",
            from: line.from.map(|from| from.to_string()),
            above_tokens: line.above,
            price: line.price.into(),
            set_at: None,
        }
    }

    /// The order of the list.
    fn place(&self) -> (String, Option<&str>, Option<u32>, &'static str) {
        (canonical(&self.model), self.from.as_deref(), self.above_tokens, self.source)
    }
}

/// Lists what models cost: the project's own prices and the shipped ones.
#[utoipa::path(get, path = "/prices/models", tag = "prices", operation_id = "list_model_prices",
    responses((status = 200, description = "The prices", body = Prices)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Prices>, Error> {
    let mut conn = app.pool.acquire().await?;
    let own = models::list(&mut conn, caller.project.0).await?;
    let project = store::projects::find(&mut conn, caller.project.0).await?.ok_or(Error::NotFound("project"))?;
    let shipped = app.prices.lines().filter(|_| project.currency == CURRENCY).map(Shown::shipped);
    let mut data: Vec<Shown> = own.into_iter().map(Shown::own).chain(shipped).collect();
    data.sort_by(|one, other| one.place().cmp(&other.place()));
    Ok(Json(Prices { data, currency: project.currency }))
}

/// Sets what a model costs, from a day on.
///
/// It holds for answers, extractions, imports without a cost and pricing anew; an assistant's own price goes before it.
/// What was recorded before stays; see `/api/v1/prices/reprice`. Slashes in the model's name are written as `%2F`.
#[utoipa::path(put, path = "/prices/models/{model}/{from}", tag = "prices", operation_id = "set_model_price",
    params(
        ("model" = String, Path, description = "The model's name, as its provider answers with", example = "gpt-4o"),
        ("from" = String, Path, description = "The first day (UTC)", example = "2026-03-01"),
    ),
    request_body(content = tokens::Given, example = json!({"input": "2", "output": "8", "cache_read": "1"})),
    responses((status = 200, description = "The price", body = Shown)))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    Path((model, from)): Path<(String, String)>,
    extract::Json(given): extract::Json<tokens::Given>,
) -> Result<Json<Shown>, Error> {
    if !(1..=200).contains(&model.chars().count()) || model.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Error::field("model", "must be a model's name: 1 to 200 characters without spaces"));
    }
    let from = super::day("from", &from)?;
    let price = ModelPrice::new(model, from, given.check("")?, app.now());
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let known = models::list(&mut tx, project).await?;
    let (count, name) = (known.len(), canonical(&price.model));
    let before = known.into_iter().find(|row| row.from_day == from && canonical(&row.model) == name);
    if before.is_none() && count >= MOST {
        let detail = format!("has {MOST} prices of its own already; remove those that no answer needs any more");
        return Err(Error::field("model", detail));
    }
    models::set(&mut tx, project, &price).await?;
    let subject = format!("model:{}", price.model);
    let before = before.map(|before| tokens::Shown::from(before.price()));
    let shown = Shown::own(price);
    let detail = json!({"from": shown.from, "before": before, "price": shown.price});
    store::audit::insert(&mut tx, app.id(), &caller.does("model_price.set", subject, detail), app.now()).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// Takes the project's own price of a model away; its one before then holds on, or the shipped one.
#[utoipa::path(delete, path = "/prices/models/{model}/{from}", tag = "prices", operation_id = "remove_model_price",
    params(
        ("model" = String, Path, description = "The model's name", example = "gpt-4o"),
        ("from" = String, Path, description = "The first day (UTC)", example = "2026-03-01"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There was none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((model, from)): Path<(String, String)>,
) -> Result<StatusCode, Error> {
    let day = super::day("from", &from)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = models::remove(&mut tx, caller.project.0, &model, day).await?;
    let before = before.ok_or(Error::NotFound("price of this model and day"))?;
    let subject = format!("model:{}", before.model);
    let detail = json!({"from": from, "before": tokens::Shown::from(before.price())});
    store::audit::insert(&mut tx, app.id(), &caller.does("model_price.remove", subject, detail), app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
