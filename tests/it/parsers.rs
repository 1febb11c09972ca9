//! Every request kept under `tests/fixtures/` and what its channel makes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::datetime;
use uuid::Uuid;
use verbatim::channels::{self, Channel};
use verbatim::domain::account::{Account, Secret};
use verbatim::domain::conversation::Opening;
use verbatim::domain::customer::Profile;
use verbatim::domain::event::{ConversationRef, Delivered, Event, EventKind};
use verbatim::domain::id::{AssistantId, ChannelId, ProjectId};
use verbatim::domain::inbound::{Inbound, Parsed, Rejected, Verified};
use verbatim::domain::message::Message;

/// What stands beside an odd item.
const NEIGHBOUR: &str = "a good neighbour";

const ARRIVAL: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

/// Accounts as the fixtures name them: two numbers of one business account, a number of another project, and a
/// business account that both projects have a number of.
fn accounts() -> Vec<Arc<Account>> {
    let account = |channel, project, phone_number_id: &str, waba_id: &str, number: &str| {
        Arc::new(Account {
            channel: ChannelId(Uuid::from_u128(channel)),
            project: ProjectId(Uuid::from_u128(project)),
            kind: "whatsapp".to_owned(),
            phone_number_id: Some(phone_number_id.to_owned()),
            waba_id: Some(waba_id.to_owned()),
            display_phone_number: Some(number.to_owned()),
            app_secrets: vec![Secret::new("app secret".to_owned())],
            verify_token: None,
            access_token: None,
            api_url: String::new(),
            assistant: Some(AssistantId(Uuid::from_u128(0xaa))),
        })
    };
    vec![
        account(0xa1, 0xa, "106540352242922", "102290129340398", "15550783881"),
        account(0xa2, 0xa, "106540352242923", "102290129340398", "+1 555-078-3883"),
        account(0xb1, 0xb, "107000000000002", "102290129340399", "15550783882"),
        account(0xa3, 0xa, "108000000000001", "102290129340397", "15550783884"),
        account(0xb2, 0xb, "108000000000002", "102290129340397", "15550783885"),
    ]
}

/// Signs a body and lets a channel verify it.
fn verify(channel: &dyn Channel, body: Vec<u8>) -> Result<Verified, Rejected> {
    use hmac::{Hmac, KeyInit, Mac};
    let mac = Hmac::<sha2::Sha256>::new_from_slice(b"app secret").unwrap().chain_update(&body).finalize();
    let signature = Some(format!("sha256={}", hex::encode(mac.into_bytes())).into_bytes());
    channel.verify(Inbound { signature, body: Bytes::from(body), received_at: ARRIVAL }, &accounts())
}

fn time(at: OffsetDateTime) -> Value {
    at.format(&Rfc3339).unwrap().into()
}

/// An object without its empty members; texts too long to read are cut.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        let value = match value {
            Value::String(text) if text.len() > 700 => format!("{:.60}… {} bytes", text, text.len()).into(),
            value => value,
        };
        if !(value.is_null() || value == "" || value == json!([])) {
            object.insert(name.to_owned(), value);
        }
    }
    object.into()
}

fn person(profile: &Profile) -> Value {
    let aliases = profile.identities.iter().map(|alias| format!("{}:{}", alias.kind.as_str(), alias.value));
    let aliases: Vec<_> = aliases.map(|alias| object([("alias", alias.into())])["alias"].clone()).collect();
    object([("aliases", aliases.into()), ("name", json!(profile.name)), ("username", json!(profile.username))])
}

fn place(conversation: &ConversationRef) -> Value {
    match conversation {
        ConversationRef::Customer { kind, channel, assistant, profile } => {
            assert_eq!(*kind, "whatsapp");
            assert!(!profile.identities.is_empty(), "a customer without aliases");
            assert_eq!(assistant.map(|assistant| assistant.0.as_u128()), Some(0xaa));
            json!({"channel": format!("{:x}", channel.0.as_u128()), "customer": person(profile)})
        }
        ConversationRef::Group { channel, group, .. } => {
            json!({"channel": format!("{:x}", channel.0.as_u128()), "group": group})
        }
        ConversationRef::Nowhere => Value::Null,
        ConversationRef::Id(_) | ConversationRef::Thread(Opening { .. }) => panic!("no channel knows those"),
    }
}

/// What is stored beside a text, which anyone must be able to read again.
fn content(json: &RawValue) -> Value {
    let content: Value = serde_json::from_str(json.get()).unwrap();
    if json.get().len() > 3000 { format!("{} bytes", json.get().len()).into() } else { content }
}

fn message(message: &Message) -> Value {
    assert!(message.source.is_some(), "an id of nobody");
    object([
        ("external_id", json!(message.external_id)),
        ("role", message.role.as_str().into()),
        ("author", json!(message.author)),
        ("kind", message.kind.as_str().into()),
        ("body", message.body.as_str().into()),
        ("target", json!(message.target)),
        ("reply_to", json!(message.reply_to)),
        ("content", message.content.as_deref().map_or(Value::Null, content)),
        ("sent_at", time(message.sent_at)),
        ("window_closes_at", message.window_closes_at.map_or(Value::Null, time)),
        ("status", json!(message.status)),
        ("error", json!(message.error)),
    ])
}

fn status(delivered: &Delivered) -> Value {
    object([
        ("channel", format!("{:x}", delivered.channel.0.as_u128()).into()),
        ("external_id", delivered.external_id.as_str().into()),
        ("participant", delivered.participant.as_str().into()),
        ("status", delivered.status.as_str().into()),
        ("at", time(delivered.at)),
        ("errors", json!(delivered.errors)),
        ("error", json!(delivered.error)),
        ("pricing", delivered.pricing.as_ref().map_or(Value::Null, |pricing| format!("{pricing:?}").into())),
        ("opaque", json!(delivered.opaque)),
    ])
}

fn event(event: &Event) -> Value {
    let (name, what) = match &event.kind {
        EventKind::Said(said) => ("said", message(said)),
        EventKind::Delivered(delivered) => ("delivered", status(delivered)),
        EventKind::IdentityLinked(profile) => ("identity_linked", person(profile)),
        EventKind::FreeEntryOpened { until } => ("free_entry_until", time(*until)),
        EventKind::Noticed(notice) => {
            let channel = notice.channel.map(|channel| format!("{:x}", channel.0.as_u128()));
            let members = [("channel", json!(channel)), ("field", notice.field.as_str().into())];
            let [channel, field] = members;
            ("noticed", object([channel, field, ("at", time(notice.at)), ("content", content(&notice.content))]))
        }
        other => panic!("no channel says {other:?}"),
    };
    object([("in", place(&event.conversation)), (name, what)])
}

/// What a delivery became, short enough to read.
fn show(parsed: &Parsed, whole: &Bytes) -> Value {
    let part = |part: &verbatim::domain::inbound::Part| {
        assert!(part.events.iter().all(|event| event.project == part.project), "an event of another project");
        let body = if part.body == whole { "whole" } else { std::str::from_utf8(&part.body).unwrap() };
        // The good neighbours of odd items have a test of their own.
        let events = part.events.iter().map(event).filter(|event| event["said"]["body"] != NEIGHBOUR);
        let events: Vec<_> = events.collect();
        let project = format!("{:x}", part.project.0.as_u128());
        object([("project", project.into()), ("body", body.into()), ("events", events.into())])
    };
    let parts: Vec<_> = parsed.parts.iter().map(part).collect();
    object([("parts", parts.into()), ("notes", json!(parsed.notes))])
}

fn fixtures(path: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    let files = fs::read_dir(folder).map(|files| files.map(|file| file.unwrap().path())).into_iter().flatten();
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    files
}

#[test]
fn every_channel_has_fixtures() {
    for channel in channels::ALL {
        assert!(!fixtures(channel.name()).is_empty(), "no request under tests/fixtures/{}", channel.name());
    }
}

#[test]
fn every_documented_whatsapp_request_becomes_its_events() {
    let channel = channels::find("whatsapp").unwrap();
    insta::glob!("../fixtures/whatsapp", "*.json", |path| {
        let verified = verify(channel, fs::read(path).unwrap()).unwrap();
        let parsed = channel.parse(&verified);
        assert!(parsed.parts.iter().any(|part| !part.events.is_empty()) || !parsed.notes.is_empty(), "nothing said");
        insta::assert_json_snapshot!(show(&parsed, verified.body()));
    });
}

#[test]
fn odd_json_costs_only_what_is_odd_about_it() {
    let channel = channels::find("whatsapp").unwrap();
    let mut all = Map::new();
    for path in fixtures("whatsapp/malformed") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let verified = verify(channel, fs::read(&path).unwrap());
        if name.starts_with("not_json_") {
            assert_eq!(verified.err(), Some(Rejected::NotJson), "{name}");
        } else {
            let verified = verified.unwrap();
            all.insert(name, show(&channel.parse(&verified), verified.body()));
        }
    }
    insta::assert_json_snapshot!(all);
}

#[test]
fn the_good_neighbour_of_an_odd_item_is_recorded() {
    let channel = channels::find("whatsapp").unwrap();
    let mut count = 0;
    for path in fixtures("whatsapp/malformed") {
        let Ok(verified) = verify(channel, fs::read(&path).unwrap()) else { continue };
        let parsed = channel.parse(&verified);
        let is_there = verified.body().windows(NEIGHBOUR.len()).any(|bytes| bytes == NEIGHBOUR.as_bytes());
        if is_there && !parsed.notes.iter().any(|note| note.contains("phone_number_id") || note.contains("waba_id")) {
            let events = || parsed.parts.iter().flat_map(|part| &part.events);
            let is_said = |event: &Event| matches!(&event.kind, EventKind::Said(said) if said.body == NEIGHBOUR);
            assert!(events().any(is_said), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 60, "only {count}");
}

#[test]
fn the_share_of_a_project_says_the_same_when_read_again() {
    let channel = channels::find("whatsapp").unwrap();
    let body =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp/batch_for_two_projects.json"));
    let parsed = channel.parse(&verify(channel, body.unwrap()).unwrap());
    assert_eq!(parsed.parts.len(), 2);
    for part in parsed.parts {
        let again = channel.parse(&verify(channel, part.body.to_vec()).unwrap());
        assert_eq!(again.parts.len(), 1);
        assert_eq!(format!("{:?}", again.parts[0].events), format!("{:?}", part.events));
    }
}
