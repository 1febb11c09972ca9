//! The private directory of the Unix socket, and the address that leads there.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::DatabaseError;
use super::identity::Identity;
use super::layout::{Layout, make_private};

/// Our database in our cluster; `initdb` makes the role of the same name.
pub(super) const DATABASE: &str = "verbatim";

/// The database that every cluster has from the start.
pub(super) const MAINTENANCE: &str = "postgres";

/// Names the socket file; nothing listens on a network port.
pub(super) const PORT: u16 = 5432;

/// `sun_path` of Linux holds 108 bytes, the last of which is a NUL.
const LONGEST: usize = 107;

/// `run/` in the data directory, or a short directory elsewhere when the socket's path would not fit.
pub(super) fn choose(layout: &Layout, identity: &Identity) -> PathBuf {
    let run = layout.root.join("run");
    if fits(&run) {
        return run;
    }
    let mut name = String::from("verbatim-");
    for byte in &Sha256::digest(layout.root.as_os_str().as_bytes())[..8] {
        // Writing to a String cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    // Root's own runtime directory is closed to the user that runs Postgres.
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|dir| !dir.is_empty() && !identity.is_root());
    runtime
        .map(|dir| Path::new(&dir).join(&name))
        .filter(|dir| dir.is_absolute() && fits(dir))
        .unwrap_or_else(|| Path::new("/tmp").join(name))
}

/// Makes it private to the user that runs Postgres (the directory is the gate: whoever enters it is trusted), and
/// clears what a killed Postgres left: call it only when no postmaster runs.
pub(super) fn prepare(dir: &Path, layout: &Layout, identity: &Identity) -> Result<(), DatabaseError> {
    make_private(dir)?;
    let found = fs::symlink_metadata(dir).map_err(DatabaseError::at(dir))?;
    let (uid, gid) = identity.ids();
    if found.uid() != uid || !found.is_dir() {
        // In a place open to all, another owner may be an impostor; inside the data directory it is an earlier user.
        let ours = dir.starts_with(&layout.root) || found.uid() == nix::unistd::geteuid().as_raw();
        if !ours || !found.is_dir() {
            return Err(DatabaseError::ForeignSocketDir { path: dir.to_path_buf() });
        }
        chown(dir, Some(uid), Some(gid)).map_err(DatabaseError::at(dir))?;
    }
    if found.mode() & 0o077 != 0 {
        fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o700))
            .map_err(DatabaseError::at(dir))?;
    }
    for left in [format!(".s.PGSQL.{PORT}"), format!(".s.PGSQL.{PORT}.lock")] {
        match fs::remove_file(dir.join(left)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(DatabaseError::at(dir)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Port and `sslmode` are spelled out so that `PGPORT` and `PGSSLMODE` of the environment cannot lead elsewhere.
pub(super) fn url(dir: &Path, database: &str) -> String {
    let mut host = String::new();
    for &byte in dir.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            host.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(host, "%{byte:02X}");
        }
    }
    format!("postgres://{DATABASE}@localhost:{PORT}/{database}?host={host}&sslmode=disable")
}

fn fits(dir: &Path) -> bool {
    dir.join(format!(".s.PGSQL.{PORT}")).as_os_str().len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_any_path() {
        for (what, dir, want) in [
            ("plain", "/srv/data/run", "host=/srv/data/run&"),
            ("space and plus", "/a b+c/run", "host=/a%20b%2Bc/run&"),
            ("ampersand and percent", "/a&b%/run", "host=/a%26b%25/run&"),
            ("not ASCII", "/dätä", "host=/d%C3%A4t%C3%A4&"),
        ] {
            let url = url(Path::new(dir), "verbatim");
            assert!(url.contains(want), "{what}: {url}");
            let options: sqlx::postgres::PgConnectOptions = url.parse().expect(what);
            assert_eq!(options.get_socket().map(PathBuf::as_path), Some(Path::new(dir)), "{what}");
        }
    }

    #[test]
    fn the_longest_socket_path_is_the_kernels() {
        for (length, want) in [(93, true), (94, false)] {
            let dir = format!("/{}", "d".repeat(length - 1));
            assert_eq!(fits(Path::new(&dir)), want, "{length}");
        }
    }
}
