//! A call of one of the adopter's tools: a signed `POST`, as Standard Webhooks sign, whose answer is the result.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Map, Value, json};

use super::About;
use crate::app::App;
use crate::domain::assistant::Tool;
use crate::domain::{json, text};
use crate::outbound::{Answer, OutboundError};
use crate::signing::Secrets;

/// Most bytes of a result.
const RESULT: usize = 64 << 10;

/// Why a call failed, and what the tool said of it.
#[derive(Debug, Default)]
pub(super) struct Failure {
    pub(super) why: String,
    pub(super) said: Value,
}

impl From<OutboundError> for Failure {
    fn from(error: OutboundError) -> Self {
        Self { why: format!("the tool could not be called: {error}"), said: Value::Null }
    }
}

/// Calls a tool; `id` names the call, so that the adopter can tell a repeat.
pub(super) async fn by_http(
    app: &App,
    tool: &Tool,
    secrets: &Secrets,
    id: &str,
    arguments: &Map<String, Value>,
    about: &About<'_>,
) -> Result<Value, Failure> {
    let body = json!({
        "type": "tool.call",
        "id": id,
        "name": tool.name,
        "arguments": arguments,
        "conversation": about.conversation,
        "variables": about.variables,
    });
    let request = app.outbound.signed(Method::POST, &tool.url, secrets, id, body.to_string(), app.now())?;
    let limit = Duration::from_secs(tool.timeout_seconds.into());
    let called = async {
        let mut answer = app.outbound.send(request, RESULT).await?;
        let status = answer.status();
        let said = read(&mut answer).await?;
        if status.is_success() {
            return Ok(said);
        }
        Err(Failure { why: format!("the tool answered with status {}", status.as_u16()), said })
    };
    tokio::time::timeout(limit, called).await.unwrap_or_else(|_| Err(OutboundError::TimedOut.into()))
}

/// The body as JSON, or as text where it is none.
async fn read(answer: &mut Answer) -> Result<Value, OutboundError> {
    let mut body = Vec::new();
    while let Some(bytes) = answer.chunk().await? {
        body.extend_from_slice(&bytes);
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    let as_text = || Value::from(text::clean(&String::from_utf8_lossy(&body)));
    Ok(serde_json::from_slice(&body).map_or_else(|_| as_text(), json::clean))
}
