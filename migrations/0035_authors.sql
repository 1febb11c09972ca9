-- Who gave a score or wrote a note: an identity, where there was a name that can change and that two people can share.

-- The first of the keys that followed each other by rotation, null for that one itself: what one of them wrote is the
-- next one's too.
alter table api_keys add column first_id uuid;

-- As the audit log names them: `user:<id>`, or `key:<id>` with the first id of the key.
alter table scores add column actor text;
alter table notes add column actor text;

-- A row whose name means one person of the project, or one of its keys, and nobody else is theirs. Any other has
-- `name:<author>`, which is nobody's: to let whoever has such a name later take it over would be the fault mended here.
create temporary table known_authors as
  select project_id, name, min(actor) as actor from (
    select m.project_id, u.name, 'user:' || u.id as actor from members m join users u on u.id = m.user_id
    union all
    select k.project_id, k.name, 'key:' || k.id from api_keys k) a
  group by project_id, name having count(*) = 1;
update scores s set actor = coalesce(
  (select a.actor from known_authors a where a.project_id = s.project_id and a.name = s.author
     and a.actor like case s.source when 'ui' then 'user:%' else 'key:%' end),
  'name:' || s.author);
update notes n set actor = coalesce(
  (select a.actor from known_authors a where a.project_id = n.project_id and a.name = n.author), 'name:' || n.author);
drop table known_authors;

alter table scores
  alter column actor set not null,
  drop constraint scores_pkey,
  add primary key (project_id, conversation_id, name, actor, message_id);
alter table notes alter column actor set not null;
