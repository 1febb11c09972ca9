//! A file on its way into the store: counted, hashed and typed as it passes, never whole in memory.

use std::sync::Arc;

use bytes::Bytes;
use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;

use super::files::FileError;
use crate::domain::attachment::{Kept, told};

/// Bytes that are in memory at once; the least that S3 takes as a part.
const PART: usize = 5 << 20;

/// Bytes by which a type is told.
const HEAD: usize = 8 << 10;

/// A file of which some bytes have come. It is not there before [`Arriving::finish`]; given up by [`Arriving::abort`].
pub struct Arriving {
    writer: BufWriter,
    hasher: Sha256,
    head: Vec<u8>,
    size: u64,
    limit: u64,
    /// Whether the writer was told to finish, after which it cannot be told to give up.
    is_over: bool,
}

impl Arriving {
    pub(super) fn new(store: Arc<dyn ObjectStore>, path: Path, limit: u64) -> Self {
        Self {
            writer: BufWriter::with_capacity(store, path, PART).with_max_concurrency(1),
            hasher: Sha256::new(),
            head: Vec::with_capacity(HEAD),
            size: 0,
            limit,
            is_over: false,
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] and [`FileError::Store`]; the file is to be given up then.
    pub async fn push(&mut self, bytes: Bytes) -> Result<(), FileError> {
        self.size += bytes.len() as u64;
        if self.size > self.limit {
            return Err(FileError::TooLarge(self.limit));
        }
        self.hasher.update(&bytes);
        let missing = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(missing)]);
        Ok(self.writer.put(bytes).await?)
    }

    /// Has the file be there, on disk rather than on its way to it.
    ///
    /// # Errors
    /// [`FileError::Store`].
    pub async fn finish(&mut self) -> Result<Kept, FileError> {
        self.is_over = true;
        self.writer.shutdown().await?;
        Ok(self.kept())
    }

    /// The type that the first bytes show.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        told(&self.head)
    }

    /// What came so far.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept { media_type: self.media_type(), size: self.size, sha256: self.hasher.clone().finalize().into() }
    }

    /// Gives the file up.
    pub async fn abort(mut self) {
        if self.is_over {
            return;
        }
        if let Err(error) = self.writer.abort().await {
            tracing::warn!(error = %error, "Part of a file that did not come whole may be left in the store of files.");
        }
    }
}
