//! Where Postgres comes from: starts, crashes, sharing, and every refusal.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test, saying at which step")]

mod crashes;
mod opener;
mod pool;
mod refusals;
mod sharing;
mod starts;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use verbatim::database::{Database, Settings};

use crate::support::cluster::{open_directory, settings};

/// A data directory with a stopped, empty cluster, for [`used_data_dir`] to copy.
static SEED: OnceCell<TempDir> = OnceCell::const_new();

/// A data directory that was started before: where the first start is not the point, a copy spares a second of work.
async fn used_data_dir(dir: &TempDir) -> PathBuf {
    let make_seed = || async {
        let dir = open_directory();
        open(&settings(&dir.path().join("data"))).await.stop().await;
        dir
    };
    let seed = SEED.get_or_init(make_seed).await.path().join("data");
    let copy = dir.path().join("data");
    assert!(Command::new("cp").arg("-a").args([&seed, &copy]).status().expect("cp").success());
    copy
}

fn signal(pid: u32, signal: Signal) {
    kill(Pid::from_raw(i32::try_from(pid).expect("pid")), signal).expect("send a signal");
}

fn is_running(pid: u32) -> bool {
    Path::new("/proc").join(pid.to_string()).join("cwd").read_link().is_ok()
}

async fn fill(url: &str, rows: i32) {
    let mut connection = PgConnection::connect(url).await.expect("connect");
    sqlx::query("create table kept (n int primary key)").execute(&mut connection).await.expect("create");
    for n in 0..rows {
        sqlx::query("insert into kept values ($1)").bind(n).execute(&mut connection).await.expect("insert");
    }
}

async fn count(url: &str) -> i64 {
    let mut connection = PgConnection::connect(url).await.expect("connect");
    sqlx::query_scalar("select count(*) from kept").fetch_one(&mut connection).await.expect("count")
}

async fn show(url: &str, name: &str) -> String {
    let mut connection = PgConnection::connect(url).await.expect("connect");
    sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(&mut connection).await.expect("show")
}

async fn open(settings: &Settings) -> Database {
    Database::open(settings).await.expect("open")
}

/// Writes past the harness, which hides what passing tests print.
fn say_skipped(why: &str) {
    writeln!(std::io::stderr(), "SKIPPED, {why}").expect("print");
}
