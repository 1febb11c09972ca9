//! Sessions of the test chat: begun with preset variables, ended when done.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::controls;
use super::super::said::SaidMessage;
use crate::app::App;
use crate::assistant::prompt;
use crate::domain::conversation::{Ending, Opening, kind};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{AssistantId, ConversationId};
use crate::domain::message::{Message, Role};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;
use crate::http::variables;
use crate::recorder::Intake;
use crate::store;

/// Whom to try, and what it is to know.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Who answers; the project's demo assistant if left out.
    #[serde(default)]
    pub assistant_id: Option<AssistantId>,
    /// Variables by name, as a form before the chat would ask for; any JSON values.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"name": "Ana", "plan": "pro"}))]
    pub variables: Map<String, Value>,
}

/// A session that has begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// The conversation that records it.
    pub conversation_id: ConversationId,
    /// Always `test`.
    #[serde(rename = "type")]
    #[schema(example = "test")]
    pub kind: &'static str,
    /// Who answers.
    pub assistant: SessionAssistant,
    /// The variables given.
    #[schema(value_type = Object, example = json!({"name": "Ana", "plan": "pro"}))]
    pub variables: Map<String, Value>,
    /// What was said so far: the assistant's welcome, if it has one.
    pub history: Vec<SaidMessage>,
}

/// The assistant of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionAssistant {
    /// Its id.
    pub id: AssistantId,
    /// Its name.
    #[schema(example = "Demo (answers without a model)")]
    pub name: String,
    /// `demo` or `openai`.
    #[schema(example = "demo")]
    pub provider: String,
}

/// Begin a test session
///
/// The session is recorded at once as a conversation of type `test`, which totals leave out unless asked for.
#[utoipa::path(
    post, path = "/test-chat/sessions", operation_id = "begin_test_session", tag = "test chat",
    request_body(content = NewSession, example = json!({"variables": {"name": "Ana", "plan": "pro"}})),
    responses(
        (status = 201, description = "Begun and recorded", body = Session),
    ),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewSession>,
) -> Result<(StatusCode, axum::Json<Session>), Error> {
    let mut faults = Faults::default();
    variables::check(&mut faults, &new.variables);
    faults.unless(())?;
    let mut conn = app.pool.acquire().await?;
    let project = caller.project;
    let assistant = match new.assistant_id {
        Some(id) => store::assistants::find(&mut conn, project.0, id.0)
            .await?
            .ok_or_else(|| Error::field("assistant_id", "names no assistant of this project; see /api/v1/assistants")),
        None => store::assistants::demo(&mut conn, project.0)
            .await?
            .ok_or_else(|| Error::field("assistant_id", "is needed, since this project has no demo assistant")),
    }?;
    drop(conn);
    let now = app.now();
    let opening = Opening {
        kind: kind::TEST.to_owned(),
        key: app.id().to_string(),
        external_identifier: None,
        assistant: Some(AssistantId(assistant.id)),
        channel: None,
        environment: None,
        customer: None,
    };
    let mut happened = vec![EventKind::Began { at: now }];
    happened.extend(variables::set(new.variables.clone(), now));
    let welcome = prompt::fill(&assistant.settings.welcome_text, &new.variables);
    if !welcome.is_empty() {
        let mut message = Message::new(Role::Assistant, "text", &welcome, now);
        message.external_id = Some("welcome".to_owned());
        happened.push(EventKind::Said(Box::new(message)));
    }
    let events = happened.into_iter().map(|kind| Event {
        project,
        conversation: ConversationRef::Thread(opening.clone()),
        kind,
    });
    let events = events.collect();
    let recorded = app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?;
    let begun = recorded.written.first().and_then(|written| written.conversation).ok_or(Error::Unavailable(1))?;
    let mut conn = app.pool.acquire().await?;
    let said = store::messages::recent::list(&mut conn, project.0, begun.0, None, 1).await?;
    let session = Session {
        conversation_id: begun,
        kind: kind::TEST,
        assistant: SessionAssistant {
            id: AssistantId(assistant.id),
            name: assistant.name,
            provider: assistant.provider,
        },
        variables: new.variables,
        history: said.into_iter().map(SaidMessage::from).collect(),
    };
    Ok((StatusCode::CREATED, axum::Json(session)))
}

/// End a test session
///
/// It stays on record. Ending it again changes nothing; a further message has it go on.
#[utoipa::path(
    post, path = "/test-chat/sessions/{id}/end", operation_id = "end_test_session", tag = "test chat",
    params(("id" = Uuid, Path, description = "The session's `conversation_id`")),
    responses(
        (status = 200, description = "Ended", body = controls::Controls),
        (status = 404, description = "No such test session", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<controls::Controls>, Error> {
    let control = super::session(&app, &caller, id).await?;
    controls::end_now(&app, &caller, id, control, Ending::Visitor).await.map(axum::Json)
}
