//! Forgets which node ran which slot, after a while.

use time::Duration;

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::store::job_runs;

/// Runs stay long enough to see what happened last night.
const KEEP: Duration = Duration::hours(24);

/// The frequent jobs leave a few thousand rows an hour.
pub const JOB: Job = Job {
    name: "prune_job_runs",
    schedule: "0 23 * * * *",
    lease: Some(Duration::minutes(5)),
    run: |app| Box::pin(run(app)),
};

/// Deletes old runs; returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let before = app.now() - KEEP;
    let mut conn = app.pool.acquire().await?;
    let mut pruned = 0;
    loop {
        let count = job_runs::prune(&mut conn, before, BATCH).await?;
        pruned += count;
        if is_short(count) {
            return Ok(pruned);
        }
    }
}
