//! What an adopter's webhook is told: signed, in order, at least once, and again until it was taken.

mod causes;
mod endings;
mod trouble;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use uuid::Uuid;
use verbatim::domain::event::{ConversationRef, Event, EventKind};
use verbatim::domain::id::ConversationId;
use verbatim::notify;
use verbatim::recorder::Intake;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::support::app::{NOON, TestApp};
use crate::support::said::Said;

const ADA: &str = "15551230001";
const BOB: &str = "15551230002";

const EVERYTHING: [&str; 7] = [
    "conversation.started",
    "conversation.ended",
    "conversation.handover",
    "message.recorded",
    "message.failed",
    "answer.failed",
    "window.expired",
];

/// An adopter's server that answers by `answer`.
async fn adopter(answer: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    server
}

/// A webhook for these events; its id and secret.
async fn webhook(app: &TestApp, url: &str, events: &[&str]) -> (Uuid, String) {
    let name = format!("to {url}");
    let (status, made) = app.post("/api/v1/webhooks", &json!({"name": name, "url": url, "events": events})).await;
    assert_eq!(status, 201, "{made}");
    (made["id"].as_str().unwrap().parse().unwrap(), made["secret"].as_str().unwrap().to_owned())
}

/// Tells all that is due, one after the other as claims allow.
async fn work(app: &TestApp) {
    loop {
        let dues = notify::claim(&app.app, 100, &[]).await.unwrap();
        if dues.is_empty() {
            return;
        }
        for due in dues {
            notify::serve(app.app.clone(), due).await;
        }
    }
}

/// What the adopter was told so far, each with a signature of this secret.
async fn heard(server: &MockServer, secret: &str) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| verified(request, secret)).collect()
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers.get(name).unwrap().to_str().unwrap()
}

/// The body of a request that one of its signatures proves, as an adopter would check it.
fn verified(request: &Request, secret: &str) -> Value {
    let (id, timestamp) = (header(request, "webhook-id"), header(request, "webhook-timestamp"));
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(&request.body);
    let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    let signatures: Vec<&str> = header(request, "webhook-signature").split(' ').collect();
    assert!(signatures.contains(&expected.as_str()), "{signatures:?} lacks {expected}");
    assert_eq!(header(request, "content-type"), "application/json");
    request.body_json().unwrap()
}

fn types(told: &[Value]) -> Vec<&str> {
    told.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

/// Records something in a conversation that exists.
async fn happen(app: &TestApp, conversation: ConversationId, kind: EventKind) {
    let event = Event { project: app.project, conversation: ConversationRef::Id(conversation), kind };
    let intake = Intake { project: app.project, delivery: None, events: vec![event], received_at: app.app.now() };
    app.record(intake).await.unwrap();
}

/// A message of a customer, `minutes` after noon; its conversation.
async fn say(app: &TestApp, phone: &str, minutes: i64, text: &str) -> ConversationId {
    app.say(Said::by(phone, minutes, text)).await.written[0].conversation.unwrap()
}

#[tokio::test]
async fn each_conversation_is_told_in_order_and_every_event_is_signed() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(204)).await;
    let (id, secret) = webhook(&app, &server.uri(), &["conversation.started", "message.recorded"]).await;
    for minute in 0..5 {
        say(&app, ADA, minute, &format!("ada {minute}")).await;
        say(&app, BOB, minute, &format!("bob {minute}")).await;
    }
    // What was told before is not told again.
    app.say(Said::by(ADA, 0, "ada 0")).await;
    work(&app).await;
    let told = heard(&server, &secret).await;
    assert_eq!(told.len(), 12);
    for name in ["ada", "bob"] {
        let said = |event: &&Value| event["data"]["conversation"]["first_input"] == format!("{name} 0");
        let of: Vec<Value> = told.iter().filter(said).cloned().collect();
        let mut want = vec!["conversation.started"];
        want.extend(["message.recorded"; 5]);
        assert_eq!(types(&of), want);
        let texts: Vec<&Value> = of[1..].iter().map(|event| &event["data"]["message"]["content"]).collect();
        assert_eq!(
            texts,
            (0..5).map(|minute| json!(format!("{name} {minute}"))).collect::<Vec<_>>().iter().collect::<Vec<_>>()
        );
        assert_eq!(of[1]["timestamp"], "2026-03-01T12:00:00Z");
        assert_eq!(of[1]["data"]["message"]["role"], "user");
    }
    let requests = server.received_requests().await.unwrap();
    let mut ids: Vec<&str> = requests.iter().map(|request| header(request, "webhook-id")).collect();
    assert!(requests.iter().all(|request| header(request, "webhook-timestamp") == NOON.unix_timestamp().to_string()));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 12, "each event has an id of its own");
    let (_, listed) = app.get(&format!("/api/v1/webhooks/{id}/events?state=sent&limit=100")).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn nothing_is_kept_for_whom_nobody_asked() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(204)).await;
    let (id, _) = webhook(&app, &server.uri(), &["conversation.ended"]).await;
    say(&app, ADA, 0, "hello").await;
    let url = format!("/api/v1/webhooks/{id}");
    let change = json!({"events": ["message.recorded"], "enabled": false});
    let (status, changed) = crate::support::app::answer(app.request(reqwest::Method::PATCH, &url).json(&change)).await;
    assert_eq!((status, &changed["enabled"]), (200, &json!(false)));
    say(&app, ADA, 1, "are you there?").await;
    let kept: i64 = sqlx::query_scalar("select count(*) from webhook_events").fetch_one(app.pool()).await.unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_changed_secret_and_the_one_before_both_sign_for_a_day() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (id, old) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    let (status, made) = app.post(&format!("/api/v1/webhooks/{id}/rotate-secret"), &json!({})).await;
    assert_eq!(status, 200, "{made}");
    let new = made["secret"].as_str().unwrap();
    assert_ne!(new, old);
    let (_, tested) = app.post(&format!("/api/v1/webhooks/{id}/test"), &json!({})).await;
    assert_eq!((&tested["delivered"], &tested["status"]), (&json!(true), &json!(200)));
    for secret in [&old, new] {
        assert_eq!(types(&heard(&server, secret).await), ["webhook.test"]);
    }
    app.pass(time::Duration::hours(25));
    app.post(&format!("/api/v1/webhooks/{id}/test"), &json!({})).await;
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[1], "webhook-signature").split(' ').count(), 1);
    verified(&requests[1], new);
    let (_, listed) = app.get("/api/v1/webhooks").await;
    assert!(!listed.to_string().contains("whsec_"), "{listed}");
}

#[tokio::test]
async fn what_cannot_be_a_webhook_is_refused_by_name() {
    let app = TestApp::new().await;
    let good = json!({"name": "CRM", "url": "https://crm.example.com/", "events": ["message.recorded"]});
    assert_eq!(app.post("/api/v1/webhooks", &good).await.0, 201);
    assert_eq!(app.post("/api/v1/webhooks", &good).await.0, 409);
    for (what, field, value) in [
        ("no event", "events", json!([])),
        ("an unknown event", "events[0]", json!(["message.thought"])),
        ("no address", "url", json!("crm")),
        ("another protocol", "url", json!("ftp://crm.example.com")),
        ("no name", "name", json!("  ")),
    ] {
        let mut bad = good.clone();
        bad[field.trim_end_matches("[0]")] = value;
        let (status, problem) = app.post("/api/v1/webhooks", &bad).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
}
