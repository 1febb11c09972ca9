//! One batch: a transaction for each project, tried again where the database asks for it, halved where one intake
//! spoils it for the others.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::batch::{Batch, Done};
use super::meet;
use super::memory::Learnt;
use super::queue::{Queue, Ticket};
use super::resolve::Resolver;
use super::{RecordError, Recorded};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::{DeliveryId, ProjectId};
use crate::store;

/// How often a transaction that met a deadlock or a vanished conversation is tried.
const TRIES: usize = 8;

/// How long a transaction may take before its connection is taken to be dead. Callers are answered before that.
const PATIENCE: Duration = Duration::from_secs(8);

/// Most messages that one person is sent on request within [`SECOND`]; what assistants answer is not counted.
const MOST_A_SECOND: i64 = 5;

const SECOND: time::Duration = time::Duration::SECOND;

/// Why a transaction did not commit.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    #[error("the database is silent")]
    Silent,
    /// A conversation known to the cache was deleted meanwhile.
    #[error("a conversation vanished")]
    Vanished,
    /// Another node met the same person at the same time.
    #[error("another node was faster")]
    Outrun,
    /// The conversation named by the intake at this index does not exist.
    #[error("a conversation named by id does not exist")]
    NoConversation(usize),
    /// The intake at this index would send more at once than one person is to get.
    #[error("too many messages to one person")]
    TooFast(usize),
}

/// Writes all tickets and answers each.
pub(super) async fn tickets(queue: &Queue, tickets: Vec<Ticket>, slot: i16) {
    let mut projects: BTreeMap<ProjectId, Vec<Ticket>> = BTreeMap::new();
    for ticket in tickets {
        projects.entry(ticket.intake.project).or_default().push(ticket);
    }
    for (project, tickets) in projects {
        group(queue, project, tickets, slot).await;
    }
}

async fn group(queue: &Queue, project: ProjectId, tickets: Vec<Ticket>, slot: i16) {
    let mut parts = vec![tickets];
    while let Some(mut part) = parts.pop() {
        match persist(queue, project, &part, slot).await {
            Ok(recorded) => {
                for (ticket, recorded) in part.into_iter().zip(recorded) {
                    ticket.answer(Ok(recorded));
                }
            }
            Err(error @ (WriteError::NoConversation(index) | WriteError::TooFast(index))) => {
                let is_fast = matches!(error, WriteError::TooFast(_));
                part.remove(index).answer(Err(if is_fast {
                    RecordError::TooFast
                } else {
                    RecordError::NoConversation
                }));
                if !part.is_empty() {
                    parts.push(part);
                }
            }
            Err(WriteError::Sql(error)) if !store::is_outage(&error) => {
                if part.len() > 1 {
                    let rest = part.split_off(part.len() / 2);
                    // The first half is on top, so that order is kept.
                    parts.push(rest);
                    parts.push(part);
                } else if let Some(ticket) = part.pop() {
                    let result = reject(queue, project, &ticket, &error).await;
                    ticket.answer(Err(result));
                }
            }
            Err(error) => {
                metrics::counter!("verbatim_recorder_failed_batches_total").increment(1);
                tracing::warn!(error = %error, intakes = part.len(), "A batch was not recorded; its senders are asked to repeat it.");
                for ticket in part {
                    ticket.answer(Err(RecordError::Unavailable));
                }
            }
        }
    }
}

async fn persist(
    queue: &Queue,
    project: ProjectId,
    tickets: &[Ticket],
    slot: i16,
) -> Result<Vec<Recorded>, WriteError> {
    let started = Instant::now();
    let mut count = 0;
    loop {
        count += 1;
        let outcome = tokio::time::timeout(PATIENCE, attempt(queue, project, tickets, slot)).await;
        match outcome.unwrap_or(Err(WriteError::Silent)) {
            Ok(recorded) => {
                #[expect(clippy::cast_precision_loss, reason = "a histogram")]
                metrics::histogram!("verbatim_recorder_batch_size").record(tickets.len() as f64);
                metrics::histogram!("verbatim_recorder_commit_seconds").record(started.elapsed().as_secs_f64());
                return Ok(recorded);
            }
            Err(error) if count < TRIES && worth_repeating(&error) => queue.cache.clear(),
            Err(error) => {
                queue.cache.clear();
                return Err(error);
            }
        }
    }
}

pub(super) fn worth_repeating(error: &WriteError) -> bool {
    match error {
        WriteError::Vanished | WriteError::Outrun => true,
        WriteError::Sql(sqlx::Error::Database(fault)) => {
            fault.code().is_some_and(|code| matches!(code.as_ref(), "40001" | "40P01" | "23505"))
        }
        WriteError::Sql(_) | WriteError::Silent | WriteError::NoConversation(_) | WriteError::TooFast(_) => false,
    }
}

async fn attempt(
    queue: &Queue,
    project: ProjectId,
    tickets: &[Ticket],
    slot: i16,
) -> Result<Vec<Recorded>, WriteError> {
    let now = queue.clock.now();
    let mut conn = queue.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let mut learnt = Learnt::default();
    let done = in_transaction(queue, &mut tx, project, tickets, slot, now, &mut learnt).await?;
    tx.commit().await?;
    if done.tells || tickets.iter().any(causes_work) {
        queue.work.notify_waiters();
    }
    if queue.committed.receiver_count() > 0 {
        let written = done.recorded.iter().flat_map(|recorded| &recorded.written);
        // Nobody may listen any more.
        let _told = queue.committed.send(written.filter_map(|written| written.conversation).collect());
    }
    // Only what is committed may be believed by later batches.
    queue.cache.learn(learnt);
    Ok(done.recorded)
}

fn causes_work(ticket: &Ticket) -> bool {
    let works = |event: &Event| matches!(&event.kind, EventKind::Said(message) if message.work.is_some() || message.attachment.is_some());
    // Also one that was only waited for: behind a finished claim a newer message may be due.
    ticket.claim.is_some() || ticket.intake.events.iter().any(works)
}

async fn in_transaction(
    queue: &Queue,
    tx: &mut PgConnection,
    project: ProjectId,
    tickets: &[Ticket],
    slot: i16,
    now: time::OffsetDateTime,
    learnt: &mut Learnt,
) -> Result<Done, WriteError> {
    meet::people(queue, tx, project, tickets, now, learnt).await?;
    let claimed: Vec<_> = tickets.iter().filter_map(|ticket| Some(ticket.claim.as_ref()?.conversation())).collect();
    if !claimed.is_empty() {
        // Before the claims: everybody locks conversations first.
        store::conversations::begin::lock(tx, project.0, &claimed).await?;
    }
    let mut batch = Batch::new(project, slot, tickets.len());
    for (index, ticket) in tickets.iter().enumerate() {
        let brought = ticket.intake.delivery.as_ref().map(|_| DeliveryId(queue.ids.next(now)));
        let delivery = ticket.kept.or(brought);
        batch.open(&ticket.intake, delivery);
        if let Some(claim) = &ticket.claim
            && !claim.holds(tx, now).await?
        {
            continue;
        }
        for event in &ticket.intake.events {
            let mut resolver = Resolver { queue, conn: &mut *tx, project, now, learnt: &mut *learnt };
            let place = resolver.place(event).await.map_err(|error| match error {
                WriteError::NoConversation(_) => WriteError::NoConversation(index),
                other => other,
            })?;
            let id = queue.ids.next(now);
            if let Some(place) = &place {
                match said_before(tx, project, event, place.conversation, id, now).await? {
                    Asked::Fresh => {}
                    Asked::Before(message) => {
                        batch.repeat(place, message);
                        continue;
                    }
                    Asked::TooOften => return Err(WriteError::TooFast(index)),
                }
            }
            batch.add(event, place, ticket.intake.received_at, id);
        }
    }
    batch.write(tx, now, &queue.ids, learnt).await
}

/// Whether somebody asked for the same message to be sent before.
enum Asked {
    Fresh,
    Before(Uuid),
    TooOften,
}

/// Notes under which id of its caller a message is sent; of one that comes again nothing is recorded.
async fn said_before(
    tx: &mut PgConnection,
    project: ProjectId,
    event: &Event,
    conversation: Uuid,
    id: Uuid,
    now: time::OffsetDateTime,
) -> Result<Asked, WriteError> {
    let EventKind::Said(message) = &event.kind else { return Ok(Asked::Fresh) };
    let Some(client_id) = &message.client_id else { return Ok(Asked::Fresh) };
    // One after the other, so that those who ask at the same moment count each other.
    store::conversations::begin::lock(tx, project.0, &[conversation]).await?;
    if let Some(message) = store::replies::find(tx, project.0, conversation, client_id).await? {
        return Ok(Asked::Before(message));
    }
    if store::replies::since(tx, project.0, conversation, now - SECOND).await? >= MOST_A_SECOND {
        return Ok(Asked::TooOften);
    }
    store::replies::insert(tx, project.0, conversation, client_id, id, now).await?;
    Ok(Asked::Fresh)
}

/// Keeps a delivery that the database refuses, with the reason in words that hold no content.
async fn reject(queue: &Queue, project: ProjectId, ticket: &Ticket, error: &sqlx::Error) -> RecordError {
    let reason = error
        .as_database_error()
        .and_then(|fault| fault.code().map(|code| format!("the database refused it (SQLSTATE {code})")))
        .unwrap_or_else(|| "the database driver refused it".to_owned());
    tracing::error!(reason, "An intake was rejected; its delivery is kept.");
    metrics::counter!("verbatim_recorder_rejected_total").increment(1);
    let Some(delivery) = &ticket.intake.delivery else { return RecordError::Refused(reason) };
    let row = store::deliveries::Rejected {
        id: queue.ids.next(queue.clock.now()),
        project: project.0,
        channel: delivery.channel,
        received_at: ticket.intake.received_at,
        reason: &reason,
        items: i32::try_from(ticket.intake.events.len()).unwrap_or(i32::MAX),
        body: &delivery.body,
    };
    let kept = async {
        let mut conn = queue.pool.acquire().await?;
        store::deliveries::insert_rejected(&mut conn, &row).await
    };
    match kept.await {
        Ok(()) => RecordError::Refused(reason),
        // Not kept: the sender must come back with it.
        Err(_) => RecordError::Unavailable,
    }
}
