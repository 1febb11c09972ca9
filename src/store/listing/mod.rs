//! The list of conversations: any filter, any order, any page, in a time that does not grow with the table.
//!
//! Two ways, because no planner knows which one is short. A *walk* reads an index in the list's order and keeps what
//! meets the conditions; it ends when the page is full, or after a stretch. A *gathering* finds all that meet the
//! conditions and sorts them. Conditions that an index answers by themselves are asked first: where they name few
//! conversations these are gathered, else the list is walked, and only if the stretch did not fill the page, gathered
//! after all.

mod candidates;
mod conditions;
mod gather;
mod narrow;
mod rows;
mod walk;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

pub use rows::{Row, rows, unfiltered};

use self::conditions::Conditions;
use self::gather::{Heap, any, gather};
use self::narrow::{Effort, Narrowed, narrow};
use self::walk::{Way, walk};
use crate::domain::filter::{Filter, WindowIs};
use crate::domain::page::{Order, Position, Sort};

/// Rows that a walk looks at before it gives up, a few milliseconds, unless a long page needs more.
const STRETCH: i64 = 2000;
/// The same where words are looked for: far enough to fill a page with any word that is not rare.
const STRETCH_OF_SEARCH: i64 = 8000;

/// Conversations of a time that ended that are gathered rather than walked to; an index names them.
const FEW_IN_TIME: i64 = 10_000;

/// Windows past their end that the scheduler has not come to; more are left to it.
const DUE: i64 = 10_000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Whose conversations.
    pub project: Uuid,
    /// Which of them.
    pub filter: &'a Filter,
    /// By what they are sorted.
    pub sort: Sort,
    /// In which order to read them.
    pub order: Order,
    /// Where to begin; that row is not read again.
    pub after: Option<Position>,
    /// How many to read.
    pub limit: i64,
}

/// A row's place as a statement returns it.
#[derive(Debug)]
struct Found {
    id: Uuid,
    key: i64,
}

/// The one condition that an index in the order of last activity answers along the way.
#[derive(Clone, Debug, Default)]
struct Driver {
    kind: Option<String>,
    assistant: Option<Uuid>,
    status: Option<&'static str>,
    errors: bool,
    closed: bool,
}

/// Has all statements of the transaction, of which this must be the first, see one and the same state. An export's
/// reader may be slow: the transaction may stand idle for a minute.
pub async fn freeze(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("set transaction isolation level repeatable read, read only").execute(&mut *conn).await?;
    sqlx::query!("set local idle_in_transaction_session_timeout = '60s'").execute(conn).await?;
    Ok(())
}

/// The places of the first conversations that are asked for, in order.
pub async fn positions(
    conn: &mut PgConnection,
    request: &Request<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Position>> {
    let found = find(conn, request, now).await?;
    Ok(found.into_iter().map(|Found { id, key }| Position { key, id }).collect())
}

async fn find(conn: &mut PgConnection, request: &Request<'_>, now: OffsetDateTime) -> sqlx::Result<Vec<Found>> {
    let &Request { project, filter, sort, order, after, limit } = request;
    let mut conditions = Conditions::of(filter, now);
    let heap = Heap { project, sort, order, after };
    match narrow(conn, project, filter, &mut conditions, Effort::Few).await? {
        Narrowed::Nothing => return Ok(Vec::new()),
        Narrowed::Few => return gather(conn, &heap, &conditions, limit).await,
        Narrowed::Many => {}
    }
    // Time that ended lies where a walk from the newest may not come to.
    let has_ended = filter.to.is_some();
    if has_ended && let Some(found) = few(conn, &heap, &conditions, FEW_IN_TIME, limit).await? {
        return Ok(found);
    }
    let mut rest = conditions.clone();
    let driver = if sort == Sort::LastActivity { Driver::choose(filter, &mut rest) } else { Driver::default() };
    let stretch = if rest.is_empty() { limit } else { stretch(&rest, limit) };
    let way = Way { project, sort, order, after, driver: &driver, stretch };
    let mut found = walk(conn, &way, &rest, limit).await?;
    if driver.closed {
        // Past their end, but not noted as such yet: those of the last seconds, or of a scheduler that stands still.
        conditions.ids = Some(candidates::due(conn, project, now, DUE).await?);
        found.extend(gather(conn, &heap, &conditions, limit).await?);
        conditions.ids = None;
        put_in_order(&mut found, order, limit);
    }
    let full = i64::try_from(found.len()).is_ok_and(|rows| rows >= limit);
    if full || rest.is_empty() {
        return Ok(found);
    }
    if !has_ended && let Some(found) = few(conn, &heap, &conditions, narrow::FEW, limit).await? {
        return Ok(found);
    }
    match narrow(conn, project, filter, &mut conditions, Effort::All).await? {
        Narrowed::Nothing => Ok(Vec::new()),
        Narrowed::Few | Narrowed::Many => gather(conn, &heap, &conditions, limit).await,
    }
}

/// Gathers, if what can be asked of the rows alone leaves so few that all else can be asked of each.
async fn few(
    conn: &mut PgConnection,
    heap: &Heap,
    conditions: &Conditions,
    most: i64,
    limit: i64,
) -> sqlx::Result<Option<Vec<Found>>> {
    let of_the_row = conditions.of_the_row();
    if of_the_row.is_empty() {
        return Ok(None);
    }
    let found = any(conn, heap.project, &of_the_row, most + 1).await?;
    if i64::try_from(found.len()).is_ok_and(|count| count > most) {
        return Ok(None);
    }
    let ids = Some(found.into_iter().map(|found| found.id).collect());
    gather(conn, heap, &Conditions { ids, ..conditions.clone() }, limit).await.map(Some)
}

/// How far a walk goes before it gives up.
fn stretch(conditions: &Conditions, limit: i64) -> i64 {
    let least = if conditions.texts.is_some() { STRETCH_OF_SEARCH } else { STRETCH };
    // A batch of an export is worth a longer way than a page.
    least.max(limit.saturating_mul(20))
}

fn put_in_order(found: &mut Vec<Found>, order: Order, limit: i64) {
    found.sort_unstable_by_key(|found| (found.key, found.id));
    if order == Order::Descending {
        found.reverse();
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
}

impl Driver {
    /// Chooses the index to walk and takes its condition away: the rarest kind of condition first.
    fn choose(filter: &Filter, rest: &mut Conditions) -> Self {
        let mut driver = Self::default();
        if rest.errors == Some(true) {
            (driver.errors, rest.errors) = (true, None);
        } else if filter.window == Some(WindowIs::Closed) {
            (driver.closed, rest.closes_before) = (true, None);
        } else if rest.assistant.is_some() {
            driver.assistant = rest.assistant.take();
        } else if let Some([_]) = rest.types.as_deref() {
            driver.kind = rest.types.take().and_then(|mut types| types.pop());
        } else if rest.status.is_some() {
            driver.status = rest.status.take();
        }
        driver
    }
}
