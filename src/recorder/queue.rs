//! The waiting room: bounded, in order for each conversation, without a timer.
//!
//! While little is in flight each intake is written at once, alone; as soon as that many are in flight, what arrives
//! gathers, and each finishing batch takes everything that waits. Intakes that touch the same conversation never
//! run side by side on this node: a later one waits for the earlier one's commit.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::{Notify, Semaphore, broadcast, oneshot};

use super::memory::Cache;
use super::{Backlog, Claim, Intake, Limits, RecordError, Recorded, write};
use crate::app::Clock;
use crate::domain::event::{ConversationRef, EventKind};
use crate::domain::id::{ConversationId, DeliveryId, Ids};
use crate::domain::price_table::PriceTable;

/// Within this time every caller gets an answer; the write itself goes on.
const DEADLINE: Duration = Duration::from_millis(4500);

/// Commits that may go by before whoever listens to them misses one.
const COMMITS: usize = 256;

/// One intake with the caller that waits for it.
pub(super) struct Ticket {
    pub(super) intake: Intake,
    /// The delivery kept earlier that this is a replay of.
    pub(super) kept: Option<DeliveryId>,
    /// The claim on an answer without which the intake must not be recorded.
    pub(super) claim: Option<Claim>,
    lanes: Vec<u64>,
    bytes: usize,
    reply: oneshot::Sender<Result<Recorded, RecordError>>,
}

impl Ticket {
    /// Answers the caller, who may be gone.
    pub(super) fn answer(self, result: Result<Recorded, RecordError>) {
        let _gone = self.reply.send(result);
    }
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Ticket>,
    bytes: usize,
    busy: HashSet<u64>,
    small: usize,
    batches: usize,
    /// Numbers of writers, so that each adds to counter rows of its own.
    free_slots: Vec<i16>,
}

pub(super) struct Queue {
    pub(super) pool: PgPool,
    pub(super) ids: Arc<Ids>,
    pub(super) clock: Clock,
    pub(super) cache: Cache,
    limits: Limits,
    state: Mutex<State>,
    emptied: Notify,
    /// One permit for each report of spans that may be written at once.
    pub(super) tracers: Semaphore,
    /// Tells whoever works out traces that spans were written.
    pub(super) traced: Notify,
    /// What well-known models cost.
    pub(super) prices: Arc<PriceTable>,
    /// Tells those who do the work that messages cause.
    pub(super) work: Notify,
    /// Tells of the conversations that each commit was about.
    pub(super) committed: broadcast::Sender<Arc<[ConversationId]>>,
}

impl Queue {
    pub(super) fn new(pool: PgPool, ids: Arc<Ids>, clock: Clock, limits: Limits, prices: Arc<PriceTable>) -> Arc<Self> {
        // Nodes start at different numbers, so that they seldom meet at the same counter row.
        let node = i16::from(ids.next(clock.now()).as_bytes()[15] % 8) * 96;
        let writers = i16::try_from(limits.small_writes + limits.batch_writers).unwrap_or(96);
        let state = State { free_slots: (node..node + writers).rev().collect(), ..State::default() };
        Arc::new(Self {
            pool,
            ids,
            clock,
            cache: Cache::default(),
            limits,
            state: Mutex::new(state),
            emptied: Notify::new(),
            tracers: Semaphore::new(super::traces::WRITERS),
            traced: Notify::new(),
            prices,
            work: Notify::new(),
            committed: broadcast::Sender::new(COMMITS),
        })
    }

    pub(super) async fn record(
        self: &Arc<Self>,
        intake: Intake,
        kept: Option<DeliveryId>,
        claim: Option<Claim>,
    ) -> Result<Recorded, RecordError> {
        let bytes = intake.delivery.as_ref().map_or(0, |d| d.body.len()) + 512 * intake.events.len();
        let lanes = lanes(&intake);
        let (reply, answer) = oneshot::channel();
        {
            let mut state = self.lock();
            if state.waiting.len() >= self.limits.queue
                || (state.bytes + bytes > self.limits.queue_bytes && !state.waiting.is_empty())
            {
                metrics::counter!("verbatim_recorder_refused_total").increment(1);
                return Err(RecordError::Overloaded);
            }
            state.bytes += bytes;
            state.waiting.push_back(Ticket { intake, kept, claim, lanes, bytes, reply });
            self.dispatch(&mut state);
        }
        match tokio::time::timeout(DEADLINE, answer).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(RecordError::Unavailable),
        }
    }

    pub(super) async fn drain(&self) {
        loop {
            let emptied = self.emptied.notified();
            {
                let state = self.lock();
                if state.waiting.is_empty() && state.small + state.batches == 0 {
                    return;
                }
            }
            emptied.await;
        }
    }

    pub(super) fn backlog(&self) -> Backlog {
        let state = self.lock();
        let oldest = state.waiting.front().map(|ticket| ticket.intake.received_at);
        Backlog { waiting: state.waiting.len(), limit: self.limits.queue, oldest }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts as many writers as there is work and room for.
    fn dispatch(self: &Arc<Self>, state: &mut State) {
        loop {
            let small = state.batches == 0 && state.small < self.limits.small_writes;
            if !small && state.batches >= self.limits.batch_writers {
                break;
            }
            let taken = take(state, if small { 1 } else { self.limits.batch });
            let Some(slot) = (if taken.is_empty() { None } else { state.free_slots.pop() }) else { break };
            if small {
                state.small += 1;
            } else {
                state.batches += 1;
            }
            tokio::spawn(Arc::clone(self).run(taken, slot, small));
        }
        #[expect(clippy::cast_precision_loss, reason = "a gauge")]
        metrics::gauge!("verbatim_recorder_queue_depth").set(state.waiting.len() as f64);
    }

    async fn run(self: Arc<Self>, tickets: Vec<Ticket>, slot: i16, small: bool) {
        let busy: Vec<u64> = tickets.iter().flat_map(|ticket| ticket.lanes.iter().copied()).collect();
        write::tickets(&self, tickets, slot).await;
        let mut state = self.lock();
        for lane in &busy {
            state.busy.remove(lane);
        }
        state.free_slots.push(slot);
        if small {
            state.small -= 1;
        } else {
            state.batches -= 1;
        }
        self.dispatch(&mut state);
        if state.waiting.is_empty() && state.small + state.batches == 0 {
            self.emptied.notify_waiters();
        }
    }
}

/// Takes up to `most` waiting tickets in order, passing over those whose lane is busy, and all behind them in it.
fn take(state: &mut State, most: usize) -> Vec<Ticket> {
    let mut taken = Vec::new();
    let mut passed: Vec<Ticket> = Vec::new();
    let mut blocked: HashSet<u64> = HashSet::new();
    let mut mine: HashSet<u64> = HashSet::new();
    while taken.len() < most {
        let Some(ticket) = state.waiting.pop_front() else { break };
        if ticket.lanes.iter().any(|lane| state.busy.contains(lane) || blocked.contains(lane)) {
            blocked.extend(ticket.lanes.iter().copied());
            passed.push(ticket);
            // A long jam in one lane must not be walked again and again.
            if passed.len() > 1000 {
                break;
            }
        } else {
            mine.extend(ticket.lanes.iter().copied());
            state.bytes -= ticket.bytes;
            taken.push(ticket);
        }
    }
    for ticket in passed.into_iter().rev() {
        state.waiting.push_front(ticket);
    }
    state.busy.extend(mine);
    taken
}

/// What an intake must not overtake: one number for each name that leads to a conversation or message.
fn lanes(intake: &Intake) -> Vec<u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut lanes = Vec::with_capacity(intake.events.len());
    let mut add = |name: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        intake.project.hash(&mut hasher);
        name(&mut hasher);
        let lane = hasher.finish();
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    };
    for event in intake.events.iter().take(64) {
        match &event.conversation {
            ConversationRef::Id(id) => add(&|h| id.hash(h)),
            ConversationRef::Customer { channel, profile, .. } => {
                for identity in &profile.identities {
                    add(&|h| (channel, identity).hash(h));
                }
            }
            ConversationRef::Group { channel, group, .. } => add(&|h| (channel, group).hash(h)),
            ConversationRef::Thread(opening) => add(&|h| (&opening.kind, &opening.key).hash(h)),
            ConversationRef::Nowhere => {}
        }
        // A status and its message, each in a transaction of its own at the same time, would not see each other.
        match &event.kind {
            EventKind::Delivered(status) => add(&|h| (status.channel, &status.external_id).hash(h)),
            EventKind::Said(message) => {
                if let (Some(source), Some(external_id)) = (message.source, &message.external_id) {
                    add(&|h| (source, external_id).hash(h));
                }
            }
            _ => {}
        }
    }
    lanes
}
