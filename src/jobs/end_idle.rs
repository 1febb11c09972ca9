//! Ends conversations in which nothing was said for as long as their assistant waits: `conversation.ended`, once for each
//! end, however many nodes.

use sqlx::Connection as _;
use time::Duration;

use super::{BATCH, Job, is_short, tell};
use crate::app::App;
use crate::domain::happening::Happening;
use crate::store::conversations::passing::{self, Patience};
use crate::store::extractions;

/// Assistants wait for minutes, so a quarter of one is exact enough; the end is dated to the second all the same.
pub const JOB: Job = Job {
    name: "end_idle",
    schedule: "*/15 * * * * *",
    lease: Some(Duration::minutes(1)),
    run: |app| Box::pin(run(app)),
};

/// Ends what is due by the clock; returns how many conversations.
///
/// # Errors
/// When the database does not answer; what was ended before stays so.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let now = app.now();
    let mut conn = app.lookups.acquire().await?;
    let mut ended = 0;
    for Patience { project_id, assistant_id, minutes } in passing::patience(&mut conn).await? {
        let since = now - Duration::minutes(i64::from(minutes));
        loop {
            let idle = passing::idle(&mut conn, project_id, assistant_id, since, BATCH).await?;
            let ids: Vec<_> = idle.conversations.iter().map(|_| app.ids.next(now)).collect();
            let mut tx = conn.begin().await?;
            let passed = passing::end_idle(&mut tx, project_id, &idle, &ids, minutes, now).await?;
            tell(&mut tx, project_id, Happening::ConversationEnded, &passed, now).await?;
            let ended_now: Vec<_> = passed.iter().map(|passed| passed.conversation).collect();
            extractions::ask_at_end(&mut tx, project_id, &ended_now, now).await?;
            tx.commit().await?;
            ended += passed.len() as u64;
            // Those passed over are being written, and are looked at again with the next tick.
            if passed.is_empty() || is_short(ids.len() as u64) {
                break;
            }
        }
    }
    Ok(ended)
}
