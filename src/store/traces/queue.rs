//! Traces that wait to be worked out, and who reports them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Of what spans came.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Whose they are.
    pub project: Uuid,
    /// The traces, each once.
    pub traces: Vec<Uuid>,
    /// The dialect.
    pub source: String,
    /// Who sent it, as it calls itself; empty where it does not.
    pub sdk: String,
    /// Spans that were written.
    pub spans: i64,
    /// Spans that could not be used.
    pub rejected: i64,
    /// When.
    pub received_at: OffsetDateTime,
}

/// Notes that traces are to be worked out.
pub async fn push(conn: &mut PgConnection, arrival: &Arrival) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into trace_queue (project_id, trace_ids, source, sdk, spans, rejected, received_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        arrival.project,
        &arrival.traces,
        arrival.source,
        arrival.sdk,
        arrival.spans,
        arrival.rejected,
        arrival.received_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes up to `limit` requests' traces off the queue, the oldest first; should the transaction fail, they wait again.
pub async fn claim(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<Arrival>> {
    sqlx::query_as!(
        Arrival,
        "delete from trace_queue where id = any(array(
           select id from trace_queue order by id limit $1 for update skip locked))
         returning project_id as project, trace_ids as traces, source, sdk, spans, rejected, received_at",
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many requests' traces wait.
pub async fn waiting(conn: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from trace_queue"#).fetch_one(conn).await
}

/// Adds to what a source has sent.
pub async fn note_source(conn: &mut PgConnection, arrival: &Arrival) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into trace_sources as t (project_id, source, sdk, first_at, last_at, spans, rejected)
         values ($1, $2, $3, $4, $4, $5, $6)
         on conflict (project_id, source, sdk) do update set
           first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at),
           spans = t.spans + excluded.spans, rejected = t.rejected + excluded.rejected",
        arrival.project,
        arrival.source,
        arrival.sdk,
        arrival.received_at,
        arrival.spans,
        arrival.rejected,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has the traces of a thread worked out again, which a conversation of a channel now bears as its own name.
pub async fn push_thread(
    conn: &mut PgConnection,
    project: Uuid,
    thread: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into trace_queue (project_id, trace_ids, source, sdk, spans, rejected, received_at)
         select $1, array_agg(t.trace_id), '', '', 0, 0, $3
         from conversations c join conversation_traces t on t.project_id = c.project_id and t.conversation_id = c.id
         where c.project_id = $1 and c.type = 'trace' and c.thread_key = $2 having count(*) > 0",
        project,
        thread,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
