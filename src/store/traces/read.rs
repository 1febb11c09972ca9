//! Traces as they are looked at.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A trace in the list.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table traces")]
pub struct Trace {
    pub trace_id: Uuid,
    pub source: String,
    pub name: String,
    pub first_at: OffsetDateTime,
    pub last_at: Option<OffsetDateTime>,
    pub spans: i64,
    pub errors: i64,
    /// `[{"id", "thread_id"}]`.
    pub conversations: serde_json::Value,
}

/// These traces, newest first.
pub async fn rows(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<Vec<Trace>> {
    sqlx::query_as!(
        Trace,
        r#"select t.trace_id, t.source, t.name, t.first_at, t.last_at, t.spans, t.errors,
             coalesce((
               select json_agg(json_build_object('id', c.id, 'thread_id', c.thread_key) order by c.id)
               from conversation_traces l join conversations c on c.project_id = l.project_id and c.id = l.conversation_id
               where l.project_id = $1 and l.trace_id = t.trace_id), '[]') as "conversations!"
           from traces t where t.project_id = $1 and t.trace_id = any ($2)
           order by t.first_at desc, t.trace_id desc"#,
        project,
        traces,
    )
    .fetch_all(conn)
    .await
}

/// A trace of a conversation.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the columns of the table conversation_traces")]
pub struct Part {
    pub trace_id: Uuid,
    pub first_at: OffsetDateTime,
    pub spans: i64,
}

/// Up to `limit` traces of a conversation, in time, from one on.
pub async fn of_conversation(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    from: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<Part>> {
    sqlx::query_as!(
        Part,
        "select trace_id, first_at, spans from conversation_traces t
         where project_id = $1 and conversation_id = $2 and ($3::uuid is null or (first_at, trace_id) >= (
           select f.first_at, f.trace_id from conversation_traces f
           where f.project_id = $1 and f.conversation_id = $2 and f.trace_id = $3))
         order by first_at, trace_id limit $4",
        project,
        conversation,
        from,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// When a trace came.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The trace.
    pub trace_id: Uuid,
    /// When the first of its spans came.
    pub first_at: OffsetDateTime,
    /// When the last of them came; one that is told again is not new.
    pub last_at: OffsetDateTime,
}

/// When these traces came; one without spans is left out.
pub async fn arrivals(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<Vec<Arrival>> {
    sqlx::query_as!(
        Arrival,
        r#"select trace_id, min(received_at) as "first_at!", max(received_at) as "last_at!" from spans
           where project_id = $1 and trace_id = any ($2) group by trace_id"#,
        project,
        traces,
    )
    .fetch_all(conn)
    .await
}

/// What each trace of a conversation took, by model; as [`super::link::Link::models`].
pub async fn models(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
) -> sqlx::Result<Vec<serde_json::Value>> {
    sqlx::query_scalar!(
        "select models from conversation_traces where project_id = $1 and conversation_id = $2",
        project,
        conversation,
    )
    .fetch_all(conn)
    .await
}

/// Whether any turn that traces brought to a conversation has words; none where no trace did.
pub async fn worded(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        "select bool_or(worded) from conversation_traces where project_id = $1 and conversation_id = $2",
        project,
        conversation,
    )
    .fetch_one(conn)
    .await
}

/// Who reports.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table trace_sources")]
pub struct Source {
    pub source: String,
    pub sdk: String,
    pub first_at: OffsetDateTime,
    pub last_at: OffsetDateTime,
    pub spans: i64,
    pub rejected: i64,
}

/// Everybody who reports to a project, who did so last first.
pub async fn sources(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Source>> {
    sqlx::query_as!(
        Source,
        "select source, sdk, first_at, last_at, spans, rejected from trace_sources where project_id = $1
         order by last_at desc, source, sdk limit 100",
        project,
    )
    .fetch_all(conn)
    .await
}

/// Spans that could not be used, from the newest `limit` requests with any.
#[derive(Debug)]
pub struct Rejection {
    /// When.
    pub at: OffsetDateTime,
    /// The dialect.
    pub source: String,
    /// How many.
    pub count: i32,
    /// Why.
    pub reasons: Vec<String>,
}

/// What was rejected of late; for a connection that plans for what is asked.
pub async fn rejections(conn: &mut PgConnection, project: Uuid, limit: i64) -> sqlx::Result<Vec<Rejection>> {
    sqlx::query_as!(
        Rejection,
        "select received_at as at, channel as source, items as count, notes as reasons from deliveries
         where project_id = $1 and outcome = 'rejected' and channel in ('otlp', 'sentry') order by id desc limit $2",
        project,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many of the newest `limit` traces belong to no conversation.
pub async fn homeless(conn: &mut PgConnection, project: Uuid, limit: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
             select trace_id from traces where project_id = $1 order by first_at desc limit $2) t
           where not exists (
             select from conversation_traces l where l.project_id = $1 and l.trace_id = t.trace_id)"#,
        project,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Whether traces without a conversation become conversations of their own, from now on.
pub async fn set_session_by_trace(conn: &mut PgConnection, project: Uuid, on: bool) -> sqlx::Result<()> {
    sqlx::query!("update projects set session_by_trace = $2 where id = $1", project, on).execute(conn).await?;
    Ok(())
}
