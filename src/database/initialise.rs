//! Makes a new cluster, whole or not at all.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, chown, lchown};
use std::path::Path;

use super::binaries::Binaries;
use super::error::DatabaseError;
use super::identity::Identity;
use super::layout::{Cluster, Layout, make_private};
use super::socket::DATABASE;

/// In order of preference: C sorts by bytes and so survives an upgrade of the C library, which reorders indexes
/// otherwise; plain `C` knows no upper and lower case beyond ASCII.
const LOCALES: [&str; 3] = ["C.UTF-8", "en_US.UTF-8", "C"];

/// initdb works in `pg.tmp`, which is renamed when complete, so that a crash leaves no half cluster behind.
pub(super) async fn initialise(
    layout: &Layout,
    identity: &Identity,
    binaries: &Binaries,
    durable: bool,
) -> Result<Cluster, DatabaseError> {
    let unfinished = layout.unfinished();
    let (uid, gid) = identity.ids();
    let mut lines = String::new();
    for locale in LOCALES {
        if let Err(error) = fs::remove_dir_all(&unfinished)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(DatabaseError::at(&unfinished)(error));
        }
        make_private(&unfinished)?;
        chown(&unfinished, Some(uid), Some(gid)).map_err(DatabaseError::at(&unfinished))?;
        let mut initdb = identity.command(&binaries.dir.join("initdb"), "KILL");
        initdb.arg("-D").arg(&unfinished).current_dir(&unfinished);
        initdb.args(["-U", DATABASE, "-E", "UTF8", "--data-checksums", "--locale", locale]);
        initdb.args(["--auth-local=trust", "--auth-host=scram-sha-256"]);
        if !durable {
            initdb.arg("--no-sync");
        }
        let output = initdb.output().await.map_err(DatabaseError::at(binaries.dir.join("initdb")))?;
        if output.status.success() {
            return publish(layout, binaries.major, (uid, gid), durable);
        }
        let stderr = String::from_utf8_lossy(&output.stderr);
        lines = stderr.lines().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" | ");
        if !stderr.contains("locale") {
            break;
        }
    }
    Err(DatabaseError::Initialise { dir: layout.root.clone(), lines })
}

/// The rename must be on disk before the first commit is, or a power cut could leave the commits under a name that the
/// next start removes.
fn publish(layout: &Layout, major: u32, (uid, gid): (u32, u32), durable: bool) -> Result<Cluster, DatabaseError> {
    let clusters = layout.clusters();
    make_private(&clusters)?;
    chown(&clusters, Some(uid), Some(gid)).map_err(DatabaseError::at(&clusters))?;
    let dir = clusters.join(major.to_string());
    fs::rename(layout.unfinished(), &dir).map_err(DatabaseError::at(&dir))?;
    if durable {
        for parent in [&clusters, &layout.root] {
            File::open(parent).and_then(|parent| parent.sync_all()).map_err(DatabaseError::at(parent))?;
        }
    }
    Ok(Cluster { dir, major, uid, gid })
}

/// Gives everything below to the user that runs Postgres, after that user changed; symbolic links are not followed.
pub(super) fn give(path: &Path, (uid, gid): (u32, u32)) -> io::Result<()> {
    let found = fs::symlink_metadata(path)?;
    if found.uid() != uid {
        lchown(path, Some(uid), Some(gid))?;
    }
    if found.is_dir() {
        for entry in fs::read_dir(path)? {
            give(&entry?.path(), (uid, gid))?;
        }
    }
    Ok(())
}
