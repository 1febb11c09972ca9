//! The project's own price for customers' messages, by type and day.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{ADA, CARD, cost, echo, import, status};
use crate::support::app::{NOON, TestApp, answer, text_message};

async fn set(app: &TestApp, path: &str, price: Value) -> (u16, Value) {
    let path = format!("/api/v1/prices/messages/{path}");
    answer(app.request(Method::PUT, &path).json(&json!({"price": price}))).await
}

#[tokio::test]
async fn a_customers_message_costs_what_the_project_says_of_its_type_and_day() {
    let app = TestApp::new().await;
    import(&app, CARD).await;
    assert_eq!(set(&app, "whatsapp/2026-03-01", json!("0.01")).await.0, 200);
    assert_eq!(set(&app, "whatsapp/2026-03-02", json!(0.02)).await.0, 200);
    assert_eq!(set(&app, "api/2026-01-01", json!(7)).await.0, 200);
    for (id, hours) in [("the day before", -24), ("that day", 0), ("the next day", 24), ("again", 24)] {
        let hello = text_message(ADA, id, NOON + Duration::hours(hours), "Hello");
        app.accept(&hello).await;
        app.accept(&hello).await;
    }
    let mut reaction = text_message(ADA, "reaction", NOON, "");
    reaction["entry"][0]["changes"][0]["value"]["messages"][0] = json!({"from": ADA, "id": "reaction",
        "timestamp": NOON.unix_timestamp().to_string(), "type": "reaction",
        "reaction": {"message_id": "again", "emoji": "!"}});
    app.accept(&reaction).await;
    assert_eq!(cost(&app).await, json!({"llm": 0, "channel": 0.05, "total": 0.05, "currency": "USD"}));
    // On top of it comes what the platform charges for the answer.
    app.accept(&echo(ADA, "wamid.out", NOON)).await;
    app.accept(&status(ADA, "wamid.out", "sent", 1, Some(("regular", "utility")))).await;
    assert_eq!(cost(&app).await, json!({"llm": 0, "channel": 0.1, "total": 0.1, "currency": "USD"}));
    let (_, listed) = app.get("/api/v1/conversations").await;
    let id = listed["data"][0]["id"].as_str().unwrap();
    let (_, messages) = app.get(&format!("/api/v1/conversations/{id}/messages")).await;
    let each: Vec<&Value> =
        messages["data"].as_array().unwrap().iter().map(|message| &message["channel_cost"]).collect();
    assert_eq!(each, [&Value::Null, &json!(0.01), &json!(0.05), &json!(0.02), &json!(0.02)]);
}

#[tokio::test]
async fn prices_are_listed_changed_and_taken_away_and_each_is_written_down() {
    let app = TestApp::new().await;
    for price in [json!("0.010"), json!(0)] {
        assert_eq!(set(&app, "widget/2026-03-01", price).await.0, 200);
    }
    assert_eq!(set(&app, "widget/2026-02-01", json!(1)).await.0, 200);
    let (_, listed) = app.get("/api/v1/prices/messages").await;
    assert_eq!(
        listed["data"][1],
        json!({"type": "widget", "from": "2026-03-01", "price": 0, "set_at": "2026-03-01T12:00:00Z"})
    );
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    for (path, price, field) in [
        ("widget/2026-02-30", json!(1), "from"),
        ("Widget!/2026-02-01", json!(1), "type"),
        ("widget/2026-02-01", json!(-1), "price"),
        ("widget/2026-02-01", json!(1_000_001), "price"),
        ("widget/2026-02-01", json!("1.0000000001"), "price"),
    ] {
        let (status, problem) = set(&app, path, price).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{path}: {problem}");
    }
    for want in [204, 404] {
        let gone = answer(app.request(Method::DELETE, "/api/v1/prices/messages/widget/2026-02-01")).await;
        assert_eq!(gone.0, want);
    }
    let written: Vec<(String, String)> = sqlx::query_as(
        "select action, coalesce(detail->>'before', '-') from audit where action like 'message_price.%' order by id",
    )
    .fetch_all(app.pool())
    .await
    .unwrap();
    let want = [("set", "-"), ("set", "0.01"), ("set", "-"), ("remove", "1")];
    assert_eq!(written, want.map(|(act, before)| (format!("message_price.{act}"), before.to_owned())));
}
