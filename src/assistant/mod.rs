//! Answers: the newest turns of a conversation go to a provider, its answer comes back in pieces and is recorded.
//!
//! # Adding a provider
//! One file beside `openai.rs` that turns a [`Question`] into a stream of [`Piece`]s, one variant of [`Provider`],
//! and its name in the constraint `assistants_provider_known`.

mod answer;
pub mod chat;
pub mod completion;
mod compose;
pub mod cost;
pub mod demo;
pub mod endpoint;
mod error;
pub mod extraction;
pub mod history;
pub mod listening;
pub mod live;
pub mod openai;
pub mod prompt;
mod reply;
pub mod speech;
pub mod sse;
mod tools;
pub mod worker;

use futures::stream::{self, BoxStream, StreamExt as _};
use serde_json::{Map, Value};
use time::OffsetDateTime;

pub use error::AssistantError;

use crate::domain::account::Secret;
use crate::domain::assistant::Options;
use crate::domain::money::Nanos;
use crate::domain::usage::Usage;
use crate::outbound::Outbound;
use crate::seal::Sealer;
use crate::signing::Secrets;
use crate::store::assistants::Assistant;
use history::Turn;

/// What an assistant is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What it is told first; variables are filled in already.
    pub system: String,
    /// The conversation, oldest first; the last turn is to be answered.
    pub turns: Vec<Turn>,
    /// The conversation's variables, extracted ones over given ones.
    pub variables: Map<String, Value>,
    /// Names the question, also when it is asked once more.
    pub id: String,
    /// The conversation's id and type, for those who know it.
    pub conversation: Value,
    /// Options of the model.
    pub options: Options,
    /// Tools that may be called, as the API wants to hear of them.
    pub tools: Vec<Value>,
    /// Whether there must be an answer now rather than further calls.
    pub must_say: bool,
    /// The form that the answer must have, as the API wants to hear of it.
    pub format: Option<Value>,
}

/// A part of an answer as it comes.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// More text.
    Text(String),
    /// The end; comes once and last.
    Done(Box<Done>),
}

/// What is known at the end of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// Tokens as the provider counted them; zeros where it did not.
    pub usage: Usage,
    /// The model that answered, if one did.
    pub model: Option<String>,
    /// What it cost, where that is known.
    pub cost: Option<Nanos>,
    /// Why the model stopped, in its word: `stop`, `length`, `tool_calls`, `content_filter`, …
    pub finish: Option<String>,
    /// Tools that the model wants called, in order.
    pub calls: Vec<ToolCall>,
}

/// A tool that the model wants called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolCall {
    /// The provider's id of the call.
    pub id: String,
    /// The tool.
    pub name: String,
    /// The arguments as the model wrote them; JSON, unless the model erred.
    pub arguments: String,
}

/// Who answers.
#[derive(Clone, Debug)]
pub enum Provider {
    /// Nobody: the demo.
    Demo,
    /// An OpenAI-compatible chat completions API.
    OpenAi(openai::Model),
    /// An address of the adopter's own.
    Http(endpoint::Endpoint),
}

impl Provider {
    /// The provider of an assistant, its key opened.
    ///
    /// # Errors
    /// [`AssistantError::Incomplete`] and [`AssistantError::Key`], both for the operator to mend.
    pub fn of(assistant: &Assistant, sealer: &Sealer) -> Result<Self, AssistantError> {
        if assistant.provider == "demo" {
            return Ok(Self::Demo);
        }
        let base_url = assistant.base_url.clone().ok_or(AssistantError::Incomplete("base_url"))?;
        if assistant.provider == "http" {
            let secret = assistant.signing_secret.as_deref().ok_or(AssistantError::Incomplete("signing secret"))?;
            let secrets = Secrets::open(sealer, secret).map_err(|_| AssistantError::Key)?;
            return Ok(Self::Http(endpoint::Endpoint { url: base_url, secrets }));
        }
        let key = match &assistant.api_key {
            None => None,
            Some(key) => {
                let opened = sealer.unseal(key).map_err(|_| AssistantError::Key)?;
                Some(Secret::new(String::from_utf8(opened).map_err(|_| AssistantError::Key)?))
            }
        };
        Ok(Self::OpenAi(openai::Model {
            base_url,
            name: assistant.model.clone().ok_or(AssistantError::Incomplete("model"))?,
            key,
        }))
    }

    /// The model that is asked, if one is.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Demo | Self::Http(_) => None,
            Self::OpenAi(model) => Some(&model.name),
        }
    }

    /// The answer to a question. It ends with [`Piece::Done`] or with an error; what came before an error stands.
    #[must_use]
    pub fn answer(
        self,
        outbound: &Outbound,
        question: Question,
        now: OffsetDateTime,
    ) -> BoxStream<'static, Result<Piece, AssistantError>> {
        match self {
            Self::Demo => {
                let done = Done { cost: Some(Nanos(0)), finish: Some("stop".to_owned()), ..Done::default() };
                let pieces = demo::answer(&question.turns, &question.variables).into_iter().map(Piece::Text);
                stream::iter(pieces.chain([Piece::Done(Box::new(done))]).map(Ok)).boxed()
            }
            Self::OpenAi(model) => openai::answer(outbound.clone(), model, question).boxed(),
            Self::Http(endpoint) => endpoint::answer(outbound.clone(), endpoint, question, now).boxed(),
        }
    }
}
