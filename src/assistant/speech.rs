//! Speech into text and text into speech, by the audio addresses of an OpenAI-compatible API.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use serde_json::json;

use super::openai::Model;
use super::{AssistantError, Provider};
use crate::app::App;
use crate::domain::assistant::Speech;
use crate::store::assistants::Assistant;

/// Most bytes that are read of a transcript.
const TRANSCRIPT: usize = 256 << 10;

/// Longest wait for a transcript: a model listens to minutes of speech before it says a word.
const PATIENCE: Duration = Duration::from_secs(100);

/// Most bytes that are read of spoken text.
const SPOKEN: usize = 16 << 20;

/// The voice where none is named.
const VOICE: &str = "alloy";

/// Containers of speech that browsers record and APIs take, and the file's ending by which an API knows them.
const CONTAINERS: [(&str, &str); 6] = [
    ("audio/webm", "webm"),
    ("audio/ogg", "ogg"),
    ("audio/mp4", "mp4"),
    ("audio/mpeg", "mp3"),
    ("audio/wav", "wav"),
    ("audio/flac", "flac"),
];

#[derive(Deserialize)]
struct Transcript {
    text: String,
}

/// The type of a recording without its parameters, if it is one that can be transcribed.
#[must_use]
pub fn container(media_type: &str) -> Option<&'static str> {
    let essence = media_type.split(';').next()?.trim();
    CONTAINERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(essence)).map(|(known, _)| *known)
}

/// What was said in a recording; nothing where the assistant does not hear.
///
/// # Errors
/// As the API says.
pub async fn transcribe(
    app: &App,
    assistant: &Assistant,
    audio: Bytes,
    container: &'static str,
) -> Result<Option<String>, AssistantError> {
    let Some((model, speech)) = audio_of(app, assistant)? else { return Ok(None) };
    let Some(name) = speech.transcription_model else { return Ok(None) };
    let ending = CONTAINERS.iter().find(|(known, _)| *known == container).map_or("webm", |(_, ending)| ending);
    let length = u64::try_from(audio.len()).unwrap_or(u64::MAX);
    let part = Part::stream_with_length(audio, length).file_name(format!("speech.{ending}"));
    let part = part.mime_str(container).map_err(|_| AssistantError::Unheard)?;
    let form = Form::new().text("model", name).text("response_format", "json").part("file", part);
    let request = request(app, &model, "audio/transcriptions")?.multipart(form);
    let mut answer = app.outbound.send_within(request, TRANSCRIPT, PATIENCE).await?;
    if !answer.status().is_success() {
        return Err(AssistantError::Refused { status: answer.status().as_u16(), word: None });
    }
    let body = answer.whole().await?;
    let transcript: Transcript = serde_json::from_slice(&body).map_err(|_| AssistantError::Unheard)?;
    Ok(Some(transcript.text))
}

/// A text spoken, with its type; nothing where the assistant does not speak.
///
/// # Errors
/// As the API says.
pub async fn speak(
    app: &App,
    assistant: &Assistant,
    text: &str,
) -> Result<Option<(&'static str, Vec<u8>)>, AssistantError> {
    let Some((model, speech)) = audio_of(app, assistant)? else { return Ok(None) };
    let Some(name) = speech.speech_model else { return Ok(None) };
    let voice = speech.voice.unwrap_or_else(|| VOICE.to_owned());
    let body = json!({"model": name, "input": text, "voice": voice, "response_format": "mp3"});
    let mut answer = app.outbound.send(request(app, &model, "audio/speech")?.json(&body), SPOKEN).await?;
    if !answer.status().is_success() {
        return Err(AssistantError::Refused { status: answer.status().as_u16(), word: None });
    }
    let kind = answer.header(&CONTENT_TYPE).and_then(container).ok_or(AssistantError::Unheard)?;
    Ok(Some((kind, answer.whole().await?)))
}

/// The API of an assistant that hears or speaks.
fn audio_of(app: &App, assistant: &Assistant) -> Result<Option<(Model, Speech)>, AssistantError> {
    let Some(speech) = assistant.settings.speech.clone() else { return Ok(None) };
    match Provider::of(assistant, &app.sealer)? {
        Provider::OpenAi(model) => Ok(Some((model, speech))),
        Provider::Demo | Provider::Http(_) => Ok(None),
    }
}

fn request(app: &App, model: &Model, path: &str) -> Result<RequestBuilder, AssistantError> {
    let url = format!("{}/{path}", model.base_url.trim_end_matches('/'));
    let request = app.outbound.request(Method::POST, &url)?;
    Ok(match &model.key {
        Some(key) => request.bearer_auth(key.expose()),
        None => request,
    })
}
