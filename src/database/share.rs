//! Whose turn it is: ours when the lock is free, else the owner's cluster as soon as it answers.

use std::time::Duration;

use tokio::time::Instant;

use super::error::DatabaseError;
use super::layout::Layout;
use super::lock::{self, Lock};
use super::pidfile::PidFile;
use super::probe::{self, Answer};
use super::socket;

/// Waiting for somebody else's Postgres ends here; our own may take as long as its recovery needs.
pub(super) const PATIENCE: Duration = Duration::from_secs(90);

/// Between two looks at something that is about to change.
pub(super) const POLL: Duration = Duration::from_millis(15);

pub(super) enum Turn {
    Owner(Lock),
    Shared { url: String, pid: Option<u32> },
}

/// Tries both in turn, since an owner may end, or be killed, while we wait for it.
pub(super) async fn take_turn(layout: &Layout) -> Result<Turn, DatabaseError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(lock) = lock::try_take(layout)? {
            return Ok(Turn::Owner(lock));
        }
        // The pid file names the socket that the owner chose, whatever its environment was.
        if let Some(cluster) = layout.cluster()?
            && let Some(PidFile { pid, socket_dir: Some(dir) }) = PidFile::read(&cluster.dir)
        {
            let url = socket::url(&dir, socket::DATABASE);
            if probe::ask(&url).await == Answer::Ready {
                return Ok(Turn::Shared { url, pid });
            }
        }
        if Instant::now() > deadline {
            return Err(DatabaseError::SilentOwner { lock: layout.lock() });
        }
        tokio::time::sleep(POLL).await;
    }
}
