-- The first schema. Three classes of table (docs/architecture.md): reference, tenant, local.

create extension if not exists pg_trgm;

-- Reference tables: small, looked up before the project is known.

create table projects (
  id uuid primary key,
  number bigint not null constraint projects_number_unique unique,
  name text not null constraint projects_name_length check (length(name) between 1 and 200),
  currency text not null default 'USD' constraint projects_currency_form check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null
);

create table assistants (
  id uuid primary key,
  project_id uuid not null,
  name text not null,
  provider text not null constraint assistants_provider_known check (provider in ('demo', 'openai')),
  base_url text,
  model text,
  system_prompt text not null default '',
  api_key bytea,
  created_at timestamptz not null,
  constraint assistants_name_unique unique (project_id, name)
);

create table channels (
  id uuid primary key,
  project_id uuid not null,
  type text not null,
  name text not null,
  phone_number_id text,
  waba_id text,
  display_phone_number text,
  -- App secrets, verify token and access token, sealed as one JSON document.
  secrets bytea not null,
  assistant_id uuid,
  enabled boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint channels_name_unique unique (project_id, name)
);
create unique index channels_phone_number_id_unique on channels (type, phone_number_id) where phone_number_id is not null;

create table api_keys (
  id uuid primary key,
  project_id uuid not null,
  name text not null,
  -- First characters of the key, to tell keys apart; the key itself is never stored.
  prefix text not null,
  hash bytea not null constraint api_keys_hash_unique unique,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_by_project on api_keys (project_id, created_at);

create table retention_rules (
  project_id uuid not null,
  type text not null,
  days integer not null constraint retention_rules_days_range check (days between 1 and 36500),
  set_at timestamptz not null,
  primary key (project_id, type)
);

-- Tenant tables: `project_id` leads every key.

create table customers (
  project_id uuid not null,
  id uuid not null,
  name text,
  username text,
  -- The time of the message that the name came with: an older delivery does not bring an old name back.
  named_at timestamptz,
  created_at timestamptz not null,
  primary key (project_id, id)
);
-- The filter by user name: `where project_id = $1 and username = $2`.
create index customers_by_username on customers (project_id, username) where username is not null;

create table customer_identities (
  project_id uuid not null,
  kind text not null,
  value text collate "C" not null,
  customer_id uuid not null,
  created_at timestamptz not null,
  primary key (project_id, kind, value)
);
-- All aliases of a customer: `where project_id = $1 and customer_id = $2`.
create index customer_identities_by_customer on customer_identities (project_id, customer_id);

create table conversations (
  project_id uuid not null,
  id uuid not null,
  type text not null,
  -- Keys from outside are compared byte for byte, which also makes every prefix a range of the index.
  thread_key text collate "C" not null,
  external_identifier text collate "C",
  channel_id uuid,
  customer_id uuid,
  assistant_id uuid,
  environment text,
  status text not null default 'active' constraint conversations_status_known check (status in ('active', 'inactive', 'ended')),
  ai_enabled boolean not null default true,
  tags text[] not null default '{}',
  started_at timestamptz not null,
  last_activity_at timestamptz not null,
  ended_at timestamptz,
  -- The preview and the time of the message it shows.
  preview text not null default '',
  preview_at timestamptz,
  first_input text,
  first_input_at timestamptz,
  last_output text,
  last_output_at timestamptz,
  message_count bigint not null default 0,
  -- What the list by number of messages goes by: the same number, but brought up to date only as the last activity
  -- moves and by the search job, so that messages of one second leave all indexes alone.
  listed_message_count bigint not null default 0,
  user_message_count bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  reasoning_tokens bigint not null default 0,
  llm_calls bigint not null default 0,
  tool_calls bigint not null default 0,
  error_count bigint not null default 0,
  -- Nano-units of the project's currency.
  cost_nanos bigint not null default 0,
  window_closes_at timestamptz,
  -- The end for which `window.expired` was recorded; behind `window_closes_at` while a window is open.
  window_expired_at timestamptz,
  free_entry_expires_at timestamptz,
  -- Thousands of conversations that a search found are put in order from the key alone.
  primary key (project_id, id) include (last_activity_at),
  constraint conversations_thread_unique unique (project_id, type, thread_key)
);
-- The list, newest first: `where project_id = $1 and (last_activity_at, id) < ($2, $3) order by last_activity_at desc, id desc limit $4`.
create index conversations_by_activity on conversations (project_id, last_activity_at desc, id desc);
-- The same for one type.
create index conversations_by_type on conversations (project_id, type, last_activity_at desc, id desc);
-- The same for one assistant.
create index conversations_by_assistant on conversations (project_id, assistant_id, last_activity_at desc, id desc)
  where assistant_id is not null;
-- The same for one status; the idle job reads active ones from the old end.
create index conversations_by_status on conversations (project_id, status, last_activity_at desc, id desc);
-- The list by start, and every filter by date of creation: a month long ago is put in order from the index alone.
create index conversations_by_start on conversations (project_id, started_at desc, id desc) include (last_activity_at);
-- The list by cost.
create index conversations_by_cost on conversations (project_id, cost_nanos desc, id desc);
-- The list by number of messages.
create index conversations_by_messages on conversations (project_id, listed_message_count desc, id desc);
-- The list of those with errors.
create index conversations_with_errors on conversations (project_id, last_activity_at desc, id desc) where error_count > 0;
-- All conversations of one customer, for the filter and for erasing a person.
create index conversations_by_customer on conversations (project_id, customer_id) where customer_id is not null;
-- One external id or all that begin alike: `where project_id = $1 and external_identifier >= $2 and external_identifier < $3`.
create index conversations_by_external_identifier on conversations (project_id, external_identifier) include (id)
  where external_identifier is not null;
-- Rare tags.
create index conversations_by_tag on conversations using gin (tags) where tags <> '{}';
-- Windows not yet marked as expired: the job reads the due ones, the filter the open and expiring ones.
create index conversations_by_window on conversations (project_id, window_closes_at, id)
  where window_closes_at is not null and window_expired_at is distinct from window_closes_at;
-- The list of those whose window closed: the newest conversations are the open ones, so a walk would begin with all of
-- them. A message to an open window does not touch it.
create index conversations_closed on conversations (project_id, last_activity_at desc, id desc)
  where window_expired_at = window_closes_at;

create table messages (
  project_id uuid not null,
  -- UUIDv7 given by the recorder in the order of receipt.
  id uuid not null,
  conversation_id uuid not null,
  -- The scope of `external_id`: the channel where the platform gives ids, else the conversation.
  source_id uuid not null,
  external_id text,
  role text not null,
  author text,
  kind text not null,
  body text not null,
  target_id text,
  reply_to text,
  content json,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  -- Rank of the delivery status (domain::status); 0 is none.
  status smallint not null default 0,
  status_at timestamptz,
  tool_calls jsonb,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  reasoning_tokens bigint not null default 0,
  cost_nanos bigint,
  model text,
  error text,
  -- The raw delivery that brought it.
  delivery_id uuid,
  primary key (project_id, id)
);
-- What was recorded before: `on conflict (project_id, source_id, external_id) do nothing`.
create unique index messages_external_unique on messages (project_id, source_id, external_id) where external_id is not null;
-- A transcript page: `where project_id = $1 and conversation_id = $2 and (sent_at, id) > ($3, $4) order by sent_at, id limit $5`.
create index messages_by_conversation on messages (project_id, conversation_id, sent_at, id);
-- Reactions, edits and revocations of a page of messages: `where project_id = $1 and conversation_id = $2 and target_id = any ($3)`.
create index messages_by_target on messages (project_id, conversation_id, target_id) where target_id is not null;

create table message_statuses (
  project_id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  participant text not null,
  status text not null,
  at timestamptz not null,
  rank smallint not null,
  error text,
  errors jsonb,
  opaque text,
  delivery_id uuid,
  received_at timestamptz not null,
  -- Statuses of one message are read by its external id, whichever of the two came first.
  primary key (project_id, channel_id, external_id, participant, status, at)
);

create table message_pricing (
  project_id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  model text,
  type text,
  category text,
  billable boolean,
  -- Which status said so; the last one by platform time and rank wins.
  at timestamptz not null,
  rank smallint not null,
  primary key (project_id, channel_id, external_id)
);

create table variables (
  project_id uuid not null,
  conversation_id uuid not null,
  source text not null constraint variables_source_known check (source in ('input', 'extracted')),
  name text not null,
  set_at timestamptz not null,
  value jsonb not null,
  -- The current value of a name is its newest row; the others are its history.
  primary key (project_id, conversation_id, source, name, set_at)
);
-- The filter by variable: `where project_id = $1 and name = $2 and left(value #>> '{}', 100) = left($3, 100)`.
create index variables_by_value on variables (project_id, name, left(value #>> '{}', 100));

create table scores (
  project_id uuid not null,
  conversation_id uuid not null,
  name text not null,
  value double precision not null,
  reason text,
  source text not null,
  author text not null,
  set_at timestamptz not null,
  primary key (project_id, conversation_id, name, author)
);
-- The filter by score: `where project_id = $1 and name = $2 and value >= $3`.
create index scores_by_value on scores (project_id, name, value) include (conversation_id);

create table events (
  project_id uuid not null,
  id uuid not null,
  conversation_id uuid,
  type text not null,
  at timestamptz not null,
  data jsonb not null,
  recorded_at timestamptz not null,
  primary key (project_id, id)
);
-- A fact about a conversation is recorded once, however many nodes notice it.
create unique index events_once on events (project_id, conversation_id, type, at) where conversation_id is not null;

create table channel_notices (
  project_id uuid not null,
  id uuid not null,
  channel_id uuid,
  field text not null,
  -- SHA-256 of the content: what was said before is not said again.
  digest bytea not null,
  at timestamptz not null,
  content json not null,
  delivery_id uuid,
  received_at timestamptz not null,
  primary key (project_id, id),
  constraint channel_notices_unique unique (project_id, field, at, digest)
);

-- What deleting a conversation must clear.
create index channel_notices_by_delivery on channel_notices (project_id, delivery_id);

create table conversation_counts (
  project_id uuid not null,
  type text not null,
  -- Writers add to rows of their own, so that they never wait for each other; readers sum.
  shard smallint not null,
  conversations bigint not null,
  primary key (project_id, type, shard)
);

create table daily_totals (
  project_id uuid not null,
  day date not null,
  type text not null,
  shard smallint not null,
  messages bigint not null,
  user_messages bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cost_nanos bigint not null,
  errors bigint not null,
  primary key (project_id, day, type, shard)
);

create table search_documents (
  project_id uuid not null,
  conversation_id uuid not null,
  -- From 0 on; most conversations have one part. Parts are small, because a changed row enters all its words into the
  -- index again; each word stands in one of them, and where there are several the mark `#` stands in all.
  part integer not null,
  words tsvector not null,
  primary key (project_id, conversation_id, part)
)
-- A full part is read in one piece: unpacking would cost more than all the rest.
with (toast_tuple_target = 4080);
-- Rare words: `where words @@ $2`. Kept off the intake path: the search job writes it. A short pending list, because
-- every search reads all of it.
create index search_documents_words on search_documents using gin (words) with (gin_pending_list_limit = 512);

create table search_words (
  project_id uuid not null,
  word text collate "C" not null,
  -- In how many documents it stands; tells rare words from common ones. Numbers and codes of five characters or more
  -- are not listed: nearly each is rare, and there are as many as customers and orders.
  documents bigint not null,
  primary key (project_id, word)
);
-- Typing errors: `where project_id = $1 and word % $2`.
create index search_words_alike on search_words using gin (word gin_trgm_ops) where word ~ '^[^0-9]{3,}$';

-- Local tables: work and raw material, never distributed.

create table deliveries (
  id uuid not null,
  project_id uuid,
  channel text not null,
  received_at timestamptz not null,
  outcome text not null constraint deliveries_outcome_known
    check (outcome in ('recorded', 'repeated', 'noted', 'unknown', 'rejected', 'erased')),
  -- Why it was rejected or what was not understood, in fixed words.
  notes text[] not null default '{}',
  items integer not null,
  fresh integer not null,
  -- The conversation it speaks of; further ones are in delivery_conversations.
  conversation_id uuid,
  body bytea not null,
  primary key (id)
) partition by range (id);
create table deliveries_default partition of deliveries default;
-- The list, newest first: `where project_id = $1 and id < $2 order by id desc limit $3`.
create index deliveries_by_project on deliveries (project_id, id desc);
-- The list of those that went otherwise than most: `where project_id = $1 and outcome = $2 and id < $3 order by id desc`.
create index deliveries_by_outcome on deliveries (project_id, outcome, id desc) where outcome <> 'recorded';
-- Those that erasing a person reads through: `where project_id = $1 and conversation_id is null and id > $2 order by id`.
create index deliveries_astray on deliveries (project_id, id) where conversation_id is null and outcome <> 'erased';
-- What deleting a conversation must clear.
create index deliveries_by_conversation on deliveries (conversation_id) where conversation_id is not null;

create table delivery_conversations (
  conversation_id uuid not null,
  delivery_id uuid not null,
  primary key (conversation_id, delivery_id)
);
create index delivery_conversations_by_delivery on delivery_conversations (delivery_id);

create table search_queue (
  id bigint generated always as identity primary key,
  project_id uuid not null,
  -- Those of which something other than a message changed: a name, an alias, a variable, or all of it.
  conversation_ids uuid[] not null default '{}',
  -- Messages whose words are still to be added.
  message_ids uuid[] not null default '{}'
);

create table job_runs (
  name text not null,
  slot timestamptz not null,
  node uuid not null,
  lease_until timestamptz not null,
  done_at timestamptz,
  outcome text,
  primary key (name, slot)
);

create table audit (
  id uuid primary key,
  project_id uuid,
  -- `key:<id>`, `system` or `cli`.
  actor text not null,
  action text not null,
  subject text not null,
  result text not null constraint audit_result_known check (result in ('done', 'refused', 'failed')),
  -- Counts, ids and settings; never content.
  detail jsonb not null default '{}',
  at timestamptz not null,
  request_id text
);
create index audit_by_project on audit (project_id, id desc);
