//! Conversations by API: recorded once whatever is repeated, summed exactly, refused with the place of the fault.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::app::{TestApp, answer};

const PATH: &str = "/api/v1/conversations";

/// A conversation of three messages with all that a message can have.
fn ticket() -> Value {
    json!({
        "type": "api",
        "external_identifier": "ticket-4711",
        "environment": "production",
        "started_at": "2026-02-01T09:59:00Z",
        "variables": {"name": "Ana", "plan": {"tier": 2}},
        "messages": [
            {"id": "m1", "role": "user", "content": "Where is my order?", "created_at": "2026-02-01T10:00:00Z"},
            {"id": "m2", "role": "assistant", "content": "On its way.", "created_at": "2026-02-01T10:00:05.25+01:00",
             "reply_to": "m1", "model": "gpt-4.1-mini", "cost": 0.000_000_1, "kind": "text",
             "usage": {"input_tokens": 212, "output_tokens": 18, "cache_read_tokens": 100, "reasoning_tokens": 3,
                       "total_tokens": 230},
             "function_calls": [{"name": "find_order", "arguments": {"order": 7}, "result": {"state": "shipped"}},
                                {"name": "notify", "error": "no such user"}]},
            {"id": "m3", "role": "operator", "content": "Anything else?", "created_at": "2026-02-01T10:02:00Z",
             "cost": "0.3", "error": "sent late"},
        ],
    })
}

/// What must be the same however a conversation was imported.
async fn record(app: &TestApp) -> Value {
    // Which also sets the number of messages that lists go by.
    verbatim::jobs::index_search::run(&app.app, 0).await.unwrap();
    sqlx::query_scalar(
        "select jsonb_build_object(
           'conversations', (select jsonb_agg(to_jsonb(c) - 'id' - 'project_id' - 'assistant_id' order by thread_key) from conversations c),
           'messages', (select jsonb_agg(to_jsonb(m) - 'id' - 'project_id' - 'conversation_id' - 'source_id' - 'received_at'
             order by external_id) from messages m),
           'variables', (select jsonb_object_agg(name, value) from variables),
           'counts', (select sum(conversations) from conversation_counts),
           'days', (select jsonb_agg(to_jsonb(d) order by day) from (select day, sum(messages) as messages,
             sum(user_messages) as user_messages, sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
             sum(cost_nanos) as cost_nanos, sum(errors) as errors from daily_totals group by day) d))",
    )
    .fetch_one(app.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_conversation_is_recorded_with_all_it_has() {
    let app = TestApp::new().await;
    let (status, imported) = app.post(PATH, &ticket()).await;
    assert_eq!(status, 201, "{imported}");
    let given: Vec<_> =
        imported["messages"].as_array().unwrap().iter().map(|m| (&m["external_id"], &m["recorded"])).collect();
    assert_eq!(given, [(&json!("m1"), &json!(true)), (&json!("m2"), &json!(true)), (&json!("m3"), &json!(true))]);
    let record = record(&app).await;
    let conversation = &record["conversations"][0];
    for (column, want) in [
        ("type", json!("api")),
        ("external_identifier", json!("ticket-4711")),
        ("environment", json!("production")),
        ("started_at", json!("2026-02-01T09:00:05.25+00:00")),
        ("last_activity_at", json!("2026-02-01T10:02:00+00:00")),
        ("message_count", json!(3)),
        ("user_message_count", json!(1)),
        ("input_tokens", json!(212)),
        ("cache_read_tokens", json!(100)),
        ("llm_calls", json!(1)),
        ("tool_calls", json!(2)),
        ("error_count", json!(1)),
        ("cost_nanos", json!(300_000_100)),
        ("preview", json!("Anything else?")),
        ("first_input", json!("Where is my order?")),
        ("last_output", json!("On its way.")),
    ] {
        assert_eq!(conversation[column], want, "{column}");
    }
    assert_eq!(
        record["messages"][1]["tool_calls"],
        json!([
            {"name": "find_order", "arguments": {"order": 7}, "result": {"state": "shipped"}},
            {"name": "notify", "arguments": null, "result": null, "error": "no such user"},
        ])
    );
    assert_eq!(record["variables"], json!({"name": "Ana", "plan": {"tier": 2}}));
}

#[tokio::test]
async fn a_repeated_import_changes_nothing_and_says_so() {
    let app = TestApp::new().await;
    let (_, first) = app.post(PATH, &ticket()).await;
    let before = record(&app).await;
    app.pass(time::Duration::hours(3));
    let (status, second) = app.post(PATH, &ticket()).await;
    assert_eq!(status, 200, "{second}");
    assert_eq!(second["conversation_id"], first["conversation_id"]);
    for (one, two) in first["messages"].as_array().unwrap().iter().zip(second["messages"].as_array().unwrap()) {
        assert_eq!((&two["id"], &two["recorded"]), (&one["id"], &json!(false)));
    }
    assert_eq!(record(&app).await, before);
    let history: i64 = sqlx::query_scalar("select count(*) from variables").fetch_one(app.pool()).await.unwrap();
    assert_eq!(history, 2, "the same values are not set again");
}

#[tokio::test]
async fn another_portioning_and_order_gives_the_same_record() {
    let (whole, parts) = (TestApp::new().await, TestApp::new().await);
    whole.post(PATH, &ticket()).await;
    let mut first = ticket();
    let messages = first["messages"].as_array_mut().unwrap().split_off(1);
    let (_, begun) = parts.post(PATH, &first).await;
    let path = format!("{PATH}/{}/messages", begun["conversation_id"].as_str().unwrap());
    for message in messages.iter().rev() {
        parts.pass(time::Duration::minutes(1));
        let (status, added) = parts.post(&path, &json!({"messages": [message]})).await;
        assert_eq!(status, 201, "{added}");
    }
    let (status, _) = parts.post(&path, &json!({"messages": messages})).await;
    assert_eq!(status, 200);
    assert_eq!(record(&parts).await, record(&whole).await);
}

#[tokio::test]
async fn imports_at_once_make_one_conversation() {
    let app = TestApp::new().await;
    let body = ticket();
    let imports = futures::future::join_all((0..10).map(|_| app.post(PATH, &body))).await;
    let fresh = imports.iter().filter(|(status, _)| *status == 201).count();
    assert_eq!(fresh, 1);
    let conversation = &record(&app).await["conversations"];
    assert_eq!(conversation.as_array().unwrap().len(), 1);
    assert_eq!(conversation[0]["message_count"], 3);
}

#[tokio::test]
async fn costs_are_summed_to_the_last_digit() {
    let app = TestApp::new().await;
    // As a number these would pass through binary fractions; the JSON text is what is read.
    let costs = ["0.1", "0.2", "0.000000001", "1e-9", "\"0.000000003\"", "999999.999999999", "0", "12E-1", "null"];
    let messages: Vec<String> = (0..999)
        .map(|n| format!(r#"{{"id":"m{n}","role":"assistant","content":"x","cost":{}}}"#, costs[n % costs.len()]))
        .collect();
    let body = format!(r#"{{"external_identifier":"sum","messages":[{}]}}"#, messages.join(","));
    let request = app.request(Method::POST, PATH).header("content-type", "application/json").body(body);
    let (status, imported) = answer(request).await;
    assert_eq!(status, 201, "{imported}");
    let (total, parts): (i64, i64) =
        sqlx::query_as("select cost_nanos, (select sum(cost_nanos)::bigint from messages) from conversations")
            .fetch_one(app.pool())
            .await
            .unwrap();
    let once: i64 = 100_000_000 + 200_000_000 + 1 + 1 + 3 + 999_999_999_999_999 + 1_200_000_000;
    assert_eq!((total, parts), (once * 111, once * 111));
}

#[tokio::test]
async fn faults_are_named_by_their_place_and_nothing_is_recorded() {
    let app = TestApp::new().await;
    let with = |field: &str, value: Value| {
        let mut message = json!({"id": "m", "role": "user", "content": "x"});
        message[field] = value;
        json!({"external_identifier": "t", "messages": [{"id": "a", "role": "user", "content": "x"}, message]})
    };
    let call = |field: &str, value: Value| {
        let mut call = json!({"name": "f"});
        call[field] = value;
        with("function_calls", json!([{"name": "f"}, call]))
    };
    let many: Vec<Value> = (0..1001).map(|n| json!({"id": n.to_string(), "role": "user", "content": "x"})).collect();
    for (what, body, field) in [
        ("no identifier", json!({}), "body"),
        ("an empty identifier", json!({"external_identifier": ""}), "external_identifier"),
        ("a long identifier", json!({"external_identifier": "x".repeat(513)}), "external_identifier"),
        ("another type", json!({"external_identifier": "t", "type": "whatsapp"}), "type"),
        ("an unknown field", json!({"external_identifier": "t", "customer": {}}), "customer"),
        ("an unknown assistant", json!({"external_identifier": "t", "assistant_id": app.app.id()}), "assistant_id"),
        ("no assistant's id", json!({"external_identifier": "t", "assistant_id": "x"}), "assistant_id"),
        ("a long environment", json!({"external_identifier": "t", "environment": "x".repeat(101)}), "environment"),
        (
            "a start before 1970",
            json!({"external_identifier": "t", "started_at": "1969-12-31T23:59:59Z"}),
            "started_at",
        ),
        ("variables that are none", json!({"external_identifier": "t", "variables": [1]}), "variables"),
        ("too many messages", json!({"external_identifier": "t", "messages": many}), "messages"),
        ("an empty id", with("id", json!("")), "messages[1].id"),
        ("an unknown role", with("role", json!("bot")), "messages[1].role"),
        ("no content", with("content", json!("")), "messages[1].content"),
        ("long content", with("content", json!("ä".repeat(100_001))), "messages[1].content"),
        ("no time", with("created_at", json!("yesterday")), "messages[1].created_at"),
        ("far ahead", with("created_at", json!("2026-03-02T12:00:01Z")), "messages[1].created_at"),
        ("an odd kind", with("kind", json!("Text")), "messages[1].kind"),
        ("a kind that needs a target", with("kind", json!("reaction")), "messages[1].kind"),
        ("a negative cost", with("cost", json!(-1)), "messages[1].cost"),
        ("too fine a cost", with("cost", json!("0.0000000001")), "messages[1].cost"),
        ("no cost", with("cost", json!({"usd": 1})), "messages[1].cost"),
        ("too high a cost", with("cost", json!("1000000.000000001")), "messages[1].cost"),
        ("negative tokens", with("usage", json!({"input_tokens": -1})), "messages[1].usage.input_tokens"),
        ("tokens of no kind", with("usage", json!({"tokens": 1})), "messages[1].usage.tokens"),
        ("an empty model", with("model", json!("")), "messages[1].model"),
        ("a long error", with("error", json!("x".repeat(2001))), "messages[1].error"),
        ("a tool without name", call("name", json!("")), "messages[1].function_calls[1].name"),
        ("a long result", call("result", json!("x".repeat(100_000))), "messages[1].function_calls[1].result"),
        ("an unknown field of a message", with("text", json!("x")), "messages[1].text"),
    ] {
        let (status, problem) = app.post(PATH, &body).await;
        assert_eq!(status, 422, "{what}: {problem}");
        assert_eq!(problem["errors"][0]["field"], field, "{what}: {problem}");
        assert!(problem["errors"][0]["message"].as_str().unwrap().len() > 10, "{what}: {problem}");
    }
    assert_eq!(record(&app).await["conversations"], Value::Null);
}

#[tokio::test]
async fn odd_text_is_kept() {
    let app = TestApp::new().await;
    let body = json!({"external_identifier": "a\0b", "variables": {"n\0": "v\0"}, "messages": [
        {"id": "\0", "role": "user", "content": "a\0\u{202e}\u{1f600}", "error": "\0", "model": "\0",
         "function_calls": [{"name": "\0", "arguments": {"\0": "\0"}}]}]});
    let (status, imported) = app.post(PATH, &body).await;
    assert_eq!(status, 201, "{imported}");
    let record = record(&app).await;
    assert_eq!(record["messages"][0]["body"], "a\u{fffd}\u{202e}\u{1f600}");
    assert_eq!(record["variables"], json!({"n\u{fffd}": "v\u{fffd}"}));
    let (status, _) = app.post(PATH, &body).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn messages_are_added_to_conversations_of_the_api_only() {
    let app = TestApp::new().await;
    let (_, session) = app.post("/api/v1/test-chat/sessions", &json!({})).await;
    let message = json!({"messages": [{"id": "m", "role": "user", "content": "x"}]});
    let path = |id: &str| format!("{PATH}/{id}/messages");
    let (status, problem) = app.post(&path(session["conversation_id"].as_str().unwrap()), &message).await;
    assert_eq!(status, 409, "{problem}");
    let (status, _) = app.post(&path(&app.app.id().to_string()), &message).await;
    assert_eq!(status, 404);
    let (_, begun) = app.post(PATH, &json!({"external_identifier": "t"})).await;
    let path = path(begun["conversation_id"].as_str().unwrap());
    let (status, problem) = app.post(&path, &json!({"messages": []})).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("messages")));
    let (status, added) = app.post(&path, &message).await;
    assert_eq!(status, 201, "{added}");
}

#[tokio::test]
async fn switches_tags_variables_and_end_are_set() {
    let app = TestApp::new().await;
    let (_, imported) = app.post(PATH, &ticket()).await;
    let path = format!("{PATH}/{}", imported["conversation_id"].as_str().unwrap());
    let change = |body: Value| answer(app.request(Method::PATCH, &path).json(&body));
    let (status, controls) = change(json!({"ai_enabled": false, "tags": [" refund ", "vip", "refund"]})).await;
    assert_eq!(status, 200, "{controls}");
    insta::assert_json_snapshot!(controls, {".id" => "[id]"}, @r#"
    {
      "ai_enabled": false,
      "assignee": null,
      "ended_at": null,
      "id": "[id]",
      "status": "active",
      "tags": [
        "refund",
        "vip"
      ],
      "type": "api"
    }
    "#);
    let (_, controls) = change(json!({"ai_enabled": true})).await;
    assert_eq!((&controls["ai_enabled"], &controls["tags"]), (&json!(true), &json!(["refund", "vip"])));
    for (body, field) in
        [(json!({}), "body"), (json!({"tags": ["a", ""]}), "tags[1]"), (json!({"status": "x"}), "status")]
    {
        let (status, problem) = change(body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)));
    }
    let audited: Vec<(String, String)> =
        sqlx::query_as("select action, actor from audit order by id").fetch_all(app.pool()).await.unwrap();
    assert_eq!(audited.len(), 2);
    assert!(audited.iter().all(|(action, actor)| action == "conversation.update" && actor.starts_with("key:")));

    app.pass(time::Duration::seconds(1));
    let put = app.request(Method::PUT, &format!("{path}/variables"));
    let (status, given) = answer(put.json(&json!({"variables": {"plan": "pro", "age": 7}}))).await;
    assert_eq!((status, given), (200, json!({"variables": {"age": 7, "name": "Ana", "plan": "pro"}})));

    let (status, ended) = app.post(&format!("{path}/end"), &json!({})).await;
    assert_eq!((status, &ended["status"]), (200, &json!("ended")));
    let (status, _) =
        answer(app.request(Method::PATCH, &format!("{PATH}/{}", app.app.id())).json(&json!({"tags": []}))).await;
    assert_eq!(status, 404);
}
