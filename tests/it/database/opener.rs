//! Another process that opens the database, to be killed or shared with.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test, saying at which step")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use verbatim::database::Database;

use crate::support::cluster::settings;

/// Names the data directory for the child process below.
pub const CHILD_DATA_DIR: &str = "VERBATIM_TEST_CHILD_DATA_DIR";

/// The other process of several tests: opens the database, prints its address and process, and keeps it until its
/// standard input ends or it is killed.
#[tokio::test]
#[ignore = "other tests run it as a process of its own"]
async fn keeps_a_database_open() {
    let data_dir = std::env::var_os(CHILD_DATA_DIR).expect("run by another test");
    let database = Database::open(&settings(Path::new(&data_dir))).await.expect("open");
    // Not `println`, which the test harness captures.
    writeln!(std::io::stdout(), "\nopened {} {}", database.postmaster_pid().expect("pid"), database.url())
        .expect("print");
    std::io::stdin().lines().for_each(drop);
    database.stop().await;
}

/// That other process.
pub(super) struct Opener {
    pub process: Child,
    pub postmaster: u32,
    pub url: String,
}

impl Opener {
    pub fn start(data_dir: &Path, adjust: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("own path"));
        command.args(["--ignored", "--exact", "database::opener::keeps_a_database_open"]);
        command.env(CHILD_DATA_DIR, data_dir).stdin(Stdio::piped()).stdout(Stdio::piped());
        adjust(&mut command);
        let mut process = command.spawn().expect("start the other process");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let opened = lines.find_map(|line| line.expect("read").strip_prefix("opened ").map(str::to_owned));
        let opened = opened.expect("the other process opened the database");
        let (postmaster, url) = opened.split_once(' ').expect("pid and address");
        // Reading on keeps the pipe from breaking under the harness's last words.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, postmaster: postmaster.parse().expect("pid"), url: url.to_owned() }
    }

    pub fn kill(mut self) {
        self.process.kill().expect("kill -9");
        self.process.wait().expect("reap");
    }

    pub fn finish(mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().expect("reap").success(), "the other process ends well");
    }
}
