//! Messages of the test chat: sent, answered whole or in pieces, and read again.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::said::SaidMessage;
use super::stream;
use crate::app::App;
use crate::assistant::chat::{self, Progress, Said};
use crate::domain::id::ConversationId;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;
use crate::store;

/// Most messages that the history shows, the newest ones.
const HISTORY: i64 = 500;

/// What the tester says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTestMessage {
    /// 1 to 2,000 characters.
    #[schema(example = "Where is my order 48213?", min_length = 1, max_length = 2000)]
    pub message: String,
    /// Your own id of the message, up to 200 characters. Sent again with the same id, it is recorded and answered once.
    #[serde(default)]
    #[schema(example = "m-1", max_length = 200)]
    pub client_id: Option<String>,
}

/// One turn: what was said and what was answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Turn {
    /// What the tester said.
    pub message: SaidMessage,
    /// Tools that were called on the way, with what came of them.
    pub tool_calls: Vec<SaidMessage>,
    /// The answer; one that failed has its `error`. Null when answers are switched off (`ai_enabled`).
    pub answer: Option<SaidMessage>,
}

/// Everything said in a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct History {
    /// Oldest first; of a long session the newest 500.
    pub data: Vec<SaidMessage>,
}

/// Send a message and get the answer
///
/// The message is committed before the assistant is asked, the answer before it is reported whole. A caller that
/// hangs up stops neither. With `Accept: text/event-stream` the answer comes in pieces: `message` (what was said, as
/// recorded), then `delta` events (`{"text": …}`) and `tool_calls` (calls with results, as recorded), then `done` with the recorded answer, or `error` with the answer
/// as far as it came or a problem. Without it, an answer that takes longer than the server lets a request take is not
/// reported, but recorded: send the message again with the same `client_id`.
#[utoipa::path(
    post, path = "/test-chat/sessions/{id}/messages", operation_id = "send_test_message", tag = "test chat",
    params(("id" = Uuid, Path, description = "The session's `conversation_id`")),
    request_body(content = NewTestMessage, example = json!({"message": "Where is my order 48213?", "client_id": "m-1"})),
    responses(
        (status = 200, description = "Recorded and answered", content((Turn = "application/json"), (String = "text/event-stream"))),
        (status = 404, description = "No such test session", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The client id stands for another message", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn send(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
    Json(new): Json<NewTestMessage>,
) -> Result<Response, Error> {
    let mut faults = Faults::default();
    faults.length("message", &new.message, 1, 2000);
    if new.message.trim().is_empty() {
        faults.add("message", "says nothing; write something");
    }
    if let Some(client_id) = &new.client_id {
        faults.length("client_id", client_id, 1, 200);
    }
    faults.unless(())?;
    super::session(&app, &caller, id).await?;
    let said = Said {
        project: caller.project,
        conversation: ConversationId(id),
        text: new.message,
        client_id: new.client_id.as_deref().map(crate::domain::text::clean),
        content: None,
        kind: "text",
        files: Vec::new(),
    };
    let mut turn = chat::say(&app, said).await?;
    let accepts = |value: &header::HeaderValue| value.to_str().is_ok_and(|value| value.contains("text/event-stream"));
    if headers.get_all(header::ACCEPT).iter().any(accepts) {
        return Ok(stream::answer(turn).into_response());
    }
    let mut tool_calls = Vec::new();
    while let Some(progress) = turn.next().await? {
        match progress {
            Progress::Text(_) => {}
            Progress::Called(row) => tool_calls.push(SaidMessage::from(*row)),
            Progress::Answered(answer) => {
                let message = SaidMessage::from(turn.heard().clone());
                let answer = answer.map(|row| SaidMessage::from(*row));
                return Ok(axum::Json(Turn { message, tool_calls, answer }).into_response());
            }
        }
    }
    Err(Error::Unavailable(1))
}

/// Whether there was an answer to stop.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stopped {
    /// False when none was due or under way.
    pub stopped: bool,
}

/// Stop the answer
///
/// What was said of it so far is recorded as the answer, with the `finish_reason` `stopped`.
#[utoipa::path(
    post, path = "/test-chat/sessions/{id}/stop", operation_id = "stop_test_answer", tag = "test chat",
    params(("id" = Uuid, Path, description = "The session's `conversation_id`")),
    responses(
        (status = 200, description = "Asked for", body = Stopped, example = json!({"stopped": true})),
        (status = 404, description = "No such test session", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn stop(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<axum::Json<Stopped>, Error> {
    super::session(&app, &caller, id).await?;
    let stopped = chat::stop(&app, caller.project, ConversationId(id)).await?;
    Ok(axum::Json(Stopped { stopped }))
}

/// Read what was said
#[utoipa::path(
    get, path = "/test-chat/sessions/{id}/messages", operation_id = "list_test_messages", tag = "test chat",
    params(("id" = Uuid, Path, description = "The session's `conversation_id`")),
    responses(
        (status = 200, description = "Oldest first", body = History),
        (status = 404, description = "No such test session", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<axum::Json<History>, Error> {
    super::session(&app, &caller, id).await?;
    let mut conn = app.pool.acquire().await?;
    let rows = store::messages::recent::list(&mut conn, caller.project.0, id, None, HISTORY).await?;
    Ok(axum::Json(History { data: rows.into_iter().rev().map(SaidMessage::from).collect() }))
}
