//! What conversations cost and how many there were, by day and type, or what they cost by assistant, model or customer.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::Duration;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::prices;
use crate::app::App;
use crate::domain::money::Nanos;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract::Query;
use crate::store;
use crate::store::insights::{Begun, By, Share, Span, Total};

/// Most days that are added up at once by day and type.
const DAYS: i64 = 800;

/// Most days that are added up at once by what has a row for each conversation.
const DAYS_OF_CONVERSATIONS: i64 = 92;

/// What is added up.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `day` (default), `type`, `day,type`, `assistant`, `model` or `customer`.
    #[param(example = "day,type")]
    group_by: Option<String>,
    /// The first day (UTC); 29 days before the last if left out.
    #[param(example = "2026-02-01")]
    from: Option<String>,
    /// The last day (UTC); today if left out. Assistants, models and customers are added up over at most 92 days.
    #[param(example = "2026-02-28")]
    to: Option<String>,
    /// Whether test chats are part of it.
    #[serde(default)]
    include_test: bool,
    /// How many assistants, models or customers are shown by themselves, those of the highest cost; 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 20)]
    top: Option<u32>,
}

/// Totals.
#[derive(Debug, Serialize, ToSchema)]
pub struct Insights {
    /// By day, then type; a day without a message is left out. Assistants, models and customers by cost, the highest
    /// first, and all others as one at the end.
    data: Vec<Insight>,
    /// ISO 4217.
    #[schema(example = "USD")]
    currency: String,
}

/// Whom a sum is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InsightSubject)]
pub struct Subject {
    /// Its id.
    id: Uuid,
    /// What it is called, if anything.
    #[schema(example = "Ana")]
    name: Option<String>,
}

/// What came together on a day, in a type, or both; or of one assistant, model or customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Insight {
    /// The day (UTC) on which messages were said; null where days are not told apart.
    #[schema(format = Date, example = "2026-02-01")]
    day: Option<String>,
    /// The type of conversation; null where types are not told apart.
    #[serde(rename = "type")]
    #[schema(example = "whatsapp")]
    kind: Option<String>,
    /// The assistant of the conversations; null where assistants are not told apart, and for those without one.
    assistant: Option<Subject>,
    /// The model that answered; null where models are not told apart, and for what no model said.
    #[schema(example = json!(null))]
    model: Option<String>,
    /// Whose conversations; null where customers are not told apart, and for those of nobody known.
    customer: Option<Subject>,
    /// Of how many further assistants, models or customers this is the sum; null where it is of none or of one.
    #[schema(example = json!(null))]
    others: Option<i64>,
    /// Conversations that were begun; null where it is not by day or type, and over more than 92 days.
    #[schema(example = 612)]
    conversations: Option<i64>,
    /// Messages of everybody; null where it is not by day or type.
    #[schema(example = 4210)]
    messages: Option<i64>,
    /// Messages of customers; null where it is not by day or type.
    #[schema(example = 2105)]
    user_messages: Option<i64>,
    /// Tokens sent to models.
    #[schema(example = 812_000)]
    input_tokens: i64,
    /// Tokens that models produced.
    #[schema(example = 96_000)]
    output_tokens: i64,
    /// Failed answers and messages; null where it is not by day or type.
    #[schema(example = 3)]
    errors: Option<i64>,
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
            assistant: None,
            model: None,
            customer: None,
            others: None,
            conversations: None,
            messages: Some(total.messages),
            user_messages: Some(total.user_messages),
            input_tokens: total.input_tokens,
            output_tokens: total.output_tokens,
            errors: Some(total.errors),
            llm_cost: Nanos(total.cost_nanos - total.channel_nanos),
            channel_cost: Nanos(total.channel_nanos),
            total_cost: Nanos(total.cost_nanos),
        }
    }
}

impl From<Share> for Insight {
    fn from(share: Share) -> Self {
        Self {
            day: None,
            kind: None,
            assistant: share.assistant_id.map(|id| Subject { id, name: share.assistant }),
            model: share.model,
            customer: share.customer_id.map(|id| Subject { id, name: share.customer }),
            others: share.others,
            conversations: None,
            messages: None,
            user_messages: None,
            input_tokens: share.input_tokens,
            output_tokens: share.output_tokens,
            errors: None,
            llm_cost: Nanos(share.cost_nanos - share.channel_nanos),
            channel_cost: Nanos(share.channel_nanos),
            total_cost: Nanos(share.cost_nanos),
        }
    }
}

/// By what sums are told apart.
enum Grouping {
    Time { day: bool, kind: bool },
    Share(By),
}

impl Grouping {
    fn read(asked: Option<&str>) -> Result<Self, Error> {
        Ok(match asked {
            None | Some("day") => Self::Time { day: true, kind: false },
            Some("type") => Self::Time { day: false, kind: true },
            Some("day,type" | "type,day") => Self::Time { day: true, kind: true },
            Some("assistant") => Self::Share(By::Assistant),
            Some("model") => Self::Share(By::Model),
            Some("customer") => Self::Share(By::Customer),
            Some(_) => {
                let known = "must be `day`, `type`, `day,type`, `assistant`, `model` or `customer`";
                return Err(Error::field("group_by", known));
            }
        })
    }

    fn days(&self) -> i64 {
        match self {
            Self::Time { .. } => DAYS,
            Self::Share(_) => DAYS_OF_CONVERSATIONS,
        }
    }
}

/// Add up costs, tokens and messages
///
/// From counters that are kept with every message, so that it takes the same time however many there are: by day and type,
/// or by day and conversation for assistants, models and customers. Unknown prices count as nothing. Test chats are left
/// out unless asked for.
#[utoipa::path(get, path = "/insights/costs", operation_id = "add_up_costs", tag = "insights", params(Asked),
    responses((status = 200, description = "The totals", body = Insights)))]
pub async fn costs(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Insights>, Error> {
    let grouping = Grouping::read(asked.group_by.as_deref())?;
    let last = asked.to.map_or_else(|| Ok(app.now().date()), |to| prices::day("to", &to))?;
    let from =
        asked.from.map_or_else(|| Ok(last.saturating_sub(Duration::days(29))), |from| prices::day("from", &from))?;
    let days = grouping.days();
    if from > last || (last - from).whole_days() >= days {
        return Err(Error::field("from", format!("must be at or before `to`, and at most {days} days before its end")));
    }
    let most = match (asked.top, &grouping) {
        (None, _) => 20,
        (Some(top @ 1..=100), Grouping::Share(_)) => i64::from(top),
        (Some(_), Grouping::Share(_)) => return Err(Error::field("top", "must be 1 to 100")),
        (Some(_), Grouping::Time { .. }) => {
            return Err(Error::field("top", "goes with `group_by` assistant, model or customer only"));
        }
    };
    let (by_day, by_type) = match grouping {
        Grouping::Time { day, kind } => (day, kind),
        Grouping::Share(_) => (false, false),
    };
    let span = Span { from, to: last.saturating_add(Duration::DAY), by_day, by_type, tests: asked.include_test };
    let project = caller.project.0;
    // Planned for its parameters, since a day and a year want different ways.
    let mut conn = app.pool.acquire().await?;
    let data = match grouping {
        Grouping::Time { .. } => {
            let totals = store::insights::totals(&mut conn, project, &span).await?;
            let mut data: Vec<Insight> = totals.into_iter().map(Insight::from).collect();
            if (last - from).whole_days() < DAYS_OF_CONVERSATIONS {
                count(&mut data, store::insights::begun(&mut conn, project, &span).await?);
            }
            data
        }
        Grouping::Share(by) => {
            let shares = store::insights::shares(&mut conn, project, &span, by, most).await?;
            shares.into_iter().map(Insight::from).collect()
        }
    };
    let found = store::projects::find(&mut conn, project).await?.ok_or(Error::NotFound("project"))?;
    Ok(Json(Insights { data, currency: found.currency }))
}

/// Puts down how many conversations were begun beside what was said on the same day in the same type; where nothing was
/// said, as in a chat that was only opened, they have a row of their own.
fn count(data: &mut Vec<Insight>, begun: Vec<Begun>) {
    let mut found: BTreeMap<(Option<String>, Option<String>), i64> =
        begun.into_iter().map(|row| ((row.day.map(|day| day.to_string()), row.kind), row.conversations)).collect();
    for row in &mut *data {
        row.conversations = Some(found.remove(&(row.day.clone(), row.kind.clone())).unwrap_or(0));
    }
    for ((day, kind), conversations) in found {
        let silent = Insight::from(Total::default());
        data.push(Insight { day, kind, conversations: Some(conversations), ..silent });
    }
    data.sort_by(|one, other| (&one.day, &one.kind).cmp(&(&other.day, &other.kind)));
}
