//! Messages of which nobody knows whether Meta has them.

use serde_json::{Value, json};
use time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use uuid::Uuid;
use verbatim::assistant::worker;
use verbatim::delivery;

use super::{ADA, accepting, app, graph, messages, sent, states, status, work};
use crate::support::app::{NOON, text_message};

/// Takes requests up to the first message and hangs up without an answer.
async fn swallowing() -> (String, tokio::task::JoinHandle<Value>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let taken = tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut text = Vec::new();
            let body: Value = loop {
                let mut buffer = [0; 4096];
                let count = socket.read(&mut buffer).await.unwrap();
                text.extend_from_slice(&buffer[..count]);
                let whole = String::from_utf8_lossy(&text).into_owned();
                if let Some((_, body)) = whole.split_once("\r\n\r\n")
                    && let Ok(body) = serde_json::from_str(body)
                {
                    break body;
                }
            };
            let _closed = socket.shutdown().await;
            if body["status"].is_null() {
                return body;
            }
        }
    });
    (url, taken)
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_not_sent_again_and_a_status_settles_it() {
    let (url, taken) = swallowing().await;
    let app = app(&url).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let call = taken.await.unwrap();
    assert_eq!(states(&app).await[0].0, "uncertain");
    app.pass(Duration::hours(1));
    work(&app).await;
    assert_eq!(states(&app).await[0].0, "uncertain", "nobody sends it again by himself");
    let opaque = call["biz_opaque_callback_data"].as_str().unwrap();
    // Of another sender's message the id is nobody's.
    app.accept(&status("wamid.other", "sent", &Uuid::nil().to_string())).await;
    assert_eq!(states(&app).await.len(), 1);
    app.accept(&status("wamid.out.9", "delivered", opaque)).await;
    assert_eq!(states(&app).await, []);
    let answer = messages(&app).await.pop().unwrap();
    assert_eq!((&answer["external_id"], &answer["status"]), (&json!("wamid.out.9"), &json!("delivered")));
}

#[tokio::test]
async fn a_node_that_vanishes_while_it_sends_leaves_the_message_in_doubt() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    for due in worker::claim(&app.app, 10).await.unwrap() {
        worker::serve(app.app.clone(), due).await;
    }
    let claimed = delivery::claim(&app.app, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    app.pass(Duration::minutes(2));
    assert_eq!(delivery::claim(&app.app, 10).await.unwrap().len(), 0);
    assert_eq!(states(&app).await[0].0, "uncertain");
    assert_eq!(sent(&graph).await.len(), 0);
    // The node was only slow: what it learns of the message still counts.
    delivery::serve(app.app.clone(), claimed[0].clone()).await;
    assert_eq!(states(&app).await, []);
    assert_eq!(messages(&app).await[1]["external_id"], "wamid.out.1");
}

#[tokio::test]
async fn what_was_accepted_after_all_is_not_sent_again_though_a_person_asked_for_it() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    for due in worker::claim(&app.app, 10).await.unwrap() {
        worker::serve(app.app.clone(), due).await;
    }
    let slow = delivery::claim(&app.app, 10).await.unwrap();
    app.pass(Duration::minutes(2));
    assert_eq!(delivery::claim(&app.app, 10).await.unwrap().len(), 0);
    let resend = format!("/api/v1/outbox/{}/resend", slow[0].message_id);
    assert_eq!(app.post(&resend, &json!({})).await.0, 202);
    delivery::serve(app.app.clone(), slow[0].clone()).await;
    work(&app).await;
    assert_eq!((sent(&graph).await.len(), states(&app).await.len()), (1, 0));
}
