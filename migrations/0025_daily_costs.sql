-- What messages took in tokens and money, by day, conversation and model, so that it is added up by assistant, model and
-- customer without reading messages. Only those that took any have a row: what customers write for nothing adds none.
-- No shards: whoever writes a row holds its conversation's lock.

create table daily_costs (
  project_id uuid not null,
  day date not null,
  conversation_id uuid not null,
  -- Empty for messages that no model gave.
  model text collate "C" not null,
  -- Those of the conversation.
  type text not null,
  assistant_id uuid,
  customer_id uuid,
  input_tokens bigint not null,
  output_tokens bigint not null,
  -- Of models and channels, as in daily_totals.
  cost_nanos bigint not null,
  channel_nanos bigint not null,
  -- A period: `where project_id = $1 and day >= $2 and day < $3`.
  primary key (project_id, day, conversation_id, model)
);
-- What deleting and merging a conversation moves, and what its assistant or customer changes.
create index daily_costs_by_conversation on daily_costs (project_id, conversation_id);

insert into daily_costs (project_id, day, conversation_id, model, type, assistant_id, customer_id, input_tokens,
  output_tokens, cost_nanos, channel_nanos)
select m.project_id, (m.sent_at at time zone 'utc')::date, m.conversation_id, coalesce(m.model, ''), c.type,
  c.assistant_id, c.customer_id, sum(m.input_tokens), sum(m.output_tokens),
  coalesce(sum(m.cost_nanos), 0) + coalesce(sum(m.channel_nanos), 0), coalesce(sum(m.channel_nanos), 0)
from messages m join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
where m.input_tokens > 0 or m.output_tokens > 0 or m.cost_nanos is not null or m.channel_nanos is not null
group by 1, 2, 3, 4, 5, 6, 7;
