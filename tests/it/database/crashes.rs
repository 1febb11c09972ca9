//! Every way to be killed, and the start after it.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::Signal;

use super::opener::Opener;
use super::{count, fill, is_running, open, show, signal, used_data_dir};
use crate::support::cluster::{open_directory, settings, until};

#[tokio::test]
async fn after_kill_9_of_the_parent_postgres_ends_and_the_next_start_finds_all_rows() {
    let dir = open_directory();
    let data_dir = used_data_dir(&dir).await;
    let opener = Opener::start(&data_dir, |_| {});
    fill(&opener.url, 200).await;
    let before = opener.postmaster;
    opener.kill();
    let database = open(&settings(&data_dir)).await;
    assert_eq!(count(database.url()).await, 200);
    assert_ne!(database.postmaster_pid(), Some(before), "the old one got its signal");
    assert!(!is_running(before));
    database.stop().await;
}

#[tokio::test]
async fn after_kill_9_of_everything_the_next_start_finds_all_rows() {
    let dir = open_directory();
    let data_dir = used_data_dir(&dir).await;
    let opener = Opener::start(&data_dir, |_| {});
    fill(&opener.url, 200).await;
    // The supervisor must not get the time to start it again.
    signal(opener.process.id(), Signal::SIGSTOP);
    signal(opener.postmaster, Signal::SIGKILL);
    opener.kill();
    let database = open(&settings(&data_dir)).await;
    assert_eq!(count(database.url()).await, 200);
    database.stop().await;
}

#[tokio::test]
async fn after_kill_9_of_postgres_the_supervisor_brings_it_back_with_all_rows() {
    let dir = open_directory();
    let database = open(&settings(&used_data_dir(&dir).await)).await;
    fill(database.url(), 200).await;
    let before = database.postmaster_pid().expect("pid");
    signal(before, Signal::SIGKILL);
    until("Postgres is back", || async { database.postmaster_pid().is_some_and(|pid| pid != before) }).await;
    assert_eq!(count(database.url()).await, 200);
    let after = database.postmaster_pid().expect("pid");
    database.stop().await;
    assert!(!is_running(after));
}

#[tokio::test]
async fn a_postgres_that_outlived_its_parent_is_adopted_and_stopped() {
    let dir = open_directory();
    let data_dir = used_data_dir(&dir).await;
    // Without setpriv, as on macOS, nobody tells Postgres that its parent died.
    let bin = dir.path().join("bin");
    fs::create_dir(&bin).expect("bin");
    for program in ["true", "readlink"] {
        symlink(Path::new("/usr/bin").join(program), bin.join(program)).expect("link");
    }
    let opener = Opener::start(&data_dir, |command| {
        command.env("PATH", &bin);
    });
    fill(&opener.url, 10).await;
    let orphan = opener.postmaster;
    opener.kill();
    let database = open(&settings(&data_dir)).await;
    assert_eq!(database.postmaster_pid(), Some(orphan));
    assert_eq!(count(database.url()).await, 10);
    database.stop().await;
    // It gives its pid file up, which is all that tells of it, shortly before it is gone.
    for _ in 0..200 {
        if !is_running(orphan) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("an adopted Postgres is stopped like a child");
}

#[tokio::test]
async fn a_stale_pid_file_does_not_hold_up_the_start() {
    let dir = open_directory();
    let data_dir = used_data_dir(&dir).await;
    let settings = settings(&data_dir);
    let database = open(&settings).await;
    fill(database.url(), 10).await;
    let major = show(database.url(), "server_version_num").await.parse::<u32>().expect("version") / 10_000;
    let cluster = data_dir.join("pg").join(major.to_string());
    let socket_lock = data_dir.join("run/.s.PGSQL.5432.lock");
    let pid_file = fs::read_to_string(cluster.join("postmaster.pid")).expect("pid file");
    let dead = database.postmaster_pid().expect("pid");
    database.stop().await;
    let owner = fs::metadata(&cluster).expect("cluster");
    let mut namesake = Command::new("sleep");
    namesake.arg("600").uid(owner.uid()).gid(owner.gid());
    let mut namesake = namesake.spawn().expect("a live process of the same user");
    for (what, pid) in [
        ("init", "1".to_owned()),
        ("a live process of the same user", namesake.id().to_string()),
        ("ourselves", std::process::id().to_string()),
        ("a dead process", dead.to_string()),
        ("nonsense", "?".to_owned()),
    ] {
        let rest = pid_file.split_once('\n').expect("lines").1;
        for file in [&cluster.join("postmaster.pid"), &socket_lock] {
            fs::write(file, format!("{pid}\n{rest}")).expect("write");
            chown(file, Some(owner.uid()), Some(owner.gid())).expect("chown");
        }
        let database = open(&settings).await;
        assert_eq!(count(database.url()).await, 10, "{what}");
        database.stop().await;
    }
    fs::write(cluster.join("postmaster.pid"), "").expect("cut short by a crash");
    let database = open(&settings).await;
    assert_eq!(count(database.url()).await, 10, "an empty file");
    database.stop().await;
    namesake.kill().expect("end it");
    namesake.wait().expect("reap");
}

#[tokio::test]
async fn half_a_cluster_from_a_crash_is_made_anew() {
    let dir = open_directory();
    let unfinished = dir.path().join("data/pg.tmp/base");
    fs::create_dir_all(&unfinished).expect("half a cluster");
    fs::write(unfinished.join("1"), "half").expect("half a file");
    open(&settings(&dir.path().join("data"))).await.stop().await;
    assert!(!dir.path().join("data/pg.tmp").exists());
}
