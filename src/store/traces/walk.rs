//! The list of traces: read along their beginnings, newest first, over a bounded way. What is asked of spans has no
//! index, since every span that is reported would pay for it, so their rows are looked at, some at a time.

use std::collections::HashSet;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::span_query::{Property, SpanQuery};

/// Traces that one statement looks at where not all of them are shown.
const STRETCH: usize = 2000;
/// Traces that are looked at before the walk stops.
const MOST_TRACES: usize = 20_000;
/// Spans that one statement looks at: some milliseconds, tenths of a second where each holds a long history.
const SPANS: i64 = 500;
/// Spans that are looked at before the walk stops.
const MOST_SPANS: i64 = 20_000;
/// Spans of one trace that are looked at, the first by their ids.
const SPANS_OF_ONE: i64 = 5000;

/// Which traces.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Begun then or later.
    pub from: Option<OffsetDateTime>,
    /// Begun before.
    pub to: Option<OffsetDateTime>,
    /// Of conversations with a thread id that begins so.
    pub thread: Option<&'a str>,
    /// Only those with a span that failed.
    pub failed: bool,
    /// Only those that belong to no conversation.
    pub unassigned: bool,
    /// Each must hold of a span of the trace.
    pub queries: &'a [SpanQuery],
    /// After this one in the list.
    pub after: Option<Place>,
}

/// The place of a trace in the list: when it began, and its id.
pub type Place = (OffsetDateTime, Uuid);

/// What a walk came to.
#[derive(Debug, Default)]
pub struct Walked {
    /// Up to `limit` traces that are meant, newest first.
    pub found: Vec<Place>,
    /// The last trace that was looked at, where the walk stopped with more before it and fewer found than `limit`.
    pub stopped: Option<Place>,
}

/// Walks until `limit` traces are found, there are no more, enough was looked at, or `is_late`; for a connection that
/// plans for what is asked.
pub async fn walk(
    conn: &mut PgConnection,
    project: Uuid,
    mut which: Which<'_>,
    limit: usize,
    is_late: impl Fn() -> bool + Send,
) -> sqlx::Result<Walked> {
    let picks = which.failed || which.unassigned || !which.queries.is_empty();
    let size = if picks { STRETCH } else { limit };
    let (mut traces, mut spans) = (0, 0);
    let mut walked = Walked::default();
    loop {
        let rows = stretch(conn, project, &which, i64::try_from(size).unwrap_or(i64::MAX)).await?;
        let mut rest = rows.as_slice();
        while !rest.is_empty() {
            let (part, weight) = part(rest, !which.queries.is_empty());
            rest = &rest[part.len()..];
            let met = met(conn, project, which.queries, part).await?;
            let found = part.iter().filter(|row| met.contains(&row.trace_id)).map(|row| (row.first_at, row.trace_id));
            walked.found.extend(found.take(limit - walked.found.len()));
            if walked.found.len() == limit {
                return Ok(walked);
            }
            which.after = part.last().map(|row| (row.first_at, row.trace_id)).or(which.after);
            (traces, spans) = (traces + part.len(), spans + weight);
            let is_end = rest.is_empty() && rows.len() < size;
            if !is_end && (traces >= MOST_TRACES || spans >= MOST_SPANS || is_late()) {
                walked.stopped = which.after;
                return Ok(walked);
            }
        }
        if rows.len() < size {
            return Ok(walked);
        }
    }
}

/// As many traces as may be looked at in one statement, at least one, and how many spans that are.
fn part(rows: &[Row], by_span: bool) -> (&[Row], i64) {
    if !by_span {
        return (rows, 0);
    }
    let mut weight = 0;
    let mut count = 0;
    for row in rows {
        // Those that are not asked for weigh nothing.
        let more = if row.meets { row.spans.min(SPANS_OF_ONE) } else { 0 };
        if count > 0 && weight + more > SPANS {
            break;
        }
        (weight, count) = (weight + more, count + 1);
    }
    (&rows[..count], weight)
}

/// Those of the traces that are meant.
async fn met(
    conn: &mut PgConnection,
    project: Uuid,
    queries: &[SpanQuery],
    part: &[Row],
) -> sqlx::Result<HashSet<Uuid>> {
    let mut traces: Vec<Uuid> = part.iter().filter(|row| row.meets).map(|row| row.trace_id).collect();
    for query in queries {
        if !traces.is_empty() {
            traces = meeting(conn, project, &traces, query).await?;
        }
    }
    Ok(traces.into_iter().collect())
}

/// A trace that is passed by.
struct Row {
    trace_id: Uuid,
    first_at: OffsetDateTime,
    spans: i64,
    /// Whether it is meant, for all that can be told without its spans.
    meets: bool,
}

/// The next `limit` traces of a time and a thread, whether they are meant or not.
async fn stretch(conn: &mut PgConnection, project: Uuid, which: &Which<'_>, limit: i64) -> sqlx::Result<Vec<Row>> {
    // The end of the range of all texts that begin so.
    let end = which.thread.map(|thread| format!("{thread}\u{10ffff}"));
    let (after_at, after_id) = which.after.unzip();
    sqlx::query_as!(
        Row,
        r#"select t.trace_id, t.first_at, t.spans,
             (not $4 or t.errors > 0) and (not $5 or not exists (
               select from conversation_traces l where l.project_id = $1 and l.trace_id = t.trace_id)) as "meets!"
           from (
             select t.* from traces t
             where t.project_id = $1
               and ($2::timestamptz is null or t.first_at >= $2) and ($3::timestamptz is null or t.first_at < $3)
               and ($6::text is null or t.trace_id in (
                 select l.trace_id from conversations c
                   join conversation_traces l on l.project_id = c.project_id and l.conversation_id = c.id
                 where c.project_id = $1 and c.external_identifier >= $6 and c.external_identifier < $7))
               and ($8::timestamptz is null or (t.first_at, t.trace_id) < ($8, $9))
             order by t.first_at desc, t.trace_id desc limit $10
           ) t order by t.first_at desc, t.trace_id desc"#,
        project,
        which.from,
        which.to,
        which.failed,
        which.unassigned,
        which.thread,
        end,
        after_at,
        after_id,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those traces of which a span meets a query. An attribute that is no text is compared as its JSON.
async fn meeting(
    conn: &mut PgConnection,
    project: Uuid,
    traces: &[Uuid],
    query: &SpanQuery,
) -> sqlx::Result<Vec<Uuid>> {
    let (mut words, mut keys, mut values, mut negated) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for term in &query.terms {
        let (word, key) = match &term.of {
            Property::Known(word) => (*word, ""),
            Property::Attribute(key) => ("", key.as_str()),
        };
        words.push(word);
        keys.push(key);
        values.push(term.value.as_deref());
        negated.push(term.negated);
    }
    // Whoever looks for a term that does not hold stops at the first, so that few attributes are read; `offset 0` keeps
    // the planner from reading each twice.
    sqlx::query_scalar!(
        r#"select t.trace_id as "id!" from unnest($2::uuid[]) as t (trace_id)
           where exists (
             select from (
               select s.* from spans s where s.project_id = $1 and s.trace_id = t.trace_id order by s.id limit $3
             ) s
             where not exists (
               select from unnest($4::text[], $5::text[], $6::text[], $7::boolean[]) as q (word, key, value, negated)
               cross join lateral (select case q.word
                 when 'model' then s.model when 'provider' then s.provider when 'agent' then s.agent
                 when 'tool' then s.facts #>> '{tool,name}' when 'name' then s.name
                 when 'kind' then coalesce(s.kind, 'other') when 'user' then s.user_id
                 when 'error' then s.fault ->> 'kind' when 'failed' then coalesce(s.failed, false)::text
                 when 'environment' then s.facts ->> 'environment' when 'release' then s.facts ->> 'release'
                 when 'source' then s.source
                 else coalesce(s.raw #>> array['attributes', q.key], s.raw #>> array['resource', q.key])
               end as value offset 0) has
               where (has.value is not null and (q.value is null or has.value = q.value)) = q.negated))"#,
        project,
        traces,
        SPANS_OF_ONE,
        &words as &[&str],
        &keys as &[&str],
        &values as &[Option<&str>],
        &negated,
    )
    .fetch_all(conn)
    .await
}

#[cfg(test)]
mod tests {
    use super::{OffsetDateTime, Row, SPANS_OF_ONE, Uuid, part};

    #[test]
    fn a_part_has_a_bounded_weight_and_at_least_one_trace() {
        for (what, spans, want) in [
            ("nothing", vec![], (0, 0)),
            ("small ones", vec![100, 200, 200, 1], (3, 500)),
            ("a great one by itself", vec![90_000, 1], (1, SPANS_OF_ONE)),
            ("a great one behind a small one", vec![1, 90_000], (1, 1)),
            ("those that are not meant", vec![499, -90_000, 1, 1], (3, 500)),
        ] {
            let row = |spans: i64| Row {
                trace_id: Uuid::nil(),
                first_at: OffsetDateTime::UNIX_EPOCH,
                spans: spans.abs(),
                meets: spans > 0,
            };
            let rows: Vec<Row> = spans.into_iter().map(row).collect();
            let (part, weight) = part(&rows, true);
            assert_eq!((part.len(), weight), want, "{what}");
        }
    }
}
