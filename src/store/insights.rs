//! Totals over time, from the counters that are kept by day and type, or by day and conversation; never from messages.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// Which days and types, and whether each by itself.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The first day (UTC).
    pub from: Date,
    /// The day behind the last.
    pub to: Date,
    /// One row for each day.
    pub by_day: bool,
    /// One row for each type of conversation.
    pub by_type: bool,
    /// Test chats, too.
    pub tests: bool,
}

/// What came together; `day` and `kind` only where they were asked for.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table daily_totals")]
pub struct Total {
    pub day: Option<Date>,
    pub kind: Option<String>,
    pub messages: i64,
    pub user_messages: i64,
    pub input_tokens: i64,
    pub output_tokens: i64,
    /// Of models and channels.
    pub cost_nanos: i64,
    pub channel_nanos: i64,
    pub errors: i64,
}

/// Totals by day, then type.
pub async fn totals(conn: &mut PgConnection, project: Uuid, span: &Span) -> sqlx::Result<Vec<Total>> {
    sqlx::query_as!(
        Total,
        r#"select case when $4 then day end as day, case when $5 then type end as kind,
             sum(messages)::bigint as "messages!", sum(user_messages)::bigint as "user_messages!",
             sum(input_tokens)::bigint as "input_tokens!", sum(output_tokens)::bigint as "output_tokens!",
             sum(cost_nanos)::bigint as "cost_nanos!", sum(channel_nanos)::bigint as "channel_nanos!",
             sum(errors)::bigint as "errors!"
           from daily_totals
           where project_id = $1 and day >= $2 and day < $3 and ($6 or type <> 'test')
           group by 1, 2 order by 1, 2"#,
        project,
        span.from,
        span.to,
        span.by_day,
        span.by_type,
        span.tests,
    )
    .fetch_all(conn)
    .await
}

/// How many conversations were begun, where there were any.
#[derive(Debug)]
#[expect(missing_docs, reason = "columns of the table conversations, counted")]
pub struct Begun {
    pub day: Option<Date>,
    pub kind: Option<String>,
    pub conversations: i64,
}

/// Conversations begun by day, then type. Reads an entry of an index for each, so callers bound the span.
pub async fn begun(conn: &mut PgConnection, project: Uuid, span: &Span) -> sqlx::Result<Vec<Begun>> {
    sqlx::query_as!(
        Begun,
        r#"select case when $4 then (started_at at time zone 'utc')::date end as day, case when $5 then type end as kind,
             count(*) as "conversations!"
           from conversations
           where project_id = $1 and started_at >= $2 and started_at < $3 and ($6 or type <> 'test')
           group by 1, 2"#,
        project,
        span.from.midnight().assume_utc(),
        span.to.midnight().assume_utc(),
        span.by_day,
        span.by_type,
        span.tests,
    )
    .fetch_all(conn)
    .await
}

/// By what costs are told apart besides day and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The assistant of the conversation.
    Assistant,
    /// The model that answered, by the name on record.
    Model,
    /// Whose conversation it is.
    Customer,
}

/// What one of them cost, or all those together that cost less than the dearest.
#[derive(Debug)]
#[expect(missing_docs, reason = "columns of the table daily_costs, with names")]
pub struct Share {
    pub assistant_id: Option<Uuid>,
    pub assistant: Option<String>,
    pub model: Option<String>,
    pub customer_id: Option<Uuid>,
    pub customer: Option<String>,
    /// Of how many it is the sum, where it is of those that are not shown.
    pub others: Option<i64>,
    pub input_tokens: i64,
    pub output_tokens: i64,
    /// Of models and channels.
    pub cost_nanos: i64,
    pub channel_nanos: i64,
}

/// The `most` dearest by cost, then the sum of all others. Reads a row for each conversation and day that took tokens or
/// money, so callers bound the span.
pub async fn shares(
    conn: &mut PgConnection,
    project: Uuid,
    span: &Span,
    by: By,
    most: i64,
) -> sqlx::Result<Vec<Share>> {
    sqlx::query_as!(
        Share,
        r#"
with sums as (
  select case when $5 then assistant_id end as assistant_id, case when $6 then nullif(model, '') end as model,
    case when $7 then customer_id end as customer_id, sum(input_tokens)::bigint as input_tokens,
    sum(output_tokens)::bigint as output_tokens, sum(cost_nanos)::bigint as cost_nanos,
    sum(channel_nanos)::bigint as channel_nanos
  from daily_costs where project_id = $1 and day >= $2 and day < $3 and ($4 or type <> 'test')
  group by 1, 2, 3
), top as (
  select * from sums order by cost_nanos desc, output_tokens desc, assistant_id, model, customer_id limit $8
), shown as (
  select assistant_id, model, customer_id, null::bigint as others, input_tokens, output_tokens, cost_nanos,
    channel_nanos
  from top
  union all
  -- All less those that are shown: cheaper than putting hundreds of thousands of customers in order.
  select null, null, null, a.count - t.count, (a.input_tokens - t.input_tokens)::bigint,
    (a.output_tokens - t.output_tokens)::bigint, (a.cost_nanos - t.cost_nanos)::bigint,
    (a.channel_nanos - t.channel_nanos)::bigint
  from (select count(*), sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
      sum(cost_nanos) as cost_nanos, sum(channel_nanos) as channel_nanos from sums) a,
    (select count(*), sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
      sum(cost_nanos) as cost_nanos, sum(channel_nanos) as channel_nanos from top) t
  where a.count > t.count
)
select s.assistant_id, (select name from assistants where project_id = $1 and id = s.assistant_id) as assistant, s.model,
  s.customer_id, (select name from customers where project_id = $1 and id = s.customer_id) as customer, s.others,
  s.input_tokens as "input_tokens!", s.output_tokens as "output_tokens!", s.cost_nanos as "cost_nanos!",
  s.channel_nanos as "channel_nanos!"
from shown s
order by s.others is not null, s.cost_nanos desc, s.output_tokens desc, s.assistant_id, s.model, s.customer_id
        "#,
        project,
        span.from,
        span.to,
        span.tests,
        by == By::Assistant,
        by == By::Model,
        by == By::Customer,
        most,
    )
    .fetch_all(conn)
    .await
}
