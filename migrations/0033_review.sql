-- Review: scores of single messages and in words, comments that are mended.

alter table scores
  -- The message that is judged; the nil UUID stands for the conversation as a whole.
  add column message_id uuid not null default '00000000-0000-0000-0000-000000000000',
  add column category text,
  alter column value drop not null,
  add constraint scores_says_something check (value is not null or category is not null),
  drop constraint scores_pkey,
  add primary key (project_id, conversation_id, name, author, message_id);

alter table notes add column edited_at timestamptz;
