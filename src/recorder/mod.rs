//! The only writer of what was said: requests gather while a commit is in flight and are answered after theirs.

mod batch;
mod claim;
mod meet;
mod memory;
mod queue;
mod resolve;
mod traces;
mod write;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use sqlx::PgPool;
use time::OffsetDateTime;

pub use claim::Claim;
pub use traces::{REFUSED, Told};

use crate::domain::event::Event;
use crate::domain::id::{ConversationId, DeliveryId, Ids, MessageId, ProjectId};
use crate::domain::price_table::PriceTable;

/// Between two tries to record what nobody will send again.
const PAUSES: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8)];

/// Everything that one request asks to be recorded, committed as a whole.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Whose record it is.
    pub project: ProjectId,
    /// The raw delivery, if it came as one.
    pub delivery: Option<Delivery>,
    /// What happened; may be empty where a delivery is only kept.
    pub events: Vec<Event>,
    /// When it arrived.
    pub received_at: OffsetDateTime,
}

/// A raw delivery to be kept for replay.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The channel it came by.
    pub channel: &'static str,
    /// The body as it came.
    pub body: Bytes,
    /// What was not understood, in fixed words.
    pub notes: Vec<String>,
}

/// What was recorded.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// The id of the kept delivery.
    pub delivery: Option<DeliveryId>,
    /// One for each event of the intake, in order.
    pub written: Vec<Written>,
}

/// What became of one event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Whether it was new; a repeat changes nothing.
    pub fresh: bool,
    /// The conversation it belongs to, if one.
    pub conversation: Option<ConversationId>,
    /// The message that was said, also when it was recorded before.
    pub message: Option<MessageId>,
}

/// Why nothing was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The queue is full; come back.
    #[error("too much is waiting to be recorded")]
    Overloaded,
    /// The database did not answer in time; the outcome is unknown and the same request may be repeated.
    #[error("the database does not answer")]
    Unavailable,
    /// The conversation named by id does not exist.
    #[error("there is no such conversation")]
    NoConversation,
    /// More messages are to be sent in one conversation within a second than a person can want.
    #[error("too many messages to one person")]
    TooFast,
    /// The database refused the content; a delivery was kept as rejected with this reason.
    #[error("{0}")]
    Refused(String),
}

/// Limits of the recorder; see `[recorder]` in `config/default.toml`.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Intakes that may wait.
    pub queue: usize,
    /// Bytes of bodies that may wait.
    pub queue_bytes: usize,
    /// Most intakes in one transaction.
    pub batch: usize,
    /// Intakes written at once and alone.
    pub small_writes: usize,
    /// Batches written at once.
    pub batch_writers: usize,
}

impl Limits {
    /// The connections that this takes: one for each writer, one for what is rejected, and one for working out traces.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.small_writes + self.batch_writers + traces::WRITERS + 2
    }
}

/// What waits to be written.
#[derive(Clone, Copy, Debug)]
pub struct Backlog {
    /// Intakes that wait.
    pub waiting: usize,
    /// How many may.
    pub limit: usize,
    /// When the one that has waited longest arrived.
    pub oldest: Option<OffsetDateTime>,
}

/// The door to the record; cheap to clone.
#[derive(Clone)]
pub struct Recorder(Arc<queue::Queue>);

impl Recorder {
    /// Begins recording over a pool that is the recorder's own.
    #[must_use]
    pub fn start(
        pool: PgPool,
        ids: Arc<Ids>,
        clock: crate::app::Clock,
        limits: Limits,
        prices: Arc<PriceTable>,
    ) -> Self {
        Self(queue::Queue::new(pool, ids, clock, limits, prices))
    }

    /// Records an intake and returns after its commit. A caller that goes away does not stop the write.
    ///
    /// # Errors
    /// [`RecordError`]; only `Refused`, `NoConversation` and `TooFast` are final, the others may be repeated without harm.
    pub async fn record(&self, intake: Intake) -> Result<Recorded, RecordError> {
        self.0.record(intake, None, None).await
    }

    /// Records again what a kept delivery says; what is new belongs to that delivery, whose row the caller brings up to
    /// date. The intake must not bring a delivery of its own.
    ///
    /// # Errors
    /// As [`Recorder::record`]; what the database refuses is not kept a second time.
    pub async fn replay(&self, delivery: DeliveryId, intake: Intake) -> Result<Recorded, RecordError> {
        self.0.record(intake, Some(delivery), None).await
    }

    /// Records what nobody will send again: a database that is away is waited for, some 15 s. Under a claim it is
    /// recorded only while that holds; else nothing is, and `written` is empty.
    ///
    /// # Errors
    /// As [`Recorder::record`].
    pub async fn insist(&self, intake: Intake, claim: Option<Claim>) -> Result<Recorded, RecordError> {
        for pause in PAUSES {
            match self.0.record(intake.clone(), None, claim).await {
                Err(RecordError::Overloaded | RecordError::Unavailable) => tokio::time::sleep(pause).await,
                result => return result,
            }
        }
        self.0.record(intake, None, claim).await
    }

    /// Waits until work was recorded here that a message caused; what another node recorded is not told of.
    pub fn work(&self) -> tokio::sync::futures::Notified<'_> {
        self.0.work.notified()
    }

    /// The conversations of each commit of this node from now on.
    #[must_use]
    pub fn committed(&self) -> tokio::sync::broadcast::Receiver<Arc<[ConversationId]>> {
        self.0.committed.subscribe()
    }

    /// What waits just now.
    #[must_use]
    pub fn backlog(&self) -> Backlog {
        self.0.backlog()
    }

    /// Waits until everything that was accepted is written; to be called once nothing more comes in.
    pub async fn drain(&self) {
        self.0.drain().await;
    }

    /// Gives the recorder's connections back, after [`Recorder::drain`]; nothing can be recorded any more.
    pub async fn close(&self) {
        self.0.pool.close().await;
    }
}
