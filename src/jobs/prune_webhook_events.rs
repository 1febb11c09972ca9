//! Forgets what webhooks were told long ago, taken or given up: it could be told once more until then.

use time::Duration;

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::store::webhooks::events;

/// A busy project leaves some hundred thousand a day.
pub const JOB: Job = Job {
    name: "prune_webhook_events",
    schedule: "0 37 * * * *",
    lease: Some(Duration::minutes(10)),
    run: |app| Box::pin(run(app)),
};

/// Forgets what is older than `deliveries.keep_days`; returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let before = app.now() - Duration::days(i64::from(app.config.deliveries.keep_days));
    let mut conn = app.pool.acquire().await?;
    let mut pruned = 0;
    loop {
        let count = events::prune(&mut conn, before, BATCH).await?;
        pruned += count;
        if is_short(count) {
            return Ok(pruned);
        }
    }
}
