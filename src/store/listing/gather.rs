//! The list read the other way round: first all that meet the conditions, by whatever index finds them, then their
//! order. Right where few do, or where those that do are far from the beginning.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Found;
use super::conditions::Conditions;
use crate::domain::page::{Order, Position, Sort};

/// What to put in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heap {
    pub project: Uuid,
    pub sort: Sort,
    pub order: Order,
    pub after: Option<Position>,
}

/// The first `limit` rows of all that meet the conditions, in order.
pub(super) async fn gather(
    conn: &mut PgConnection,
    heap: &Heap,
    conditions: &Conditions,
    limit: i64,
) -> sqlx::Result<Vec<Found>> {
    match heap.order {
        Order::Descending => down(conn, heap, conditions, limit).await,
        Order::Ascending => up(conn, heap, conditions, limit).await,
    }
}

/// Up to `limit` conversations that meet the conditions, in any order.
pub(super) async fn any(
    conn: &mut PgConnection,
    project: Uuid,
    conditions: &Conditions,
    limit: i64,
) -> sqlx::Result<Vec<Found>> {
    super::conditions::checked!(
        ["select c.id, 0::bigint as \"key!\" from conversations c where c.project_id = $1 and"]
        ["limit $30"]
        project,
        conditions,
        limit
    )
    .fetch_all(conn)
    .await
}

fn number(sort: Sort) -> i32 {
    match sort {
        Sort::LastActivity => 1,
        Sort::Started => 2,
        Sort::Cost => 3,
        Sort::Messages => 4,
    }
}

fn is_time(sort: Sort) -> bool {
    matches!(sort, Sort::LastActivity | Sort::Started)
}

/// `offset 0` keeps the planner from walking in the order of the list after all.
macro_rules! gathers {
    ($($name:ident $comparison:tt $direction:tt;)+) => {$(
        async fn $name(
            conn: &mut PgConnection,
            heap: &Heap,
            conditions: &Conditions,
            limit: i64,
        ) -> sqlx::Result<Vec<Found>> {
            super::conditions::checked!(
                ["select m.id as \"id!\",
  coalesce(m.number, (extract(epoch from m.at) * 1000000)::bigint) as \"key!\"
from (
  select c.id,
    case $30::integer when 1 then c.last_activity_at when 2 then c.started_at end as at,
    case $30::integer when 3 then c.cost_nanos when 4 then c.listed_message_count end as number
  from conversations c where c.project_id = $1 and"]
                ["offset 0
) m
where ($33::uuid is null
  or ($31::timestamptz is not null and (m.at, m.id) " + $comparison + " ($31, $33))
  or ($32::bigint is not null and (m.number, m.id) " + $comparison + " ($32, $33)))
order by m.at " + $direction + ", m.number " + $direction + ", m.id " + $direction + " limit $34"]
                heap.project,
                conditions,
                number(heap.sort),
                heap.after.filter(|_| is_time(heap.sort)).map(super::walk::time_of),
                heap.after.filter(|_| !is_time(heap.sort)).map(|after| after.key),
                heap.after.map(|after| after.id),
                limit
            )
            .fetch_all(conn)
            .await
        }
    )+};
}

gathers! {
    down "<" "desc";
    up ">" "asc";
}
