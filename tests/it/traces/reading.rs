//! Traces as the API shows them.

use serde_json::{Value, json};

use super::telling::{llm, of_thread, span, trace};
use crate::support::app::TestApp;

#[tokio::test]
async fn a_span_leads_to_its_message_and_a_message_to_its_span() {
    let app = TestApp::new().await;
    app.told(&[
        span(1, 1, 0, 0, "POST /chat", &[]),
        of_thread(llm(1, 2, 1, 1, "one", "first"), "s"),
        llm(1, 3, 1, 5, "two", "second"),
    ])
    .await;
    let conversation = app.threads().await[0].1["id"].as_str().unwrap().to_owned();
    let (_, messages) = app.get(&format!("/api/v1/conversations/{conversation}/messages")).await;
    let answers: Vec<&Value> =
        messages["data"].as_array().unwrap().iter().filter(|one| one["role"] == "assistant").collect();
    assert_eq!(answers[0]["raw"], json!({"trace_id": trace(1), "span_id": "0000000000000002"}));
    let (_, spans) = app.get(&format!("/api/v1/conversations/{conversation}/spans")).await;
    let rows = spans["data"].as_array().unwrap();
    let links: Vec<_> = rows.iter().map(|row| (row["span_id"].as_str().unwrap(), &row["message_id"])).collect();
    assert_eq!(
        links,
        [
            ("0000000000000001", &Value::Null),
            ("0000000000000002", &answers[0]["id"]),
            ("0000000000000003", &answers[1]["id"]),
        ]
    );
    assert_eq!((&rows[1]["kind"], &rows[1]["duration_ms"]), (&json!("llm"), &json!(500.0)));
    assert_eq!((&rows[1]["model"], &rows[1]["cost"]), (&json!("gpt-4o"), &json!(0.000_075)));
    let (_, detail) = app.get(&format!("/api/v1/traces/{}/spans/0000000000000002", trace(1))).await;
    assert_eq!((&detail["input"][0]["role"], &detail["input"][0]["text"]), (&json!("user"), &json!("one")), "{detail}");
    assert_eq!(detail["output"][0]["text"], "first");
    assert_eq!(detail["raw"]["resource"]["service.name"], "shop-bot");
    for missing in ["/api/v1/traces/nonsense/spans", &format!("/api/v1/traces/{}/spans/00000000000000ff", trace(1))] {
        assert_eq!(app.get(missing).await.0, 404, "{missing}");
    }
}

#[tokio::test]
async fn pages_of_spans_miss_none_and_repeat_none() {
    let app = TestApp::new().await;
    let mut spans = Vec::new();
    for number in 1..=4 {
        for id in 1..=5 {
            spans.push(of_thread(span(number, id, id - 1, number * 10 + id, "step", &[]), "s"));
        }
    }
    app.told(&spans).await;
    let conversation = app.threads().await[0].1["id"].as_str().unwrap().to_owned();
    let ids = |page: &Value| -> Vec<(String, String)> {
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        page["data"].as_array().unwrap().iter().map(|row| (text(row, "trace_id"), text(row, "span_id"))).collect()
    };
    let (_, whole) = app.get(&format!("/api/v1/conversations/{conversation}/spans")).await;
    assert_eq!(ids(&whole).len(), 20);
    for limit in [1, 3, 5, 7, 20] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/conversations/{conversation}/spans?limit={limit}{cursor}");
            let (status, page) = app.get(&path).await;
            assert_eq!(status, 200, "{page}");
            seen.extend(ids(&page));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, ids(&whole), "{limit} a page");
    }
}

#[tokio::test]
async fn the_list_of_traces_holds_those_of_no_conversation_too() {
    let app = TestApp::new().await;
    app.told(&[of_thread(llm(1, 1, 0, 1, "one", "first"), "order-1"), llm(2, 1, 0, 5, "two", "second")]).await;
    let (_, list) = app.get("/api/v1/traces").await;
    let rows = list["data"].as_array().unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row["trace_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [trace(2), trace(1)]);
    assert_eq!(rows[0]["conversations"], json!([]));
    assert_eq!(rows[1]["conversations"][0]["thread_id"], "order-1");
    let (_, first) = app.get("/api/v1/traces?limit=1").await;
    let (_, second) =
        app.get(&format!("/api/v1/traces?limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((&first["data"][0], &second["data"][0]), (&rows[0], &rows[1]));
    for (query, want) in
        [("thread=order-", 1), ("thread=other", 0), ("has_error=true", 0), ("to=2026-03-01T12:00:03Z", 1)]
    {
        let (_, page) = app.get(&format!("/api/v1/traces?{query}")).await;
        assert_eq!(page["data"].as_array().map(Vec::len), Some(want), "{query}");
    }
    let (_, sources) = app.get("/api/v1/ingest").await;
    assert_eq!((&sources["sources"][0]["spans"], &sources["traces_without_conversation"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn conversations_are_found_by_an_agent_together_with_all_else() {
    let app = TestApp::new().await;
    let agent = |number, name: &str| {
        let attributes = [("gen_ai.operation.name", json!("invoke_agent")), ("gen_ai.agent.name", json!(name))];
        of_thread(span(number, 1, 0, number, "invoke_agent", &attributes), &format!("order-{number}"))
    };
    app.told(&[agent(1, "triage"), agent(2, "triage & more"), agent(3, "triage")]).await;
    for (query, want) in [
        ("agent=triage", vec!["order-1", "order-3"]),
        ("agent=triage&thread_id=order-3", vec!["order-3"]),
        ("agent=triage%20%26%20more", vec!["order-2"]),
        ("agent=triage&type=api", vec![]),
        ("agent=Triage", vec![]),
        ("agent=", vec!["order-1", "order-2", "order-3"]),
    ] {
        let (_, list) = app.get(&format!("/api/v1/conversations?sort=%2Bstarted&{query}")).await;
        let threads: Vec<_> =
            list["data"].as_array().unwrap().iter().map(|row| row["thread_id"].as_str().unwrap()).collect();
        assert_eq!(threads, want, "{query}");
    }
    let export = app.request(reqwest::Method::GET, "/api/v1/conversations/export?format=jsonl&agent=triage");
    let lines = export.send().await.unwrap().text().await.unwrap();
    assert_eq!(lines.lines().count(), 3, "two and the end mark: {lines}");
}
