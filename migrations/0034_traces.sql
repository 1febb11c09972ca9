-- Traces: what the instrumentation of programs reports, span by span, and how it becomes conversations.

create table spans (
  project_id uuid not null,
  trace_id uuid not null,
  -- 8 bytes of OpenTelemetry and Sentry, right-aligned, or a UUID.
  id uuid not null,
  parent_id uuid,
  -- The dialect it came in.
  source text not null,
  name text,
  kind text,
  started_at timestamptz,
  ended_at timestamptz,
  failed boolean,
  -- `{"kind", "message"}`.
  fault json,
  -- The conversation that it says itself to belong to; what it inherits is worked out from its trace.
  thread text collate "C",
  user_id text,
  segment_id uuid,
  model text,
  provider text,
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  reasoning_tokens bigint,
  -- US dollars, as the sender says.
  cost_nanos bigint,
  agent text,
  asked text,
  answered text,
  continues boolean not null default false,
  -- What few spans have: `tool`, `calls`, `finish`, `response`, `first_token_ms`, `environment`, `release`, `tags`.
  facts json not null default '{}',
  -- Everything that came, for people to look at.
  raw json not null,
  -- Only where its trace belongs to several conversations: to which of them it was placed.
  conversation_id uuid,
  received_at timestamptz not null,
  -- A trace: `where project_id = $1 and trace_id = $2`; what was told before: `on conflict (project_id, trace_id, id)`.
  primary key (project_id, trace_id, id)
);

create table traces (
  project_id uuid not null,
  trace_id uuid not null,
  source text not null default '',
  -- The name of its topmost span.
  name text not null default '',
  first_at timestamptz not null,
  last_at timestamptz,
  spans bigint not null default 0,
  errors bigint not null default 0,
  received_at timestamptz not null,
  primary key (project_id, trace_id)
);
-- The list, newest first: `where project_id = $1 and (first_at, trace_id) < ($2, $3) order by first_at desc, trace_id desc`.
create index traces_by_start on traces (project_id, first_at desc, trace_id desc);

-- Which conversations a trace belongs to, and what it brings to each.
create table conversation_traces (
  project_id uuid not null,
  conversation_id uuid not null,
  trace_id uuid not null,
  first_at timestamptz not null,
  spans bigint not null,
  -- Whether the trace belongs to other conversations too.
  shared boolean not null,
  -- Whether a turn of it goes on with one that another trace may hold.
  continues boolean not null,
  -- Whether any of its turns has words.
  worded boolean not null,
  source text not null,
  user_id text,
  agents text[] not null,
  -- What each model took: `[{"model", "provider", "calls", "usage", "cost_nanos"}]`.
  models json not null,
  -- The traces of a conversation, in time: `where project_id = $1 and conversation_id = $2`.
  primary key (project_id, conversation_id, trace_id)
);
create index conversation_traces_by_trace on conversation_traces (project_id, trace_id);

-- The messages that were made of each turn, so that a turn that changes keeps their ids, and with them their scores.
create table turns (
  project_id uuid not null,
  trace_id uuid not null,
  -- A span of the turn.
  anchor_id uuid not null,
  conversation_id uuid not null,
  asked_id uuid,
  answered_id uuid,
  -- SHA-256 of what the messages were made of.
  digest bytea not null,
  primary key (project_id, trace_id, anchor_id)
);
-- What deleting a conversation must clear.
create index turns_by_conversation on turns (project_id, conversation_id);

-- Traces of which spans came, still to be worked out; a row for each request.
create table trace_queue (
  id bigint generated always as identity primary key,
  project_id uuid not null,
  trace_ids uuid[] not null,
  -- Who reported, for the list of sources.
  source text not null,
  sdk text not null,
  spans bigint not null,
  rejected bigint not null,
  received_at timestamptz not null
);

-- Who reports to a project.
create table trace_sources (
  project_id uuid not null,
  source text not null,
  sdk text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  spans bigint not null,
  rejected bigint not null,
  primary key (project_id, source, sdk)
);

alter table conversations
  add column span_count bigint not null default 0,
  add column trace_count bigint not null default 0,
  add column agents text[] not null default '{}';
-- The filter by agent: `where project_id = $1 and agents @> array[$2]`.
create index conversations_by_agent on conversations using gin (agents) where agents <> '{}';

-- How many model calls made it; null: one where it names a model, else none.
alter table messages add column llm_calls integer;

-- A trace without a conversation id becomes a conversation of its own.
alter table projects add column session_by_trace boolean not null default false;

-- Most spans that a key may send in a minute; null: as many as there are.
alter table api_keys add column spans_per_minute integer
  constraint api_keys_spans_per_minute_range check (spans_per_minute > 0);
