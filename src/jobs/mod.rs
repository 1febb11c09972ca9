//! Work on a timetable.
//!
//! # Adding a job
//! Write `src/jobs/<name>.rs` with a `pub const JOB: Job` and a function that does what is due, and add it to [`ALL`].
//! The function may run twice, and on two nodes at once, without harm; it works in batches until a short one and
//! returns how many things it did. Every node ticks; who claims the slot in `job_runs` first runs it, and where a node
//! dies another takes over once its lease has run out.

pub mod end_idle;
pub mod expire_windows;
pub mod idle_conversations;
pub mod index_search;
pub mod keep_deliveries;
pub mod keep_statistics;
pub mod prune_job_runs;
pub mod prune_webhook_events;
pub mod prune_widget_sessions;
pub mod refresh_accounts;
pub mod remove_files;
pub mod reprice;
pub mod retention;
mod schedule;
pub mod scheduler;
pub mod sync_templates;

use futures::future::BoxFuture;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::app::App;
use crate::domain::happening::Happening;
use crate::store::conversations::passing::Passed;
use crate::store::webhooks::events::{self, Happened};

/// One kind of work and when it is due.
#[derive(Clone, Copy)]
pub struct Job {
    /// In `job_runs`, logs and metrics.
    pub name: &'static str,
    /// Six fields of cron, seconds first, in UTC.
    pub schedule: &'static str,
    /// After how long another node may take a run for dead; none for work that every node does for itself.
    pub lease: Option<Duration>,
    /// Does what is due and returns how much that was.
    pub run: fn(App) -> BoxFuture<'static, anyhow::Result<u64>>,
}

/// Every job.
pub const ALL: &[Job] = &[
    end_idle::JOB,
    expire_windows::JOB,
    idle_conversations::JOB,
    index_search::JOB,
    keep_deliveries::JOB,
    keep_statistics::JOB,
    prune_job_runs::JOB,
    prune_webhook_events::JOB,
    prune_widget_sessions::JOB,
    refresh_accounts::JOB,
    remove_files::JOB,
    reprice::JOB,
    retention::JOB,
    sync_templates::JOB,
];

/// Rows that one transaction of a job touches at most.
const BATCH: i64 = 500;

/// Whether a batch was short, so that nothing more is due.
fn is_short(count: u64) -> bool {
    count < BATCH.unsigned_abs()
}

/// Has webhooks told what time did, in the transaction that wrote it down.
async fn tell(
    conn: &mut PgConnection,
    project: Uuid,
    kind: Happening,
    passed: &[Passed],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    if passed.is_empty() {
        return Ok(());
    }
    let happened = Happened {
        event: passed.iter().map(|passed| passed.id).collect(),
        kind: passed.iter().map(|_| kind.as_str().to_owned()).collect(),
        conversation: passed.iter().map(|passed| passed.conversation).collect(),
        message: passed.iter().map(|_| None).collect(),
        at: passed.iter().map(|passed| passed.at).collect(),
    };
    events::insert(conn, project, &happened, now).await.map(drop)
}
