//! Costs added up by day and type, from the same counters as everything else.

use serde_json::{Value, json};

use crate::support::app::TestApp;

#[tokio::test]
async fn costs_are_added_up_by_day_and_type_with_tests_apart() {
    let app = TestApp::new().await;
    for (day, count) in [("2026-02-27", 1), ("2026-02-28", 2)] {
        let messages: Vec<Value> = (0..count)
            .flat_map(|index| {
                let at = format!("{day}T12:00:00Z");
                [
                    json!({"id": format!("u{index}"), "role": "user", "content": "Hi", "created_at": at}),
                    json!({"id": format!("a{index}"), "role": "assistant", "content": "Hello", "created_at": at,
                        "model": "m", "cost": "0.25", "usage": {"input_tokens": 10, "output_tokens": 5}}),
                ]
            })
            .collect();
        let new = json!({"type": "api", "external_identifier": day, "messages": messages});
        assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
    }
    let (_, session) = app.post("/api/v1/test-chat/sessions", &json!({})).await;
    let session = session["conversation_id"].as_str().unwrap().to_owned();
    let ai_off = app.request(reqwest::Method::PATCH, &format!("/api/v1/conversations/{session}"));
    ai_off.json(&json!({"ai_enabled": false})).send().await.unwrap();
    app.post(&format!("/api/v1/test-chat/sessions/{session}/messages"), &json!({"message": "Hi"})).await;

    let rows = async |query: &str| {
        let (status, body) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
        assert_eq!((status, &body["currency"]), (200, &json!("USD")), "{body}");
        let row = |row: &Value| {
            ["day", "type", "messages", "user_messages", "input_tokens", "total_cost"].map(|field| row[field].clone())
        };
        body["data"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let first = [json!("2026-02-27"), Value::Null, json!(2), json!(1), json!(10), json!(0.25)];
    let second = [json!("2026-02-28"), Value::Null, json!(4), json!(2), json!(20), json!(0.5)];
    assert_eq!(rows("").await, [first.clone(), second]);
    assert_eq!(rows("from=2026-02-01&to=2026-02-27").await, [first]);
    let both = rows("group_by=type&include_test=true").await;
    assert_eq!(
        both,
        [
            [Value::Null, json!("api"), json!(6), json!(3), json!(30), json!(0.75)],
            [Value::Null, json!("test"), json!(1), json!(1), json!(0), json!(0)],
        ]
    );
    assert_eq!(rows("group_by=day,type&include_test=true").await.len(), 3);
    for (query, field) in [("group_by=hour", "group_by"), ("from=2026-03-02&to=2026-03-01", "from"), ("to=soon", "to")]
    {
        let (status, problem) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{query}");
    }
}
