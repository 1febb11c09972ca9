//! The only proof that Postgres is there: a real connection.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

/// What a connection attempt met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It serves, or refuses for a reason that waiting does not mend and the next connection will tell.
    Ready,
    /// Somebody listens who cannot serve yet, or no longer: starting, recovering, stopping, or in great need of time.
    Busy,
    /// It serves, but not that database.
    NoDatabase,
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
        Ok(Err(sqlx::Error::Database(error))) => match error.code().as_deref() {
            Some("57P03") => Answer::Busy,
            Some("3D000") => Answer::NoDatabase,
            _ => Answer::Ready,
        },
        Err(_) => Answer::Busy,
        Ok(Err(_)) => Answer::Silent,
    }
}
