//! Spans: written as they come, and worked out to conversations once they are committed. Whoever reports waits for the
//! first alone; the second is done again after a crash.

mod chain;
mod compose;
mod gather;
mod places;
mod relink;
mod replace;
mod settle;
mod write;

use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;

use super::write::WriteError;
use super::{RecordError, Recorder};
use crate::domain::id::ProjectId;
use crate::domain::span::Span;
use crate::store;

/// Within this time whoever reports gets an answer; the write itself goes on.
const DEADLINE: Duration = Duration::from_millis(4500);

/// Most requests whose traces are worked out in one transaction.
const BATCH: i64 = 32;

/// How often a transaction that met another is tried.
const TRIES: usize = 8;

/// Why a span was rejected that could be read.
pub const REFUSED: &str = "the database refused it";

/// Requests that are written at once.
pub(super) const WRITERS: usize = 4;

/// What one request reports.
#[derive(Debug)]
pub struct Told {
    /// Whose record it is.
    pub project: ProjectId,
    /// The dialect.
    pub source: &'static str,
    /// Who reports, as it calls itself; may be empty.
    pub sdk: String,
    /// The spans.
    pub spans: Vec<Span>,
    /// How many more could not be used.
    pub rejected: usize,
    /// Why, in fixed words.
    pub reasons: Vec<&'static str>,
    /// When it arrived.
    pub received_at: OffsetDateTime,
}

impl Recorder {
    /// Writes spans and returns after their commit, with the number of those that the database refused. A caller that
    /// goes away does not stop the write.
    ///
    /// # Errors
    /// `Unavailable`; the same report may be repeated without harm.
    pub async fn trace(&self, told: Told) -> Result<usize, RecordError> {
        let queue = Arc::clone(&self.0);
        let writing = tokio::spawn(async move { write::write(&queue, told).await });
        match tokio::time::timeout(DEADLINE, writing).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(RecordError::Unavailable),
        }
    }

    /// Waits until spans were written here; what another node wrote is not told of.
    pub fn traced(&self) -> tokio::sync::futures::Notified<'_> {
        self.0.traced.notified()
    }

    /// Works out traces of which spans came, some of them; returns how many requests' there were. Traces that cannot be
    /// worked out are put aside with an error in the log, so that they keep no others waiting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settle(&self) -> anyhow::Result<usize> {
        let mut most = BATCH;
        loop {
            match self.settle_some(most).await {
                Ok(count) => return Ok(count),
                Err(error) if is_outage(&error) => return Err(error.into()),
                Err(_) if most > 1 => most = 1,
                Err(error) => {
                    tracing::error!(error = %error, "A trace cannot be worked out; its spans are kept.");
                    metrics::counter!("verbatim_traces_unsettled_total").increment(1);
                    let mut conn = self.0.pool.acquire().await?;
                    store::traces::queue::claim(&mut conn, 1).await?;
                    return Ok(1);
                }
            }
        }
    }

    async fn settle_some(&self, most: i64) -> Result<usize, WriteError> {
        let mut count = 0;
        loop {
            count += 1;
            match settle::settle(&self.0, most).await {
                Err(error) if count < TRIES && super::write::worth_repeating(&error) => self.0.cache.clear(),
                result => return result,
            }
        }
    }
}

/// Whether it is the database's state rather than these traces that kept a transaction from its commit.
fn is_outage(error: &WriteError) -> bool {
    match error {
        WriteError::Sql(error) => store::is_outage(error),
        WriteError::Silent => true,
        WriteError::Vanished | WriteError::Outrun | WriteError::NoConversation(_) | WriteError::TooFast(_) => false,
    }
}
