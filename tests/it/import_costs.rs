//! What messages of other systems cost: as they say, else by the table at the time they were said, else unknown.

use serde_json::{Value, json};

use crate::support::app::TestApp;

#[tokio::test]
async fn imported_messages_cost_what_they_say_or_what_the_table_said_at_their_time() {
    let app = TestApp::new().await;
    let message = |id: &str, at: &str, model: Value, cost: Value| {
        json!({"id": id, "role": "assistant", "content": "x", "created_at": at, "model": model, "cost": cost,
               "usage": {"input_tokens": 1000, "output_tokens": 100}})
    };
    let day = "2026-02-01T10:00:00Z";
    let first = json!({"external_identifier": "t", "messages": [
        message("says", day, json!("gpt-4o"), json!("0.25")),
        message("says it was free", day, json!("gpt-4o"), json!(0)),
        message("before the price fell", "2025-06-09T23:59:59Z", json!("o3"), Value::Null),
        message("after", "2025-06-10T00:00:00Z", json!("o3"), Value::Null),
        message("unknown", day, json!("mystery"), Value::Null),
        message("of no model", day, Value::Null, Value::Null),
        {"id": "not counted", "role": "assistant", "content": "x", "created_at": day, "model": "gpt-4o"},
    ]});
    let (status, imported) = app.post("/api/v1/conversations", &first).await;
    assert_eq!(status, 201, "{imported}");
    let path = format!("/api/v1/conversations/{}", imported["conversation_id"].as_str().unwrap());
    let more = json!({"messages": [message("added later", day, json!("gpt-4o"), Value::Null)]});
    let (status, added) = app.post(&format!("{path}/messages"), &more).await;
    assert_eq!(status, 201, "{added}");
    let costs: Vec<(String, Option<i64>)> =
        sqlx::query_as("select external_id, cost_nanos from messages order by id").fetch_all(app.pool()).await.unwrap();
    for (id, want) in [
        ("says", Some(250_000_000)),
        ("says it was free", Some(0)),
        ("before the price fell", Some(14_000_000)),
        ("after", Some(2_800_000)),
        ("unknown", None),
        ("of no model", None),
        ("not counted", None),
        ("added later", Some(3_500_000)),
    ] {
        let found = costs.iter().find(|(external, _)| external == id).unwrap();
        assert_eq!(found.1, want, "{id}");
    }
    let (_, conversation) = app.get(&path).await;
    assert_eq!(conversation["total_cost"], json!(0.270_3));
}
