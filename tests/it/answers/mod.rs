//! From a customer's message to the answer on the customer's phone: answered once, sent once, and what is in doubt
//! stays in doubt until a status tells.

mod doubt;
mod killed;
mod outbox;

use serde_json::{Value, json};
use time::Duration;
use verbatim::app::Clock;
use verbatim::assistant::worker;
use verbatim::delivery;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::app::{NOON, PHONE_NUMBER_ID, TestApp, envelope, text_message};
use crate::support::cluster::{TestDb, until};
use crate::support::facts::contradictions;

pub(crate) const ADA: &str = "15551230001";

/// Meta's Graph API, which answers the messages it is sent by `answer`.
pub(crate) async fn graph(answer: impl wiremock::Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(format!("/v25.0/{PHONE_NUMBER_ID}/messages")))
        .and(header("authorization", "Bearer graph-token"))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

/// Accepts each message under a number of its own.
pub(crate) fn accepting() -> impl wiremock::Respond {
    let count = std::sync::atomic::AtomicU32::new(0);
    move |request: &wiremock::Request| {
        let body: Value = request.body_json().unwrap();
        if body["status"] == "read" {
            return ResponseTemplate::new(200).set_body_json(json!({"success": true}));
        }
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        ResponseTemplate::new(200).set_body_json(
            json!({"messaging_product": "whatsapp", "messages": [{"id": format!("wamid.out.{number}")}]}),
        )
    }
}

pub(crate) async fn calls(graph: &MockServer) -> Vec<Value> {
    let requests = graph.received_requests().await.unwrap();
    let posts = requests
        .iter()
        .filter(|request| request.method == wiremock::http::Method::POST && request.url.path().ends_with("/messages"));
    posts.map(|request| request.body_json().unwrap()).collect()
}

/// The messages among what the Graph API was called for.
pub(crate) async fn sent(graph: &MockServer) -> Vec<Value> {
    calls(graph).await.into_iter().filter(|call| call["status"].is_null()).collect()
}

/// A program whose sender can send through `graph`.
pub(crate) async fn app(graph: &str) -> TestApp {
    let db = std::sync::Arc::new(TestDb::new().await);
    let graph = graph.to_owned();
    let app = TestApp::with(db, Clock::held(NOON), |config| config.whatsapp.graph_url = graph).await;
    let url = format!("/api/v1/channels/{}", app.channel.0);
    let patch = app.request(reqwest::Method::PATCH, &url).json(&json!({"access_token": "graph-token"}));
    assert_eq!(patch.send().await.unwrap().status(), 200);
    app
}

/// Answers and sends all that is due now.
pub(crate) async fn work(app: &TestApp) {
    loop {
        let answers = worker::claim(&app.app, 10).await.unwrap();
        let sends = delivery::claim(&app.app, 10).await.unwrap();
        if answers.is_empty() && sends.is_empty() {
            return;
        }
        for due in answers {
            worker::serve(app.app.clone(), due).await;
        }
        for due in sends {
            delivery::serve(app.app.clone(), due).await;
        }
    }
}

pub(crate) async fn messages(app: &TestApp) -> Vec<Value> {
    let (_, list) = app.get("/api/v1/conversations").await;
    let id = list["data"][0]["id"].as_str().unwrap().to_owned();
    let (status, page) = app.get(&format!("/api/v1/conversations/{id}/messages")).await;
    assert_eq!(status, 200);
    page["data"].as_array().unwrap().clone()
}

pub(crate) async fn states(app: &TestApp) -> Vec<(String, Option<String>)> {
    sqlx::query_as("select state, error from outbox order by message_id").fetch_all(app.pool()).await.unwrap()
}

pub(crate) fn status(id: &str, word: &str, opaque: &str) -> Value {
    envelope(&json!({"statuses": [{"id": id, "status": word, "timestamp": NOON.unix_timestamp().to_string(),
        "recipient_id": ADA, "biz_opaque_callback_data": opaque}]}))
}

#[tokio::test]
async fn a_customer_is_answered_once_and_the_answer_learns_what_became_of_it() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    let asked = text_message(ADA, "wamid.1", NOON, "Where is my order?");
    app.accept(&asked).await;
    work(&app).await;
    // Meta repeats what was acknowledged, now and then.
    app.accept(&asked).await;
    work(&app).await;
    let calls = sent(&graph).await;
    assert_eq!(calls.len(), 1, "{calls:?}");
    let opaque = calls[0]["biz_opaque_callback_data"].as_str().unwrap();
    assert_eq!((&calls[0]["to"], &calls[0]["type"]), (&json!(format!("+{ADA}")), &json!("text")));
    let said = messages(&app).await;
    assert_eq!(said.len(), 2);
    assert_eq!((&said[1]["role"], &said[1]["status"]), (&json!("assistant"), &json!("queued")));
    assert_eq!(said[1]["content"], calls[0]["text"]["body"]);
    assert_eq!((&said[1]["id"], &said[1]["external_id"]), (&json!(opaque), &json!("wamid.out.1")));
    app.accept(&status("wamid.out.1", "delivered", opaque)).await;
    assert_eq!(messages(&app).await[1]["status"], "delivered");
    assert_eq!(states(&app).await, []);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1",
        "typing_indicator": {"type": "text"}});
    until("the customer sees that an answer is coming", || async { self::calls(&graph).await.contains(&read) }).await;
}

#[tokio::test]
async fn messages_that_wait_are_answered_together_and_one_that_comes_meanwhile_afterwards() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "one")).await;
    app.accept(&text_message(ADA, "wamid.2", NOON, "two")).await;
    let claimed = worker::claim(&app.app, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    app.accept(&text_message(ADA, "wamid.3", NOON, "three")).await;
    assert_eq!(worker::claim(&app.app, 10).await.unwrap(), [], "one answer at a time");
    worker::serve(app.app.clone(), claimed[0]).await;
    work(&app).await;
    let texts: Vec<String> =
        sent(&graph).await.iter().map(|call| call["text"]["body"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("\u{201c}two\u{201d}") && texts[1].contains("\u{201c}three\u{201d}"), "{texts:?}");
}

#[tokio::test]
async fn of_two_nodes_that_answer_the_one_whose_claim_holds_is_recorded() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let slow = worker::claim(&app.app, 10).await.unwrap();
    app.pass(Duration::minutes(2));
    let other = app.node().await;
    let quick = worker::claim(&other.app, 10).await.unwrap();
    assert_eq!((slow.len(), quick.len()), (1, 1));
    worker::serve(app.app.clone(), slow[0]).await;
    assert_eq!(messages(&app).await.len(), 1, "its claim was lost");
    worker::serve(other.app.clone(), quick[0]).await;
    worker::serve(other.app.clone(), quick[0]).await;
    assert_eq!(messages(&app).await.len(), 2);
    let (some, others) = tokio::join!(delivery::claim(&app.app, 10), delivery::claim(&other.app, 10));
    assert_eq!(some.unwrap().len() + others.unwrap().len(), 1);
}

#[tokio::test]
async fn what_nobody_answers_waits_for_nobody() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let (_, list) = app.get("/api/v1/conversations").await;
    let url = format!("/api/v1/conversations/{}", list["data"][0]["id"].as_str().unwrap());
    let off = app.request(reqwest::Method::PATCH, &url).json(&json!({"ai_enabled": false}));
    assert!(off.send().await.unwrap().status().is_success());
    app.accept(&text_message(ADA, "wamid.2", NOON, "anyone?")).await;
    for (kind, more) in [
        ("reaction", json!({"reaction": {"message_id": "wamid.out.1", "emoji": "x"}})),
        ("unsupported", json!({"errors": [{"code": 131_051}]})),
    ] {
        let mut item = json!({"from": "15551230002", "id": format!("wamid.{kind}"), "type": kind,
            "timestamp": NOON.unix_timestamp().to_string()});
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        app.accept(&envelope(&json!({"contacts": [{"wa_id": "15551230002"}], "messages": [item]}))).await;
    }
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 1);
    let waiting: i64 = sqlx::query_scalar("select count(*) from answers").fetch_one(app.pool()).await.unwrap();
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn a_conversation_older_than_the_channels_assistant_gets_it() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    let url = format!("/api/v1/channels/{}", app.channel.0);
    for (assistant, id, want) in [(Value::Null, "wamid.1", 0), (json!(app.assistant.0), "wamid.2", 1)] {
        let patch = app.request(reqwest::Method::PATCH, &url).json(&json!({"assistant_id": assistant}));
        assert_eq!(patch.send().await.unwrap().status(), 200);
        app.accept(&text_message(ADA, id, NOON, "hello")).await;
        work(&app).await;
        assert_eq!(sent(&graph).await.len(), want);
    }
    let (_, list) = app.get("/api/v1/conversations").await;
    assert_eq!(list["data"][0]["assistant_id"], json!(app.assistant.0));
}

#[tokio::test]
async fn an_answer_after_the_window_is_refused_here_and_meta_is_not_asked() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    app.pass(Duration::hours(25));
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 0);
    let answer = messages(&app).await.pop().unwrap();
    assert_eq!(answer["status"], "failed");
    assert!(answer["error"].as_str().unwrap().starts_with("SESSION_EXPIRED"), "{answer}");
    assert_eq!(states(&app).await[0].0, "failed");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn metas_refusals_are_final_or_repeated_as_their_code_says() {
    for (code, want, calls) in [(131_047, "failed", 1), (131_056, "due", 1), (131_026, "failed", 1)] {
        let body = json!({"error": {"code": code, "message": "to +15551230001", "fbtrace_id": "A"}});
        let graph = graph(ResponseTemplate::new(400).set_body_json(body)).await;
        let app = app(&graph.uri()).await;
        app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
        work(&app).await;
        let left = states(&app).await;
        assert_eq!((left.len(), left[0].0.as_str()), (1, want), "{code}: {left:?}");
        assert!(left[0].1.as_ref().unwrap().contains(&code.to_string()), "{left:?}");
        assert_eq!(sent(&graph).await.len(), calls);
        if want == "due" {
            app.pass(Duration::seconds(7));
            work(&app).await;
            assert_eq!(sent(&graph).await.len(), 2, "after a pause it is tried again");
        }
        assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_model_that_fails_is_asked_again_then_the_failure_is_on_record_and_the_customer_told() {
    let graph = graph(accepting()).await;
    let model = MockServer::start().await;
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(503)).mount(&model).await;
    let app = app(&graph.uri()).await;
    let assistant = format!("/api/v1/assistants/{}", app.assistant.0);
    let patch = app
        .request(reqwest::Method::PATCH, &assistant)
        .json(&json!({"provider": "openai", "base_url": model.uri(), "model": "m", "failure_text": " Please wait. "}));
    assert_eq!(patch.send().await.unwrap().status(), 200);
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    for tries in 1..=3 {
        work(&app).await;
        assert_eq!(model.received_requests().await.unwrap().len(), tries);
        app.pass(Duration::seconds(9));
    }
    let said = messages(&app).await;
    assert!(said[1]["error"].as_str().unwrap().starts_with("model_failed"), "{said:?}");
    assert_eq!((&said[2]["content"], &said[2]["error"]), (&json!("Please wait."), &Value::Null));
    work(&app).await;
    assert_eq!(model.received_requests().await.unwrap().len(), 3);
    let told: Vec<Value> = sent(&graph).await.into_iter().map(|call| call["text"]["body"].clone()).collect();
    assert_eq!(told, ["Please wait."], "the apology and nothing else");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_long_answer_is_sent_in_parts_one_after_the_other() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    // The demo assistant repeats it.
    let text = format!("{}\n\n{}", "a".repeat(3000), "b".repeat(3000));
    app.accept(&text_message(ADA, "wamid.1", NOON, &text)).await;
    for due in worker::claim(&app.app, 10).await.unwrap() {
        worker::serve(app.app.clone(), due).await;
    }
    let first = delivery::claim(&app.app, 10).await.unwrap();
    assert_eq!(first.len(), 1, "the second part waits for the first");
    delivery::serve(app.app.clone(), first[0].clone()).await;
    work(&app).await;
    let texts: Vec<String> =
        sent(&graph).await.iter().map(|call| call["text"]["body"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts[0].ends_with('a') && texts[1].starts_with('b'));
    assert_eq!(messages(&app).await.len(), 3);
}

#[tokio::test]
async fn deleting_a_conversation_takes_its_work_along() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let answering = worker::claim(&app.app, 10).await.unwrap();
    worker::serve(app.app.clone(), answering[0]).await;
    app.accept(&text_message(ADA, "wamid.2", NOON, "and?")).await;
    let answering = worker::claim(&app.app, 10).await.unwrap();
    let sending = delivery::claim(&app.app, 10).await.unwrap();
    let (_, list) = app.get("/api/v1/conversations").await;
    let url = format!("/api/v1/conversations/{}", list["data"][0]["id"].as_str().unwrap());
    let deleted = app.request(reqwest::Method::DELETE, &url).send().await.unwrap();
    assert!(deleted.status().is_success());
    worker::serve(app.app.clone(), answering[0]).await;
    delivery::serve(app.app.clone(), sending[0].clone()).await;
    work(&app).await;
    assert_eq!(sent(&graph).await.len(), 0);
    let left: i64 = sqlx::query_scalar(
        "select (select count(*) from answers) + (select count(*) from outbox) + (select count(*) from messages)",
    )
    .fetch_one(app.pool())
    .await
    .unwrap();
    assert_eq!(left, 0);
}
