//! A report's body, unpacked: so many bytes at once and no more, whatever comes.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::App;
use crate::http::error::Error;
use crate::ingest::inflate::{InflateError, inflate};

/// How long a report waits for others to be done with; SDKs give up after ten seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// A permit of [`App::reports`] stands for so many bytes.
const UNIT: usize = 1024;

/// A body that may be read as long as this lives.
pub(super) struct Admitted {
    body: Bytes,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Admitted {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

/// Unpacks a body once there is room for it.
pub(super) async fn admit(app: &App, headers: &HeaderMap, body: Bytes) -> Result<Admitted, Error> {
    let limit = app.config.ingest.body_limit_mb << 20;
    let encoding = headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?").to_owned());
    if encoding.as_deref().is_none_or(|encoding| encoding.eq_ignore_ascii_case("identity")) {
        let room = reserve(app, body.len()).await?;
        return Ok(Admitted { body, _room: room });
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
            Ok(body) => return Ok(Admitted { body: body.into(), _room: room }),
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
    match tokio::time::timeout(PATIENCE, Arc::clone(&app.reports).acquire_many_owned(units)).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(Error::Unavailable(1)),
    }
}
