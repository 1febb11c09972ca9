//! Webhooks that are down, slow, gone or far too near, and a server that dies in the middle.

use std::sync::Arc;
use std::time::Duration as Pause;

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::app::Clock;
use verbatim::notify;
use wiremock::ResponseTemplate;

use super::{ADA, BOB, adopter, header, heard, say, types, webhook, work};
use crate::support::app::{NOON, TestApp, answer};
use crate::support::cluster::{TestDb, until};

/// Fails `times` times, then takes everything.
fn recovering(times: usize) -> impl wiremock::Respond {
    let count = std::sync::atomic::AtomicUsize::new(0);
    move |_: &wiremock::Request| {
        let so_far = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        ResponseTemplate::new(if so_far < times { 500 } else { 200 })
    }
}

async fn calls(server: &wiremock::MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn an_event_is_tried_again_after_30_60_and_120_seconds_and_later_ones_of_its_conversation_wait() {
    let app = TestApp::new().await;
    let server = adopter(recovering(3)).await;
    let (_, secret) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "first").await;
    work(&app).await;
    say(&app, ADA, 1, "second").await;
    let mut made = 1;
    for pause in [30, 60, 120] {
        work(&app).await;
        assert_eq!(calls(&server).await, made, "before the pause is over");
        app.pass(Duration::seconds(pause - 1));
        work(&app).await;
        assert_eq!(calls(&server).await, made, "a second before the pause of {pause} s is over");
        app.pass(Duration::seconds(1));
        work(&app).await;
        made += 1;
        assert!(calls(&server).await >= made, "after {pause} s");
    }
    let told = heard(&server, &secret).await;
    let texts: Vec<&str> = told.iter().map(|event| event["data"]["message"]["content"].as_str().unwrap()).collect();
    assert_eq!(texts, ["first", "first", "first", "first", "second"]);
    let requests = server.received_requests().await.unwrap();
    let ids: Vec<&str> = requests.iter().map(|request| header(request, "webhook-id")).collect();
    assert!(ids[..4].iter().all(|id| *id == ids[0]), "every try has the same id");
    assert_ne!(ids[3], ids[4]);
}

#[tokio::test]
async fn one_conversation_does_not_wait_for_another() {
    let app = TestApp::new().await;
    let server = adopter(recovering(1)).await;
    let (_, secret) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "ada").await;
    work(&app).await;
    say(&app, ADA, 1, "ada again").await;
    say(&app, BOB, 1, "bob").await;
    work(&app).await;
    let told = heard(&server, &secret).await;
    let texts: Vec<&Value> = told.iter().map(|event| &event["data"]["message"]["content"]).collect();
    assert_eq!(texts, [&json!("ada"), &json!("bob")]);
}

#[tokio::test]
async fn what_is_given_up_after_three_days_is_listed_and_told_once_more_on_demand() {
    let app = TestApp::new().await;
    let server = adopter(recovering(12)).await;
    let (id, secret) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "first").await;
    for _ in 0..200 {
        work(&app).await;
        app.pass(Duration::minutes(30));
    }
    assert_eq!(calls(&server).await, 12);
    // The next one is not held up by it.
    say(&app, ADA, 1, "second").await;
    work(&app).await;
    let events = format!("/api/v1/webhooks/{id}/events");
    let (_, dead) = app.get(&format!("{events}?state=failed")).await;
    let row = &dead["data"][0];
    assert_eq!((&row["tries"], &row["error"]), (&json!(12), &json!("the webhook answered 500")), "{dead}");
    assert_eq!(dead["data"].as_array().unwrap().len(), 1);
    let event = row["id"].as_str().unwrap().to_owned();
    let replay = format!("{events}/{event}/replay");
    assert_eq!(app.post(&replay, &json!({})).await.0, 202);
    assert_eq!(app.post(&replay, &json!({})).await.0, 404, "it is due already");
    work(&app).await;
    let told = heard(&server, &secret).await;
    assert_eq!(told[13]["data"]["message"]["content"], "first");
    // Both once more, in their old order.
    let range = format!("/api/v1/webhooks/{id}/replay");
    let (_, counted) = app.post(&range, &json!({"state": "sent", "dry_run": true})).await;
    assert_eq!((&counted["events"], &counted["dry_run"]), (&json!(2), &json!(true)));
    let (_, none) = app.post(&range, &json!({"state": "sent", "to": "2026-03-01T11:00:00Z"})).await;
    assert_eq!(none["events"], 0);
    let (_, both) = app.post(&range, &json!({"state": "sent", "from": "2026-03-01T12:00:00Z"})).await;
    assert_eq!(both["events"], 2);
    work(&app).await;
    let told = heard(&server, &secret).await;
    let texts: Vec<&Value> = told[14..].iter().map(|event| &event["data"]["message"]["content"]).collect();
    assert_eq!(texts, [&json!("first"), &json!("second")]);
}

#[tokio::test]
async fn a_webhook_that_is_gone_is_switched_off_and_goes_on_where_it_stopped() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(410)).await;
    let (id, _) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "first").await;
    say(&app, BOB, 0, "second").await;
    let dues = notify::claim(&app.app, 1, &[]).await.unwrap();
    notify::serve(app.app.clone(), dues[0].clone()).await;
    let (_, listed) = app.get("/api/v1/webhooks").await;
    let row = &listed["data"][0];
    assert_eq!((&row["enabled"], &row["disabled_reason"]), (&json!(false), &json!("it answered 410 Gone")));
    work(&app).await;
    assert_eq!(calls(&server).await, 1, "nothing more is told");
    let change = json!({"enabled": true});
    let (status, on) = answer(app.request(Method::PATCH, &format!("/api/v1/webhooks/{id}")).json(&change)).await;
    assert_eq!((status, &on["disabled_reason"]), (200, &Value::Null));
    work(&app).await;
    assert_eq!(calls(&server).await, 2);
}

#[tokio::test]
async fn a_node_that_dies_between_the_call_and_its_note_leaves_the_event_to_another_under_the_same_id() {
    let app = TestApp::new().await;
    let slow = ResponseTemplate::new(200).set_delay(Pause::from_mins(1));
    let server = adopter(slow).await;
    let (_, secret) = webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "hello").await;
    let due = notify::claim(&app.app, 10, &[]).await.unwrap().remove(0);
    let node = tokio::spawn(notify::serve(app.app.clone(), due.clone()));
    until("the call arrived", || async { calls(&server).await == 1 }).await;
    node.abort();
    server.reset().await;
    wiremock::Mock::given(wiremock::matchers::method("POST"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let other = app.node().await;
    work(&other).await;
    assert_eq!(calls(&server).await, 0, "the lease holds");
    app.pass(Duration::seconds(60));
    work(&other).await;
    assert_eq!(types(&heard(&server, &secret).await), ["message.recorded"]);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(header(&requests[0], "webhook-id"), due.event_id.to_string());
    // The dead one comes to, late: what it says changes nothing.
    let mut conn = app.pool().acquire().await.unwrap();
    verbatim::store::webhooks::events::settle(&mut conn, &due, "failed", Some("late"), NOON).await.unwrap();
    let state: String = sqlx::query_scalar("select state from webhook_events").fetch_one(app.pool()).await.unwrap();
    assert_eq!(state, "sent");
}

#[tokio::test]
async fn two_nodes_tell_each_event_once() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    webhook(&app, &server.uri(), &["message.recorded"]).await;
    for minute in 0..20 {
        say(&app, if minute % 2 == 0 { ADA } else { BOB }, minute, &format!("{minute}")).await;
    }
    let other = app.node().await;
    tokio::join!(work(&app), work(&other), work(&app));
    work(&app).await;
    assert_eq!(calls(&server).await, 20);
}

#[tokio::test]
async fn private_addresses_are_neither_taken_nor_called() {
    let db = Arc::new(TestDb::new().await);
    let app = TestApp::with(db, Clock::held(NOON), |config| config.outbound.allow_private = false).await;
    for url in ["http://127.0.0.1:9/", "http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1/"] {
        let given = json!({"name": url, "url": url, "events": ["message.recorded"]});
        let (status, problem) = app.post("/api/v1/webhooks", &given).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("url")), "{url}");
    }
    // A name that leads there is found out when it is called.
    let (id, _) = webhook(&app, "http://localhost:9/", &["message.recorded"]).await;
    say(&app, ADA, 0, "hello").await;
    work(&app).await;
    let (_, listed) = app.get(&format!("/api/v1/webhooks/{id}/events")).await;
    let error = listed["data"][0]["error"].as_str().unwrap();
    assert!(error.contains("not on the public internet"), "{error}");
}

#[tokio::test]
async fn events_that_were_settled_long_ago_are_forgotten_and_those_that_wait_are_not() {
    let app = TestApp::new().await;
    let server = adopter(recovering(0)).await;
    webhook(&app, &server.uri(), &["message.recorded"]).await;
    say(&app, ADA, 0, "told").await;
    work(&app).await;
    say(&app, ADA, 1, "waits").await;
    for (days, left) in [(29, 2_i64), (2, 1)] {
        app.pass(Duration::days(days));
        verbatim::jobs::prune_webhook_events::run(app.app.clone()).await.unwrap();
        let kept: i64 = sqlx::query_scalar("select count(*) from webhook_events").fetch_one(app.pool()).await.unwrap();
        assert_eq!(kept, left);
    }
}
