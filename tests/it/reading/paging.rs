//! Every filter in every order, over more rows than a walk looks at, against a plain sort in memory.

use sqlx::FromRow;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use verbatim::domain::conversation::Status;
use verbatim::domain::filter::{CustomerIs, Filter, Keys, ScoreIs, VariableIs, WindowIs};
use verbatim::domain::money::Nanos;
use verbatim::domain::page::{Cursor, Direction, Fingerprint, Order, Page, Position, Sort};
use verbatim::store::listing::{Request, positions};

use crate::support::app::{NOON, TestApp};

/// More than any stretch of a walk.
const ROWS: i32 = 9000;
/// Rows of a page: few enough for a walk to give up.
const LIMIT: usize = 90;

/// A row of the sorted list and the side on which the page lies; none for the beginning.
type Place = Option<(usize, Direction)>;

#[derive(Debug, FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    thread_key: String,
    external_identifier: Option<String>,
    assistant_id: Option<Uuid>,
    status: String,
    tags: Vec<String>,
    agents: Vec<String>,
    started_at: OffsetDateTime,
    last_activity_at: OffsetDateTime,
    message_count: i64,
    error_count: i64,
    cost_nanos: i64,
    window_closes_at: Option<OffsetDateTime>,
    phone: Option<String>,
    score: Option<f64>,
    city: Option<String>,
}

/// Rows with many ties in every order; what is rare is rare at the old end, where a walk does not come.
async fn fill(app: &TestApp) -> Vec<Row> {
    for statement in [
        "insert into customers (project_id, id, created_at)
         select $1, ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, $2 from generate_series(1, $3) g where g % 3 = 0",
        "insert into customer_identities (project_id, kind, value, customer_id, created_at)
         select $1, 'phone', '49' || 1000000 + g, ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, $2
         from generate_series(1, $3) g where g % 3 = 0",
        "insert into conversations (project_id, id, type, thread_key, external_identifier, customer_id, assistant_id, status,
           tags, agents, started_at, last_activity_at, message_count, listed_message_count, error_count, cost_nanos, window_closes_at,
           window_expired_at)
         select $1, ('00000000-0000-7000-8000-' || lpad((g * 7919 % 1000003)::text, 12, '0'))::uuid,
           (array['whatsapp', 'api', 'test'])[1 + g % 3], 'thread-' || g, case when g % 3 = 1 then 'order-' || g end,
           case when g % 3 = 0 then ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid end,
           case when g > $3 - 5 then '00000000-0000-0000-0000-000000000009'::uuid when g % 2 = 0 then '00000000-0000-0000-0000-000000000001'::uuid end,
           case when g < 20 then 'active' when g > $3 - 4 then 'ended' else 'inactive' end,
           case when g > $3 - 7 then '{old,vip}' when g % 5 = 0 then '{even}' else '{}' end::text[],
           case when g > $3 - 9 then '{helper,triage}' when g % 4 = 0 then '{helper}' else '{}' end::text[],
           $2 - g / 4 * interval '2 minutes', $2 - g / 4 * interval '1 minute', g % 7, g % 7, case when g % 1000 = 3 then 1 else 0 end,
           case when g > $3 - 6 then 99000000 else (g % 11) * 1000000 end, case when g % 3 = 0 then $2 - g / 4 * interval '1 minute' + interval '24 hours' end,
           case when g % 3 = 0 and g / 4 > 1500 then $2 - g / 4 * interval '1 minute' + interval '24 hours' end
         from generate_series(1, $3) g",
        "insert into scores (project_id, conversation_id, name, value, source, actor, author, set_at)
         select $1, id, 'helpful', message_count / 10.0, 'api', 'key:x', 'judge', $2 from conversations where error_count = 0 and $3 > 0",
        "insert into variables (project_id, conversation_id, source, name, set_at, value)
         select $1, id, 'input', 'city', $2 - interval '1 hour', '\"Lima\"' from conversations where $3 > 0",
        "insert into variables (project_id, conversation_id, source, name, set_at, value)
         select $1, id, 'input', 'city', $2, '\"Oslo\"' from conversations where cost_nanos <> 0 and $3 > 0",
        "insert into conversation_counts (project_id, type, shard, conversations)
         select $1, type, 0, count(*) from conversations where $2 > '2000-01-01' and $3 > 0 group by type",
    ] {
        sqlx::query(statement).bind(app.project).bind(NOON).bind(ROWS).execute(app.pool()).await.unwrap();
    }
    sqlx::query("analyze").execute(app.pool()).await.unwrap();
    sqlx::query_as(
        "select c.*, c.type as kind, i.value as phone, s.value as score,
           (select value #>> '{}' from variables v
             where v.project_id = c.project_id and v.conversation_id = c.id order by set_at desc limit 1) as city
         from conversations c left join customer_identities i on i.project_id = c.project_id and i.customer_id = c.customer_id
           left join scores s on s.project_id = c.project_id and s.conversation_id = c.id",
    )
    .fetch_all(app.pool())
    .await
    .unwrap()
}

type Meant = fn(&Row) -> bool;

fn cases() -> Vec<(&'static str, Filter, Meant)> {
    let old = |days: i64| Some(NOON - Duration::days(days));
    let of = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        filter
    };
    vec![
        ("all", Filter::default(), |_| true),
        ("a type", of(|f| f.types = vec!["api".into()]), |r| r.kind == "api"),
        ("two types", of(|f| f.types = vec!["api".into(), "test".into()]), |r| r.kind != "whatsapp"),
        ("an unknown type", of(|f| f.types = vec!["telegram".into()]), |_| false),
        ("no tests", of(|f| f.without_test = true), |r| r.kind != "test"),
        ("an assistant", of(|f| f.assistant = Some(Uuid::from_u128(1))), |r| {
            r.assistant_id == Some(Uuid::from_u128(1))
        }),
        ("a retired assistant", of(|f| f.assistant = Some(Uuid::from_u128(9))), |r| {
            r.assistant_id == Some(Uuid::from_u128(9))
        }),
        (
            "a retired assistant's tests",
            of(|f| (f.assistant, f.types) = (Some(Uuid::from_u128(9)), vec!["test".into()])),
            |r| r.assistant_id == Some(Uuid::from_u128(9)) && r.kind == "test",
        ),
        ("active", of(|f| f.status = Some(Status::Active)), |r| r.status == "active"),
        ("ended", of(|f| f.status = Some(Status::Ended)), |r| r.status == "ended"),
        ("ended, of a type", of(|f| (f.status, f.types) = (Some(Status::Ended), vec!["api".into()])), |r| {
            r.status == "ended" && r.kind == "api"
        }),
        ("open", of(|f| f.window = Some(WindowIs::Open)), |r| r.window_closes_at.is_some_and(|at| at > NOON)),
        ("expiring", of(|f| f.window = Some(WindowIs::Expiring)), |r| {
            r.window_closes_at.is_some_and(|at| at > NOON && at < NOON + Duration::hours(2))
        }),
        ("closed, some not noted yet", of(|f| f.window = Some(WindowIs::Closed)), |r| {
            r.window_closes_at.is_some_and(|at| at <= NOON)
        }),
        (
            "closed, of an assistant",
            of(|f| (f.window, f.assistant) = (Some(WindowIs::Closed), Some(Uuid::from_u128(9)))),
            |r| r.window_closes_at.is_some_and(|at| at <= NOON) && r.assistant_id == Some(Uuid::from_u128(9)),
        ),
        ("a customer", of(|f| f.customer = Some(CustomerIs::Phone(Keys::exactly("491000300")))), |r| {
            r.phone.as_deref() == Some("491000300")
        }),
        ("customers of an area", of(|f| f.customer = Some(CustomerIs::Phone(Keys::beginning("4910003")))), |r| {
            r.phone.as_ref().is_some_and(|phone| phone.starts_with("4910003"))
        }),
        ("all customers", of(|f| f.customer = Some(CustomerIs::Phone(Keys::beginning("49")))), |r| r.phone.is_some()),
        ("a thread", of(|f| f.thread = Some(Keys::exactly("thread-77"))), |r| r.thread_key == "thread-77"),
        ("many threads", of(|f| f.thread = Some(Keys::beginning("thread-8"))), |r| {
            r.thread_key.starts_with("thread-8")
        }),
        ("all threads", of(|f| f.thread = Some(Keys::beginning("t"))), |_| true),
        ("threads by external id", of(|f| f.thread = Some(Keys::beginning("order-1"))), |r| {
            r.external_identifier.as_ref().is_some_and(|id| id.starts_with("order-1"))
        }),
        ("an external id", of(|f| f.external_identifier = Some("order-100".into())), |r| {
            r.external_identifier.as_deref() == Some("order-100")
        }),
        ("a rare tag", of(|f| f.tags = vec!["vip".into(), "old".into()]), |r| r.tags.contains(&"vip".to_owned())),
        ("a common tag", of(|f| f.tags = vec!["even".into()]), |r| r.tags.contains(&"even".to_owned())),
        ("a rare agent", of(|f| f.agent = Some("triage".into())), |r| r.agents.contains(&"triage".to_owned())),
        ("a common agent", of(|f| f.agent = Some("helper".into())), |r| r.agents.contains(&"helper".to_owned())),
        ("an agent of a type", of(|f| (f.agent, f.types) = (Some("helper".into()), vec!["api".into()])), |r| {
            r.agents.contains(&"helper".to_owned()) && r.kind == "api"
        }),
        ("the beginning of an agent's name", of(|f| f.agent = Some("help".into())), |_| false),
        ("errors", of(|f| f.has_error = Some(true)), |r| r.error_count > 0),
        ("no errors", of(|f| f.has_error = Some(false)), |r| r.error_count == 0),
        ("dear ones, of which there are few", of(|f| f.min_cost = Some(Nanos(50_000_000))), |r| {
            r.cost_nanos >= 50_000_000
        }),
        ("cheap ones", of(|f| f.max_cost = Some(Nanos(3_000_000))), |r| r.cost_nanos <= 3_000_000),
        ("of one cost", of(|f| (f.min_cost, f.max_cost) = (Some(Nanos(4_000_000)), Some(Nanos(4_000_000)))), |r| {
            r.cost_nanos == 4_000_000
        }),
        ("a common score", of(|f| f.score = ScoreIs::parse("helpful>=0.2")), |r| r.score.is_some_and(|s| s >= 0.2)),
        ("a score but one", of(|f| f.score = ScoreIs::parse("helpful!=0.3")), |r| {
            r.score.is_some_and(|s| (s - 0.3).abs() > 1e-9)
        }),
        ("a rare score", of(|f| f.score = ScoreIs::parse("helpful>5")), |_| false),
        ("a former value", of(|f| f.variable = VariableIs::parse("city=Lima")), |r| r.city.as_deref() == Some("Lima")),
        ("a common value", of(|f| f.variable = VariableIs::parse("city=Oslo")), |r| r.city.as_deref() == Some("Oslo")),
        ("lately begun", Filter { from: old(2), ..Filter::default() }, |r| r.started_at >= NOON - Duration::days(2)),
        ("begun long ago", Filter { from: old(4), to: old(2), types: vec!["api".into()], ..Filter::default() }, |r| {
            r.kind == "api" && r.started_at >= NOON - Duration::days(4) && r.started_at < NOON - Duration::days(2)
        }),
    ]
}

fn position(row: &Row, sort: Sort) -> Position {
    let micros = |at: OffsetDateTime| i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap();
    let key = match sort {
        Sort::LastActivity => micros(row.last_activity_at),
        Sort::Started => micros(row.started_at),
        Sort::Cost => row.cost_nanos,
        Sort::Messages => row.message_count,
    };
    Position { key, id: row.id }
}

/// Reads the page at a cursor and holds it against the sorted list.
async fn compare(
    app: &TestApp,
    what: &str,
    filter: &Filter,
    (sort, order): (Sort, Order),
    want: &[Position],
    at: Place,
) {
    let fingerprint = Fingerprint::of([]);
    let cursor = at.map(|(index, direction)| Cursor { position: want[index], direction, fingerprint });
    let page = Page { limit: LIMIT, cursor, fingerprint };
    let request = Request {
        project: app.project.0,
        filter,
        sort,
        order: page.scan(order),
        after: page.after(),
        limit: i64::try_from(LIMIT).unwrap() + 1,
    };
    let mut conn = app.pool().acquire().await.unwrap();
    let read = positions(&mut conn, &request, NOON).await.unwrap();
    let slice = page.cut(read, |position| *position);
    let (from, to) = match at {
        None => (0, LIMIT.min(want.len())),
        Some((index, Direction::Forward)) => (index + 1, (index + 1 + LIMIT).min(want.len())),
        Some((index, Direction::Backward)) => (index.saturating_sub(LIMIT), index),
    };
    let place = format!("{what}, {sort:?} {order:?}, {at:?} of {}", want.len());
    assert_eq!(slice.rows.len(), to - from, "{place}");
    assert!(slice.rows == want[from..to], "{place}: other rows, or in another order");
    if to > from {
        assert_eq!((slice.prev_cursor.is_some(), slice.next_cursor.is_some()), (from > 0, to < want.len()), "{place}");
    }
}

#[tokio::test]
async fn every_filter_in_every_order_reads_like_a_plain_sort_both_ways() {
    let app = TestApp::new().await;
    let rows = fill(&app).await;
    let others = [Sort::Started, Sort::Cost, Sort::Messages];
    for (number, (what, filter, meant)) in cases().into_iter().enumerate() {
        for sort in [Sort::LastActivity, others[number % 3]] {
            for order in [Order::Descending, Order::Ascending] {
                let mut want: Vec<Position> = rows.iter().filter(|r| meant(r)).map(|r| position(r, sort)).collect();
                want.sort_unstable();
                if order == Order::Descending {
                    want.reverse();
                }
                compare(&app, what, &filter, (sort, order), &want, None).await;
                for index in [want.len() / 3, want.len().saturating_sub(5)] {
                    for direction in [Direction::Forward, Direction::Backward] {
                        if index < want.len() {
                            compare(&app, what, &filter, (sort, order), &want, Some((index, direction))).await;
                        }
                    }
                }
            }
        }
    }
}
