//! The list of raw deliveries, their bytes, and replaying them.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::support::app::{NOON, TestApp, answer, text_message};

async fn ids(app: &TestApp, query: &str) -> Vec<Value> {
    let (status, page) = app.get(&format!("/api/v1/deliveries{query}")).await;
    assert_eq!(status, 200, "{query}: {page}");
    page["data"].as_array().unwrap().iter().map(|delivery| delivery["id"].clone()).collect()
}

async fn three() -> TestApp {
    let app = TestApp::new().await;
    let first = text_message("15551230001", "wamid.1", NOON, "hello");
    app.accept(&first).await;
    app.pass(Duration::hours(1));
    app.accept(&first).await;
    app.pass(Duration::hours(1));
    app.accept(&text_message("15551230002", "wamid.2", NOON, "hello")).await;
    app
}

#[tokio::test]
async fn deliveries_are_listed_newest_first_and_filtered() {
    let app = three().await;
    let all = ids(&app, "").await;
    assert_eq!(all.len(), 3);
    let (_, newest) = app.get(&format!("/api/v1/deliveries/{}", all[0].as_str().unwrap())).await;
    assert_eq!(newest["received_at"], "2026-03-01T14:00:00Z");
    let conversation = newest["conversation_ids"][0].as_str().unwrap().to_owned();
    for (query, want) in [
        ("?outcome=repeated", vec![1]),
        ("?outcome=recorded", vec![0, 2]),
        ("?outcome=rejected", vec![]),
        ("?channel=whatsapp", vec![0, 1, 2]),
        ("?from=2026-03-01T13:00:00Z", vec![0, 1]),
        ("?to=2026-03-01T13:00:00Z", vec![2]),
        ("?from=2026-03-01T12:30:00Z&to=2026-03-01T13:30:00Z&outcome=repeated", vec![1]),
        (&format!("?conversation_id={conversation}"), vec![0]),
    ] {
        let want: Vec<Value> = want.into_iter().map(|index: usize| all[index].clone()).collect();
        assert_eq!(ids(&app, query).await, want, "{query}");
    }
    let (mut seen, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let (_, page) = app.get(&format!("/api/v1/deliveries{query}")).await;
        seen.extend(page["data"].as_array().unwrap().iter().map(|delivery| delivery["id"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, all);
    for (query, field) in [
        ("?outcome=lost", "outcome"),
        ("?channel=pigeon", "channel"),
        ("?limit=0", "limit"),
        ("?from=yesterday", "from"),
        ("?colour=red", "colour"),
    ] {
        let (status, problem) = app.get(&format!("/api/v1/deliveries{query}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{query}: {problem}");
    }
}

#[tokio::test]
async fn a_body_comes_back_byte_for_byte_as_a_file() {
    let app = TestApp::new().await;
    let odd = "{\"object\" : \"page\",  \"x\":\"\\u0000 é\"}\n";
    app.deliver(odd).await;
    let id = ids(&app, "").await[0].as_str().unwrap().to_owned();
    let response = app.request(Method::GET, &format!("/api/v1/deliveries/{id}/body")).send().await.unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("content-disposition"), format!("attachment; filename=\"delivery-{id}.json\""));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(response.bytes().await.unwrap(), odd.as_bytes());
    let other = app.app.id();
    assert_eq!(app.get(&format!("/api/v1/deliveries/{other}/body")).await.0, 404);
}

#[tokio::test]
async fn a_replay_records_what_is_missing_and_nothing_twice() {
    let app = three().await;
    let all = ids(&app, "").await;
    let replay = format!("/api/v1/deliveries/{}/replay", all[2].as_str().unwrap());
    let (status, unchanged) = app.post(&replay, &json!({})).await;
    assert_eq!((status, unchanged), (200, json!({"items": 1, "fresh": 0, "notes": []})));
    // As if an older parser had understood nothing of the first two.
    for statement in [
        "delete from messages where external_id = 'wamid.1'",
        "update deliveries set outcome = 'unknown', items = 0, fresh = 0, conversation_id = null
         where received_at < '2026-03-01 13:30Z'",
        "update conversations set message_count = 0 where preview_at is not null and id in (
           select c.id from conversations c left join messages m on m.conversation_id = c.id where m.id is null)",
    ] {
        sqlx::query(statement).execute(app.pool()).await.unwrap();
    }
    let (_, counted) =
        app.post("/api/v1/deliveries/replay", &json!({"filter": {"outcome": "unknown"}, "dry_run": true})).await;
    assert_eq!(counted["matched"], 2);
    let (status, summary) = app.post("/api/v1/deliveries/replay", &json!({})).await;
    assert_eq!(
        (status, summary),
        (
            200,
            json!({"dry_run": false, "matched": null, "replayed": 3, "changed": 1, "fresh": 1, "refused": 0,
                "next_cursor": null})
        )
    );
    let kept: Vec<(String, i32, bool)> =
        sqlx::query_as("select outcome, fresh, conversation_id is not null from deliveries order by id")
            .fetch_all(app.pool())
            .await
            .unwrap();
    let kept_as = |outcome: &str, fresh: i32| (outcome.to_owned(), fresh, true);
    assert_eq!(kept, [kept_as("recorded", 1), kept_as("repeated", 0), kept_as("recorded", 1)]);
    let brought: Value = sqlx::query_scalar("select to_jsonb(delivery_id) from messages where external_id = 'wamid.1'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(brought, all[2], "what is new belongs to the delivery that told of it");
    let counts: Vec<i64> =
        sqlx::query_scalar("select message_count from conversations order by id").fetch_all(app.pool()).await.unwrap();
    assert_eq!(counts, [1, 1]);
}

#[tokio::test]
async fn an_erased_delivery_cannot_be_replayed() {
    let app = three().await;
    let all = ids(&app, "").await;
    let id = all[0].as_str().unwrap();
    let (_, delivery) = app.get(&format!("/api/v1/deliveries/{id}")).await;
    let conversation = delivery["conversation_ids"][0].as_str().unwrap();
    answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{conversation}"))).await;
    let (_, delivery) = app.get(&format!("/api/v1/deliveries/{id}")).await;
    assert_eq!((&delivery["outcome"], &delivery["size"]), (&json!("erased"), &json!(0)));
    assert_eq!(app.post(&format!("/api/v1/deliveries/{id}/replay"), &json!({})).await.0, 404);
    let (_, summary) = app.post("/api/v1/deliveries/replay", &json!({})).await;
    assert_eq!(summary["replayed"], 2);
}
