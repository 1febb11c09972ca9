//! Conversations by API: begun and added to by any other system, idempotent by the ids that it gives.

pub mod message;
pub mod usage;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::domain::conversation::{Opening, kind};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{AssistantId, ConversationId, MessageId, ProjectId};
use crate::domain::message::Message;
use crate::domain::text;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;
use crate::http::variables;
use crate::recorder::{Intake, Recorded};
use crate::store;
use message::NewMessage;

/// Most messages in one request.
const MOST: usize = 1000;

/// A conversation to record, whole or its beginning.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConversation {
    /// `api`, the only type that is recorded this way.
    #[serde(default, rename = "type")]
    #[schema(example = "api")]
    pub kind: Option<String>,
    /// Your id of the conversation, 1 to 512 bytes; the same id is the same conversation.
    #[schema(example = "ticket-4711")]
    pub external_identifier: String,
    /// Who answered; has effect when the conversation begins.
    #[serde(default)]
    pub assistant_id: Option<AssistantId>,
    /// For example `production`, at most 100 characters; has effect when the conversation begins.
    #[serde(default)]
    #[schema(example = "production")]
    pub environment: Option<String>,
    /// Variables by name; any JSON values, at most 100.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"name": "Ana"}))]
    pub variables: Map<String, Value>,
    /// When it began, if before its first message: 1970 to one day ahead; has effect when the conversation begins.
    #[serde(default, with = "time::serde::rfc3339::option")]
    #[schema(example = "2026-03-01T12:00:00Z")]
    pub started_at: Option<OffsetDateTime>,
    /// What was said, in any order, at most 1,000 messages; further ones go to `/conversations/{id}/messages`.
    #[serde(default)]
    pub messages: Vec<NewMessage>,
}

/// Messages to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessages {
    /// What was said, in any order, 1 to 1,000 messages.
    pub messages: Vec<NewMessage>,
}

/// What became of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// One for each message of the request, in its order.
    pub messages: Vec<ImportedMessage>,
}

/// What became of one message.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedMessage {
    /// Our id.
    pub id: Option<MessageId>,
    /// Your id.
    #[schema(example = "msg-1")]
    pub external_id: String,
    /// False when a message of this id was there before; it was left as it is.
    pub recorded: bool,
}

/// Record a conversation
///
/// Finds the conversation of `external_identifier` or begins it, and adds the messages whose ids are new, all in one
/// commit. Repeating the request, or importing the same messages in other portions, gives the same record.
#[utoipa::path(
    post, path = "/conversations", operation_id = "record_conversation", tag = "conversations",
    request_body(content = NewConversation, example = json!({
        "type": "api", "external_identifier": "ticket-4711", "variables": {"name": "Ana"},
        "messages": [
            {"id": "msg-1", "role": "user", "content": "Where is my order 48213?", "created_at": "2026-03-01T12:00:00Z"},
            {"id": "msg-2", "role": "assistant", "content": "It left the house this morning.", "created_at": "2026-03-01T12:00:05Z",
             "reply_to": "msg-1", "model": "gpt-4.1-mini", "usage": {"input_tokens": 212, "output_tokens": 18}, "cost": "0.000125",
             "function_calls": [{"name": "find_order", "arguments": {"order": 48213}, "result": {"state": "shipped"}}]}
        ]})),
    responses(
        (status = 201, description = "Something was new and is recorded", body = Imported),
        (status = 200, description = "Everything was known already", body = Imported),
    ),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Json(mut new): Json<NewConversation>,
) -> Result<(StatusCode, axum::Json<Imported>), Error> {
    let (project, now) = (caller.project, app.now());
    let mut messages = check(&mut new, now)?;
    let mut conn = app.pool.acquire().await?;
    if let Some(assistant) = new.assistant_id {
        store::assistants::find(&mut conn, project.0, assistant.0).await?.ok_or_else(|| {
            Error::field("assistant_id", "names no assistant of this project; see /api/v1/assistants")
        })?;
    }
    let key = text::clean(&new.external_identifier);
    let mut given = new.variables;
    if let Some(known) = store::conversations::begin::find(&mut conn, project.0, kind::API, &key).await? {
        given = variables::changed(&mut conn, project, ConversationId(known), given).await?;
    }
    price(&app, &mut conn, project, &mut messages).await?;
    drop(conn);
    let opening = Opening {
        kind: kind::API.to_owned(),
        external_identifier: Some(key.clone()),
        key,
        assistant: new.assistant_id,
        channel: None,
        environment: new.environment.as_deref().map(text::clean),
        customer: None,
    };
    // A conversation begins with its first message, unless it is told otherwise or has none yet.
    let began = new.started_at.or(messages.is_empty().then_some(now)).map(|at| EventKind::Began { at });
    let leading = usize::from(began.is_some());
    let happened = began.into_iter().chain(said(&messages)).chain(variables::set(given, now));
    let recorded = record(&app, &caller, &ConversationRef::Thread(opening), happened, now).await?;
    imported(&recorded, leading, &messages)
}

/// Add messages to a conversation
///
/// To one that was recorded by API. Messages whose ids are known are left as they are.
#[utoipa::path(
    post, path = "/conversations/{id}/messages", operation_id = "record_messages", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = NewMessages, example = json!({"messages": [
        {"id": "msg-3", "role": "user", "content": "Thank you!", "created_at": "2026-03-01T12:01:00Z"}]})),
    responses(
        (status = 201, description = "Something was new and is recorded", body = Imported),
        (status = 200, description = "Everything was known already", body = Imported),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Its messages come by a channel", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn append(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(new): Json<NewMessages>,
) -> Result<(StatusCode, axum::Json<Imported>), Error> {
    let now = app.now();
    let mut faults = Faults::default();
    if new.messages.is_empty() {
        faults.add("messages", "is empty; give 1 to 1000");
    }
    let mut messages = check_messages(new.messages, now, &mut faults);
    faults.unless(())?;
    let mut conn = app.pool.acquire().await?;
    let found = store::conversations::begin::kind(&mut conn, caller.project.0, id).await?;
    price(&app, &mut conn, caller.project, &mut messages).await?;
    drop(conn);
    match found.as_deref() {
        None => return Err(Error::NotFound("conversation")),
        Some(kind::API) => {}
        Some(other) => {
            let why = format!("Messages of a conversation of type `{other}` come by its channel, not by API.");
            return Err(Error::Conflict(why));
        }
    }
    let conversation = ConversationRef::Id(ConversationId(id));
    let recorded = record(&app, &caller, &conversation, said(&messages), now).await?;
    imported(&recorded, 0, &messages)
}

fn check(new: &mut NewConversation, now: OffsetDateTime) -> Result<Vec<Message>, Error> {
    let mut faults = Faults::default();
    if new.kind.as_deref().is_some_and(|kind| kind != kind::API) {
        faults.add("type", "must be `api`; test sessions begin at /api/v1/test-chat/sessions, others by their channel");
    }
    faults.key("external_identifier", &new.external_identifier);
    if let Some(environment) = &new.environment {
        faults.length("environment", environment, 1, 100);
    }
    if let Some(at) = new.started_at
        && (at < OffsetDateTime::UNIX_EPOCH || at > now + Duration::days(1))
    {
        faults.add("started_at", "lies before 1970 or more than a day ahead; give the time it began");
    }
    variables::check(&mut faults, &new.variables);
    let messages = check_messages(std::mem::take(&mut new.messages), now, &mut faults);
    faults.unless(messages)
}

fn check_messages(given: Vec<NewMessage>, now: OffsetDateTime, faults: &mut Faults) -> Vec<Message> {
    if given.len() > MOST {
        faults.add("messages", format!("has {} entries; give at most {MOST} at a time", given.len()));
        return Vec::new();
    }
    let messages = given.into_iter().enumerate();
    messages.map(|(index, message)| message.check(&format!("messages[{index}]"), now, faults)).collect()
}

/// Whoever hands a cost over knows it best; what comes without one is charged by the table, as our own answers are.
async fn price(app: &App, conn: &mut PgConnection, project: ProjectId, messages: &mut [Message]) -> sqlx::Result<()> {
    if messages.iter().any(|message| message.cost.is_none() && message.model.is_some()) {
        let tariff = store::prices::tariff(conn, project.0, &app.prices).await?;
        for message in messages {
            tariff.settle(message);
        }
    }
    Ok(())
}

fn said(messages: &[Message]) -> impl Iterator<Item = EventKind> {
    messages.iter().map(|message| EventKind::Said(Box::new(message.clone())))
}

async fn record(
    app: &App,
    caller: &Caller,
    conversation: &ConversationRef,
    happened: impl Iterator<Item = EventKind>,
    now: OffsetDateTime,
) -> Result<Recorded, Error> {
    let project = caller.project;
    let events = happened.map(|kind| Event { project, conversation: conversation.clone(), kind }).collect();
    Ok(app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?)
}

/// The answer; the messages stand in the record behind `leading` other events.
fn imported(
    recorded: &Recorded,
    leading: usize,
    messages: &[Message],
) -> Result<(StatusCode, axum::Json<Imported>), Error> {
    let written = &recorded.written;
    let conversation = written.iter().find_map(|written| written.conversation).ok_or(Error::Unavailable(1))?;
    let fresh = written.iter().any(|written| written.fresh);
    let messages = messages.iter().zip(written.iter().skip(leading)).map(|(message, written)| ImportedMessage {
        id: written.message,
        external_id: message.external_id.clone().unwrap_or_default(),
        recorded: written.fresh,
    });
    let status = if fresh { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, axum::Json(Imported { conversation_id: conversation, messages: messages.collect() })))
}
