//! Totals over time, from the counters that are kept by day and type; never from messages.

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
#[derive(Debug)]
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
