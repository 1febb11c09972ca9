//! Makes room for the raw deliveries of the coming days and drops those of days long past.

use sqlx::{Connection as _, PgConnection};
use time::{Duration, OffsetDateTime};

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::store::deliveries::partitions::{self, Partition};

/// Days ahead; a database without jobs for longer puts deliveries into the default partition.
const AHEAD: usize = 3;

/// Hourly, though once a day would do: a tick that found the table busy tries again soon.
pub const JOB: Job = Job {
    name: "keep_deliveries",
    schedule: "0 7 * * * *",
    lease: Some(Duration::minutes(10)),
    run: |app| Box::pin(run(app)),
};

/// Makes and drops what is due; returns how many partitions and rows.
///
/// # Errors
/// When the database does not answer or the table is too busy; what was done before stays so.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let existing = partitions::existing(&mut conn).await?;
    let mut done = 0;
    let mut day = Partition::of(now);
    for _ in 0..=AHEAD {
        if !existing.contains(&day) && create(&mut conn, day).await? {
            done += 1;
        }
        day = day.next();
    }
    let before = now - Duration::days(i64::from(app.config.deliveries.keep_days));
    for old in existing.into_iter().filter(|partition| partition.ends_at() <= before) {
        partitions::drop(&mut conn, old).await?;
        done += 1;
    }
    Ok(done + thin(&mut conn, before).await?)
}

async fn create(conn: &mut PgConnection, day: Partition) -> sqlx::Result<bool> {
    let mut tx = conn.begin().await?;
    if partitions::is_in_default(&mut tx, day).await? {
        return Ok(false);
    }
    partitions::create(&mut tx, day).await?;
    tx.commit().await?;
    Ok(true)
}

/// Deletes what a dropped partition does not take along.
async fn thin(conn: &mut PgConnection, before: OffsetDateTime) -> sqlx::Result<u64> {
    let mut done = 0;
    loop {
        let count = partitions::thin_default(conn, before, BATCH).await?;
        done += count;
        if is_short(count) {
            break;
        }
    }
    loop {
        let count = partitions::unlink(conn, before, BATCH).await?;
        done += count;
        if is_short(count) {
            return Ok(done);
        }
    }
}
