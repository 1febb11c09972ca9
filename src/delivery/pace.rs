//! Which of the messages that a node has claimed may go now, by the pace of their numbers and customers; the others go
//! back into the outbox until they may.

use std::collections::HashMap;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::pace::Pace;
use crate::store::outbox::{self, Due};
use crate::store::paces::{self, Names};

/// Those that may go. To be called in the transaction that claimed them, so that nodes which claim at once wait for
/// each other here rather than go beyond the pace together.
pub(super) async fn keep(
    conn: &mut PgConnection,
    mut claimed: Vec<Due>,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Due>> {
    if claimed.is_empty() {
        return Ok(claimed);
    }
    // The ids of messages rise with time: the oldest goes first.
    claimed.sort_by_key(|due| due.message_id);
    let mut names = Names::default();
    for due in &claimed {
        for id in [due.channel_id, due.conversation_id] {
            names.project.push(due.project_id);
            names.id.push(id);
        }
    }
    paces::enrol(conn, &names).await?;
    let mut held: HashMap<Uuid, (Pace, OffsetDateTime)> = (paces::hold(conn, &names).await?.into_iter())
        .map(|held| (held.id, (held.messages_per_second.map_or(Pace::PAIR, Pace::per_second), held.even_at)))
        .collect();
    let (mut going, mut early, mut at) = (Vec::new(), Vec::new(), Vec::new());
    for due in claimed {
        let ids = [due.channel_id, due.conversation_id];
        let taken = ids.map(|id| held.get(&id).map_or(Ok(now), |(pace, even_at)| pace.take(*even_at, now)));
        match taken {
            [Ok(channel), Ok(pair)] => {
                for (id, even_at) in ids.into_iter().zip([channel, pair]) {
                    held.entry(id).and_modify(|held| held.1 = even_at);
                }
                going.push(due);
            }
            later => {
                at.push(later.into_iter().filter_map(Result::err).max().unwrap_or(now));
                early.push(due);
            }
        }
    }
    if !early.is_empty() {
        outbox::postpone(conn, &early, &at).await?;
    }
    let even_at: Vec<OffsetDateTime> =
        names.id.iter().map(|id| held.get(id).map_or(now, |(_, even_at)| *even_at)).collect();
    paces::advance(conn, &names, &even_at).await?;
    Ok(going)
}
