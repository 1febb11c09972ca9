//! Forgets sessions of visitors that have expired; their conversations stay.

use time::Duration;

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::store::widgets::sessions;

/// A session lasts a month, so once an hour is often.
pub const JOB: Job = Job {
    name: "prune_widget_sessions",
    schedule: "0 43 * * * *",
    lease: Some(Duration::minutes(10)),
    run: |app| Box::pin(run(app)),
};

/// Forgets what has expired; returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut pruned = 0;
    loop {
        let count = sessions::prune(&mut conn, now, BATCH).await?;
        pruned += count;
        if is_short(count) {
            return Ok(pruned);
        }
    }
}
