//! What cannot work is refused in one sentence that says how to mend it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::PathBuf;

use nix::unistd::{User, geteuid};
use verbatim::database::{Database, Settings, default_data_dir};

use super::{say_skipped, used_data_dir};
use crate::support::cluster::{open_directory, settings};

async fn refusal(settings: &Settings) -> String {
    match Database::open(settings).await {
        Ok(_) => panic!("opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_cluster_of_another_major_is_refused_with_the_way_out() {
    let dir = open_directory();
    let data_dir = dir.path().join("data");
    fs::create_dir_all(data_dir.join("pg/99")).expect("cluster");
    fs::write(data_dir.join("pg/99/PG_VERSION"), "99\n").expect("version");
    if geteuid().is_root() {
        let owner = User::from_name("nobody").expect("users").expect("nobody");
        chown(data_dir.join("pg/99"), Some(owner.uid.as_raw()), None).expect("chown");
    }
    let text = refusal(&settings(&data_dir)).await;
    for part in ["holds a cluster of PostgreSQL 99", "found was PostgreSQL ", "apt-get install postgresql-99"] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
}

#[tokio::test]
async fn a_directory_without_the_programs_is_refused_by_name() {
    let dir = open_directory();
    let pg_bin = Some(dir.path().to_path_buf());
    let text = refusal(&Settings { pg_bin, ..settings(&dir.path().join("data")) }).await;
    assert!(text.contains(&format!("{} has no working `postgres` and `initdb`", dir.path().display())), "{text}");
}

#[tokio::test]
async fn a_postgres_that_cannot_start_is_quoted() {
    let dir = open_directory();
    let extra = vec![("shared_buffers".into(), "plenty".into())];
    let text = refusal(&Settings { extra, ..settings(&used_data_dir(&dir).await) }).await;
    assert!(text.contains("invalid value for parameter \"shared_buffers\": \"plenty\""), "{text}");
    assert!(text.contains("postgres.log"), "{text}");
}

#[tokio::test]
async fn below_a_private_home_root_gets_one_clear_sentence() {
    if !geteuid().is_root() {
        return say_skipped(
            "only root has Postgres run as somebody else: below_a_private_home_root_gets_one_clear_sentence",
        );
    }
    let dir = open_directory();
    let home = dir.path().join("home");
    fs::create_dir(&home).expect("home");
    fs::set_permissions(&home, Permissions::from_mode(0o700)).expect("private");
    let text = refusal(&settings(&home.join("data"))).await;
    assert!(text.contains("cannot enter") && text.contains("/var/lib/verbatim"), "{text}");
    for (what, default, want) in [
        ("private", home.join("data/deeper"), PathBuf::from("/var/lib/verbatim")),
        ("open", dir.path().join("data"), dir.path().join("data")),
    ] {
        assert_eq!(default_data_dir(&default, None), want, "{what}");
    }
}

#[tokio::test]
async fn a_user_that_does_not_exist_is_named() {
    if !geteuid().is_root() {
        return say_skipped("only root chooses the user: a_user_that_does_not_exist_is_named");
    }
    let dir = open_directory();
    let pg_user = Some("no-such-user".to_owned());
    let text = refusal(&Settings { pg_user, ..settings(&dir.path().join("data")) }).await;
    assert!(text.contains("there is no user `no-such-user`"), "{text}");
}
