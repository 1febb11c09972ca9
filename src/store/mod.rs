//! All SQL and nothing but SQL: free functions on a connection; the caller owns the transaction and the time.

pub mod answers;
pub mod assistants;
pub mod attachments;
pub mod audit;
pub mod channels;
pub mod classes;
pub mod conversations;
pub mod customers;
pub mod deliveries;
pub mod demo;
pub mod erasure;
pub mod events;
pub mod extractions;
pub mod facts;
pub mod insights;
pub mod job_runs;
pub mod keys;
pub mod listing;
pub mod messages;
pub mod notes;
pub mod notices;
pub mod outbox;
pub mod paces;
pub mod people;
pub mod prices;
pub mod projects;
pub mod replies;
pub mod retention;
pub mod scores;
pub mod search;
pub mod server;
pub mod tags;
pub mod templates;
pub mod traces;
pub mod transcripts;
pub mod views;
pub mod webhooks;
pub mod widgets;

/// Whether the database is away or overtaxed rather than the statement wrong: such a call may be repeated.
#[must_use]
pub fn is_outage(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        // Connection, resource, operator and system classes, serialization and deadlock.
        sqlx::Error::Database(fault) => fault.code().is_some_and(|code| {
            ["08", "53", "57", "58", "40"].iter().any(|class| code.starts_with(class))
                || code == "55P03"
                || code == "25006"
        }),
        _ => false,
    }
}

/// Asks the database for nothing, to see that it answers and is not read-only.
pub async fn ping(conn: &mut sqlx::PgConnection) -> sqlx::Result<()> {
    let writable = sqlx::query_scalar!("select not pg_is_in_recovery() as \"writable!\"").fetch_one(conn).await?;
    if writable { Ok(()) } else { Err(sqlx::Error::WorkerCrashed) }
}
