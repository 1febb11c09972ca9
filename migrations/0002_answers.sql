-- Answers that are due and messages that are to be sent: work that is recorded with what caused it.

-- Conversations that wait for the assistant; one row however many messages wait, which are answered together. Local.
create table answers (
  project_id uuid not null,
  conversation_id uuid not null,
  -- The newest message that waits.
  message_id uuid not null,
  -- Not before this time; moved on when a try failed, and while a node is at it to the end of that node's lease.
  due_at timestamptz not null,
  -- Counts the claims. Only the holder of the last one may record the answer.
  claim bigint not null default 0,
  -- Tries that failed for a reason that passes.
  failures integer not null default 0,
  primary key (project_id, conversation_id)
);
-- What is due: `where due_at <= $1 order by due_at limit $2`.
create index answers_due on answers (due_at);

-- Messages that the platform has not accepted yet. Local.
create table outbox (
  project_id uuid not null,
  -- The message; ids rise in the order in which messages are to arrive.
  message_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  -- `due`: to be sent. `sending`: a node is at it. `uncertain`: the platform may have it; a status with our id will
  -- tell, or a person decides. `failed`: it will not be sent.
  state text not null default 'due' constraint outbox_state_known check (state in ('due', 'sending', 'uncertain', 'failed')),
  -- While due, not before this time; while sending, the end of that node's lease.
  due_at timestamptz not null,
  -- Counts the claims. Only the holder of the last one may say what became of it.
  claim bigint not null default 0,
  -- How often it was tried since it was first due, or since a person had it sent once more.
  tries integer not null default 0,
  created_at timestamptz not null,
  -- Why it was not accepted the last time, in fixed words.
  error text,
  primary key (project_id, message_id)
);
-- What is due: `where state in ('due', 'sending') and due_at <= $1 order by due_at limit $2`.
create index outbox_due on outbox (due_at) where state in ('due', 'sending');
-- One at a time for each conversation, in order; and what deleting a conversation must clear.
create index outbox_by_conversation on outbox (project_id, conversation_id, message_id);
-- What people are shown: `where project_id = $1 and state = $2 and message_id < $3 order by message_id desc limit $4`.
create index outbox_by_state on outbox (project_id, state, message_id desc);
