-- Whether somebody wants no more of the answer that is under way; whoever gives it looks at this now and then.
alter table answers add column is_stopped boolean not null default false;
-- What is to be stopped: `where is_stopped`.
create index answers_stopped on answers (conversation_id) where is_stopped;
