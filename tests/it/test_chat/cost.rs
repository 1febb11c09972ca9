//! What answers cost: by the table, by the assistant's own price, or not known; in message, conversation and totals.

use reqwest::Method;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

use super::model::{begin, completion};
use super::say;
use crate::support::app::{TestApp, answer};
use crate::support::facts::contradictions;

/// A model that calls itself `name`, and counts 120 tokens of input, 100 of them cached, and 30 of output.
async fn model(name: &str) -> MockServer {
    let server = MockServer::start().await;
    let body = completion(&["Hello"]).replace("stand-in-1", name);
    let answer = ResponseTemplate::new(200).set_body_raw(body, "text/event-stream");
    Mock::given(matchers::method("POST")).respond_with(answer).mount(&server).await;
    server
}

/// An assistant whose answers come from `model`: its path in the API and a session with it.
async fn assistant(app: &TestApp, model: &MockServer, price: Value) -> (String, String) {
    let new = json!({"name": "Priced", "provider": "openai", "base_url": format!("{}/v1", model.uri()),
        "model": "asked-for", "price": price});
    let (status, made) = app.post("/api/v1/assistants", &new).await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_str().unwrap();
    (format!("/api/v1/assistants/{id}"), begin(app, Some(id.parse().unwrap())).await)
}

async fn reprice(app: &TestApp, path: &str, price: Value) {
    let (status, changed) = answer(app.request(Method::PATCH, path).json(&json!({"price": price}))).await;
    assert_eq!(status, 200, "{changed}");
}

async fn cost_of_an_answer(app: &TestApp, session: &str) -> Value {
    say(app, session, "Hi").await["answer"]["cost"].clone()
}

#[tokio::test]
async fn an_answer_costs_what_the_table_says_and_all_sums_agree() {
    let app = TestApp::answering().await;
    let model = model("gpt-4o-2024-08-06").await;
    let (_, session) = assistant(&app, &model, Value::Null).await;
    // 20 x 2.5 + 100 x 1.25 + 30 x 10 for a million.
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_475));
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_475));
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(conversation["total_cost"], json!(0.000_95));
    assert_eq!(conversation["cost"], json!({"llm": 0.000_95, "channel": 0, "total": 0.000_95, "currency": "USD"}));
    let sums: (i64, i64, i64) = sqlx::query_as(
        "select sum(cost_nanos)::bigint, (select cost_nanos from conversations),
           (select sum(cost_nanos)::bigint from daily_totals) from messages",
    )
    .fetch_one(app.pool())
    .await
    .unwrap();
    assert_eq!(sums, (950_000, 950_000, 950_000));
}

#[tokio::test]
async fn an_unknown_model_has_no_price_rather_than_none_to_pay() {
    let app = TestApp::answering().await;
    let model = model("stand-in-1").await;
    let (_, session) = assistant(&app, &model, Value::Null).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, Value::Null);
    let priced: i64 = sqlx::query_scalar("select count(cost_nanos) from messages").fetch_one(app.pool()).await.unwrap();
    assert_eq!(priced, 0);
}

#[tokio::test]
async fn the_price_of_an_assistant_goes_before_the_table_until_it_is_taken_away() {
    let app = TestApp::answering().await;
    let model = model("gpt-4o").await;
    let (path, session) = assistant(&app, &model, json!({"input": "1", "output": 2, "cache_read": "0.1"})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_09));
    reprice(&app, &path, json!({"input": 1, "output": 2, "cache_write": 9})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_18));
    reprice(&app, &path, json!({"input": 0, "output": 0})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0));
    reprice(&app, &path, Value::Null).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_475));
}

#[tokio::test]
async fn a_price_of_the_project_changes_what_the_next_answer_costs_and_an_assistants_goes_before_it() {
    let app = TestApp::answering().await;
    let model = model("gpt-4o-2024-08-06").await;
    let (path, session) = assistant(&app, &model, Value::Null).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_475));
    let price = json!({"input": 1, "output": 2, "cache_read": "0.1", "reasoning": 5});
    let set = answer(app.request(Method::PUT, "/api/v1/prices/models/gpt-4o/2026-03-01").json(&price)).await;
    assert_eq!(set.0, 200, "{}", set.1);
    // 20 x 1 + 100 x 0.1 + 23 x 2 + 7 x 5 for a million.
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_111));
    reprice(&app, &path, json!({"input": 10, "output": 10})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.001_5));
    reprice(&app, &path, Value::Null).await;
    assert_eq!(app.post("/api/v1/prices/reprice", &json!({})).await.0, 202);
    verbatim::jobs::reprice::run(app.app.clone()).await.unwrap();
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(conversation["cost"]["llm"], json!(0.000_333));
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_answer_is_priced_anew_by_its_own_assistants_price() {
    let app = TestApp::answering().await;
    let model = model("gpt-4o").await;
    let (path, session) = assistant(&app, &model, json!({"input": 1, "output": 2})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_18));
    for (price, want) in [(json!({"input": 10, "output": 20}), json!(0.001_8)), (Value::Null, json!(0.000_475))] {
        reprice(&app, &path, price).await;
        assert_eq!(app.post("/api/v1/prices/reprice", &json!({})).await.0, 202);
        verbatim::jobs::reprice::run(app.app.clone()).await.unwrap();
        let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
        assert_eq!(conversation["cost"]["llm"], want);
        assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_table_is_of_no_use_in_another_currency() {
    let app = TestApp::answering().await;
    sqlx::query("update projects set currency = 'EUR'").execute(app.pool()).await.unwrap();
    let model = model("gpt-4o").await;
    let (path, session) = assistant(&app, &model, Value::Null).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, Value::Null);
    reprice(&app, &path, json!({"input": 2, "output": 9})).await;
    assert_eq!(cost_of_an_answer(&app, &session).await, json!(0.000_51));
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(conversation["cost"], json!({"llm": 0.000_51, "channel": 0, "total": 0.000_51, "currency": "EUR"}));
}

#[tokio::test]
async fn a_price_is_shown_as_it_was_given_and_faults_are_named() {
    let app = TestApp::answering().await;
    let (path, _) = assistant(&app, &model("m").await, json!({"input": "2.50", "output": 0.000_000_001})).await;
    let shown = async || app.get("/api/v1/assistants").await.1["data"][1]["price"].clone();
    let given =
        json!({"input": 2.5, "output": 0.000_000_001, "cache_read": null, "cache_write": null, "reasoning": null});
    assert_eq!(shown().await, given);
    let (status, _) = answer(app.request(Method::PATCH, &path).json(&json!({"name": "Renamed"}))).await;
    assert_eq!((status, shown().await), (200, given), "what is left out stays");
    for (what, price, field) in [
        ("a negative price", json!({"input": -1, "output": 1}), "price.input"),
        ("too fine a price", json!({"input": 1, "output": "0.0000000001"}), "price.output"),
        ("too high a price", json!({"input": 1, "output": 1, "cache_read": 1_000_001}), "price.cache_read"),
        ("no decimal", json!({"input": 1, "output": 1, "cache_write": "much"}), "price.cache_write"),
    ] {
        let (status, problem) = answer(app.request(Method::PATCH, &path).json(&json!({"price": price}))).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    let (status, problem) = answer(app.request(Method::PATCH, &path).json(&json!({"price": {"input": 1}}))).await;
    assert_eq!(status, 422, "half a price: {problem}");
    let written: String = sqlx::query_scalar(
        "select detail->>'repriced' from audit where action = 'assistant.change' order by id limit 1",
    )
    .fetch_one(app.pool())
    .await
    .unwrap();
    assert_eq!(written, "false");
}
