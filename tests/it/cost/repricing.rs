//! What is on record, priced anew: tried dry, done in batches, old prices kept, sums exact.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::jobs::reprice;

use super::{ADA, CARD, cost, echo, import, status};
use crate::support::app::{NOON, TestApp, answer, text_message};
use crate::support::facts::contradictions;

/// Orders it and has it done; what it came to.
async fn reprice(app: &TestApp, order: Value) -> Value {
    let (status, begun) = app.post("/api/v1/prices/reprice", &order).await;
    assert_eq!((status, &begun["state"], &begun["messages"]), (202, &json!("running"), &json!(0)), "{begun}");
    reprice::run(app.app.clone()).await.unwrap();
    let (_, done) = app.get(&format!("/api/v1/prices/reprice/{}", begun["id"].as_str().unwrap())).await;
    assert_eq!((&done["state"], &done["finished_at"]), (&json!("done"), &json!("2026-03-01T12:00:00Z")), "{done}");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    done
}

fn came_to(of: &Value) -> [String; 5] {
    ["messages", "changed", "before", "after", "difference"].map(|name| of[name].to_string())
}

/// A conversation of another system: answers of several models, some with a cost that came with them.
async fn record(app: &TestApp) {
    let at =
        |hours: i64| (NOON - Duration::hours(hours)).format(&time::format_description::well_known::Rfc3339).unwrap();
    let said = |id: &str, model: Option<&str>, hours: i64, cost: Value| {
        json!({"id": id, "role": "assistant", "content": id, "model": model, "created_at": at(hours), "cost": cost,
            "usage": {"input_tokens": 1000, "output_tokens": 100}})
    };
    let messages = json!([
        said("by the table", Some("gpt-4o"), 1, Value::Null),
        said("by the table, long ago", Some("gpt-4o"), 100, Value::Null),
        said("as it was told", Some("gpt-4o"), 1, json!("0.5")),
        said("of nobody's model", Some("mystery"), 1, Value::Null),
    ]);
    let new = json!({"type": "api", "external_identifier": "t", "messages": messages});
    let (status, told) = app.post("/api/v1/conversations", &new).await;
    assert_eq!(status, 201, "{told}");
}

/// As if the table had said something else when the answers were recorded.
async fn falsify(app: &TestApp) {
    for statement in [
        "update messages set cost_nanos = 1000000 where cost_computed",
        "update conversations c set cost_nanos = (select sum(cost_nanos) from messages where conversation_id = c.id)",
        "update daily_costs d set cost_nanos = coalesce((select sum(cost_nanos) from messages
           where conversation_id = d.conversation_id and model = d.model
             and (sent_at at time zone 'utc')::date = d.day), 0)",
        "update daily_totals d set cost_nanos = (select coalesce(sum(cost_nanos), 0) from messages
           where (sent_at at time zone 'utc')::date = d.day)",
    ] {
        sqlx::query(statement).execute(app.pool()).await.unwrap();
    }
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn answers_get_the_price_of_today_but_for_those_that_came_with_one() {
    let app = TestApp::new().await;
    record(&app).await;
    falsify(&app).await;
    let dry = reprice(&app, json!({"dry_run": true})).await;
    assert_eq!(came_to(&dry), ["4", "2", "0.002", "0.007", "0.005"]);
    assert_eq!(cost(&app).await["llm"], json!(0.502), "nothing was changed");
    let path = |of: &Value| format!("/api/v1/prices/reprice/{}/changes", of["id"].as_str().unwrap());
    assert_eq!(app.get(&path(&dry)).await.1["data"], json!([]));

    let recent =
        reprice(&app, json!({"from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z", "model": "gpt-4o"})).await;
    assert_eq!(came_to(&recent), ["2", "1", "0.001", "0.0035", "0.0025"]);
    let all = reprice(&app, json!({})).await;
    assert_eq!(came_to(&all), ["4", "1", "0.001", "0.0035", "0.0025"]);
    assert_eq!(cost(&app).await, json!({"llm": 0.507, "channel": 0, "total": 0.507, "currency": "USD"}));
    let again = reprice(&app, json!({"parts": ["tokens"]})).await;
    assert_eq!(came_to(&again), ["4", "0", "0", "0", "0"], "doing it twice changes nothing");

    let (_, changed) = app.get(&path(&recent)).await;
    let row = &changed["data"][0];
    assert_eq!((&row["part"], &row["before"], &row["after"]), (&json!("llm"), &json!(0.001), &json!(0.003_5)));
    assert_eq!((changed["data"].as_array().unwrap().len(), &changed["next_cursor"]), (1, &Value::Null));
    assert!(recent["requested_by"].as_str().unwrap().starts_with("key:"));
    let (_, listed) = app.get("/api/v1/prices/reprice?limit=2").await;
    assert_eq!((&listed["data"][0], &listed["data"][1]), (&again, &all));
    let (_, older) =
        app.get(&format!("/api/v1/prices/reprice?cursor={}", listed["next_cursor"].as_str().unwrap())).await;
    assert_eq!((&older["data"][0], &older["data"][1]), (&recent, &dry));
}

#[tokio::test]
async fn fees_are_booked_that_nobody_knew_when_they_were_due() {
    let app = TestApp::new().await;
    app.accept(&text_message(ADA, "wamid.in", NOON, "Hello")).await;
    for id in ["a", "b"] {
        app.accept(&echo(ADA, id, NOON)).await;
        app.accept(&status(ADA, id, "sent", 1, Some(("regular", "utility")))).await;
    }
    import(&app, CARD).await;
    let price = json!({"price": "0.01"});
    answer(app.request(Method::PUT, "/api/v1/prices/messages/whatsapp/2026-01-01").json(&price)).await;
    assert_eq!(cost(&app).await["total"], Value::Null);
    assert_eq!(came_to(&reprice(&app, json!({"parts": ["tokens"]})).await), ["3", "0", "0", "0", "0"]);
    let booked = reprice(&app, json!({"parts": ["fees"]})).await;
    assert_eq!(came_to(&booked), ["3", "3", "0", "0.11", "0.11"]);
    assert_eq!(cost(&app).await, json!({"llm": 0, "channel": 0.11, "total": 0.11, "currency": "USD"}));
    // And unbooked, should the card have been wrong.
    import(&app, "market,prefixes,category,currency,rate,from\nNowhere,999,utility,USD,1,2026-01-01\n").await;
    assert_eq!(came_to(&reprice(&app, json!({})).await), ["3", "2", "0.1", "0", "-0.1"]);
    assert_eq!(cost(&app).await["channel"], json!(0.01));
    let kept = |app: &TestApp| {
        let pool = app.pool().clone();
        async move { sqlx::query_scalar::<_, i64>("select count(*) from price_changes").fetch_one(&pool).await.unwrap() }
    };
    assert_eq!(kept(&app).await, 5);
    let (_, page) =
        app.get(&format!("/api/v1/prices/reprice/{}/changes?limit=2", booked["id"].as_str().unwrap())).await;
    let rest = format!(
        "/api/v1/prices/reprice/{}/changes?cursor={}",
        booked["id"].as_str().unwrap(),
        page["next_cursor"].as_str().unwrap()
    );
    assert_eq!(app.get(&rest).await.1["data"].as_array().unwrap().len(), 1);
    let (_, listed) = app.get("/api/v1/conversations").await;
    let path = format!("/api/v1/conversations/{}", listed["data"][0]["id"].as_str().unwrap());
    assert_eq!(answer(app.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(kept(&app).await, 0);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn many_batches_on_two_nodes_beside_intake_keep_every_sum() {
    let app = TestApp::new().await;
    let node = app.node().await;
    for part in 0..3 {
        let messages: Vec<Value> = (0..400)
            .map(|index| {
                json!({"id": format!("{index}"), "role": "assistant", "content": "x", "model": "gpt-4o",
                    "created_at": "2026-02-01T12:00:00Z", "usage": {"input_tokens": index + 401, "output_tokens": 7}})
            })
            .collect();
        let new = json!({"type": "api", "external_identifier": format!("t{part}"), "messages": messages});
        assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
    }
    falsify(&app).await;
    let (status, begun) = app.post("/api/v1/prices/reprice", &json!({})).await;
    assert_eq!(status, 202);
    let more = async {
        for index in 0..20 {
            let said = json!([{"id": format!("late {index}"), "role": "assistant", "content": "x", "model": "gpt-4o",
                "created_at": "2026-02-01T12:00:00Z", "usage": {"input_tokens": 1000, "output_tokens": 100}}]);
            let new = json!({"type": "api", "external_identifier": "t1", "messages": said});
            assert_eq!(app.post("/api/v1/conversations", &new).await.0, 201);
        }
    };
    let (one, other, ()) = tokio::join!(reprice::run(app.app.clone()), reprice::run(node.app.clone()), more);
    assert!(one.unwrap() + other.unwrap() <= 1200);
    reprice::run(app.app.clone()).await.unwrap();
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    let (_, done) = app.get(&format!("/api/v1/prices/reprice/{}", begun["id"].as_str().unwrap())).await;
    // 2.5 for a million tokens of input, 10 of output; none of it is what it was falsified to.
    let want = 3 * (401..=800).map(|input| input * 2_500 + 70_000).sum::<i64>();
    assert_eq!((&done["state"], &done["changed"]), (&json!("done"), &json!(1200)));
    assert_eq!(done["after"].to_string(), verbatim::domain::money::Nanos(want).to_string());
}

#[tokio::test]
async fn what_cannot_be_ordered_is_said() {
    let app = TestApp::new().await;
    for (order, field) in [
        (json!({"from": "2026-03-02T00:00:00Z", "to": "2026-03-01T00:00:00Z"}), "to"),
        (json!({"parts": []}), "parts"),
        (json!({"parts": ["salt"]}), "parts[0]"),
        (json!({"model": ""}), "model"),
        (json!({"assistant_id": app.project}), "assistant_id"),
        (json!({"colour": "red"}), "colour"),
    ] {
        let (status, problem) = app.post("/api/v1/prices/reprice", &order).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
    assert_eq!(app.get("/api/v1/prices/reprice?cursor=x").await.0, 422);
    let unknown = format!("/api/v1/prices/reprice/{}", app.app.id());
    assert_eq!(app.get(&unknown).await.0, 404);
    assert_eq!(app.get(&format!("{unknown}/changes")).await.0, 404);
    let written: i64 = sqlx::query_scalar("select count(*) from audit where action = 'price.reprice'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(written, 0);
}
