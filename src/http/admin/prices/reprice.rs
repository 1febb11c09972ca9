//! Pricing anew what is on record: ordered here, done by the job of the same name, old prices kept.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::domain::money::Nanos;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{self, Path, Query};
use crate::http::faults::Faults;
use crate::store;
use crate::store::prices::repricings::{self, Repricing};

/// Which part of what messages cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = PricePart)]
pub enum Part {
    /// What models cost.
    Tokens,
    /// What the channel charges.
    Fees,
}

/// What to price anew; what is left out does not narrow it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRepricing)]
pub struct Given {
    /// Messages said at this time or later.
    #[serde(default, with = "time::serde::rfc3339::option")]
    from: Option<OffsetDateTime>,
    /// Messages said before this time.
    #[serde(default, with = "time::serde::rfc3339::option")]
    to: Option<OffsetDateTime>,
    /// Answers of this model, by the name on record.
    #[schema(example = "gpt-4o")]
    model: Option<String>,
    /// Messages in conversations of this assistant.
    assistant_id: Option<Uuid>,
    /// What to price; both if left out.
    parts: Option<Vec<Part>>,
    /// `true` only counts what would change.
    #[serde(default)]
    dry_run: bool,
}

/// Pricing anew, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Repricing)]
pub struct Shown {
    /// Its id.
    id: Uuid,
    /// `running` or `done`.
    #[schema(example = "done")]
    state: &'static str,
    /// Whether it only counts.
    dry_run: bool,
    /// Messages said at this time or later.
    #[serde(with = "time::serde::rfc3339::option")]
    from: Option<OffsetDateTime>,
    /// Messages said before this time.
    #[serde(with = "time::serde::rfc3339::option")]
    to: Option<OffsetDateTime>,
    /// Answers of this model.
    #[schema(example = "gpt-4o")]
    model: Option<String>,
    /// Messages in conversations of this assistant.
    assistant_id: Option<Uuid>,
    /// What is priced.
    parts: Vec<Part>,
    /// Who ordered it.
    #[schema(example = "key:0198c1f0-0000-7000-8000-000000000001")]
    requested_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    requested_at: OffsetDateTime,
    /// When it was done.
    #[serde(with = "time::serde::rfc3339::option")]
    finished_at: Option<OffsetDateTime>,
    /// Messages looked at so far that are meant.
    #[schema(example = 1200)]
    messages: i64,
    /// Those of them whose price changes.
    #[schema(example = 340)]
    changed: i64,
    /// What those cost before; the unknown counts as nothing.
    #[schema(value_type = f64, example = 1.25)]
    before: Nanos,
    /// What they cost after.
    #[schema(value_type = f64, example = 1.5)]
    after: Nanos,
    /// `after` less `before`.
    #[schema(value_type = f64, example = 0.25)]
    difference: Nanos,
}

impl Shown {
    fn of(order: Repricing) -> Self {
        let parts = [(Part::Tokens, order.tokens), (Part::Fees, order.fees)];
        Self {
            id: order.id,
            state: if order.state == "done" { "done" } else { "running" },
            dry_run: order.is_dry_run,
            from: order.from_at,
            to: order.to_at,
            model: order.model,
            assistant_id: order.assistant_id,
            parts: parts.into_iter().filter_map(|(part, is_meant)| is_meant.then_some(part)).collect(),
            requested_by: order.actor,
            requested_at: order.requested_at,
            finished_at: order.finished_at,
            messages: order.seen,
            changed: order.changed,
            before: Nanos(order.before_nanos),
            after: Nanos(order.after_nanos),
            difference: Nanos(order.after_nanos - order.before_nanos),
        }
    }
}

/// Prices anew what is on record, by the prices as they are now.
///
/// It is done in the background, in batches; what is recorded meanwhile is not meant. What a provider or an import said
/// that an answer cost stays. Old prices are kept: see `changes`.
#[utoipa::path(post, path = "/prices/reprice", tag = "prices", operation_id = "reprice",
    request_body(content = Given, example = json!({"from": "2026-03-01T00:00:00Z", "model": "gpt-4o", "dry_run": true})),
    responses((status = 202, description = "It begins", body = Shown)))]
pub async fn begin(
    State(app): State<App>,
    caller: Caller,
    extract::Json(given): extract::Json<Given>,
) -> Result<(StatusCode, Json<Shown>), Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut faults = Faults::default();
    if given.from.zip(given.to).is_some_and(|(from, to)| from >= to) {
        faults.add("to", "must be later than `from`");
    }
    if let Some(model) = &given.model {
        faults.length("model", model, 1, 200);
    }
    if given.parts.as_ref().is_some_and(Vec::is_empty) {
        faults.add("parts", "is empty; give tokens, fees or both, or leave it out");
    }
    if let Some(assistant) = given.assistant_id
        && store::assistants::find(&mut conn, project, assistant).await?.is_none()
    {
        faults.add("assistant_id", "is no assistant of this project; /api/v1/assistants lists them");
    }
    faults.unless(())?;
    let means = |part: Part| given.parts.as_ref().is_none_or(|parts| parts.contains(&part));
    let order = Repricing {
        project_id: project,
        id: app.id(),
        actor: caller.actor(),
        requested_at: now,
        is_dry_run: given.dry_run,
        from_at: given.from,
        to_at: given.to,
        tokens: means(Part::Tokens),
        fees: means(Part::Fees),
        model: given.model,
        assistant_id: given.assistant_id,
        state: "due".to_owned(),
        reached: Uuid::nil(),
        until: app.id(),
        seen: 0,
        changed: 0,
        before_nanos: 0,
        after_nanos: 0,
        finished_at: None,
    };
    let mut tx = conn.begin().await?;
    repricings::insert(&mut tx, &order).await?;
    let detail = json!({"dry_run": order.is_dry_run, "tokens": order.tokens, "fees": order.fees, "model": order.model,
        "assistant_id": order.assistant_id});
    let entry = caller.does("price.reprice", format!("repricing:{}", order.id), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok((StatusCode::ACCEPTED, Json(Shown::of(order))))
}

/// Which ones.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

impl Parameters {
    pub(super) fn limit(&self) -> Result<usize, Error> {
        match self.limit.unwrap_or(50) {
            limit @ 1..=100 => Ok(limit as usize),
            _ => Err(Error::field("limit", "must be 1 to 100")),
        }
    }
}

/// What was priced anew.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Repricings)]
pub struct Listed {
    /// The newest first.
    data: Vec<Shown>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// Lists what was priced anew, newest first.
#[utoipa::path(get, path = "/prices/reprice", tag = "prices", operation_id = "list_repricings", params(Parameters),
    responses((status = 200, description = "A page", body = Listed)))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Listed>, Error> {
    let limit = parameters.limit()?;
    let before = parameters.cursor.as_deref().map_or(Ok(Uuid::max()), Uuid::parse_str);
    let before = before.map_err(|_| Error::field("cursor", "must be `next_cursor` of a page of this list"))?;
    let mut conn = app.pool.acquire().await?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut rows = repricings::list(&mut conn, caller.project.0, before, most).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.id);
    Ok(Json(Listed { data: rows.into_iter().map(Shown::of).collect(), next_cursor }))
}

/// Shows how far a pricing anew is.
#[utoipa::path(get, path = "/prices/reprice/{id}", tag = "prices", operation_id = "get_repricing",
    params(("id" = Uuid, Path, description = "The pricing anew")),
    responses(
        (status = 200, description = "How far it is", body = Shown),
        (status = 404, description = "There is none of this id", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn get(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Shown>, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = repricings::find(&mut conn, caller.project.0, id).await?;
    found.map(|order| Json(Shown::of(order))).ok_or(Error::NotFound("pricing anew"))
}
