//! What may be said of an assistant, and what it must be.

use serde::Deserialize;
use serde_json::json;
use sqlx::types::Json;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::patch::Patch;
use super::super::prices::tokens;
use super::rules::{check_key, checked};
use super::settings::Given;
use crate::domain::assistant::{Builtin, Extraction, Limits, Options, Settings, Speech, Tool};
use crate::http::error::Error;
use crate::seal::Sealer;
use crate::signing::Secrets;
use crate::store::assistants::Assistant as Row;

/// Who does the answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = AssistantProvider)]
pub enum Provider {
    /// Answers without any model.
    Demo,
    /// Anything that speaks OpenAI's chat completions.
    OpenAi,
    /// An address of the adopter's own, which is sent what was said and answers.
    Http,
}

impl Provider {
    /// The word in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::OpenAi => "openai",
            Self::Http => "http",
        }
    }
}

/// An assistant to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAssistant)]
pub struct New {
    /// What people call it, 1 to 100 characters.
    #[schema(example = "Support")]
    name: String,
    /// Who does the answering.
    provider: Provider,
    /// Where the model's API begins; `openai` needs it. With `http` the whole address that is called.
    #[schema(example = "https://api.openai.com/v1")]
    base_url: Option<String>,
    /// The model; `openai` needs it.
    #[schema(example = "gpt-4o-mini")]
    model: Option<String>,
    /// What it is told first, at most 20,000 characters; may name variables as `{{name}}`.
    #[schema(example = "You help customers of a bicycle shop.")]
    #[serde(default)]
    system_prompt: String,
    /// What a customer is told when the model failed for good, at most 1,000 characters; nothing if left out. The
    /// failure is on record all the same.
    #[schema(example = "Sorry, I cannot answer just now. Please try again in a few minutes.")]
    #[serde(default)]
    failure_text: String,
    /// The key for the model; stored sealed and never shown.
    api_key: Option<String>,
    /// What its answers cost; if left out, what `/api/v1/prices/models` says of the model.
    price: Option<tokens::Given>,
    /// What it says first in a test chat or widget, at most 2,000 characters; may name variables as `{{name}}`.
    #[schema(example = "Hello {{name}}, how can I help?")]
    welcome_text: Option<String>,
    /// Whether it answers at all; recording goes on either way. True if left out.
    ai_enabled: Option<bool>,
    /// Minutes without a word after which its conversations fall idle, 1 to 10,080; if left out, the program's setting.
    #[schema(example = 30)]
    idle_timeout_minutes: Option<i32>,
    /// Options that the model is asked with.
    options: Option<Options>,
    /// What one answer may take.
    limits: Option<Limits>,
    /// Tools of your own that the model may call: at most 64.
    tools: Option<Vec<Tool>>,
    /// Tools of ours that the model may call.
    builtin_tools: Option<Vec<Builtin>>,
    /// What is extracted from what is said.
    extraction: Option<Extraction>,
    /// How it hears and speaks in widgets of the mode `voice_chat`.
    speech: Option<Speech>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssistantChange)]
pub struct Change {
    /// What people call it.
    name: Option<String>,
    /// Who does the answering.
    provider: Option<Provider>,
    /// Where the model's API begins; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    base_url: Patch<String>,
    /// The model; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    model: Patch<String>,
    /// What it is told first.
    system_prompt: Option<String>,
    /// What a customer is told when the model failed for good; nothing where it is empty.
    failure_text: Option<String>,
    /// The key for the model; null forgets it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    api_key: Patch<String>,
    /// What its answers cost from now on, all of it; null for what `/api/v1/prices/models` says of
    /// the model.
    #[serde(default)]
    #[schema(value_type = Option<tokens::Given>)]
    price: Patch<tokens::Given>,
    /// What it says first.
    welcome_text: Option<String>,
    /// Whether it answers at all.
    ai_enabled: Option<bool>,
    /// Minutes without a word after which its conversations fall idle; null for the program's setting.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    idle_timeout_minutes: Patch<i32>,
    /// Options that the model is asked with, all of them.
    options: Option<Options>,
    /// What one answer may take, all of it.
    limits: Option<Limits>,
    /// Tools of your own, all of them.
    tools: Option<Vec<Tool>>,
    /// Tools of ours, all of them.
    builtin_tools: Option<Vec<Builtin>>,
    /// What is extracted from what is said; null for nothing.
    #[serde(default)]
    #[schema(value_type = Option<Extraction>)]
    extraction: Patch<Extraction>,
    /// How it hears and speaks; null for not at all.
    #[serde(default)]
    #[schema(value_type = Option<Speech>)]
    speech: Patch<Speech>,
}

impl New {
    /// The row, its key sealed.
    pub(super) fn row(self, id: Uuid, secrets: &Secrets, sealer: &Sealer, now: OffsetDateTime) -> Result<Row, Error> {
        check_key(self.api_key.as_deref())?;
        let given = Given {
            welcome_text: self.welcome_text,
            options: self.options,
            limits: self.limits,
            tools: self.tools,
            builtin_tools: self.builtin_tools,
            extraction: self.extraction.map_or(Patch::Clear, Patch::Set),
            speech: self.speech.map_or(Patch::Clear, Patch::Set),
        };
        let row = Row {
            id,
            created_at: now,
            signing_secret: Some(secrets.seal(sealer).map_err(|error| Error::Internal(error.into()))?),
            version: 1,
            is_enabled: self.ai_enabled.unwrap_or(true),
            idle_timeout_minutes: self.idle_timeout_minutes,
            settings: Json(given.over(Settings::default())),
            name: self.name.trim().to_owned(),
            provider: self.provider.as_str().to_owned(),
            base_url: self.base_url,
            model: self.model,
            system_prompt: self.system_prompt,
            failure_text: self.failure_text,
            api_key: self.api_key.map(|key| seal(&key, sealer)).transpose()?,
            price_input: None,
            price_output: None,
            price_cache_read: None,
            price_cache_write: None,
            price_reasoning: None,
        };
        checked(row.priced(self.price.map(|price| price.check("price.")).transpose()?))
    }
}

impl Change {
    /// The row as it will be, and what the audit log says of it.
    pub(super) fn apply(self, before: Row, sealer: &Sealer) -> Result<(Row, serde_json::Value), Error> {
        check_key(self.api_key.given().map(String::as_str))?;
        let base_url = self.base_url.over(before.base_url.clone());
        let moved = base_url != before.base_url;
        let api_key = match &self.api_key {
            Patch::Set(key) => Some(seal(key, sealer)?),
            Patch::Keep if !moved => before.api_key.clone(),
            Patch::Keep | Patch::Clear => None,
        };
        let given = Given {
            welcome_text: self.welcome_text,
            options: self.options,
            limits: self.limits,
            tools: self.tools,
            builtin_tools: self.builtin_tools,
            extraction: self.extraction,
            speech: self.speech,
        };
        let forgot = before.api_key.is_some() && api_key.is_none();
        let price = match &self.price {
            Patch::Keep => before.price(),
            Patch::Set(price) => Some(price.check("price.")?),
            Patch::Clear => None,
        };
        let was = content(&before);
        let mut detail = json!({"moved": moved, "new_key": self.api_key.given().is_some(), "forgot_key": forgot,
            "repriced": price != before.price()});
        let row = Row {
            name: self.name.map_or(before.name, |name| name.trim().to_owned()),
            provider: self.provider.map_or(before.provider, |provider| provider.as_str().to_owned()),
            base_url,
            model: self.model.over(before.model),
            system_prompt: self.system_prompt.unwrap_or(before.system_prompt),
            failure_text: self.failure_text.unwrap_or(before.failure_text),
            api_key,
            is_enabled: self.ai_enabled.unwrap_or(before.is_enabled),
            idle_timeout_minutes: self.idle_timeout_minutes.over(before.idle_timeout_minutes),
            settings: Json(given.over(before.settings.0)),
            ..before
        };
        let mut row = checked(row.priced(price))?;
        if content(&row) != was {
            row.version += 1;
        }
        detail["version"] = row.version.into();
        Ok((row, detail))
    }
}

/// What an assistant is told and does, without secrets and prices: the content of a version.
pub(super) fn content(row: &Row) -> serde_json::Value {
    json!({
        "name": row.name,
        "provider": row.provider,
        "base_url": row.base_url,
        "model": row.model,
        "system_prompt": row.system_prompt,
        "failure_text": row.failure_text,
        "settings": row.settings,
    })
}

fn seal(key: &str, sealer: &Sealer) -> Result<Vec<u8>, Error> {
    sealer.seal(key.as_bytes()).map_err(|error| Error::Internal(error.into()))
}
