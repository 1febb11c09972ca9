//! What an assistant does besides answering: its welcome, the options of its model, its limits, tools and extraction.

mod extraction;

pub use extraction::{Extracted, Extraction, Kind, When};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Settings of an assistant that only those who answer look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What it says first where it is the one to begin; may name variables as `{{name}}`. Nothing where it is empty.
    pub welcome_text: String,
    /// What the model is asked for besides an answer.
    pub options: Options,
    /// What an answer may take.
    pub limits: Limits,
    /// Tools of the adopter's own that the model may call.
    pub tools: Vec<Tool>,
    /// Tools of ours that the model may call.
    pub builtin_tools: Vec<Builtin>,
    /// What is to be extracted from what is said.
    pub extraction: Option<Extraction>,
    /// How it hears and speaks.
    pub speech: Option<Speech>,
}

/// Options that the model is asked with; what is not set is left to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = ModelOptions)]
pub struct Options {
    /// 0 to 2.
    #[schema(example = 0.2)]
    pub temperature: Option<f64>,
    /// Most tokens of one completion, 1 to 1,000,000.
    #[schema(example = 800)]
    pub max_output_tokens: Option<u32>,
    /// Whether the model is asked to say its answer word by word. Off for servers that cannot, or that count tokens only
    /// of what they say at once.
    pub stream: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { temperature: None, max_output_tokens: None, stream: true }
    }
}

/// What one answer may take, all its calls of model and tools together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = AnswerLimits)]
pub struct Limits {
    /// Seconds, 1 to 900.
    #[schema(example = 120)]
    pub seconds: u32,
    /// Tokens, input and output of all calls; none is no limit.
    #[schema(example = 50_000)]
    pub tokens: Option<u64>,
    /// Tokens of the conversation that the model is told, counted as 4 bytes each; 100 to 1,000,000.
    #[schema(example = 12_000)]
    pub history_tokens: u32,
    /// How often the model may call tools before it must answer, 1 to 32.
    #[schema(example = 8)]
    pub rounds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: 120, tokens: None, history_tokens: 12_000, rounds: 8 }
    }
}

/// A tool that is called by HTTP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// What the model calls it: 1 to 64 letters, digits, `_` and `-`.
    #[schema(example = "find_order")]
    pub name: String,
    /// What it is for, told to the model; at most 2,000 characters.
    #[serde(default)]
    #[schema(example = "Finds an order by its number.")]
    pub description: String,
    /// JSON Schema of its arguments, an object; at most 20,000 bytes.
    #[serde(default = "no_arguments")]
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// Where it is called with `POST`.
    #[schema(example = "https://shop.example/tools/find-order")]
    pub url: String,
    /// Seconds that it may take, 1 to 60.
    #[serde(default = "patience")]
    #[schema(example = 20)]
    pub timeout_seconds: u32,
}

fn no_arguments() -> Value {
    serde_json::json!({"type": "object", "properties": {}})
}

fn patience() -> u32 {
    20
}

/// A tool of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BuiltinTool)]
pub enum Builtin {
    /// Ends the conversation behind the answer.
    EndConversation,
    /// Has a person go on: the assistant answers no more until it is switched on again.
    HandOver,
    /// Sets a variable of the conversation.
    SetVariable,
}

impl Builtin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::EndConversation, Self::HandOver, Self::SetVariable];

    /// What the model calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EndConversation => "end_conversation",
            Self::HandOver => "hand_over",
            Self::SetVariable => "set_variable",
        }
    }
}

/// How an assistant hears and speaks, by the audio addresses of its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    /// The model that turns speech into text (`/audio/transcriptions`), also voice notes of customers; null where browsers
    /// are to do it and voice notes stay sound.
    #[serde(default)]
    #[schema(example = "gpt-4o-mini-transcribe")]
    pub transcription_model: Option<String>,
    /// The model that speaks (`/audio/speech`); null where browsers are to do it.
    #[serde(default)]
    #[schema(example = "gpt-4o-mini-tts")]
    pub speech_model: Option<String>,
    /// Its voice.
    #[serde(default)]
    #[schema(example = "alloy")]
    pub voice: Option<String>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Settings;

    #[test]
    fn settings_of_an_older_program_are_read_with_what_is_new_left_out() {
        let settings: Settings = serde_json::from_value(json!({"welcome_text": "Hello"})).unwrap();
        assert_eq!((settings.welcome_text.as_str(), settings.limits.seconds), ("Hello", 120));
        assert_eq!(serde_json::from_value::<Settings>(json!({})).unwrap(), Settings::default());
    }
}
