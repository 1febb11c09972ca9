//! One conversation: its messages with what was done to them, its variables and scores.

use serde_json::{Value, json};
use time::Duration;

use super::{id_of, write, write_other};
use crate::support::app::{NOON, TestApp};

async fn get(app: &TestApp, path: &str) -> Value {
    let (status, body) = app.get(&format!("/api/v1/conversations/{path}")).await;
    assert_eq!(status, 200, "{path}: {body}");
    body
}

fn contents(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|message| message["content"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn messages_come_in_the_order_in_which_they_were_said_both_ways() {
    let app = TestApp::new().await;
    for minute in [3, 0, 4, 1, 2] {
        write(&app, "15551230001", minute, &format!("message {minute}")).await;
    }
    let id = id_of(&app, "15551230001").await;
    let first = get(&app, &format!("{id}/messages?limit=2")).await;
    assert_eq!(contents(&first), ["message 0", "message 1"]);
    let message = &first["data"][0];
    assert_eq!((&message["role"], &message["kind"]), (&json!("user"), &json!("text")));
    assert_eq!(message["external_id"], "wamid.15551230001.0");
    assert_eq!(
        (&message["created_at"], &message["received_at"]),
        (&json!("2026-03-01T12:00:00Z"), &json!("2026-03-01T12:00:00Z"))
    );
    assert_eq!((&message["function_calls"], &message["cost"]), (&json!([]), &json!(null)));
    assert_eq!(
        (&message["edited"], &message["revoked"], &message["reactions"]),
        (&json!(false), &json!(false), &json!([]))
    );
    let cursor = |page: &Value, name: &str| format!("{id}/messages?limit=2&cursor={}", page[name].as_str().unwrap());
    let second = get(&app, &cursor(&first, "next_cursor")).await;
    assert_eq!(contents(&second), ["message 2", "message 3"]);
    let third = get(&app, &cursor(&second, "next_cursor")).await;
    assert_eq!((contents(&third), &third["next_cursor"]), (vec!["message 4"], &json!(null)));
    assert_eq!(contents(&get(&app, &cursor(&third, "prev_cursor")).await), ["message 2", "message 3"]);
    let newest = get(&app, &format!("{id}/messages?limit=2&order=desc")).await;
    assert_eq!(contents(&newest), ["message 4", "message 3"]);
    let older = newest["next_cursor"].as_str().unwrap();
    let (status, problem) = app.get(&format!("/api/v1/conversations/{id}/messages?cursor={older}")).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("cursor")), "a cursor of the other order");
}

#[tokio::test]
async fn reactions_edits_and_revocations_show_on_their_message() {
    let app = TestApp::new().await;
    let phone = "15551230001";
    write(&app, phone, 0, "hello").await;
    let target = "wamid.15551230001.0";
    let react = |emoji: &str| json!({"message_id": target, "emoji": emoji});
    // The newer one arrives first.
    write_other(&app, phone, 2, "reaction", react("🎉")).await;
    write_other(&app, phone, 1, "reaction", react("👍")).await;
    let id = id_of(&app, phone).await;
    let page = get(&app, &format!("{id}/messages")).await;
    assert_eq!(contents(&page), ["hello"]);
    assert_eq!(page["data"][0]["reactions"], json!([{"emoji": "🎉", "by": "user", "at": "2026-03-01T12:02:00Z"}]));

    write_other(&app, phone, 3, "reaction", json!({"message_id": target})).await;
    let edit = json!({"original_message_id": target, "message": {"type": "text", "text": {"body": "good day"}}});
    write_other(&app, phone, 4, "edit", edit).await;
    let message = &get(&app, &format!("{id}/messages")).await["data"][0];
    assert_eq!(message["reactions"], json!([]));
    assert_eq!((&message["content"], &message["original_content"]), (&json!("good day"), &json!("hello")));
    assert_eq!((&message["edited"], &message["edited_at"]), (&json!(true), &json!("2026-03-01T12:04:00Z")));

    write_other(&app, phone, 5, "revoke", json!({"original_message_id": target})).await;
    let message = &get(&app, &format!("{id}/messages")).await["data"][0];
    assert_eq!((&message["revoked"], &message["revoked_at"]), (&json!(true), &json!("2026-03-01T12:05:00Z")));

    let all = get(&app, &format!("{id}/messages?include=annotations")).await;
    let kinds: Vec<&str> = all["data"].as_array().unwrap().iter().map(|m| m["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["text", "reaction", "reaction", "reaction", "edit", "revoke"]);
    assert_eq!(all["data"][1]["target_id"], target);
}

#[tokio::test]
async fn variables_keep_their_sources_times_and_history() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "hello").await;
    let id = id_of(&app, "15551230001").await;
    for (source, name, value, minutes) in [
        ("input", "city", "Bergen", 0),
        ("input", "city", "Oslo", 5),
        ("extracted", "city", "Lima", 3),
        ("extracted", "order", "A48213", 4),
    ] {
        sqlx::query("insert into variables (project_id, conversation_id, source, name, set_at, value) values ($1, $2, $3, $4, $5, $6)")
            .bind(app.project)
            .bind(id)
            .bind(source)
            .bind(name)
            .bind(NOON + Duration::minutes(minutes))
            .bind(json!(value))
            .execute(app.pool())
            .await
            .unwrap();
    }
    let variables = get(&app, &format!("{id}/variables")).await;
    assert_eq!(
        variables["input"],
        json!([{"name": "city", "source": "input", "value": "Oslo", "set_at": "2026-03-01T12:05:00Z",
            "message_id": null, "history": [{"value": "Bergen", "set_at": "2026-03-01T12:00:00Z", "message_id": null}]}])
    );
    assert_eq!(variables["extracted"].as_array().unwrap().len(), 2);
    let row = get(&app, &id.to_string()).await;
    assert_eq!(row["input_variables"], json!({"city": "Oslo"}));
    assert_eq!(row["variables"], json!({"city": "Lima", "order": "A48213"}), "what was extracted wins");
}

#[tokio::test]
async fn scores_are_shown_by_name_and_author() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "hello").await;
    let id = id_of(&app, "15551230001").await;
    assert_eq!(get(&app, &format!("{id}/scores")).await, json!({"data": []}));
    sqlx::query("insert into scores (project_id, conversation_id, name, value, source, actor, author, set_at) values ($1, $2, 'helpful', 0.8, 'api', 'key:x', 'judge', $3)")
        .bind(app.project)
        .bind(id)
        .bind(NOON)
        .execute(app.pool())
        .await
        .unwrap();
    let score = &get(&app, &format!("{id}/scores")).await["data"][0];
    assert_eq!((&score["name"], &score["value"], &score["author"]), (&json!("helpful"), &json!(0.8), &json!("judge")));
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let app = TestApp::new().await;
    for path in ["01900000-0000-7000-8000-000000000001", "x", "01900000-0000-7000-8000-000000000001/messages"] {
        let (status, problem) = app.get(&format!("/api/v1/conversations/{path}")).await;
        assert_eq!((status, &problem["title"]), (404, &json!("Not Found")), "{path}");
    }
}
