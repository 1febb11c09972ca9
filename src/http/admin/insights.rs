//! What conversations cost and how many there were, by day and type.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::Duration;
use utoipa::{IntoParams, ToSchema};

use super::prices;
use crate::app::App;
use crate::domain::money::Nanos;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract::Query;
use crate::store;
use crate::store::insights::{Span, Total};

/// Most days that are added up at once.
const DAYS: i64 = 800;

/// What is added up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `day` (default), `type`, or `day,type`.
    #[param(example = "day,type")]
    group_by: Option<String>,
    /// The first day (UTC); 29 days before the last if left out.
    #[param(example = "2026-02-01")]
    from: Option<String>,
    /// The last day (UTC); today if left out.
    #[param(example = "2026-02-28")]
    to: Option<String>,
    /// Whether test chats are part of it.
    #[serde(default)]
    include_test: bool,
}

/// Totals.
#[derive(Debug, Serialize, ToSchema)]
pub struct Insights {
    /// By day, then type; a day without a message is left out.
    data: Vec<Insight>,
    /// ISO 4217.
    #[schema(example = "USD")]
    currency: String,
}

/// What came together on a day, in a type, or both.
#[derive(Debug, Serialize, ToSchema)]
pub struct Insight {
    /// The day (UTC) on which messages were said; null where days are not told apart.
    #[schema(format = Date, example = "2026-02-01")]
    day: Option<String>,
    /// The type of conversation; null where types are not told apart.
    #[serde(rename = "type")]
    #[schema(example = "whatsapp")]
    kind: Option<String>,
    /// Messages of everybody.
    #[schema(example = 4210)]
    messages: i64,
    /// Messages of customers.
    #[schema(example = 2105)]
    user_messages: i64,
    /// Tokens sent to models.
    #[schema(example = 812_000)]
    input_tokens: i64,
    /// Tokens that models produced.
    #[schema(example = 96_000)]
    output_tokens: i64,
    /// Failed answers and messages.
    #[schema(example = 3)]
    errors: i64,
    /// What models cost, as far as it is known.
    #[schema(value_type = f64, example = 1.92)]
    llm_cost: Nanos,
    /// What channels cost, as far as it is known.
    #[schema(value_type = f64, example = 3.1)]
    channel_cost: Nanos,
    /// Both.
    #[schema(value_type = f64, example = 5.02)]
    total_cost: Nanos,
}

impl From<Total> for Insight {
    fn from(total: Total) -> Self {
        Self {
            day: total.day.map(|day| day.to_string()),
            kind: total.kind,
            messages: total.messages,
            user_messages: total.user_messages,
            input_tokens: total.input_tokens,
            output_tokens: total.output_tokens,
            errors: total.errors,
            llm_cost: Nanos(total.cost_nanos - total.channel_nanos),
            channel_cost: Nanos(total.channel_nanos),
            total_cost: Nanos(total.cost_nanos),
        }
    }
}

/// Add up costs, tokens and messages
///
/// From counters that are kept with every message, so that it takes the same time however many there are. Unknown prices
/// count as nothing. Test chats are left out unless asked for.
#[utoipa::path(get, path = "/insights/costs", operation_id = "add_up_costs", tag = "insights", params(Asked),
    responses((status = 200, description = "The totals", body = Insights)))]
pub async fn costs(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Insights>, Error> {
    let (by_day, by_type) = match asked.group_by.as_deref() {
        None | Some("day") => (true, false),
        Some("type") => (false, true),
        Some("day,type" | "type,day") => (true, true),
        Some(_) => return Err(Error::field("group_by", "must be `day`, `type` or `day,type`")),
    };
    let last = asked.to.map_or_else(|| Ok(app.now().date()), |to| prices::day("to", &to))?;
    let from =
        asked.from.map_or_else(|| Ok(last.saturating_sub(Duration::days(29))), |from| prices::day("from", &from))?;
    if from > last || (last - from).whole_days() >= DAYS {
        return Err(Error::field("from", format!("must be at or before `to`, and at most {DAYS} days before its end")));
    }
    let span = Span { from, to: last.saturating_add(Duration::DAY), by_day, by_type, tests: asked.include_test };
    let project = caller.project.0;
    let mut conn = app.lookups.acquire().await?;
    let totals = store::insights::totals(&mut conn, project, &span).await?;
    let found = store::projects::find(&mut conn, project).await?.ok_or(Error::NotFound("project"))?;
    Ok(Json(Insights { data: totals.into_iter().map(Insight::from).collect(), currency: found.currency }))
}
