-- How fast messages go out, and what becomes of those of which nobody knows whether they did.

alter table channels
  -- Meta allows 80 from most numbers, 20 from those that are used in the app as well, 1,000 from those it has promoted.
  add column messages_per_second integer not null default 80
    constraint channels_messages_per_second_range check (messages_per_second between 1 and 1000),
  -- After so many minutes without a status a message in doubt is sent once more; null leaves that to a person.
  add column resend_after_minutes integer
    constraint channels_resend_after_minutes_range check (resend_after_minutes between 1 and 1440);

create index outbox_uncertain on outbox (due_at) where state = 'uncertain';

create table send_paces (
  project_id uuid not null,
  -- A channel or a conversation.
  id uuid not null,
  -- When all that was sent would have been sent at an even pace.
  even_at timestamptz not null,
  primary key (project_id, id)
);
