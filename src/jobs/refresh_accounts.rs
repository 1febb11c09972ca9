//! Reads the channel accounts anew, so that a change made on another node is known here.

use super::Job;
use crate::app::App;

/// Every node for itself.
pub const JOB: Job =
    Job { name: "refresh_accounts", schedule: "*/5 * * * * *", lease: None, run: |app| Box::pin(run(app)) };

/// Reads them; always 0, since nothing was done to anything.
///
/// # Errors
/// When the database does not answer; the accounts stay as they were.
pub async fn run(app: App) -> anyhow::Result<u64> {
    app.accounts.refresh(&app.pool, &app.sealer).await?;
    Ok(0)
}
