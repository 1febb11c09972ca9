//! The client for OpenAI-compatible chat completions, streamed unless an assistant's options say otherwise.

use async_stream::try_stream;
use futures::Stream;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::completion::{Completion, word};
use super::history::{Called, Turn};
use super::{AssistantError, Piece, Question, sse};
use crate::domain::account::Secret;
use crate::domain::message::Role;
use crate::outbound::{Answer, Outbound, OutboundError};

/// Most bytes that are read of an answer; a token takes some 300 on the wire.
const WIRE: usize = 16 << 20;

/// Most bytes that are read of a refusal.
const REFUSAL: usize = 64 << 10;

/// Longest text of one answer, in bytes.
pub const LONGEST: usize = 200_000;

/// A model at an address.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where the API begins, for example `https://api.openai.com/v1`; `/chat/completions` is added.
    pub base_url: String,
    /// The model's name.
    pub name: String,
    /// The bearer key, where one is needed.
    pub key: Option<Secret>,
}

/// The model's answer to a question, in pieces.
pub(super) fn answer(
    outbound: Outbound,
    model: Model,
    question: Question,
) -> impl Stream<Item = Result<Piece, AssistantError>> {
    try_stream! {
        let mut answer = outbound.send(request(&outbound, &model, &question, question.format.as_ref())?, WIRE).await?;
        if let (Some(format), 400 | 422 | 500) = (&question.format, answer.status().as_u16()) {
            // What does not know the form of today may know the one before.
            answer = outbound.send(request(&outbound, &model, &question, Some(&older(format)))?, WIRE).await?;
        }
        if !answer.status().is_success() {
            Err(refusal(&mut answer).await)?;
        }
        let (mut events, mut completion, mut bytes) = (sse::Parser::default(), Completion::default(), 0);
        let mut open = true;
        // Some do not stream even when they are asked to.
        if answer.header(&CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json")) {
            open = false;
            if let Some(text) = completion.take(&answer.whole().await?)? {
                if text.len() > LONGEST {
                    Err(AssistantError::TooLong(LONGEST))?;
                }
                yield Piece::Text(text);
            }
        }
        while open && !completion.is_closed() {
            let data = match answer.chunk().await {
                Ok(Some(chunk)) => events.push(&chunk).map_err(|_| AssistantError::Garbled)?,
                Ok(None) => {
                    open = false;
                    std::mem::take(&mut events).finish().into_iter().collect()
                }
                // The answer is whole; only its usage or the mark of the end is missing.
                Err(_) if completion.has_ended() => break,
                Err(error) => Err(error)?,
            };
            for data in data {
                if let Some(text) = completion.take(&data)? {
                    bytes += text.len();
                    if bytes > LONGEST {
                        Err(AssistantError::TooLong(LONGEST))?;
                    }
                    yield Piece::Text(text);
                }
            }
        }
        if !completion.has_begun() {
            Err(AssistantError::Garbled)?;
        }
        if !completion.has_ended() {
            Err(OutboundError::BrokeOff)?;
        }
        yield Piece::Done(Box::new(completion.into_done(&model.name)));
    }
}

/// A format as servers take it that know no `json_schema`, llama-cpp-python for one: the schema stands beside the type.
fn older(format: &Value) -> Value {
    json!({"type": "json_object", "schema": format["json_schema"]["schema"]})
}

fn request(
    outbound: &Outbound,
    model: &Model,
    question: &Question,
    format: Option<&Value>,
) -> Result<RequestBuilder, AssistantError> {
    let url = format!("{}/chat/completions", model.base_url.trim_end_matches('/'));
    let mut messages: Vec<Value> = Vec::with_capacity(question.turns.len() + 1);
    if !question.system.is_empty() {
        messages.push(json!({"role": "system", "content": question.system}));
    }
    for turn in &question.turns {
        match turn {
            Turn::Said { role, text } => {
                let role = if *role == Role::User { "user" } else { "assistant" };
                messages.push(json!({"role": role, "content": text}));
            }
            Turn::Called { text, calls } => told(&mut messages, text, calls),
        }
    }
    let streams = question.options.stream;
    let mut body = json!({"model": model.name, "messages": messages, "stream": streams});
    if streams {
        body["stream_options"] = json!({"include_usage": true});
    }
    if let Some(heat) = question.options.temperature {
        body["temperature"] = json!(heat);
    }
    if let Some(most) = question.options.max_output_tokens {
        body["max_tokens"] = json!(most);
    }
    if !question.tools.is_empty() {
        body["tools"] = json!(question.tools);
        // Said where it goes without saying, too: some take silence for `none`.
        body["tool_choice"] = json!(if question.must_say { "none" } else { "auto" });
    }
    if let Some(format) = format {
        body["response_format"] = format.clone();
    }
    let accepted = if streams { "text/event-stream" } else { "application/json" };
    let mut request = outbound.request(Method::POST, &url)?.header("accept", accepted).json(&body);
    if let Some(key) = &model.key {
        request = request.bearer_auth(key.expose());
    }
    Ok(request)
}

/// Calls of tools and their results, as the API wants to hear of them.
fn told(messages: &mut Vec<Value>, text: &str, calls: &[Called]) {
    let asked = calls.iter().map(
        |call| json!({"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}),
    );
    // No text is an empty one and not null, which some servers refuse.
    messages.push(json!({"role": "assistant", "content": text, "tool_calls": asked.collect::<Vec<_>>()}));
    messages.extend(calls.iter().map(|call| json!({"role": "tool", "tool_call_id": call.id, "content": call.result})));
}

async fn refusal(answer: &mut Answer) -> AssistantError {
    let status = answer.status().as_u16();
    let body: Value = serde_json::from_slice(&answer.beginning(REFUSAL).await).unwrap_or_default();
    AssistantError::Refused { status, word: word(&body["error"]) }
}
