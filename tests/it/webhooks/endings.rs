//! Ends of conversations: by whom ever, however many nodes, one event each with the whole story.

use serde_json::{Value, json};
use time::Duration;
use verbatim::domain::conversation::Ending;
use verbatim::domain::event::EventKind;
use verbatim::domain::id::ConversationId;
use verbatim::domain::message::{Message, Role};
use verbatim::domain::money::Nanos;
use verbatim::domain::variable::{Variable, VariableSource};
use verbatim::jobs::{end_idle, idle_conversations};
use wiremock::ResponseTemplate;

use super::{ADA, BOB, adopter, happen, heard, say, types, webhook, work};
use crate::support::app::{NOON, TestApp};

async fn shown(app: &TestApp, conversation: ConversationId) -> Value {
    app.get(&format!("/api/v1/conversations/{conversation}")).await.1
}

async fn wait_minutes(app: &TestApp, minutes: i32) {
    sqlx::query("update assistants set idle_timeout_minutes = $1").bind(minutes).execute(app.pool()).await.unwrap();
}

#[tokio::test]
async fn an_end_by_api_on_two_nodes_at_once_is_one_end_that_tells_the_whole_story() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (_, secret) = webhook(&app, &server.uri(), &["conversation.ended"]).await;
    let conversation = say(&app, ADA, 0, "Where is my order?").await;
    let mut answer = Message::new(Role::Assistant, "text", "In the mail.", NOON + Duration::minutes(1));
    (answer.model, answer.cost) = (Some("gpt-4.1".to_owned()), Some(Nanos(1_500_000)));
    answer.usage.output_tokens = 4;
    happen(&app, conversation, EventKind::Said(Box::new(answer))).await;
    let variable = Variable {
        name: "order".to_owned(),
        value: json!("A4821"),
        source: VariableSource::Extracted,
        set_at: NOON,
        message: None,
    };
    happen(&app, conversation, EventKind::VariableSet(variable)).await;
    let other = app.node().await;
    let url = format!("/api/v1/conversations/{conversation}/end");
    for _ in 0..3 {
        let nothing = json!({});
        let ends = tokio::join!(app.post(&url, &nothing), other.post(&url, &nothing), app.post(&url, &nothing));
        for (status, end) in [ends.0, ends.1, ends.2] {
            assert_eq!((status, &end["status"]), (200, &json!("ended")), "{end}");
        }
        app.pass(Duration::minutes(2));
    }
    work(&app).await;
    let told = heard(&server, &secret).await;
    assert_eq!(types(&told), ["conversation.ended"]);
    let data = &told[0]["data"];
    assert_eq!(data["reason"], "api");
    assert_eq!(data["conversation"]["status"], "ended");
    assert_eq!(data["conversation"]["ended_reason"], "api");
    assert_eq!(data["conversation"]["extracted_variables"], json!({"order": "A4821"}));
    assert_eq!(data["conversation"]["total_cost"].to_string(), "0.0015");
    assert_eq!(data["conversation"]["usage"]["output_tokens"], 4);
    let texts: Vec<&Value> = data["transcript"].as_array().unwrap().iter().map(|said| &said["content"]).collect();
    assert_eq!(texts, [&json!("Where is my order?"), &json!("In the mail.")]);
    assert_eq!(data["transcript_complete"], true);

    // It goes on with the next message, and ends once more.
    say(&app, ADA, 60, "And now?").await;
    let again = shown(&app, conversation).await;
    assert_eq!((&again["status"], &again["ended_reason"]), (&json!("active"), &json!("api")));
    app.pass(Duration::hours(2));
    happen(&app, conversation, EventKind::Ended { at: app.app.now(), reason: Ending::Tool }).await;
    work(&app).await;
    let told = heard(&server, &secret).await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[1]["data"]["reason"], "tool");
}

#[tokio::test]
async fn a_long_transcript_keeps_its_newest_messages_and_says_so() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (_, secret) = webhook(&app, &server.uri(), &["conversation.ended"]).await;
    let mut conversation = None;
    for minute in 0..12 {
        conversation = Some(say(&app, ADA, minute, &format!("{minute} {}", "a".repeat(30_000))).await);
    }
    happen(&app, conversation.unwrap(), EventKind::Ended { at: NOON + Duration::hours(1), reason: Ending::Visitor })
        .await;
    work(&app).await;
    let told = heard(&server, &secret).await;
    let transcript = told[0]["data"]["transcript"].as_array().unwrap();
    assert!((3..12).contains(&transcript.len()), "{}", transcript.len());
    assert!(transcript.last().unwrap()["content"].as_str().unwrap().starts_with("11 "));
    assert_eq!(told[0]["data"]["transcript_complete"], false);
    assert!(told[0].to_string().len() < 400_000);
}

#[tokio::test]
async fn idle_conversations_end_when_their_assistant_waited_long_enough_and_once_on_two_nodes() {
    let app = TestApp::new().await;
    let server = adopter(ResponseTemplate::new(200)).await;
    let (_, secret) = webhook(&app, &server.uri(), &["conversation.ended"]).await;
    let ada = say(&app, ADA, 0, "hello").await;
    let bob = say(&app, BOB, 20, "hello").await;
    app.pass(Duration::hours(2));
    assert_eq!(end_idle::run(app.app.clone()).await.unwrap(), 0, "nobody said how long to wait");
    wait_minutes(&app, 150).await;
    assert_eq!(end_idle::run(app.app.clone()).await.unwrap(), 0);
    // Inactive ones end as well.
    assert_eq!(idle_conversations::run(app.app.clone()).await.unwrap(), 2);
    app.pass(Duration::minutes(40));
    let other = app.node().await;
    let runs = tokio::join!(end_idle::run(app.app.clone()), end_idle::run(other.app.clone()));
    assert_eq!(runs.0.unwrap() + runs.1.unwrap(), 1);
    let ended = shown(&app, ada).await;
    assert_eq!(
        (&ended["status"], &ended["ended_at"], &ended["ended_reason"]),
        (&json!("ended"), &json!("2026-03-01T14:30:00Z"), &json!("idle")),
        "dated by the assistant's patience, not by the job"
    );
    assert_eq!(shown(&app, bob).await["status"], "inactive");
    // A message sent before the end that comes late does not bring it back; one sent later does.
    say(&app, ADA, 149, "late").await;
    assert_eq!(shown(&app, ada).await["status"], "ended");
    say(&app, ADA, 151, "later").await;
    assert_eq!(shown(&app, ada).await["status"], "active");
    work(&app).await;
    let told = heard(&server, &secret).await;
    assert_eq!(types(&told), ["conversation.ended"]);
    assert_eq!((&told[0]["data"]["reason"], &told[0]["timestamp"]), (&json!("idle"), &json!("2026-03-01T14:30:00Z")));
    app.pass(Duration::hours(10));
    assert_eq!(end_idle::run(app.app.clone()).await.unwrap(), 2);
}
