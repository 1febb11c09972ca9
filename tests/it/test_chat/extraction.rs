//! Variables are extracted by schema, taken by type, dated as what was said, and paid for on record.

use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::model::{assistant, begin, completion, scripted};
use super::{history, say};
use crate::support::app::TestApp;

fn extraction(when: &str) -> Value {
    json!({"when": when, "model": "cheap", "variables": [
        {"name": "order", "type": "integer", "description": "The number of the order.", "required": true},
        {"name": "colour", "type": "choice", "choices": ["red", "blue"]},
        {"name": "day", "type": "date", "required": true},
    ]})
}

/// Extracts what is due; returns how many conversations were.
async fn extract(app: &TestApp) -> usize {
    let due = verbatim::assistant::extraction::claim(&app.app, 10).await.unwrap();
    for due in &due {
        verbatim::assistant::extraction::serve(app.app.clone(), *due).await;
    }
    due.len()
}

async fn last_asked(model: &MockServer) -> Value {
    model.received_requests().await.unwrap().last().unwrap().body_json().unwrap()
}

#[tokio::test]
async fn what_was_said_is_extracted_after_each_turn_and_keeps_its_history() {
    let app = TestApp::answering().await;
    let model = scripted(&[
        completion(&["Noted."]),
        completion(&[r#"{"order": "48213", "colour": "green", "day": null}"#]),
        completion(&["Changed."]),
        completion(&["```json\n{\"order\": 48214, \"colour\": \"red\", \"day\": \"2026-03-02\"}\n```"]),
        completion(&["Yes."]),
        completion(&["I would rather not."]),
    ])
    .await;
    let (id, _) = assistant(
        &app,
        json!({"base_url": model.uri(), "extraction": extraction("turn"), "price": {"input": 1, "output": 1}}),
    )
    .await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    say(&app, &session, "It is order 48213").await;
    assert_eq!(extract(&app).await, 1);
    let asked = last_asked(&model).await;
    assert_eq!((&asked["model"], &asked["temperature"]), (&json!("cheap"), &json!(0.0)));
    let schema = &asked["response_format"]["json_schema"]["schema"];
    assert_eq!(schema["properties"]["colour"]["enum"], json!(["red", "blue", null]));
    assert_eq!(schema["required"], json!(["order", "colour", "day"]));
    let transcript: Value = serde_json::from_str(asked["messages"][1]["content"].as_str().unwrap()).unwrap();
    assert_eq!(
        transcript,
        json!([{"role": "user", "text": "It is order 48213"}, {"role": "assistant", "text": "Noted."}])
    );
    let path = format!("/api/v1/conversations/{session}");
    let (_, conversation) = app.get(&path).await;
    assert_eq!(conversation["extracted_variables"], json!({"order": 48213}));
    assert_eq!((&conversation["message_count"], &conversation["llm_calls"]), (&json!(2), &json!(2)));
    let note = history(&app, &session).await.into_iter().find(|message| message["kind"] == "extraction").unwrap();
    assert_eq!((&note["usage"]["total_tokens"], &note["cost"]), (&json!(150), &json!(0.00015)));

    app.pass(time::Duration::minutes(1));
    say(&app, &session, "Sorry, 48214, red, tomorrow").await;
    assert_eq!(extract(&app).await, 1);
    assert_eq!(extract(&app).await, 0);
    let (_, conversation) = app.get(&path).await;
    assert_eq!(conversation["extracted_variables"], json!({"order": 48214, "colour": "red", "day": "2026-03-02"}));
    let (_, variables) = app.get(&format!("{path}/variables")).await;
    let order = variables["extracted"].as_array().unwrap().iter().find(|variable| variable["name"] == "order").unwrap();
    assert_eq!(order["history"].as_array().unwrap().len(), 1, "{order}");
    assert_eq!(order["message_id"], history(&app, &session).await.iter().rfind(|m| m["role"] == "user").unwrap()["id"]);

    app.pass(time::Duration::minutes(1));
    say(&app, &session, "Is that all?").await;
    assert_eq!(extract(&app).await, 1);
    let (_, after) = app.get(&path).await;
    assert_eq!((&after["extracted_variables"], &after["errors"]), (&conversation["extracted_variables"], &json!(1)));
}

#[tokio::test]
async fn a_model_that_knows_only_the_older_form_of_a_schema_is_asked_in_it() {
    let app = TestApp::answering().await;
    let model = MockServer::start().await;
    let answers = |request: &Request| {
        let asked: Value = request.body_json().unwrap();
        match asked["response_format"]["type"].as_str() {
            Some("json_schema") => ResponseTemplate::new(500).set_body_json(json!({"error": {"type": "validation"}})),
            Some("json_object") => {
                assert_eq!(asked["response_format"]["schema"]["required"], json!(["order", "colour", "day"]));
                ResponseTemplate::new(200).set_body_raw(completion(&[r#"{"order": 48213}"#]), "text/event-stream")
            }
            _ => ResponseTemplate::new(200).set_body_raw(completion(&["Noted."]), "text/event-stream"),
        }
    };
    Mock::given(any()).respond_with(answers).mount(&model).await;
    let given = json!({"base_url": model.uri(), "extraction": extraction("turn")});
    let (id, _) = assistant(&app, given).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    say(&app, &session, "It is order 48213").await;
    assert_eq!(extract(&app).await, 1);
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!((&conversation["extracted_variables"], &conversation["errors"]), (&json!({"order": 48213}), &json!(0)));
    assert_eq!(model.received_requests().await.unwrap().len(), 3, "an answer is never asked for twice");
}

#[tokio::test]
async fn of_two_messages_of_the_same_moment_the_later_ones_value_wins() {
    let app = TestApp::answering().await;
    let model = scripted(&[
        completion(&["Noted."]),
        completion(&[r#"{"order": 48213}"#]),
        completion(&["Changed."]),
        completion(&[r#"{"order": 48214}"#]),
    ])
    .await;
    let (id, _) = assistant(&app, json!({"base_url": model.uri(), "extraction": extraction("turn")})).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    say(&app, &session, "It is 48213").await;
    assert_eq!(extract(&app).await, 1);
    // Platforms tell the time in whole seconds: the clock of what is said stands still, ours does not.
    say(&app, &session, "Sorry, 48214").await;
    app.pass(time::Duration::milliseconds(300));
    assert_eq!(extract(&app).await, 1);
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(conversation["extracted_variables"], json!({"order": 48214}));
}

#[tokio::test]
async fn extraction_at_the_end_waits_for_it() {
    let app = TestApp::answering().await;
    let model = scripted(&[completion(&["Noted."]), completion(&[r#"{"order": 7}"#])]).await;
    let (id, _) = assistant(&app, json!({"base_url": model.uri(), "extraction": extraction("end")})).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    say(&app, &session, "It is order 7").await;
    assert_eq!(extract(&app).await, 0);
    app.post(&format!("/api/v1/conversations/{session}/end"), &json!({})).await;
    assert_eq!(extract(&app).await, 1);
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(
        (&conversation["extracted_variables"], &conversation["status"]),
        (&json!({"order": 7}), &json!("ended"))
    );
}

#[tokio::test]
async fn settings_are_checked_versioned_and_named_by_answers() {
    let app = TestApp::answering().await;
    for (what, given, field) in [
        ("heat", json!({"options": {"temperature": 3}}), "options.temperature"),
        ("rounds", json!({"limits": {"rounds": 0}}), "limits.rounds"),
        ("tool name", json!({"tools": [{"name": "a b", "url": "https://x.example/"}]}), "tools[0].name"),
        ("tool twice", json!({"tools": [{"name": "hand_over", "url": "https://x.example/"}]}), "tools[0].name"),
        (
            "tool schema",
            json!({"tools": [{"name": "a", "url": "https://x.example/", "parameters": {"type": "string"}}]}),
            "tools[0].parameters",
        ),
        ("tool address", json!({"tools": [{"name": "a", "url": "ftp://x.example/"}]}), "tools[0].url"),
        ("nothing to extract", json!({"extraction": {"variables": []}}), "extraction.variables"),
        (
            "no choices",
            json!({"extraction": {"variables": [{"name": "a", "type": "choice"}]}}),
            "extraction.variables[0].choices",
        ),
        ("idle", json!({"idle_timeout_minutes": 0}), "idle_timeout_minutes"),
        ("tools without a model", json!({"provider": "demo", "builtin_tools": ["hand_over"]}), "builtin_tools"),
        (
            "extraction without a model",
            json!({"provider": "http", "extraction": {"variables": [{"name": "a", "type": "text"}]}}),
            "extraction",
        ),
    ] {
        let mut body = json!({"name": "X", "provider": "openai", "model": "m", "base_url": "https://x.example/v1"});
        body.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
        let (status, problem) = app.post("/api/v1/assistants", &body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    let model = scripted(&[completion(&["Hello"])]).await;
    let (id, secret) = assistant(&app, json!({"base_url": model.uri(), "welcome_text": "Hello {{name}}!"})).await;
    let path = format!("/api/v1/assistants/{id}");
    let change = |body: Value| app.request(reqwest::Method::PATCH, &path).json(&body);
    let (_, changed) = crate::support::app::answer(change(json!({"system_prompt": "Be kind."}))).await;
    assert_eq!((&changed["version"], changed.get("signing_secret")), (&json!(2), None));
    let (_, same) = crate::support::app::answer(change(json!({"system_prompt": "Be kind."}))).await;
    assert_eq!(same["version"], 2, "what changes nothing is no version");
    let session = begin(&app, Some(id.parse().unwrap())).await;
    assert_eq!(history(&app, &session).await[0]["content"], "Hello Ana!");
    assert_eq!(say(&app, &session, "Hi").await["answer"]["assistant_version"], 2);
    let (_, versions) = app.get(&format!("{path}/versions")).await;
    let prompts: Vec<&Value> =
        versions["data"].as_array().unwrap().iter().map(|v| &v["content"]["system_prompt"]).collect();
    assert_eq!(prompts, [&json!("Be kind."), &json!("")]);
    let (_, rotated) = app.post(&format!("{path}/signing-secret"), &json!({})).await;
    assert_ne!(rotated["signing_secret"], json!(secret));
    crate::support::app::answer(change(json!({"ai_enabled": false}))).await;
    assert_eq!(say(&app, &session, "Still there?").await["answer"], Value::Null);
}
