//! Traces, and the conversations that they belong to.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Makes rows for traces that have none.
pub async fn begin(conn: &mut PgConnection, project: Uuid, traces: &[Uuid], now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into traces (project_id, trace_id, first_at, received_at)
         select $1, trace_id, $3, $3 from unnest($2::uuid[]) as t (trace_id) order by trace_id
         on conflict (project_id, trace_id) do nothing",
        project,
        traces,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks traces in the order of their ids: whoever works one out, or deletes what was made of it, comes alone.
pub async fn lock(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "select from (select $1::uuid as project_id, trace_id from unnest($2::uuid[]) as t (trace_id) offset 0) n
         join traces t on t.project_id = n.project_id and t.trace_id = n.trace_id order by t.trace_id for update of t",
        project,
        traces,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What traces are, worked out anew.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table traces")]
pub struct Traces {
    pub id: Vec<Uuid>,
    pub source: Vec<String>,
    pub name: Vec<String>,
    pub first_at: Vec<OffsetDateTime>,
    pub last_at: Vec<Option<OffsetDateTime>>,
    pub spans: Vec<i64>,
    pub errors: Vec<i64>,
}

/// Writes down what traces are.
pub async fn describe(conn: &mut PgConnection, project: Uuid, traces: &Traces) -> sqlx::Result<()> {
    sqlx::query!(
        "update traces t set source = n.source, name = n.name, first_at = n.first_at, last_at = n.last_at,
           spans = n.spans, errors = n.errors
         from (select $1::uuid as project_id, * from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
             $6::timestamptz[], $7::bigint[], $8::bigint[])
           as t (trace_id, source, name, first_at, last_at, spans, errors) offset 0) n
         where t.project_id = n.project_id and t.trace_id = n.trace_id",
        project,
        &traces.id,
        &traces.source,
        &traces.name,
        &traces.first_at,
        &traces.last_at as &[Option<OffsetDateTime>],
        &traces.spans,
        &traces.errors,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A conversation of a channel that traces name.
#[derive(Debug)]
pub struct Named {
    /// As the traces name it.
    pub thread: String,
    /// The conversation.
    pub id: Uuid,
    /// Its type.
    pub kind: String,
}

/// The conversations of channels that bear these names, as their own id or as the caller's; the newest where several do.
pub async fn of_channels(conn: &mut PgConnection, project: Uuid, threads: &[String]) -> sqlx::Result<Vec<Named>> {
    let (ids, names): (Vec<Uuid>, Vec<String>) =
        threads.iter().filter_map(|thread| Some((Uuid::try_parse(thread).ok()?, thread.clone()))).unzip();
    sqlx::query_as!(
        Named,
        r#"select distinct on (thread) thread as "thread!", id as "id!", kind as "kind!" from (
             select t.thread, c.id, c.type as kind, c.started_at from unnest($2::text[]) as t (thread)
               join conversations c on c.project_id = $1 and c.external_identifier = t.thread and c.type <> 'trace'
             union all
             select t.thread, c.id, c.type, c.started_at from unnest($3::uuid[], $4::text[]) as t (id, thread)
               join conversations c on c.project_id = $1 and c.id = t.id and c.type <> 'trace'
           ) named order by thread, started_at desc, id"#,
        project,
        threads,
        &ids,
        &names,
    )
    .fetch_all(conn)
    .await
}

/// What a trace brings to a conversation.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the columns of the table conversation_traces")]
pub struct Link {
    pub conversation_id: Uuid,
    pub trace_id: Uuid,
    pub first_at: OffsetDateTime,
    pub spans: i64,
    pub shared: bool,
    pub continues: bool,
    pub worded: bool,
    pub source: String,
    pub user_id: Option<String>,
    pub agents: Vec<String>,
    pub models: serde_json::Value,
}

/// What these traces bring to conversations.
pub async fn of_traces(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<Vec<Link>> {
    sqlx::query_as!(
        Link,
        "select conversation_id, t.trace_id, first_at, spans, shared, continues, worded, source, user_id, agents, models
         from (select $1::uuid as project_id, trace_id from unnest($2::uuid[]) as t (trace_id) offset 0) n
         join conversation_traces t on t.project_id = n.project_id and t.trace_id = n.trace_id",
        project,
        traces,
    )
    .fetch_all(conn)
    .await
}

/// Writes what traces bring, in place of what they did.
pub async fn put(conn: &mut PgConnection, project: Uuid, links: &[Link]) -> sqlx::Result<()> {
    let rows = serde_json::to_value(
        links
            .iter()
            .map(|link| {
                serde_json::json!({
                    "conversation_id": link.conversation_id,
                    "trace_id": link.trace_id,
                    "first_at": link.first_at.unix_timestamp_nanos() / 1000,
                    "spans": link.spans,
                    "shared": link.shared,
                    "continues": link.continues,
                    "worded": link.worded,
                    "source": link.source,
                    "user_id": link.user_id,
                    "agents": link.agents,
                    "models": link.models,
                })
            })
            .collect::<Vec<_>>(),
    )
    .unwrap_or_default();
    sqlx::query!(
        "insert into conversation_traces (project_id, conversation_id, trace_id, first_at, spans, shared, continues,
           worded, source, user_id, agents, models)
         select $1, conversation_id, trace_id, timestamptz 'epoch' + first_at * interval '1 microsecond', spans, shared,
           continues, worded, source, user_id, agents, models
         from jsonb_to_recordset($2) as n (conversation_id uuid, trace_id uuid, first_at bigint, spans bigint,
           shared boolean, continues boolean, worded boolean, source text, user_id text, agents text[], models json)
         on conflict (project_id, conversation_id, trace_id) do update set first_at = excluded.first_at,
           spans = excluded.spans, shared = excluded.shared, continues = excluded.continues, worded = excluded.worded,
           source = excluded.source, user_id = excluded.user_id, agents = excluded.agents, models = excluded.models",
        project,
        rows,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes what a trace brought to a conversation.
pub async fn remove(conn: &mut PgConnection, project: Uuid, conversation: Uuid, trace: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from conversation_traces where project_id = $1 and conversation_id = $2 and trace_id = $3",
        project,
        conversation,
        trace,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Brings the counts of conversations up to date by what traces bring more, or less, than before, and their agents.
pub async fn count(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    spans: &[i64],
    traces: &[i64],
    agents: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update conversations c set span_count = c.span_count + n.spans, trace_count = c.trace_count + n.traces,
           agents = case when n.agents = '' or c.agents @> string_to_array(n.agents, e'\\n') then c.agents else
             array(select distinct agent from unnest(c.agents || string_to_array(n.agents, e'\\n')) as t (agent)
               order by agent) end
         from (select $1::uuid as project_id, * from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[])
           as t (id, spans, traces, agents) order by id offset 0) n
         where c.project_id = n.project_id and c.id = n.id",
        project,
        conversations,
        spans,
        traces,
        agents,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sets when conversations that traces made began, of which a trace begins at another time than it was known to.
pub async fn restart(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "update conversations c set started_at = n.first_at
         from (select t.project_id, t.conversation_id, min(t.first_at) as first_at
           from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) n
           join conversation_traces t on t.project_id = n.project_id and t.conversation_id = n.id
           group by t.project_id, t.conversation_id offset 0) n
         where c.project_id = n.project_id and c.id = n.conversation_id and c.type = 'trace' and c.started_at <> n.first_at",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes to which conversation each span of traces of several was placed.
pub async fn place(
    conn: &mut PgConnection,
    project: Uuid,
    traces: &[Uuid],
    spans: &[Uuid],
    conversations: &[Option<Uuid>],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update spans s set conversation_id = n.conversation_id
         from (select $1::uuid as project_id, * from unnest($2::uuid[], $3::uuid[], $4::uuid[])
           as t (trace_id, id, conversation_id) offset 0) n
         where s.project_id = n.project_id and s.trace_id = n.trace_id and s.id = n.id
           and s.conversation_id is distinct from n.conversation_id",
        project,
        traces,
        spans,
        conversations as &[Option<Uuid>],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has those traces of these conversations worked out again that go on with a turn which may have come just now.
pub async fn push_continuing(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    but: &[Uuid],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into trace_queue (project_id, trace_ids, source, sdk, spans, rejected, received_at)
         select $1, array_agg(t.trace_id), '', '', 0, 0, $4
         from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) n
         join conversation_traces t on t.project_id = n.project_id and t.conversation_id = n.id
         where t.continues and t.trace_id <> all ($3) having count(*) > 0",
        project,
        conversations,
        but,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
