//! Parameters by name as a request gives them, in its address or in a JSON object.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::page::Fingerprint;
use crate::domain::text;
use crate::http::error::Error;
use crate::http::faults::Faults;

/// The parameters of a request by name; a repeated one is joined by commas.
#[derive(Debug)]
pub struct Given(BTreeMap<String, String>);

impl<S: Sync> FromRequestParts<S> for Given {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes()) {
            let value = text::clean(&value);
            given
                .entry(name.into_owned())
                .and_modify(|joined| {
                    joined.push(',');
                    joined.push_str(&value);
                })
                .or_insert(value);
        }
        Ok(Self(given))
    }
}

impl Given {
    /// The same parameters as the fields of a JSON object: texts, numbers and booleans, or arrays of them.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming a field that is something else.
    pub fn of_json(fields: &serde_json::Map<String, Value>) -> Result<Self, Error> {
        let word = |value: &Value| match value {
            Value::String(text) => Some(text::clean(text)),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::Array(_) | Value::Object(_) | Value::Null => None,
        };
        let mut given = BTreeMap::new();
        for (name, value) in fields {
            let joined = match value {
                Value::Array(items) => items.iter().map(word).collect::<Option<Vec<_>>>().map(|words| words.join(",")),
                _ => word(value),
            };
            let joined =
                joined.ok_or_else(|| Error::field(format!("filter.{name}"), "must be a text, number or boolean"))?;
            given.insert(name.clone(), joined);
        }
        Ok(Self(given))
    }

    /// Notes every parameter that is none of `known`.
    pub fn refuse_others(&self, known: &[Vec<utoipa::openapi::path::Parameter>], faults: &mut Faults) {
        let known: Vec<&str> = known.iter().flatten().map(|parameter| parameter.name.as_str()).collect();
        for name in self.0.keys().filter(|name| !known.contains(&name.as_str())) {
            faults.add(name, format!("is not a parameter here; there are {}", known.join(", ")));
        }
    }

    /// Those that a struct names.
    #[must_use]
    pub fn take<T: DeserializeOwned + Default>(&self) -> T {
        let fields = self.0.iter().map(|(name, value)| (name.clone(), serde_json::Value::from(value.as_str())));
        // Every field is an optional text, so there is nothing that could not be read.
        serde_json::from_value(fields.collect::<serde_json::Map<_, _>>().into()).unwrap_or_default()
    }

    /// What decides on rows and their order.
    #[must_use]
    pub fn fingerprint(&self, list: &str) -> Fingerprint {
        let place = ["cursor", "limit", "per_page"];
        let parameters = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Fingerprint::of(parameters.filter(|(name, _)| !place.contains(name)).chain([("", list)]))
    }
}
