//! The real binary, killed again and again while it answers, calls tools, extracts and sends, before a Graph API that
//! swallows half of its answers: one answer on record for each customer, and none sent twice.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use verbatim::app::Clock;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::app;
use crate::crash::{Server, client, deliver, free_port};
use crate::support::app::{TestApp, envelope, text_message};
use crate::support::cluster::until;

const KILLS: u64 = 8;
const CUSTOMERS_A_ROUND: u64 = 12;

/// How often the Graph API was asked to send each message.
type Sent = Arc<Mutex<HashMap<String, u32>>>;

/// Takes every message; of every second one the answer is lost on the way.
async fn take(State(sent): State<Sent>, Json(body): Json<Value>) -> (axum::http::StatusCode, String) {
    // That somebody types may be said as often as one likes.
    let Some(id) = body["biz_opaque_callback_data"].as_str().map(str::to_owned) else {
        return (axum::http::StatusCode::OK, json!({"success": true}).to_string());
    };
    let count = {
        let mut sent = sent.lock().unwrap();
        *sent.entry(id.clone()).or_default() += 1;
        sent.len()
    };
    tokio::time::sleep(Duration::from_millis(20)).await;
    if count % 2 == 0 {
        return (axum::http::StatusCode::BAD_GATEWAY, "lost".to_owned());
    }
    (axum::http::StatusCode::OK, json!({"messages": [{"id": format!("wamid.{id}")}]}).to_string())
}

async fn graph(sent: &Sent) -> String {
    let router = Router::new().route("/v25.0/{number}/messages", post(take)).with_state(Arc::clone(sent));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// A model that takes its time, calls a tool before it answers, and knows what to extract.
async fn model() -> MockServer {
    let server = MockServer::start().await;
    let answer = |request: &wiremock::Request| {
        let asked: Value = request.body_json().unwrap();
        let last = asked["messages"].as_array().unwrap().last().unwrap()["role"].clone();
        let delta = if asked.get("response_format").is_some() {
            json!({"content": "{\"order\": 7}"})
        } else if last == "tool" {
            json!({"content": "Hello"})
        } else {
            let arguments = json!({"name": "asked", "value": true}).to_string();
            json!({"tool_calls": [{"index": 0, "id": "c0", "function": {"name": "set_variable", "arguments": arguments}}]})
        };
        let chunk = json!({"model": "m", "choices": [{"delta": delta, "finish_reason": "stop"}]});
        ResponseTemplate::new(200)
            .set_delay(Duration::from_millis(30))
            .set_body_raw(format!("data: {chunk}\n\ndata: [DONE]\n\n"), "text/event-stream")
    };
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    server
}

async fn ask(client: &reqwest::Client, base: &str, customer: u64) -> bool {
    let wa_id = format!("15552{customer:06}");
    let message = text_message(&wa_id, &format!("wamid.in.{customer}"), Clock::system().now(), "Where is it?");
    deliver(client, base, &message).await
}

/// What a node that was killed held is free after its lease; the test does not wait for that.
async fn let_leases_lapse(conn: &mut PgConnection) {
    sqlx::query("update answers set due_at = clock_timestamp()").execute(&mut *conn).await.unwrap();
    sqlx::query("update extractions set due_at = clock_timestamp()").execute(&mut *conn).await.unwrap();
    sqlx::query("update outbox set due_at = clock_timestamp() where state = 'sending'").execute(conn).await.unwrap();
}

async fn count(conn: &mut PgConnection, of: &'static str) -> i64 {
    sqlx::query_scalar(of).fetch_one(conn).await.unwrap()
}

async fn use_model(app: &TestApp, model: &MockServer) {
    let url = format!("/api/v1/assistants/{}", app.assistant.0);
    let body = json!({"provider": "openai", "base_url": model.uri(), "model": "m", "builtin_tools": ["set_variable"],
        "extraction": {"variables": [{"name": "order", "type": "integer"}]}});
    assert_eq!(app.request(reqwest::Method::PATCH, &url).json(&body).send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_again_and_again_answers_everybody_once() {
    let sent = Sent::default();
    let (graph, model) = (graph(&sent).await, model().await);
    let app = app(&graph).await;
    use_model(&app, &model).await;
    let mut conn = PgConnection::connect(app.database_url()).await.unwrap();
    let (data, port, client) = (tempfile::tempdir().unwrap(), free_port(), client());
    let settings = [("VERBATIM__WHATSAPP__GRAPH_URL", graph.as_str()), ("VERBATIM__OUTBOUND__ALLOW_PRIVATE", "true")];
    let mut random = rand::rngs::StdRng::seed_from_u64(7);
    for round in 0..KILLS {
        let server = Server::start_with(app.database_url(), data.path(), port, &settings);
        server.ready(&client).await;
        for customer in round * CUSTOMERS_A_ROUND..(round + 1) * CUSTOMERS_A_ROUND {
            until("the message is taken", || ask(&client, &server.base, customer)).await;
        }
        tokio::time::sleep(Duration::from_millis(random.random_range(0..120))).await;
        server.kill();
        let_leases_lapse(&mut conn).await;
    }
    let server = Server::start_with(app.database_url(), data.path(), port, &settings);
    server.ready(&client).await;
    for _ in 0..400 {
        if count(
            &mut conn,
            "select (select count(*) from answers) + (select count(*) from extractions)
               + (select count(*) from outbox where state <> 'uncertain')",
        )
        .await
            == 0
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let customers = i64::try_from(KILLS * CUSTOMERS_A_ROUND).unwrap();
    let answers = "select count(*) from messages where role = 'assistant' and kind = 'text' and error is null";
    let rounds = "select count(*) from messages where kind = 'tool_calls' and error is null";
    let extractions = "select count(*) from messages where kind = 'extraction' and error is null";
    let variables = "select count(distinct (conversation_id, name)) from variables where source = 'extracted'";
    assert_eq!(count(&mut conn, "select count(*) from conversations").await, customers);
    assert_eq!(count(&mut conn, answers).await, customers, "each customer has one answer");
    assert_eq!(count(&mut conn, rounds).await, customers, "each answer called its tool once on record");
    assert_eq!(count(&mut conn, extractions).await, customers, "each conversation was read once");
    assert_eq!(count(&mut conn, variables).await, 2 * customers);
    let calls = sent.lock().unwrap().clone();
    assert!(calls.values().all(|count| *count == 1), "a message was sent twice: {calls:?}");
    let uncertain = count(&mut conn, "select count(*) from outbox where state = 'uncertain'").await;
    assert!(uncertain > 0, "every second answer was lost");
    // Statuses come for all that Meta took; then only those are in doubt whose call was never made.
    for id in calls.keys() {
        let status = envelope(&json!({"statuses": [{"id": format!("wamid.{id}"), "status": "delivered",
            "timestamp": Clock::system().now().unix_timestamp().to_string(), "biz_opaque_callback_data": id}]}));
        until("the status is taken", || deliver(&client, &server.base, &status)).await;
    }
    let delivered =
        "select count(*) from messages where role = 'assistant' and status = 3 and external_id like 'wamid.%'";
    assert_eq!(count(&mut conn, delivered).await, i64::try_from(calls.len()).unwrap());
    let left = count(&mut conn, "select count(*) from outbox").await;
    assert_eq!(left, customers - i64::try_from(calls.len()).unwrap());
    server.kill();
}
