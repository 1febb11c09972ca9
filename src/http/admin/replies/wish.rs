//! From a wish to say something to a message on record: refused here where the platform would refuse it anyway.

use serde_json::value::RawValue;

use super::place::Place;
use crate::app::App;
use crate::domain::event::{Event, EventKind};
use crate::domain::message::{Message, Role, Work};
use crate::domain::outgoing::Content;
use crate::domain::text;
use crate::domain::window::Window;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::recorder::Intake;
use crate::store;
use crate::store::attachments::shown;
use crate::store::messages::sent::{self, Sent};

/// What somebody of the staff wants to say.
pub(super) struct Wish {
    /// What is sent.
    pub content: Content,
    /// What a reader of the record sees of it.
    pub body: String,
    /// The platform's id of the message that it marks.
    pub target: Option<String>,
    /// The message of ours that it answers.
    pub reply_to: Option<uuid::Uuid>,
    /// The caller's id of it.
    pub client_id: String,
    /// The name of whoever says it.
    pub author: String,
}

/// A wish on record.
pub(super) struct Said {
    /// The message.
    pub message: Sent,
    /// Whether it was recorded now.
    pub is_new: bool,
    /// The window, where the channel has one.
    pub window: Option<Window>,
}

/// Why a message cannot be answered or marked.
pub(super) const NOT_NAMED: &str = "is no message of this conversation that the platform has an id for";

/// The platform's id of a message of the conversation.
pub(super) async fn named(
    app: &App,
    caller: &Caller,
    place: &Place,
    message: uuid::Uuid,
) -> sqlx::Result<Option<String>> {
    id_of(&mut *app.lookups.acquire().await?, caller.project.0, place, message).await
}

async fn id_of(
    conn: &mut sqlx::PgConnection,
    project: uuid::Uuid,
    place: &Place,
    message: uuid::Uuid,
) -> sqlx::Result<Option<String>> {
    let found = sent::find(conn, project, message).await?;
    let found = found.filter(|found| Some(found.conversation_id) == place.conversation);
    Ok(found.and_then(|found| found.external_id))
}

/// Records the wish at a place, to be sent where the channel does not deliver by itself.
pub(super) async fn fulfil(app: &App, caller: &Caller, place: Place, wish: Wish) -> Result<Said, Error> {
    let (project, now) = (caller.project, app.now());
    let mut conn = app.lookups.acquire().await?;
    // Read before the look for the same request, which commits the two together: what it has sent is found there.
    let is_sent = match wish.content.file() {
        Some(file) => shown::find(&mut conn, project.0, file).await?.is_none_or(|row| row.message_id.is_some()),
        None => false,
    };
    if let Some(conversation) = place.conversation
        && let Some(message) = store::replies::find(&mut conn, project.0, conversation, &wish.client_id).await?
    {
        let message = sent::find(&mut conn, project.0, message).await?.ok_or(Error::NotFound("conversation"))?;
        return same(message, &wish, place.window);
    }
    if is_sent {
        return Err(Error::field("media.upload_id", "was sent already; upload it again"));
    }
    let mut message = Message::new(Role::Operator, wish.content.kind(), &wish.body, now);
    message.author = Some(wish.author.clone());
    message.client_id = Some(wish.client_id.clone());
    message.content = content(&wish.content);
    message.files.extend(wish.content.file());
    message.target.clone_from(&wish.target);
    if let Some(answered) = wish.reply_to {
        message.reply_to = id_of(&mut conn, project.0, &place, answered).await?;
        if message.reply_to.is_none() {
            return Err(Error::field("reply_to", NOT_NAMED));
        }
    }
    drop(conn);
    if let Some((_, id)) = place.channel {
        permit(app, &place, &wish.content)?;
        message.status = Some("queued");
        message.work = Some(Work::Send(id));
    }
    let event = Event { project, conversation: place.reference, kind: EventKind::Said(Box::new(message)) };
    let intake = Intake { project, delivery: None, events: vec![event], received_at: now };
    let recorded = app.recorder.record(intake).await?;
    let written = recorded.written.first().copied().unwrap_or_default();
    let id = written.message.ok_or(Error::NotFound("conversation"))?;
    let message = sent::find(&mut *app.lookups.acquire().await?, project.0, id.0).await?;
    let message = message.ok_or(Error::NotFound("conversation"))?;
    if written.fresh {
        Ok(Said { message, is_new: true, window: place.window })
    } else {
        same(message, &wish, place.window)
    }
}

/// Refuses what the platform would not take.
fn permit(app: &App, place: &Place, content: &Content) -> Result<(), Error> {
    let Some((channel, id)) = place.channel else { return Ok(()) };
    let mut faults = Faults::default();
    for (field, message) in channel.faults(content) {
        faults.add(field, message);
    }
    faults.unless(())?;
    if let Some(why) = app.accounts.offline(id) {
        return Err(Error::SenderOffline(why));
    }
    if !place.is_reachable {
        return Err(Error::Conflict("This conversation has no single person who could be written to.".to_owned()));
    }
    match &place.window {
        Some(window) if !window.is_open && !channel.is_for_closed_windows(content.kind()) => {
            Err(Error::SessionExpired(window.clone()))
        }
        _ => Ok(()),
    }
}

/// What stands on record beside the body; the shape that the platform itself gives its messages.
fn content(content: &Content) -> Option<Box<RawValue>> {
    let Content::Other { kind, value } = content else { return None };
    let whole = serde_json::json!({"type": kind, kind.as_str(): value});
    RawValue::from_string(crate::domain::json::clean(whole).to_string()).ok()
}

/// The message of a request that came again, if it is the same request.
fn same(message: Sent, wish: &Wish, window: Option<Window>) -> Result<Said, Error> {
    let recorded = Content::of(&message.kind, &message.body, message.content.as_deref());
    let is_same = match (&recorded, &wish.content) {
        (Content::Text(_), Content::Text(_)) => message.body == text::clean(&wish.body),
        (recorded, wished) => recorded == wished,
    };
    if !is_same {
        let why = "This `client_id` was used for another message; give each message its own.";
        return Err(Error::Conflict(why.to_owned()));
    }
    Ok(Said { message, is_new: false, window })
}
