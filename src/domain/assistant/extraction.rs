//! What an assistant extracts from what is said: which variables, of which types.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

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

    use super::{Extracted, Kind};

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
}
