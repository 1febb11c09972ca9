-- What staff do in a conversation: they take it over, reply, and leave notes.

-- Who of the staff has taken a conversation over, and since when.
alter table conversations
  add column assignee text,
  add column assigned_at timestamptz,
  add constraint conversations_assigned_whole check ((assignee is null) = (assigned_at is null));

-- What was asked to be sent, by its caller's own id: the message's `external_id` becomes the platform's once it is sent,
-- and the same request must still be known after that.
create table replies (
  project_id uuid not null,
  conversation_id uuid not null,
  client_id text collate "C" not null,
  message_id uuid not null,
  said_at timestamptz not null,
  primary key (project_id, conversation_id, client_id)
);
-- How many there were of late: `where project_id = $1 and conversation_id = $2 and said_at > $3`.
create index replies_by_time on replies (project_id, conversation_id, said_at);

-- Notes of staff for staff: no message, never sent, never told to a model.
create table notes (
  project_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  client_id text collate "C",
  author text not null,
  body text not null,
  created_at timestamptz not null,
  primary key (project_id, id)
);
-- The notes of a conversation: `where project_id = $1 and conversation_id = $2 and id > $3 order by id limit $4`.
create index notes_by_conversation on notes (project_id, conversation_id, id);
-- The same request again makes no second note: `on conflict (project_id, conversation_id, client_id)`.
create unique index notes_once on notes (project_id, conversation_id, client_id) where client_id is not null;
