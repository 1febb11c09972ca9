//! Where Postgres comes from: starts, crashes, sharing, and every refusal.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test, saying at which step")]

mod crashes;
mod opener;
mod pool;
mod refusals;
mod sharing;
mod starts;

use std::io::Write;
use std::path::Path;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{Connection, PgConnection};
use verbatim::database::{Database, Settings};

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
