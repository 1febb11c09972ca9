//! Traces beside channels: a trace that names a channel's conversation belongs to it, and goes with it.

use reqwest::Method;
use serde_json::json;

use super::telling::{llm, of_thread};
use crate::support::app::{TestApp, answer};

#[tokio::test]
async fn a_trace_joins_the_channels_conversation_of_its_id_whichever_came_first() {
    let ticket = json!({"type": "api", "external_identifier": "order-7", "messages": [
        {"id": "m1", "role": "user", "content": "Hello", "created_at": "2026-03-01T11:00:00Z"}]});
    for trace_first in [true, false] {
        let app = TestApp::new().await;
        let said = [of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), "order-7")];
        if trace_first {
            app.told(&said).await;
            assert_eq!(app.threads().await[0].1["type"], "trace");
        }
        assert_eq!(app.post("/api/v1/conversations", &ticket).await.0, 201);
        if !trace_first {
            app.tell(&said).await;
        }
        app.settled().await;
        let threads = app.threads().await;
        assert_eq!(threads.len(), 1, "trace first: {trace_first}: {threads:?}");
        let joined = &threads[0].1;
        assert_eq!((&joined["type"], &joined["span_count"]), (&json!("api"), &json!(1)));
        // Its words are the channel's own; the spans are shown beside them, and count nothing twice.
        assert_eq!((app.said(joined).await, &joined["llm_calls"]), (vec!["user: Hello".to_owned()], &json!(0)));
        let (_, models) = app.get(&format!("/api/v1/conversations/{}/models", joined["id"].as_str().unwrap())).await;
        assert_eq!(models["data"][0]["calls"], 1);
        let (_, counts) = app.get("/api/v1/conversations/counts").await;
        assert!(!counts.to_string().contains("trace"), "{counts}");
        app.adds_up().await;
    }
}

#[tokio::test]
async fn a_trace_joins_a_conversation_by_our_own_id_of_it() {
    let app = TestApp::new().await;
    let ticket = json!({"type": "api", "messages": [
        {"id": "m1", "role": "user", "content": "Hello", "created_at": "2026-03-01T11:00:00Z"}],
        "external_identifier": "x"});
    let (_, made) = app.post("/api/v1/conversations", &ticket).await;
    let id = made["conversation_id"].as_str().unwrap();
    app.told(&[of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), id)]).await;
    let threads = app.threads().await;
    assert_eq!((threads.len(), &threads[0].1["span_count"]), (1, &json!(1)), "{threads:?}");
}

#[tokio::test]
async fn deleting_one_of_two_conversations_of_a_trace_leaves_the_other_whole() {
    let app = TestApp::new().await;
    app.told(&[
        of_thread(llm(1, 2, 0, 1, "canary-a", "canary-a too"), "a"),
        of_thread(llm(1, 3, 0, 5, "I am B", "Hello B"), "b"),
        of_thread(llm(2, 1, 0, 9, "canary-a again", "yes"), "a"),
    ])
    .await;
    let threads = app.threads().await;
    let gone = threads[0].1["id"].as_str().unwrap();
    let delete = app.request(Method::DELETE, &format!("/api/v1/conversations/{gone}"));
    assert!(answer(delete).await.0 < 300);
    app.settled().await;
    let threads = app.threads().await;
    assert_eq!((threads.len(), threads[0].0.as_str()), (1, "b"));
    let spans = app.get(&format!("/api/v1/conversations/{}/spans", threads[0].1["id"].as_str().unwrap())).await.1;
    assert_eq!(spans["data"].as_array().map(Vec::len), Some(1), "{spans}");
    let left: i64 = sqlx::query_scalar("select count(*) from spans s where s::text like '%canary-a%'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    let traces: i64 = sqlx::query_scalar("select count(*) from traces").fetch_one(app.pool()).await.unwrap();
    assert_eq!((left, traces), (0, 1));
    app.adds_up().await;
    // What its sender repeats begins a new record.
    app.told(&[of_thread(llm(1, 2, 0, 1, "back", "again"), "a")]).await;
    assert_eq!(app.threads().await.len(), 2);
    app.adds_up().await;
}

#[tokio::test]
async fn traces_of_no_conversation_are_kept_as_long_as_those_of_one() {
    let app = TestApp::new().await;
    app.told(&[llm(1, 1, 0, 1, "canary", "Hi"), of_thread(llm(2, 1, 0, 1, "canary", "Hi"), "s")]).await;
    let rule = app.request(Method::PUT, "/api/v1/retention/trace").json(&json!({"days": 1}));
    assert!(answer(rule).await.0 < 300);
    for (hours, want) in [(23, 2_i64), (30, 0)] {
        app.pass(time::Duration::hours(hours));
        verbatim::jobs::retention::run(app.app.clone()).await.unwrap();
        for table in ["traces", "spans"] {
            let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
                .fetch_one(app.pool())
                .await
                .unwrap();
            assert_eq!(left, want, "{table} after {hours} hours more");
        }
    }
    app.adds_up().await;
}
