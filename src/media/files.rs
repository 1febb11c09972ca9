//! The store of files: a folder on disk or a bucket of S3, the same to everybody else. A file lies under the ids of its
//! attachment, so that no name that a stranger chose ever becomes a path.

use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path as Folder, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use bytes::Bytes;
use futures::stream::BoxStream;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _};
use uuid::Uuid;

use super::arriving::Arriving;
use crate::config;

/// The name of a file in its own folder.
const CONTENT: &str = "content";

/// Which attachment's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Whose.
    pub project: Uuid,
    /// The attachment.
    pub attachment: Uuid,
}

/// Where the files lie; cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The folder in the bucket, or nothing.
    prefix: String,
    /// The folder on disk, where it is one.
    disk: Option<PathBuf>,
    /// Bytes of the largest file that is taken.
    limit: u64,
}

/// Why a file could not be kept, read or removed. Says nothing of what is in it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It has more bytes than are taken.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The row is there, the file is not.
    #[error("the file is missing in the store of files")]
    Missing,
    /// Disk or bucket failed.
    #[error("the store of files failed: {0}")]
    Store(String),
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            error => Self::Store(error.to_string()),
        }
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl Files {
    /// The store of the settings `[media]`; the folder on disk is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made, or the settings of the bucket do not fit together.
    pub fn open(settings: &config::Media, data_dir: &Folder) -> anyhow::Result<Self> {
        let limit = u64::try_from(settings.limit())?;
        let Some((bucket, folder)) = settings.bucket() else {
            let folder = data_dir.join("media");
            // What customers send is nobody else's on this machine.
            let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
            made.with_context(|| format!("{} cannot be made", folder.display()))?;
            let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
            return Ok(Self { store: Arc::new(store), prefix: String::new(), disk: Some(folder), limit });
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&settings.s3_region)
            // Deleting many at once is what stores other than Amazon's differ in.
            .with_disable_bulk_delete(true)
            .with_client_options(ClientOptions::new().with_allow_http(settings.s3_endpoint.starts_with("http://")));
        if !settings.s3_endpoint.is_empty() {
            builder = builder.with_endpoint(&settings.s3_endpoint);
        }
        if !settings.s3_key_id.is_empty() {
            builder = builder.with_access_key_id(&settings.s3_key_id).with_secret_access_key(&settings.s3_secret);
        }
        Ok(Self { store: Arc::new(builder.build()?), prefix: folder.to_owned(), disk: None, limit })
    }

    /// Bytes of the largest file that is taken.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Begins to write a file, over what may be there.
    #[must_use]
    pub fn begin(&self, key: Key) -> Arriving {
        Arriving::new(Arc::clone(&self.store), self.path(key), self.limit)
    }

    /// The bytes of a file as they are read.
    ///
    /// # Errors
    /// [`FileError::Missing`] and [`FileError::Store`].
    pub async fn read(&self, key: Key) -> Result<BoxStream<'static, object_store::Result<Bytes>>, FileError> {
        Ok(self.store.get(&self.path(key)).await?.into_stream())
    }

    /// Removes a file and what writing it may have left behind; that none is there is as good.
    ///
    /// # Errors
    /// [`FileError::Store`].
    pub async fn remove(&self, key: Key) -> Result<(), FileError> {
        let Some(disk) = &self.disk else {
            return match self.store.delete(&self.path(key)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(error.into()),
            };
        };
        // The whole folder: a program that was killed while it wrote left a draft in it.
        let project = disk.join(key.project.to_string());
        match tokio::fs::remove_dir_all(project.join(key.attachment.to_string())).await {
            Ok(()) => Ok(tokio::fs::File::open(&project).await?.sync_all().await?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn path(&self, key: Key) -> Path {
        let parts = [self.prefix.as_str(), &key.project.to_string(), &key.attachment.to_string(), CONTENT].join("/");
        Path::from(parts)
    }
}
