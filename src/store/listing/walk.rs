//! The list read along an index, newest or oldest first, over a stretch of bounded length.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::conditions::Conditions;
use super::{Driver, Found};
use crate::domain::page::{Order, Position, Sort};

/// Where to walk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'a> {
    pub project: Uuid,
    pub sort: Sort,
    pub order: Order,
    pub after: Option<Position>,
    /// Narrows the index that is walked; only where the list is sorted by last activity.
    pub driver: &'a Driver,
    /// Most rows to look at.
    pub stretch: i64,
}

/// The first `limit` rows of a stretch that meet the conditions, in order.
pub(super) async fn walk(
    conn: &mut PgConnection,
    way: &Way<'_>,
    conditions: &Conditions,
    limit: i64,
) -> sqlx::Result<Vec<Found>> {
    match (way.sort, way.order) {
        (Sort::LastActivity, Order::Descending) => by_activity_down(conn, way, conditions, limit).await,
        (Sort::LastActivity, Order::Ascending) => by_activity_up(conn, way, conditions, limit).await,
        (Sort::Started, Order::Descending) => by_start_down(conn, way, conditions, limit).await,
        (Sort::Started, Order::Ascending) => by_start_up(conn, way, conditions, limit).await,
        (Sort::Cost, Order::Descending) => by_cost_down(conn, way, conditions, limit).await,
        (Sort::Cost, Order::Ascending) => by_cost_up(conn, way, conditions, limit).await,
        (Sort::Messages, Order::Descending) => by_messages_down(conn, way, conditions, limit).await,
        (Sort::Messages, Order::Ascending) => by_messages_up(conn, way, conditions, limit).await,
    }
}

/// A key that counts microseconds, as a time.
pub(super) fn time_of(position: Position) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(position.key) * 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// A key that is a number, as it is.
pub(super) fn number_of(position: Position) -> i64 {
    position.key
}

/// One function for each order: the text of each statement is fixed, and each has its index.
macro_rules! walks {
    ($($name:ident $column:tt $type:tt $key:tt $comparison:tt $direction:tt $position:ident;)+) => {$(
        async fn $name(
            conn: &mut PgConnection,
            way: &Way<'_>,
            conditions: &Conditions,
            limit: i64,
        ) -> sqlx::Result<Vec<Found>> {
            super::conditions::checked!(
                ["select c.id, " + $key + " as \"key!\" from (
  select c.* from conversations c where c.project_id = $1
    and ($31::uuid is null or (c." + $column + ", c.id) " + $comparison + " ($30::" + $type + ", $31))
    and ($32::text is null or c.type = $32)
    and ($33::uuid is null or c.assistant_id = $33)
    and ($34::text is null or c.status = $34)
    and (not $35::boolean or c.error_count > 0)
    and (not $36::boolean or c.window_expired_at = c.window_closes_at)
  order by c." + $column + " " + $direction + ", c.id " + $direction + " limit $37
) c where"]
                ["order by c." + $column + " " + $direction + ", c.id " + $direction + " limit $38"]
                way.project,
                conditions,
                way.after.map($position),
                way.after.map(|after| after.id),
                way.driver.kind.as_deref(),
                way.driver.assistant,
                way.driver.status,
                way.driver.errors,
                way.driver.closed,
                way.stretch,
                limit
            )
            .fetch_all(conn)
            .await
        }
    )+};
}

walks! {
    by_activity_down "last_activity_at" "timestamptz" "(extract(epoch from c.last_activity_at) * 1000000)::bigint" "<" "desc" time_of;
    by_activity_up "last_activity_at" "timestamptz" "(extract(epoch from c.last_activity_at) * 1000000)::bigint" ">" "asc" time_of;
    by_start_down "started_at" "timestamptz" "(extract(epoch from c.started_at) * 1000000)::bigint" "<" "desc" time_of;
    by_start_up "started_at" "timestamptz" "(extract(epoch from c.started_at) * 1000000)::bigint" ">" "asc" time_of;
    by_cost_down "cost_nanos" "bigint" "c.cost_nanos" "<" "desc" number_of;
    by_cost_up "cost_nanos" "bigint" "c.cost_nanos" ">" "asc" number_of;
    by_messages_down "listed_message_count" "bigint" "c.listed_message_count" "<" "desc" number_of;
    by_messages_up "listed_message_count" "bigint" "c.listed_message_count" ">" "asc" number_of;
}
