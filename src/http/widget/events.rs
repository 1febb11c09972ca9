//! What happens in the visitor's conversation, as server-sent events: messages as they are recorded, the answer under
//! way in pieces, and how the conversation stands.
//!
//! The record is the truth: a stream that breaks is taken up behind the last message that was seen, on any node. What
//! was recorded shortly before that is told again, since of two messages recorded in the same moment the later id may
//! have become visible first; the browser knows messages by their ids.

use std::collections::HashSet;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::messages;
use super::shown::Conversation;
use super::visitor::Visitor;
use crate::app::App;
use crate::assistant::live::Listener;
use crate::domain::id::{ConversationId, ProjectId};
use crate::feed::Watcher;
use crate::http::error::Error;
use crate::store;

/// How far back is looked for what became visible late.
const OVERLAP: time::Duration = time::Duration::seconds(10);

/// Messages that one look reads.
const AT_ONCE: i64 = 200;

/// Between two signs of life.
const SIGN: Duration = Duration::from_secs(15);

/// After this time the browser has to come again and show its token.
const LIFE: Duration = Duration::from_hours(1);

/// The place that a stream has come to.
struct Seen {
    app: App,
    project: ProjectId,
    conversation: ConversationId,
    listener: Listener,
    watcher: Watcher,
    /// When the newest message was said that was told.
    newest: OffsetDateTime,
    /// Messages that were told and may be read again.
    told: HashSet<Uuid>,
    state: Option<Conversation>,
    /// The answer under way, counted from one, and how much of it was told, in UTF-16 units.
    turn: (u64, usize),
}

#[derive(Serialize)]
struct Delta {
    turn: String,
    from: usize,
    text: String,
}

/// Tells what happens from the message on that the header `Last-Event-ID` names.
pub(super) async fn events(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, axum::Error>>>, Error> {
    let (project, conversation) = (visitor.project, visitor.conversation()?);
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let last = match last.filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(Uuid::parse_str(text).map_err(|_| Error::field("Last-Event-ID", "is no id of a message"))?),
    };
    // First, so that nothing is missed.
    let (listener, watcher) = (app.live.listen(conversation), app.feed.watch(project, conversation));
    let mut conn = app.lookups.acquire().await?;
    let newest = match last {
        Some(id) => store::widgets::said::find(&mut conn, project.0, conversation.0, id).await?.map(|row| row.sent_at),
        None => None,
    };
    drop(conn);
    let newest = newest.unwrap_or(OffsetDateTime::UNIX_EPOCH + OVERLAP);
    let told = HashSet::new();
    let mut seen = Seen { app, project, conversation, listener, watcher, newest, told, state: None, turn: (0, 0) };
    let events = async_stream::stream! {
        let end = tokio::time::Instant::now() + LIFE;
        let mut looks = true;
        loop {
            if std::mem::take(&mut looks) {
                // What cannot be read now is read by the stream that the browser opens next.
                let Ok(news) = seen.look().await else { break };
                for event in news {
                    yield event;
                }
            }
            while let Some(delta) = seen.delta() {
                yield event("delta").json_data(delta);
            }
            tokio::select! {
                () = seen.watcher.changed() => looks = true,
                () = seen.listener.changed() => looks = seen.listener.is_over(),
                () = tokio::time::sleep_until(end) => break,
                () = seen.app.stop.cancelled() => break,
            }
        }
    };
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN)))
}

fn event(name: &'static str) -> Event {
    Event::default().event(name)
}

impl Seen {
    /// What is new on record.
    async fn look(&mut self) -> Result<Vec<Result<Event, axum::Error>>, Error> {
        let mut conn = self.app.lookups.acquire().await?;
        let mut news = Vec::new();
        loop {
            let from = self.newest - OVERLAP;
            let rows =
                store::widgets::said::since(&mut conn, self.project.0, self.conversation.0, from, AT_ONCE).await?;
            let is_all = rows.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
            let before = self.newest;
            let mut told = HashSet::new();
            for message in messages::shown(&mut conn, self.project, rows).await? {
                self.newest = self.newest.max(message.at);
                told.insert(message.id);
                if !self.told.contains(&message.id) {
                    news.push(event("message").id(message.id.to_string()).json_data(message));
                }
            }
            self.told = told;
            if is_all || self.newest == before {
                break;
            }
        }
        let state = Conversation::find(&mut conn, self.project, self.conversation).await?;
        if self.state.as_ref() != Some(&state) {
            news.push(event("state").json_data(&state));
            self.state = Some(state);
        }
        Ok(news)
    }

    /// More of the answer under way.
    fn delta(&mut self) -> Option<Delta> {
        let text = self.listener.text()?;
        let turn = self.listener.turn();
        if self.turn.0 != turn {
            self.turn = (turn, 0);
        }
        let from = self.turn.1;
        self.turn.1 += text.encode_utf16().count();
        Some(Delta { turn: turn.to_string(), from, text })
    }
}
