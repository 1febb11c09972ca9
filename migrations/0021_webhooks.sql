-- Addresses of the adopter that are told what happens, and what they are still to be told.

-- Reference: each statement that writes an event joins it.
create table webhooks (
  id uuid primary key,
  project_id uuid not null,
  name text not null constraint webhooks_name_length check (length(name) between 1 and 100),
  url text not null,
  events text[] not null constraint webhooks_events_some check (cardinality(events) > 0),
  enabled boolean not null default true,
  -- Why the program switched it off, in fixed words.
  disabled_reason text,
  -- The secret that signs and the one before it, sealed as one JSON document.
  secrets bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint webhooks_name_unique unique (project_id, name)
);
-- Whom a project's events go to: `where project_id = $1 and enabled`; almost always nobody.
create index webhooks_enabled on webhooks (project_id) where enabled;

-- What webhooks are told, by ids alone: the text is read when it is sent. Local.
create table webhook_events (
  -- The order in which events are told; rises with each conversation's own order, since writers lock it first.
  number bigint generated always as identity primary key,
  project_id uuid not null,
  webhook_id uuid not null references webhooks (id) on delete cascade,
  -- The same in every try and for every webhook: whoever gets it twice knows by it.
  event_id uuid not null,
  type text not null,
  conversation_id uuid not null,
  -- The message that it is about, if one.
  message_id uuid,
  -- When it happened.
  at timestamptz not null,
  state text not null default 'due' constraint webhook_events_state_known check (state in ('due', 'sent', 'failed')),
  -- Not before this time; while a node is at it, the end of that node's lease.
  due_at timestamptz not null,
  -- Counts the claims. Only the holder of the last one may say what became of it.
  claim bigint not null default 0,
  -- How often it was tried since it was first due, or since a person had it told once more.
  tries integer not null default 0,
  recorded_at timestamptz not null,
  settled_at timestamptz,
  -- Why it was not taken the last time, in fixed words.
  error text,
  constraint webhook_events_unique unique (webhook_id, event_id)
);
-- What is due: `where webhook_id = $1 and state = 'due' and due_at <= $2 order by due_at limit $3`.
create index webhook_events_due on webhook_events (webhook_id, due_at) where state = 'due';
-- One after the other in each conversation: `where webhook_id = $1 and conversation_id = $2 and state = 'due' and number < $3`.
create index webhook_events_waiting on webhook_events (webhook_id, conversation_id, number) where state = 'due';
-- The list: `where project_id = $1 and webhook_id = $2 and number < $3 order by number desc limit $4`.
create index webhook_events_by_webhook on webhook_events (webhook_id, number desc);
-- The list of one state, dead letters first of all.
create index webhook_events_by_state on webhook_events (webhook_id, state, number desc);
-- What deleting a conversation must clear.
create index webhook_events_by_conversation on webhook_events (project_id, conversation_id);
-- What is old enough to be forgotten: `where settled_at < $1 limit $2`.
create index webhook_events_settled on webhook_events (settled_at) where settled_at is not null;
