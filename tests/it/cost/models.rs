//! What models cost by the project's own prices: in answers, imports and pricing anew.

use reqwest::Method;
use serde_json::{Value, json};
use verbatim::jobs::reprice;

use super::cost;
use crate::support::app::{TestApp, answer};

async fn set(app: &TestApp, path: &str, price: Value) -> (u16, Value) {
    answer(app.request(Method::PUT, &format!("/api/v1/prices/models/{path}")).json(&price)).await
}

async fn remove(app: &TestApp, path: &str) -> u16 {
    answer(app.request(Method::DELETE, &format!("/api/v1/prices/models/{path}"))).await.0
}

/// An answer of another system, given at noon of a day by `model`: 1,000 tokens of input, 600 of them read from a cache,
/// and 100 of output, 40 of them reasoning.
async fn import(app: &TestApp, id: &str, day: &str, model: &str) {
    let message = json!({"id": id, "role": "assistant", "content": "x", "created_at": format!("{day}T12:00:00Z"),
        "model": model, "usage": {"input_tokens": 1000, "output_tokens": 100, "cache_read_tokens": 600,
            "reasoning_tokens": 40}});
    let new = json!({"type": "api", "external_identifier": "t", "messages": [message]});
    assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
}

async fn price_anew(app: &TestApp) -> Value {
    assert_eq!(app.post("/api/v1/prices/reprice", &json!({"parts": ["tokens"]})).await.0, 202);
    reprice::run(app.app.clone()).await.unwrap();
    cost(app).await["llm"].clone()
}

#[tokio::test]
async fn a_price_of_the_project_holds_from_its_day_on_for_what_comes_and_for_what_is_priced_anew() {
    let app = TestApp::new().await;
    import(&app, "old", "2026-02-20", "gpt-4o").await;
    // 400 x 2.5 + 600 x 1.25 + 100 x 10 for a million.
    assert_eq!(cost(&app).await["llm"], json!(0.002_75));
    let price = json!({"input": "2", "output": "8", "cache_read": "0.5", "reasoning": "20"});
    let (status, shown) = set(&app, "gpt-4o/2026-02-25", price).await;
    assert_eq!(
        (status, shown),
        (
            200,
            json!({"model": "gpt-4o", "source": "own", "from": "2026-02-25", "above_tokens": null,
                "price": {"input": 2, "output": 8, "cache_read": 0.5, "cache_write": null, "reasoning": 20},
                "set_at": "2026-03-01T12:00:00Z"})
        )
    );
    // 400 x 2 + 600 x 0.5 + 60 x 8 + 40 x 20, also under the name that the provider gives it.
    import(&app, "new", "2026-02-26", "openai/gpt-4o-2024-08-06").await;
    assert_eq!(cost(&app).await["llm"], json!(0.005_13));
    assert_eq!(price_anew(&app).await, json!(0.005_13), "before its day the shipped price holds");
    assert_eq!(set(&app, "gpt-4o/2026-02-01", json!({"input": 1, "output": 0})).await.0, 200);
    assert_eq!(price_anew(&app).await, json!(0.003_38));
    // Gone again: as it was.
    for day in ["2026-02-01", "2026-02-25"] {
        assert_eq!(remove(&app, &format!("gpt-4o/{day}")).await, 204);
    }
    assert_eq!(price_anew(&app).await, json!(0.005_5));
    assert_eq!(remove(&app, "gpt-4o/2026-02-01").await, 404);
    let written: Vec<(String, Option<String>)> = sqlx::query_as(
        "select action, detail->'before'->>'input' from audit where action like 'model_price.%' order by id",
    )
    .fetch_all(app.pool())
    .await
    .unwrap();
    let want = [("set", None), ("set", None), ("remove", Some("1")), ("remove", Some("2"))];
    assert_eq!(written, want.map(|(act, input)| (format!("model_price.{act}"), input.map(str::to_owned))));
}

#[tokio::test]
async fn a_model_that_nobody_ships_gets_its_price_and_another_currency_gets_one_at_all() {
    let app = TestApp::new().await;
    sqlx::query("update projects set currency = 'EUR'").execute(app.pool()).await.unwrap();
    for model in ["gpt-4o", "shop/our-7.1"] {
        import(&app, model, "2026-02-26", model).await;
    }
    assert_eq!(cost(&app).await["llm"], Value::Null);
    let (_, listed) = app.get("/api/v1/prices/models").await;
    assert_eq!(listed, json!({"data": [], "currency": "EUR"}), "shipped prices are in US dollars");
    assert_eq!(set(&app, "shop%2Four-7.1/2026-01-01", json!({"input": 1, "output": 1})).await.0, 200);
    assert_eq!(price_anew(&app).await, json!(0.001_1));
    assert_eq!(set(&app, "shop%2Four-7-1/2026-01-01", json!({"input": 2, "output": 2})).await.0, 200);
    assert_eq!(
        app.get("/api/v1/prices/models").await.1["data"].as_array().unwrap().len(),
        1,
        "one model, two spellings"
    );
    assert_eq!(price_anew(&app).await, json!(0.002_2));
}

#[tokio::test]
async fn prices_are_listed_beside_those_that_are_shipped() {
    let app = TestApp::new().await;
    let (_, shipped) = app.get("/api/v1/prices/models").await;
    for (path, price) in
        [("gpt-4o/2026-02-25", json!({"input": 2, "output": 8})), ("zz/2026-01-01", json!({"input": 0, "output": 0}))]
    {
        assert_eq!(set(&app, path, price).await.0, 200);
    }
    let (_, listed) = app.get("/api/v1/prices/models").await;
    let rows = |of: &Value| of["data"].as_array().unwrap().clone();
    assert_eq!(rows(&listed).len(), rows(&shipped).len() + 2);
    let of = |model: &str| {
        let rows = rows(&listed).into_iter().filter(|row| row["model"] == model);
        rows.map(|row| (row["source"].clone(), row["from"].clone(), row["price"]["input"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        of("gpt-4o"),
        [(json!("shipped"), Value::Null, json!(2.5)), (json!("own"), json!("2026-02-25"), json!(2))]
    );
    assert_eq!(rows(&listed).last().unwrap()["model"], "zz");
    let long =
        rows(&listed).into_iter().find(|row| row["model"] == "gpt-5.5" && !row["above_tokens"].is_null()).unwrap();
    assert_eq!((&long["above_tokens"], &long["set_at"]), (&json!(272_000), &Value::Null));
}

#[tokio::test]
async fn what_is_no_price_of_a_model_is_refused() {
    let app = TestApp::new().await;
    let fine = json!({"input": 1, "output": 1});
    let endless = format!("{}/2026-02-01", "m".repeat(201));
    for (path, price, field) in [
        ("gpt-4o/soon", &fine, "from"),
        ("gpt%204o/2026-02-01", &fine, "model"),
        (endless.as_str(), &fine, "model"),
        ("gpt-4o/2026-02-01", &json!({"input": -1, "output": 1}), "input"),
        ("gpt-4o/2026-02-01", &json!({"input": 1, "output": 1_000_001}), "output"),
        ("gpt-4o/2026-02-01", &json!({"input": 1, "output": 1, "reasoning": "much"}), "reasoning"),
    ] {
        let (status, problem) = set(&app, path, price.clone()).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{path}: {problem}");
    }
    assert_eq!(set(&app, "gpt-4o/2026-02-01", json!({"input": 1})).await.0, 422, "half a price");
    sqlx::query(
        "insert into model_prices (project_id, name, from_day, model, input, output, set_at)
         select $1, 'm' || n, '2026-01-01', 'm' || n, 1, 1, $2 from generate_series(1, 1000) n",
    )
    .bind(app.project)
    .bind(app.app.now())
    .execute(app.pool())
    .await
    .unwrap();
    assert_eq!(set(&app, "m/2026-02-01", fine.clone()).await.0, 422, "one too many");
    assert_eq!(set(&app, "m1/2026-01-01", fine).await.0, 200, "another in the place of one");
}
