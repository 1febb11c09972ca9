//! Which conversations many-deletion means, and that it deletes only what was counted and confirmed.

use serde_json::{Value, json};

use super::{conversation_of, count, message};
use crate::support::app::TestApp;
use crate::support::facts::contradictions;
use crate::support::said::Said;

const PATH: &str = "/api/v1/conversations/delete";

async fn five() -> TestApp {
    let app = TestApp::new().await;
    for person in 0..5 {
        app.say(Said::by(&format!("1555000000{person}"), person * 60, "hello")).await;
    }
    app
}

#[tokio::test]
async fn a_filter_is_counted_then_confirmed_then_deleted() {
    let app = five().await;
    let filter = json!({"type": "whatsapp", "from": "2026-03-01T13:00:00Z", "to": "2026-03-01T15:30:00Z"});
    let (status, counted) = app.post(PATH, &json!({"filter": filter, "dry_run": true})).await;
    assert_eq!((status, &counted["matched"], &counted["deleted"]), (200, &json!(3), &json!(0)));
    let (status, problem) = app.post(PATH, &json!({"filter": filter, "confirm_count": 2})).await;
    assert_eq!((status, problem["detail"].as_str().unwrap().starts_with("3 ")), (409, true));
    assert_eq!(app.post(PATH, &json!({"filter": filter})).await.0, 422);
    assert_eq!(count(&app, "select count(*) from conversations").await, 5);
    let (status, deleted) = app.post(PATH, &json!({"filter": filter, "confirm_count": 3})).await;
    assert_eq!(
        (status, &deleted),
        (
            200,
            &json!({"dry_run": false, "matched": 3, "deleted": 3, "remaining": 0, "messages": 3, "deliveries": 0,
                "customers": 3})
        )
    );
    assert_eq!(count(&app, "select count(*) from conversations").await, 2);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn ids_of_other_projects_and_of_nothing_are_not_counted() {
    let app = five().await;
    let mine = conversation_of(&app, "15550000000").await;
    let theirs = conversation_of(&app, "15550000001").await;
    sqlx::query("update conversations set project_id = $1 where id = $2")
        .bind(app.app.id())
        .bind(theirs)
        .execute(app.pool())
        .await
        .unwrap();
    let ids = json!([mine, mine, theirs, app.app.id()]);
    let (_, counted) = app.post(PATH, &json!({"ids": ids, "dry_run": true})).await;
    assert_eq!(counted["matched"], 1);
    let (_, deleted) = app.post(PATH, &json!({"ids": ids, "confirm_count": 1})).await;
    assert_eq!(deleted["deleted"], 1);
    assert_eq!(count(&app, "select count(*) from conversations").await, 4);
    let path = format!("/api/v1/conversations/{theirs}");
    assert_eq!(crate::support::app::answer(app.request(reqwest::Method::DELETE, &path)).await.0, 404);
}

#[tokio::test]
async fn a_request_that_does_not_say_which_is_refused_by_field() {
    let app = five().await;
    let many: Vec<String> = (0..10_001).map(|_| app.app.id().to_string()).collect();
    for (what, body, field) in [
        ("nothing", json!({"dry_run": true}), "ids"),
        ("both", json!({"ids": [], "filter": {"type": "test"}}), "ids"),
        ("an empty filter", json!({"filter": {}}), "filter"),
        ("a filter that only looks like one", json!({"filter": {"tag": ""}}), "filter"),
        ("an unknown filter", json!({"filter": {"colour": "red"}}), "colour"),
        ("a wrong value", json!({"filter": {"status": "asleep"}}), "status"),
        ("an object as value", json!({"filter": {"status": {"is": "ended"}}}), "filter.status"),
        ("too many ids", json!({"ids": many}), "ids"),
        ("no ids", json!({"ids": ["x"]}), "ids[0]"),
        ("an unknown field", json!({"ids": [], "force": true}), "force"),
    ] {
        let (status, problem) = app.post(PATH, &body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &Value::from(field)), "{what}: {problem}");
    }
    assert_eq!(count(&app, "select count(*) from conversations").await, 5);
}

#[tokio::test]
async fn raw_deliveries_of_several_conversations_are_emptied_with_any_of_them() {
    let app = TestApp::new().await;
    let mut both = message("15551230001", "wamid.1", 0, "one");
    let other = message("15551230002", "wamid.2", 0, "two");
    let change = other["entry"][0]["changes"][0].clone();
    both["entry"][0]["changes"].as_array_mut().unwrap().push(change);
    app.accept(&both).await;
    let ids = json!([conversation_of(&app, "15551230002").await]);
    let (_, deleted) = app.post(PATH, &json!({"ids": ids, "confirm_count": 1})).await;
    assert_eq!(deleted["deliveries"], 1);
    assert_eq!(count(&app, "select count(*) from deliveries where length(body) > 0").await, 0);
    assert_eq!(count(&app, "select count(*) from messages").await, 1);
}
