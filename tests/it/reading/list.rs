//! The list over HTTP: its names, its cursors, its refusals.

use serde_json::json;
use time::Duration;
use uuid::Uuid;

use super::{id_of, ids, list, previews, write};
use crate::support::app::{PHONE_NUMBER_ID, TestApp};

#[tokio::test]
async fn a_row_tells_everything_about_a_conversation() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "Where is my order?").await;
    app.pass(Duration::minutes(30));
    let page = list(&app, "").await;
    let row = &page["data"][0];
    assert_eq!(row["type"], "whatsapp");
    assert_eq!(row["badge"], json!({"label": "WhatsApp", "colour": "#22c55e"}));
    assert_eq!(row["status"], "active");
    assert_eq!(row["assistant_id"], json!(app.assistant));
    assert_eq!(row["assistant_name"], "Demo");
    assert_eq!(
        row["customer"],
        json!({"phone": "15551230001", "name": "Ada Example", "wa_user_id": null, "username": null, "session_id": null,
            "user_id": null})
    );
    assert_eq!(
        row["whatsapp_sender"],
        json!({"id": app.channel, "name": "Shop", "phone": "15550783881", "phone_number_id": PHONE_NUMBER_ID})
    );
    assert_eq!((&row["message_count"], &row["user_message_count"]), (&json!(1), &json!(1)));
    assert_eq!(row["usage"]["total_tokens"], 0);
    assert_eq!(row["cost"], json!({"llm": 0, "channel": 0, "total": 0, "currency": "USD"}));
    assert_eq!(row["total_cost"], 0);
    assert_eq!(row["window"]["state"], "open");
    assert_eq!(row["window"]["minutes_remaining"], 23 * 60 + 30);
    assert_eq!(row["window"]["expires_at"], "2026-03-02T12:00:00Z");
    assert_eq!(row["preview"], "Where is my order?");
    assert_eq!(row["first_input"], "Where is my order?");
    assert_eq!((&row["variables"], &row["tags"]), (&json!({}), &json!([])));
    assert_eq!(row["started_at"], "2026-03-01T12:00:00Z");
    assert_eq!(row["last_activity_at"], "2026-03-01T12:00:00Z");
    assert_eq!(row["ended_at"], json!(null));
    assert_eq!((&page["next_cursor"], &page["prev_cursor"]), (&json!(null), &json!(null)));
}

#[tokio::test]
async fn cursors_lead_both_ways_and_belong_to_their_list() {
    let app = TestApp::new().await;
    for n in 0..7 {
        write(&app, &format!("1555123000{n}"), n, &format!("message {n}")).await;
    }
    let first = list(&app, "limit=3").await;
    assert_eq!(previews(&first), ["message 6", "message 5", "message 4"]);
    assert_eq!(first["prev_cursor"], json!(null));
    let next = |page: &serde_json::Value, name: &str| format!("limit=3&cursor={}", page[name].as_str().unwrap());
    let second = list(&app, &next(&first, "next_cursor")).await;
    assert_eq!(previews(&second), ["message 3", "message 2", "message 1"]);
    let third = list(&app, &next(&second, "next_cursor")).await;
    assert_eq!((previews(&third), &third["next_cursor"]), (vec!["message 0"], &json!(null)));
    let back = list(&app, &next(&third, "prev_cursor")).await;
    assert_eq!(ids(&back), ids(&second));
    let start = list(&app, &next(&back, "prev_cursor")).await;
    assert_eq!((ids(&start), &start["prev_cursor"]), (ids(&first), &json!(null)));

    let cursor = first["next_cursor"].as_str().unwrap();
    for other in ["type=whatsapp&", "sort=cost&", "order=asc&", "q=message&"] {
        let (status, problem) = app.get(&format!("/api/v1/conversations?{other}cursor={cursor}")).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("cursor")), "{other}");
    }
    let (status, _) = app.get(&format!("/api/v1/conversations?per_page=2&cursor={cursor}")).await;
    assert_eq!(status, 200, "the size of a page may change on the way");
}

#[tokio::test]
async fn what_arrives_while_somebody_pages_shifts_nothing() {
    let app = TestApp::new().await;
    for n in 0..4 {
        write(&app, &format!("1555123000{n}"), n, &format!("message {n}")).await;
    }
    let first = list(&app, "limit=2").await;
    write(&app, "15551239999", 30, "newcomer").await;
    let second = list(&app, &format!("limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!(previews(&second), ["message 1", "message 0"]);
}

#[tokio::test]
async fn wrong_parameters_are_all_named() {
    let app = TestApp::new().await;
    let (status, problem) = app.get("/api/v1/conversations?status=gone&score=good&limit=0&colour=red").await;
    assert_eq!((status, &problem["title"]), (422, &json!("Unprocessable Entity")));
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["colour", "status", "score", "limit"]);
    assert_eq!(problem["errors"][1]["message"], "must be active, inactive or ended");
}

#[tokio::test]
async fn customers_are_found_by_number_user_id_and_beginning() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "one").await;
    write(&app, "15551230002", 1, "two").await;
    write(&app, "491512345678", 2, "three").await;
    for (query, want) in [
        ("customer=15551230001", vec!["one"]),
        ("customer=%2B1+(555)+123-0001", vec!["one"]),
        ("customer=1555*", vec!["two", "one"]),
        ("customer=1555", vec![]),
        ("customer=@nobody", vec![]),
    ] {
        assert_eq!(previews(&list(&app, query).await), want, "{query}");
    }
}

#[tokio::test]
async fn the_window_filter_follows_the_clock_and_not_the_scheduler() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "first").await;
    app.pass(Duration::hours(3));
    write(&app, "15551230002", 180, "second").await;
    for (hours, open, expiring, closed) in [
        (1, vec!["second", "first"], vec![], vec![]),
        (19, vec!["second", "first"], vec!["first"], vec![]),
        (1, vec!["second"], vec![], vec!["first"]),
        (5, vec![], vec![], vec!["second", "first"]),
    ] {
        app.pass(Duration::hours(hours));
        assert_eq!(previews(&list(&app, "window=open").await), open);
        assert_eq!(previews(&list(&app, "window=expiring").await), expiring);
        for late in ["window=closed", "window=closed&sort=started"] {
            assert_eq!(previews(&list(&app, late).await), closed, "before the scheduler");
        }
    }
    verbatim::jobs::expire_windows::run(app.app.clone()).await.unwrap();
    assert_eq!(previews(&list(&app, "window=closed").await), ["second", "first"], "after the scheduler");
}

#[tokio::test]
async fn counts_leave_tests_out_of_the_total_unless_asked() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "one").await;
    sqlx::query("insert into conversation_counts values ($1, 'test', 0, 3), ($1, 'api', 0, 12345), ($1, 'api', 1, 5)")
        .bind(app.project)
        .execute(app.pool())
        .await
        .unwrap();
    let (_, counts) = app.get("/api/v1/conversations/counts").await;
    assert_eq!(counts["total"], json!({"count": 12_000, "exact": false}));
    let by_type: Vec<_> = counts["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["type"].as_str().unwrap(), c["count"].as_i64().unwrap(), c["exact"].as_bool().unwrap()))
        .collect();
    assert_eq!(by_type, [("api", 12_000, false), ("test", 3, true), ("whatsapp", 1, true)]);
    sqlx::query("delete from conversation_counts where type = 'api'").execute(app.pool()).await.unwrap();
    let (_, counts) = app.get("/api/v1/conversations/counts?include_test=true").await;
    assert_eq!(counts["total"], json!({"count": 4, "exact": true}));
}

#[tokio::test]
async fn another_projects_conversations_do_not_exist() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "secret").await;
    let id = id_of(&app, "15551230001").await;
    let other = Uuid::from_u128(7);
    sqlx::query("insert into projects (id, number, name, created_at) select $1, 99, 'Other', created_at from projects")
        .bind(other)
        .execute(app.pool())
        .await
        .unwrap();
    sqlx::query("update api_keys set project_id = $1").bind(other).execute(app.pool()).await.unwrap();
    for query in
        ["", "customer=15551230001", "customer=1555*", "q=secret", "type=whatsapp", "window=open", "thread_id=0*"]
    {
        assert_eq!(ids(&list(&app, query).await), Vec::<String>::new(), "{query}");
    }
    for path in ["", "/messages", "/variables", "/scores"] {
        let (status, _) = app.get(&format!("/api/v1/conversations/{id}{path}")).await;
        assert_eq!(status, 404, "{path}");
    }
    let (_, counts) = app.get("/api/v1/conversations/counts").await;
    assert_eq!(counts["total"]["count"], 0);
    let file = app.request(reqwest::Method::GET, "/api/v1/conversations/export").send().await.unwrap();
    assert_eq!(file.text().await.unwrap(), "{\"complete\":true,\"count\":0}\n");
}
