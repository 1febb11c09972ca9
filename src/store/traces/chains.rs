//! Chains of answers that go on with each other by their ids, and the conversations that they are.

use sqlx::PgConnection;
use uuid::Uuid;

/// Answers that an earlier one of which becomes known is told to, beyond which a chain stays in two.
const MOST_LATER: i64 = 1000;

/// Has chains of a project changed by one at a time until the transaction ends: what follows an answer must not change
/// while it is looked for.
pub async fn lock(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('chains ' || $1::text, 0))", project.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes an answer that somebody goes on with, should nothing be known of it.
pub async fn name(conn: &mut PgConnection, project: Uuid, id: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into responses (project_id, id, root) values ($1, $2, $2) on conflict (project_id, id) do nothing",
        project,
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An answer that is gone on with.
#[derive(Debug)]
pub struct Before {
    /// The answer that its chain begins with.
    pub root: String,
    /// Its trace, where it goes on with none itself and has no conversation of its own.
    pub lone: Option<Uuid>,
}

/// What is known of an answer.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: &str) -> sqlx::Result<Option<Before>> {
    sqlx::query_as!(
        Before,
        "select root, case when previous is null and thread is null then trace_id end as lone
         from responses where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// An answer, or a call that none came of.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table responses")]
pub struct Response {
    pub id: String,
    pub trace_id: Uuid,
    pub previous: Option<String>,
    pub thread: Option<String>,
    pub root: String,
}

/// Writes an answer; whether it is new or other than it was. Told by two traces, it is the first one's.
pub async fn put(conn: &mut PgConnection, project: Uuid, response: &Response) -> sqlx::Result<bool> {
    let put = sqlx::query!(
        "insert into responses as r (project_id, id, trace_id, previous, thread, root) values ($1, $2, $3, $4, $5, $6)
         on conflict (project_id, id) do update set trace_id = excluded.trace_id, previous = excluded.previous,
           thread = excluded.thread, root = excluded.root
         where (r.trace_id is null or r.trace_id = excluded.trace_id)
           and (r.trace_id, r.previous, r.thread, r.root)
             is distinct from (excluded.trace_id, excluded.previous, excluded.thread, excluded.root)",
        project,
        response.id,
        response.trace_id,
        response.previous,
        response.thread,
        response.root,
    )
    .execute(conn)
    .await?;
    Ok(put.rows_affected() > 0)
}

/// Tells those that follow an answer, up to one that has a conversation of its own, with what their chain begins now;
/// returns their traces.
pub async fn lead(conn: &mut PgConnection, project: Uuid, id: &str, root: &str) -> sqlx::Result<Vec<Uuid>> {
    let traces = sqlx::query_scalar!(
        "with recursive later (project_id, id) as (
           select project_id, id from responses where project_id = $1 and previous = $2 and thread is null and id <> $2
           union
           select r.project_id, r.id from later l
             join responses r on r.project_id = l.project_id and r.previous = l.id and r.thread is null
         )
         update responses r set root = $3 from (select project_id, id from later limit $4) l
         where r.project_id = l.project_id and r.id = l.id and r.id <> $2
         returning r.trace_id",
        project,
        id,
        root,
        MOST_LATER,
    )
    .fetch_all(conn)
    .await?;
    Ok(traces.into_iter().flatten().collect())
}

/// The conversation of an answer.
#[derive(Debug)]
pub struct Chained {
    /// The answer.
    pub id: String,
    /// The conversation of the answer that its chain begins with, else that answer's id.
    pub thread: String,
}

/// The conversations of those of these answers that go on with one, or are gone on with.
pub async fn threads(conn: &mut PgConnection, project: Uuid, ids: &[String]) -> sqlx::Result<Vec<Chained>> {
    sqlx::query_as!(
        Chained,
        r#"select r.id, coalesce(o.thread, r.root) as "thread!"
           from (select $1::uuid as project_id, id from unnest($2::text[]) as t (id) offset 0) a
             join responses r on r.project_id = a.project_id and r.id = a.id
             left join responses o on o.project_id = r.project_id and o.id = r.root
           where r.previous is not null or exists (
             select from responses n where n.project_id = r.project_id and n.previous = r.id and n.thread is null)"#,
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Deletes the answers of traces, and those that only they name.
pub async fn delete(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from responses r where r.project_id = $1 and (r.trace_id = any ($2) or (r.trace_id is null and r.id in (
           select n.previous from responses n where n.project_id = $1 and n.trace_id = any ($2))))",
        project,
        traces,
    )
    .execute(conn)
    .await?;
    Ok(())
}
