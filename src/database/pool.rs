//! Connection pools that cannot hang their users.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};

use super::error::DatabaseError;

/// A pooled connection may have died silently; sqlx's own test would wait for it until the acquire deadline, which is
/// also the caller's, so the ping gets a deadline of its own.
const PING_DEADLINE: Duration = Duration::from_secs(1);

/// A connection that answered this lately is taken as alive; sqlx has it answer whenever it comes back to the pool.
const ALIVE_FOR: Duration = Duration::from_secs(1);

/// No request may wait longer for a connection: it must be refused within 5 s all told.
const LONGEST_ACQUIRE: Duration = Duration::from_secs(3);

/// How a pool and the sessions in it behave. A timeout of zero means none.
#[derive(Clone, Debug)]
pub struct PoolSettings {
    /// Of this pool alone; the server's own limit is 100 by default, for all nodes together.
    pub max_connections: u32,
    /// Waiting for a free connection, 3 s at most.
    pub acquire_timeout: Duration,
    /// For each statement.
    pub statement_timeout: Duration,
    /// For each lock that a statement waits for.
    pub lock_timeout: Duration,
    /// For a transaction that its owner forgot; the server ends the session.
    pub idle_in_transaction_timeout: Duration,
    /// How statements are planned.
    pub planning: Planning,
    /// Shown in `pg_stat_activity`.
    pub application_name: String,
}

/// How the statements of a pool are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planning {
    /// As the server thinks best.
    Server,
    /// Anew for the parameters of each execution: right for reads with optional filters, whose generic plan fits none of
    /// them.
    Each,
    /// Once, by nested loops over indexes: right for the statements of the recorder and the lookups, which all name
    /// keys. A plan made while a table was nearly empty and without statistics would otherwise read all of it long
    /// after it has grown.
    Once,
}

impl Planning {
    /// `plan_cache_mode`, and whether tables may be read as a whole.
    fn settings(self) -> (&'static str, &'static str) {
        match self {
            Self::Server => ("auto", "on"),
            Self::Each => ("force_custom_plan", "on"),
            Self::Once => ("force_generic_plan", "off"),
        }
    }
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            max_connections: 10,
            acquire_timeout: LONGEST_ACQUIRE,
            statement_timeout: Duration::from_secs(5),
            lock_timeout: Duration::from_secs(3),
            idle_in_transaction_timeout: Duration::from_secs(10),
            planning: Planning::Server,
            application_name: "verbatim".into(),
        }
    }
}

/// Returns after the first connection succeeded, so a wrong address shows at once.
///
/// The session settings are statements rather than start-up options because poolers refuse the latter.
pub async fn connect_pool(url: &str, settings: PoolSettings) -> Result<PgPool, DatabaseError> {
    let options: PgConnectOptions = url.parse().map_err(DatabaseError::Connect)?;
    let options = options.application_name(&settings.application_name);
    let (max_connections, acquire_timeout) = (settings.max_connections, settings.acquire_timeout);
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(acquire_timeout.min(LONGEST_ACQUIRE))
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            let settings = settings.clone();
            Box::pin(async move { configure(connection, &settings).await })
        })
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for < ALIVE_FOR {
                    return Ok(true);
                }
                let ping = tokio::time::timeout(PING_DEADLINE, connection.ping()).await;
                // An error rather than `false`: that would say goodbye over the dead connection, and wait again.
                ping.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|()| true)
            })
        })
        .connect_with(options)
        .await
        .map_err(DatabaseError::Connect)
}

async fn configure(connection: &mut PgConnection, settings: &PoolSettings) -> Result<(), sqlx::Error> {
    let (plan_cache_mode, whole_tables) = settings.planning.settings();
    let milliseconds = |timeout: Duration| timeout.as_millis().to_string();
    // Compiling a plan takes longer than any statement here runs; a server of the operator's own may have it on.
    sqlx::query(
        "select set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), \
         set_config('idle_in_transaction_session_timeout', $3, false), set_config('plan_cache_mode', $4, false), \
         set_config('enable_seqscan', $5, false), set_config('enable_hashjoin', $5, false), \
         set_config('enable_mergejoin', $5, false), set_config('enable_material', $5, false), \
         set_config('jit', 'off', false)",
    )
    .bind(milliseconds(settings.statement_timeout))
    .bind(milliseconds(settings.lock_timeout))
    .bind(milliseconds(settings.idle_in_transaction_timeout))
    .bind(plan_cache_mode)
    .bind(whole_tables)
    .execute(connection)
    .await
    .map(drop)
}
