//! The way from a data directory to a Postgres that answers: adopt what runs, make what is missing, start, wait.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::{Connection, PgConnection};
use tokio::time::Instant;

use super::binaries;
use super::error::DatabaseError;
use super::identity::Identity;
use super::initialise::{give, initialise};
use super::layout::{Cluster, Layout};
use super::pidfile::{Holder, PidFile};
use super::postmaster::{self, Postmaster};
use super::probe::{self, Answer};
use super::settings::Settings;
use super::share::{PATIENCE, POLL};
use super::socket::{self, DATABASE, MAINTENANCE};

/// Each refused probe is a line in the log, so a long recovery is asked less often.
const SLOWEST_POLL: Duration = Duration::from_millis(500);

/// All that a start needs, kept for the next one; exists only under the lock.
pub(super) struct Cradle {
    layout: Layout,
    identity: Identity,
    socket_dir: PathBuf,
    pg_bin: Option<PathBuf>,
    durable: bool,
    arguments: Vec<String>,
}

enum Outcome {
    Ready,
    /// Backends of a killed postmaster still hold its shared memory; they notice within seconds.
    MemoryInUse,
    Failed(DatabaseError),
}

impl Cradle {
    pub fn new(settings: &Settings, layout: Layout, identity: Identity) -> Self {
        Self {
            socket_dir: socket::choose(&layout, &identity),
            pg_bin: settings.pg_bin.clone(),
            durable: settings.durable,
            arguments: postmaster::arguments(settings.durable, &settings.extra),
            layout,
            identity,
        }
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// Returns a Postgres in which our database exists. Safe to repeat after any failure.
    pub async fn bring_up(&mut self) -> Result<Postmaster, DatabaseError> {
        let cluster = match self.layout.cluster()? {
            Some(cluster) => cluster,
            None => self.make_cluster().await?,
        };
        let postmaster = match self.adopt(&cluster).await? {
            Some(postmaster) => postmaster,
            None => self.launch(&cluster).await?,
        };
        self.ensure_database().await.map_err(DatabaseError::Connect)?;
        Ok(postmaster)
    }

    /// After a stop: a socket directory outside the data directory is not left behind. One that is in use is not empty
    /// and stays.
    pub fn remove_socket_dir(&self) {
        if !self.socket_dir.starts_with(&self.layout.root)
            && let Err(error) = fs::remove_dir(&self.socket_dir)
        {
            tracing::debug!(%error, "The socket directory stays");
        }
    }

    async fn make_cluster(&self) -> Result<Cluster, DatabaseError> {
        let binaries = binaries::choose(self.pg_bin.as_deref(), &self.layout.root, None)?;
        tracing::info!(database.dir = %self.layout.root.display(), "Making a new Postgres cluster");
        initialise(&self.layout, &self.identity, &binaries, self.durable).await
    }

    /// A postmaster that outlived its parent serves on; one that is starting or stopping is waited for; what merely
    /// looks like one is cleared away.
    async fn adopt(&mut self, cluster: &Cluster) -> Result<Option<Postmaster>, DatabaseError> {
        let deadline = Instant::now() + PATIENCE;
        let mut answered = false;
        while let Some(file) = PidFile::read(&cluster.dir) {
            let pid = match file.holder(&cluster.dir, &self.identity) {
                Holder::Postmaster(pid) => pid,
                Holder::Dead => return Ok(None),
                Holder::Stranger => {
                    let path = cluster.dir.join("postmaster.pid");
                    fs::remove_file(&path).map_err(DatabaseError::at(path))?;
                    return Ok(None);
                }
            };
            let dir = file.socket_dir.unwrap_or_else(|| self.socket_dir.clone());
            let answer = probe::ask(&socket::url(&dir, MAINTENANCE)).await;
            let answers = matches!(answer, Answer::Ready | Answer::NoDatabase);
            // Twice, since one whose parent was killed this moment may answer once more before its signal arrives.
            if answers && answered {
                tracing::info!(database.pid = pid, "Adopted the Postgres that was already running");
                self.socket_dir = dir;
                return Ok(Some(Postmaster::adopted(pid, &cluster.dir)));
            }
            answered = answers;
            if Instant::now() > deadline {
                return Err(DatabaseError::SilentPostmaster { pid, log: self.layout.log() });
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(None)
    }

    async fn launch(&self, cluster: &Cluster) -> Result<Postmaster, DatabaseError> {
        let binaries = binaries::choose(self.pg_bin.as_deref(), &self.layout.root, Some(cluster))?;
        let ids = self.identity.ids();
        if cluster.uid != ids.0 {
            let clusters = self.layout.clusters();
            give(&clusters, ids).map_err(DatabaseError::at(clusters))?;
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            socket::prepare(&self.socket_dir, &self.layout, &self.identity)?;
            let log_before = fs::metadata(self.layout.log()).map_or(0, |log| log.len());
            let mut postmaster =
                Postmaster::spawn(&binaries, cluster, &self.layout, &self.identity, &self.socket_dir, &self.arguments)?;
            match self.wait_until_ready(&mut postmaster, log_before).await {
                Outcome::Ready => return Ok(postmaster),
                Outcome::MemoryInUse if Instant::now() < deadline => tokio::time::sleep(SLOWEST_POLL).await,
                Outcome::MemoryInUse => return Err(self.start_failed(log_before)),
                Outcome::Failed(error) => return Err(error),
            }
        }
    }

    /// While it says that it is starting there is no deadline: replaying a long write-ahead log takes what it takes, and
    /// a Postgres that cannot start ends. It says so from its first second; silence means that we cannot reach it.
    async fn wait_until_ready(&self, postmaster: &mut Postmaster, log_before: u64) -> Outcome {
        let url = socket::url(&self.socket_dir, MAINTENANCE);
        let mut pause = POLL;
        let mut deadline = Instant::now() + PATIENCE;
        loop {
            tokio::select! {
                biased;
                () = postmaster.exited(&self.identity) => {
                    let error = self.start_failed(log_before);
                    let in_use = error.to_string().contains("shared memory block");
                    return if in_use { Outcome::MemoryInUse } else { Outcome::Failed(error) };
                }
                answer = probe::ask(&url) => match answer {
                    Answer::Ready | Answer::NoDatabase => return Outcome::Ready,
                    Answer::Busy => {
                        pause = (pause * 2).min(SLOWEST_POLL);
                        deadline = Instant::now() + PATIENCE;
                    }
                    Answer::Silent if Instant::now() > deadline => {
                        let (pid, log) = (postmaster.pid, self.layout.log());
                        return Outcome::Failed(DatabaseError::SilentPostmaster { pid, log });
                    }
                    Answer::Silent => {}
                },
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn start_failed(&self, log_before: u64) -> DatabaseError {
        let log = self.layout.log();
        DatabaseError::Start { lines: postmaster::last_words(&log, log_before), log }
    }

    /// initdb makes the role; the database is made here so that a crash between the two mends itself.
    async fn ensure_database(&self) -> Result<(), sqlx::Error> {
        let mut connection = PgConnection::connect(&socket::url(&self.socket_dir, MAINTENANCE)).await?;
        let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(DATABASE)
            .fetch_one(&mut connection)
            .await?;
        if !exists {
            sqlx::query("create database verbatim").execute(&mut connection).await?;
        }
        connection.close().await
    }
}
