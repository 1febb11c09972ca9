//! Traces found by what their spans have: by terms, by agent, by belonging to no conversation; page by page.

use serde_json::{Value, json};

use super::telling::{failed, llm, of_thread, span, trace};
use crate::support::app::TestApp;

/// The numbers of the traces of a page, the newest first, and whether it tells of more.
async fn found(app: &TestApp, query: &str) -> (Vec<u64>, Option<String>) {
    let (status, page) = app.get(&format!("/api/v1/traces?{query}")).await;
    assert_eq!(status, 200, "{query}: {page}");
    let number = |row: &Value| (0..100_000).find(|number| row["trace_id"] == trace(*number)).unwrap();
    let rows = page["data"].as_array().unwrap().iter().map(number).collect();
    (rows, page["next_cursor"].as_str().map(str::to_owned))
}

fn escaped(query: &str) -> String {
    url::form_urlencoded::byte_serialize(query.as_bytes()).collect()
}

#[tokio::test]
async fn all_terms_must_hold_of_one_and_the_same_span() {
    let app = TestApp::new().await;
    let tool = |of, attributes: &[(&str, Value)]| {
        let call = [("gen_ai.operation.name", json!("execute_tool")), ("gen_ai.tool.name", json!("get_weather"))];
        span(of, 2, 1, of, "get_weather", &[&call, attributes].concat())
    };
    app.told(&[
        of_thread(llm(1, 1, 0, 1, "one", "first"), "a"),
        tool(1, &[("app.city", json!("New York")), ("app.tries", json!(2)), ("app.cached", json!(true))]),
        failed(llm(2, 1, 0, 2, "two", ""), "Timeout", "too slow"),
        span(3, 1, 0, 3, "POST /chat", &[("model", json!("mine")), ("app.city", json!(""))]),
    ])
    .await;
    for (query, want) in [
        ("model:gpt-4o", vec![2, 1]),
        ("model:gpt-4o provider:openai kind:llm", vec![2, 1]),
        // Each holds in trace 1, but of two spans.
        ("model:gpt-4o tool:get_weather", vec![]),
        ("tool:get_weather app.city:\"New York\"", vec![1]),
        ("app.city:New", vec![]),
        ("app.city:*", vec![3, 1]),
        ("app.city:\"\"", vec![3]),
        ("app.tries:2 app.cached:true", vec![1]),
        ("kind:tool !app.tries:2", vec![]),
        ("!model:* !app.city:\"New York\"", vec![3]),
        ("\"model\":mine", vec![3]),
        ("failed:true", vec![2]),
        ("error:Timeout", vec![2]),
        ("error:*", vec![2]),
        ("name:\"POST /chat\" source:otlp", vec![3]),
        ("service.name:shop-bot", vec![3, 2, 1]),
        ("app.city:\"' or 1=1 --\"", vec![]),
    ] {
        assert_eq!(found(&app, &format!("query={}", escaped(query))).await.0, want, "{query}");
    }
    assert_eq!(found(&app, "query=model:gpt-4o&has_error=true").await.0, [2]);
    assert_eq!(found(&app, "query=model:gpt-4o&thread=a").await.0, [1]);
    assert_eq!(found(&app, "unassigned=true").await.0, [3, 2]);
    assert_eq!(found(&app, "unassigned=true&query=model:*").await.0, [2]);
    assert_eq!(found(&app, "unassigned=false").await.0, [3, 2, 1]);
}

#[tokio::test]
async fn an_agent_of_any_span_finds_its_trace() {
    let app = TestApp::new().await;
    let agent = [("gen_ai.operation.name", json!("invoke_agent")), ("gen_ai.agent.name", json!("triage"))];
    app.told(&[span(1, 1, 0, 1, "invoke_agent", &agent), llm(1, 2, 1, 2, "one", "first"), llm(2, 1, 0, 3, "two", "")])
        .await;
    assert_eq!(found(&app, "agent=triage").await.0, [1]);
    assert_eq!(found(&app, "agent=tri").await.0, Vec::<u64>::new());
    assert_eq!(found(&app, "agent=triage&query=model:gpt-4o").await.0, [1], "of another span of it");
}

#[tokio::test]
async fn a_query_that_cannot_be_read_is_told_of_by_its_place() {
    let app = TestApp::new().await;
    for (query, message) in [
        ("model:gpt-4o kind", "at character 18: a name has a colon and a value behind it, like model:gpt-4o"),
        ("name:\"open", "at character 6: this quote is not closed"),
        ("a:b*", "at character 4: * stands alone for any value; put a value with a star in quotes"),
        ("  ", "at character 1: write a term like model:gpt-4o"),
    ] {
        let (status, problem) = app.get(&format!("/api/v1/traces?query={}", escaped(query))).await;
        assert_eq!(status, 400, "{query}: {problem}");
        assert_eq!(problem["errors"], json!([{"field": "query", "message": message}]), "{query}");
    }
}

#[tokio::test]
async fn pages_of_what_is_found_go_on_where_the_walk_stopped() {
    let app = TestApp::new().await;
    // More spans than one request looks at, in traces of 40; every hundredth trace is meant, and the oldest.
    for statement in [
        "insert into traces (project_id, trace_id, source, name, first_at, spans, received_at)
         select $1, lpad(to_hex(g), 32, '0')::uuid, 'otlp', '', timestamptz '2026-03-01' + g * interval '1 second', 40,
           '2026-03-01' from generate_series(1, 1200) g",
        "insert into spans (project_id, trace_id, id, source, name, raw, received_at)
         select $1, lpad(to_hex(g), 32, '0')::uuid, lpad(to_hex(s), 32, '0')::uuid, 'otlp', 'step',
           json_build_object('attributes', json_build_object('rare', g % 100 = 1 and s = 40)), '2026-03-01'
         from generate_series(1, 1200) g, generate_series(1, 40) s",
    ] {
        sqlx::query(statement).bind(app.project).execute(app.pool()).await.unwrap();
    }
    for limit in [5, 100] {
        let (mut seen, mut pages, mut cursor) = (Vec::new(), 0, String::new());
        loop {
            let path = format!("/api/v1/traces?query=rare:true&limit={limit}{cursor}");
            let (status, page) = app.get(&path).await;
            assert_eq!(status, 200, "{page}");
            seen.extend(
                page["data"].as_array().unwrap().iter().map(|row| row["trace_id"].as_str().unwrap().to_owned()),
            );
            pages += 1;
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let want: Vec<String> = (0..12).rev().map(|hundred| format!("{:032x}", hundred * 100 + 1)).collect();
        assert_eq!(seen, want, "{limit} a page");
        assert!(pages >= 3, "48,000 spans are not looked at in {pages} requests");
    }
}
