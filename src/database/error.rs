//! Everything that keeps the database from opening, each as one sentence that says how to mend it.

use std::io;
use std::path::PathBuf;

/// Why there is no database; the text is meant for the person who started the program.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each message explains its variant and names its fields")]
pub enum DatabaseError {
    #[error(
        "No PostgreSQL 15 or newer was found ({found}): install it with `apt-get install postgresql-15` (on macOS \
         `brew install postgresql@17`), or set DATABASE_URL to a server that you run"
    )]
    NoBinaries { found: String },
    #[error("{} has no working `postgres` and `initdb`: name the directory that holds both, or none to search for it", .dir.display())]
    BadBinaries { dir: PathBuf },
    #[error(
        "The data directory {} holds a cluster of PostgreSQL {wanted}, but found was {found}: install that version with \
         `apt-get install postgresql-{wanted}`, or choose another data directory",
        .data_dir.display()
    )]
    OtherMajor { data_dir: PathBuf, wanted: u32, found: String },
    #[error(
        "Postgres refuses to run as root, and the user `{user}` that runs it instead cannot enter {}: choose a data \
         directory that others may enter, such as /var/lib/verbatim",
        .dir.display()
    )]
    CannotEnter { dir: PathBuf, user: String },
    #[error(
        "Postgres refuses to run as root, and switching to the user `{user}` failed ({source}): start as an ordinary user, or set DATABASE_URL"
    )]
    CannotSwitch { user: String, source: io::Error },
    #[error(
        "Postgres refuses to run as root, and there is no user {wanted} to run it: create one with `useradd --system postgres`, or start as an ordinary user"
    )]
    NoUser { wanted: String },
    #[error("{} cannot be used ({source}): give this user the right to write there, or choose another data directory", .path.display())]
    Directory { path: PathBuf, source: io::Error },
    #[error("{} belongs to somebody else: remove it, or choose a data directory with a shorter path", .path.display())]
    ForeignSocketDir { path: PathBuf },
    #[error("Another process holds {}, but its database did not answer within 90 s: look at postgres.log beside it, or end that process", .lock.display())]
    SilentOwner { lock: PathBuf },
    #[error("Postgres (process {pid}) runs in the data directory but did not answer within 90 s: look at {}, or end it with `kill -INT {pid}`", .log.display())]
    SilentPostmaster { pid: u32, log: PathBuf },
    #[error("A new cluster could not be made in {}, mend what initdb says and start again: {lines}", .dir.display())]
    Initialise { dir: PathBuf, lines: String },
    #[error("Postgres did not start, mend what it says (all of it is in {}) and start again: {lines}", .log.display())]
    Start { log: PathBuf, lines: String },
    #[error("The thread that runs Postgres could not be kept ({0}): free some memory or processes and start again")]
    Thread(io::Error),
    #[error("The database cannot be reached ({0}): check that it runs and that DATABASE_URL is right")]
    Connect(#[source] sqlx::Error),
    #[error(
        "The database's schema could not be brought up to date ({0}): restore the matching version of Verbatim, or mend the database and start again"
    )]
    Migrate(#[source] sqlx::migrate::MigrateError),
}

impl DatabaseError {
    /// For `map_err` on an I/O step that concerns one path.
    pub(super) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Directory { path, source }
    }
}
