//! The lock that makes one process the owner of a data directory.

use std::fs::{File, OpenOptions, TryLockError};

use super::error::DatabaseError;
use super::layout::Layout;

/// Ownership of the data directory until it is dropped or the process ends, however it ends: the kernel lets go of the
/// lock, so no file has to be cleaned up. Postgres does not inherit it.
pub(super) struct Lock {
    _file: File,
}

/// `None` when another process is the owner.
pub(super) fn try_take(layout: &Layout) -> Result<Option<Lock>, DatabaseError> {
    let path = layout.lock();
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(DatabaseError::at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(DatabaseError::at(&path)(error)),
    }
}
