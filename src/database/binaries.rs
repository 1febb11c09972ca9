//! The programs of Postgres on this machine, and which of them may serve a data directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::DatabaseError;
use super::layout::Cluster;

/// What our statements and the tests' template databases need.
const OLDEST_MAJOR: u32 = 15;

/// Directories whose entries are one installation per major, and where its programs are below them.
const VERSIONED: [(&str, &str, &str); 4] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
];

/// One installation that has both `postgres` and `initdb`.
#[derive(Clone, Debug)]
pub(super) struct Binaries {
    pub dir: PathBuf,
    pub major: u32,
}

/// An existing cluster decides the major, never "the newest": a newer server refuses older files.
pub(super) fn choose(
    pg_bin: Option<&Path>,
    data_dir: &Path,
    cluster: Option<&Cluster>,
) -> Result<Binaries, DatabaseError> {
    let found = match pg_bin {
        Some(dir) => vec![inspect(dir).ok_or_else(|| DatabaseError::BadBinaries { dir: dir.to_path_buf() })?],
        None => installed(),
    };
    pick(&found, cluster.map(|cluster| cluster.major)).ok_or_else(|| match cluster {
        Some(cluster) => DatabaseError::OtherMajor {
            data_dir: data_dir.to_path_buf(),
            wanted: cluster.major,
            found: describe(&found),
        },
        None => DatabaseError::NoBinaries { found: describe(&found) },
    })
}

/// The first executable of that name in the directories of `PATH`.
pub(super) fn on_path(program: &str) -> Option<PathBuf> {
    path_dirs().map(|dir| dir.join(program)).find(|path| path.is_file())
}

fn pick(found: &[Binaries], wanted: Option<u32>) -> Option<Binaries> {
    let fits = |found: &&Binaries| wanted.map_or(found.major >= OLDEST_MAJOR, |wanted| found.major == wanted);
    found.iter().filter(fits).max_by_key(|found| found.major).cloned()
}

fn describe(found: &[Binaries]) -> String {
    if found.is_empty() {
        return "no PostgreSQL at all".into();
    }
    let each = found.iter().map(|found| format!("PostgreSQL {} in {}", found.major, found.dir.display()));
    each.collect::<Vec<_>>().join(" and ")
}

fn installed() -> Vec<Binaries> {
    let versioned = VERSIONED.iter().flat_map(|(parent, prefix, below)| {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        let matching = entries.filter(move |entry| entry.file_name().to_string_lossy().starts_with(prefix));
        matching.map(move |entry| entry.path().join(below))
    });
    let mut found: Vec<Binaries> = Vec::new();
    for binaries in versioned.chain(path_dirs()).filter_map(|dir| inspect(&dir)) {
        if found.iter().all(|known| known.dir != binaries.dir) {
            found.push(binaries);
        }
    }
    found
}

fn path_dirs() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter(|dir| dir.is_absolute()).collect::<Vec<_>>().into_iter()
}

fn inspect(dir: &Path) -> Option<Binaries> {
    let dir = dir.canonicalize().ok()?;
    let postgres = dir.join("postgres");
    if !postgres.is_file() || !dir.join("initdb").is_file() {
        return None;
    }
    let output = Command::new(postgres).arg("--version").output().ok()?;
    let major = major_of(&String::from_utf8_lossy(&output.stdout))?;
    Some(Binaries { dir, major })
}

/// Reads `postgres (PostgreSQL) 15.14 (Debian …)`; previews say `18beta1` or `19devel`.
fn major_of(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_is_read_from_every_spelling() {
        for (version, want) in [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", Some(15)),
            ("postgres (PostgreSQL) 18beta1\n", Some(18)),
            ("postgres (PostgreSQL) 19devel", Some(19)),
            ("postgres (PostgreSQL) 16", Some(16)),
            ("postgres (EnterpriseDB) 16.1", None),
            ("", None),
        ] {
            assert_eq!(major_of(version), want, "{version:?}");
        }
    }

    #[test]
    fn a_cluster_decides_the_major_and_a_new_one_takes_the_newest() {
        let found = [14, 17, 15].map(|major| Binaries { dir: "/bin".into(), major });
        for (what, found, wanted, want) in [
            ("new", &found[..], None, Some(17)),
            ("cluster", &found, Some(15), Some(15)),
            ("old cluster", &found, Some(14), Some(14)),
            ("cluster of a missing major", &found, Some(16), None),
            ("only too old", &found[..1], None, None),
            ("nothing", &[], None, None),
        ] {
            assert_eq!(pick(found, wanted).map(|binaries| binaries.major), want, "{what}");
        }
    }
}
