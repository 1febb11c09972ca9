//! Costs added up by day and type, and by assistant, model and customer, from counters that agree with all messages.

use reqwest::Method;
use serde_json::{Value, json};
use verbatim::domain::customer::IdentityKind;
use verbatim::domain::money::Nanos;
use verbatim::jobs::reprice;
use verbatim::store::conversations::control;

use super::{ADA, CARD, echo, import, status};
use crate::support::app::{NOON, TestApp, answer, text_message};
use crate::support::facts::contradictions;
use crate::support::said::Said;

#[tokio::test]
async fn costs_are_added_up_by_day_and_type_with_tests_apart() {
    let app = TestApp::new().await;
    for (day, count) in [("2026-02-27", 1), ("2026-02-28", 2)] {
        let messages: Vec<Value> = (0..count)
            .flat_map(|index| {
                let at = format!("{day}T12:00:00Z");
                [
                    json!({"id": format!("u{index}"), "role": "user", "content": "Hi", "created_at": at}),
                    json!({"id": format!("a{index}"), "role": "assistant", "content": "Hello", "created_at": at,
                        "model": "m", "cost": "0.25", "usage": {"input_tokens": 10, "output_tokens": 5}}),
                ]
            })
            .collect();
        let new = json!({"type": "api", "external_identifier": day, "messages": messages});
        assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
    }
    let (_, session) = app.post("/api/v1/test-chat/sessions", &json!({})).await;
    let session = session["conversation_id"].as_str().unwrap().to_owned();
    let ai_off = app.request(reqwest::Method::PATCH, &format!("/api/v1/conversations/{session}"));
    ai_off.json(&json!({"ai_enabled": false})).send().await.unwrap();
    app.post(&format!("/api/v1/test-chat/sessions/{session}/messages"), &json!({"message": "Hi"})).await;

    let rows = async |query: &str| {
        let (status, body) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
        assert_eq!((status, &body["currency"]), (200, &json!("USD")), "{body}");
        let row = |row: &Value| {
            ["day", "type", "conversations", "messages", "user_messages", "input_tokens", "total_cost"].map(|field| row[field].clone())
        };
        body["data"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let first = [json!("2026-02-27"), Value::Null, json!(1), json!(2), json!(1), json!(10), json!(0.25)];
    let second = [json!("2026-02-28"), Value::Null, json!(1), json!(4), json!(2), json!(20), json!(0.5)];
    assert_eq!(rows("").await, [first.clone(), second]);
    assert_eq!(rows("from=2026-02-01&to=2026-02-27").await, [first]);
    let both = rows("group_by=type&include_test=true").await;
    assert_eq!(
        both,
        [
            [Value::Null, json!("api"), json!(2), json!(6), json!(3), json!(30), json!(0.75)],
            [Value::Null, json!("test"), json!(1), json!(1), json!(1), json!(0), json!(0)],
        ]
    );
    assert_eq!(rows("group_by=day,type&include_test=true").await.len(), 3);
    for (query, field) in [("group_by=hour", "group_by"), ("from=2026-03-02&to=2026-03-01", "from"), ("to=soon", "to")]
    {
        let (status, problem) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{query}");
    }
}

/// Answers of another system in a conversation of its own: each a day, a model and a cost.
async fn record(app: &TestApp, thread: &str, answers: &[(&str, &str, &str)]) {
    let said = answers.iter().enumerate().map(|(index, (day, model, cost))| {
        json!({"id": format!("a{index}"), "role": "assistant", "content": "x", "created_at": format!("{day}T12:00:00Z"),
            "model": model, "cost": cost, "usage": {"input_tokens": 10, "output_tokens": 5}})
    });
    let new = json!({"type": "api", "external_identifier": thread, "messages": said.collect::<Vec<_>>()});
    assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
}

async fn rows(app: &TestApp, query: &str) -> Vec<Value> {
    let (status, body) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
    assert_eq!(status, 200, "{body}");
    body["data"].as_array().unwrap().clone()
}

/// What rows are about, of how many others they are the sum, and what they come to: tokens, models, channels.
fn shown(rows: &[Value], subject: &str) -> Vec<[Value; 5]> {
    let told = |row: &Value| if row[subject].is_object() { row[subject]["name"].clone() } else { row[subject].clone() };
    let row = |row: &Value| {
        assert_eq!((&row["day"], &row["type"], &row["messages"]), (&Value::Null, &Value::Null, &Value::Null));
        [
            told(row),
            row["others"].clone(),
            row["input_tokens"].clone(),
            row["llm_cost"].clone(),
            row["channel_cost"].clone(),
        ]
    };
    rows.iter().map(row).collect()
}

#[tokio::test]
async fn the_dearest_models_are_shown_by_themselves_and_the_others_as_one() {
    let app = TestApp::new().await;
    record(&app, "1", &[("2026-02-27", "m1", "0.5"), ("2026-02-28", "m2", "0.25"), ("2026-02-28", "m3", "0.125")])
        .await;
    record(&app, "2", &[("2026-02-27", "m2", "0.5"), ("2026-02-28", "m4", "0.0625"), ("2026-01-01", "m1", "9")]).await;
    let none = Value::Null;
    let whole =
        |model: &str, tokens: i64, cost: f64| [json!(model), none.clone(), json!(tokens), json!(cost), json!(0)];
    let all = [whole("m2", 20, 0.75), whole("m1", 10, 0.5), whole("m3", 10, 0.125), whole("m4", 10, 0.0625)];
    assert_eq!(shown(&rows(&app, "group_by=model").await, "model"), all);
    let others = [none.clone(), json!(2), json!(20), json!(0.187_5), json!(0)];
    let top = [all[0].clone(), all[1].clone(), others];
    assert_eq!(shown(&rows(&app, "group_by=model&top=2").await, "model"), top);
    let day = rows(&app, "group_by=model&from=2026-02-27&to=2026-02-27").await;
    assert_eq!(shown(&day, "model"), [whole("m1", 10, 0.5), whole("m2", 10, 0.5)]);
    assert_eq!(rows(&app, "group_by=model&from=2025-03-01&to=2025-03-31").await, Vec::<Value>::new());
    for (query, field) in [
        ("group_by=model&top=0", "top"),
        ("group_by=model&top=101", "top"),
        ("group_by=day&top=5", "top"),
        ("group_by=model,day", "group_by"),
        ("group_by=customer&from=2025-11-28", "from"),
    ] {
        let (status, problem) = app.get(&format!("/api/v1/insights/costs?{query}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{query}");
    }
    assert_eq!(app.get("/api/v1/insights/costs?group_by=customer&from=2025-11-30").await.0, 200, "92 days");
}

#[tokio::test]
async fn shares_agree_with_all_messages_through_fees_pricing_anew_and_deletion() {
    let app = TestApp::new().await;
    import(&app, CARD).await;
    let price = json!({"price": "0.01"});
    answer(app.request(Method::PUT, "/api/v1/prices/messages/whatsapp/2026-01-01").json(&price)).await;
    for (phone, count) in [(ADA, 1), ("15551230001", 3)] {
        for index in 0..count {
            app.accept(&text_message(phone, &format!("{phone}.{index}"), NOON, "Hello")).await;
        }
        app.accept(&echo(phone, &format!("{phone}.out"), NOON)).await;
        app.accept(&status(phone, &format!("{phone}.out"), "sent", 1, Some(("regular", "utility")))).await;
    }
    record(&app, "1", &[("2026-03-01", "gpt-4o", "0.5"), ("2026-02-28", "mystery", "0.25")]).await;
    let (_, begun) = app.post("/api/v1/test-chat/sessions", &json!({})).await;
    let session = begun["conversation_id"].as_str().unwrap();
    let asked = json!({"type": "api", "external_identifier": "2", "messages": [{"id": "a", "role": "assistant", "content": "x",
        "model": "gpt-4o", "created_at": "2026-03-01T12:00:00Z", "usage": {"input_tokens": 1000, "output_tokens": 100}}]});
    assert_eq!(app.post("/api/v1/conversations", &asked).await.0, 201);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    let sums = async || {
        let mut sums = Vec::new();
        for by in ["day", "type", "assistant", "model", "customer"] {
            let rows = rows(&app, &format!("group_by={by}&include_test=true")).await;
            let sum = |name: &str| rows.iter().map(|row| Nanos::parse(&row[name].to_string()).unwrap().0).sum::<i64>();
            sums.push((sum("llm_cost"), sum("channel_cost"), sum("input_tokens") / 1_000_000_000));
        }
        sums.dedup();
        sums
    };
    // Fees of 0.05 and 0.003, four messages of customers at 0.01; 0.75 as told and 0.0035 by the table.
    assert_eq!(sums().await, [(753_500_000, 93_000_000, 1020)]);
    let customers = shown(&rows(&app, "group_by=customer").await, "customer");
    let want = [
        [Value::Null, Value::Null, json!(1020), json!(0.753_5), json!(0)],
        [json!("Ada Example"), Value::Null, json!(0), json!(0), json!(0.06)],
        [json!("Ada Example"), Value::Null, json!(0), json!(0), json!(0.033)],
    ];
    assert_eq!(customers, want);
    let dearer = json!({"input": 5, "output": 20});
    answer(app.request(Method::PUT, "/api/v1/prices/models/gpt-4o/2026-01-01").json(&dearer)).await;
    import(&app, &CARD.replace("0.05", "0.07")).await;
    assert_eq!(app.post("/api/v1/prices/reprice", &json!({})).await.0, 202);
    reprice::run(app.app.clone()).await.unwrap();
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    assert_eq!(sums().await, [(757_000_000, 113_000_000, 1020)]);
    let (_, listed) = app.get("/api/v1/conversations?type=api").await;
    let ids = listed["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
    for id in ids.chain([session.to_owned()]) {
        assert_eq!(answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{id}"))).await.0, 204);
    }
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    assert_eq!(sums().await, [(0, 113_000_000, 0)]);
    assert_eq!(rows(&app, "group_by=model").await.len(), 1, "no model is left");
}

#[tokio::test]
async fn what_two_conversations_cost_stays_one_sum_when_they_become_one_and_get_an_assistant() {
    let app = TestApp::new().await;
    let price = json!({"price": "0.01"});
    answer(app.request(Method::PUT, "/api/v1/prices/messages/whatsapp/2026-01-01").json(&price)).await;
    sqlx::query("update channels set assistant_id = null").execute(app.pool()).await.unwrap();
    let user = (IdentityKind::WaUser, "US.77777777771".to_owned());
    app.say(Said::by("15551230001", 0, "one")).await;
    let mut other = Said::by("", 1, "two");
    other.identities = vec![user.clone()];
    app.say(other).await;
    assert_eq!(rows(&app, "group_by=customer").await.len(), 2);
    let mut both = Said::by("15551230001", 24 * 60, "three");
    both.identities.push(user);
    app.say(both).await;
    let merged = rows(&app, "group_by=customer&to=2026-03-02").await;
    assert_eq!((merged.len(), &merged[0]["channel_cost"]), (1, &json!(0.03)), "{merged:?}");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());

    sqlx::query("update conversations set assistant_id = null").execute(app.pool()).await.unwrap();
    sqlx::query("update daily_costs set assistant_id = null").execute(app.pool()).await.unwrap();
    let id = sqlx::query_scalar("select id from conversations").fetch_one(app.pool()).await.unwrap();
    let mut conn = app.pool().acquire().await.unwrap();
    control::assign(&mut conn, app.project.0, id, app.assistant.0).await.unwrap();
    let by_assistant = rows(&app, "group_by=assistant&to=2026-03-02").await;
    assert_eq!((by_assistant.len(), &by_assistant[0]["assistant"]["id"]), (1, &json!(app.assistant.0)));
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}
