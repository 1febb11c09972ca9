//! What the database server says of itself.

use sqlx::PgConnection;
use time::OffsetDateTime;

/// Version and settings on which durability hangs.
#[derive(Debug)]
pub struct Server {
    /// As `server_version_num`: the major is its hundred-thousands and ten-thousands, 150014 is 15.14.
    pub version: i32,
    /// Whether commits reach the disk at all.
    pub fsync: bool,
    /// Whether a commit is acknowledged only after it is in the log on disk.
    pub synchronous_commit: bool,
    /// Whether half-written pages can be mended after a power cut.
    pub full_page_writes: bool,
    /// The server's clock.
    pub now: OffsetDateTime,
}

/// Asks the server.
pub async fn describe(conn: &mut PgConnection) -> sqlx::Result<Server> {
    sqlx::query_as!(
        Server,
        r#"select current_setting('server_version_num')::int as "version!",
             current_setting('fsync')::bool as "fsync!",
             current_setting('synchronous_commit') <> 'off' as "synchronous_commit!",
             current_setting('full_page_writes')::bool as "full_page_writes!",
             clock_timestamp() as "now!""#,
    )
    .fetch_one(conn)
    .await
}

/// Every sealed document, with words that say whose it is.
pub async fn sealed(conn: &mut PgConnection) -> sqlx::Result<Vec<(String, Vec<u8>)>> {
    let rows = sqlx::query!(
        r#"select 'channel ' || name as "owner!", secrets as "document!" from channels
           union all
           select 'assistant ' || name, api_key from assistants where api_key is not null"#,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.owner, row.document)).collect())
}

/// Whether a table of intake has four times the rows that the planner was last told of, and enough to matter.
pub async fn has_outgrown_statistics(conn: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select 1 from pg_stat_user_tables s join pg_class c on c.oid = s.relid
             where s.relname in ('conversations', 'messages', 'customers', 'customer_identities', 'message_statuses',
                 'spans', 'traces', 'conversation_traces', 'turns', 'responses')
               and s.n_live_tup > 200 and s.n_live_tup > 4 * greatest(c.reltuples, 0)) as "outgrown!""#,
    )
    .fetch_one(conn)
    .await
}

/// Has the planner told of the tables of intake as they are now.
pub async fn analyse(conn: &mut PgConnection) -> sqlx::Result<()> {
    // Of what is wide the keys alone, which are all that statements ask for.
    sqlx::query!(
        "analyze conversations, messages, customers, customer_identities, message_statuses, search_documents,
           spans (project_id, trace_id, id), traces (project_id, trace_id, first_at),
           conversation_traces (project_id, conversation_id, trace_id),
           turns (project_id, trace_id, anchor_id, conversation_id), responses"
    )
    .execute(conn)
    .await?;
    Ok(())
}
