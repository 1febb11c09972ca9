//! An answer on its way to the record: text as it grows, then the count and the time it took; pure.

use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::cost::Tariff;
use super::tools::milliseconds;
use super::{AssistantError, Done, ToolCall};
use crate::domain::message::{Message, Role};
use crate::store::assistants::Assistant;

/// Why an answer ended that somebody wanted no more of.
pub const STOPPED: &str = "stopped";

/// An answer as far as it has come.
#[derive(Debug)]
pub struct Reply {
    begun_at: OffsetDateTime,
    /// When the first text came.
    first_at: Option<OffsetDateTime>,
    text: String,
    model: Option<String>,
    done: Done,
    error: Option<AssistantError>,
    tariff: Tariff,
    /// The assistant's id and version.
    by: Option<(Uuid, i32)>,
}

impl Reply {
    /// Begins with the question sent at `now` to `model`.
    #[must_use]
    pub fn begin(model: Option<&str>, now: OffsetDateTime) -> Self {
        Self {
            begun_at: now,
            first_at: None,
            text: String::new(),
            model: model.map(str::to_owned),
            done: Done::default(),
            error: None,
            tariff: Tariff::None,
            by: None,
        }
    }

    /// The same, its tokens to be charged by this tariff where the provider says no cost.
    #[must_use]
    pub fn charged(self, tariff: Tariff) -> Self {
        Self { tariff, ..self }
    }

    /// The same, naming who gave it.
    #[must_use]
    pub fn by(self, assistant: &Assistant) -> Self {
        Self { by: Some((assistant.id, assistant.version)), ..self }
    }

    /// One that could not even be asked for.
    #[must_use]
    pub fn failed(error: &AssistantError, now: OffsetDateTime) -> Self {
        let mut reply = Self::begin(None, now);
        reply.fail(error);
        reply
    }

    /// More text.
    pub fn add(&mut self, text: &str, now: OffsetDateTime) {
        self.first_at.get_or_insert(now);
        self.text.push_str(text);
    }

    /// The end.
    pub fn end(&mut self, done: Done) {
        self.done = done;
    }

    /// The end, before its time; the text so far stands.
    pub fn fail(&mut self, error: &AssistantError) {
        self.error = Some(error.clone());
    }

    /// What was said so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tools that the model wants called.
    #[must_use]
    pub fn calls(&self) -> &[ToolCall] {
        &self.done.calls
    }

    /// Tokens that it took, input and output.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        u64::from(self.done.usage.input_tokens) + u64::from(self.done.usage.output_tokens)
    }

    /// Why it is no whole answer, if it is none.
    #[must_use]
    pub fn error(&self) -> Option<&AssistantError> {
        self.error.as_ref()
    }

    /// How it went, as a word for figures.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        self.error.as_ref().map_or("answered", AssistantError::kind)
    }

    /// The message that is recorded.
    #[must_use]
    pub fn into_message(self, now: OffsetDateTime) -> Message {
        let kind = match (&self.error, self.text.is_empty()) {
            (Some(_), true) => "error",
            (None, true) if !self.done.calls.is_empty() => "tool_calls",
            (None, true) if self.done.finish.as_deref() == Some(STOPPED) => "stopped",
            _ => "text",
        };
        let mut message = Message::new(Role::Assistant, kind, &self.text, now);
        let content = json!({
            "duration_ms": milliseconds(self.begun_at, now),
            "first_text_ms": self.first_at.map(|at| milliseconds(self.begun_at, at)),
            "finish_reason": self.done.finish,
            "assistant_id": self.by.map(|(id, _)| id),
            "assistant_version": self.by.map(|(_, version)| version),
        });
        message.content = serde_json::value::to_raw_value(&content).ok();
        message.tool_call_count = u32::try_from(self.done.calls.len()).unwrap_or(u32::MAX);
        message.tool_calls = (!self.done.calls.is_empty()).then(|| calls(self.done.calls));
        message.usage = self.done.usage;
        message.cost = self.done.cost;
        message.model = self.done.model.or(self.model);
        message.error = self.error.map(|error| error.on_record());
        self.tariff.settle(&mut message);
        message
    }
}

/// Calls as they are recorded; arguments that are no JSON stand as the text they are. Nobody has run them yet.
fn calls(calls: Vec<ToolCall>) -> Value {
    let recorded = calls.into_iter().map(|call| {
        let arguments =
            serde_json::from_str(&call.arguments).map_or(Value::String(call.arguments), crate::domain::json::clean);
        json!({"id": call.id, "name": call.name, "arguments": arguments, "result": null})
    });
    recorded.collect()
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::{AssistantError, Done, Reply, ToolCall};
    use crate::outbound::OutboundError;

    #[test]
    fn an_answer_is_recorded_with_its_count_and_time() {
        let begun = datetime!(2026-03-01 12:00 UTC);
        let mut reply = Reply::begin(Some("asked-for"), begun);
        reply.add("Hel", begun + Duration::milliseconds(200));
        reply.add("lo", begun + Duration::milliseconds(300));
        let call = |arguments: &str| ToolCall { id: "c".into(), name: "find".into(), arguments: arguments.into() };
        let calls = vec![call("{\"a\":1}"), call("{a")];
        reply.end(Done { model: Some("m".into()), finish: Some("stop".into()), calls, ..Done::default() });
        assert_eq!(reply.outcome(), "answered");
        let message = reply.into_message(begun + Duration::milliseconds(900));
        assert_eq!((message.body.as_str(), message.kind.as_str()), ("Hello", "text"));
        assert_eq!((message.model.as_deref(), message.error.as_deref()), (Some("m"), None));
        assert_eq!(
            message.content.unwrap().get(),
            r#"{"assistant_id":null,"assistant_version":null,"duration_ms":900,"finish_reason":"stop","first_text_ms":200}"#
        );
        let recorded = message.tool_calls.unwrap();
        assert_eq!(recorded[0]["arguments"], serde_json::json!({"a": 1}));
        assert_eq!(recorded[1]["arguments"], "{a");
        assert_eq!(message.tool_call_count, 2);
    }

    #[test]
    fn a_failure_keeps_what_was_said_before_it() {
        let now = datetime!(2026-03-01 12:00 UTC);
        let mut reply = Reply::begin(Some("m"), now);
        reply.add("Hel", now);
        reply.fail(&AssistantError::Call(OutboundError::TimedOut));
        assert_eq!(reply.outcome(), "timeout");
        let message = reply.into_message(now);
        assert_eq!((message.body.as_str(), message.kind.as_str()), ("Hel", "text"));
        assert_eq!(message.error.unwrap(), "timeout: the model could not be asked: the host took too long");
        let unasked = Reply::failed(&AssistantError::Gone, now).into_message(now);
        assert_eq!((unasked.kind.as_str(), unasked.model), ("error", None));
    }
}
