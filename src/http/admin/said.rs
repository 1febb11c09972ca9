//! A message as those who chat or record by API get it back.

use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::conversations::record::Usage;
use crate::domain::money::Nanos;
use crate::store::messages::recent::Row;

/// A recorded message.
#[derive(Debug, Serialize, ToSchema)]
pub struct SaidMessage {
    /// Ours.
    pub id: Uuid,
    /// `user`, `assistant`, `operator`, `tool` or `system`.
    #[schema(example = "assistant")]
    pub role: String,
    /// `text`; `error` for an answer that failed before its first word, `stopped` for one that was stopped before it,
    /// `tool_calls` for one without words.
    #[schema(example = "text")]
    pub kind: String,
    /// What was said.
    #[schema(example = "Your order left the house this morning.")]
    pub content: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Tools called, each `{id, name, arguments, result, error, duration_ms}`.
    #[schema(value_type = Vec<Object>)]
    pub function_calls: Value,
    /// Tokens that it took.
    pub usage: Usage,
    /// Cost in the project's currency, every digit; null when no price is known.
    #[schema(value_type = Option<f64>, example = 0.000_125)]
    pub cost: Option<Nanos>,
    /// What the channel charged for it; null where nothing is known to be.
    #[schema(value_type = Option<f64>, example = 0.01)]
    pub channel_cost: Option<Nanos>,
    /// The model that answered.
    #[schema(example = "gpt-4.1-mini")]
    pub model: Option<String>,
    /// Why the answer failed, first the kind (`timeout`, `key_refused`, …), then the words.
    pub error: Option<String>,
    /// How long the answer took; null for what was not asked of an assistant here.
    #[schema(example = 812)]
    pub duration_ms: Option<i64>,
    /// Which version of the assistant gave it; see `/api/v1/assistants/{id}/versions`.
    #[schema(example = 3)]
    pub assistant_version: Option<i64>,
    /// Why the model stopped, in its word.
    #[schema(example = "stop")]
    pub finish_reason: Option<String>,
}

impl From<Row> for SaidMessage {
    fn from(row: Row) -> Self {
        let about: Value = row.content.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        Self {
            id: row.id,
            role: row.role,
            kind: row.kind,
            content: row.body,
            created_at: row.sent_at,
            function_calls: row.tool_calls.unwrap_or_else(|| Value::Array(Vec::new())),
            usage: Usage::of([
                row.input_tokens,
                row.output_tokens,
                row.cache_read_tokens,
                row.cache_write_tokens,
                row.reasoning_tokens,
            ]),
            cost: row.cost_nanos.map(Nanos),
            channel_cost: row.channel_nanos.map(Nanos),
            model: row.model,
            error: row.error,
            duration_ms: about["duration_ms"].as_i64(),
            assistant_version: about["assistant_version"].as_i64(),
            finish_reason: about["finish_reason"].as_str().map(str::to_owned),
        }
    }
}
