-- What assistants do besides answering, every version of it, and where extracted values come from.

alter table assistants
  -- Rises with every change of what it is told or does; each answer names it.
  add column version integer not null default 1,
  -- Whether it answers at all.
  add column is_enabled boolean not null default true,
  -- After so long without a word its conversations fall idle; null for what the program's settings say.
  add column idle_timeout_minutes integer
    constraint assistants_idle_timeout_sane check (idle_timeout_minutes between 1 and 10080),
  -- Welcome, options of the model, limits, tools, extraction: `domain::assistant::Settings`.
  add column settings jsonb not null default '{}',
  -- What calls to the adopter's own addresses are signed with, sealed.
  add column signing_secret bytea,
  drop constraint assistants_provider_known,
  add constraint assistants_provider_known check (provider in ('demo', 'openai', 'http'));

-- Every version of every assistant, without secrets.
create table assistant_versions (
  project_id uuid not null references projects (id),
  assistant_id uuid not null,
  version integer not null,
  content jsonb not null,
  created_at timestamptz not null,
  primary key (project_id, assistant_id, version)
);
insert into assistant_versions (project_id, assistant_id, version, content, created_at)
select project_id, id, 1, jsonb_build_object('name', name, 'provider', provider, 'base_url', base_url, 'model', model,
  'system_prompt', system_prompt, 'failure_text', failure_text), created_at
from assistants;

-- The message after which a value was extracted, or in answer to which a tool set it.
alter table variables add column message_id uuid;

-- Conversations whose variables are to be extracted from what was said. Local.
create table extractions (
  project_id uuid not null,
  conversation_id uuid not null,
  -- The newest message that is to be read.
  message_id uuid not null,
  -- Not before this time; while a node is at it, the end of that node's lease.
  due_at timestamptz not null,
  -- Counts the claims. Only the holder of the last one may record what it found.
  claim bigint not null default 0,
  -- Tries that failed for a reason that passes.
  failures integer not null default 0,
  primary key (project_id, conversation_id)
);
-- What is due: `where due_at <= $1 order by due_at limit $2`.
create index extractions_due on extractions (due_at);
