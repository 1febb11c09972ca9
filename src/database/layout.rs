//! The places inside the data directory, and the cluster that may already be there.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::DatabaseError;

/// The data directory as an absolute path without symbolic links, so that it can be compared with what `/proc` says.
#[derive(Clone)]
pub(super) struct Layout {
    pub root: PathBuf,
}

/// A complete cluster found in the data directory.
pub(super) struct Cluster {
    pub dir: PathBuf,
    /// From its `PG_VERSION`; the directory's name is for people.
    pub major: u32,
    pub uid: u32,
    pub gid: u32,
}

impl Layout {
    /// Makes the directory when missing: private for an ordinary user; as root others may pass through, not list,
    /// because Postgres runs as somebody else.
    pub fn prepare(data_dir: &Path) -> Result<Self, DatabaseError> {
        if !data_dir.is_dir() {
            fs::create_dir_all(data_dir).map_err(DatabaseError::at(data_dir))?;
            let mode = if nix::unistd::geteuid().is_root() { 0o711 } else { 0o700 };
            fs::set_permissions(data_dir, Permissions::from_mode(mode)).map_err(DatabaseError::at(data_dir))?;
        }
        let root = data_dir.canonicalize().map_err(DatabaseError::at(data_dir))?;
        Ok(Self { root })
    }

    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub fn log(&self) -> PathBuf {
        self.root.join("postgres.log")
    }

    pub fn clusters(&self) -> PathBuf {
        self.root.join("pg")
    }

    /// Where initdb works; what is here after a crash is half a cluster and may go.
    pub fn unfinished(&self) -> PathBuf {
        self.root.join("pg.tmp")
    }

    /// The cluster of the highest major: after an upgrade the old one stays beside it until its owner removes it.
    pub fn cluster(&self) -> Result<Option<Cluster>, DatabaseError> {
        let clusters = self.clusters();
        let entries = match fs::read_dir(&clusters) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            entries => entries.map_err(DatabaseError::at(&clusters))?,
        };
        let mut newest: Option<Cluster> = None;
        for entry in entries {
            let dir = entry.map_err(DatabaseError::at(&clusters))?.path();
            let Ok(version) = fs::read_to_string(dir.join("PG_VERSION")) else { continue };
            let Ok(major) = version.trim().parse() else { continue };
            if newest.as_ref().is_none_or(|newest| newest.major < major) {
                let owner = fs::metadata(&dir).map_err(DatabaseError::at(&dir))?;
                newest = Some(Cluster { dir, major, uid: owner.uid(), gid: owner.gid() });
            }
        }
        Ok(newest)
    }
}

/// Makes a directory that only its owner may enter; one that exists stays as it is.
pub(super) fn make_private(dir: &Path) -> Result<(), DatabaseError> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(DatabaseError::at(dir)),
    }
}
