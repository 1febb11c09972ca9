//! Tells the planner how large young tables are, before autovacuum comes around.
//!
//! A table that was never analysed counts as nearly empty, so statements read all of it by the first column of a key.
//! Autovacuum looks once a minute; an installation that takes its first thousand messages within that minute would pay
//! for each of them by the number of all.

use super::Job;
use crate::app::App;
use crate::store::server;

/// Soon after a table has grown.
pub const JOB: Job = Job {
    name: "keep_statistics",
    schedule: "*/2 * * * * *",
    lease: Some(time::Duration::minutes(1)),
    run: |app| Box::pin(run(app)),
};

/// Analyses the tables of intake when one of them has grown fourfold since; returns 1 when it did.
///
/// # Errors
/// When the database does not answer.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let mut conn = app.pool.acquire().await?;
    if !server::has_outgrown_statistics(&mut conn).await? {
        return Ok(0);
    }
    server::analyse(&mut conn).await?;
    Ok(1)
}
