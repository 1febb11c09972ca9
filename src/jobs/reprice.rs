//! Prices anew what is on record, as people ordered it: in batches, each message with its conversation and day.

use std::collections::HashMap;

use sqlx::Connection as _;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{BATCH, Job};
use crate::app::App;
use crate::assistant::cost::{Tariff, Tariffs};
use crate::domain::id::ProjectId;
use crate::domain::usage::Usage;
use crate::store::conversations::begin;
use crate::store::messages::amend::{self, Amendments};
use crate::store::prices::fees;
use crate::store::prices::repriced::{self, Priced};
use crate::store::prices::repricings::{self, Repricing};

/// Somebody waits for it, and a look at an empty index costs nothing.
pub const JOB: Job = Job {
    name: "reprice",
    schedule: "*/2 * * * * *",
    lease: Some(Duration::minutes(1)),
    run: |app| Box::pin(run(app)),
};

/// Counter rows that this job adds to; recorders add to others, so that neither waits for the other.
const SHARD: i16 = -2;

/// Works off every order; returns how many messages were looked at.
///
/// # Errors
/// When the database does not answer; the batches before stay done, and the order goes on behind them.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let mut seen = 0;
    while !app.stop.is_cancelled() {
        let Some(batch) = step(&app).await? else { break };
        seen += batch;
    }
    Ok(seen)
}

/// One batch of the oldest order; None where there is none to be worked at.
async fn step(app: &App) -> anyhow::Result<Option<u64>> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let Some(mut order) = repricings::claim(&mut tx).await? else { return Ok(None) };
    let next = repriced::next(&mut tx, &order, BATCH).await?;
    let tariffs = Tariffs::of(app, &mut tx, ProjectId(order.project_id)).await?;
    let meant = repriced::meant(&mut tx, &order, &next).await?;
    let amendments = amendments(&mut tx, &order, &tariffs, &meant).await?;
    if !order.is_dry_run && amendments.count() > 0 {
        begin::lock(&mut tx, order.project_id, &amendments.conversations()).await?;
        repriced::keep(&mut tx, &order, &amendments, now).await?;
        amend::write(&mut tx, order.project_id, SHARD, &amendments).await?;
    }
    advance(&mut order, &next, &meant, &amendments, now);
    repricings::advance(&mut tx, &order).await?;
    tx.commit().await?;
    Ok(Some(next.len() as u64))
}

/// What the order changes of these messages.
async fn amendments(
    conn: &mut sqlx::PgConnection,
    order: &Repricing,
    tariffs: &Tariffs,
    meant: &[Priced],
) -> sqlx::Result<Amendments> {
    let ids: Vec<Uuid> = meant.iter().map(|message| message.id).collect();
    let owed = if order.fees { fees::owed(conn, order.project_id, &ids).await? } else { Vec::new() };
    let fees: HashMap<Uuid, Option<i64>> =
        owed.iter().map(|owed| (owed.charged.id, owed.fee().map(|fee| fee.0))).collect();
    let mut amendments = Amendments::default();
    for message in meant {
        let llm = if order.tokens && message.is_ours { charge(tariffs, message) } else { message.cost_nanos };
        let channel = fees.get(&message.id).copied().unwrap_or(message.channel_nanos);
        amendments.add(&message.charged(), llm, channel);
    }
    Ok(amendments)
}

fn charge(tariffs: &Tariffs, message: &Priced) -> Option<i64> {
    let count = |tokens: i64| u32::try_from(tokens).unwrap_or(u32::MAX);
    let usage = Usage {
        input_tokens: count(message.input_tokens),
        output_tokens: count(message.output_tokens),
        cache_read_tokens: count(message.cache_read_tokens),
        cache_write_tokens: count(message.cache_write_tokens),
        reasoning_tokens: count(message.reasoning_tokens),
    };
    let assistant = message.assistant.as_deref().and_then(|id| Uuid::parse_str(id).ok());
    let tariff: &Tariff = tariffs.of_answers(assistant);
    tariff.charge(message.model.as_deref(), &usage, message.sent_at).map(|cost| cost.0)
}

fn advance(order: &mut Repricing, next: &[Uuid], meant: &[Priced], amendments: &Amendments, now: OffsetDateTime) {
    let (before, after) = amendments.sums();
    order.seen += i64::try_from(meant.len()).unwrap_or(i64::MAX);
    order.changed += amendments.count();
    order.before_nanos += before;
    order.after_nanos += after;
    match next.last() {
        Some(last) if next.len() as u64 == BATCH.unsigned_abs() => order.reached = *last,
        _ => {
            order.reached = order.until;
            "done".clone_into(&mut order.state);
            order.finished_at = Some(now);
        }
    }
}
