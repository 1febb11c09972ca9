//! Answers what waits: each conversation by one node at a time, all messages that wait together, until the answer is
//! recorded, and in the outbox where it is to be sent.

use std::time::Duration;

use reqwest::Method;
use time::OffsetDateTime;

use super::AssistantError;
use super::answer::{self, Answer};
use super::compose::Task;
use super::listening;
use super::reply::Reply;
use super::tools::Effect;
use crate::app::App;
use crate::channels;
use crate::domain::assistant::When;
use crate::domain::conversation::{Ending, kind};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ChannelId, ConversationId, ProjectId};
use crate::domain::message::{Message, Role, Work};
use crate::recorder::{Claim, Intake, RecordError};
use crate::store;
use crate::store::answers::{self, Due};
use crate::store::messages::recent;

/// A channel that sends what is said, and which of its accounts.
type Sender = (&'static dyn channels::Channel, ChannelId);

/// Answers under way at once on one node.
const AT_ONCE: usize = 1200;

/// After this time without a sign of life another node takes over.
const LEASE: Duration = Duration::from_mins(1);

/// Time between two signs of life.
const SIGN: Duration = Duration::from_secs(20);

/// How often a model is asked for one answer where it fails for a reason that passes.
const TRIES: i32 = 3;

/// The wait before the second try; the third waits four times as long.
const PAUSE: Duration = Duration::from_secs(2);

/// Longest wait for the platform to show that an answer is coming.
const COURTESY: Duration = Duration::from_secs(10);

/// How often it is looked whether what was said in a recording has become known.
const HARK: Duration = Duration::from_secs(1);

/// The wait when the database fails in the middle.
const REST: Duration = Duration::from_secs(5);

/// How often it is looked whether an answer is to be stopped that somebody asked another node to stop.
const LOOK: Duration = Duration::from_millis(500);

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    let work = crate::work::run(app, AT_ONCE, |app, most| async move { claim(&app, most).await }, serve);
    tokio::join!(work, stops(app));
}

async fn stops(app: &App) {
    while app.stop.run_until_cancelled(tokio::time::sleep(LOOK)).await.is_some() {
        if app.live.is_quiet() {
            continue;
        }
        let Ok(mut conn) = app.lookups.acquire().await else { continue };
        for conversation in answers::stopped(&mut conn).await.unwrap_or_default() {
            app.live.stop(ConversationId(conversation));
        }
    }
}

/// Claims up to `most` conversations that are due.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(app: &App, most: i64) -> sqlx::Result<Vec<Due>> {
    let now = app.now();
    answers::claim(&mut *app.lookups.acquire().await?, now, now + LEASE, most).await
}

/// Answers one conversation, unless its claim is lost on the way.
pub async fn serve(app: App, due: Due) {
    let result = tokio::select! {
        result = answer(&app, &due) => result,
        () = lost(&app, &due) => return,
    };
    if let Err(error) = result {
        tracing::warn!(conversation.id = %due.conversation_id, error = format!("{error:#}"), "An answer was not recorded; it is tried again.");
        let at = app.now() + REST;
        if let Ok(mut conn) = app.lookups.acquire().await {
            // What cannot be given back is taken over at the end of the lease.
            let _lapses = answers::give_back(&mut conn, &due, at, due.failures).await;
        }
    }
}

/// Gives signs of life; ends when the claim is lost.
async fn lost(app: &App, due: &Due) {
    loop {
        tokio::time::sleep(SIGN).await;
        let Ok(mut conn) = app.lookups.acquire().await else { continue };
        if let Ok(false) = answers::renew(&mut conn, due, app.now() + LEASE).await {
            return;
        }
    }
}

async fn answer(app: &App, due: &Due) -> anyhow::Result<()> {
    let (project, conversation) = (ProjectId(due.project_id), ConversationId(due.conversation_id));
    let mut conn = app.lookups.acquire().await?;
    let Some(control) = store::conversations::control::find(&mut conn, project.0, conversation.0).await? else {
        // Deleted, and the claim with it.
        return Ok(());
    };
    let channel = channels::find(&control.kind).zip(control.channel_id.map(ChannelId));
    let heard = recent::find(&mut conn, project.0, conversation.0, due.message_id).await?;
    // A conversation that is older than the channel's assistant.
    let late = channel.and_then(|(_, id)| app.accounts.find(id)?.assistant).filter(|_| control.assistant_id.is_none());
    if let Some(late) = late {
        store::conversations::control::assign(&mut conn, project.0, conversation.0, late.0).await?;
    }
    let assistant = match control.assistant_id.or(late.map(|late| late.0)) {
        Some(id) => store::assistants::find(&mut conn, project.0, id).await?,
        None => None,
    };
    drop(conn);
    let (Some(heard), true) = (heard, control.ai_enabled) else { return record(app, due, false, Vec::new()).await };
    let Some(assistant) = assistant else {
        let reply = Reply::failed(&AssistantError::Gone, app.now());
        return record(app, due, false, said(messages(reply, "", channel, &heard, app.now()))).await;
    };
    if !assistant.is_enabled {
        return record(app, due, false, Vec::new()).await;
    }
    if listening::is_awaited(app, &assistant, project.0, conversation.0).await? {
        let mut conn = app.lookups.acquire().await?;
        return Ok(answers::give_back(&mut conn, due, app.now() + HARK, due.failures).await?);
    }
    if let Some((channel, id)) = channel {
        attend(app, channel, id, &heard);
    }
    let speaker = app.live.speak(conversation);
    if due.is_stopped {
        app.live.stop(conversation);
    }
    let task = Task { project, conversation, kind: control.kind, assistant, heard };
    let Some(Answer { reply, effects }) = answer::answer(app, due, &task, &speaker).await? else { return Ok(()) };
    let Task { kind, assistant, heard, .. } = task;
    // Who tries an assistant is told at once what is wrong; a customer is answered late rather than not at all.
    let tries = if kind == kind::TEST { 1 } else { TRIES };
    let failures = due.failures + 1;
    let again = match reply.error() {
        Some(AssistantError::Stopped) => Some((app.now(), due.failures)),
        Some(error) if error.passes() && failures < tries => {
            Some((app.now() + PAUSE * 4_u32.pow(failures.unsigned_abs() - 1), failures))
        }
        _ => None,
    };
    if let Some((at, failures)) = again {
        return Ok(answers::give_back(&mut *app.lookups.acquire().await?, due, at, failures).await?);
    }
    let extracts = reply.error().is_none()
        && assistant.settings.extraction.as_ref().is_some_and(|extraction| extraction.when == When::Turn);
    let now = app.now();
    let mut happened = said(messages(reply, &assistant.failure_text, channel, &heard, now));
    happened.extend(effects.into_iter().filter_map(|effect| match effect {
        Effect::End => Some(EventKind::Ended { at: now, reason: Ending::Tool }),
        Effect::HandOver(reason) => {
            Some(EventKind::HandedOver { at: now, reason: Some(reason).filter(|reason| !reason.is_empty()) })
        }
        Effect::Set(..) => None,
    }));
    record(app, due, extracts, happened).await
}

fn said(messages: Vec<Message>) -> Vec<EventKind> {
    messages.into_iter().map(|message| EventKind::Said(Box::new(message))).collect()
}

/// Shows the customer that the message was read and an answer is coming; whether that succeeds changes nothing.
fn attend(app: &App, channel: &dyn channels::Channel, id: ChannelId, heard: &recent::Row) {
    let Some(account) = app.accounts.find(id) else { return };
    let Some(call) = heard.external_id.as_deref().and_then(|message| channel.attend(&account, message)) else { return };
    let Ok(request) = app.outbound.request(Method::POST, &call.url) else { return };
    let (outbound, request) = (app.outbound.clone(), request.bearer_auth(call.token.expose()).json(&call.body));
    app.tasks.spawn(async move {
        let _seen = tokio::time::timeout(COURTESY, outbound.send(request, 0)).await;
    });
}

/// The answer as messages that the channel can send. What a failure left unfinished is recorded, not sent; in its place
/// goes the apology, if there is one. Where nothing is sent it is one message, which those who listen find by name.
fn messages(
    reply: Reply,
    apology: &str,
    channel: Option<Sender>,
    heard: &recent::Row,
    now: OffsetDateTime,
) -> Vec<Message> {
    let mut message = reply.into_message(now);
    let Some((channel, id)) = channel else {
        message.external_id = Some(answers::external_id(heard.id));
        message.reply_to.clone_from(&heard.external_id);
        return vec![message];
    };
    let has_failed = message.error.is_some();
    let mut parts = channel.parts(if has_failed { apology } else { &message.body }).into_iter();
    if !has_failed && let Some(first) = parts.next() {
        message.body = first;
        to_send(&mut message, id);
    }
    let mut messages = vec![message];
    messages.extend(parts.map(|part| {
        let mut message = Message::new(Role::Assistant, "text", &part, now);
        to_send(&mut message, id);
        message
    }));
    messages
}

fn to_send(message: &mut Message, id: ChannelId) {
    message.status = Some("queued");
    message.work = Some(Work::Send(id));
}

/// Records what happened, which was paid for, and ends the claim.
async fn record(app: &App, due: &Due, extracts: bool, happened: Vec<EventKind>) -> anyhow::Result<()> {
    let (project, conversation) = (ProjectId(due.project_id), ConversationId(due.conversation_id));
    let event = |kind| Event { project, conversation: ConversationRef::Id(conversation), kind };
    let events = happened.into_iter().map(event).collect();
    let intake = Intake { project, delivery: None, events, received_at: app.now() };
    match app.recorder.insist(intake, Some(Claim::Answered { due: *due, extracts })).await {
        // Deleted, and the claim with it.
        Ok(_) | Err(RecordError::NoConversation) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
