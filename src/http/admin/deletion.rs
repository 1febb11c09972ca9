//! Deleting conversations, one or many: counted first, confirmed by the count, and never undone.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::conversations::parameters::{FilterParameters, Given, names};
use crate::app::App;
use crate::domain::filter::Filter;
use crate::domain::page::{Order as Direction, Sort};
use crate::erasure::{self, Erased, Order};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::http::faults::Faults;
use crate::store;
use crate::store::listing::Request;

/// Ids that one request may name.
const MOST_IDS: usize = 10_000;

/// Conversations looked up or deleted between two looks at the watch.
const STRETCH: u16 = 500;

/// For so long one request deletes; what is left is told, and another request goes on.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which conversations to delete: by `ids` or by `filter`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// At most 10,000 conversations.
    ids: Option<Vec<Uuid>>,
    /// The same fields as the parameters of the list; at least one.
    #[schema(value_type = Option<Object>, example = json!({"type": "test", "to": "2026-01-31"}))]
    filter: Option<Map<String, Value>>,
    /// `true` only counts.
    #[serde(default)]
    dry_run: bool,
    /// How many conversations a dry run counted; nothing is deleted if there are more or fewer by now.
    #[schema(example = 41)]
    confirm_count: Option<u64>,
}

/// What was or would be deleted.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeletionAnswer {
    /// Whether it was only counted.
    dry_run: bool,
    /// Conversations that are meant; give it as `confirm_count`.
    #[schema(example = 41)]
    matched: u64,
    /// Conversations that were deleted.
    #[schema(example = 41)]
    deleted: u64,
    /// Conversations that are left because the request took too long; ask again for them.
    #[schema(example = 0)]
    remaining: u64,
    /// Messages that were deleted with them.
    #[schema(example = 371)]
    messages: u64,
    /// Raw deliveries that were emptied.
    #[schema(example = 402)]
    deliveries: u64,
    /// Customers whose last conversation it was.
    #[schema(example = 3)]
    customers: u64,
}

/// Deletes a conversation with its messages, variables, scores, events and raw deliveries. What arrives for it later
/// begins a new one.
#[utoipa::path(delete, path = "/conversations/{id}", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn one(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let erased = erasure::conversations(&app, &order(&caller, "conversation.delete"), &[id]).await?;
    if erased.conversations == 0 { Err(Error::NotFound("conversation")) } else { Ok(StatusCode::NO_CONTENT) }
}

/// Deletes many conversations as if one by one. Count them first with `dry_run`, then confirm the count.
#[utoipa::path(post, path = "/conversations/delete", tag = "conversations",
    request_body(content = Deletion, example = json!({"filter": {"type": "test", "to": "2026-01-31"}, "dry_run": true})),
    responses(
        (status = 200, description = "What was or would be deleted", body = DeletionAnswer),
        (status = 409, description = "There are more or fewer than `confirm_count`; nothing was deleted", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Conflict", "status": 409,
                "detail": "42 conversations are meant, but 41 were confirmed. Look again and confirm 42."})),
    ))]
pub async fn many(
    State(app): State<App>,
    caller: Caller,
    extract::Json(deletion): extract::Json<Deletion>,
) -> Result<Json<DeletionAnswer>, Error> {
    let begun = Instant::now();
    let meant = match (&deletion.ids, &deletion.filter) {
        (Some(ids), None) if ids.len() > MOST_IDS => {
            return Err(Error::field("ids", format!("are {}; give at most {MOST_IDS}", ids.len())));
        }
        (Some(ids), None) => {
            let mut conn = app.pool.acquire().await?;
            store::erasure::records::existing(&mut conn, caller.project.0, ids).await?
        }
        (None, Some(fields)) => matching(&app, &caller, &filter(fields)?).await?,
        _ => return Err(Error::field("ids", "or `filter` must say which conversations; give one of the two")),
    };
    let matched = meant.len() as u64;
    let mut erased = Erased::default();
    if !deletion.dry_run {
        confirm(matched, deletion.confirm_count)?;
        let order = order(&caller, "conversation.delete");
        for stretch in meant.chunks(STRETCH.into()) {
            if begun.elapsed() > PATIENCE {
                break;
            }
            erased += erasure::conversations(&app, &order, stretch).await?;
        }
    }
    Ok(Json(DeletionAnswer {
        dry_run: deletion.dry_run,
        matched,
        deleted: erased.conversations,
        remaining: if deletion.dry_run { 0 } else { matched.saturating_sub(erased.conversations) },
        messages: erased.messages,
        deliveries: erased.deliveries,
        customers: erased.customers,
    }))
}

/// On whose order something is erased.
pub(super) fn order(caller: &Caller, action: &'static str) -> Order {
    Order { project: caller.project, actor: caller.actor(), action, request_id: caller.request.clone() }
}

/// Refuses to delete another number than the caller saw.
pub(super) fn confirm(matched: u64, confirmed: Option<u64>) -> Result<(), Error> {
    match confirmed {
        Some(count) if count == matched => Ok(()),
        Some(count) => Err(Error::Conflict(format!(
            "{matched} conversations are meant, but {count} were confirmed. Look again and confirm {matched}."
        ))),
        None => Err(Error::field(
            "confirm_count",
            format!("is missing; {matched} conversations are meant, so give {matched}, or `dry_run` to only count"),
        )),
    }
}

fn filter(fields: &Map<String, Value>) -> Result<Filter, Error> {
    let given = Given::of_json(fields)?;
    let mut faults = Faults::default();
    given.refuse_others(&[names::<FilterParameters>()], &mut faults);
    let filter = given.take::<FilterParameters>().filter(&mut faults);
    if filter == Filter::default() {
        faults.add("filter", "names nothing; to delete everything, name every type");
    }
    faults.unless(filter)
}

async fn matching(app: &App, caller: &Caller, filter: &Filter) -> Result<Vec<Uuid>, Error> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let request = Request {
            project: caller.project.0,
            filter,
            // Nothing that is said meanwhile moves a conversation in this order.
            sort: Sort::Started,
            order: Direction::Descending,
            after,
            limit: STRETCH.into(),
        };
        let page = store::listing::positions(&mut conn, &request, now).await?;
        found.extend(page.iter().map(|position| position.id));
        after = page.last().copied();
        if page.len() < usize::from(STRETCH) {
            return Ok(found);
        }
    }
}
