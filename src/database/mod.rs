//! Where Postgres comes from: `DATABASE_URL`, or a cluster of our own in the data directory.
//!
//! Our own cluster has one owner at a time, the process that holds `<data dir>/lock`. Whoever finds the lock taken
//! shares the owner's cluster over the same socket and never stops it.

mod binaries;
mod error;
mod identity;
mod initialise;
mod layout;
mod lock;
mod migrate;
mod pidfile;
mod pool;
mod postmaster;
mod probe;
mod schema;
mod settings;
mod share;
mod socket;
mod start;
mod supervisor;

pub use error::DatabaseError;
pub use migrate::migrate;
pub use pool::{Planning, PoolSettings, connect_pool};
pub use schema::{Schema, schema};
pub use settings::{Settings, default_data_dir};

use std::path::PathBuf;

use identity::Identity;
use layout::Layout;
use share::Turn;
use supervisor::Supervisor;

/// A database that answers, and, when we own its cluster, the thread that keeps it running.
///
/// Dropping it without [`Database::stop`] stops an owned cluster as well, but nobody waits for that.
pub struct Database {
    url: String,
    origin: Origin,
}

enum Origin {
    /// `DATABASE_URL`: none of our business.
    Given,
    /// Another process owns the cluster; the number is its postmaster.
    Shared(Option<u32>),
    Owned(Supervisor),
}

impl Database {
    /// Returns once the database accepts connections: at once for a given address, after about 0.1 s for an existing
    /// cluster and 1 s for a new one, later after a crash (write-ahead log replay has no upper bound).
    pub async fn open(settings: &Settings) -> Result<Self, DatabaseError> {
        if let Some(url) = &settings.url {
            return Ok(Self { url: url.clone(), origin: Origin::Given });
        }
        let layout = Layout::prepare(&settings.data_dir)?;
        match share::take_turn(&layout).await? {
            Turn::Shared { url, pid } => {
                tracing::info!(database.pid = pid, "Sharing the Postgres cluster that another process runs");
                Ok(Self { url, origin: Origin::Shared(pid) })
            }
            Turn::Owner(lock) => {
                let identity = Identity::choose(settings.pg_user.as_deref(), &layout)?;
                let (url, supervisor) = supervisor::start(settings, layout, identity, lock).await?;
                Ok(Self { url, origin: Origin::Owned(supervisor) })
            }
        }
    }

    /// Which Postgres the next start would run, without starting it: its major version and the directory of its
    /// programs; nothing for a given address.
    pub fn installed(settings: &Settings) -> Result<Option<(u32, PathBuf)>, DatabaseError> {
        if settings.url.is_some() {
            return Ok(None);
        }
        let layout = Layout { root: settings.data_dir.clone() };
        let cluster = layout.cluster()?;
        let chosen = binaries::choose(settings.pg_bin.as_deref(), &settings.data_dir, cluster.as_ref())?;
        Ok(Some((chosen.major, chosen.dir)))
    }

    /// Whether a cluster of our own exists already.
    #[must_use]
    pub fn exists(settings: &Settings) -> bool {
        matches!(Layout { root: settings.data_dir.clone() }.cluster(), Ok(Some(_)))
    }

    /// The address for sqlx and psql, as given or like
    /// `postgres://verbatim@localhost:5432/verbatim?host=/data/run&sslmode=disable` (a Unix socket, no network port).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The process to watch or measure; changes when the supervisor had to start Postgres again, and is none for a
    /// given address.
    #[must_use]
    pub fn postmaster_pid(&self) -> Option<u32> {
        match &self.origin {
            Origin::Given => None,
            Origin::Shared(pid) => *pid,
            Origin::Owned(supervisor) => supervisor.postmaster_pid(),
        }
    }

    /// Shuts an owned cluster down (fast mode: open transactions are rolled back) and waits up to 60 s for it; close
    /// the pools first. A given or shared database is left alone.
    pub async fn stop(self) {
        if let Origin::Owned(supervisor) = self.origin {
            supervisor.stop().await;
        }
    }
}
