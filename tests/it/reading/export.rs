//! Exports: every format whole, marked at its end, and safe in a spreadsheet.

use reqwest::Method;
use serde_json::{Value, json};

use super::write;
use crate::support::app::{NOON, TestApp};

async fn export(app: &TestApp, query: &str) -> (String, String, String) {
    let answer = app.request(Method::GET, &format!("/api/v1/conversations/export?{query}")).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{query}");
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    let (kind, disposition) = (header("content-type"), header("content-disposition"));
    (answer.text().await.unwrap(), kind, disposition)
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn every_format_holds_the_filtered_list_and_an_end_mark() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "first").await;
    write(&app, "15551230001", 1, "second").await;
    write(&app, "15551230002", 2, "third").await;
    let (_, list) = app.get("/api/v1/conversations").await;

    let (text, kind, disposition) = export(&app, "").await;
    assert_eq!(kind, "application/jsonl");
    assert_eq!(disposition, "attachment; filename=\"conversations-2026-03-01.jsonl\"");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json!(lines[..2]), list["data"]);
    assert_eq!(lines[2], json!({"complete": true, "count": 2}));

    let (text, kind, _) = export(&app, "format=json&messages=true&customer=15551230001").await;
    assert_eq!(kind, "application/json");
    let whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&whole["count"], &whole["complete"]), (&json!(1), &json!(true)));
    let said: Vec<&str> =
        whole["data"][0]["messages"].as_array().unwrap().iter().map(|m| m["content"].as_str().unwrap()).collect();
    assert_eq!(said, ["first", "second"]);

    let (text, kind, disposition) = export(&app, "format=csv&sort=%2Bstarted").await;
    assert_eq!(kind, "text/csv; charset=utf-8; header=present");
    assert!(disposition.ends_with(".csv\""));
    let table = rows(&text);
    let column = |name: &str| table[0].iter().position(|cell| cell == name).unwrap();
    assert_eq!(table.len(), 4);
    assert_eq!([&table[1][column("preview")], &table[2][column("preview")]], ["second", "third"]);
    assert_eq!(table[1][column("message_count")], "2");
    assert_eq!(table[3][..2], ["#complete", "2"]);

    let table = rows(&export(&app, "format=csv&messages=true").await.0);
    let column = table[0].iter().position(|cell| cell == "message_content").unwrap();
    let said: Vec<&str> = table[1..4].iter().map(|row| row[column].as_str()).collect();
    assert_eq!(said, ["third", "first", "second"]);
}

#[tokio::test]
async fn a_spreadsheet_finds_no_formula_and_every_text_reads_back() {
    let app = TestApp::new().await;
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'quoted", "a \"quoted\", cell\nof two lines", "plain"];
    for (minute, text) in texts.iter().enumerate() {
        write(&app, "15551230001", i64::try_from(minute).unwrap(), text).await;
    }
    let table = rows(&export(&app, "format=csv&messages=true").await.0);
    let column = table[0].iter().position(|cell| cell == "message_content").unwrap();
    let cells: Vec<&str> = table[1..=texts.len()].iter().map(|row| row[column].as_str()).collect();
    for (cell, text) in cells.iter().zip(texts) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
    }
    let (lines, ..) = export(&app, "messages=true").await;
    let conversation: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let untouched: Vec<&str> =
        conversation["messages"].as_array().unwrap().iter().map(|m| m["content"].as_str().unwrap()).collect();
    assert_eq!(untouched, texts);
}

#[tokio::test]
async fn a_file_of_many_batches_has_each_conversation_once() {
    let app = TestApp::new().await;
    sqlx::query(
        "insert into conversations (project_id, id, type, thread_key, started_at, last_activity_at, tags)
         select $1, ('00000000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid, 'api', 'chat-' || g, $2, $2,
           case when g % 2 = 0 then '{even}' else '{}' end::text[] from generate_series(1, 2500) g",
    )
    .bind(app.project)
    .bind(NOON)
    .execute(app.pool())
    .await
    .unwrap();
    for (query, want) in [("", 2500), ("tag=even", 1250)] {
        let (text, ..) = export(&app, query).await;
        let mut seen: Vec<Value> =
            text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["thread_id"].clone()).collect();
        assert_eq!(seen.pop(), Some(json!(null)), "the end mark");
        seen.sort_by_key(ToString::to_string);
        seen.dedup();
        assert_eq!(seen.len(), want);
        assert!(text.ends_with(&format!("{{\"complete\":true,\"count\":{want}}}\n")));
    }
}

#[tokio::test]
async fn a_wrong_format_is_refused() {
    let app = TestApp::new().await;
    let (status, problem) = app.get("/api/v1/conversations/export?format=xml&messages=perhaps&limit=5").await;
    let fields: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|fault| &fault["field"]).collect();
    assert_eq!((status, fields), (422, vec![&json!("limit"), &json!("format"), &json!("messages")]));
}

#[tokio::test]
async fn half_of_the_connections_stay_for_everybody_else() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "hello").await;
    let most = app.app.config.database.exports();
    assert_eq!((most, app.app.exports.available_permits()), (2, 2));
    // As two exports whose readers take their time.
    let running = app.app.exports.clone().try_acquire_many_owned(2).unwrap();
    let refused = app.request(Method::GET, "/api/v1/conversations/export").send().await.unwrap();
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"10".parse().unwrap()));
    let problem: Value = refused.json().await.unwrap();
    assert!(problem["detail"].as_str().unwrap().starts_with("2 exports run already"), "{problem}");
    drop(running);
    for _ in 0..5 {
        let (file, ..) = export(&app, "messages=true").await;
        assert!(file.ends_with("{\"complete\":true,\"count\":1}\n"), "{file}");
    }
}
