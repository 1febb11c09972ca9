//! Jobs: each slot once however many nodes, taken over when a node dies, harmless when run twice.

use std::sync::atomic::{AtomicU64, Ordering};

use time::Duration;
use verbatim::jobs::{
    Job, expire_windows, idle_conversations, keep_deliveries, keep_statistics, prune_job_runs, scheduler,
};

use crate::support::app::{NOON, TestApp};
use crate::support::cluster::until;
use crate::support::said::Said;

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(app.pool()).await.unwrap()
}

#[tokio::test]
async fn each_slot_is_run_by_one_node() {
    static RUNS: AtomicU64 = AtomicU64::new(0);
    let job = Job {
        name: "counted",
        schedule: "*/2 * * * * *",
        lease: Some(Duration::minutes(1)),
        run: |_| Box::pin(async { Ok(RUNS.fetch_add(1, Ordering::SeqCst)) }),
    };
    let app = TestApp::new().await;
    let nodes = [app.node().await, app.node().await];
    for slot in 0..20 {
        let at = NOON + Duration::seconds(2 * slot);
        let late = at + Duration::milliseconds(1900);
        let ran = tokio::join!(
            scheduler::tick(&app.app, &job, at),
            scheduler::tick(&nodes[0].app, &job, at),
            scheduler::tick(&nodes[1].app, &job, late),
        );
        let ran = [ran.0.unwrap(), ran.1.unwrap(), ran.2.unwrap()];
        assert_eq!(ran.iter().flatten().count(), 1, "slot {slot}: {ran:?}");
    }
    assert_eq!(RUNS.load(Ordering::SeqCst), 20);
    assert_eq!(count(&app, "select count(*) from job_runs where done_at is not null").await, 20);
}

#[tokio::test]
async fn a_run_whose_node_died_is_taken_over_by_one_other_once_its_lease_is_over() {
    static FAIL: AtomicU64 = AtomicU64::new(1);
    let job = Job {
        name: "failing",
        schedule: "0 0 * * * *",
        lease: Some(Duration::minutes(1)),
        run: |_| {
            Box::pin(async {
                anyhow::ensure!(FAIL.fetch_sub(1, Ordering::SeqCst) != 1, "the node is gone");
                Ok(7)
            })
        },
    };
    let app = TestApp::new().await;
    let heirs = [app.node().await, app.node().await];
    assert!(scheduler::tick(&app.app, &job, NOON).await.is_err());
    assert_eq!(scheduler::take_over(&heirs[0].app, &job).await.unwrap(), None, "the lease still runs");
    app.pass(Duration::minutes(1));
    let ran = tokio::join!(scheduler::take_over(&heirs[0].app, &job), scheduler::take_over(&heirs[1].app, &job));
    let ran = [ran.0.unwrap(), ran.1.unwrap()];
    assert!(ran.contains(&Some(7)) && ran.contains(&None), "{ran:?}");
    app.pass(Duration::minutes(5));
    assert_eq!(scheduler::take_over(&heirs[0].app, &job).await.unwrap(), None, "it is done");
}

#[tokio::test]
async fn old_runs_are_forgotten_but_the_newest_of_each_job() {
    let app = TestApp::new().await;
    for slot in [0, 1, 2] {
        let at = NOON + Duration::hours(slot);
        scheduler::tick(&app.app, &idle_conversations::JOB, at).await.unwrap();
    }
    app.pass(Duration::days(3));
    assert_eq!(prune_job_runs::run(app.app.clone()).await.unwrap(), 2);
    assert_eq!(count(&app, "select count(*) from job_runs").await, 1);
}

#[tokio::test]
async fn a_quiet_conversation_becomes_inactive_and_the_next_message_wakes_it() {
    let app = TestApp::new().await;
    let status = "select status from conversations";
    app.say(Said::by("15551230001", 0, "hello")).await;
    app.pass(Duration::minutes(30));
    assert_eq!(idle_conversations::run(app.app.clone()).await.unwrap(), 0, "the setting says 30 minutes");
    app.pass(Duration::seconds(1));
    assert_eq!(idle_conversations::run(app.app.clone()).await.unwrap(), 1);
    let now: String = sqlx::query_scalar(status).fetch_one(app.pool()).await.unwrap();
    assert_eq!(now, "inactive");
    app.say(Said::by("15551230001", 31, "still there?")).await;
    let now: String = sqlx::query_scalar(status).fetch_one(app.pool()).await.unwrap();
    assert_eq!(now, "active");
}

#[tokio::test]
async fn an_end_is_recorded_once_with_several_nodes_and_again_after_a_new_window() {
    let app = TestApp::new().await;
    let nodes = [app.node().await, app.node().await];
    let expire = async || {
        let ran = tokio::join!(
            expire_windows::run(app.app.clone()),
            expire_windows::run(nodes[0].app.clone()),
            expire_windows::run(nodes[1].app.clone()),
        );
        ran.0.unwrap() + ran.1.unwrap() + ran.2.unwrap()
    };
    // More than two batches, so that the nodes meet in the middle.
    for person in 0..1100 {
        app.say(Said::by(&format!("1555{person:07}"), 0, "hello")).await;
    }
    assert_eq!(expire().await, 0);
    app.pass(Duration::hours(24));
    let mut expired = expire().await;
    // What one node passed over because another was at it may wait for the next tick.
    expired += expire().await + expire().await;
    assert_eq!(expired, 1100);
    let events = "select count(*) from events where type = 'window.expired'";
    assert_eq!(count(&app, events).await, 1100);
    assert_eq!(
        count(&app, "select count(*) from conversations where window_expired_at = window_closes_at").await,
        1100
    );
    assert_eq!(expire().await, 0);
    // An older message that arrives late opens nothing; a new one does, and ends in its turn.
    app.say(Said::by("15550000007", -60, "sent before")).await;
    assert_eq!(expire().await, 0);
    app.say(Said::by("15550000007", 24 * 60, "sent now")).await;
    assert_eq!(expire().await, 0);
    app.pass(Duration::hours(24));
    assert_eq!(expire().await, 1);
    assert_eq!(count(&app, events).await, 1101);
}

#[tokio::test]
async fn deliveries_have_a_partition_for_each_day_and_old_days_go() {
    let app = TestApp::new().await;
    let tables = async || -> Vec<String> {
        sqlx::query_scalar(
            "select relname::text from pg_inherits join pg_class on oid = inhrelid
             where inhparent = 'deliveries'::regclass order by 1",
        )
        .fetch_all(app.pool())
        .await
        .unwrap()
    };
    let kept = "select count(*) from deliveries";
    // Before the first run a delivery goes into the default partition, and its day stays there.
    app.say(Said::by("15551230001", 0, "hello").delivered()).await;
    assert_eq!(keep_deliveries::run(app.app.clone()).await.unwrap(), 3);
    let ahead = ["deliveries_20260302", "deliveries_20260303", "deliveries_20260304", "deliveries_default"];
    assert_eq!(tables().await, ahead);
    assert_eq!(keep_deliveries::run(app.app.clone()).await.unwrap(), 0);
    app.pass(Duration::days(1));
    app.say(Said::by("15551230001", 24 * 60, "hello").delivered()).await;
    assert_eq!(count(&app, "select count(*) from deliveries_20260302").await, 1);
    let linked = "insert into delivery_conversations select c.id, d.id from conversations c, deliveries d";
    sqlx::query(linked).execute(app.pool()).await.unwrap();
    // keep_days after the first.
    app.pass(Duration::days(29) + Duration::seconds(1));
    keep_deliveries::run(app.app.clone()).await.unwrap();
    assert_eq!(count(&app, kept).await, 1, "the first day is over, the second is not");
    assert_eq!(count(&app, "select count(*) from delivery_conversations").await, 1);
    app.pass(Duration::days(2));
    keep_deliveries::run(app.app.clone()).await.unwrap();
    assert_eq!(count(&app, kept).await, 0);
    assert_eq!(count(&app, "select count(*) from delivery_conversations").await, 0);
    assert!(!tables().await.contains(&"deliveries_20260302".to_owned()));
}

#[tokio::test]
async fn a_table_that_grew_is_analysed_once() {
    let app = TestApp::new().await;
    sqlx::query("alter table customers set (autovacuum_enabled = off)").execute(app.pool()).await.unwrap();
    assert_eq!(keep_statistics::run(app.app.clone()).await.unwrap(), 0);
    sqlx::query("insert into customers (project_id, id, created_at) select $1, gen_random_uuid(), now() from generate_series(1, 500)")
        .bind(app.project)
        .execute(app.pool())
        .await
        .unwrap();
    until("the growth is reported", || async {
        sqlx::query_scalar("select n_live_tup >= 500 from pg_stat_user_tables where relname = 'customers'")
            .fetch_one(app.pool())
            .await
            .unwrap()
    })
    .await;
    assert_eq!(keep_statistics::run(app.app.clone()).await.unwrap(), 1);
    assert_eq!(keep_statistics::run(app.app.clone()).await.unwrap(), 0);
}
