//! A report's body, unpacked: so many bytes at once and no more, whatever comes.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::App;
use crate::http::error::Error;
use crate::ingest::inflate::{InflateError, inflate};

/// How long a report waits for others to be done with; SDKs give up after ten seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// A permit of [`App::reports`] stands for so many bytes.
const UNIT: usize = 1024;

/// A body of more bytes is read apart from those that answer requests, and by itself: what is made of it may take
/// twelve times its room.
const LARGE: usize = 4 << 20;

/// A body that may be read and recorded as long as this lives.
pub(super) struct Admitted {
    body: Bytes,
    _room: OwnedSemaphorePermit,
    alone: Option<OwnedSemaphorePermit>,
}

impl Admitted {
    async fn new(app: &App, body: Bytes, room: OwnedSemaphorePermit) -> Result<Self, Error> {
        let alone = if body.len() > LARGE { Some(acquire(&app.large_reports, 1).await?) } else { None };
        Ok(Self { body, _room: room, alone })
    }

    /// What a reader makes of it.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        reader: impl FnOnce(&[u8]) -> T + Send + 'static,
    ) -> Result<T, Error> {
        if self.alone.is_none() {
            return Ok(reader(&self.body));
        }
        let body = self.body.clone();
        tokio::task::spawn_blocking(move || reader(&body)).await.map_err(|error| Error::Internal(error.into()))
    }
}

/// Unpacks a body once there is room for it.
pub(super) async fn admit(app: &App, headers: &HeaderMap, body: Bytes) -> Result<Admitted, Error> {
    let limit = app.config.ingest.body_limit_mb << 20;
    let encoding = headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?").to_owned());
    if encoding.as_deref().is_none_or(|encoding| encoding.eq_ignore_ascii_case("identity")) {
        let room = reserve(app, body.len()).await?;
        return Admitted::new(app, body, room).await;
    }
    // What it unpacks to is not known before; it is held to what is reserved for it.
    let mut guess = body.len().saturating_mul(8).clamp(64 << 10, limit);
    loop {
        let room = reserve(app, guess).await?;
        let packed = body.clone();
        let coding = encoding.clone();
        let unpacked =
            tokio::task::spawn_blocking(move || inflate(coding.as_deref(), &packed, guess).map(Cow::into_owned));
        match unpacked.await.map_err(|error| Error::Internal(error.into()))? {
            Ok(body) => return Admitted::new(app, body.into(), room).await,
            Err(InflateError::TooLarge) if guess < limit => guess = limit,
            Err(InflateError::TooLarge) => return Err(Error::TooLarge(limit)),
            Err(InflateError::Unknown) => return Err(Error::Unsupported("identity, gzip, deflate or br")),
            Err(InflateError::Corrupt) => {
                return Err(Error::field("body", "is not what Content-Encoding says; send it again or unpacked"));
            }
        }
    }
}

async fn reserve(app: &App, bytes: usize) -> Result<OwnedSemaphorePermit, Error> {
    let units = u32::try_from(bytes.div_ceil(UNIT).max(1)).unwrap_or(u32::MAX);
    acquire(&app.reports, units).await
}

async fn acquire(permits: &Arc<Semaphore>, count: u32) -> Result<OwnedSemaphorePermit, Error> {
    match tokio::time::timeout(PATIENCE, Arc::clone(permits).acquire_many_owned(count)).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(Error::Unavailable(1)),
    }
}
