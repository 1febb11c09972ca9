-- Chats on web pages: the widgets that a page embeds, and the sessions of their visitors.

create table widgets (
  id uuid not null primary key,
  project_id uuid not null,
  -- What a page names it by; public, so it opens nothing by itself.
  public_key text not null constraint widgets_public_key_unique unique,
  name text not null,
  assistant_id uuid,
  enabled boolean not null,
  -- Exact origins of the pages that may embed it.
  allowed_origins text[] not null,
  -- Sealed secrets that sign who a visitor is.
  secrets bytea not null,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint widgets_name_unique unique (project_id, name)
);

create table widget_sessions (
  project_id uuid not null,
  id uuid not null,
  widget_id uuid not null,
  -- SHA-256 of a key made by the browser; sent again soon it means the same session.
  key_hash bytea not null,
  -- SHA-256 of the token, and of the one before it, which other tabs may still hold.
  token_hash bytea not null,
  previous_hash bytea,
  previous_until timestamptz,
  issued_at timestamptz not null,
  -- The origin of the page on which it was begun; it is good for no other.
  origin text not null,
  -- Who the visitor is, as the site has signed it.
  subject text,
  name text,
  email text,
  -- The conversation that goes on; none until the first is on record.
  conversation_id uuid,
  -- How many conversations were begun in it.
  begun integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (project_id, id),
  constraint widget_sessions_key_unique unique (project_id, widget_id, key_hash)
);
-- What deleting a conversation must clear: `where project_id = $1 and conversation_id = any ($2)`.
create index widget_sessions_by_conversation on widget_sessions (project_id, conversation_id) where conversation_id is not null;
-- What the job that forgets them reads: `where expires_at < $1`.
create index widget_sessions_by_expiry on widget_sessions (expires_at);
