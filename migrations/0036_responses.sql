-- Answers of models that later calls go on with by naming them, so that a chain of calls without a conversation's id is
-- one conversation. A row for an answer of OpenAI's Responses API, for a call that goes on with any, and for what that
-- names.
create table responses (
  project_id uuid not null,
  -- The provider's id of the answer; where none came, what stands in its place is the span's name.
  id text collate "C" not null,
  -- The trace that has it; null as long as it is only named.
  trace_id uuid,
  -- The answer that it goes on with.
  previous text collate "C",
  -- The conversation that its span belongs to without any chain.
  thread text collate "C",
  -- The answer that its chain begins with: the first as far as is known, or the last before it that has a conversation.
  root text collate "C" not null,
  -- One answer: `where project_id = $1 and id = $2`.
  primary key (project_id, id)
);
-- Those that go on with one: `where project_id = $1 and previous = $2`.
create index responses_by_previous on responses (project_id, previous);
-- What deleting a trace must clear.
create index responses_by_trace on responses (project_id, trace_id);
