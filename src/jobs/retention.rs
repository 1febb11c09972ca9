//! Deletes conversations that were kept for as long as their type's rule says.

use time::{Duration, OffsetDateTime};

use super::Job;
use crate::app::App;
use crate::domain::conversation::kind;
use crate::domain::id::ProjectId;
use crate::erasure::{self, Order};
use crate::store::traces::erase;
use crate::store::{projects, retention};

/// A rule does nothing for so long after it was set, so that a slip of the pen can be mended.
pub const GRACE: Duration = Duration::hours(24);

/// Conversations that are looked up at once.
const PAGE: i64 = 500;

/// Every few minutes a little rather than every night a lot.
pub const JOB: Job = Job {
    name: "retention",
    schedule: "30 */10 * * * *",
    lease: Some(Duration::minutes(30)),
    run: |app| Box::pin(run(app)),
};

/// Deletes what is due by the clock; returns how many conversations.
///
/// # Errors
/// When the database does not answer; what was deleted before stays so.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let mut deleted = 0;
    for project in projects::ids(&mut conn).await? {
        let order = Order {
            project: ProjectId(project),
            actor: "system".to_owned(),
            action: "retention.delete",
            request_id: None,
        };
        for rule in retention::list(&mut conn, project).await? {
            if now < rule.set_at + GRACE {
                continue;
            }
            loop {
                let due = retention::due(&mut conn, project, &rule.kind, before(now, rule.days), PAGE).await?;
                deleted += erasure::conversations(&app, &order, &due).await?.conversations;
                if i64::try_from(due.len()).is_ok_and(|count| count < PAGE) {
                    break;
                }
            }
            // Traces that became no conversation go by the same rule as those that did.
            while rule.kind == kind::TRACE
                && erase::old(&mut conn, project, before(now, rule.days), PAGE).await? == PAGE
            {}
        }
    }
    Ok(deleted)
}

/// What saw nothing since then is due under a rule of so many days.
#[must_use]
pub fn before(now: OffsetDateTime, days: i32) -> OffsetDateTime {
    now - Duration::days(i64::from(days))
}
