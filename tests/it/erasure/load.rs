//! Deleting while the same conversations are being written: no ghosts, no lost message, true counters.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use sqlx::types::Uuid;
use verbatim::domain::event::EventKind;
use verbatim::domain::variable::{Variable, VariableSource};
use verbatim::jobs::index_search;
use verbatim::recorder::Intake;

use super::count;
use crate::support::app::{NOON, TestApp};
use crate::support::facts::contradictions;
use crate::support::said::Said;

const PEOPLE: i64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn deleting_under_load_leaves_no_ghosts() {
    let app = Arc::new(TestApp::new().await);
    let node = Arc::new(app.node().await);
    let over = Arc::new(AtomicBool::new(false));
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..6 {
        let at = if writer % 2 == 0 { Arc::clone(&app) } else { Arc::clone(&node) };
        let over = Arc::clone(&over);
        writers.spawn(async move {
            let mut told: i64 = 0;
            while !over.load(Ordering::Relaxed) {
                told += 1;
                let said = Said::by(&format!("1555000000{}", told % PEOPLE), told % 600, &format!("{writer} {told}"));
                let mut event = said.event(&at, NOON);
                if told % 3 == 0 {
                    let (name, value) = ("step".to_owned(), json!(told));
                    let set_at = NOON + time::Duration::seconds(told);
                    let variable = Variable { name, value, source: VariableSource::Extracted, set_at, message: None };
                    event.kind = EventKind::VariableSet(variable);
                }
                let intake = Intake { project: at.project, delivery: None, events: vec![event], received_at: NOON };
                at.record(intake).await.unwrap();
            }
            told
        });
    }
    let (indexer, till) = (Arc::clone(&app), Arc::clone(&over));
    let indexer = tokio::spawn(async move {
        while !till.load(Ordering::Relaxed) {
            index_search::run(&indexer.app, 0).await.unwrap();
        }
    });
    for _ in 0..25 {
        let ids: Vec<Uuid> = sqlx::query_scalar("select id from conversations").fetch_all(app.pool()).await.unwrap();
        let mut deletion = json!({"ids": ids, "dry_run": true});
        let (_, counted) = app.post("/api/v1/conversations/delete", &deletion).await;
        deletion["dry_run"] = json!(false);
        deletion["confirm_count"] = counted["matched"].clone();
        let (status, answer) = app.post("/api/v1/conversations/delete", &deletion).await;
        assert!(status == 200 || status == 409, "{status} {answer}");
    }
    over.store(true, Ordering::Relaxed);
    while let Some(told) = writers.join_next().await {
        assert!(told.unwrap() > 0);
    }
    indexer.await.unwrap();
    index_search::run(&app.app, 0).await.unwrap();
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    for ghosts in [
        "select count(*) from search_documents d where not exists (select 1 from conversations c where c.id = d.conversation_id)",
        "select count(*) from conversations c where not exists (select 1 from search_documents d where d.conversation_id = c.id)",
        "select count(*) from search_words w where documents <> (select count(*) from search_documents d where w.word = any (tsvector_to_array(d.words)))",
        "select count(*) from variables v where not exists (select 1 from conversations c where c.id = v.conversation_id)",
        "select count(*) from conversations c where not exists (select 1 from customers u where u.id = c.customer_id)",
        "select count(*) from customers u where not exists (select 1 from conversations c where c.customer_id = u.id)",
        "select count(*) from customer_identities i where not exists (select 1 from customers u where u.id = i.customer_id)",
    ] {
        assert_eq!(count(&app, ghosts).await, 0, "{ghosts}");
    }
}
