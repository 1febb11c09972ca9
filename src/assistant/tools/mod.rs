//! Tools that a model may call: the adopter's own by HTTP, and ours, which act on the conversation.

mod call;

use futures::future::join_all;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::ToolCall;
use crate::app::App;
use crate::domain::assistant::{Builtin, Settings};
use crate::domain::{json, text};
use crate::signing::Secrets;

/// Most calls of one round that are made; the model is told so of the others.
const AT_ONCE: usize = 16;

/// Longest name of a variable that a tool sets, in bytes.
const NAME: usize = 200;

/// Longest value of one, in bytes of JSON.
const VALUE: usize = 10_000;

/// What calls are about, told to the adopter's tools.
#[derive(Debug)]
pub(super) struct About<'a> {
    /// The conversation's id and type.
    pub conversation: Value,
    /// Its variables.
    pub variables: &'a Map<String, Value>,
    /// Names the calls of this round, also when they are made once more after a crash.
    pub round: String,
    /// What calls are signed with, unless it cannot be opened.
    pub secrets: Option<&'a Secrets>,
}

/// What came of a call.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What the tool answered, null where it did not.
    pub result: Value,
    /// Why it failed, if it did.
    pub error: Option<String>,
    /// What is to be done about the conversation.
    pub effect: Option<Effect>,
    /// How long it took.
    pub duration_ms: i64,
}

/// What a tool of ours does to the conversation; done in the commit that records the call or the answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    /// It ends behind the answer.
    End,
    /// A person goes on behind the answer, for this reason.
    HandOver(String),
    /// A variable gets a value.
    Set(String, Value),
}

impl Outcome {
    fn failed(error: impl Into<String>) -> Self {
        Self { error: Some(error.into()), ..Self::default() }
    }

    fn done(effect: Effect) -> Self {
        Self { result: json!({"ok": true}), effect: Some(effect), ..Self::default() }
    }
}

/// The tools as a model is told of them.
#[must_use]
pub(super) fn described(settings: &Settings) -> Vec<Value> {
    let own = settings.tools.iter().map(|tool| function(&tool.name, &tool.description, &tool.parameters));
    let ours = settings.builtin_tools.iter().map(|builtin| {
        let (description, parameters) = match builtin {
            Builtin::EndConversation => {
                ("Ends the conversation once you have answered. Call it when nothing is left to say.", json!({"type": "object", "properties": {}}))
            }
            Builtin::HandOver => (
                "Has a person of the business go on in your place once you have answered. Call it when you cannot help or are asked for a person.",
                json!({"type": "object", "properties": {"reason": {"type": "string", "description": "Why, in one sentence, for that person."}}}),
            ),
            Builtin::SetVariable => (
                "Remembers a fact about the customer or the case under a short name.",
                json!({"type": "object", "required": ["name", "value"], "properties": {
                    "name": {"type": "string", "description": "For example order_number."},
                    "value": {"description": "Text, a number, or true or false."}}}),
            ),
        };
        function(builtin.name(), description, &parameters)
    });
    own.chain(ours).collect()
}

fn function(name: &str, description: &str, parameters: &Value) -> Value {
    json!({"type": "function", "function": {"name": name, "description": description, "parameters": parameters}})
}

/// Makes the calls of one round, all at once; what came of each, in their order.
pub(super) async fn run(app: &App, settings: &Settings, about: &About<'_>, calls: &[ToolCall]) -> Vec<Outcome> {
    let outcomes = calls.iter().enumerate().map(|(index, call)| async move {
        let begun_at = app.now();
        let outcome = if index < AT_ONCE {
            one(app, settings, about, index, call).await
        } else {
            Outcome::failed(format!("only {AT_ONCE} tools are called at once; call it again"))
        };
        let outcome_name = if outcome.error.is_some() { "failed" } else { "done" };
        metrics::counter!("verbatim_tool_calls_total", "outcome" => outcome_name).increment(1);
        Outcome { duration_ms: milliseconds(begun_at, app.now()), ..outcome }
    });
    join_all(outcomes).await
}

async fn one(app: &App, settings: &Settings, about: &About<'_>, index: usize, call: &ToolCall) -> Outcome {
    let written = if call.arguments.trim().is_empty() { "{}" } else { &call.arguments };
    let Ok(Value::Object(arguments)) = serde_json::from_str::<Value>(written).map(json::clean) else {
        return Outcome::failed("the arguments are not a JSON object");
    };
    if let Some(builtin) = settings.builtin_tools.iter().find(|builtin| builtin.name() == call.name) {
        return act(*builtin, &arguments);
    }
    let Some(tool) = settings.tools.iter().find(|tool| tool.name == call.name) else {
        return Outcome::failed("there is no such tool");
    };
    let Some(secrets) = about.secrets else {
        return Outcome::failed("the assistant has no signing secret that can be opened; make a new one");
    };
    match call::by_http(app, tool, secrets, &format!("{}.{index}", about.round), &arguments, about).await {
        Ok(result) => Outcome { result, ..Outcome::default() },
        Err(failure) => Outcome { result: failure.said, error: Some(failure.why), ..Outcome::default() },
    }
}

fn act(builtin: Builtin, arguments: &Map<String, Value>) -> Outcome {
    match builtin {
        Builtin::EndConversation => Outcome::done(Effect::End),
        Builtin::HandOver => {
            let reason = arguments.get("reason").and_then(Value::as_str).unwrap_or_default();
            Outcome::done(Effect::HandOver(text::cut(reason, 1000).to_owned()))
        }
        Builtin::SetVariable => {
            let name = arguments.get("name").and_then(Value::as_str).map(text::clean).unwrap_or_default();
            let value = arguments.get("value").cloned().unwrap_or_default();
            if name.is_empty() || name.len() > NAME {
                return Outcome::failed(format!("`name` must be 1 to {NAME} bytes"));
            }
            if value.to_string().len() > VALUE {
                return Outcome::failed(format!("`value` must be at most {VALUE} bytes"));
            }
            Outcome::done(Effect::Set(name, value))
        }
    }
}

/// What tools that were called before would still have done behind the answer.
pub(super) fn effects(rounds: &[super::history::Turn], settings: &Settings) -> Vec<Effect> {
    let called = rounds.iter().filter_map(|turn| match turn {
        super::history::Turn::Called { calls, .. } => Some(calls),
        super::history::Turn::Said { .. } => None,
    });
    let ours = |name: &str| settings.builtin_tools.iter().copied().find(|builtin| builtin.name() == name);
    called
        .flatten()
        .filter_map(|call| {
            let arguments: Value = serde_json::from_str(&call.arguments).ok()?;
            act(ours(&call.name)?, arguments.as_object()?).effect
        })
        .collect()
}

/// Whole milliseconds between two times, none where the clock went back.
#[must_use]
pub(super) fn milliseconds(from: OffsetDateTime, to: OffsetDateTime) -> i64 {
    i64::try_from((to - from).whole_milliseconds().max(0)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Builtin, Effect, act};

    #[test]
    fn tools_of_ours_take_what_makes_sense() {
        for (builtin, arguments, want) in [
            (Builtin::EndConversation, json!({}), Some(Effect::End)),
            (Builtin::HandOver, json!({"reason": "angry"}), Some(Effect::HandOver("angry".into()))),
            (Builtin::HandOver, json!({"reason": 7}), Some(Effect::HandOver(String::new()))),
            (Builtin::SetVariable, json!({"name": "a", "value": 7}), Some(Effect::Set("a".into(), json!(7)))),
            (Builtin::SetVariable, json!({"name": "a"}), Some(Effect::Set("a".into(), Value::Null))),
            (Builtin::SetVariable, json!({"value": 7}), None),
            (Builtin::SetVariable, json!({"name": "x".repeat(201), "value": 7}), None),
            (Builtin::SetVariable, json!({"name": "a", "value": "x".repeat(10_001)}), None),
        ] {
            let outcome = act(builtin, arguments.as_object().unwrap());
            assert_eq!(outcome.effect, want, "{arguments}");
            assert_eq!(outcome.error.is_some(), want.is_none(), "{arguments}");
        }
    }
}
