//! How fast messages go out, and the setting that has those in doubt sent once more.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::delivery;
use verbatim::domain::event::{ConversationRef, Event, EventKind};
use verbatim::domain::id::ConversationId;
use verbatim::domain::message::{Message, Role, Work};
use verbatim::recorder::Intake;
use wiremock::ResponseTemplate;

use super::place;
use crate::answers::{ADA, accepting, app, graph, sent, states, status, work};
use crate::support::app::{NOON, TestApp, text_message};
use crate::support::facts::contradictions;

async fn set(app: &TestApp, change: Value) -> u16 {
    let url = format!("/api/v1/channels/{}", app.channel.0);
    app.request(Method::PATCH, &url).json(&change).send().await.unwrap().status().as_u16()
}

/// Puts so many messages to the customer of a conversation into the outbox.
async fn say(app: &TestApp, conversation: ConversationId, count: usize) {
    let event = |number: usize| {
        let mut message = Message::new(Role::Assistant, "text", &format!("no. {number}"), NOON);
        message.work = Some(Work::Send(app.channel));
        let kind = EventKind::Said(Box::new(message));
        Event { project: app.project, conversation: ConversationRef::Id(conversation), kind }
    };
    let events = (0..count).map(event).collect();
    app.record(Intake { project: app.project, delivery: None, events, received_at: NOON }).await.unwrap();
}

/// Sends all that may go now.
async fn send(app: &TestApp) {
    loop {
        let due = delivery::claim(&app.app, 10).await.unwrap();
        if due.is_empty() {
            return;
        }
        for message in due {
            delivery::serve(app.app.clone(), message).await;
        }
    }
}

#[tokio::test]
async fn a_number_keeps_to_its_rate_however_many_nodes_send() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    assert_eq!(set(&app, json!({"messages_per_second": 2, "assistant_id": null})).await, 200);
    for customer in 1..=5 {
        let phone = format!("1555000000{customer}");
        app.accept(&text_message(&phone, &format!("wamid.{customer}"), NOON, "hello")).await;
        let (_, list) = app.get("/api/v1/conversations").await;
        let id = list["data"].as_array().unwrap().iter().find(|row| row["customer"]["phone"] == phone.as_str());
        say(&app, ConversationId(id.unwrap()["id"].as_str().unwrap().parse().unwrap()), 1).await;
    }
    let other = app.node().await;
    let (some, others) = tokio::join!(delivery::claim(&app.app, 10), delivery::claim(&other.app, 10));
    assert_eq!(some.unwrap().len() + others.unwrap().len(), 2);
    app.pass(Duration::milliseconds(499));
    assert_eq!(delivery::claim(&app.app, 10).await.unwrap().len(), 0);
    app.pass(Duration::milliseconds(1));
    let third = delivery::claim(&app.app, 10).await.unwrap();
    assert_eq!((third.len(), third[0].tries), (1, 1), "waiting is no try");
    app.pass(Duration::seconds(10));
    assert_eq!(delivery::claim(&other.app, 10).await.unwrap().len(), 2);
    for wrong in [json!({"messages_per_second": 0}), json!({"messages_per_second": 1001})] {
        assert_eq!(set(&app, wrong).await, 422);
    }
}

#[tokio::test]
async fn one_customer_gets_a_burst_and_then_a_message_every_six_seconds() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let id = place(&app).await.rsplit('/').next().unwrap().parse().unwrap();
    say(&app, ConversationId(id), 47).await;
    send(&app).await;
    assert_eq!(sent(&graph).await.len(), 45);
    for (seconds, want) in [(5, 45), (1, 46), (5, 46), (1, 47)] {
        app.pass(Duration::seconds(seconds));
        send(&app).await;
        assert_eq!(sent(&graph).await.len(), want);
    }
    let texts: Vec<Value> = sent(&graph).await.iter().map(|call| call["text"]["body"].clone()).collect();
    assert_eq!(texts, (0..47).map(|number| json!(format!("no. {number}"))).collect::<Vec<_>>(), "in order");
    let kept: i64 = sqlx::query_scalar("select count(*) from send_paces").fetch_one(app.pool()).await.unwrap();
    assert_eq!(kept, 2);
    let deleted = app.request(Method::DELETE, &place(&app).await).send().await.unwrap();
    assert_eq!(deleted.status(), 204);
    let kept: i64 = sqlx::query_scalar("select count(*) from send_paces").fetch_one(app.pool()).await.unwrap();
    assert_eq!(kept, 1, "that of the channel");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_in_doubt_is_sent_again_by_itself_only_where_the_channel_says_so() {
    // Meta takes the message, and its answer is lost.
    let graph = graph(ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    assert_eq!((sent(&graph).await.len(), states(&app).await[0].0.as_str()), (1, "uncertain"));
    app.pass(Duration::hours(5));
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1, "by default a person decides");
    assert_eq!(set(&app, json!({"resend_after_minutes": 10})).await, 200);
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 2);
    app.pass(Duration::minutes(9));
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 2);
    for _ in 0..5 {
        app.pass(Duration::minutes(10));
        work(&app).await;
    }
    assert_eq!(sent(&graph).await.len(), 3, "three times in all");
    let calls = sent(&graph).await;
    assert!(calls.iter().all(|call| call["biz_opaque_callback_data"] == calls[0]["biz_opaque_callback_data"]));
    app.accept(&status("wamid.out.9", "delivered", calls[0]["biz_opaque_callback_data"].as_str().unwrap())).await;
    assert_eq!(states(&app).await, [], "a status settles it");
    for wrong in [json!({"resend_after_minutes": 0}), json!({"resend_after_minutes": 1441})] {
        assert_eq!(set(&app, wrong).await, 422);
    }
    assert_eq!(set(&app, json!({"resend_after_minutes": null})).await, 200);
    let (_, channels) = app.get("/api/v1/channels").await;
    assert_eq!(
        (&channels["data"][0]["resend_after_minutes"], &channels["data"][0]["messages_per_second"]),
        (&Value::Null, &json!(80))
    );
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}
