//! Stand-ins for a model: one that answers from a script, one whose answer the test holds back.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use sqlx::types::Uuid;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::app::TestApp;

/// The events of one streamed completion that says `words`.
pub fn completion(words: &[&str]) -> String {
    let mut events: Vec<Value> = vec![chunk(&json!({"role": "assistant", "content": ""}), None)];
    events.extend(words.iter().map(|word| chunk(&json!({"content": word}), None)));
    events.push(chunk(&json!({}), Some("stop")));
    events.push(json!({"model": "stand-in-1", "choices": [], "usage": {
        "prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150,
        "prompt_tokens_details": {"cached_tokens": 100}, "completion_tokens_details": {"reasoning_tokens": 7}}}));
    let mut lines: Vec<String> = events.iter().map(|event| format!("data: {event}\n\n")).collect();
    lines.push("data: [DONE]\n\n".to_owned());
    lines.concat()
}

/// One chunk of a completion.
pub fn chunk(delta: &Value, finish: Option<&str>) -> Value {
    json!({"model": "stand-in-1", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})
}

/// The events of a completion that wants tools called: each a name and its arguments.
pub fn calling(calls: &[(&str, Value)]) -> String {
    let call = |(index, (name, arguments)): (usize, &(&str, Value))| {
        json!({"index": index, "id": format!("c{index}"), "type": "function",
            "function": {"name": name, "arguments": arguments.to_string()}})
    };
    let calls: Vec<Value> = calls.iter().enumerate().map(call).collect();
    let usage = json!({"model": "stand-in-1", "choices": [], "usage": {"prompt_tokens": 50, "completion_tokens": 5}});
    format!(
        "data: {}\n\ndata: {}\n\ndata: {usage}\n\ndata: [DONE]\n\n",
        chunk(&json!({"tool_calls": calls}), None),
        chunk(&json!({}), Some("tool_calls"))
    )
}

/// A model that answers with one body after the other, the last of them for ever.
pub async fn scripted(bodies: &[String]) -> MockServer {
    let server = MockServer::start().await;
    let bodies: Vec<String> = bodies.to_vec();
    let asked = AtomicUsize::new(0);
    Mock::given(any())
        .respond_with(move |_: &Request| {
            let turn = asked.fetch_add(1, Ordering::SeqCst).min(bodies.len() - 1);
            ResponseTemplate::new(200).set_body_raw(bodies[turn].clone(), "text/event-stream")
        })
        .mount(&server)
        .await;
    server
}

/// An assistant made by the API with what is given, and the secret that its calls are signed with.
pub async fn assistant(app: &TestApp, given: Value) -> (String, String) {
    let mut body = json!({"name": app.app.id(), "provider": "openai", "model": "stand-in"});
    body.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    let (status, made) = app.post("/api/v1/assistants", &body).await;
    assert_eq!(status, 201, "{made}");
    (made["id"].as_str().unwrap().to_owned(), made["signing_secret"].as_str().unwrap().to_owned())
}

/// A session with an assistant of its own whose model is at `base_url`.
pub async fn session(app: &TestApp, base_url: &str) -> String {
    let assistant = app.app.id();
    sqlx::query(
        "insert into assistants (id, project_id, name, provider, base_url, model, system_prompt, api_key, created_at)
         values ($1, $2, $3, 'openai', $4, 'stand-in', 'You serve {{name}}.', $5, $6)",
    )
    .bind(assistant)
    .bind(app.project)
    .bind(assistant.to_string())
    .bind(base_url)
    .bind(app.app.sealer.seal(b"sk-test").unwrap())
    .bind(app.app.now())
    .execute(app.pool())
    .await
    .unwrap();
    begin(app, Some(assistant)).await
}

/// A session with the assistant given, or the demo.
pub async fn begin(app: &TestApp, assistant: Option<Uuid>) -> String {
    let body = json!({"assistant_id": assistant, "variables": {"name": "Ana"}});
    let (status, begun) = app.post("/api/v1/test-chat/sessions", &body).await;
    assert_eq!(status, 201, "{begun}");
    begun["conversation_id"].as_str().unwrap().to_owned()
}

/// A model that sends `first`, then waits to be let go, then sends `rest` and closes the connection.
pub async fn held(first: String, rest: String) -> (String, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/v1", listener.local_addr().unwrap());
    let (go, gone) = oneshot::channel();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 65536];
        let _ = socket.read(&mut request).await.unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        socket.write_all(format!("{head}{first}").as_bytes()).await.unwrap();
        let _ = gone.await;
        let _ = socket.write_all(rest.as_bytes()).await;
    });
    (base, go)
}
