//! The rules of the schema that let an installation be spread by project one day, read from the catalogue.

use sqlx::{Connection as _, PgConnection};
use verbatim::store::classes::{LOCAL, REFERENCE};

use crate::support::cluster::TestDb;

/// Every breach of the rules among the tables that are not in `$1`, as table and problem.
const LINT: &str = "
with tenant as (
  select c.oid, c.relname, a.attnum from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'project_id' and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1::text[])
)
select t.relname::text, 'unique key without project_id: ' || i.indexrelid::regclass as problem
  from tenant t join pg_index i on i.indrelid = t.oid and i.indisunique where not t.attnum = any (i.indkey)
union all select t.relname, 'no primary key'
  from tenant t where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)
union all select t.relname, 'primary key does not start with project_id'
  from tenant t join pg_index i on i.indrelid = t.oid and i.indisprimary where i.indkey[0] <> t.attnum
union all select t.relname, 'trigger ' || g.tgname
  from tenant t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
union all select t.relname, 'exclusion constraint ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'x'
union all select t.relname, 'foreign key without project_id on both sides: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tenant p on p.oid = k.confrelid
  where not exists (select 1 from generate_subscripts(k.conkey, 1) s
                    where k.conkey[s] = t.attnum and k.confkey[s] = p.attnum)
union all select t.relname, 'foreign key that would null project_id: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.confdeltype in ('n', 'd')
  where k.confdelsetcols is null or t.attnum = any (k.confdelsetcols)
union all select r.relname, 'foreign key from a reference or local table to a tenant table: ' || k.conname
  from pg_constraint k join tenant p on p.oid = k.confrelid join pg_class r on r.oid = k.conrelid
  where k.contype = 'f' and k.conrelid not in (select oid from tenant)
union all select t.relname, 'foreign key to a local table: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join pg_class l on l.oid = k.confrelid
  where l.relname = any ($2::text[])
union all select t.relname, 'small identity or sequence column ' || a.attname
  from tenant t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    and a.atttypid in ('int2'::regtype, 'int4'::regtype)
  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'
union all select t.relname, 'project_id is nullable, generated or no uuid'
  from tenant t join pg_attribute a on a.attrelid = t.oid and a.attnum = t.attnum
  where not a.attnotnull or a.attgenerated <> '' or a.atttypid <> 'uuid'::regtype
union all select t.relname, 'rule ' || r.rulename from tenant t join pg_rewrite r on r.ev_class = t.oid
union all select c.relname, 'in neither list and without project_id'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1::text[])
    and c.oid not in (select oid from tenant)
union all select listed, 'listed, but not there' from unnest($1::text[]) listed
  where to_regclass('public.' || quote_ident(listed)) is null
order by 1, 2";

async fn lint(conn: &mut PgConnection) -> Vec<String> {
    let listed: Vec<&str> = REFERENCE.iter().chain(LOCAL).copied().collect();
    let rows: Vec<(String, String)> =
        sqlx::query_as(LINT).bind(listed).bind(LOCAL.to_vec()).fetch_all(conn).await.unwrap();
    rows.into_iter().map(|(table, problem)| format!("{table}: {problem}")).collect()
}

#[tokio::test]
async fn the_schema_can_be_spread_by_project() {
    let db = TestDb::new().await;
    let mut conn = PgConnection::connect(db.url()).await.unwrap();
    assert_eq!(lint(&mut conn).await, Vec::<String>::new());
}

#[tokio::test]
async fn each_planted_fault_is_found() {
    let db = TestDb::new().await;
    let mut conn = PgConnection::connect(db.url()).await.unwrap();
    for (planted, want) in [
        ("create unique index u on messages (external_id)", "messages: unique key without project_id: u"),
        ("create table a (project_id uuid not null)", "a: no primary key"),
        (
            "create table a (project_id uuid not null, id uuid, primary key (id, project_id))",
            "a: primary key does not start",
        ),
        (
            "create function f() returns trigger language plpgsql as 'begin return new; end';
             create trigger g before insert on messages for each row execute function f()",
            "messages: trigger g",
        ),
        ("alter table events add constraint x exclude (type with =)", "events: exclusion constraint x"),
        (
            "alter table customers add constraint one unique (id);
             alter table messages add constraint k foreign key (source_id) references customers (id)",
            "messages: foreign key without project_id on both sides: k",
        ),
        (
            "alter table messages add constraint k foreign key (project_id, conversation_id)
             references conversations on delete set null",
            "messages: foreign key that would null project_id: k",
        ),
        (
            "alter table search_queue add column c uuid, add constraint k foreign key (project_id, c) references conversations",
            "search_queue: foreign key from a reference or local table to a tenant table: k",
        ),
        (
            "alter table events add constraint k foreign key (id) references audit",
            "events: foreign key to a local table: k",
        ),
        (
            "alter table events add column n int generated always as identity",
            "events: small identity or sequence column n",
        ),
        ("alter table events add column n serial", "events: small identity or sequence column n"),
        (
            "create table a (project_id text not null, primary key (project_id))",
            "a: project_id is nullable, generated or no uuid",
        ),
        ("create rule r as on delete to events do instead nothing", "events: rule r"),
        ("create table a (id uuid primary key)", "a: in neither list and without project_id"),
        ("drop table job_runs", "job_runs: listed, but not there"),
    ] {
        let mut tx = conn.begin().await.unwrap();
        sqlx::raw_sql(planted).execute(&mut *tx).await.unwrap();
        let found = lint(&mut tx).await;
        assert!(found.iter().any(|line| line.starts_with(want)), "{planted}: {found:?}");
        tx.rollback().await.unwrap();
    }
}
