//! Signed webhooks through HTTP into Postgres.

use serde_json::json;
use time::Duration;

use crate::support::app::{NOON, TestApp, envelope, text_message};

type Kept = (String, Vec<String>, i32, i32, bool);

async fn deliveries(app: &TestApp) -> Vec<Kept> {
    sqlx::query_as("select outcome, notes, items, fresh, conversation_id is not null from deliveries order by id")
        .fetch_all(app.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_signed_message_is_recorded_once_with_its_delivery() {
    let app = TestApp::new().await;
    let body = text_message("15551230001", "wamid.1", NOON - Duration::minutes(5), "hello");
    app.accept(&body).await;
    app.accept(&body).await;
    let kept = deliveries(&app).await;
    assert_eq!(kept, [("recorded".to_owned(), vec![], 1, 1, true), ("repeated".to_owned(), vec![], 1, 0, true)]);
    let message: (String, String, String, time::OffsetDateTime) =
        sqlx::query_as("select external_id, role, body, sent_at from messages").fetch_one(app.pool()).await.unwrap();
    assert_eq!(message, ("wamid.1".to_owned(), "user".to_owned(), "hello".to_owned(), NOON - Duration::minutes(5)));
    let (name, closes_at): (String, time::OffsetDateTime) = sqlx::query_as(
        "select u.name, c.window_closes_at from conversations c join customers u on u.id = c.customer_id",
    )
    .fetch_one(app.pool())
    .await
    .unwrap();
    assert_eq!((name.as_str(), closes_at), ("Ada Example", NOON - Duration::minutes(5) + Duration::hours(24)));
}

#[tokio::test]
async fn what_is_not_signed_or_not_json_is_refused_and_nothing_is_stored() {
    let app = TestApp::new().await;
    let body = text_message("15551230001", "wamid.1", NOON, "hello").to_string();
    for (what, signature) in [
        ("none", None),
        ("wrong", Some(format!("sha256={}", "0".repeat(64)))),
        ("short", Some("sha256=00".to_owned())),
        ("other scheme", Some("sha1=00".to_owned())),
    ] {
        let mut request = app.anonymous(reqwest::Method::POST, "/webhooks/whatsapp").body(body.clone());
        if let Some(signature) = signature {
            request = request.header("x-hub-signature-256", signature);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401, "{what}");
    }
    assert_eq!(app.deliver("{\"object\": ").await.status(), 422);
    assert_eq!(deliveries(&app).await, []);
}

#[tokio::test]
async fn signed_json_about_nothing_of_ours_is_kept_and_acknowledged() {
    let app = TestApp::new().await;
    for body in ["[]", "5", "{}", "{\"object\":\"page\"}", &format!("{}1{}", "[".repeat(3000), "]".repeat(3000))] {
        assert_eq!(app.deliver(body).await.status(), 200, "{body}");
    }
    let mut stranger = envelope(&json!({"messages": []}));
    stranger["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("999");
    app.accept(&stranger).await;
    let kept = deliveries(&app).await;
    assert_eq!(kept.len(), 6);
    assert!(kept.iter().all(|(outcome, notes, ..)| outcome == "unknown" && !notes.is_empty()), "{kept:?}");
}
