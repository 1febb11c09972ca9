//! What the database needs to be told, and the data directory when nobody named one.

use std::path::{Path, PathBuf};

use super::identity::Identity;

/// Where and how the cluster runs.
#[derive(Clone)]
pub struct Settings {
    /// `DATABASE_URL`; when present nothing else here matters.
    pub url: Option<String>,
    /// Holds the lock, the cluster, the socket and the log of Postgres; made when missing.
    pub data_dir: PathBuf,
    /// False only for throwaway clusters: no fsync anywhere, so a power cut loses or breaks the data.
    pub durable: bool,
    /// Directory of `postgres` and `initdb`; default: the installed ones that fit the data directory.
    pub pg_bin: Option<PathBuf>,
    /// User that runs Postgres when we are root; default: the cluster's owner, `postgres`, `nobody`. Ignored otherwise.
    pub pg_user: Option<String>,
    /// More server settings, passed as `-c name=value` after ours, so that they win.
    pub extra: Vec<(String, String)>,
}

/// The default directory, or `/var/lib/verbatim` when we are root and the user that must run Postgres cannot enter the
/// former (a checkout below `/root`, for one). Ask only when Postgres is ours and nobody configured another directory.
#[must_use]
pub fn default_data_dir(default: &Path, pg_user: Option<&str>) -> PathBuf {
    let existing = default.ancestors().find(|dir| dir.is_dir()).unwrap_or(Path::new("."));
    match Identity::for_new_cluster(pg_user).and_then(|identity| identity.can_enter(existing)) {
        Ok(false) => PathBuf::from("/var/lib/verbatim"),
        // Whatever else is wrong, opening the database says it better.
        Ok(true) | Err(_) => default.to_path_buf(),
    }
}
