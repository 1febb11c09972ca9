//! A chat that somebody holds the line for: what was said is recorded with the answer that is due, and whoever listens
//! hears that answer come, whichever node gives it.

use std::collections::VecDeque;
use std::time::Duration;

use uuid::Uuid;

use super::live::Listener;
use crate::app::App;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::message::{Message, Role, Work};
use crate::recorder::{Intake, RecordError};
use crate::store;
use crate::store::messages::recent::{self, Row};

/// How often the record is looked at for an answer that another node gives.
const LOOK: Duration = Duration::from_millis(500);

/// What somebody says to an assistant.
#[derive(Clone, Debug)]
pub struct Said {
    /// Whose record it is.
    pub project: ProjectId,
    /// The conversation, which exists.
    pub conversation: ConversationId,
    /// The message.
    pub text: String,
    /// The caller's own id of the message; with the same id it is said once, however often it is sent.
    pub client_id: Option<String>,
    /// What is to be kept with it, as JSON.
    pub content: Option<Box<serde_json::value::RawValue>>,
    /// What it is: `text`, or what the first of its files is.
    pub kind: &'static str,
    /// Files uploaded for it.
    pub files: Vec<Uuid>,
}

/// A message that is on record.
#[derive(Clone, Debug)]
pub struct Heard {
    /// As it was recorded.
    pub row: Row,
    /// Whether it was recorded just now.
    pub is_new: bool,
}

/// How a turn goes on.
#[derive(Debug)]
pub enum Progress {
    /// More text of the answer.
    Text(String),
    /// Tools were called, and that is committed; text that came before belongs to it.
    Called(Box<Row>),
    /// The answer or its failure is committed, or none is due; comes last.
    Answered(Option<Box<Row>>),
}

/// Why a turn did not come to its end. Sending it again with the same client id is safe.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// What was said could not be recorded.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The record could not be read.
    #[error(transparent)]
    Storage(#[from] sqlx::Error),
    /// The client id stands for another message.
    #[error("the client id was used for another message")]
    Differs,
    /// The program is asked to stop; whoever starts next answers.
    #[error("the program is stopping")]
    Stopping,
}

/// A message that is on record, and the answer that is due. Dropping it changes nothing.
pub struct Turn {
    app: App,
    said: Said,
    heard: Row,
    listener: Listener,
    /// Calls of tools that were not told yet, in order.
    called: VecDeque<Row>,
    /// The name of the newest that was read.
    newest: String,
    /// Whether to look at the record now.
    looks: bool,
    /// Whether the answer was told.
    is_over: bool,
}

/// Records what is said, and that it is to be answered; returns after the commit.
///
/// # Errors
/// [`Fault`], any but `Stopping`.
pub async fn say(app: &App, said: Said) -> Result<Turn, Fault> {
    // First, so that not a word is missed.
    let listener = app.live.listen(said.conversation);
    let heard = record(app, &said).await?.row;
    let newest = format!("round/{}", heard.id);
    Ok(Turn { app: app.clone(), said, heard, listener, called: VecDeque::new(), newest, looks: true, is_over: false })
}

/// Records what is said, and that it is to be answered, for somebody who hears the answer otherwise.
///
/// # Errors
/// As [`say`].
pub async fn record(app: &App, said: &Said) -> Result<Heard, Fault> {
    let mut message = Message::new(Role::User, said.kind, &said.text, app.now());
    let client_id = said.client_id.clone().unwrap_or_else(|| app.id().to_string());
    message.external_id = Some(format!("user/{client_id}"));
    message.content.clone_from(&said.content);
    message.files.clone_from(&said.files);
    message.work = Some(Work::Answer);
    let body = message.body.clone();
    let event = Event {
        project: said.project,
        conversation: ConversationRef::Id(said.conversation),
        kind: EventKind::Said(Box::new(message)),
    };
    let intake = Intake { project: said.project, delivery: None, events: vec![event], received_at: app.now() };
    let recorded = app.recorder.record(intake).await?;
    let written = recorded.written.first().copied().ok_or(RecordError::Unavailable)?;
    let id = written.message.ok_or(RecordError::NoConversation)?;
    let mut conn = app.lookups.acquire().await?;
    let heard = recent::find(&mut conn, said.project.0, said.conversation.0, id.0).await?;
    let heard = heard.ok_or(RecordError::NoConversation)?;
    if !written.fresh && heard.body != body {
        return Err(Fault::Differs);
    }
    Ok(Heard { row: heard, is_new: written.fresh })
}

/// Asks for the end of the answer that is due or under way, wherever; false when there is none.
///
/// # Errors
/// As the database says.
pub async fn stop(app: &App, project: ProjectId, conversation: ConversationId) -> sqlx::Result<bool> {
    let mut conn = app.lookups.acquire().await?;
    let stops = store::answers::stop(&mut conn, project.0, conversation.0).await?;
    app.live.stop(conversation);
    Ok(stops)
}

impl Turn {
    /// What was said, as it is on record.
    #[must_use]
    pub fn heard(&self) -> &Row {
        &self.heard
    }

    /// What comes next; nothing after the answer.
    ///
    /// # Errors
    /// [`Fault::Storage`] and [`Fault::Stopping`].
    pub async fn next(&mut self) -> Result<Option<Progress>, Fault> {
        while !self.is_over {
            if let Some(row) = self.called.pop_front() {
                return Ok(Some(Progress::Called(Box::new(row))));
            }
            self.looks |= self.listener.is_over();
            if !self.looks
                && let Some(text) = self.listener.text()
            {
                return Ok(Some(Progress::Text(text)));
            }
            if std::mem::take(&mut self.looks) {
                let (project, conversation) = (self.said.project.0, self.said.conversation.0);
                let mut conn = self.app.lookups.acquire().await?;
                let state = store::answers::state(&mut conn, project, conversation, self.heard.id).await?;
                let until = state.name.as_deref().and_then(store::answers::last_round);
                let until = until.unwrap_or_else(|| store::answers::round(Uuid::max(), 99));
                let rounds = recent::rounds(&mut conn, project, conversation, &self.newest, &until).await?;
                if let Some(name) = rounds.last().and_then(|last| last.external_id.clone()) {
                    self.newest = name;
                    self.called.extend(rounds);
                    // Tells of them, and looks again.
                    self.looks = true;
                    continue;
                }
                // Behind the calls that came before it, and before the answer that it is part of.
                if let Some(text) = self.listener.text() {
                    self.looks = true;
                    return Ok(Some(Progress::Text(text)));
                }
                if let Some(answer) = state.answer {
                    let row = recent::find(&mut conn, project, conversation, answer).await?;
                    self.is_over = true;
                    return Ok(Some(Progress::Answered(row.map(Box::new))));
                }
                if !state.is_due {
                    self.is_over = true;
                    return Ok(Some(Progress::Answered(None)));
                }
            }
            tokio::select! {
                () = self.listener.changed() => {}
                () = tokio::time::sleep(LOOK) => self.looks = true,
                () = self.app.stop.cancelled() => return Err(Fault::Stopping),
            }
        }
        Ok(None)
    }
}
