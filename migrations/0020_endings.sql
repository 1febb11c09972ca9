-- Why a conversation was ended, and who ends it when nobody says anything any more.

alter table conversations add column ended_reason text
  constraint conversations_ended_reason_known check (ended_reason in ('visitor', 'api', 'tool', 'idle'));

-- Minutes without a message until an assistant's conversation is ended; never without it.
alter table assistants add column if not exists idle_timeout_minutes integer
  constraint assistants_idle_timeout_range check (idle_timeout_minutes between 1 and 525600);

-- Those of an assistant that still go on, from the old end:
-- `where project_id = $1 and assistant_id = $2 and status <> 'ended' and last_activity_at <= $3 order by last_activity_at limit $4`.
create index conversations_unended on conversations (project_id, assistant_id, last_activity_at)
  where status <> 'ended' and assistant_id is not null;
