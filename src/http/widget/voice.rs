//! Speech of visitors into text, and answers spoken, where the browser cannot do it by itself. What is said is recorded
//! by `/messages` and nowhere else; sound is not kept.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::begin;
use super::messages::LONGEST;
use super::visitor::Visitor;
use crate::app::App;
use crate::assistant::{AssistantError, speech};
use crate::domain::widget::Mode;
use crate::http::error::Error;
use crate::http::extract::{Body, Json};
use crate::http::faults::Faults;
use crate::store::assistants::Assistant;

/// Largest recording, in bytes: some five minutes of what browsers record.
pub(super) const LARGEST: usize = 4 << 20;

#[derive(Debug, Serialize)]
pub(super) struct Transcript {
    text: String,
}

/// What is said in a recording.
pub(super) async fn transcribe(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(audio): Body,
) -> Result<axum::Json<Transcript>, Error> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let container = given.and_then(speech::container).ok_or(Error::Unsupported("audio/webm, ogg, mp4, mpeg or wav"))?;
    let assistant = listener(&app, &visitor).await?;
    let text = speech::transcribe(&app, &assistant, audio, container).await.map_err(|error| failed(&error))?;
    let text = text.ok_or(Error::NotFound("transcription by this chat's assistant"))?;
    Ok(axum::Json(Transcript { text }))
}

/// What is to be spoken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spoken {
    text: String,
}

/// A text spoken.
pub(super) async fn speak(
    State(app): State<App>,
    visitor: Visitor,
    Json(spoken): Json<Spoken>,
) -> Result<Response, Error> {
    let mut faults = Faults::default();
    faults.length("text", &spoken.text, 1, LONGEST);
    faults.unless(())?;
    let assistant = listener(&app, &visitor).await?;
    let (kind, sound) = speech::speak(&app, &assistant, &spoken.text)
        .await
        .map_err(|error| failed(&error))?
        .ok_or(Error::NotFound("speech by this chat's assistant"))?;
    Ok(([(header::CONTENT_TYPE, kind)], sound).into_response())
}

/// Who hears and speaks, counted as a message is: somebody pays for it.
async fn listener(app: &App, visitor: &Visitor) -> Result<Assistant, Error> {
    visitor.pace(app)?;
    let is_aloud = visitor.widget.settings.mode == Mode::VoiceChat;
    let assistant = if is_aloud { begin::assistant(app, &visitor.widget).await? } else { None };
    assistant.ok_or(Error::NotFound("speech in this chat; its mode is not `voice_chat`"))
}

/// The visitor learns that it failed; why is for the operator.
fn failed(error: &AssistantError) -> Error {
    metrics::counter!("verbatim_speech_failures_total", "kind" => error.kind()).increment(1);
    tracing::warn!(error = %error, "Speech was not transcribed or spoken.");
    Error::Unspoken
}
