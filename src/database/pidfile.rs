//! `postmaster.pid`: which process serves a cluster, and whether that process really does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::identity::Identity;

/// The lines of the file that concern us; a file cut short by a crash has none of them.
pub(super) struct PidFile {
    pub pid: Option<u32>,
    /// Where the running postmaster listens, which an earlier environment may have decided.
    pub socket_dir: Option<PathBuf>,
}

/// Who stands behind a pid file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A live postmaster of this cluster.
    Postmaster(u32),
    /// Nobody; Postgres sees that by itself and replaces the file after looking for orphaned backends.
    Dead,
    /// A process that got the number later (usual after a container restart, where numbers are small), or a zombie:
    /// Postgres would refuse to start until that process ends.
    Stranger,
}

impl PidFile {
    pub fn read(cluster: &Path) -> Option<Self> {
        let text = fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
        let line = |number| text.lines().nth(number).map(str::trim).filter(|line| !line.is_empty());
        // A backend in single-user mode writes its number negated.
        let pid = line(0).and_then(|pid| pid.trim_start_matches('-').parse().ok()).filter(|pid| *pid > 0);
        Some(Self { pid, socket_dir: line(4).map(PathBuf::from) })
    }

    /// Asking whether the process is alive is not enough, it must also work in the cluster's directory.
    pub fn holder(&self, cluster: &Path, identity: &Identity) -> Holder {
        let Some(pid) = self.pid else { return Holder::Stranger };
        if !is_alive(pid) {
            return Holder::Dead;
        }
        let ours = match fs::read_link(format!("/proc/{pid}/cwd")) {
            Ok(cwd) => cwd == cluster,
            // Root in a container without CAP_SYS_PTRACE may not look at another user's process; that user may. Whom
            // neither may look at is a third user's, and Postgres runs as nobody but ours.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                identity.working_dir_of(pid).is_some_and(|cwd| cwd == cluster)
            }
            // Without /proc a live process gets the benefit of the doubt.
            Err(_) => !Path::new("/proc/self/cwd").exists(),
        };
        if ours { Holder::Postmaster(pid) } else { Holder::Stranger }
    }
}

fn is_alive(pid: u32) -> bool {
    i32::try_from(pid).is_ok_and(|pid| kill(Pid::from_raw(pid), None) != Err(Errno::ESRCH))
}
