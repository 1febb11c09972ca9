//! Conversations: the list, its counts, one of them.

pub mod export;
pub mod messages;
pub mod models;
pub mod parameters;
pub mod record;
pub mod scores;
pub mod variables;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use self::parameters::{FilterParameters, Given, PageParameters, names};
use self::record::Conversation;
use super::Refusals;
use crate::app::App;
use crate::domain::badge::Badge;
use crate::domain::conversation::kind;
use crate::domain::filter::Filter;
use crate::domain::page::Slice;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::http::faults::Faults;
use crate::store;
use crate::store::listing::Request;

/// Rows of a page where the caller does not say.
const PAGE: usize = 15;

/// A page of conversations.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conversations {
    /// The conversations in the order asked for.
    data: Vec<Conversation>,
    /// Give it as `cursor` for the page after this one; null at the end.
    next_cursor: Option<String>,
    /// Give it as `cursor` for the page before this one; null at the beginning.
    prev_cursor: Option<String>,
}

/// Lists conversations, newest activity first.
///
/// Pages are stable while conversations come and go: a page begins behind a row, not at a number. A conversation that
/// gets a message while you read moves to the front of the list by last activity; sort by `started` to meet each once.
#[utoipa::path(get, path = "/conversations", tag = "conversations",
    params(FilterParameters, PageParameters),
    responses(
        (status = 200, description = "A page of conversations", body = Conversations),
        (status = 422, description = "A parameter is wrong; `errors` names each and how to mend it", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                "detail": "score: must be a name, an operator (>= <= != > < =) and a number, like helpful>=0.5",
                "errors": [{"field": "score",
                    "message": "must be a name, an operator (>= <= != > < =) and a number, like helpful>=0.5"}]})),
        Refusals,
    ))]
pub async fn list(State(app): State<App>, caller: Caller, given: Given) -> Result<Json<Conversations>, Error> {
    let mut faults = Faults::default();
    given.refuse_others(&[names::<FilterParameters>(), names::<PageParameters>()], &mut faults);
    let filter = given.take::<FilterParameters>().filter(&mut faults);
    let parameters: PageParameters = given.take();
    let (sort, order) = parameters.sorting(&mut faults);
    let page = parameters.page(given.fingerprint("conversations"), PAGE, &mut faults);
    let (filter, page) = faults.unless((filter, page))?;

    let now = app.now();
    let request = Request {
        project: caller.project.0,
        filter: &filter,
        sort,
        order: page.scan(order),
        after: page.after(),
        limit: i64::try_from(page.limit + 1).unwrap_or(i64::MAX),
    };
    let Slice { rows, next_cursor, prev_cursor } = if filter == Filter::default() {
        let mut conn = app.lookups.acquire().await?;
        page.cut(store::listing::unfiltered(&mut conn, &request).await?, |row| row.position(sort))
    } else {
        let positions = store::listing::positions(&mut *app.pool.acquire().await?, &request, now).await?;
        let Slice { rows, next_cursor, prev_cursor } = page.cut(positions, |position| *position);
        let ids: Vec<Uuid> = rows.into_iter().map(|position| position.id).collect();
        let mut conn = app.lookups.acquire().await?;
        let rows = store::listing::rows(&mut conn, caller.project.0, &ids).await?;
        Slice { rows, next_cursor, prev_cursor }
    };
    let data = rows.into_iter().map(|row| Conversation::at(row, now)).collect();
    Ok(Json(Conversations { data, next_cursor, prev_cursor }))
}

/// Shows one conversation; its messages are at `/messages`.
#[utoipa::path(get, path = "/conversations/{id}", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "The conversation", body = Conversation),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn get(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Conversation>, Error> {
    let mut conn = app.lookups.acquire().await?;
    let row = store::listing::rows(&mut conn, caller.project.0, &[id]).await?.pop();
    let row = row.ok_or(Error::NotFound("conversation"))?;
    Ok(Json(Conversation::at(row, app.now())))
}

/// How many conversations there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    /// All together; without tests unless asked for.
    total: Count,
    /// By type, in the order of their names; tests always have their own line.
    data: Vec<TypeCount>,
}

/// A number as a badge shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Count {
    /// The number: exact to 10,000, beyond that rounded down to thousands.
    #[schema(example = 12000)]
    count: i64,
    /// Whether it was not rounded.
    #[schema(example = false)]
    exact: bool,
}

/// A number of one type.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypeCount {
    /// The type.
    #[schema(example = "whatsapp")]
    r#type: String,
    /// How it is shown.
    badge: Badge,
    #[serde(flatten)]
    count: Count,
}

impl Count {
    fn of(number: i64) -> Self {
        let exact = number <= 10_000;
        Self { count: if exact { number } else { number / 1000 * 1000 }, exact }
    }
}

/// Which conversations to count.
#[derive(Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CountParameters {
    /// `true` adds test conversations to the total.
    #[param(value_type = Option<bool>)]
    include_test: Option<String>,
}

/// Counts conversations by type, for a badge; costs the same however many there are.
#[utoipa::path(get, path = "/conversations/counts", tag = "conversations",
    params(CountParameters),
    responses(
        (status = 200, description = "The numbers", body = Counts,
            example = json!({"total": {"count": 12000, "exact": false}, "data": [
                {"type": "test", "badge": {"label": "Test", "colour": "#f97316"}, "count": 41, "exact": true},
                {"type": "whatsapp", "badge": {"label": "WhatsApp", "colour": "#22c55e"}, "count": 12000, "exact": false}]})),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn counts(State(app): State<App>, caller: Caller, given: Given) -> Result<Json<Counts>, Error> {
    let mut faults = Faults::default();
    given.refuse_others(&[names::<CountParameters>()], &mut faults);
    let include_test = given.take::<CountParameters>().include_test;
    let test = faults.read("include_test", include_test.as_deref(), "must be true or false", parameters::boolean);
    let test = faults.unless(test == Some(true))?;
    let mut conn = app.lookups.acquire().await?;
    let counts = store::facts::counts(&mut conn, caller.project.0).await?;
    let total = counts.iter().filter(|(of, _)| test || of != kind::TEST).map(|(_, number)| number).sum();
    let data = counts
        .into_iter()
        .map(|(of, number)| TypeCount { badge: Badge::of(&of), r#type: of, count: Count::of(number) })
        .collect();
    Ok(Json(Counts { total: Count::of(total), data }))
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn counts_are_exact_to_ten_thousand() {
        for (number, want) in
            [(0, (0, true)), (10_000, (10_000, true)), (10_001, (10_000, false)), (12_999, (12_000, false))]
        {
            let count = Count::of(number);
            assert_eq!((count.count, count.exact), want, "{number}");
        }
    }
}
