-- Message templates as Meta last listed them, and when they are listed next.

create table templates (
  project_id uuid not null,
  -- Meta's id of the business account; its numbers share their templates.
  waba_id text collate "C" not null,
  name text collate "C" not null,
  language text collate "C" not null,
  -- Meta's id of the template.
  external_id text,
  -- Meta's words in small letters: `approved`, `pending`, `rejected`, `paused`, … and `marketing`, `utility`, …
  status text not null,
  category text not null,
  quality text,
  components jsonb not null,
  synced_at timestamptz not null,
  primary key (project_id, waba_id, name, language)
);

-- Lists that are fetched again and again; a webhook that tells of a change makes one due at once. Local.
create table template_syncs (
  project_id uuid not null,
  waba_id text collate "C" not null,
  -- While a node is at it, the end of that node's lease.
  due_at timestamptz not null,
  synced_at timestamptz,
  -- Why the last try failed, in fixed words.
  error text,
  -- Tries that failed since the last one that did not.
  failures integer not null default 0,
  primary key (project_id, waba_id)
);
-- What is due: `where due_at <= $1 order by due_at limit 1`.
create index template_syncs_due on template_syncs (due_at);
