-- Files that belong to messages, fetched from the platform. The file itself lies in the store of files, under the ids of
-- this row and never under a name that somebody gave it.

create table attachments (
  project_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid,
  -- The channel to fetch it over, and what the platform calls it.
  channel_id uuid,
  external_id text,
  -- What it was sent as: `image`, `video`, `audio`, `document` or `sticker`.
  kind text,
  -- Name, type and hash as whoever sent it gave them; none of them is believed.
  name text,
  declared_type text,
  declared_sha256 text,
  -- `due`: to be fetched. `stored`: it is there. `failed`: it will not be fetched.
  state text not null constraint attachments_state_known check (state in ('due', 'stored', 'failed')),
  -- What the file itself shows, once it is there.
  media_type text,
  size bigint,
  sha256 bytea,
  -- While due, not before this time, and while a node is at it the end of that node's lease.
  due_at timestamptz not null,
  -- Counts the claims. Only the holder of the last one may say what became of it.
  claim bigint not null default 0,
  tries integer not null default 0,
  -- Why it did not come the last time, in fixed words.
  error text,
  created_at timestamptz not null,
  primary key (project_id, id),
  constraint attachments_stored_whole check (
    state <> 'stored' or (media_type is not null and size is not null and sha256 is not null))
);
create index attachments_due on attachments (due_at) where state = 'due';
create index attachments_by_conversation on attachments (project_id, conversation_id, id);
create index attachments_by_message on attachments (project_id, message_id) where message_id is not null;

-- Files whose attachments were deleted; a row stays until the file is gone.
create table file_removals (
  project_id uuid not null,
  attachment_id uuid not null,
  -- Not before this time: a node that is still writing the file must have ended by then.
  due_at timestamptz not null,
  failures integer not null default 0,
  primary key (project_id, attachment_id)
);
create index file_removals_due on file_removals (due_at);
