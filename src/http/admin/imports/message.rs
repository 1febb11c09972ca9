//! A message as other systems hand it over, checked and made an event's message.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;

use super::usage::GivenUsage;
use crate::domain::message::{Message, Role};
use crate::domain::money::Nanos;
use crate::domain::{json as clean_json, text};
use crate::http::amount;
use crate::http::faults::Faults;

/// Longest content, in characters.
const CONTENT: usize = 100_000;

/// Most tool calls of one message.
const CALLS: usize = 100;

/// Longest arguments or result of a tool call as JSON, in bytes.
const CALL: usize = 100_000;

/// Kinds that mark another message; they need a target, which only channels can name.
const MARKS: [&str; 3] = ["reaction", "edit", "revoke"];

/// A message to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Your id of the message, 1 to 512 bytes, unique within the conversation. A message whose id is known is left as
    /// it is, so that any request may be repeated, also in other portions.
    #[schema(example = "msg-2")]
    pub id: String,
    /// Who speaks.
    #[schema(example = "assistant")]
    pub role: Role,
    /// What was said, at most 100,000 characters; may be left out where there are `function_calls` or an `error`.
    #[serde(default)]
    #[schema(example = "Your order left the house this morning.")]
    pub content: String,
    /// When it was said: 1970 to one day ahead; now if left out.
    #[serde(default, with = "time::serde::rfc3339::option")]
    #[schema(example = "2026-03-01T12:00:05Z")]
    pub created_at: Option<OffsetDateTime>,
    /// What it is, a lower-case word; `text` if left out.
    #[serde(default)]
    #[schema(example = "text")]
    pub kind: Option<String>,
    /// Tools that were called, at most 100.
    #[serde(default)]
    pub function_calls: Vec<FunctionCall>,
    /// Tokens that it took.
    #[serde(default)]
    pub usage: Option<GivenUsage>,
    /// Cost in the project's currency: a decimal of at most 9 digits behind the point, as a number or as text; kept
    /// exactly. At most 1,000,000. If left out, what the shipped price table says of `model` and `usage`, where it knows
    /// the model and the project's currency is its own.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "0.000125")]
    pub cost: Option<Box<RawValue>>,
    /// The model that produced it, at most 200 characters.
    #[serde(default)]
    #[schema(example = "gpt-4.1-mini")]
    pub model: Option<String>,
    /// What went wrong, at most 2,000 characters.
    #[serde(default)]
    pub error: Option<String>,
    /// Your id of the message that this one answers.
    #[serde(default)]
    #[schema(example = "msg-1")]
    pub reply_to: Option<String>,
}

/// A tool that was called.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FunctionCall {
    /// The tool, at most 200 characters.
    #[schema(example = "find_order")]
    pub name: String,
    /// What it was given, any JSON.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"order": 48213}))]
    pub arguments: Value,
    /// What it gave back, any JSON.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"state": "shipped"}))]
    pub result: Value,
    /// What went wrong, at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl NewMessage {
    /// The message for the record, faults noted under `field`.
    pub(super) fn check(self, field: &str, now: OffsetDateTime, faults: &mut Faults) -> Message {
        let at = |name: &str| format!("{field}.{name}");
        faults.key(&at("id"), &self.id);
        faults.length(&at("content"), &self.content, 0, CONTENT);
        if self.content.is_empty() && self.function_calls.is_empty() && self.error.is_none() {
            faults.add(at("content"), "is empty; give `content`, `function_calls` or `error`");
        }
        let sent_at = self.created_at.unwrap_or(now);
        if sent_at < OffsetDateTime::UNIX_EPOCH || sent_at > now + Duration::days(1) {
            faults.add(at("created_at"), "lies before 1970 or more than a day ahead; give the time it was said");
        }
        let kind = self.kind.unwrap_or_else(|| "text".to_owned());
        if !is_word(&kind) || MARKS.contains(&kind.as_str()) {
            faults.add(at("kind"), "must be a word of up to 40 of a-z, 0-9 and _, and none of reaction, edit, revoke");
        }
        if let Some(reply_to) = &self.reply_to {
            faults.key(&at("reply_to"), reply_to);
        }
        for (name, given, most) in [("model", &self.model, 200), ("error", &self.error, 2000)] {
            if let Some(given) = given {
                faults.length(&at(name), given, 1, most);
            }
        }
        let cost = self.cost.as_deref().and_then(|raw| match cost(raw) {
            Ok(cost) => Some(cost),
            Err(why) => {
                faults.add(at("cost"), why);
                None
            }
        });
        let call_count = u32::try_from(self.function_calls.len()).unwrap_or(u32::MAX);
        let calls = calls(self.function_calls, &at("function_calls"), faults);
        let micros = sent_at.nanosecond() / 1000 * 1000;
        let mut message = Message::new(self.role, &kind, &self.content, sent_at);
        message.sent_at = sent_at.replace_nanosecond(micros).unwrap_or(sent_at);
        message.external_id = Some(text::clean(&self.id));
        message.reply_to = self.reply_to.as_deref().map(text::clean);
        message.tool_calls = calls;
        message.tool_call_count = call_count;
        message.usage = self.usage.unwrap_or_default().into();
        message.cost = cost;
        message.model = self.model.as_deref().map(text::clean);
        message.error = self.error.as_deref().map(text::clean);
        message
    }
}

fn is_word(kind: &str) -> bool {
    kind.len() <= 40
        && kind.starts_with(|first: char| first.is_ascii_lowercase())
        && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn cost(raw: &RawValue) -> Result<Nanos, String> {
    let (cost, most) = (amount::read(raw)?, Nanos::MOST_PER_MESSAGE);
    if cost > most {
        return Err(format!("is {cost}; one message costs at most {most}"));
    }
    Ok(cost)
}

fn calls(given: Vec<FunctionCall>, field: &str, faults: &mut Faults) -> Option<Value> {
    if given.is_empty() {
        return None;
    }
    if given.len() > CALLS {
        faults.add(field, format!("has {} entries; give at most {CALLS}", given.len()));
        return None;
    }
    let mut recorded = Vec::with_capacity(given.len());
    for (index, call) in given.into_iter().enumerate() {
        let at = |name: &str| format!("{field}[{index}].{name}");
        faults.length(&at("name"), &call.name, 1, 200);
        if let Some(error) = &call.error {
            faults.length(&at("error"), error, 1, 2000);
        }
        for (name, value) in [("arguments", &call.arguments), ("result", &call.result)] {
            let bytes = value.to_string().len();
            if bytes > CALL {
                faults.add(at(name), format!("has {bytes} bytes; give at most {CALL}"));
            }
        }
        let mut call = json!(call);
        call = clean_json::clean(call);
        recorded.push(call);
    }
    Some(Value::Array(recorded))
}
