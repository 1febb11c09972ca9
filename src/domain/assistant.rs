//! What an assistant does besides answering: its welcome, the options of its model, its limits, tools and extraction.

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

/// What is to be extracted from what is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extraction {
    /// The variables, 1 to 50.
    pub variables: Vec<Extracted>,
    /// When.
    #[serde(default)]
    pub when: When,
    /// Another model at the same address, for example a cheaper one.
    #[serde(default)]
    #[schema(example = "gpt-4o-mini")]
    pub model: Option<String>,
}

/// How an assistant hears and speaks, by the audio addresses of its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    /// The model that turns speech into text (`/audio/transcriptions`); null where browsers are to do it.
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

/// When variables are extracted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExtractionTime)]
pub enum When {
    /// After each answer.
    #[default]
    Turn,
    /// When the conversation has ended or fallen idle.
    End,
}

/// A variable to be extracted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExtractedVariable)]
pub struct Extracted {
    /// Its name: 1 to 64 letters, digits and `_`.
    #[schema(example = "order_number")]
    pub name: String,
    /// What values it may have.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it means, told to the model; at most 1,000 characters.
    #[serde(default)]
    #[schema(example = "The number of the order that the customer asks about.")]
    pub description: String,
    /// Whether it is on record as missing where it was not said.
    #[serde(default)]
    pub required: bool,
    /// The values it may have, for `choice` alone.
    #[serde(default)]
    pub choices: Vec<String>,
}

/// The type of an extracted variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExtractedType)]
pub enum Kind {
    /// Any text.
    Text,
    /// Any number.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A day as `2026-03-01`.
    Date,
    /// One of `choices`.
    Choice,
}

impl Extracted {
    /// The schema of its values, null for what was not said.
    #[must_use]
    pub fn schema(&self) -> Value {
        let of = |kind: &str| serde_json::json!({"type": [kind, "null"], "description": self.description});
        let mut schema = match self.kind {
            Kind::Text | Kind::Date | Kind::Choice => of("string"),
            Kind::Number => of("number"),
            Kind::Integer => of("integer"),
            Kind::Boolean => of("boolean"),
        };
        match self.kind {
            Kind::Date => schema["format"] = "date".into(),
            Kind::Choice => {
                let choices = self.choices.iter().map(|choice| Value::from(choice.as_str()));
                schema["enum"] = choices.chain([Value::Null]).collect();
            }
            _ => {}
        }
        schema
    }

    /// The value as it is recorded, if it is one that the variable may have; models write numbers as text, too.
    #[must_use]
    pub fn accept(&self, value: &Value) -> Option<Value> {
        let text = value.as_str().map(str::trim);
        match self.kind {
            Kind::Text => text.filter(|text| !text.is_empty()).map(Value::from),
            Kind::Number if value.is_number() => Some(value.clone()),
            Kind::Number => text?.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
            Kind::Integer => match value.as_f64() {
                #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
                Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(Value::from(number as i64)),
                Some(_) => None,
                None => text?.parse::<i64>().ok().map(Value::from),
            },
            Kind::Boolean => value.as_bool().or_else(|| text?.to_lowercase().parse().ok()).map(Value::from),
            Kind::Date => {
                let format = time::macros::format_description!("[year]-[month]-[day]");
                time::Date::parse(text?, format).ok().and(text).map(Value::from)
            }
            Kind::Choice => self.choices.iter().find(|choice| Some(choice.as_str()) == text).map(|c| c.clone().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Extracted, Kind, Settings};

    #[test]
    fn values_are_taken_by_type_or_not_at_all() {
        for (kind, given, want) in [
            (Kind::Text, json!(" Ana "), json!("Ana")),
            (Kind::Text, json!(""), Value::Null),
            (Kind::Text, json!(7), Value::Null),
            (Kind::Number, json!(1.5), json!(1.5)),
            (Kind::Number, json!("1.5"), json!(1.5)),
            (Kind::Number, json!("NaN"), Value::Null),
            (Kind::Number, json!("many"), Value::Null),
            (Kind::Integer, json!(7), json!(7)),
            (Kind::Integer, json!(7.0), json!(7)),
            (Kind::Integer, json!("7"), json!(7)),
            (Kind::Integer, json!(7.5), Value::Null),
            (Kind::Integer, json!(1e300), Value::Null),
            (Kind::Boolean, json!(true), json!(true)),
            (Kind::Boolean, json!("False"), json!(false)),
            (Kind::Boolean, json!("maybe"), Value::Null),
            (Kind::Date, json!("2026-02-28"), json!("2026-02-28")),
            (Kind::Date, json!("2026-02-30"), Value::Null),
            (Kind::Date, json!("tomorrow"), Value::Null),
            (Kind::Choice, json!("red"), json!("red")),
            (Kind::Choice, json!("blue"), Value::Null),
            (Kind::Text, Value::Null, Value::Null),
            (Kind::Integer, json!({"a": 1}), Value::Null),
        ] {
            let choices = if kind == Kind::Choice { vec!["red".to_owned()] } else { Vec::new() };
            let variable = Extracted { name: "x".into(), kind, description: String::new(), required: false, choices };
            assert_eq!(variable.accept(&given).unwrap_or_default(), want, "{kind:?} {given}");
        }
    }

    #[test]
    fn settings_of_an_older_program_are_read_with_what_is_new_left_out() {
        let settings: Settings = serde_json::from_value(json!({"welcome_text": "Hello"})).unwrap();
        assert_eq!((settings.welcome_text.as_str(), settings.limits.seconds), ("Hello", 120));
        assert_eq!(serde_json::from_value::<Settings>(json!({})).unwrap(), Settings::default());
    }
}
