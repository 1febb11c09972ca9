//! The provider `http`: an address of the adopter's own is sent what was said, signed, and answers.
//!
//! It answers with JSON, `{"text", "model", "usage", "cost"}`, of which only `text` is needed; or, to be heard as it
//! comes, with server-sent events of such objects whose texts follow each other, and what the last says of the rest.

use async_stream::try_stream;
use futures::Stream;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::history::Turn;
use super::openai::LONGEST;
use super::{AssistantError, Done, Piece, Question, sse};
use crate::domain::money::Nanos;
use crate::domain::text;
use crate::domain::usage::Usage;
use crate::outbound::Outbound;
use crate::signing::Secrets;

/// Most bytes that are read of an answer.
const WIRE: usize = 4 << 20;

/// An address that answers.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The whole address.
    pub url: String,
    /// What calls are signed with.
    pub secrets: Secrets,
}

/// A part of an answer, or a whole one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    text: String,
    model: Option<String>,
    usage: Option<Usage>,
    /// In the project's currency, as a number or as text.
    cost: Option<Box<RawValue>>,
}

/// The endpoint's answer to a question, in pieces.
pub(super) fn answer(
    outbound: Outbound,
    endpoint: Endpoint,
    question: Question,
    now: OffsetDateTime,
) -> impl Stream<Item = Result<Piece, AssistantError>> {
    try_stream! {
        let body = body(&question).to_string();
        let request = outbound.signed(Method::POST, &endpoint.url, &endpoint.secrets, &question.id, body, now)?;
        let mut answer = outbound.send(request.header("accept", "text/event-stream, application/json"), WIRE).await?;
        let status = answer.status();
        if !status.is_success() {
            Err(AssistantError::Refused { status: status.as_u16(), word: None })?;
        }
        let streams = answer.header(&CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/event-stream"));
        let (mut done, mut bytes, mut whole) = (Done { finish: Some("stop".to_owned()), ..Done::default() }, 0, Vec::new());
        let mut events = sse::Parser::default();
        let mut open = true;
        while open {
            let data = match answer.chunk().await? {
                Some(chunk) if streams => events.push(&chunk).map_err(|_| AssistantError::Garbled)?,
                Some(chunk) => {
                    whole.extend_from_slice(&chunk);
                    Vec::new()
                }
                None => {
                    open = false;
                    if streams { std::mem::take(&mut events).finish().into_iter().collect() } else { vec![std::mem::take(&mut whole)] }
                }
            };
            for data in data.into_iter().filter(|data| data.trim_ascii() != b"[DONE]") {
                let said: Said = serde_json::from_slice(&data).map_err(|_| AssistantError::Answer)?;
                let text = note(said, &mut done);
                bytes += text.len();
                if bytes > LONGEST {
                    Err(AssistantError::TooLong(LONGEST))?;
                }
                if !text.is_empty() {
                    yield Piece::Text(text);
                }
            }
        }
        yield Piece::Done(Box::new(done));
    }
}

fn body(question: &Question) -> serde_json::Value {
    let history: Vec<_> = question
        .turns
        .iter()
        .filter_map(|turn| match turn {
            Turn::Said { role, text } => Some(json!({"role": role, "text": text})),
            Turn::Called { .. } => None,
        })
        .collect();
    json!({
        "type": "answer.wanted",
        "id": question.id,
        "conversation": question.conversation,
        "system": question.system,
        "history": history,
        "variables": question.variables,
    })
}

/// Takes what is said of the answer, and gives its text.
fn note(said: Said, done: &mut Done) -> String {
    if let Some(model) = said.model {
        done.model = Some(text::clean(text::cut(&model, 200)));
    }
    done.usage = said.usage.unwrap_or(done.usage);
    if let Some(cost) = said.cost {
        let cost = Nanos::parse(cost.get().trim_matches('"')).ok();
        done.cost = cost.filter(|cost| (Nanos(0)..=Nanos::MOST_PER_MESSAGE).contains(cost));
    }
    text::clean(&said.text)
}
