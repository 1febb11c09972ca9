-- People who sign in to the console: who they are, what they may do in which project, where they are signed in.

create table users (
  id uuid primary key,
  email text not null constraint users_email_unique unique constraint users_email_lower check (email = lower(email)),
  name text not null,
  -- Argon2id, as a PHC string.
  password text not null,
  created_at timestamptz not null
);

create table members (
  project_id uuid not null,
  user_id uuid not null references users on delete cascade,
  role text not null constraint members_role_known check (role in ('owner', 'admin', 'reviewer', 'tester', 'viewer')),
  since timestamptz not null,
  primary key (project_id, user_id)
);
-- The projects of somebody: `where user_id = $1`.
create index members_by_user on members (user_id);

create table user_sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- The project that is looked at.
  project_id uuid not null,
  -- SHA-256 of what the cookie holds.
  token_hash bytea not null constraint user_sessions_token_unique unique,
  address text not null,
  agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
-- Where somebody is signed in: `where user_id = $1`.
create index user_sessions_by_user on user_sessions (user_id);

create table invitations (
  id uuid primary key,
  project_id uuid not null,
  -- Null: whoever opens it says, as the first administrator does.
  email text,
  role text not null constraint invitations_role_known check (role in ('owner', 'admin', 'reviewer', 'tester', 'viewer')),
  -- Whoever is to set a new password with it.
  user_id uuid references users on delete cascade,
  -- SHA-256 of what the link holds.
  token_hash bytea not null constraint invitations_token_unique unique,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index invitations_by_project on invitations (project_id, created_at);

-- Views of the list that people keep; `query` is what stands behind the question mark.
create table views (
  project_id uuid not null,
  id uuid not null,
  -- Whose it is, as the audit log names them.
  owner text not null,
  name text not null,
  query text not null,
  shared boolean not null,
  created_at timestamptz not null,
  primary key (project_id, id),
  constraint views_name_unique unique (project_id, owner, name)
);

-- Two scopes have come out of `write`: what could write may go on doing all that it could.
update api_keys set scopes = scopes || array['review', 'test'] where 'write' = any (scopes);
