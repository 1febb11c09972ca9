//! What causes an event: each cause exactly one, in the transaction that records it.

use serde_json::{Value, json};
use time::Duration;
use verbatim::domain::event::EventKind;
use verbatim::domain::message::{Message, Role};
use verbatim::jobs::expire_windows;
use wiremock::ResponseTemplate;

use super::{ADA, EVERYTHING, adopter, happen, heard, say, types, webhook, work};
use crate::support::app::{NOON, TestApp, envelope};
use crate::support::facts::contradictions;

async fn told(app: &TestApp, server: &wiremock::MockServer, secret: &str) -> Vec<Value> {
    work(app).await;
    let told = heard(server, secret).await;
    server.reset().await;
    wiremock::Mock::given(wiremock::matchers::method("POST"))
        .respond_with(ResponseTemplate::new(200))
        .mount(server)
        .await;
    told
}

#[tokio::test]
async fn every_cause_has_its_event() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (_, secret) = webhook(&app, &server.uri(), &EVERYTHING).await;
    let conversation = say(&app, ADA, 0, "Where is my order?").await;
    assert_eq!(types(&told(&app, &server, &secret).await), ["conversation.started", "message.recorded"]);

    let mut answer = Message::new(Role::Assistant, "text", "In the mail.", NOON + Duration::minutes(1));
    (answer.source, answer.external_id) = (Some(app.channel), Some("wamid.answer".to_owned()));
    happen(&app, conversation, EventKind::Said(Box::new(answer))).await;
    let events = told(&app, &server, &secret).await;
    assert_eq!(types(&events), ["message.recorded"]);
    assert_eq!(events[0]["data"]["message"]["role"], "assistant");

    let status = envelope(&json!({"statuses": [{"id": "wamid.answer", "status": "failed", "recipient_id": ADA,
        "timestamp": (NOON + Duration::minutes(2)).unix_timestamp().to_string(),
        "errors": [{"code": 131_026, "title": "Message undeliverable"}]}]}));
    // Meta says it twice.
    app.accept(&status).await;
    app.accept(&status).await;
    let events = told(&app, &server, &secret).await;
    assert_eq!(types(&events), ["message.failed"]);
    assert_eq!(events[0]["data"]["message"]["status"], "failed");

    let mut silence = Message::new(Role::Assistant, "text", "", NOON + Duration::minutes(3));
    silence.error = Some("the model is down".to_owned());
    happen(&app, conversation, EventKind::Said(Box::new(silence))).await;
    let events = told(&app, &server, &secret).await;
    assert_eq!(types(&events), ["message.recorded", "answer.failed"]);
    assert_eq!(events[1]["data"]["message"]["error"], "the model is down");

    let mut reaction = Message::new(Role::User, "reaction", "+1", NOON + Duration::minutes(4));
    reaction.target = Some("wamid.answer".to_owned());
    happen(&app, conversation, EventKind::Said(Box::new(reaction))).await;
    assert_eq!(types(&told(&app, &server, &secret).await), Vec::<&str>::new());

    let handed = EventKind::HandedOver { at: NOON + Duration::minutes(5), reason: Some("wants a refund".to_owned()) };
    happen(&app, conversation, handed.clone()).await;
    happen(&app, conversation, handed).await;
    let events = told(&app, &server, &secret).await;
    assert_eq!(types(&events), ["conversation.handover"]);
    assert_eq!(events[0]["data"]["reason"], "wants a refund");
    assert_eq!(events[0]["data"]["conversation"]["ai_enabled"], false);

    app.pass(Duration::hours(25));
    let other = app.node().await;
    let runs = tokio::join!(expire_windows::run(app.app.clone()), expire_windows::run(other.app.clone()));
    assert_eq!(runs.0.unwrap() + runs.1.unwrap(), 1);
    let events = told(&app, &server, &secret).await;
    assert_eq!(types(&events), ["window.expired"]);
    assert_eq!(events[0]["timestamp"], "2026-03-02T12:00:00Z");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_batch_of_new_people_tells_each_conversation_with_what_began_it() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (_, secret) = webhook(&app, &server.uri(), &EVERYTHING).await;
    let people: Vec<String> = (0..40).map(|n| format!("1555000{n:04}")).collect();
    futures::future::join_all(people.iter().map(|phone| say(&app, phone, 0, phone))).await;
    let events = told(&app, &server, &secret).await;
    for phone in &people {
        let of: Vec<Value> = events
            .iter()
            .filter(|event| event["data"]["conversation"]["customer"]["phone"] == json!(phone))
            .cloned()
            .collect();
        assert_eq!(types(&of), ["conversation.started", "message.recorded"], "{phone}");
    }
}

#[tokio::test]
async fn deleting_a_conversation_takes_along_what_was_to_be_told_of_it() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(500)).await;
    webhook(&app, &server.uri(), &EVERYTHING).await;
    let conversation = say(&app, ADA, 0, "hello").await;
    work(&app).await;
    let url = format!("/api/v1/conversations/{conversation}");
    let deleted = app.request(reqwest::Method::DELETE, &url).send().await.unwrap();
    assert!(deleted.status().is_success());
    let kept: i64 = sqlx::query_scalar("select count(*) from webhook_events").fetch_one(app.pool()).await.unwrap();
    assert_eq!(kept, 0);
}
