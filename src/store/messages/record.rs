//! A batch of messages with everything that follows from the fresh ones, in one statement.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Columns of a batch of messages; all vectors have the same length, in the order of receipt.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table messages")]
pub struct Messages {
    pub id: Vec<Uuid>,
    pub conversation: Vec<Uuid>,
    /// The type of the conversation, for the daily totals.
    pub place: Vec<String>,
    pub source: Vec<Uuid>,
    pub external_id: Vec<Option<String>>,
    pub role: Vec<String>,
    pub author: Vec<Option<String>>,
    pub kind: Vec<String>,
    pub body: Vec<String>,
    /// The time in 20 digits of microseconds and one short line of the body; null for kinds that do not count.
    pub preview: Vec<Option<String>>,
    pub target: Vec<Option<String>>,
    pub reply_to: Vec<Option<String>>,
    pub content: Vec<Option<String>>,
    pub sent_at: Vec<OffsetDateTime>,
    pub received_at: Vec<OffsetDateTime>,
    pub window_closes_at: Vec<Option<OffsetDateTime>>,
    pub status: Vec<i16>,
    pub tool_calls: Vec<Option<serde_json::Value>>,
    pub tool_call_count: Vec<i64>,
    pub input_tokens: Vec<i64>,
    pub output_tokens: Vec<i64>,
    pub cache_read_tokens: Vec<i64>,
    pub cache_write_tokens: Vec<i64>,
    pub reasoning_tokens: Vec<i64>,
    pub cost_nanos: Vec<Option<i64>>,
    pub cost_computed: Vec<bool>,
    pub model: Vec<Option<String>>,
    pub llm_calls: Vec<Option<i32>>,
    pub error: Vec<Option<String>>,
    pub delivery: Vec<Option<Uuid>>,
}

/// Columns of the deliveries that a batch came with.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table deliveries")]
pub struct Deliveries<'a> {
    pub id: Vec<Uuid>,
    pub channel: Vec<String>,
    pub received_at: Vec<OffsetDateTime>,
    /// Joined by line feeds.
    pub notes: Vec<String>,
    pub items: Vec<i32>,
    /// Fresh items that are not messages, known before.
    pub fresh: Vec<i32>,
    pub conversation: Vec<Option<Uuid>>,
    pub body: Vec<&'a [u8]>,
}

/// What the statement found.
#[derive(Debug)]
pub struct Outcome {
    /// Ids of the messages that were new.
    pub fresh: Vec<Uuid>,
    /// Conversations that should have been brought up to date.
    pub touched: i64,
    /// Conversations that were; fewer than touched when one was deleted meanwhile.
    pub updated: i64,
    /// Whether anybody is to be told what happens in the project.
    pub heard: bool,
}

/// Inserts messages and deliveries; brings conversations, daily totals and the search queue up to date by the fresh
/// ones only. Repeats change nothing but leave their delivery as `repeated`.
#[expect(clippy::too_many_lines, reason = "one statement and its arguments")]
pub async fn insert(
    conn: &mut PgConnection,
    project: Uuid,
    shard: i16,
    messages: &Messages,
    deliveries: &Deliveries<'_>,
) -> sqlx::Result<Outcome> {
    sqlx::query_as!(
        Outcome,
        r#"
with said as materialized (
  select t.*,
    -- Of a customer's message the price is the project's own; what the platform charges for ours it says later.
    case when role = 'user' and preview is not null then (
      select p.nanos from message_prices p
      where p.project_id = $1 and p.type = t.place and p.from_day <= (t.sent_at at time zone 'utc')::date
      order by p.from_day desc limit 1) end as channel_nanos
  from unnest(
    $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[],
    $18::smallint[], $19::jsonb[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[],
    $25::bigint[], $26::bigint[], $27::text[], $28::text[], $29::uuid[], $39::boolean[],
    $40::integer[]
  ) as t (id, conversation_id, place, source_id, external_id, role, author, kind, body, preview, target_id, reply_to,
    content, sent_at, received_at, window_closes_at, status, tool_calls, tool_call_count, input_tokens, output_tokens,
    cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, model, error, delivery_id, cost_computed,
    llm_calls)
), inserted as (
  insert into messages (project_id, id, conversation_id, source_id, external_id, role, author, kind, body, target_id,
    reply_to, content, sent_at, received_at, status, tool_calls, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, reasoning_tokens, cost_nanos, cost_computed, channel_nanos, model, error, delivery_id,
    llm_calls)
  select $1, id, conversation_id, source_id, external_id, role, author, kind, body, target_id, reply_to, content::json,
    sent_at, received_at, status, tool_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
    reasoning_tokens, cost_nanos, cost_computed, channel_nanos, model, error, delivery_id, llm_calls
  from said
  on conflict (project_id, source_id, external_id) where external_id is not null do nothing
  returning id
), fresh as materialized (
  -- Not a plain `in`, which would become a join of each with each: this is a look into a hash table.
  select * from said where coalesce(id in (select id from inserted), false)
), roll as materialized (
  -- The project comes with each row, so that a row of the table is found by its whole key or not at all: given as a
  -- value it would also be a reason to read everything of the project, as long as the server has no statistics.
  select $1::uuid as project_id, conversation_id,
    count(preview) as messages,
    count(preview) filter (where role = 'user') as user_messages,
    min(sent_at) as first_at,
    max(sent_at) as last_at,
    max(window_closes_at) as window_closes_at,
    -- A preview begins with its time in 20 digits, so that the greatest is the newest. Two messages of the same
    -- moment are told apart by their text: the order of arrival leaves no trace.
    max(sent_at) filter (where preview is not null) as shown_at,
    substr(max(preview collate "C"), 21) as shown,
    min(sent_at) filter (where preview is not null and role = 'user') as asked_at,
    substr(min(preview collate "C") filter (where role = 'user'), 21) as asked,
    max(sent_at) filter (where preview is not null and role = 'assistant') as answered_at,
    substr(max(preview collate "C") filter (where role = 'assistant'), 21) as answered,
    sum(input_tokens)::bigint as input_tokens,
    sum(output_tokens)::bigint as output_tokens,
    sum(cache_read_tokens)::bigint as cache_read_tokens,
    sum(cache_write_tokens)::bigint as cache_write_tokens,
    sum(reasoning_tokens)::bigint as reasoning_tokens,
    sum(tool_call_count)::bigint as tool_calls,
    sum(coalesce(llm_calls, (model is not null)::integer))::bigint as llm_calls,
    -- What a customer sent and the platform could not show is no fault of the assistant's.
    count(*) filter (where role <> 'user' and (error is not null or status = 9)) as errors,
    (coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint as cost_nanos,
    coalesce(sum(channel_nanos), 0)::bigint as channel_nanos,
    count(cost_nanos) as llm_priced,
    count(channel_nanos) as channel_priced
  from fresh group by conversation_id order by conversation_id
), updated as (
  update conversations c set
    message_count = c.message_count + r.messages,
    -- Indexed, so it moves only where the last activity, which is indexed too, does.
    listed_message_count = case when r.last_at > c.last_activity_at or c.message_count = 0
      then c.message_count + r.messages
      else c.listed_message_count end,
    user_message_count = c.user_message_count + r.user_messages,
    started_at = least(c.started_at, r.first_at),
    last_activity_at = greatest(c.last_activity_at, r.last_at),
    window_closes_at = greatest(c.window_closes_at, r.window_closes_at),
    status = case
      when c.ended_at >= greatest(c.last_activity_at, r.last_at) then 'ended'
      when r.last_at > c.last_activity_at then 'active'
      else c.status end,
    preview = case when c.preview_at is null or (r.shown_at, r.shown) > (c.preview_at, c.preview collate "C")
      then coalesce(r.shown, c.preview) else c.preview end,
    preview_at = greatest(c.preview_at, r.shown_at),
    first_input = case when c.first_input_at is null
        or (r.asked_at, r.asked) < (c.first_input_at, c.first_input collate "C")
      then coalesce(r.asked, c.first_input) else c.first_input end,
    first_input_at = least(c.first_input_at, r.asked_at),
    last_output = case when c.last_output_at is null
        or (r.answered_at, r.answered) > (c.last_output_at, c.last_output collate "C")
      then coalesce(r.answered, c.last_output) else c.last_output end,
    last_output_at = greatest(c.last_output_at, r.answered_at),
    input_tokens = c.input_tokens + r.input_tokens,
    output_tokens = c.output_tokens + r.output_tokens,
    cache_read_tokens = c.cache_read_tokens + r.cache_read_tokens,
    cache_write_tokens = c.cache_write_tokens + r.cache_write_tokens,
    reasoning_tokens = c.reasoning_tokens + r.reasoning_tokens,
    tool_calls = c.tool_calls + r.tool_calls,
    llm_calls = c.llm_calls + r.llm_calls,
    error_count = c.error_count + r.errors,
    cost_nanos = c.cost_nanos + r.cost_nanos,
    channel_nanos = c.channel_nanos + r.channel_nanos,
    llm_priced = c.llm_priced + r.llm_priced,
    channel_priced = c.channel_priced + r.channel_priced
  from roll r where c.project_id = r.project_id and c.id = r.conversation_id
  returning c.id, c.assistant_id, c.customer_id
), spent as materialized (
  -- Of most batches of customers' messages nothing. Materialized, or it would be gathered anew for each conversation.
  select (sent_at at time zone 'utc')::date as day, conversation_id, coalesce(model, '') as model, place,
    sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens,
    (coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint as cost_nanos,
    coalesce(sum(channel_nanos), 0)::bigint as channel_nanos
  from fresh where input_tokens > 0 or output_tokens > 0 or cost_nanos is not null or channel_nanos is not null
  group by 1, 2, 3, 4
), costs as (
  insert into daily_costs as d (project_id, day, conversation_id, model, type, assistant_id, customer_id, input_tokens,
    output_tokens, cost_nanos, channel_nanos)
  select $1, day, conversation_id, model, place, assistant_id, customer_id, input_tokens, output_tokens, cost_nanos,
    channel_nanos
  from spent join updated on updated.id = conversation_id
  on conflict (project_id, day, conversation_id, model) do update set
    input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
    cost_nanos = d.cost_nanos + excluded.cost_nanos, channel_nanos = d.channel_nanos + excluded.channel_nanos
), totals as (
  insert into daily_totals as d (project_id, day, type, shard, messages, user_messages, input_tokens, output_tokens,
    cost_nanos, errors, channel_nanos)
  select $1, (sent_at at time zone 'utc')::date as day, place, $30, count(preview),
    count(preview) filter (where role = 'user'), sum(input_tokens)::bigint, sum(output_tokens)::bigint,
    (coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0))::bigint,
    count(*) filter (where role <> 'user' and (error is not null or status = 9)),
    coalesce(sum(channel_nanos), 0)::bigint
  from fresh group by day, place order by day, place
  on conflict (project_id, day, type, shard) do update set
    messages = d.messages + excluded.messages,
    user_messages = d.user_messages + excluded.user_messages,
    input_tokens = d.input_tokens + excluded.input_tokens,
    output_tokens = d.output_tokens + excluded.output_tokens,
    cost_nanos = d.cost_nanos + excluded.cost_nanos,
    errors = d.errors + excluded.errors,
    channel_nanos = d.channel_nanos + excluded.channel_nanos
), queued as (
  insert into search_queue (project_id, conversation_ids, message_ids)
  select $1, '{}', array_agg(id) from fresh having count(*) > 0
), kept as (
  insert into deliveries (id, project_id, channel, received_at, outcome, notes, items, fresh, conversation_id, body)
  select d.id, $1, d.channel, d.received_at,
    case
      when d.items = 0 then case when d.notes = '' then 'noted' else 'unknown' end
      when d.fresh + coalesce(f.fresh, 0) = 0 then 'repeated'
      else 'recorded' end,
    string_to_array(d.notes, e'\n'), d.items, d.fresh + coalesce(f.fresh, 0), d.conversation_id, d.body
  from unnest($31::uuid[], $32::text[], $33::timestamptz[], $34::text[], $35::integer[], $36::integer[], $37::uuid[],
      $38::bytea[]) as d (id, channel, received_at, notes, items, fresh, conversation_id, body)
    left join (select delivery_id, count(*) as fresh from fresh group by delivery_id) f on f.delivery_id = d.id
)
select
  array(select id from fresh) as "fresh!: Vec<Uuid>",
  (select count(*) from roll) as "touched!",
  (select count(*) from updated) as "updated!",
  exists (select from webhooks where project_id = $1 and enabled) as "heard!"
        "#,
        project,
        &messages.id,
        &messages.conversation,
        &messages.place,
        &messages.source,
        &messages.external_id as &[Option<String>],
        &messages.role,
        &messages.author as &[Option<String>],
        &messages.kind,
        &messages.body,
        &messages.preview as &[Option<String>],
        &messages.target as &[Option<String>],
        &messages.reply_to as &[Option<String>],
        &messages.content as &[Option<String>],
        &messages.sent_at,
        &messages.received_at,
        &messages.window_closes_at as &[Option<OffsetDateTime>],
        &messages.status,
        &messages.tool_calls as &[Option<serde_json::Value>],
        &messages.tool_call_count,
        &messages.input_tokens,
        &messages.output_tokens,
        &messages.cache_read_tokens,
        &messages.cache_write_tokens,
        &messages.reasoning_tokens,
        &messages.cost_nanos as &[Option<i64>],
        &messages.model as &[Option<String>],
        &messages.error as &[Option<String>],
        &messages.delivery as &[Option<Uuid>],
        shard,
        &deliveries.id,
        &deliveries.channel,
        &deliveries.received_at,
        &deliveries.notes,
        &deliveries.items,
        &deliveries.fresh,
        &deliveries.conversation as &[Option<Uuid>],
        &deliveries.body as &[&[u8]],
        &messages.cost_computed,
        &messages.llm_calls as &[Option<i32>],
    )
    .fetch_one(conn)
    .await
}

/// The message recorded before under an external id.
pub async fn existing(
    conn: &mut PgConnection,
    project: Uuid,
    source: Uuid,
    external_id: &str,
) -> sqlx::Result<Option<(Uuid, Uuid)>> {
    let found = sqlx::query!(
        "select id, conversation_id from messages where project_id = $1 and source_id = $2 and external_id = $3",
        project,
        source,
        external_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(|row| (row.id, row.conversation_id)))
}
