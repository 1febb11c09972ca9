//! Removes the files of conversations that were deleted, and uploads that nobody sent.

use time::Duration;

use super::{BATCH, Job, is_short};
use crate::app::App;
use crate::media::files::Key;
use crate::store::attachments::removals;

/// Waits this long until a file that could not be removed is tried again; then twice as long, up to [`LONGEST`].
const PAUSE: Duration = Duration::seconds(30);

const LONGEST: Duration = Duration::hours(6);

/// How long one batch may take before another node may take it over; removing twice does no harm.
const LEASE: Duration = Duration::minutes(5);

/// Often, because whoever deletes wants it gone.
pub const JOB: Job = Job {
    name: "remove_files",
    schedule: "*/5 * * * * *",
    lease: Some(Duration::minutes(10)),
    run: |app| Box::pin(run(app)),
};

/// Removes what is due; returns how many files went.
///
/// # Errors
/// When the database does not answer; a file that cannot be removed is tried again.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let mut gone = 0;
    removals::give_up(&mut *app.pool.acquire().await?, app.now()).await?;
    while !app.stop.is_cancelled() {
        let now = app.now();
        let due = removals::claim(&mut *app.pool.acquire().await?, now, now + LEASE, BATCH).await?;
        for file in &due {
            let removed = app.files.remove(Key { project: file.project_id, attachment: file.attachment_id }).await;
            let mut conn = app.pool.acquire().await?;
            match removed {
                Ok(()) => {
                    removals::done(&mut conn, file).await?;
                    gone += 1;
                }
                Err(error) => {
                    tracing::warn!(error = %error, "A file of a deleted conversation cannot be removed; it is tried again.");
                    let pause = (PAUSE * 2_i32.pow(file.failures.clamp(0, 12).unsigned_abs())).min(LONGEST);
                    removals::again(&mut conn, file, app.now() + pause).await?;
                }
            }
        }
        if is_short(due.len() as u64) {
            break;
        }
    }
    Ok(gone)
}
