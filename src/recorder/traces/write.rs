//! Spans on their way into the database: each request in a transaction, halved where one span spoils it for the others.

use std::collections::{BTreeSet, HashMap};

use sqlx::Connection as _;

use super::super::RecordError;
use super::super::queue::Queue;
use super::super::write::{WriteError, worth_repeating};
use super::{REFUSED, TRIES, Told};
use crate::domain::span::Span;
use crate::store;
use crate::store::traces::queue::Arrival;

/// Most spans in one statement.
const ROWS: usize = 1000;

/// Writes what a request reports; returns how many spans the database refused.
pub(super) async fn write(queue: &Queue, mut told: Told) -> Result<usize, RecordError> {
    // Closed only with the program.
    let Ok(_turn) = queue.tracers.acquire().await else { return Err(RecordError::Unavailable) };
    let spans = std::mem::take(&mut told.spans);
    let mut parts: Vec<&[Span]> = vec![&spans];
    let mut refused = 0;
    while let Some(part) = parts.pop() {
        match persist(queue, &told, part).await {
            Ok(()) => {}
            Err(WriteError::Sql(error)) if !store::is_outage(&error) => {
                if part.len() > 1 {
                    let (first, rest) = part.split_at(part.len() / 2);
                    parts.extend([rest, first]);
                } else {
                    tracing::warn!(error = %error, "The database refused a span.");
                    metrics::counter!("verbatim_spans_refused_total").increment(1);
                    refused += 1;
                }
            }
            Err(error) => {
                tracing::warn!(error = %error, "Spans were not recorded; their sender is asked to repeat them.");
                return Err(RecordError::Unavailable);
            }
        }
    }
    if refused > 0 {
        told.reasons.push(REFUSED);
    }
    if told.rejected + refused > 0 {
        reject(queue, &told, refused).await.map_err(|_| RecordError::Unavailable)?;
    }
    queue.traced.notify_waiters();
    Ok(refused)
}

async fn persist(queue: &Queue, told: &Told, spans: &[Span]) -> Result<(), WriteError> {
    let mut count = 0;
    loop {
        count += 1;
        match attempt(queue, told, spans).await {
            Err(error) if count < TRIES && worth_repeating(&error) => {}
            result => return result,
        }
    }
}

async fn attempt(queue: &Queue, told: &Told, spans: &[Span]) -> Result<(), WriteError> {
    let project = told.project.0;
    let mut conn = queue.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    for round in rounds(spans) {
        for rows in round.chunks(ROWS) {
            store::traces::spans::upsert(&mut tx, project, told.source, rows, told.received_at).await?;
        }
    }
    let traces: BTreeSet<_> = spans.iter().map(|span| span.trace.0).collect();
    let arrival = Arrival {
        project,
        traces: traces.into_iter().collect(),
        source: told.source.to_owned(),
        sdk: told.sdk.clone(),
        spans: i64::try_from(spans.len()).unwrap_or(i64::MAX),
        rejected: i64::try_from(told.rejected).unwrap_or(i64::MAX),
        received_at: told.received_at,
    };
    store::traces::queue::push(&mut tx, &arrival).await?;
    tx.commit().await?;
    Ok(())
}

/// The spans in the order of their keys, so that two requests with the same ones wait for each other rather than
/// meeting head-on; one that is told again goes into another round, since one statement writes a row once.
fn rounds(spans: &[Span]) -> Vec<Vec<&Span>> {
    let mut told: HashMap<_, usize> = HashMap::with_capacity(spans.len());
    let mut rounds: Vec<Vec<&Span>> = Vec::new();
    for span in spans {
        let times = told.entry((span.trace, span.id)).or_default();
        if *times == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*times].push(span);
        *times += 1;
    }
    for round in &mut rounds {
        round.sort_by_key(|span| (span.trace, span.id));
    }
    rounds
}

/// Keeps a note of spans that could not be used, without any of their content: SDKs do not say so to anybody.
async fn reject(queue: &Queue, told: &Told, refused: usize) -> sqlx::Result<()> {
    let row = store::deliveries::Rejected {
        id: queue.ids.next(queue.clock.now()),
        project: told.project.0,
        channel: told.source,
        received_at: told.received_at,
        reason: &told.reasons.join("; "),
        items: i32::try_from(told.rejected + refused).unwrap_or(i32::MAX),
        body: &[],
    };
    store::deliveries::insert_rejected(&mut *queue.pool.acquire().await?, &row).await
}

#[cfg(test)]
mod tests {
    use super::{Span, rounds};
    use crate::domain::span::{SpanId, TraceId};

    #[test]
    fn a_span_told_twice_is_written_in_two_rounds_in_the_order_it_came() {
        let trace = TraceId::parse("01a1ff85b57a7ca29928124a930320ad").unwrap();
        let span =
            |id: &str, name: &str| Span { name: Some(name.to_owned()), ..Span::new(trace, SpanId::parse(id).unwrap()) };
        let spans = [
            span("00000000000000bb", "b"),
            span("00000000000000aa", "first"),
            span("00000000000000aa", "second"),
            span("00000000000000aa", "third"),
        ];
        let names: Vec<Vec<_>> = rounds(&spans)
            .into_iter()
            .map(|round| round.into_iter().map(|span| span.name.as_deref().unwrap()).collect())
            .collect();
        assert_eq!(names, [vec!["first", "b"], vec!["second"], vec!["third"]]);
    }
}
