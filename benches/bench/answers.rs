//! What passing through the program adds to a model's own time to the first word, side by side; and many streams at
//! once. The model is a stand-in on loopback that checks what it is asked and speaks at a fixed pace.

use std::convert::Infallible;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::future::join_all;
use futures::{StreamExt as _, stream};
use serde_json::{Value, json};

use crate::cluster::Cluster;
use crate::intake::KEY;
use crate::process::{Server, resident_mib};
use crate::{Extent, table};

/// The wait before the first word, and between two.
const FIRST: Duration = Duration::from_millis(200);
const PACE: Duration = Duration::from_millis(25);
const WORDS: usize = 40;

/// Chats at once whose first words are timed, and streams that are only held open.
const CHATS: usize = 50;
const STREAMS: usize = 1000;

/// Requests that the stand-in refused.
type Refused = Arc<AtomicUsize>;

pub(crate) async fn run(cluster: &Cluster, binary: &Path, extent: &Extent) -> anyhow::Result<()> {
    let refused = Refused::default();
    let model = model(Arc::clone(&refused))?;
    let data = tempfile::tempdir()?;
    let url = cluster.create("answers").await?;
    let server = Server::start(binary, &url, data.path(), &[("VERBATIM__OUTBOUND__ALLOW_PRIVATE", "true")]).await?;
    let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(STREAMS).build()?;
    let base = format!("http://{}/api/v1", server.address);
    let given = json!({"name": "Bench", "provider": "openai", "model": "stand-in", "base_url": format!("{model}/v1"),
        "api_key": "sk-bench", "system_prompt": "Be brief."});
    let made = ask(&client, &format!("{base}/assistants"), &given).await?;
    let session = json!({"assistant_id": made["id"], "variables": {"name": "Ana"}});

    let (mut direct, mut through) = (Vec::new(), Vec::new());
    let chats = join_all((0..CHATS).map(|_| begin(&client, &base, &session))).await;
    let chats = chats.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let asked = json!({"model": "stand-in", "stream": true, "stream_options": {"include_usage": true},
        "messages": [{"role": "user", "content": "Hello"}]});
    let said = json!({"message": "Where is my order 48213?"});
    for _ in 0..=extent.repetitions {
        let alone = || client.post(format!("{model}/v1/chat/completions")).bearer_auth("sk-bench").json(&asked);
        direct.push(round(chats.iter().map(|_| first(alone(), "\"content\""))).await?);
        let chat = |url: &String| client.post(url).bearer_auth(KEY).header("accept", "text/event-stream").json(&said);
        through.push(round(chats.iter().map(|url| first(chat(url), "event: delta"))).await?);
    }
    // The first round opens the connections.
    let medians = |rounds: &[Vec<f64>]| rounds[1..].iter().map(|round| table::median(round)).collect::<Vec<_>>();
    let (direct, through) = (medians(&direct), medians(&through));
    let added: Vec<f64> = through.iter().zip(&direct).map(|(through, direct)| through - direct).collect();

    let chats = join_all((0..STREAMS).map(|_| begin(&client, &base, &session))).await;
    let chats = chats.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let whole = join_all(chats.iter().map(|chat| whole(&client, chat))).await;
    let errors = whole.iter().filter(|is_whole| !matches!(is_whole, Ok(true))).count();
    let milliseconds = |value: f64| format!("{value:.1}");
    table::print(
        "Answers, streamed",
        &["what", "figure"],
        &[
            vec![
                format!("first word, the model alone, {CHATS} at once, ms (median)"),
                milliseconds(table::median(&direct)),
            ],
            vec![
                format!("first word, through Verbatim, {CHATS} at once, ms (median)"),
                milliseconds(table::median(&through)),
            ],
            vec!["added, ms (median of rounds)".to_owned(), milliseconds(table::median(&added))],
            vec![format!("of {STREAMS} streams open at once not whole"), errors.to_string()],
            vec!["requests that the model refused".to_owned(), refused.load(Ordering::SeqCst).to_string()],
            vec!["resident after it, MiB".to_owned(), milliseconds(resident_mib(server.pid()))],
        ],
    );
    anyhow::ensure!(errors == 0 && refused.load(Ordering::SeqCst) == 0, "answers were lost or asked wrongly");
    Ok(())
}

/// One turn of every chat: all are under way at once, begun evenly over the time that an answer takes.
async fn round<Turn: Future<Output = anyhow::Result<f64>>>(
    turns: impl Iterator<Item = Turn>,
) -> anyhow::Result<Vec<f64>> {
    let answer = FIRST + PACE * u32::try_from(WORDS)?;
    let turns = turns.zip(0_u32..).map(|(turn, number)| async move {
        tokio::time::sleep(answer * number / u32::try_from(CHATS).unwrap_or(1)).await;
        turn.await
    });
    join_all(turns).await.into_iter().collect()
}

/// Begins a session; where its messages go.
async fn begin(client: &reqwest::Client, base: &str, session: &Value) -> anyhow::Result<String> {
    let begun = ask(client, &format!("{base}/test-chat/sessions"), session).await?;
    let id = begun["conversation_id"].as_str().unwrap_or_default();
    Ok(format!("{base}/test-chat/sessions/{id}/messages"))
}

async fn ask(client: &reqwest::Client, url: &str, body: &Value) -> anyhow::Result<Value> {
    let answer = client.post(url).bearer_auth(KEY).json(body).send().await?;
    anyhow::ensure!(answer.status().is_success(), "{url} answered {}: {}", answer.status(), answer.text().await?);
    Ok(answer.json().await?)
}

/// Milliseconds from the question to the first chunk that holds `mark`; the rest is read, too.
async fn first(request: reqwest::RequestBuilder, mark: &str) -> anyhow::Result<f64> {
    let began = Instant::now();
    let mut answer = request.send().await?;
    let (mut seen, mut at) = (String::new(), None);
    while let Some(chunk) = answer.chunk().await? {
        seen.push_str(&String::from_utf8_lossy(&chunk));
        if at.is_none() && seen.contains(mark) {
            at = Some(began.elapsed());
        }
    }
    let at = at.ok_or_else(|| anyhow::anyhow!("no first word: {seen}"))?;
    Ok(at.as_secs_f64() * 1000.0)
}

/// Whether a whole answer came and was recorded.
async fn whole(client: &reqwest::Client, chat: &str) -> anyhow::Result<bool> {
    let said = json!({"message": "Hello"});
    let request = client.post(chat).bearer_auth(KEY).header("accept", "text/event-stream").json(&said);
    let text = request.send().await?.text().await?;
    Ok(text.contains("event: done") && text.contains(&format!("word{}", WORDS - 1)))
}

/// A model on a thread of its own; its address.
fn model(refused: Refused) -> anyhow::Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let base = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::spawn(move || {
        runtime.block_on(async move {
            let routes = axum::Router::new().fallback(answer).with_state(refused);
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                let _ends_with_the_process = axum::serve(listener, routes).await;
            }
        });
    });
    Ok(base)
}

async fn answer(State(refused): State<Refused>, headers: HeaderMap, body: String) -> Response {
    let asked: Value = serde_json::from_str(&body).unwrap_or_default();
    let last = asked["messages"].as_array().and_then(|messages| messages.last()).cloned().unwrap_or_default();
    let is_right = headers.get("authorization").is_some_and(|key| key == "Bearer sk-bench")
        && asked["model"] == "stand-in"
        && asked["stream"] == true
        && asked["stream_options"]["include_usage"] == true
        && last["role"] == "user"
        && last["content"].is_string();
    if !is_right {
        refused.fetch_add(1, Ordering::SeqCst);
        return StatusCode::BAD_REQUEST.into_response();
    }
    let words = stream::iter(0..WORDS).then(|number| async move {
        tokio::time::sleep(if number == 0 { FIRST } else { PACE }).await;
        event(&json!({"model": "stand-in", "choices": [{"index": 0, "delta": {"content": format!("word{number} ")}}]}))
    });
    let end = [
        event(&json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})),
        event(&json!({"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": WORDS}})),
        "data: [DONE]\n\n".to_owned(),
    ];
    let body = Body::from_stream(words.chain(stream::iter(end)).map(Ok::<_, Infallible>));
    ([("content-type", "text/event-stream")], body).into_response()
}

fn event(chunk: &Value) -> String {
    format!("data: {chunk}\n\n")
}
