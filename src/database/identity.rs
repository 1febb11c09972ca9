//! The user that runs Postgres, which refuses root, and how a program is started as that user.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use nix::errno::Errno;
use nix::unistd::{Gid, Uid, User, getegid, geteuid};

use super::binaries;
use super::error::DatabaseError;
use super::layout::Layout;

/// Ourselves, or as root the unprivileged user to become.
pub(super) struct Identity {
    become_user: Option<DatabaseUser>,
    /// util-linux `setpriv`: asks the kernel to signal the child when we die. The system call for it would need
    /// `unsafe` here, and busybox has a `setpriv` that cannot do it.
    setpriv: Option<PathBuf>,
}

struct DatabaseUser {
    name: String,
    uid: Uid,
    gid: Gid,
}

impl Identity {
    /// As root: the user asked for, else the owner of the cluster that is there, else as for a new cluster. Fails when
    /// that user cannot enter the data directory.
    pub fn choose(pg_user: Option<&str>, layout: &Layout) -> Result<Self, DatabaseError> {
        let owner = layout.cluster()?.map(|cluster| (Uid::from_raw(cluster.uid), Gid::from_raw(cluster.gid)));
        let identity = match owner {
            Some((uid, gid)) if geteuid().is_root() && !uid.is_root() && pg_user.is_none() => {
                let name = User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name);
                Self { become_user: Some(DatabaseUser { name, uid, gid }), setpriv: find_setpriv() }
            }
            _ => Self::for_new_cluster(pg_user)?,
        };
        if identity.can_enter(&layout.root)? {
            return Ok(identity);
        }
        Err(DatabaseError::CannotEnter { dir: layout.root.clone(), user: identity.name() })
    }

    /// As root: the user asked for, else `postgres`, else `nobody`; it must have a name, initdb looks it up.
    pub fn for_new_cluster(pg_user: Option<&str>) -> Result<Self, DatabaseError> {
        if !geteuid().is_root() {
            return Ok(Self { become_user: None, setpriv: find_setpriv() });
        }
        let names = pg_user.map_or_else(|| vec!["postgres", "nobody"], |name| vec![name]);
        let user = names.iter().find_map(|name| User::from_name(name).ok().flatten());
        let user = user.filter(|user| !user.uid.is_root());
        let user = user.ok_or_else(|| DatabaseError::NoUser { wanted: format!("`{}`", names.join("` or `")) })?;
        let become_user = Some(DatabaseUser { name: user.name, uid: user.uid, gid: user.gid });
        Ok(Self { become_user, setpriv: find_setpriv() })
    }

    /// Whether Postgres will run as another user than we do.
    pub fn is_root(&self) -> bool {
        self.become_user.is_some()
    }

    /// User and group that must own what Postgres writes.
    pub fn ids(&self) -> (u32, u32) {
        let (uid, gid) = self.become_user.as_ref().map_or((geteuid(), getegid()), |user| (user.uid, user.gid));
        (uid.as_raw(), gid.as_raw())
    }

    /// Tried rather than computed from modes: a child changes its user first and its directory afterwards.
    pub fn can_enter(&self, dir: &Path) -> Result<bool, DatabaseError> {
        let Some(user) = &self.become_user else { return Ok(true) };
        let mut command = std::process::Command::new("true");
        command.uid(user.uid.as_raw()).gid(user.gid.as_raw()).current_dir(dir);
        match command.status() {
            Ok(_) => Ok(true),
            Err(error) if error.raw_os_error() == Some(Errno::EACCES as i32) => Ok(false),
            Err(source) => Err(DatabaseError::CannotSwitch { user: user.name.clone(), source }),
        }
    }

    /// Where a process of the database user works, asked as that user; `None` when it is not that user's process.
    pub fn working_dir_of(&self, pid: u32) -> Option<PathBuf> {
        let user = self.become_user.as_ref()?;
        let mut command = std::process::Command::new("readlink");
        command.arg("-n").arg(format!("/proc/{pid}/cwd")).uid(user.uid.as_raw()).gid(user.gid.as_raw());
        let output = command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| PathBuf::from(std::ffi::OsString::from_vec(output.stdout)))
    }

    /// A command that runs as the database user, in a process group of its own (Ctrl-C is for the recorder, which
    /// drains first), with an empty environment (root's `HOME` is of no use to another user), and that gets the signal
    /// when the *thread* that spawned it ends.
    pub fn command(&self, program: &Path, at_our_death: impl AsRef<OsStr>) -> tokio::process::Command {
        let mut command = if let Some(setpriv) = &self.setpriv {
            let mut command = tokio::process::Command::new(setpriv);
            command.arg("--pdeathsig").arg(at_our_death);
            if let Some(DatabaseUser { uid, gid, .. }) = &self.become_user {
                // No supplementary groups, as in `can_enter`, so that its answer holds.
                command.args([format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".into()]);
            }
            command.arg("--").arg(program);
            command
        } else {
            let mut command = tokio::process::Command::new(program);
            if let Some(user) = &self.become_user {
                command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
            }
            command
        };
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC").process_group(0).stdin(Stdio::null());
        command
    }

    fn name(&self) -> String {
        self.become_user.as_ref().map_or_else(|| geteuid().to_string(), |user| user.name.clone())
    }
}

fn find_setpriv() -> Option<PathBuf> {
    let setpriv = binaries::on_path("setpriv")?;
    let mut trial = std::process::Command::new(&setpriv);
    trial.args(["--pdeathsig", "INT", "true"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    trial.status().is_ok_and(|status| status.success()).then_some(setpriv)
}
