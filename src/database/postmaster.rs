//! A running Postgres: our child, or one that outlived its parent and was adopted.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::Child;

use super::binaries::Binaries;
use super::error::DatabaseError;
use super::identity::Identity;
use super::layout::{Cluster, Layout};
use super::pidfile::{Holder, PidFile};
use super::socket::PORT;

/// Fast shutdown writes a checkpoint; a slow disk may need most of this.
const STOP_DEADLINE: Duration = Duration::from_mins(1);

/// How often an adopted process, which nobody reports, is looked after.
const ADOPTED_POLL: Duration = Duration::from_millis(100);

/// Quiet, private and without a port. `terse` keeps row contents (they come as DETAIL) out of the log; the write-ahead
/// log may grow so that bursts do not force checkpoints.
const ARGUMENTS: [&str; 7] = [
    "listen_addresses=",
    "jit=off",
    "log_min_messages=warning",
    "log_error_verbosity=terse",
    "max_wal_size=2GB",
    "checkpoint_timeout=15min",
    "checkpoint_completion_target=0.9",
];

/// A crash loses everything, which is what makes throwaway clusters quick.
const NOT_DURABLE: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

pub(super) struct Postmaster {
    pub pid: u32,
    /// Absent for an adopted process.
    child: Option<Child>,
    cluster: PathBuf,
}

impl Postmaster {
    pub fn adopted(pid: u32, cluster: &Path) -> Self {
        Self { pid, child: None, cluster: cluster.to_path_buf() }
    }

    /// `postgres` itself rather than `pg_ctl`, so that it is our child; call it on the thread that stays.
    pub fn spawn(
        binaries: &Binaries,
        cluster: &Cluster,
        layout: &Layout,
        identity: &Identity,
        socket_dir: &Path,
        settings: &[String],
    ) -> Result<Self, DatabaseError> {
        let log = OpenOptions::new().create(true).append(true).open(layout.log());
        let log = log.map_err(DatabaseError::at(layout.log()))?;
        let postgres = binaries.dir.join("postgres");
        let mut command = identity.command(&postgres, "INT");
        // The list of socket directories is separated by commas, unless quoted.
        let quoted = format!("\"{}\"", socket_dir.to_string_lossy().replace('"', "\"\""));
        command.arg("-D").arg(&cluster.dir).arg("-k").arg(quoted).args(["-p", &PORT.to_string()]);
        command.args(settings.iter().flat_map(|setting| ["-c", setting])).current_dir(&cluster.dir);
        command.stdout(log.try_clone().map_err(DatabaseError::at(layout.log()))?).stderr(log);
        let child = command.spawn().map_err(DatabaseError::at(&postgres))?;
        Ok(Self { pid: child.id().unwrap_or_default(), child: Some(child), cluster: cluster.dir.clone() })
    }

    /// Returns when the process is gone.
    pub async fn exited(&mut self, identity: &Identity) {
        if let Some(child) = &mut self.child {
            // Waiting for a child of ours fails only when it was reaped already.
            drop(child.wait().await);
            return;
        }
        while self.holds_cluster(identity) {
            tokio::time::sleep(ADOPTED_POLL).await;
        }
    }

    /// SIGINT (fast shutdown), then patience; a Postgres that takes longer goes on stopping by itself.
    pub async fn stop(&mut self, identity: &Identity) {
        let running = match &self.child {
            Some(child) => child.id().is_some(),
            None => self.holds_cluster(identity),
        };
        if !running {
            return;
        }
        if let Ok(pid) = i32::try_from(self.pid)
            && let Err(error) = kill(Pid::from_raw(pid), Signal::SIGINT)
        {
            tracing::warn!(database.pid = self.pid, %error, "Postgres could not be told to stop");
        }
        if tokio::time::timeout(STOP_DEADLINE, self.exited(identity)).await.is_err() {
            tracing::warn!(database.pid = self.pid, "Postgres is still stopping after 60 s and is left to it");
        }
    }

    fn holds_cluster(&self, identity: &Identity) -> bool {
        let holder = PidFile::read(&self.cluster).map(|file| file.holder(&self.cluster, identity));
        holder == Some(Holder::Postmaster(self.pid))
    }
}

/// What follows `-c`, ours first: of two values for one name Postgres takes the later.
pub(super) fn arguments(durable: bool, extra: &[(String, String)]) -> Vec<String> {
    let throwaway = if durable { &[][..] } else { &NOT_DURABLE };
    let own = ARGUMENTS.iter().chain(throwaway).map(ToString::to_string);
    own.chain(extra.iter().map(|(name, value)| format!("{name}={value}"))).collect()
}

/// The last lines that Postgres wrote after `from` bytes, without the refusals that our own probes caused.
pub(super) fn last_words(log: &Path, from: u64) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(text.get(usize::try_from(from).unwrap_or(0)..).unwrap_or_default());
    let telling = text.lines().filter(|line| !line.contains("the database system is "));
    let mut lines: Vec<_> = telling.rev().take(6).collect();
    lines.reverse();
    if lines.is_empty() { "it said nothing".into() } else { lines.join(" | ") }
}
