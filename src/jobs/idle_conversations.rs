//! Conversations in which nothing was said for a while are inactive; the next message makes them active again.

use sqlx::Connection as _;
use time::Duration;

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::store::conversations::passing;
use crate::store::{extractions, projects};

/// The setting counts in minutes, so half a minute is exact enough.
pub const JOB: Job = Job {
    name: "idle_conversations",
    schedule: "*/30 * * * * *",
    lease: Some(Duration::minutes(1)),
    run: |app| Box::pin(run(app)),
};

/// Makes conversations inactive that were idle for `conversations.idle_minutes`; returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let since = app.now() - Duration::minutes(i64::from(app.config.conversations.idle_minutes));
    let mut conn = app.pool.acquire().await?;
    let mut idle = 0;
    for project in projects::ids(&mut conn).await? {
        loop {
            let mut tx = conn.begin().await?;
            let fallen = passing::fall_idle(&mut tx, project, since, BATCH).await?;
            extractions::ask_at_end(&mut tx, project, &fallen, app.now()).await?;
            tx.commit().await?;
            let count = fallen.len() as u64;
            idle += count;
            if is_short(count) {
                break;
            }
        }
    }
    Ok(idle)
}
