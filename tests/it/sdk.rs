//! The published SDKs of four vendors, unmodified, against the program on loopback: each sample of their documentation
//! must show what was said. They are installed by `scripts/sdks.sh`; `make test` runs these tests.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::support::app::TestApp;

/// Longest that one sample may take on a slow machine.
const PATIENCE: Duration = Duration::from_mins(2);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk")
}

/// The model that the samples talk to; it ends with this.
struct Model {
    url: String,
    _process: Child,
}

impl Model {
    async fn start() -> Self {
        let mut process = Command::new("node")
            .arg("model.mjs")
            .current_dir(folder())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next_line().await.unwrap().unwrap();
        Self { url: format!("http://127.0.0.1:{}/v1", port.trim()), _process: process }
    }
}

/// Runs the samples of one vendor; a sample's faults are gathered, so that one run shows them all.
async fn try_samples(vendor: &str) {
    let app = TestApp::new().await;
    let model = Model::start().await;
    let (listener, grpc) = verbatim::http::ingest::grpc::listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let serving = app.app.clone();
    tokio::spawn(async move { verbatim::http::ingest::grpc::serve(&serving, listener).await });
    let (_, key) = app.post("/api/v1/keys", &json!({"name": "samples", "scopes": ["ingest"]})).await;
    let key = key["key"].as_str().unwrap();
    let (_, ingest) = app.get("/api/v1/ingest").await;
    let host = app.base.strip_prefix("http://").unwrap();
    let dsn = format!("http://{key}@{host}/{}", ingest["project_number"]);
    let samples = std::fs::read_to_string(folder().join("samples.json")).unwrap();
    let samples: Vec<Value> = serde_json::from_str(&samples).unwrap();
    let mut faults = Vec::new();
    let mut count = 0;
    for sample in samples.iter().filter(|sample| sample["vendor"] == vendor) {
        count += 1;
        let name = sample["name"].as_str().unwrap();
        let venv = sample["venv"].as_str().unwrap_or(".venv");
        let run: Vec<&str> = sample["run"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        let program = if run[0] == "python" { folder().join(venv).join("bin/python") } else { "node".into() };
        assert!(
            run[0] != "python" || program.exists(),
            "{} is missing: run scripts/sdks.sh install",
            program.display()
        );
        let mut command = Command::new(program);
        command
            .args(&run[1..])
            .current_dir(folder())
            .envs([("VERBATIM_URL", app.base.as_str()), ("VERBATIM_KEY", key), ("VERBATIM_DSN", &dsn)])
            .envs([("VERBATIM_GRPC", grpc.to_string().as_str()), ("MODEL_URL", &model.url), ("SAMPLE_ID", name)])
            .kill_on_drop(true);
        for (variable, value) in sample["env"].as_object().unwrap() {
            command.env(variable, value.as_str().unwrap());
        }
        let Ok(done) = tokio::time::timeout(PATIENCE, command.output()).await else {
            faults.push(format!("{name} did not end within {PATIENCE:?}"));
            continue;
        };
        let done = done.unwrap();
        if !done.status.success() {
            faults.push(format!("{name} ended with {}:\n{}", done.status, String::from_utf8_lossy(&done.stderr)));
            continue;
        }
        app.settled().await;
        for wanted in sample["conversations"].as_array().unwrap() {
            let id = wanted["id"].as_str().unwrap().replace("{SAMPLE_ID}", name);
            let mut want = wanted.clone();
            want["id"] = json!(id);
            let shown = shown(&app, &id).await;
            if shown != want {
                faults.push(format!("{name}\n  shown {shown}\n  want  {want}"));
            }
        }
    }
    assert!(count > 0, "no samples of {vendor}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    app.adds_up().await;
}

/// A conversation as the API shows it, in the words of `samples.json`.
async fn shown(app: &TestApp, id: &str) -> Value {
    let found: Vec<Value> =
        app.threads().await.into_iter().filter(|(thread, _)| thread == id).map(|(_, one)| one).collect();
    let [conversation] = found.as_slice() else { return json!(format!("{} conversations {id}", found.len())) };
    let path = format!("/api/v1/conversations/{}/messages?limit=100", conversation["id"].as_str().unwrap());
    let (_, messages) = app.get(&path).await;
    let mut turns: Vec<Value> = Vec::new();
    for message in messages["data"].as_array().unwrap() {
        if message["role"] == "user" {
            turns.push(json!({"user": message["content"], "assistant": null, "error": false, "tools": []}));
            continue;
        }
        if turns.last().is_none_or(|turn| turn["answered"] == true) {
            turns.push(json!({"user": null, "assistant": null, "error": false, "tools": []}));
        }
        let turn = turns.last_mut().unwrap();
        turn["answered"] = json!(true);
        turn["error"] = json!(!message["error"].is_null());
        if message["content"] != "" {
            turn["assistant"] = message["content"].clone();
        }
        let calls = message["function_calls"].as_array().cloned().unwrap_or_default();
        turn["tools"] = calls.iter().map(|call| call["name"].clone()).collect();
    }
    for turn in &mut turns {
        turn.as_object_mut().unwrap().remove("answered");
    }
    json!({
        "id": id, "turns": turns, "llm_calls": conversation["llm_calls"], "tool_calls": conversation["tool_calls"],
        "input_tokens": conversation["usage"]["input_tokens"], "output_tokens": conversation["usage"]["output_tokens"],
        "errors": conversation["errors"], "user": conversation["customer"]["user_id"],
    })
}

#[tokio::test]
#[ignore = "needs what scripts/sdks.sh installs; `make test` runs it"]
async fn traceloop_shows_what_was_said() {
    try_samples("traceloop").await;
}

#[tokio::test]
#[ignore = "needs what scripts/sdks.sh installs; `make test` runs it"]
async fn langwatch_shows_what_was_said() {
    try_samples("langwatch").await;
}

#[tokio::test]
#[ignore = "needs what scripts/sdks.sh installs; `make test` runs it"]
async fn sentry_shows_what_was_said() {
    try_samples("sentry").await;
}

#[tokio::test]
#[ignore = "needs what scripts/sdks.sh installs; `make test` runs it"]
async fn opentelemetry_shows_what_was_said() {
    try_samples("otel").await;
}
