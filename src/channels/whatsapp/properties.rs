//! What holds for any delivery at all, tried with random ones.

use std::sync::Arc;

use bytes::Bytes;
use proptest::prelude::*;
use serde_json::{Value, json};
use time::macros::datetime;
use uuid::Uuid;

use super::WhatsApp;
use crate::channels::Channel;
use crate::domain::account::Account;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ChannelId, ProjectId};
use crate::domain::inbound::{Inbound, Parsed, Verified};
use crate::domain::text::MAX_KEY_BYTES;

fn parse(body: Vec<u8>) -> Parsed {
    let account = |number: u128, project| {
        Arc::new(Account {
            channel: ChannelId(Uuid::from_u128(number)),
            project: ProjectId(Uuid::from_u128(project)),
            kind: "whatsapp".to_owned(),
            phone_number_id: Some(number.to_string()),
            waba_id: Some("9".to_owned()),
            display_phone_number: Some("1555".to_owned()),
            app_secrets: vec![],
            verify_token: None,
            access_token: None,
            api_url: String::new(),
            assistant: None,
        })
    };
    let inbound = Inbound { signature: None, body: Bytes::from(body), received_at: datetime!(2026-11-20 12:00 UTC) };
    WhatsApp.parse(&Verified::new(inbound, vec![account(1, 100), account(2, 200)]))
}

fn envelope(changes: &[Value]) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "9", "changes": changes}]})
}

/// What every event promises to those who store it.
fn check(event: &Event) {
    let (id, content) = match &event.kind {
        EventKind::Said(said) => (said.external_id.clone(), said.content.clone()),
        EventKind::Delivered(delivered) => (Some(delivered.external_id.clone()), None),
        EventKind::Noticed(notice) => (None, Some(notice.content.clone())),
        _ => (None, None),
    };
    assert!(id.is_none_or(|id| !id.is_empty() && id.len() <= MAX_KEY_BYTES));
    assert!(content.is_none_or(|json| serde_json::from_str::<Value>(json.get()).is_ok()));
    if let ConversationRef::Customer { profile, .. } = &event.conversation {
        assert!(!profile.identities.is_empty());
        assert!(profile.identities.iter().all(|alias| alias.value.len() <= MAX_KEY_BYTES));
    }
    if let EventKind::Said(said) = &event.kind {
        let optional = [&said.external_id, &said.author, &said.target, &said.reply_to, &said.error];
        let texts = optional.into_iter().flatten().chain([&said.kind, &said.body]);
        assert!(texts.into_iter().all(|text| !text.contains('\0')), "{said:?}");
    }
}

/// JSON of the words that Meta uses, in places where Meta does not.
fn odd() -> impl Strategy<Value = Value> {
    const WORDS: [&str; 40] = [
        "messages",
        "statuses",
        "errors",
        "contacts",
        "calls",
        "history",
        "threads",
        "message_echoes",
        "state_sync",
        "user_id_update",
        "metadata",
        "phone_number_id",
        "id",
        "from",
        "to",
        "timestamp",
        "type",
        "text",
        "body",
        "image",
        "caption",
        "reaction",
        "message_id",
        "emoji",
        "system",
        "wa_id",
        "user_id",
        "group_id",
        "edit",
        "message",
        "context",
        "status",
        "recipient_id",
        "pricing",
        "conversation",
        "event",
        "direction",
        "profile",
        "1",
        "1795172400",
    ];
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let leaf = prop_oneof![
        word.clone().prop_map(Value::from),
        "\\PC{0,8}|\0".prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(6, 96, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// An item that Meta could send, with the field and the array that it belongs to.
fn item() -> impl Strategy<Value = (&'static str, &'static str, Value)> {
    let who = prop_oneof![
        Just(json!({"from": "491", "to": "1555"})),
        Just(json!({"from_user_id": "DE.a"})),
        Just(json!({"from": "492", "from_user_id": "DE.b"})),
        Just(json!({"from": "1555", "to": "491", "recipient_id": "491", "recipient_user_id": "DE.a"})),
    ];
    let what = prop::sample::select(vec![
        ("messages", "messages", json!({"type": "text", "text": {"body": "a"}})),
        ("messages", "messages", json!({"type": "image", "image": {"id": "1"}, "group_id": "g"})),
        ("messages", "messages", json!({"type": "system", "system": {"body": "b", "wa_id": "493"}})),
        ("messages", "messages", json!({"type": "hologram"})),
        ("messages", "statuses", json!({"status": "sent", "pricing": {"type": "regular"}})),
        ("messages", "statuses", json!({"status": 5})),
        ("calls", "calls", json!({"event": "connect"})),
        ("calls", "statuses", json!({"status": "ACCEPTED"})),
        ("smb_message_echoes", "message_echoes", json!({"type": "text", "text": {"body": "c"}})),
        ("history", "messages", json!({"type": "text", "text": {"body": "d"}})),
        ("smb_app_state_sync", "state_sync", json!({"contact": {"phone_number": "491", "user_id": "DE.a"}})),
        ("user_id_update", "user_id_update", json!({"user_id": {"previous": "DE.a", "current": "DE.c"}})),
        ("messages", "messages", json!(7)),
    ]);
    (who, what, 1_795_000_000_u32..1_795_176_000, 0..5_u8).prop_map(|(who, (field, array, mut item), time, id)| {
        if let (Some(item), Some(who)) = (item.as_object_mut(), who.as_object()) {
            item.extend(who.clone());
            item.insert("timestamp".to_owned(), time.to_string().into());
            item.insert("id".to_owned(), format!("wamid.{id}").into());
        }
        (field, array, item)
    })
}

fn change(number: u8, field: &str, array: &str, items: &[Value]) -> Value {
    let contacts = json!([{"wa_id": "492", "user_id": "DE.b", "profile": {"name": "Ben"}}, {"wa_id": "491"}]);
    let metadata = json!({"phone_number_id": number});
    json!({"field": field, "value": {"metadata": metadata, "contacts": contacts, array: items}})
}

fn events(body: &Value) -> Vec<String> {
    let parts = parse(body.to_string().into_bytes()).parts;
    parts.iter().flat_map(|part| &part.events).map(|event| format!("{event:?}")).collect()
}

proptest! {
    #[test]
    fn bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let parsed = parse(body);
        prop_assert!(parsed.parts.is_empty() && !parsed.notes.is_empty());
    }

    #[test]
    fn json_never_panics_and_events_can_be_stored(value in odd(), place in 0..6_u8) {
        let numbered = |array: &str| json!([change(1, "messages", array, &[value.clone(), value.clone()])]);
        let body = match place {
            0 => value.clone(),
            1 => json!({"entry": value}),
            2 => json!({"entry": [{"id": "9", "changes": value}]}),
            3 => json!({"entry": [{"id": "9", "changes": [{"field": "account_update", "value": value}]}]}),
            4 => json!({"entry": {"changes": numbered("messages")}}),
            _ => json!({"entry": {"changes": numbered("statuses")}}),
        };
        let parsed = parse(body.to_string().into_bytes());
        prop_assert!(parsed.notes.len() <= 20);
        for part in &parsed.parts {
            prop_assert!(serde_json::from_slice::<Value>(&part.body).is_ok());
            part.events.iter().for_each(check);
        }
    }

    #[test]
    fn a_batch_says_what_its_items_say_alone(items in prop::collection::vec((1..3_u8, item()), 1..12)) {
        let mut alone = Vec::new();
        let mut by_value: Vec<(u8, &str, &str, Vec<Value>)> = Vec::new();
        for (number, (field, array, item)) in &items {
            alone.extend(events(&envelope(&[change(*number, field, array, std::slice::from_ref(item))])));
            match by_value.iter_mut().find(|value| (value.0, value.1, value.2) == (*number, field, array)) {
                Some(value) => value.3.push(item.clone()),
                None => by_value.push((*number, field, array, vec![item.clone()])),
            }
        }
        let changes: Vec<_> =
            by_value.iter().map(|(number, field, array, items)| change(*number, field, array, items)).collect();
        let mut together = events(&envelope(&changes));
        alone.sort();
        together.sort();
        prop_assert_eq!(together, alone);
    }
}
