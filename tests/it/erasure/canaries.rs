//! Words planted in every place that a conversation or person can reach, looked for in every column afterwards.

use reqwest::Method;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use time::Duration;
use verbatim::domain::conversation::Ending;
use verbatim::domain::event::{ConversationRef, Event, EventKind};
use verbatim::domain::id::ConversationId;
use verbatim::domain::message::{Message, Role};
use verbatim::domain::variable::{Variable, VariableSource};
use verbatim::jobs::{expire_windows, index_search};
use verbatim::recorder::Intake;

use super::{conversation_of, count, message};
use crate::support::app::{NOON, TestApp, WABA_ID, answer, envelope};
use crate::support::facts::contradictions;

const VICTIM: &str = "15559990001";
const BYSTANDER: &str = "15558880002";

/// Everything that WhatsApp may tell of a customer, with the canary wherever a text can be.
fn deliveries(phone: &str, word: &str) -> Vec<Value> {
    let at = |minutes: i64| (NOON.unix_timestamp() + minutes * 60).to_string();
    let id = |name: &str| format!("wamid.{phone}.{name}");
    let user = format!("US.{phone}");
    let said = |message: Value| {
        envelope(&json!({
            "contacts": [{"profile": {"name": format!("{word} name"), "username": format!("@{word}")}, "wa_id": phone,
                "user_id": user}],
            "messages": [message],
        }))
    };
    let status = |of: &str, word_of: &str, minutes: i64| {
        envelope(&json!({"statuses": [{
            "id": id(of), "status": word_of, "timestamp": at(minutes), "recipient_id": phone,
            "recipient_user_id": user, "biz_opaque_callback_data": format!("{word} opaque"),
            "pricing": {"billable": true, "pricing_model": "PMP", "category": format!("{word}-category"), "type": "regular"},
            "errors": [{"code": 131_047, "title": format!("{word} error"), "error_data": {"details": word}}],
        }]}))
    };
    let account = |field: &str, value: Value| {
        json!({"object": "whatsapp_business_account", "entry": [{"id": WABA_ID, "time": NOON.unix_timestamp(),
            "changes": [{"field": field, "value": value}]}]})
    };
    let metadata = json!({"display_phone_number": "15550783881", "phone_number_id": "106540352242922"});
    vec![
        // A status before its message, and one of a message that we never see.
        status("echo", "delivered", 3),
        status("elsewhere", "failed", 3),
        said(json!({"from": phone, "from_user_id": user, "id": id("1"), "timestamp": at(0), "type": "text",
            "text": {"body": format!("{word} hello {word}body")}, "context": {"from": phone, "id": id("0")}})),
        said(json!({"from": phone, "id": id("2"), "timestamp": at(1), "type": "document",
            "document": {"id": "1", "mime_type": format!("{word}/pdf"), "sha256": word, "filename": format!("{word}.pdf"),
                "caption": format!("{word} caption")}})),
        said(json!({"from": phone, "id": id("3"), "timestamp": at(2), "type": "reaction",
            "reaction": {"message_id": id("1"), "emoji": word}})),
        said(json!({"from": phone, "id": id("4"), "timestamp": at(2), "type": "hologram", "hologram": {"of": word}})),
        said(
            json!({"from": phone, "timestamp": at(2), "type": "text", "text": {"body": format!("{word} without id")}}),
        ),
        account(
            "smb_message_echoes",
            json!({"messaging_product": "whatsapp", "metadata": metadata,
            "message_echoes": [{"from": "15550783881", "to": phone, "id": id("echo"), "timestamp": at(2),
                "type": "text", "text": {"body": format!("{word} echo")}}]}),
        ),
        status("echo", "failed", 4),
        account(
            "user_preferences",
            json!({"messaging_product": "whatsapp", "metadata": metadata,
            "contacts": [{"profile": {"name": word}, "wa_id": phone}],
            "user_preferences": [{"wa_id": phone, "detail": format!("{word} stop"), "category": "marketing_messages",
                "value": "stop", "timestamp": NOON.unix_timestamp()}]}),
        ),
        account("future_field", json!({"metadata": metadata, "somebody": phone, "text": word})),
    ]
}

/// What does not come by webhook.
async fn plant(app: &TestApp, conversation: ConversationId, word: &str) {
    let event = |kind: EventKind| Event { project: app.project, conversation: ConversationRef::Id(conversation), kind };
    let mut reply = Message::new(Role::Assistant, "text", &format!("{word} answer"), NOON + Duration::minutes(5));
    reply.author = Some(format!("{word} author"));
    reply.model = Some(format!("{word} model"));
    reply.error = Some(format!("{word} error"));
    reply.tool_calls = Some(json!([{"name": word, "arguments": {"a": word}, "result": word}]));
    reply.tool_call_count = 1;
    reply.external_id = Some(format!("{word} external"));
    reply.usage.output_tokens = 12;
    let variable = |source: VariableSource| Variable {
        name: format!("{word} name"),
        value: json!({"x": [word]}),
        source,
        set_at: NOON,
        message: None,
    };
    let events = vec![
        event(EventKind::Said(Box::new(reply))),
        event(EventKind::VariableSet(variable(VariableSource::Input))),
        event(EventKind::VariableSet(variable(VariableSource::Extracted))),
        event(EventKind::Ended { at: NOON + Duration::minutes(6), reason: Ending::Api }),
    ];
    let intake = Intake { project: app.project, delivery: None, events, received_at: NOON };
    app.record(intake).await.unwrap();
    for statement in [
        "insert into scores (project_id, conversation_id, name, value, reason, source, actor, author, set_at)
         values ($1, $2, $3, 1, $3, $3, $3, $3, $4)",
        "insert into notes (project_id, id, conversation_id, client_id, actor, author, body, created_at)
         values ($1, gen_random_uuid(), $2, $3, $3, $3, $3, $4)",
        "insert into replies (project_id, conversation_id, client_id, message_id, said_at)
         values ($1, $2, $3, gen_random_uuid(), $4)",
        "update conversations set tags = array[$3], environment = $3, external_identifier = $3, last_activity_at = $4,
           assignee = $3, assigned_at = $4
         where project_id = $1 and id = $2",
        "update attachments set derived_text = $3, derived_from = $3, derived_error = $3, created_at = $4
         where project_id = $1 and conversation_id = $2",
        "update events set data = jsonb_build_object('x', $3::text, 'at', $4::timestamptz)
         where project_id = $1 and conversation_id = $2",
    ] {
        sqlx::query(statement)
            .bind(app.project)
            .bind(conversation)
            .bind(word)
            .bind(NOON)
            .execute(app.pool())
            .await
            .unwrap();
    }
}

async fn tell(app: &TestApp, phone: &str, word: &str) -> ConversationId {
    for delivery in deliveries(phone, word) {
        app.accept(&delivery).await;
        app.accept(&delivery).await;
    }
    let conversation = conversation_of(app, phone).await;
    plant(app, conversation, word).await;
    conversation
}

/// Table and column of every value in which one of the words stands.
async fn sightings(app: &TestApp, words: &[&str]) -> Vec<String> {
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text from information_schema.columns
         join information_schema.tables using (table_schema, table_name)
         where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, 2",
    )
    .fetch_all(app.pool())
    .await
    .unwrap();
    assert!(columns.len() > 150, "the catalogue was not read");
    let mut seen = Vec::new();
    for (table, column, kind) in columns {
        let text = if kind == "bytea" { format!("encode({column}, 'escape')") } else { format!("{column}::text") };
        let statement = format!("select count(*) from {table} where {text} ilike any ($1)");
        let patterns: Vec<String> = words.iter().map(|word| format!("%{word}%")).collect();
        let found: i64 =
            sqlx::query_scalar(AssertSqlSafe(statement)).bind(patterns).fetch_one(app.pool()).await.unwrap();
        if found > 0 {
            seen.push(format!("{table}.{column}"));
        }
    }
    seen
}

/// Both people tell everything; words of the victim are then all over the database.
async fn stage() -> (TestApp, ConversationId) {
    let app = TestApp::new().await;
    let victim = tell(&app, VICTIM, "canary").await;
    tell(&app, BYSTANDER, "sparrow").await;
    index_search::run(&app.app, 0).await.unwrap();
    app.pass(Duration::hours(30));
    assert_eq!(expire_windows::run(app.app.clone()).await.unwrap(), 2);
    for place in [
        "attachments.declared_sha256",
        "attachments.declared_type",
        "attachments.derived_error",
        "attachments.derived_from",
        "attachments.derived_text",
        "attachments.name",
        "channel_notices.content",
        "conversations.assignee",
        "conversations.environment",
        "conversations.external_identifier",
        "conversations.first_input",
        "conversations.preview",
        "conversations.tags",
        "customer_identities.value",
        "customers.name",
        "customers.username",
        "deliveries.body",
        "events.data",
        "message_pricing.category",
        "message_statuses.error",
        "message_statuses.errors",
        "message_statuses.opaque",
        "messages.author",
        "messages.body",
        "messages.content",
        "messages.error",
        "messages.external_id",
        "messages.model",
        "messages.tool_calls",
        "notes.author",
        "notes.body",
        "notes.client_id",
        "replies.client_id",
        "scores.reason",
        "search_documents.words",
        "search_words.word",
        "variables.name",
        "variables.value",
    ] {
        let sightings = sightings(&app, &["canary", VICTIM]).await;
        assert!(sightings.contains(&place.to_owned()), "nothing was planted in {place}: {sightings:?}");
    }
    (app, victim)
}

const NOTHING: [String; 0] = [];

#[tokio::test]
async fn deleting_a_conversation_leaves_no_word_of_it_or_its_customer() {
    let (app, victim) = stage().await;
    let bystander = sightings(&app, &["sparrow", BYSTANDER]).await;
    let (status, _) = answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{victim}"))).await;
    assert_eq!(status, 204);
    assert_eq!(sightings(&app, &["canary", VICTIM]).await, NOTHING);
    assert_eq!(sightings(&app, &["sparrow", BYSTANDER]).await, bystander, "the other customer lost something");
    assert_eq!(contradictions(app.pool()).await, NOTHING);
    let (acts, outcome): (i64, String) =
        sqlx::query_as("select count(*), min(result) from audit where action = 'conversation.delete' and subject = $1")
            .bind(format!("conversation:{victim}"))
            .fetch_one(app.pool())
            .await
            .unwrap();
    assert_eq!((acts, outcome.as_str()), (1, "done"));
    let (status, _) = answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{victim}"))).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn erasing_a_person_leaves_no_word_of_them_and_a_certificate_that_names_nobody() {
    let (app, _) = stage().await;
    let mut wanted = json!({"phone": "+1 (555) 999-0001", "mode": "delete", "dry_run": true});
    let (status, counted) = app.post("/api/v1/persons/erase", &wanted).await;
    assert_eq!((status, &counted["matched"], &counted["customers"]), (200, &json!(1), &json!(1)));
    assert_eq!(counted["certificate"], Value::Null);
    wanted["dry_run"] = json!(false);
    for (confirm, want) in [(json!(null), 422), (json!(2), 409)] {
        wanted["confirm_count"] = confirm;
        assert_eq!(app.post("/api/v1/persons/erase", &wanted).await.0, want);
    }
    wanted["confirm_count"] = json!(1);
    let (status, erased) = app.post("/api/v1/persons/erase", &wanted).await;
    assert_eq!((status, &erased["conversations"]), (200, &json!(1)), "{erased}");
    assert_eq!(sightings(&app, &["canary", VICTIM]).await, NOTHING);
    assert_eq!(contradictions(app.pool()).await, NOTHING);
    let (_, acts) = app.get("/api/v1/audit?action=person.erase").await;
    assert_eq!(acts["data"][0]["id"], erased["certificate"]);
    // Whoever is gone already can be erased again: nothing is found, and that is certified too.
    wanted["confirm_count"] = json!(0);
    let (status, again) = app.post("/api/v1/persons/erase", &wanted).await;
    assert_eq!((status, &again["matched"], &again["deliveries"]), (200, &json!(0), &json!(0)));
}

#[tokio::test]
async fn what_arrives_after_the_deletion_begins_a_new_record() {
    let (app, victim) = stage().await;
    answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{victim}"))).await;
    // The same as before, which Meta may send for days, and something new.
    app.accept(&deliveries(VICTIM, "canary")[2]).await;
    app.accept(&message(VICTIM, "wamid.new", 60, "hello again")).await;
    let begun = conversation_of(&app, VICTIM).await;
    assert_ne!(begun, victim);
    let (_, shown) = app.get(&format!("/api/v1/conversations/{begun}")).await;
    assert_eq!(shown["message_count"], 2, "{shown}");
    assert_eq!(contradictions(app.pool()).await, NOTHING);
}

#[tokio::test]
async fn a_customer_stays_while_another_conversation_of_theirs_does() {
    let app = TestApp::new().await;
    let channel = json!({"type": "whatsapp", "name": "Second", "phone_number_id": "777", "app_secret": "bench-secret"});
    assert_eq!(app.post("/api/v1/channels", &channel).await.0, 201);
    app.accept(&message(VICTIM, "wamid.1", 0, "to the first")).await;
    let first = conversation_of(&app, VICTIM).await;
    let mut second = message(VICTIM, "wamid.2", 1, "to the second");
    second["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("777");
    app.accept(&second).await;
    answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{first}"))).await;
    assert_eq!(count(&app, "select count(*) from customers").await, 1);
    assert_eq!(count(&app, "select count(*) from deliveries where outcome = 'erased'").await, 1);
    let erase = json!({"wa_user_id": format!("US.{VICTIM}"), "mode": "delete", "confirm_count": 1});
    assert_eq!(app.post("/api/v1/persons/erase", &erase).await.0, 200);
    assert_eq!(count(&app, "select count(*) from customers").await, 0);
    assert_eq!(sightings(&app, &[VICTIM]).await, NOTHING);
}
