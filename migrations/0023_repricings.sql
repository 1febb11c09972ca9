-- What is on record, priced anew on demand; old prices stay on record.

-- Orders to do so, and how far each is. Local.
create table repricings (
  project_id uuid not null,
  id uuid not null,
  -- `key:<id>`.
  actor text not null,
  requested_at timestamptz not null,
  is_dry_run boolean not null,
  -- Which messages: said from, and before; of a model; in conversations of an assistant.
  from_at timestamptz,
  to_at timestamptz,
  model text,
  assistant_id uuid,
  -- Which part of what they cost.
  tokens boolean not null,
  fees boolean not null,
  state text not null default 'due' constraint repricings_state_known check (state in ('due', 'done')),
  -- The last message that was looked at, in the order of receipt, and the last one to be.
  reached uuid not null,
  until uuid not null,
  seen bigint not null default 0,
  changed bigint not null default 0,
  -- What those that change cost before and after; the unknown counts as nothing.
  before_nanos bigint not null default 0,
  after_nanos bigint not null default 0,
  finished_at timestamptz,
  primary key (project_id, id)
);
-- What is to be done: `where state = 'due' order by requested_at limit 1`.
create index repricings_due on repricings (requested_at) where state = 'due';

-- What a message cost before and after.
create table price_changes (
  project_id uuid not null,
  message_id uuid not null,
  repricing_id uuid not null,
  part text not null constraint price_changes_part_known check (part in ('llm', 'channel')),
  before_nanos bigint,
  after_nanos bigint,
  at timestamptz not null,
  primary key (project_id, message_id, repricing_id, part)
);
-- What a repricing changed: `where project_id = $1 and repricing_id = $2 and (message_id, part) > ($3, $4) order by message_id, part limit $5`.
create index price_changes_by_repricing on price_changes (project_id, repricing_id, message_id, part);
