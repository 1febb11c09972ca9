//! A field of a partial change: left out, null, or given.

use serde::{Deserialize, Deserializer};

/// What to do with a value; needs `#[serde(default)]`, so that a field that is left out reads as [`Patch::Keep`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The field was left out.
    #[default]
    Keep,
    /// The field was null.
    Clear,
    /// The field was given.
    Set(T),
}

impl<T> Patch<T> {
    /// The value after the change.
    pub fn over(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The value that was given, if one was.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Whether the field was left out.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Option::deserialize(reader).map(|given| given.map_or(Self::Clear, Self::Set))
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;

    #[derive(serde::Deserialize)]
    struct Change {
        #[serde(default)]
        name: Patch<String>,
    }

    #[test]
    fn left_out_null_and_given_are_three_things() {
        for (json, before, want) in [
            ("{}", Some("a"), Some("a")),
            ("{}", None, None),
            (r#"{"name": null}"#, Some("a"), None),
            (r#"{"name": "b"}"#, Some("a"), Some("b")),
        ] {
            let change: Change = serde_json::from_str(json).unwrap();
            assert_eq!(change.name.over(before.map(str::to_owned)).as_deref(), want, "{json}");
        }
    }
}
