//! One turn of a chat: what was said is recorded, then answered, then the answer is recorded, whoever still listens.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::compose::compose;
use crate::app::App;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::message::{Message, Role};
use crate::recorder::{Intake, RecordError, Recorded, Written};
use crate::store;
use crate::store::assistants::Assistant;
use crate::store::messages::recent::{self, Row};

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
    /// Who answers: nobody where answers are switched off, and `Gone` where the assistant no longer exists.
    pub by: Answerer,
}

/// Who answers.
#[derive(Clone, Debug)]
pub enum Answerer {
    /// Nobody: it is only recorded.
    Off,
    /// Nobody any more; that goes on record as a failed answer.
    Gone,
    /// An assistant.
    Assistant(Box<Assistant>),
}

/// How a turn goes on.
#[derive(Debug)]
pub enum Progress {
    /// What was said is committed; comes first.
    Heard(Box<Row>),
    /// More text of the answer.
    Text(String),
    /// The answer or its failure is committed, or none is due; comes last.
    Answered(Option<Box<Row>>),
}

/// Why a turn did not come to its end. Sending it again with the same client id is safe.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Something could not be recorded.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The record could not be read.
    #[error(transparent)]
    Storage(#[from] sqlx::Error),
    /// The client id stands for another message.
    #[error("the client id was used for another message")]
    Differs,
}

/// Runs a turn to its end on a task of its own and tells how it goes on. A listener that goes away changes nothing.
///
/// The channel is unbounded because the answer is not: [`super::openai::LONGEST`] bounds what can lie in it, and a
/// listener that reads slowly must not hold up the model.
#[must_use]
pub fn converse(app: &App, said: Said) -> UnboundedReceiver<Result<Progress, Fault>> {
    let (tell, told) = unbounded_channel();
    let app = app.clone();
    app.tasks.clone().spawn(async move {
        if let Err(fault) = turn(&app, said, &tell).await {
            if !matches!(fault, Fault::Differs) {
                tracing::warn!(error = %fault, "A turn of a chat was not recorded to its end.");
            }
            let _gone = tell.send(Err(fault));
        }
    });
    told
}

type Listener = UnboundedSender<Result<Progress, Fault>>;

async fn turn(app: &App, said: Said, tell: &Listener) -> Result<(), Fault> {
    let (project, conversation) = (said.project, said.conversation);
    let mut message = Message::new(Role::User, "text", &said.text, app.now());
    let client_id = said.client_id.unwrap_or_else(|| app.id().to_string());
    message.external_id = Some(format!("user/{client_id}"));
    let body = message.body.clone();
    let written = only(&app.recorder.record(intake(app, project, conversation, message)).await?)?;
    let heard = read(app, project, conversation, written).await?;
    if !written.fresh && heard.body != body {
        return Err(Fault::Differs);
    }
    let _gone = tell.send(Ok(Progress::Heard(Box::new(heard.clone()))));
    // One answer for each message: what was answered before is not asked again, and of two answers given at the same
    // time the first is the record.
    let external_id = format!("answer/{}", heard.id);
    let known = earlier(app, project, conversation, &external_id, written.fresh).await?;
    let answered = match (known, said.by) {
        (Some(row), _) => Some(row),
        (None, Answerer::Off) => None,
        (None, by) => {
            let assistant = if let Answerer::Assistant(assistant) = by { Some(assistant) } else { None };
            let listening = |text| drop(tell.send(Ok(Progress::Text(text))));
            let reply = compose(app, project, conversation, assistant.as_deref(), &heard, listening).await?;
            let mut answer = reply.into_message(app.now());
            answer.external_id = Some(external_id);
            answer.reply_to.clone_from(&heard.external_id);
            // It was paid for.
            let written = only(&app.recorder.insist(intake(app, project, conversation, answer), None).await?)?;
            Some(read(app, project, conversation, written).await?)
        }
    };
    let _gone = tell.send(Ok(Progress::Answered(answered.map(Box::new))));
    Ok(())
}

async fn earlier(
    app: &App,
    project: ProjectId,
    conversation: ConversationId,
    external_id: &str,
    fresh: bool,
) -> sqlx::Result<Option<Row>> {
    if fresh {
        return Ok(None);
    }
    let mut conn = app.pool.acquire().await?;
    let found = store::messages::record::existing(&mut conn, project.0, conversation.0, external_id).await?;
    match found {
        Some((id, _)) => recent::find(&mut conn, project.0, conversation.0, id).await,
        None => Ok(None),
    }
}

async fn read(app: &App, project: ProjectId, conversation: ConversationId, written: Written) -> Result<Row, Fault> {
    let id = written.message.ok_or(RecordError::NoConversation)?;
    let mut conn = app.pool.acquire().await?;
    let row = recent::find(&mut conn, project.0, conversation.0, id.0).await?;
    row.ok_or(Fault::Record(RecordError::NoConversation))
}

fn intake(app: &App, project: ProjectId, conversation: ConversationId, message: Message) -> Intake {
    let event =
        Event { project, conversation: ConversationRef::Id(conversation), kind: EventKind::Said(Box::new(message)) };
    Intake { project, delivery: None, events: vec![event], received_at: app.now() }
}

fn only(recorded: &Recorded) -> Result<Written, RecordError> {
    recorded.written.first().copied().ok_or(RecordError::Unavailable)
}
