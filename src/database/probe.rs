//! The only proof that Postgres is there: a real connection.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

/// What a connection attempt met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It serves that database.
    Ready,
    /// Somebody listens who cannot serve yet, or no longer: starting, recovering, stopping, database not made yet.
    Busy,
    /// Nobody listens.
    Silent,
}

/// A machine under load can take seconds for one connection; giving up earlier would only begin it again.
const DEADLINE: Duration = Duration::from_secs(10);

pub(super) async fn ask(url: &str) -> Answer {
    match tokio::time::timeout(DEADLINE, PgConnection::connect(url)).await {
        Ok(Ok(connection)) => {
            // A failing goodbye changes nothing about the answer.
            drop(connection.close().await);
            Answer::Ready
        }
        // "Too many clients" (53300) comes from a server in full work.
        Ok(Err(sqlx::Error::Database(error))) if error.code().as_deref() == Some("53300") => Answer::Ready,
        Ok(Err(sqlx::Error::Database(_))) | Err(_) => Answer::Busy,
        Ok(Err(_)) => Answer::Silent,
    }
}
