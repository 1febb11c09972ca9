//! Makes the end of each customer service window a fact: `window.expired`, once for each end, however many nodes.

use sqlx::Connection as _;
use time::Duration;

use super::{BATCH, Job, is_short, tell};
use crate::app::App;
use crate::domain::happening::Happening;
use crate::store::conversations::passing;
use crate::store::projects;

/// Often enough that the stored state follows within five seconds.
pub const JOB: Job = Job {
    name: "expire_windows",
    schedule: "*/2 * * * * *",
    lease: Some(Duration::seconds(30)),
    run: |app| Box::pin(run(app)),
};

/// Expires what is due by the clock; returns how many windows.
///
/// # Errors
/// When the database does not answer; what was expired before stays so.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut expired = 0;
    for project in projects::ids(&mut conn).await? {
        loop {
            let due = passing::due(&mut conn, project, now, BATCH).await?;
            let ids: Vec<_> = due.conversations.iter().map(|_| app.ids.next(now)).collect();
            let mut tx = conn.begin().await?;
            let passed = passing::expire(&mut tx, project, &due, &ids, now).await?;
            tell(&mut tx, project, Happening::WindowExpired, &passed, now).await?;
            tx.commit().await?;
            let count = passed.len() as u64;
            metrics::counter!("verbatim_windows_expired_total").increment(count);
            expired += count;
            // Those passed over are being marked elsewhere, or wait for the next tick.
            if count == 0 || is_short(ids.len() as u64) {
                break;
            }
        }
    }
    Ok(expired)
}
