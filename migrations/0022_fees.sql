-- What a channel charges, beside what models cost: fees of the platform by a dated rate card, and a price of one's own
-- for each message of a customer.

alter table messages
  -- What the channel charged for it: nano-units of the project's currency; null where it charged nothing that is known.
  add column channel_nanos bigint,
  -- Whether `cost_nanos` was worked out here from a price, and may be worked out anew; else somebody told it.
  add column cost_computed boolean not null default false;

alter table conversations
  -- The channel's part of `cost_nanos`.
  add column channel_nanos bigint not null default 0,
  -- Messages of which the model's cost is known, and of which the channel's price is: without any a sum is unknown.
  add column llm_priced bigint not null default 0,
  add column channel_priced bigint not null default 0;
update conversations c set llm_priced = m.priced
from (select project_id, conversation_id, count(cost_nanos) as priced from messages group by 1, 2) m
where m.project_id = c.project_id and m.conversation_id = c.id and m.priced > 0;

alter table daily_totals add column channel_nanos bigint not null default 0;

-- The platform's rates, imported whole. Reference. The market of a customer is that of the longest prefix of the number,
-- or, where only a user id is known, of its country: `where project_id = $1 and prefix = any ($2)`; its rate the newest
-- one: `where project_id = $1 and prefix = $2 and category = $3 and from_day <= $4 order by from_day desc limit 1`.
create table rates (
  project_id uuid not null,
  prefix text collate "C" not null constraint rates_prefix_form check (prefix ~ '^([1-9][0-9]{0,6}|[A-Z]{2})$'),
  category text collate "C" not null,
  from_day date not null,
  -- The line of the card that said so; a line names several prefixes.
  line integer not null,
  market text not null,
  currency text not null,
  nanos bigint not null constraint rates_nanos_range check (nanos between 0 and 1000000000000000),
  tier text,
  imported_at timestamptz not null,
  primary key (project_id, prefix, category, from_day)
);

-- What a customer's message costs in a conversation of a type, from a day on. Reference.
create table message_prices (
  project_id uuid not null,
  type text collate "C" not null,
  from_day date not null,
  nanos bigint not null constraint message_prices_nanos_range check (nanos between 0 and 1000000000000000),
  set_at timestamptz not null,
  primary key (project_id, type, from_day)
);

-- What a number has used of its free allowance, which the platform marks message by message:
-- `where project_id = $1 and channel_id = $2 and type = 'free_customer_service' and category = 'service' and at >= $3`.
create index message_pricing_free on message_pricing (project_id, channel_id, at)
  where type = 'free_customer_service' and category = 'service';
