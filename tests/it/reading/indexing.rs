//! How the search documents follow what changes: names, aliases, merged conversations, several nodes at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use time::Duration;
use verbatim::domain::customer::IdentityKind;
use verbatim::jobs::index_search;

use super::search::{index, vocabulary_is_exact};
use super::{list, previews, write};
use crate::support::app::{NOON, TestApp, envelope};
use crate::support::said::Said;

/// The versions of all rows of documents, locks included.
async fn versions(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar("select concat_ws(' ', ctid, xmin, xmax) from search_documents order by 1")
        .fetch_all(app.pool())
        .await
        .unwrap()
}

async fn found(app: &TestApp, q: &str) -> usize {
    list(app, &format!("q={q}")).await["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_message_without_new_words_leaves_the_document_alone() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "where is my order").await;
    assert_eq!(index(&app).await, 1);
    let before = versions(&app).await;
    write(&app, "15551230001", 1, "My order: WHERE is it?").await;
    assert_eq!(index(&app).await, 1, "`it` is new");
    let between = versions(&app).await;
    assert_ne!(before, between);
    write(&app, "15551230001", 2, "is it my order?").await;
    assert_eq!(index(&app).await, 0);
    assert_eq!(versions(&app).await, between);
    assert_eq!(found(&app, "where it").await, 1);
}

#[tokio::test]
async fn a_new_name_and_a_new_alias_lead_to_what_was_said_before() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "hello").await;
    index(&app).await;
    app.accept(&envelope(&json!({
        "contacts": [{"profile": {"name": "Grace Sample"}, "wa_id": "15551230001"}],
        "messages": [{
            "from": "15551230001", "id": "wamid.again", "timestamp": (NOON + Duration::minutes(1)).unix_timestamp().to_string(),
            "type": "text", "text": {"body": "hello"},
        }],
    })))
    .await;
    index(&app).await;
    assert_eq!((found(&app, "grace").await, found(&app, "ada").await), (1, 1));

    let mut said = Said::by("15551230001", 2, "hello");
    said.identities.push((IdentityKind::WaUser, "US.77777777771".to_owned()));
    app.say(said).await;
    index(&app).await;
    assert_eq!(found(&app, "77777777771").await, 1);
    vocabulary_is_exact(&app).await;
}

#[tokio::test]
async fn conversations_that_become_one_are_searched_as_one() {
    let app = TestApp::new().await;
    let user = (IdentityKind::WaUser, "US.77777777771".to_owned());
    let by_user = |minutes, text| {
        let mut said = Said::by("", minutes, text);
        said.identities = vec![user.clone()];
        said
    };
    app.say(Said::by("15551230001", 0, "apple")).await;
    app.say(by_user(1, "banana")).await;
    assert_eq!(index(&app).await, 2);
    assert_eq!(found(&app, "apple banana").await, 0);
    // Not indexed before it moves.
    app.say(by_user(2, "cherry")).await;
    let mut both = Said::by("15551230001", 3, "damson");
    both.identities.push(user.clone());
    app.say(both).await;
    assert_eq!(index(&app).await, 1);
    assert_eq!(previews(&list(&app, "q=apple banana cherry damson 77777777771").await), ["damson"]);
    let words = vocabulary_is_exact(&app).await;
    assert_eq!((words["apple"], words["banana"], words["cherry"]), (1, 1, 1));
}

#[tokio::test]
async fn the_listed_number_of_messages_is_set_right_also_where_somebody_is_writing() {
    let app = TestApp::new().await;
    let listed = "select listed_message_count from conversations";
    let queued = "select count(*) from search_queue";
    let number = async |sql: &'static str| sqlx::query_scalar::<_, i64>(sql).fetch_one(app.pool()).await.unwrap();
    write(&app, "15551230001", 0, "hello").await;
    index(&app).await;
    // What is not the newest message does not move the conversation in any list.
    write(&app, "15551230001", -1, "hello").await;
    assert_eq!(number(listed).await, 1);

    let mut writer = app.pool().begin().await.unwrap();
    sqlx::query("update conversations set tags = '{vip}'").execute(&mut *writer).await.unwrap();
    index(&app).await;
    assert_eq!((number(listed).await, number(queued).await), (1, 1));
    writer.commit().await.unwrap();
    index(&app).await;
    assert_eq!((number(listed).await, number(queued).await), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_index_at_once_count_each_word_once() {
    let app = Arc::new(TestApp::new().await);
    let nodes = [app.node().await, app.node().await];
    let over = Arc::new(AtomicBool::new(false));
    let mut indexing = tokio::task::JoinSet::new();
    for node in nodes {
        let over = Arc::clone(&over);
        indexing.spawn(async move {
            while !over.load(Ordering::Relaxed) {
                index_search::run(&node.app, 0).await.unwrap();
            }
        });
    }
    for turn in 0..40 {
        let said = (0..4).map(|who| {
            let text = format!("same {} {}", ["red", "green", "blue"][turn % 3], "abcdefgh".repeat(1 + turn % 5));
            app.say(Said::by(&format!("1555123000{who}"), i64::try_from(turn).unwrap(), &text))
        });
        futures::future::join_all(said).await;
    }
    over.store(true, Ordering::Relaxed);
    while let Some(ended) = indexing.join_next().await {
        ended.unwrap();
    }
    index(&app).await;
    let words = vocabulary_is_exact(&app).await;
    assert_eq!((words["same"], words["red"], words["blue"]), (4, 4, 4));
}
