//! Reads in LangWatch's shape: a thread with its traces, one trace with its spans, and who may have them.

use reqwest::Method;
use serde_json::{Value, json};

use super::telling::{failed, llm, of_thread, span, trace};
use crate::support::app::{TestApp, answer};

/// When trace `second` of the tests began, in milliseconds since 1970.
fn millis(second: i64) -> i64 {
    1_772_366_400_000 + second * 1000
}

fn encoded(thread: &str) -> String {
    thread.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02X}"))
}

async fn keyed(app: &TestApp, scope: &str) -> String {
    let (status, made) = app.post("/api/v1/keys", &json!({"name": scope, "scopes": [scope]})).await;
    assert_eq!(status, 201, "{made}");
    made["key"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_thread_is_fetched_with_all_that_went_in_and_came_out() {
    let app = TestApp::new().await;
    let long = "Where is it? ".repeat(2000);
    let mut first = of_thread(llm(1, 1, 0, 1, &long, "On its way."), "order 7/a");
    let attributes = first["attributes"].as_array_mut().unwrap();
    attributes.push(json!({"key": "metadata", "value": {"stringValue": r#"{"user_id":"u-1","labels":["vip"]}"#}}));
    let second = failed(of_thread(llm(2, 1, 0, 9, "And now?", ""), "order 7/a"), "Timeout", "too slow");
    app.told(&[second, first, of_thread(llm(3, 1, 0, 1, "Other", "thread"), "b")]).await;
    let key = keyed(&app, "read").await;
    let path = format!("/api/thread/{}", encoded("order 7/a"));
    let (status, shown) = answer(app.anonymous(Method::GET, &path).header("x-auth-token", &key)).await;
    assert_eq!((status, shown["traces"].as_array().map(Vec::len)), (200, Some(2)), "{shown}");
    let (one, other) = (&shown["traces"][0], &shown["traces"][1]);
    let inserted = one["timestamps"]["inserted_at"].as_i64().unwrap();
    assert_eq!(
        *one,
        json!({
            "trace_id": trace(1), "project_id": app.project.0,
            "metadata": {"thread_id": "order 7/a", "user_id": "u-1", "labels": ["vip"]},
            "timestamps": {"started_at": millis(1), "inserted_at": inserted, "updated_at": inserted},
            "input": {"value": long}, "output": {"value": "On its way."},
            "metrics": {"first_token_ms": null, "total_time_ms": 500, "prompt_tokens": 10, "completion_tokens": 5,
                "total_cost": one["metrics"]["total_cost"]},
            "error": null,
        })
    );
    assert!(one["metrics"]["total_cost"].as_f64().is_some_and(|cost| cost > 0.0), "{one}");
    assert_eq!((&other["input"], other.get("output")), (&json!({"value": "And now?"}), None));
    assert_eq!(other["error"]["has_error"], json!(true));
    assert!(other["error"]["message"].as_str().unwrap().contains("too slow"), "{other}");
    assert_eq!(app.get(&path).await.1, shown, "as a bearer");
}

#[tokio::test]
async fn any_thread_id_finds_its_thread_and_an_unknown_one_none() {
    let app = TestApp::new().await;
    let long = "x".repeat(512);
    let ids = ["grüße 👋", "a/b/../c", "  spaced out ", "100%", "?q=1#f", "envelope", long.as_str()];
    for (number, id) in (1..).zip(ids) {
        app.told(&[of_thread(llm(number, 1, 0, number, id, "ok"), id)]).await;
    }
    for (number, id) in (1..).zip(ids) {
        let (status, shown) = app.get(&format!("/api/thread/{}", encoded(id))).await;
        let trace_ids: Vec<&Value> = shown["traces"].as_array().unwrap().iter().map(|one| &one["trace_id"]).collect();
        assert_eq!((status, trace_ids), (200, vec![&json!(trace(number))]), "{id}");
    }
    let (status, problem) = app.get("/api/thread/unknown").await;
    assert_eq!((status, &problem["status"]), (404, &json!(404)));
    assert_eq!(app.get(&format!("/api/trace/{}", trace(99))).await.0, 404);
    assert_eq!(app.get("/api/trace/x").await.0, 404);
}

#[tokio::test]
async fn a_long_thread_is_fetched_page_by_page() {
    let app = TestApp::new().await;
    let said: Vec<Value> = (1..=5).map(|n| of_thread(llm(n, 1, 0, n, &format!("q{n}"), "a"), "s")).collect();
    app.told(&said).await;
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let (status, page) = app.get(&format!("/api/thread/s?limit=2{next}")).await;
        assert_eq!(status, 200, "{page}");
        seen.extend(page["traces"].as_array().unwrap().iter().map(|one| one["input"]["value"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(seen, ["q1", "q2", "q3", "q4", "q5"]);
    for wrong in ["limit=0", "limit=1001", "cursor=x", "offset=1"] {
        assert_eq!(app.get(&format!("/api/thread/s?{wrong}")).await.0, 422, "{wrong}");
    }
}

#[tokio::test]
async fn a_trace_of_two_threads_shows_each_its_own_part() {
    let app = TestApp::new().await;
    app.told(&[
        of_thread(llm(1, 2, 0, 1, "I am A", "Hello A"), "a"),
        of_thread(llm(1, 3, 0, 5, "I am B", "Hello B"), "b"),
    ])
    .await;
    for (thread, mine, others) in [("a", "Hello A", "Hello B"), ("b", "Hello B", "Hello A")] {
        let (_, shown) = app.get(&format!("/api/thread/{thread}?include_spans=true")).await;
        let text = shown.to_string();
        assert!(text.contains(mine) && !text.contains(others), "{thread}: {shown}");
    }
    let (_, whole) = app.get(&format!("/api/trace/{}", trace(1))).await;
    assert_eq!(whole["spans"].as_array().map(Vec::len), Some(2), "{whole}");
}

#[tokio::test]
async fn a_trace_is_fetched_with_its_spans() {
    let app = TestApp::new().await;
    app.told(&[span(1, 1, 0, 1, "POST /chat", &[]), of_thread(llm(1, 2, 1, 2, "Hello", "Hi"), "s")]).await;
    let (status, shown) = app.get(&format!("/api/trace/{}", trace(1))).await;
    assert_eq!((status, &shown["input"]), (200, &json!({"value": "Hello"})), "{shown}");
    let (web, model) = (&shown["spans"][0], &shown["spans"][1]);
    assert_eq!((&web["type"], &web["parent_id"], &web["input"]), (&json!("span"), &json!(null), &json!(null)));
    assert_eq!(
        (&model["type"], &model["parent_id"], &model["model"], &model["output"]),
        (&json!("llm"), &web["span_id"], &json!("gpt-4o"), &json!({"type": "text", "value": "Hi"}))
    );
    assert_eq!(
        model["timestamps"],
        json!({"started_at": millis(2), "first_token_at": null, "finished_at": millis(2) + 500})
    );
}

#[tokio::test]
async fn only_a_key_that_reads_fetches_and_only_from_its_project() {
    let app = TestApp::new().await;
    app.told(&[of_thread(llm(1, 1, 0, 1, "Hello", "Hi"), "s")]).await;
    for path in ["/api/thread/s".to_owned(), format!("/api/trace/{}", trace(1))] {
        for (scope, want) in [("ingest", 403), ("write", 403), ("read", 200)] {
            let key = keyed(&app, scope).await;
            let token = app.anonymous(Method::GET, &path).header("x-auth-token", &key);
            assert_eq!(answer(token).await.0, want, "{path}, X-Auth-Token with `{scope}`");
            let bearer = app.anonymous(Method::GET, &path).bearer_auth(&key);
            assert_eq!(answer(bearer).await.0, want, "{path}, bearer with `{scope}`");
        }
        assert_eq!(answer(app.anonymous(Method::GET, &path)).await.0, 401, "{path}");
        let unknown = app.anonymous(Method::GET, &path).header("x-auth-token", "vb_unknown");
        assert_eq!(answer(unknown).await.0, 401, "{path}");
    }
    let other = uuid::Uuid::from_u128(7);
    sqlx::query("insert into projects (id, number, name, currency, created_at) select $1, 900, 'other', currency, created_at from projects limit 1")
        .bind(other)
        .execute(app.pool())
        .await
        .unwrap();
    let elsewhere = keyed(&app, "read").await;
    sqlx::query("update api_keys set project_id = $1 where hash = $2")
        .bind(other)
        .bind(verbatim::http::auth::fingerprint(&elsewhere))
        .execute(app.pool())
        .await
        .unwrap();
    for path in ["/api/thread/s".to_owned(), format!("/api/trace/{}", trace(1))] {
        let theirs = app.anonymous(Method::GET, &path).bearer_auth(&elsewhere);
        assert_eq!(answer(theirs).await.0, 404, "{path}");
    }
}
