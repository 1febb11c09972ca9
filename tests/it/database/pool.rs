//! Pools and migrations, on a database of their own.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use verbatim::database::{DatabaseError, Planning, PoolSettings, connect_pool, migrate};

use super::{say_skipped, signal};
use crate::support::cluster::{TestDb, until};

#[tokio::test]
async fn sessions_carry_their_deadlines() {
    let db = TestDb::new().await;
    for (planning, plan_cache_mode) in
        [(Planning::Server, "auto"), (Planning::Each, "force_custom_plan"), (Planning::Once, "force_generic_plan")]
    {
        let settings = PoolSettings { planning, application_name: "a test".into(), ..PoolSettings::default() };
        let pool = db.pool(settings).await;
        for (name, want) in [
            ("statement_timeout", "5s"),
            ("lock_timeout", "3s"),
            ("idle_in_transaction_session_timeout", "10s"),
            ("plan_cache_mode", plan_cache_mode),
            ("application_name", "a test"),
        ] {
            let found: String =
                sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(&pool).await.expect("show");
            assert_eq!(found, want, "{name}");
        }
        pool.close().await;
    }
}

#[tokio::test]
async fn a_connection_that_died_silently_is_replaced_within_the_pings_deadline() {
    if std::env::var_os("DATABASE_URL").is_some() {
        // Its process numbers may be another machine's.
        return say_skipped(
            "needs a server of its own: a_connection_that_died_silently_is_replaced_within_the_pings_deadline",
        );
    }
    let db = TestDb::new().await;
    let pool = db.pool(PoolSettings::default()).await;
    let backend: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&pool).await.expect("backend");
    until("the connection is back in the pool", || async { pool.num_idle() == 1 }).await;
    let frozen = u32::try_from(backend).expect("pid");
    // A stopped process answers as little as a machine that lost its power.
    signal(frozen, Signal::SIGSTOP);
    // The signal takes effect a moment later, and in that moment the ping could still be answered.
    let state = || std::fs::read_to_string(format!("/proc/{frozen}/stat")).expect("its state");
    until("the backend stands still", || std::future::ready(state().contains(") T "))).await;
    // What answered within the last second is not asked again.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let started = Instant::now();
    let other = sqlx::query_scalar::<_, i32>("select pg_backend_pid()").fetch_one(&pool).await;
    signal(frozen, Signal::SIGCONT);
    assert_ne!(other.expect("another connection"), backend);
    assert!(started.elapsed() < Duration::from_millis(2900), "{:?}", started.elapsed());
    pool.close().await;
}

#[tokio::test]
async fn a_pool_on_a_wrong_address_says_so() {
    let error = connect_pool("postgres://nobody@127.0.0.1:1/none", PoolSettings::default()).await;
    assert!(matches!(error, Err(DatabaseError::Connect(_))), "{error:?}");
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let db = TestDb::new().await;
    let pool = db.pool(PoolSettings::default()).await;
    let applied = "select count(*) from _sqlx_migrations";
    let before: i64 = sqlx::query_scalar(applied).fetch_one(&pool).await.expect("count");
    assert!(before > 0, "the template is migrated");
    migrate(db.url()).await.expect("migrate again");
    let after: i64 = sqlx::query_scalar(applied).fetch_one(&pool).await.expect("count");
    assert_eq!(before, after);
    pool.close().await;
}
