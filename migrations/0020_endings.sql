-- Why a conversation was ended, and who ends it when nobody says anything any more.

alter table conversations add column ended_reason text
  constraint conversations_ended_reason_known check (ended_reason in ('visitor', 'api', 'tool', 'idle'));

-- Inactive ones of an assistant from the old end, for those assistants that end them:
-- `where project_id = $1 and assistant_id = $2 and status = 'inactive' and last_activity_at <= $3 order by last_activity_at limit $4`.
-- Active ones are few and found by status: an index of them would move with every message.
create index conversations_inactive on conversations (project_id, assistant_id, last_activity_at)
  where status = 'inactive' and assistant_id is not null;
