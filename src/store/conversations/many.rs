//! Conversations of a whole batch at once.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Conversations of customers on channels, as columns.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Conversations {
    pub id: Vec<Uuid>,
    pub kind: Vec<String>,
    pub thread_key: Vec<String>,
    pub channel: Vec<Uuid>,
    pub customer: Vec<Uuid>,
    pub assistant: Vec<Option<Uuid>>,
    pub at: Vec<OffsetDateTime>,
}

/// Begins conversations of customers who are new as well, so that none of them can exist; the caller counts them.
pub async fn begin(conn: &mut PgConnection, project: Uuid, new: &Conversations) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into conversations (project_id, id, type, thread_key, channel_id, customer_id, assistant_id, started_at,
           last_activity_at)
         select $1, id, type, thread_key, channel_id, customer_id, assistant_id, at, at
         from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::timestamptz[])
           as t (id, type, thread_key, channel_id, customer_id, assistant_id, at)",
        project,
        &new.id,
        &new.kind,
        &new.thread_key,
        &new.channel,
        &new.customer,
        &new.assistant as &[Option<Uuid>],
        &new.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Conversations that have a name of their own, as columns.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Threads {
    pub id: Vec<Uuid>,
    /// Their names too.
    pub thread_key: Vec<String>,
    pub customer: Vec<Option<Uuid>>,
    pub environment: Vec<Option<String>>,
    pub at: Vec<OffsetDateTime>,
}

/// Begins conversations of one type unless they exist; returns how many began, for the caller to count.
pub async fn begin_threads(conn: &mut PgConnection, project: Uuid, kind: &str, new: &Threads) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "insert into conversations (project_id, id, type, thread_key, external_identifier, customer_id, environment,
           started_at, last_activity_at)
         select $1, id, $2, thread_key, thread_key, customer_id, environment, at, at
         from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[])
           as t (id, thread_key, customer_id, environment, at) order by thread_key
         on conflict (project_id, type, thread_key) do nothing",
        project,
        kind,
        &new.id,
        &new.thread_key,
        &new.customer as &[Option<Uuid>],
        &new.environment as &[Option<String>],
        &new.at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// A conversation and its thread.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Thread {
    pub id: Uuid,
    pub kind: String,
    pub thread_key: String,
}

/// The conversations of those of the threads that have one.
pub async fn find(
    conn: &mut PgConnection,
    project: Uuid,
    kinds: &[String],
    thread_keys: &[String],
) -> sqlx::Result<Vec<Thread>> {
    sqlx::query_as!(
        Thread,
        "select c.id, c.type as kind, c.thread_key
         from (select $1::uuid as project_id, type, thread_key from unnest($2::text[], $3::text[]) as t (type, thread_key)
           offset 0) t
         join conversations c on c.project_id = t.project_id and c.type = t.type and c.thread_key = t.thread_key",
        project,
        kinds,
        thread_keys,
    )
    .fetch_all(conn)
    .await
}
