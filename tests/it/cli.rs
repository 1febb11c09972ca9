//! The program as people start it.

use std::path::Path;
use std::process::{Command, Output};

use verbatim::http::auth::fingerprint;
use verbatim::store;

use crate::support::app::{NOON, TestApp};
use crate::support::cluster::TestDb;

/// Runs a subcommand over a database and a data directory of its own, and nothing else from the environment.
fn verbatim(database_url: &str, data_dir: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(arguments)
        .env_clear()
        .env("DATABASE_URL", database_url)
        .env("VERBATIM_DATA_DIR", data_dir)
        .env("VERBATIM_LISTEN", "127.0.0.1:0")
        // Nobody listens there, and nothing leaves this machine.
        .env("VERBATIM__WHATSAPP__GRAPH_URL", "http://127.0.0.1:9")
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_for_the_scopes_that_were_named() {
    let app = TestApp::new().await;
    let dir = tempfile::tempdir().unwrap();
    let url = app.database_url();
    let made = verbatim(url, dir.path(), &["key", "create", "--name", "ci", "--scope", "write,read"], &[]);
    let key = text(&made.stdout);
    assert!(key.starts_with("vb_") && key.trim_end().len() == 46, "{key} {}", text(&made.stderr));
    let mut conn = app.pool().acquire().await.unwrap();
    let found = store::keys::find(&mut conn, &fingerprint(key.trim_end()), NOON).await.unwrap().unwrap();
    assert_eq!(found.scopes, ["read", "write"]);
    assert_eq!(found.project_id, app.project.0);
    for (what, arguments, want) in [
        ("unknown scope", &["key", "create", "--name", "a", "--scope", "all"][..], "possible values: read, review"),
        ("unknown project", &["key", "create", "--name", "a", "--scope", "read", "--project", "7"], "no project `7`"),
        ("no name", &["key", "create", "--name", " ", "--scope", "read"], "--name: expected 1 to 200"),
    ] {
        let refused = verbatim(url, dir.path(), arguments, &[]);
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{what}");
        assert!(text(&refused.stderr).contains(want), "{what}: {}", text(&refused.stderr));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_what_is_wrong_and_says_how_to_mend_it() {
    let app = TestApp::new().await;
    let dir = tempfile::tempdir().unwrap();
    let url = app.database_url();
    let key = "5a".repeat(32);
    let well = verbatim(url, dir.path(), &["doctor"], &[("VERBATIM__SECRETS__KEY", &key)]);
    let report = text(&well.stdout);
    for line in [
        "ok: every setting",
        "ok: the schema is up to date",
        "ok: the sealing key opens all 1",
        "warn: http://127.0.0.1:9 does not answer — ",
    ] {
        assert!(report.contains(line), "{line} is not in {report}");
    }
    let foreign = "00".repeat(32);
    for (what, settings, line) in [
        (
            "another sealing key",
            ("VERBATIM__SECRETS__KEY", foreign.as_str()),
            "fail: the sealing key does not open the secrets of channel Shop — ",
        ),
        ("no sealing key", ("VERBATIM__SECRETS__KEY", ""), "fail: 1 secrets are stored, but their key"),
        ("no database", ("DATABASE_URL", "postgres://127.0.0.1:9/none"), "fail: the database cannot be reached"),
        ("a bad setting", ("VERBATIM__RECORDER__BATCH", "0"), "fail: setting `recorder.batch`"),
    ] {
        let ill = verbatim(url, dir.path(), &["doctor"], &[("VERBATIM__SECRETS__KEY", &key), settings]);
        assert_eq!(ill.status.code(), Some(1), "{what}");
        assert!(text(&ill.stdout).contains(line), "{what}: {}", text(&ill.stdout));
    }
    assert!(!dir.path().join("secret.key").exists(), "looking made a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_setting_stops_the_start_with_one_line() {
    let db = TestDb::new().await;
    let dir = tempfile::tempdir().unwrap();
    for (name, value, want) in [
        ("VERBATIM__RECORDER__QUEUES", "5", "queues"),
        ("VERBATIM_LISTEN", "nowhere", "`listen`"),
        ("VERBATIM__LOG__LEVEL", "a=b=c", "`log.level`"),
        ("VERBATIM_BOOTSTRAP_KEY", "hunter2", "`secrets.bootstrap_key`"),
        ("VERBATIM_CONFIG", "/nowhere.toml", "/nowhere.toml"),
        ("VERBATIM__SECRETS__KEY", "hunter2", "`secrets.key`"),
        ("DATABASE_URL", "postgres://u:hunter2@127.0.0.1:9/none", "database"),
    ] {
        let stopped = verbatim(db.url(), dir.path(), &["serve"], &[(name, value)]);
        let said = text(&stopped.stderr);
        assert!(!stopped.status.success(), "{name}");
        assert!(said.contains("verbatim: ") && said.contains(want), "{name}: {said}");
        assert!(!said.contains("hunter2"), "{name}: {said}");
    }
}
