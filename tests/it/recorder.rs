//! The recorder against a real Postgres: once, in order, and never half.

use futures::future::join_all;
use time::Duration;
use verbatim::domain::conversation::Opening;
use verbatim::domain::customer::{Identity, IdentityKind, Profile};
use verbatim::domain::event::{ConversationRef, Delivered, Event, EventKind};
use verbatim::domain::message::{Message, Role};
use verbatim::recorder::{Intake, RecordError};

use crate::support::app::{NOON, TestApp};

fn profile(identities: &[(IdentityKind, &str)]) -> Profile {
    let identities = identities.iter().filter_map(|(kind, value)| Identity::new(*kind, value)).collect();
    Profile { identities, name: Some("Ada".to_owned()), username: None }
}

fn said(app: &TestApp, profile: Profile, id: &str, minutes: i64, text: &str) -> Event {
    let mut message = Message::new(Role::User, "text", text, NOON + Duration::minutes(minutes));
    message.source = Some(app.channel);
    message.external_id = Some(id.to_owned());
    message.window_closes_at = Some(message.sent_at + Duration::hours(24));
    Event {
        project: app.project,
        conversation: ConversationRef::Customer {
            kind: "whatsapp",
            channel: app.channel,
            assistant: Some(app.assistant),
            profile,
        },
        kind: EventKind::Said(Box::new(message)),
    }
}

fn intake(app: &TestApp, events: Vec<Event>) -> Intake {
    Intake { project: app.project, delivery: None, events, received_at: app.app.now() }
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Row {
    message_count: i64,
    user_message_count: i64,
    preview: String,
    first_input: Option<String>,
    error_count: i64,
    last_activity_at: time::OffsetDateTime,
    window_closes_at: Option<time::OffsetDateTime>,
}

async fn rows(app: &TestApp) -> Vec<Row> {
    sqlx::query_as("select * from conversations order by id").fetch_all(app.pool()).await.unwrap()
}

#[tokio::test]
async fn a_repeated_message_is_recorded_once() {
    let app = TestApp::new().await;
    let ada = profile(&[(IdentityKind::Phone, "15551230001")]);
    let event = said(&app, ada, "wamid.1", 0, "hello");
    let first = app.record(intake(&app, vec![event.clone()])).await.unwrap();
    let again = app.record(intake(&app, vec![event.clone(), event])).await.unwrap();
    assert!(first.written[0].fresh);
    assert!(!again.written[0].fresh && !again.written[1].fresh);
    assert_eq!(first.written[0].message, again.written[1].message);
    let rows = rows(&app).await;
    assert_eq!((rows.len(), rows[0].message_count, rows[0].preview.as_str()), (1, 1, "hello"));
}

#[tokio::test]
async fn fifty_first_messages_at_once_make_one_conversation() {
    let app = TestApp::new().await;
    let node = app.node().await;
    let together = (0..50).map(|index| {
        let at = if index % 2 == 0 { &app } else { &node };
        let event = said(at, profile(&[(IdentityKind::Phone, "15551230001")]), &format!("wamid.{index}"), index, "hi");
        at.record(intake(at, vec![event]))
    });
    for result in join_all(together).await {
        result.unwrap();
    }
    let rows = rows(&app).await;
    assert_eq!((rows.len(), rows[0].message_count), (1, 50));
}

#[tokio::test]
async fn two_halves_of_a_person_become_one_whatever_the_order() {
    let mut seen = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        for together in [false, true] {
            let app = TestApp::new().await;
            let phone = (IdentityKind::Phone, "15551230001");
            let user = (IdentityKind::WaUser, "US.1349120865530");
            let events = [
                said(&app, profile(&[phone]), "wamid.1", 1, "by phone"),
                said(&app, profile(&[user]), "wamid.2", 2, "by user id"),
                said(&app, profile(&[phone, user]), "wamid.3", 3, "by both"),
            ];
            let events: Vec<Event> = order.iter().map(|index| events[*index].clone()).collect();
            if together {
                app.record(intake(&app, events)).await.unwrap();
            } else {
                for event in events {
                    app.record(intake(&app, vec![event])).await.unwrap();
                }
            }
            let customers: i64 =
                sqlx::query_scalar("select count(*) from customers").fetch_one(app.pool()).await.unwrap();
            let counted: i64 = sqlx::query_scalar("select sum(conversations)::bigint from conversation_counts")
                .fetch_one(app.pool())
                .await
                .unwrap();
            let rows = rows(&app).await;
            assert_eq!((rows.len(), customers, counted), (1, 1, 1), "{order:?} {together}");
            seen.push(rows);
        }
    }
    for pair in seen.windows(2) {
        assert_eq!(pair[0], pair[1]);
    }
}

#[tokio::test]
async fn a_status_that_overtakes_its_message_is_not_lost_and_never_lowered() {
    let app = TestApp::new().await;
    let report = |status: &str, minutes: i64| Event {
        project: app.project,
        conversation: ConversationRef::Nowhere,
        kind: EventKind::Delivered(Delivered {
            channel: app.channel,
            external_id: "wamid.out".to_owned(),
            participant: String::new(),
            status: status.to_owned(),
            at: NOON + Duration::minutes(minutes),
            errors: None,
            error: None,
            pricing: None,
            opaque: None,
        }),
    };
    let mut sent = said(&app, profile(&[(IdentityKind::Phone, "15551230001")]), "wamid.out", 0, "our answer");
    if let EventKind::Said(message) = &mut sent.kind {
        message.role = Role::Operator;
        message.status = Some("sent");
    }
    for events in [vec![report("read", 3)], vec![sent], vec![report("delivered", 2), report("sent", 1)]] {
        app.record(intake(&app, events)).await.unwrap();
    }
    let (status, reports): (i16, i64) =
        sqlx::query_as("select (select status from messages), (select count(*) from message_statuses)")
            .fetch_one(app.pool())
            .await
            .unwrap();
    assert_eq!((status, reports), (4, 3));
}

#[tokio::test]
async fn one_poisoned_intake_does_not_sink_its_neighbours() {
    let app = TestApp::new().await;
    let together = (0..40).map(|index| {
        let mut event = said(
            &app,
            profile(&[(IdentityKind::Phone, &format!("1555123{index:04}"))]),
            &format!("wamid.{index}"),
            0,
            "hi",
        );
        if let (17, EventKind::Said(message)) = (index, &mut event.kind) {
            message.body = "a NUL \0 that no adapter should let through".to_owned();
        }
        app.record(intake(&app, vec![event]))
    });
    for (index, result) in join_all(together).await.into_iter().enumerate() {
        if index == 17 {
            assert!(matches!(result, Err(RecordError::Refused(_))), "{result:?}");
        } else {
            result.unwrap();
        }
    }
    assert_eq!(rows(&app).await.len(), 39);
}

#[tokio::test]
async fn a_conversation_that_was_deleted_begins_anew() {
    let app = TestApp::new().await;
    let ada = || profile(&[(IdentityKind::Phone, "15551230001")]);
    let first = said(&app, ada(), "wamid.1", 0, "hello");
    app.record(intake(&app, vec![first])).await.unwrap();
    sqlx::query("delete from messages").execute(app.pool()).await.unwrap();
    sqlx::query("delete from conversations").execute(app.pool()).await.unwrap();
    let second = said(&app, ada(), "wamid.2", 1, "hello again");
    let recorded = app.record(intake(&app, vec![second])).await.unwrap();
    assert!(recorded.written[0].fresh);
    let rows = rows(&app).await;
    assert_eq!((rows.len(), rows[0].message_count, rows[0].preview.as_str()), (1, 1, "hello again"));
}

#[tokio::test]
async fn a_thread_is_found_by_its_key_and_unknown_ids_are_refused() {
    let app = TestApp::new().await;
    let event = |conversation: ConversationRef, id: &str| {
        let mut message = Message::new(Role::Assistant, "text", "answer", NOON);
        message.external_id = Some(id.to_owned());
        Event { project: app.project, conversation, kind: EventKind::Said(Box::new(message)) }
    };
    let thread = || {
        ConversationRef::Thread(Opening {
            kind: "api".to_owned(),
            key: "order 48213".to_owned(),
            external_identifier: Some("order 48213".to_owned()),
            assistant: None,
            channel: None,
            environment: None,
            customer: None,
        })
    };
    let first = app.record(intake(&app, vec![event(thread(), "1")])).await.unwrap();
    let second = app.record(intake(&app, vec![event(thread(), "2")])).await.unwrap();
    assert_eq!(first.written[0].conversation, second.written[0].conversation);
    let unknown = ConversationRef::Id(verbatim::domain::id::ConversationId(app.app.id()));
    let refused = app.record(intake(&app, vec![event(unknown, "3")])).await;
    assert_eq!(refused.unwrap_err(), RecordError::NoConversation);
}

#[tokio::test]
async fn the_newest_name_stands_whatever_the_order() {
    let names = [(1, "Ada"), (3, "Ada Byron"), (5, "Ada"), (7, "Ada Lovelace")];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [0, 2, 1, 3], [2, 0, 3, 1], [0, 3, 2, 1]] {
        let app = TestApp::new().await;
        for index in order {
            let (minutes, name) = names[index];
            let mut ada = profile(&[(IdentityKind::Phone, "15551230001")]);
            ada.name = Some(name.to_owned());
            let event = said(&app, ada, &format!("wamid.{index}"), minutes, "hi");
            app.record(intake(&app, vec![event])).await.unwrap();
        }
        let name: String = sqlx::query_scalar("select name from customers").fetch_one(app.pool()).await.unwrap();
        assert_eq!(name, "Ada Lovelace", "{order:?}");
    }
}

#[tokio::test]
async fn many_people_of_one_delivery_are_each_met_once() {
    let app = TestApp::new().await;
    let phone = |index: i64| format!("1555123{index:04}");
    let mut events: Vec<Event> = (0..30)
        .map(|index| {
            said(&app, profile(&[(IdentityKind::Phone, &phone(index))]), &format!("wamid.{index}"), index, "hi")
        })
        .collect();
    // One of them shows a second alias, so that two names of the same delivery mean one person.
    let both = profile(&[(IdentityKind::Phone, &phone(7)), (IdentityKind::WaUser, "US.7")]);
    events.push(said(&app, both.clone(), "wamid.30", 30, "it is me again"));
    let first = app.app.recorder.record(intake(&app, events)).await.unwrap();
    assert!(first.written.iter().all(|written| written.fresh));
    assert_eq!(first.written[7].conversation, first.written[30].conversation);
    assert_eq!(rows(&app).await.len(), 30);

    // A node that remembers nobody recognises all, and whoever is called otherwise now; one is new.
    let node = app.node().await;
    let mut events: Vec<Event> = (0..31)
        .map(|index| said(&app, profile(&[(IdentityKind::Phone, &phone(index))]), &format!("wamid.b{index}"), 60, "ho"))
        .collect();
    let ConversationRef::Customer { profile, .. } = &mut events[3].conversation else { unreachable!() };
    profile.name = Some("Grace".to_owned());
    let second = node.app.recorder.record(intake(&node, events)).await.unwrap();
    for index in 0..30 {
        assert_eq!(first.written[index].conversation, second.written[index].conversation, "{index}");
    }
    assert_eq!(rows(&app).await.len(), 31);
    let named: Vec<(String, i64)> = sqlx::query_as("select name, count(*) from customers group by name order by name")
        .fetch_all(app.pool())
        .await
        .unwrap();
    assert_eq!(named, [("Ada".to_owned(), 30), ("Grace".to_owned(), 1)]);
    let counted: i64 = sqlx::query_scalar("select sum(conversations)::bigint from conversation_counts")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(counted, 31);
}
