//! Counters recomputed from what they count.

use sqlx::PgPool;
use verbatim::domain::message::ANNOTATIONS;

/// Every counter that differs from the facts, in words; empty when all is well.
pub async fn contradictions(pool: &PgPool) -> Vec<String> {
    let annotations: Vec<String> = ANNOTATIONS.iter().map(|&kind| kind.to_owned()).collect();
    sqlx::query_scalar(
        r"
with said as (
  select m.*, c.type, (sent_at at time zone 'utc')::date as day,
    case when kind <> all ($1) then 1 else 0 end as counts,
    case when kind <> all ($1) and role = 'user' then 1 else 0 end as asks,
    case when error is not null or m.status = 9 then 1 else 0 end as fails
  from messages m left join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
), per_conversation as (
  select conversation_id, sum(counts) as messages, sum(asks) as asked, sum(fails) as fails, sum(coalesce(llm_calls, (model is not null)::integer)) as calls,
    sum(input_tokens) as input, sum(output_tokens) as output, sum(cache_read_tokens) as cached,
    sum(cache_write_tokens) as written, sum(reasoning_tokens) as reasoned, coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0) as cost,
    coalesce(sum(channel_nanos), 0) as channel, count(cost_nanos) as llm_priced, count(channel_nanos) as channel_priced,
    sum(coalesce(jsonb_array_length(tool_calls), 0)) as tools
  from said group by conversation_id
), per_day as (
  select day, type, sum(counts) as messages, sum(asks) as asked, sum(fails) as fails, sum(input_tokens) as input,
    sum(output_tokens) as output, coalesce(sum(cost_nanos), 0) + coalesce(sum(channel_nanos), 0) as cost,
    coalesce(sum(channel_nanos), 0) as channel
  from said group by day, type
), booked as (
  select day, type, sum(messages) as messages, sum(user_messages) as asked, sum(errors) as fails,
    sum(input_tokens) as input, sum(output_tokens) as output, sum(cost_nanos) as cost, sum(channel_nanos) as channel
  from daily_totals group by day, type
), per_model as (
  select s.project_id, s.day, s.conversation_id, coalesce(s.model, '') as model, s.type, c.assistant_id, c.customer_id,
    sum(s.input_tokens) as input, sum(s.output_tokens) as output,
    coalesce(sum(s.cost_nanos), 0) + coalesce(sum(s.channel_nanos), 0) as cost,
    coalesce(sum(s.channel_nanos), 0) as channel
  from said s join conversations c on c.project_id = s.project_id and c.id = s.conversation_id
  group by 1, 2, 3, 4, 5, 6, 7
), counted as (
  select type, sum(conversations) as conversations from conversation_counts group by type
), existing as (
  select type, count(*) as conversations from conversations group by type
)
select 'message without a conversation: ' || id::text from said where type is null
union all
select 'conversation ' || to_jsonb(c)::text || ' is ' || coalesce(to_jsonb(p)::text, 'empty')
from conversations c left join per_conversation p on p.conversation_id = c.id
where (c.message_count, c.user_message_count, c.error_count, c.llm_calls, c.input_tokens, c.output_tokens,
    c.cache_read_tokens, c.cache_write_tokens, c.reasoning_tokens, c.cost_nanos, c.tool_calls,
    c.channel_nanos, c.llm_priced, c.channel_priced)
  is distinct from (coalesce(p.messages, 0), coalesce(p.asked, 0), coalesce(p.fails, 0), coalesce(p.calls, 0),
    coalesce(p.input, 0), coalesce(p.output, 0), coalesce(p.cached, 0), coalesce(p.written, 0), coalesce(p.reasoned, 0),
    coalesce(p.cost, 0), coalesce(p.tools, 0), coalesce(p.channel, 0), coalesce(p.llm_priced, 0),
    coalesce(p.channel_priced, 0))
union all
select 'day ' || coalesce(to_jsonb(b)::text, 'missing') || ' is ' || coalesce(to_jsonb(p)::text, 'empty')
from booked b full join per_day p using (day, type)
where (coalesce(b.messages, 0), coalesce(b.asked, 0), coalesce(b.fails, 0), coalesce(b.input, 0),
    coalesce(b.output, 0), coalesce(b.cost, 0), coalesce(b.channel, 0))
  is distinct from (coalesce(p.messages, 0), coalesce(p.asked, 0), coalesce(p.fails, 0), coalesce(p.input, 0),
    coalesce(p.output, 0), coalesce(p.cost, 0), coalesce(p.channel, 0))
union all
select 'cost ' || coalesce(to_jsonb(d)::text, 'missing') || ' is ' || coalesce(to_jsonb(p)::text, 'nothing')
from daily_costs d full join per_model p using (project_id, day, conversation_id, model)
where (d.input_tokens, d.output_tokens, d.cost_nanos, d.channel_nanos, d.type, d.assistant_id, d.customer_id)
    is distinct from (p.input, p.output, p.cost, p.channel, p.type, p.assistant_id, p.customer_id)
  -- What took nothing has no row, or one that was taken back to nothing.
  and (coalesce(p.input, 0), coalesce(p.output, 0), coalesce(p.cost, 0), coalesce(d.input_tokens, 0),
    coalesce(d.output_tokens, 0), coalesce(d.cost_nanos, 0)) <> (0, 0, 0, 0, 0, 0)
union all
select 'type ' || coalesce(to_jsonb(c)::text, 'missing') || ' is ' || coalesce(to_jsonb(e)::text, 'empty')
from counted c full join existing e using (type)
where coalesce(c.conversations, 0) <> coalesce(e.conversations, 0)
        ",
    )
    .bind(annotations)
    .fetch_all(pool)
    .await
    .unwrap()
}
