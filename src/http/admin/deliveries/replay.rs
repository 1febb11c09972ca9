//! Replaying raw deliveries: parsed again by today's parser and recorded again, which changes only what is new.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::which::WhichParameters;
use crate::app::App;
use crate::channels;
use crate::domain::id::{DeliveryId, ProjectId};
use crate::domain::inbound::Verified;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::http::webhooks::intakes;
use crate::recorder::RecordError;
use crate::store;
use crate::store::deliveries::kept::{self, Replayed};

/// Deliveries looked up at once.
const PAGE: i64 = 100;

/// For so long one request replays; the answer's cursor says where to go on.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a replay made of a delivery.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplayAnswer)]
pub struct Answer {
    /// Things that today's parser finds in it.
    #[schema(example = 2)]
    items: usize,
    /// How many of them were new.
    #[schema(example = 1)]
    fresh: usize,
    /// What it does not understand.
    #[schema(example = json!([]))]
    notes: Vec<String>,
}

/// Which deliveries to replay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReplayRequest)]
pub struct Replays {
    /// All that are kept if it is empty.
    #[serde(default)]
    filter: WhichParameters,
    /// `true` only counts.
    #[serde(default)]
    dry_run: bool,
    /// `next_cursor` of the answer before, to go on there.
    cursor: Option<Uuid>,
}

/// What many replays made.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = ReplaySummary)]
pub struct Summary {
    /// Whether they were only counted.
    dry_run: bool,
    /// Deliveries that are meant and still have a body; counted by a dry run only.
    #[schema(example = 12)]
    matched: Option<i64>,
    /// Deliveries that were replayed.
    #[schema(example = 12)]
    replayed: u64,
    /// Deliveries of which something was new.
    #[schema(example = 3)]
    changed: u64,
    /// Things that were new.
    #[schema(example = 4)]
    fresh: u64,
    /// Deliveries that the database still refuses.
    #[schema(example = 0)]
    refused: u64,
    /// Where to go on, if the request took too long; null when all was done.
    next_cursor: Option<Uuid>,
}

/// Replays one delivery.
#[utoipa::path(post, path = "/deliveries/{id}/replay", tag = "deliveries",
    params(("id" = Uuid, Path, description = "The delivery")),
    responses(
        (status = 200, description = "What came of it", body = Answer),
        (status = 404, description = "There is no such delivery, or its body was erased", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The database still refuses it", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn one(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<Json<Answer>, Error> {
    let answer = match replay(&app, caller.project, id).await? {
        Outcome::Recorded(answer) => answer,
        Outcome::Gone => return Err(Error::NotFound("delivery, or its body was erased")),
        Outcome::Refused(reason) => return Err(Error::Conflict(format!("Still refused: {reason}"))),
    };
    let detail = json!({"items": answer.items, "fresh": answer.fresh});
    let entry = caller.does("delivery.replay", format!("delivery:{id}"), detail);
    let mut conn = app.pool.acquire().await?;
    store::audit::insert(&mut conn, app.id(), &entry, app.now()).await?;
    Ok(Json(answer))
}

/// Replays all deliveries that a filter means, oldest first.
#[utoipa::path(post, path = "/deliveries/replay", tag = "deliveries",
    request_body(content = Replays, example = json!({"filter": {"outcome": "unknown", "from": "2026-02-01T00:00:00Z"}, "dry_run": true})),
    responses((status = 200, description = "What came of them", body = Summary)))]
pub async fn many(
    State(app): State<App>,
    caller: Caller,
    extract::Json(wanted): extract::Json<Replays>,
) -> Result<Json<Summary>, Error> {
    let begun = Instant::now();
    let which = wanted.filter.read()?;
    let project = caller.project;
    let mut summary = Summary { dry_run: wanted.dry_run, ..Summary::default() };
    if wanted.dry_run {
        let mut conn = app.pool.acquire().await?;
        summary.matched = Some(kept::count_replayable(&mut conn, project.0, &which).await?);
        return Ok(Json(summary));
    }
    let mut after = wanted.cursor.unwrap_or(Uuid::nil());
    loop {
        let mut conn = app.pool.acquire().await?;
        let page = kept::replayable(&mut conn, project.0, &which, after, PAGE).await?;
        drop(conn);
        for id in &page {
            summary.count(replay(&app, project, *id).await?);
        }
        let Some(last) = page.last() else { break };
        after = *last;
        if begun.elapsed() > PATIENCE {
            summary.next_cursor = Some(after);
            break;
        }
    }
    let detail = json!({"replayed": summary.replayed, "fresh": summary.fresh, "refused": summary.refused});
    let entry = caller.does("delivery.replay", "deliveries".to_owned(), detail);
    let mut conn = app.pool.acquire().await?;
    store::audit::insert(&mut conn, app.id(), &entry, app.now()).await?;
    Ok(Json(summary))
}

impl Summary {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Recorded(answer) => {
                self.replayed += 1;
                self.changed += u64::from(answer.fresh > 0);
                self.fresh += answer.fresh as u64;
            }
            Outcome::Refused(_) => {
                self.replayed += 1;
                self.refused += 1;
            }
            // Erased or dropped by age since it was looked up.
            Outcome::Gone => {}
        }
    }
}

enum Outcome {
    Recorded(Answer),
    Gone,
    Refused(String),
}

async fn replay(app: &App, project: ProjectId, id: Uuid) -> Result<Outcome, Error> {
    let mut conn = app.pool.acquire().await?;
    let Some(row) = kept::find(&mut conn, project.0, id).await? else { return Ok(Outcome::Gone) };
    let Some(body) = kept::body(&mut conn, project.0, id).await? else { return Ok(Outcome::Gone) };
    drop(conn);
    let Some(channel) = channels::find(&row.channel) else {
        return Ok(Outcome::Refused(format!("there is no channel {} any more", row.channel)));
    };
    let accounts = app.accounts.of(channel.name()).into_iter().filter(|account| account.project == project).collect();
    let verified = Verified::kept(Bytes::from(body), row.received_at, accounts);
    let mut answer = Answer { items: 0, fresh: 0, notes: Vec::new() };
    let mut conversations = Vec::new();
    for mut intake in intakes(channel, &verified) {
        answer.notes.extend(intake.delivery.take().map(|delivery| delivery.notes).unwrap_or_default());
        answer.items += intake.events.len();
        match app.recorder.replay(DeliveryId(id), intake).await {
            Ok(recorded) => {
                answer.fresh += recorded.written.iter().filter(|written| written.fresh).count();
                conversations.extend(recorded.written.iter().filter_map(|written| written.conversation));
            }
            Err(RecordError::Refused(reason)) => return Ok(Outcome::Refused(reason)),
            Err(error) => return Err(error.into()),
        }
    }
    conversations.sort();
    conversations.dedup();
    let conversations: Vec<Uuid> = conversations.into_iter().map(|conversation| conversation.0).collect();
    let replayed = Replayed {
        notes: answer.notes.clone(),
        items: i32::try_from(answer.items).unwrap_or(i32::MAX),
        fresh: i32::try_from(answer.fresh).unwrap_or(i32::MAX),
        conversation: row.conversation_id.or(conversations.first().copied()),
    };
    let further: Vec<Uuid> = conversations.into_iter().filter(|of| Some(*of) != replayed.conversation).collect();
    let mut conn = app.pool.acquire().await?;
    kept::replayed(&mut conn, project.0, id, &replayed).await?;
    store::deliveries::link(&mut conn, &further, &vec![id; further.len()]).await?;
    Ok(Outcome::Recorded(answer))
}
