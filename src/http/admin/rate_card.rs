//! The rate card by which the platform's fees are booked, imported by the operator as CSV.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::json;
use sqlx::Connection as _;
use time::macros::datetime;
use time::{OffsetDateTime, Time, UtcOffset};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::domain::money::Nanos;
use crate::domain::rate_card;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract::Body;
use crate::http::faults::Faults;
use crate::store;
use crate::store::prices::rates::{self, Rates};

/// Free-form messages that WhatsApp lets each number send for nothing in a month, and since when.
const ALLOWANCE: i64 = 1000;
const ALLOWED_SINCE: OffsetDateTime = datetime!(2026-10-01 00:00 UTC);

/// The card.
#[derive(Debug, Serialize, ToSchema)]
pub struct RateCard {
    /// When it was imported; null where there is none.
    #[serde(with = "time::serde::rfc3339::option")]
    imported_at: Option<OffsetDateTime>,
    /// Its lines in their order.
    data: Vec<CardLine>,
    /// What each number has used of this month's free allowance for free-form messages, as WhatsApp marked them; empty
    /// before October 2026.
    allowances: Vec<Allowance>,
}

/// A line of the card: a rate from a day on, until a later line of the same market and category.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rate)]
pub struct CardLine {
    /// Its number in the file, from 1.
    #[schema(example = 2)]
    line: i32,
    /// What the platform calls the market.
    #[schema(example = "Germany")]
    market: String,
    /// Beginnings of its numbers, and countries of customers of whom only a user id is known.
    #[schema(example = json!(["49", "DE"]))]
    prefixes: Vec<String>,
    /// `marketing`, `utility`, `authentication`, `service`, …
    #[schema(example = "utility")]
    category: String,
    /// ISO 4217.
    #[schema(example = "USD")]
    currency: String,
    /// For one message.
    #[schema(value_type = f64, example = 0.0456)]
    rate: Nanos,
    /// The first day (UTC).
    #[schema(format = Date, example = "2026-10-01")]
    from: String,
    /// The volume tier that the rate is of, in the platform's words.
    tier: Option<String>,
}

/// What a number has used.
#[derive(Debug, Serialize, ToSchema)]
pub struct Allowance {
    /// The channel.
    channel_id: Uuid,
    /// Its name.
    #[schema(example = "Shop")]
    name: String,
    /// Digits.
    #[schema(example = "15550783881")]
    phone: Option<String>,
    /// Messages that were not charged because of it, since the first of the month (UTC).
    #[schema(example = 412)]
    used: i64,
    /// Messages that are free in a month.
    #[schema(example = 1000)]
    of: i64,
}

/// Shows the rate card, and what is left of the free allowances.
#[utoipa::path(get, path = "/rate-card", tag = "prices",
    responses((status = 200, description = "The card", body = RateCard)))]
pub async fn get(State(app): State<App>, caller: Caller) -> Result<Json<RateCard>, Error> {
    let mut conn = app.pool.acquire().await?;
    Ok(Json(shown(&app, &mut conn, caller.project.0).await?))
}

/// Puts a rate card in place of the one before, whole or not at all.
///
/// CSV in UTF-8, up to 10,000 lines, with the columns `market`, `prefixes`, `category`, `currency`, `rate`, `from` and,
/// if you like, `tier`, in any order. `prefixes` are calling codes in digits and countries in two letters, separated by
/// spaces: the market of a customer is that of the longest prefix of the number, or of the country of the user id where
/// no number is known. What was booked before stays; see `/api/v1/prices/reprice`.
#[utoipa::path(put, path = "/rate-card", tag = "prices",
    request_body(content = String, content_type = "text/csv", example =
        "market,prefixes,category,currency,rate,from\nGermany,49 DE,utility,USD,0.0456,2026-07-01\n"),
    responses((status = 200, description = "The card as it is now", body = RateCard)))]
pub async fn set(State(app): State<App>, caller: Caller, Body(body): Body) -> Result<Json<RateCard>, Error> {
    let (project, now) = (caller.project.0, app.now());
    let text = std::str::from_utf8(&body).map_err(|error| {
        Error::field("body", format!("is no UTF-8 behind byte {}; save it as UTF-8", error.valid_up_to()))
    })?;
    let mut conn = app.pool.acquire().await?;
    let found = store::projects::find(&mut conn, project).await?.ok_or(Error::NotFound("project"))?;
    let lines = match rate_card::parse(text, &found.currency) {
        Ok(lines) => lines,
        Err(bad) => {
            let mut faults = Faults::default();
            for fault in bad {
                faults.add(format!("line {}", fault.line), fault.why);
            }
            return Err(faults.unless(()).err().unwrap_or_else(|| Error::field("body", "is no rate card")));
        }
    };
    let markets: BTreeSet<&str> = lines.iter().map(|line| line.market.as_str()).collect();
    let detail = json!({"lines": lines.len(), "markets": markets.len()});
    let mut tx = conn.begin().await?;
    store::projects::lock(&mut tx, project).await?;
    rates::clear(&mut tx, project).await?;
    rates::insert(&mut tx, project, &columns(&lines), now).await?;
    let entry = caller.does("rate_card.set", "rate_card".to_owned(), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    let card = shown(&app, &mut tx, project).await?;
    tx.commit().await?;
    Ok(Json(card))
}

fn columns(lines: &[rate_card::Line]) -> Rates {
    let mut rates = Rates::default();
    for line in lines {
        for prefix in &line.prefixes {
            rates.prefix.push(prefix.clone());
            rates.category.push(line.category.clone());
            rates.from_day.push(line.from);
            rates.line.push(i32::try_from(line.line).unwrap_or(i32::MAX));
            rates.market.push(line.market.clone());
            rates.currency.push(line.currency.clone());
            rates.nanos.push(line.rate.0);
            rates.tier.push(line.tier.clone());
        }
    }
    rates
}

async fn shown(app: &App, conn: &mut sqlx::PgConnection, project: Uuid) -> sqlx::Result<RateCard> {
    let lines = rates::list(conn, project).await?;
    let now = app.now().to_offset(UtcOffset::UTC);
    let month = now.replace_day(1).unwrap_or(now).replace_time(Time::MIDNIGHT);
    let used = if now < ALLOWED_SINCE { Vec::new() } else { rates::used(conn, project, month, ALLOWANCE).await? };
    let allowances = used.into_iter().map(|used| Allowance {
        channel_id: used.channel_id,
        name: used.name,
        phone: used.phone,
        used: used.messages,
        of: ALLOWANCE,
    });
    Ok(RateCard {
        imported_at: lines.first().map(|line| line.imported_at),
        data: lines.into_iter().map(CardLine::of).collect(),
        allowances: allowances.collect(),
    })
}

impl CardLine {
    fn of(line: rates::Line) -> Self {
        Self {
            line: line.line,
            market: line.market,
            prefixes: line.prefixes,
            category: line.category,
            currency: line.currency,
            rate: Nanos(line.nanos),
            from: line.from_day.to_string(),
            tier: line.tier,
        }
    }
}
