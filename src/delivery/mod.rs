//! Sends what is due: messages in the outbox, one after the other in each conversation. No message is sent a second
//! time while the platform may have the first: a call whose answer was lost leaves it uncertain.

mod file;
mod pace;

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use sqlx::Connection as _;

use crate::app::App;
use crate::channels;
use crate::domain::account::Account;
use crate::domain::event::{ConversationRef, Event, EventKind, Sent};
use crate::domain::id::{ChannelId, ConversationId, MessageId, ProjectId};
use crate::domain::outgoing::{Content, Outgoing, SESSION_EXPIRED, Verdict};
use crate::outbound::OutboundError;
use crate::recorder::{Intake, RecordError};
use crate::store;
use crate::store::messages::recent;
use crate::store::outbox::{self, Due};

/// Calls under way at once on one node.
const AT_ONCE: usize = 32;

/// Longest wait for the platform's answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// After this time without a word a node that is sending is taken for dead.
const LEASE: Duration = Duration::from_secs(90);

/// How often a message is tried that the platform would take later.
const TRIES: i32 = 12;

/// How often a message in doubt is tried at all, where its channel has it sent once more.
const RESENDS: i32 = 3;

/// Most bytes that are read of an answer.
const ANSWER: usize = 64 << 10;

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    crate::work::run(app, AT_ONCE, |app, most| async move { claim(&app, most).await }, serve).await;
}

/// Claims up to `most` messages that are due; what a dead node was sending is in doubt from now on.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(app: &App, most: i64) -> sqlx::Result<Vec<Due>> {
    let now = app.now();
    let mut conn = app.lookups.acquire().await?;
    let doubtful = outbox::doubt(&mut conn, now, "the program ended while it was sending").await?;
    if doubtful > 0 {
        tracing::warn!(
            messages = doubtful,
            "Messages may have been sent or not: a status will tell, or a person decides."
        );
    }
    let resent = outbox::resume(&mut conn, now, RESENDS).await?;
    if resent > 0 {
        tracing::warn!(messages = resent, "Messages in doubt are sent once more, as their channel's setting says.");
    }
    let mut tx = conn.begin().await?;
    let claimed = outbox::claim(&mut tx, now, now + LEASE, most).await?;
    let claimed = pace::keep(&mut tx, claimed, now).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Sends one message and notes what became of it.
pub async fn serve(app: App, due: Due) {
    if let Err(error) = send(&app, &due).await {
        // The claim lapses, and the message is in doubt then: it may have been accepted.
        tracing::warn!(message.id = %due.message_id, error = format!("{error:#}"), "What became of a message was not recorded.");
    }
}

async fn send(app: &App, due: &Due) -> anyhow::Result<()> {
    let verdict = match prepare(app, due).await {
        Ok(Some(ready)) => match ready.complete(app, due).await? {
            Some(Ok(ready)) => ready.send(app, due).await,
            Some(Err(verdict)) => verdict,
            // Claimed by another node, or taken out by a person.
            None => return Ok(()),
        },
        // Deleted, and its place in the outbox with it.
        Ok(None) => return Ok(()),
        Err(verdict) => verdict,
    };
    let outcome = match verdict {
        Verdict::Accepted { external_id } => Ok(external_id),
        Verdict::Refused { error } => Err(error),
        Verdict::Later { error, .. } if due.tries >= TRIES => Err(error),
        Verdict::Later { error, after } => {
            // Spread by chance, which an id has in its last bytes, so that not all come back at the same moment.
            let after = after.mul_f64(1.0 + f64::from(due.message_id.as_bytes()[15]) / 512.0);
            return give_back(app, due, "due", after, &error).await;
        }
        Verdict::Unclear { error } => return give_back(app, due, "uncertain", Duration::ZERO, &error).await,
    };
    let word = if outcome.is_ok() { "accepted" } else { "refused" };
    metrics::counter!("verbatim_sent_total", "outcome" => word).increment(1);
    let sent =
        Sent { message: MessageId(due.message_id), channel: ChannelId(due.channel_id), claim: due.claim, outcome };
    record(app, due, sent).await
}

async fn give_back(app: &App, due: &Due, state: &str, after: Duration, error: &str) -> anyhow::Result<()> {
    metrics::counter!("verbatim_sent_total", "outcome" => if state == "due" { "later" } else { "uncertain" })
        .increment(1);
    let mut conn = app.lookups.acquire().await?;
    Ok(outbox::give_back(&mut conn, due, state, app.now() + after, error).await?)
}

/// A message that can be sent.
struct Ready {
    channel: &'static dyn channels::Channel,
    account: Arc<Account>,
    outgoing: Outgoing,
}

impl Ready {
    /// With the platform's id of its file, if it has one; nothing when the claim was lost meanwhile.
    async fn complete(mut self, app: &App, due: &Due) -> sqlx::Result<Option<Result<Self, Verdict>>> {
        let Some(file) = self.outgoing.content.file() else { return Ok(Some(Ok(self))) };
        let handed = file::hand_over(app, due, self.channel, &self.account, file).await?;
        Ok(handed.map(|handed| {
            self.outgoing.file = Some(handed?);
            Ok(self)
        }))
    }

    async fn send(self, app: &App, due: &Due) -> Verdict {
        let refused = |error: &str| Verdict::Refused { error: error.to_owned() };
        let call = match self.channel.call(&self.account, &self.outgoing) {
            Ok(call) => call,
            Err(error) => return refused(error),
        };
        let request = match app.outbound.request(Method::POST, &call.url) {
            Ok(request) => request.bearer_auth(call.token.expose()).json(&call.body),
            Err(error) => return refused(&error.to_string()),
        };
        let exchange = async {
            let mut answer = app.outbound.send(request, ANSWER).await?;
            let status = answer.status().as_u16();
            Ok::<_, OutboundError>((status, answer.beginning(ANSWER).await))
        };
        let tries = due.tries.unsigned_abs().saturating_sub(1);
        match tokio::time::timeout(PATIENCE, exchange).await {
            Ok(Ok((status, body))) => self.channel.verdict(status, &body, tries),
            Ok(Err(error @ OutboundError::Unreachable)) => {
                Verdict::Later { error: error.to_string(), after: Duration::from_secs(10) }
            }
            Ok(Err(error @ (OutboundError::Private | OutboundError::NotHttp))) => {
                Verdict::Refused { error: error.to_string() }
            }
            Ok(Err(error)) => Verdict::Unclear { error: error.to_string() },
            Err(_late) => Verdict::Unclear { error: OutboundError::TimedOut.to_string() },
        }
    }
}

/// Looks up what the call needs; nothing when the message was deleted, a verdict when it cannot be sent.
async fn prepare(app: &App, due: &Due) -> Result<Option<Ready>, Verdict> {
    let refused = |error: &str| Verdict::Refused { error: error.to_owned() };
    let read = async {
        let mut conn = app.lookups.acquire().await?;
        let message = recent::find(&mut conn, due.project_id, due.conversation_id, due.message_id).await?;
        let reach = store::conversations::control::reach(&mut conn, due.project_id, due.conversation_id).await?;
        Ok::<_, sqlx::Error>(message.zip(reach))
    };
    let later = |_| Verdict::Later { error: "the database does not answer".to_owned(), after: Duration::from_secs(5) };
    let Some((message, reach)) = read.await.map_err(later)? else { return Ok(None) };
    let account = app.accounts.find(ChannelId(due.channel_id)).ok_or_else(|| refused("the channel is gone or off"))?;
    let channel = channels::find(&account.kind).ok_or_else(|| refused("the channel is gone or off"))?;
    let is_closed = channel.window().is_some() && reach.window_closes_at.is_none_or(|closes_at| closes_at <= app.now());
    if is_closed && !channel.is_for_closed_windows(&message.kind) {
        return Err(refused(SESSION_EXPIRED));
    }
    let outgoing = Outgoing {
        to: reach.aliases,
        content: Content::of(&message.kind, &message.body, message.content.as_deref()),
        file: None,
        reply_to: message.reply_to,
        opaque: due.message_id,
    };
    Ok(Some(Ready { channel, account, outgoing }))
}

async fn record(app: &App, due: &Due, sent: Sent) -> anyhow::Result<()> {
    let project = ProjectId(due.project_id);
    let conversation = ConversationRef::Id(ConversationId(due.conversation_id));
    let events = vec![Event { project, conversation, kind: EventKind::Sent(sent) }];
    let intake = Intake { project, delivery: None, events, received_at: app.now() };
    match app.recorder.insist(intake, None).await {
        // Deleted, and its place in the outbox with it.
        Ok(_) | Err(RecordError::NoConversation) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
