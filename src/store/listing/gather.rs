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

fn number(sort: Sort) -> i32 {
    match sort {
        Sort::LastActivity => 1,
        Sort::Started => 2,
        Sort::Cost => 3,
        Sort::Messages => 4,
    }
}

macro_rules! gathers {
    ($($name:ident $comparison:tt $direction:tt;)+) => {$(
        async fn $name(
            conn: &mut PgConnection,
            heap: &Heap,
            conditions: &Conditions,
            limit: i64,
        ) -> sqlx::Result<Vec<Found>> {
            super::conditions::checked!(
                ["with met as materialized (
  select c.id, case $27::integer
      when 1 then (extract(epoch from c.last_activity_at) * 1000000)::bigint
      when 2 then (extract(epoch from c.started_at) * 1000000)::bigint
      when 3 then c.cost_nanos
      else c.message_count end as key
  from conversations c where c.project_id = $1 and"]
                [") select m.id as \"id!\", m.key as \"key!\" from met m
where ($29::uuid is null or (m.key, m.id) " + $comparison + " ($28::bigint, $29))
order by m.key " + $direction + ", m.id " + $direction + " limit $30"]
                heap.project,
                conditions,
                number(heap.sort),
                heap.after.map(|after| after.key),
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
