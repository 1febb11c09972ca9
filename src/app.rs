//! What every handler, job and worker is given: the clock, the ids, the pools, the recorder and the settings.

use std::sync::{Arc, Mutex};

use sqlx::PgPool;
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::accounts::Accounts;
use crate::assistant::live::Live;
use crate::config::Config;
use crate::domain::id::Ids;
use crate::domain::price_table::PriceTable;
use crate::feed::Feed;
use crate::media::files::Files;
use crate::outbound::Outbound;
use crate::pacing::Pacing;
use crate::recorder::Recorder;
use crate::seal::Sealer;

/// The running program; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The only source of time.
    pub clock: Clock,
    /// The only source of ids.
    pub ids: Arc<Ids>,
    /// Settings.
    pub config: Arc<Config>,
    /// Connections for reading and for small writes of the admin API; each statement is planned for its parameters.
    pub pool: PgPool,
    /// Connections for statements that name keys, and must be quick or have many rows; each is planned once.
    pub lookups: PgPool,
    /// The only writer of what was said.
    pub recorder: Recorder,
    /// Channel accounts, kept in memory for intake.
    pub accounts: Accounts,
    /// Seals and opens stored secrets.
    pub sealer: Arc<Sealer>,
    /// Calls to other hosts.
    pub outbound: Outbound,
    /// Files of messages.
    pub files: Files,
    /// Answers under way on this node, for those who listen.
    pub live: Live,
    /// News of conversations, for those who watch.
    pub feed: Feed,
    /// How often strangers asked.
    pub pacing: Pacing,
    /// What well-known models cost.
    pub prices: Arc<PriceTable>,
    /// One permit for each export that may run at once: each holds a connection for as long as its reader takes.
    pub exports: Arc<Semaphore>,
    /// A permit for each kilobyte of reports of spans that may be held at once.
    pub reports: Arc<Semaphore>,
    /// The permit to read a large one.
    pub large_reports: Arc<Semaphore>,
    /// Work that goes on when its caller hangs up; waited for before the program ends.
    pub tasks: TaskTracker,
    /// This process, among several nodes.
    pub node: Uuid,
    /// Cancelled when the program is asked to stop: streams and loops end then.
    pub stop: CancellationToken,
    /// Renders `/metrics`.
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
}

impl App {
    /// The time now.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// A new id, its time part from the clock.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.ids.next(self.now())
    }
}

/// Tells the time, or in tests the time it was told; whole microseconds, as Postgres keeps them.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<OffsetDateTime>>>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still until it is set.
    #[must_use]
    pub fn held(at: OffsetDateTime) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        if let Some(held) = &self.0 {
            return *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
        let now = OffsetDateTime::now_utc();
        now.replace_nanosecond(now.nanosecond() / 1000 * 1000).unwrap_or(now)
    }

    /// Moves a held clock; does nothing to the system's.
    pub fn set(&self, at: OffsetDateTime) {
        if let Some(held) = &self.0 {
            *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = at;
        }
    }
}
