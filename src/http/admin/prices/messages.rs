//! The project's own price for each message of a customer, by type of conversation and from a day on.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::app::App;
use crate::domain::money::Nanos;
use crate::http::amount;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{self, Path};
use crate::store;
use crate::store::prices::messages::{self, MessagePrice};

/// All prices for customers' messages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessagePrices)]
pub struct Prices {
    /// By type and day; a type without a price costs nothing that is known.
    data: Vec<Shown>,
}

/// What a customer's message costs in conversations of a type, from a day on until a later price of the type begins.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessagePrice)]
pub struct Shown {
    /// The type of conversation.
    #[serde(rename = "type")]
    #[schema(example = "widget")]
    kind: String,
    /// The first day (UTC), by when the message was said.
    #[schema(format = Date, example = "2026-03-01")]
    from: String,
    /// For each message, in the project's currency.
    #[schema(value_type = f64, example = 0.01)]
    price: Nanos,
    /// When it was set.
    #[serde(with = "time::serde::rfc3339")]
    set_at: OffsetDateTime,
}

impl Shown {
    fn of(row: MessagePrice) -> Self {
        Self { kind: row.kind, from: row.from_day.to_string(), price: Nanos(row.nanos), set_at: row.set_at }
    }
}

/// A price.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMessagePrice)]
pub struct Given {
    /// For each message, in the project's currency: a decimal of at most 9 digits behind the point, as number or text,
    /// at most 1,000,000.
    #[schema(value_type = String, example = "0.01")]
    price: Box<RawValue>,
}

/// Lists the project's prices for customers' messages.
#[utoipa::path(get, path = "/prices/messages", tag = "prices", operation_id = "list_message_prices",
    responses((status = 200, description = "The prices", body = Prices)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Prices>, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = messages::list(&mut conn, caller.project.0).await?;
    Ok(Json(Prices { data: found.into_iter().map(Shown::of).collect() }))
}

/// Sets what a customer's message costs in conversations of a type, from a day on.
///
/// Reactions, edits and the like cost nothing. What was recorded before stays; see `/api/v1/prices/reprice`.
#[utoipa::path(put, path = "/prices/messages/{type}/{from}", tag = "prices", operation_id = "set_message_price",
    params(
        ("type" = String, Path, description = "The type of conversation", example = "widget"),
        ("from" = String, Path, description = "The first day (UTC)", example = "2026-03-01"),
    ),
    request_body(content = Given, example = json!({"price": "0.01"})),
    responses((status = 200, description = "The price", body = Shown)))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    Path((kind, from)): Path<(String, String)>,
    extract::Json(given): extract::Json<Given>,
) -> Result<Json<Shown>, Error> {
    if kind.is_empty() || kind.len() > 40 || !kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(Error::field("type", "must be a type of conversation such as widget, whatsapp or api"));
    }
    let from = super::day("from", &from)?;
    let nanos = amount::read(&given.price).map_err(|why| Error::field("price", why))?;
    if nanos > Nanos::MOST_PER_MESSAGE {
        let most = Nanos::MOST_PER_MESSAGE;
        return Err(Error::field("price", format!("is {nanos}; one message costs at most {most}")));
    }
    let price = MessagePrice { kind, from_day: from, nanos: nanos.0, set_at: app.now() };
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = messages::set(&mut tx, caller.project.0, &price).await?;
    let detail = json!({"from": from.to_string(), "before": before.map(Nanos), "price": nanos});
    let entry = caller.does("message_price.set", format!("type:{}", price.kind), detail);
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(Json(Shown::of(price)))
}

/// Takes a price for customers' messages away; the one before it then holds on.
#[utoipa::path(delete, path = "/prices/messages/{type}/{from}", tag = "prices", operation_id = "remove_message_price",
    params(
        ("type" = String, Path, description = "The type of conversation", example = "widget"),
        ("from" = String, Path, description = "The first day (UTC)", example = "2026-03-01"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There was none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((kind, from)): Path<(String, String)>,
) -> Result<StatusCode, Error> {
    let day = super::day("from", &from)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = messages::remove(&mut tx, caller.project.0, &kind, day).await?;
    let before = before.ok_or(Error::NotFound("price of this type and day"))?;
    let detail = json!({"from": from, "before": Nanos(before)});
    let entry = caller.does("message_price.remove", format!("type:{kind}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
