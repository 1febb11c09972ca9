//! First and later starts, as root and not.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{User, geteuid};
use verbatim::database::Settings;

use super::opener::{CHILD_DATA_DIR, Opener};
use super::{count, fill, is_running, open, say_skipped, show, used_data_dir};
use crate::support::cluster::{open_directory, settings, until};

#[tokio::test]
async fn a_first_start_is_private_and_a_restart_keeps_the_data() {
    let dir = open_directory();
    let settings = settings(&dir.path().join("data"));
    let database = open(&settings).await;
    fill(database.url(), 10).await;
    for (name, want) in [
        ("listen_addresses", ""),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("jit", "off"),
        ("lc_collate", "C.UTF-8"),
    ] {
        assert_eq!(show(database.url(), name).await, want, "{name}");
    }
    let run = fs::metadata(dir.path().join("data/run")).expect("run");
    assert_eq!(run.mode() & 0o777, 0o700);
    let pid = database.postmaster_pid().expect("pid");
    let process = fs::metadata(format!("/proc/{pid}")).expect("process");
    assert_ne!(process.uid(), 0, "Postgres does not run as root");
    assert_eq!(process.uid(), run.uid());
    database.stop().await;
    assert!(!is_running(pid), "stop waits for the end");
    let database = open(&settings).await;
    assert_eq!(count(database.url()).await, 10);
    database.stop().await;
}

#[tokio::test]
async fn extra_settings_win_over_ours() {
    let dir = open_directory();
    let extra = vec![("max_wal_size".into(), "3GB".into()), ("work_mem".into(), "5MB".into())];
    let database = open(&Settings { extra, durable: false, ..settings(&used_data_dir(&dir).await) }).await;
    for (name, want) in [("max_wal_size", "3GB"), ("work_mem", "5MB"), ("fsync", "off")] {
        assert_eq!(show(database.url(), name).await, want, "{name}");
    }
    database.stop().await;
}

#[tokio::test]
async fn a_database_that_is_dropped_without_a_stop_ends_too() {
    let dir = open_directory();
    let database = open(&settings(&used_data_dir(&dir).await)).await;
    let pid = database.postmaster_pid().expect("pid");
    drop(database);
    until("Postgres has ended", || async { !is_running(pid) }).await;
}

#[tokio::test]
async fn a_data_directory_with_a_long_and_odd_path_works() {
    let dir = open_directory();
    let data_dir = dir.path().join("a, \"b\" & ü%+".repeat(8));
    let database = open(&settings(&data_dir)).await;
    assert!(database.url().contains("verbatim-"), "the socket moved to a short directory: {}", database.url());
    let shared = open(&settings(&data_dir)).await;
    assert_eq!(shared.url(), database.url());
    shared.stop().await;
    let socket =
        database.url().split_once("host=").and_then(|(_, rest)| rest.split_once('&')).expect("host").0.to_owned();
    assert!(Path::new(&socket).exists());
    database.stop().await;
    assert!(!Path::new(&socket).exists(), "nothing is left in /tmp");
    // A short one has its socket inside, odd characters and all.
    let database = open(&settings(&dir.path().join("a, \"b\" &+"))).await;
    assert!(database.url().contains("/run&"), "{}", database.url());
    database.stop().await;
}

/// As an ordinary user every other test shows this; as root this one becomes one.
#[tokio::test]
async fn an_ordinary_user_needs_nothing_of_root() {
    let dir = open_directory();
    let data_dir = dir.path().join("data");
    let opener = if geteuid().is_root() {
        let nobody = User::from_name("nobody").expect("users").expect("nobody");
        fs::create_dir(&data_dir).expect("data");
        chown(&data_dir, Some(nobody.uid.as_raw()), Some(nobody.gid.as_raw())).expect("chown");
        // The checkout may be closed to others.
        let copy = dir.path().join("it");
        fs::copy(std::env::current_exe().expect("own path"), &copy).expect("copy");
        let data = data_dir.clone();
        Opener::start(&data_dir, move |command| {
            *command = Command::new(copy);
            command.args(["--ignored", "--exact", "database::opener::keeps_a_database_open"]);
            command.env(CHILD_DATA_DIR, data).stdin(Stdio::piped()).stdout(Stdio::piped());
            command.uid(nobody.uid.as_raw()).gid(nobody.gid.as_raw()).current_dir("/");
        })
    } else {
        Opener::start(&data_dir, |_| {})
    };
    fill(&opener.url, 10).await;
    assert_eq!(count(&opener.url).await, 10);
    let process = fs::metadata(format!("/proc/{}", opener.postmaster)).expect("process");
    assert_eq!(process.uid(), fs::metadata(&data_dir).expect("data").uid());
    opener.finish();
}

#[tokio::test]
async fn another_user_takes_the_cluster_over_when_root_says_so() {
    if !geteuid().is_root() {
        return say_skipped("only root chooses the user: another_user_takes_the_cluster_over_when_root_says_so");
    }
    let dir = open_directory();
    let settings = settings(&used_data_dir(&dir).await);
    let nobody = User::from_name("nobody").expect("users").expect("nobody").uid.as_raw();
    let database = open(&settings).await;
    fill(database.url(), 10).await;
    database.stop().await;
    // Asked for once, kept from then on.
    for pg_user in [Some("nobody".to_owned()), None] {
        let database = open(&Settings { pg_user, ..settings.clone() }).await;
        let process = format!("/proc/{}", database.postmaster_pid().expect("pid"));
        assert_eq!(fs::metadata(process).expect("process").uid(), nobody);
        assert_eq!(count(database.url()).await, 10);
        database.stop().await;
    }
}
