//! What a webhook is told of an event: read when it is sent, so that no text waits outside the record.

use serde_json::{Value, json};
use sqlx::PgConnection;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::domain::happening::Happening;
use crate::domain::page::Order;
use crate::domain::transcript::FOLDED;
use crate::http::admin::conversations::messages::shown;
use crate::http::admin::conversations::record::Conversation;
use crate::store::transcripts::{self, Request};
use crate::store::webhooks::events::Due;
use crate::store::{events, listing};

/// Most messages of a transcript; the newest are kept.
const MESSAGES: i64 = 200;

/// Most bytes of JSON of a transcript.
const BYTES: usize = 256 << 10;

/// The body for an event: `type`, `timestamp` and `data`; nothing when what it tells of is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn of(conn: &mut PgConnection, due: &Due, now: OffsetDateTime) -> anyhow::Result<Option<Value>> {
    let (project, conversation) = (due.project_id, due.conversation_id);
    let Some(row) = listing::rows(conn, project, &[conversation]).await?.pop() else { return Ok(None) };
    let mut data = json!({"conversation": Conversation::at(row, now)});
    if let Some(message) = due.message_id {
        let Some(row) = transcripts::find(conn, project, conversation, message).await? else { return Ok(None) };
        data["message"] = json!(shown(conn, project, conversation, vec![row]).await?.pop());
    }
    let is = |happening: Happening| due.kind == happening.as_str();
    if is(Happening::ConversationEnded) || is(Happening::ConversationHandover) {
        let fact = events::data(conn, project, due.event_id).await?.unwrap_or_default();
        data["reason"] = fact["reason"].clone();
    }
    if is(Happening::ConversationEnded) {
        let (transcript, is_complete) = transcript(conn, due).await?;
        data["transcript"] = json!(transcript);
        data["transcript_complete"] = json!(is_complete);
    }
    Ok(Some(frame(&due.kind, due.at, &data)?))
}

/// The body that says hello.
///
/// # Errors
/// When the time cannot be written, which no clock shows.
pub fn test(now: OffsetDateTime) -> anyhow::Result<Value> {
    frame("webhook.test", now, &json!({}))
}

fn frame(kind: &str, at: OffsetDateTime, data: &Value) -> anyhow::Result<Value> {
    Ok(json!({"type": kind, "timestamp": at.format(&Rfc3339)?, "data": data}))
}

/// The newest messages that fit, oldest first, without what only the platform understands; and whether these are all.
async fn transcript(conn: &mut PgConnection, due: &Due) -> anyhow::Result<(Vec<Value>, bool)> {
    let request = Request {
        project: due.project_id,
        conversation: due.conversation_id,
        without: &FOLDED.map(str::to_owned),
        order: Order::Descending,
        after: None,
        limit: MESSAGES + 1,
    };
    let rows = transcripts::page(conn, &request).await?;
    let messages = shown(conn, due.project_id, due.conversation_id, rows).await?;
    let (found, mut bytes) = (messages.len(), 0);
    let mut kept = Vec::new();
    for message in messages.into_iter().take(usize::try_from(MESSAGES)?) {
        let mut message = serde_json::to_value(message)?;
        if let Some(fields) = message.as_object_mut() {
            fields.remove("raw");
        }
        bytes += message.to_string().len();
        if bytes > BYTES {
            break;
        }
        kept.push(message);
    }
    let is_complete = kept.len() == found;
    kept.reverse();
    Ok((kept, is_complete))
}
