//! The messages that turns were made into: which they are, and how they are taken back when a turn changes.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// The messages of one turn.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table turns")]
pub struct Made {
    pub trace_id: Uuid,
    pub anchor_id: Uuid,
    pub conversation_id: Uuid,
    pub asked_id: Option<Uuid>,
    pub answered_id: Option<Uuid>,
    pub digest: Vec<u8>,
}

/// What the turns of these traces were made into.
pub async fn of_traces(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<Vec<Made>> {
    sqlx::query_as!(
        Made,
        "select t.trace_id, anchor_id, conversation_id, asked_id, answered_id, digest
         from (select $1::uuid as project_id, trace_id from unnest($2::uuid[]) as t (trace_id) offset 0) n
         join turns t on t.project_id = n.project_id and t.trace_id = n.trace_id",
        project,
        traces,
    )
    .fetch_all(conn)
    .await
}

/// Writes what turns were made into, in place of what they were.
pub async fn put(conn: &mut PgConnection, project: Uuid, made: &[Made]) -> sqlx::Result<()> {
    let digests: Vec<&[u8]> = made.iter().map(|one| one.digest.as_slice()).collect();
    let uuids = |of: fn(&Made) -> Uuid| made.iter().map(of).collect::<Vec<_>>();
    sqlx::query!(
        "insert into turns (project_id, trace_id, anchor_id, conversation_id, asked_id, answered_id, digest)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bytea[])
         on conflict (project_id, trace_id, anchor_id) do update set conversation_id = excluded.conversation_id,
           asked_id = excluded.asked_id, answered_id = excluded.answered_id, digest = excluded.digest",
        project,
        &uuids(|one| one.trace_id),
        &uuids(|one| one.anchor_id),
        &uuids(|one| one.conversation_id),
        &made.iter().map(|one| one.asked_id).collect::<Vec<_>>() as &[Option<Uuid>],
        &made.iter().map(|one| one.answered_id).collect::<Vec<_>>() as &[Option<Uuid>],
        &digests as &[&[u8]],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets turns.
pub async fn remove(conn: &mut PgConnection, project: Uuid, traces: &[Uuid], anchors: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from turns t using (select $1::uuid as project_id, * from unnest($2::uuid[], $3::uuid[])
           as g (trace_id, anchor_id) offset 0) g
         where t.project_id = g.project_id and t.trace_id = g.trace_id and t.anchor_id = g.anchor_id",
        project,
        traces,
        anchors,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes messages back, and out of all sums that they are part of; their conversations must be locked.
pub async fn retract(conn: &mut PgConnection, project: Uuid, shard: i16, messages: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
with gone as (
  delete from messages m using (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) n
  where m.project_id = n.project_id and m.id = n.id returning m.*
), roll as materialized (
  select $1::uuid as project_id, conversation_id, count(*) as messages,
    count(*) filter (where role = 'user') as user_messages,
    sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens,
    sum(cache_read_tokens)::bigint as cache_read_tokens, sum(cache_write_tokens)::bigint as cache_write_tokens,
    sum(reasoning_tokens)::bigint as reasoning_tokens,
    coalesce(sum(jsonb_array_length(tool_calls)), 0)::bigint as tool_calls,
    coalesce(sum(coalesce(llm_calls, (model is not null)::int)), 0)::bigint as llm_calls,
    count(*) filter (where role <> 'user' and error is not null) as errors,
    (coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint as cost_nanos,
    coalesce(sum(channel_nanos), 0)::bigint as channel_nanos,
    count(cost_nanos) as llm_priced, count(channel_nanos) as channel_priced
  from gone group by conversation_id order by conversation_id
), updated as (
  update conversations c set
    message_count = c.message_count - r.messages, listed_message_count = c.message_count - r.messages,
    user_message_count = c.user_message_count - r.user_messages,
    input_tokens = c.input_tokens - r.input_tokens, output_tokens = c.output_tokens - r.output_tokens,
    cache_read_tokens = c.cache_read_tokens - r.cache_read_tokens,
    cache_write_tokens = c.cache_write_tokens - r.cache_write_tokens,
    reasoning_tokens = c.reasoning_tokens - r.reasoning_tokens,
    tool_calls = c.tool_calls - r.tool_calls, llm_calls = c.llm_calls - r.llm_calls,
    error_count = c.error_count - r.errors, cost_nanos = c.cost_nanos - r.cost_nanos,
    channel_nanos = c.channel_nanos - r.channel_nanos, llm_priced = c.llm_priced - r.llm_priced,
    channel_priced = c.channel_priced - r.channel_priced
  from roll r where c.project_id = r.project_id and c.id = r.conversation_id
  returning c.id, c.type
), costs as (
  update daily_costs d set input_tokens = d.input_tokens - g.input_tokens,
    output_tokens = d.output_tokens - g.output_tokens, cost_nanos = d.cost_nanos - g.cost_nanos,
    channel_nanos = d.channel_nanos - g.channel_nanos
  from (
    select (sent_at at time zone 'utc')::date as day, conversation_id, coalesce(model, '') as model,
      sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens,
      (coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint as cost_nanos,
      coalesce(sum(channel_nanos), 0)::bigint as channel_nanos
    from gone group by 1, 2, 3
  ) g
  where d.project_id = $1 and d.day = g.day and d.conversation_id = g.conversation_id and d.model = g.model
), queued as (
  insert into search_queue (project_id, conversation_ids)
  select $1, array_agg(conversation_id) from roll having count(*) > 0
)
insert into daily_totals as d (project_id, day, type, shard, messages, user_messages, input_tokens, output_tokens,
  cost_nanos, errors, channel_nanos)
select $1, (g.sent_at at time zone 'utc')::date as day, u.type, $3, -count(*), -count(*) filter (where role = 'user'),
  -sum(input_tokens)::bigint, -sum(output_tokens)::bigint,
  -(coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint,
  -count(*) filter (where role <> 'user' and error is not null), -coalesce(sum(channel_nanos), 0)::bigint
from gone g join updated u on u.id = g.conversation_id
group by day, u.type order by day, u.type
on conflict (project_id, day, type, shard) do update set
  messages = d.messages + excluded.messages, user_messages = d.user_messages + excluded.user_messages,
  input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
  cost_nanos = d.cost_nanos + excluded.cost_nanos, errors = d.errors + excluded.errors,
  channel_nanos = d.channel_nanos + excluded.channel_nanos
        "#,
        project,
        messages,
        shard,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A message at an edge of a conversation.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Edge {
    pub kind: String,
    /// Its beginning, enough for a preview.
    pub body: String,
    pub sent_at: OffsetDateTime,
}

/// The newest message of a conversation, by anybody or by one role.
pub async fn newest(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    role: Option<&str>,
) -> sqlx::Result<Option<Edge>> {
    sqlx::query_as!(
        Edge,
        r#"select kind, left(body, 2000) as "body!", sent_at from messages
           where project_id = $1 and conversation_id = $2 and ($3::text is null or role = $3)
           order by sent_at desc, id desc limit 1"#,
        project,
        conversation,
        role,
    )
    .fetch_optional(conn)
    .await
}

/// The first words of a user in a conversation.
pub async fn first_asked(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Option<Edge>> {
    sqlx::query_as!(
        Edge,
        r#"select kind, left(body, 2000) as "body!", sent_at from messages
           where project_id = $1 and conversation_id = $2 and role = 'user' order by sent_at, id limit 1"#,
        project,
        conversation,
    )
    .fetch_optional(conn)
    .await
}

/// A line of the list and when it was said.
pub type Line = Option<(String, OffsetDateTime)>;

/// Sets what a list shows of a conversation of which messages were taken back, and when it was last active.
pub async fn restate(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    [preview, first_input, last_output]: [Line; 3],
) -> sqlx::Result<()> {
    let split = |line: Line| line.map_or((None, None), |(text, at)| (Some(text), Some(at)));
    let (preview, preview_at) = split(preview);
    let (first_input, first_input_at) = split(first_input);
    let (last_output, last_output_at) = split(last_output);
    sqlx::query!(
        "update conversations set preview = coalesce($3, ''), preview_at = $4, first_input = $5, first_input_at = $6,
           last_output = $7, last_output_at = $8, last_activity_at = coalesce($4, last_activity_at)
         where project_id = $1 and id = $2",
        project,
        conversation,
        preview,
        preview_at,
        first_input,
        first_input_at,
        last_output,
        last_output_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last words of a user up to a moment, but for those of one message.
pub async fn asked_before(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    at: OffsetDateTime,
    but: Uuid,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select body from messages
         where project_id = $1 and conversation_id = $2 and sent_at <= $3 and role = 'user' and id <> $4
         order by sent_at desc, id desc limit 1",
        project,
        conversation,
        at,
        but,
    )
    .fetch_optional(conn)
    .await
}

/// Those of these conversations that traces began and of which nothing is left.
pub async fn empty(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select c.id from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
           join conversations c on c.project_id = a.project_id and c.id = a.id
         where c.type = 'trace' and c.message_count = 0
           and not exists (select from conversation_traces t where t.project_id = $1 and t.conversation_id = c.id)
           and not exists (select from scores s where s.project_id = $1 and s.conversation_id = c.id)
           and not exists (select from notes n where n.project_id = $1 and n.conversation_id = c.id)
         order by c.id",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}
