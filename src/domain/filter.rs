//! Which conversations are meant: the parts of a filter and the words in which callers write them.

use time::OffsetDateTime;
use uuid::Uuid;

use super::conversation::Status;
use super::money::Nanos;
use super::search::Text;
use super::text;

/// A filter; every part that is given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// One of these types; any when empty.
    pub types: Vec<String>,
    /// Leave test conversations out.
    pub without_test: bool,
    /// Handled by this assistant.
    pub assistant: Option<Uuid>,
    /// In this state.
    pub status: Option<Status>,
    /// With a window in this state.
    pub window: Option<WindowIs>,
    /// With this customer.
    pub customer: Option<CustomerIs>,
    /// Whose thread key or external identifier lies in this range.
    pub thread: Option<Keys>,
    /// With this external identifier, byte for byte.
    pub external_identifier: Option<String>,
    /// With all of these tags.
    pub tags: Vec<String>,
    /// In which an agent of this name was at work.
    pub agent: Option<String>,
    /// With a score like this.
    pub score: Option<ScoreIs>,
    /// With or without errors.
    pub has_error: Option<bool>,
    /// Which cost at least so much.
    pub min_cost: Option<Nanos>,
    /// Which cost at most so much.
    pub max_cost: Option<Nanos>,
    /// With this value of a variable, given or extracted.
    pub variable: Option<VariableIs>,
    /// Begun at this time or later.
    pub from: Option<OffsetDateTime>,
    /// Begun before this time.
    pub to: Option<OffsetDateTime>,
    /// In which all these words stand.
    pub text: Option<Text>,
}

/// A state of the customer service window; only channels with a window have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowIs {
    /// Free-form messages may be sent, however little time is left.
    Open,
    /// Open with less than [`super::window::EXPIRING`] left.
    Expiring,
    /// Not open any more.
    Closed,
}

impl WindowIs {
    /// Reads `open`, `expiring` or `closed`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "open" => Some(Self::Open),
            "expiring" => Some(Self::Expiring),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

/// Keys from `from` on and before `until`, compared byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The first that is meant.
    pub from: String,
    /// The first that is not.
    pub until: String,
}

impl Keys {
    /// The one key.
    #[must_use]
    pub fn exactly(key: &str) -> Self {
        let from = text::key(key);
        // Nothing that Postgres can store lies between a text and the same with U+0001 behind it.
        Self { until: format!("{from}\u{1}"), from }
    }

    /// All keys that begin so.
    #[must_use]
    pub fn beginning(prefix: &str) -> Self {
        let from = text::key(prefix);
        Self { until: format!("{from}\u{10ffff}"), from }
    }

    /// `abc` is one key, `abc*` all that begin so; nothing for an empty one.
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        match pattern.strip_suffix('*') {
            Some("") => None,
            Some(prefix) => Some(Self::beginning(prefix)),
            None => (!pattern.is_empty()).then(|| Self::exactly(pattern)),
        }
    }
}

/// How a customer is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerIs {
    /// By phone number, digits only.
    Phone(Keys),
    /// By an id that the platform gives its users.
    User(Keys),
    /// By user name with its `@`.
    Username(String),
}

impl CustomerIs {
    /// `+49 151 234` is a phone number, `49151*` the beginning of one, `@jane` a user name, anything else a platform's
    /// user id or, with `*`, its beginning; nothing for an empty one.
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        let pattern = pattern.trim();
        if let Some(name) = pattern.strip_prefix('@') {
            return (!name.is_empty()).then(|| Self::Username(text::clean(pattern)));
        }
        let number = pattern.chars().all(|c| c.is_ascii_digit() || " +-()./*".contains(c));
        if number && pattern.contains(|c: char| c.is_ascii_digit()) {
            let digits: String = pattern.chars().filter(char::is_ascii_digit).collect();
            return Some(Self::Phone(if pattern.ends_with('*') {
                Keys::beginning(&digits)
            } else {
                Keys::exactly(&digits)
            }));
        }
        Keys::parse(pattern).map(Self::User)
    }
}

/// A score by name whose value lies between two bounds, both included, and is not `except`.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreIs {
    /// The score's name.
    pub name: String,
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
    /// A value that is not meant.
    pub except: Option<f64>,
}

impl ScoreIs {
    /// Reads `name`, one of `>=`, `<=`, `!=`, `>`, `<`, `=`, and a number.
    #[must_use]
    pub fn parse(condition: &str) -> Option<Self> {
        let at = condition.find(['<', '>', '=', '!'])?;
        let (name, rest) = condition.split_at(at);
        let operator = [">=", "<=", "!=", ">", "<", "="].into_iter().find(|operator| rest.starts_with(operator))?;
        let value: f64 = rest[operator.len()..].trim().parse().ok().filter(|value: &f64| value.is_finite())?;
        let name = text::clean(name.trim());
        let (min, max, except) = match operator {
            ">=" => (value, f64::MAX, None),
            "<=" => (f64::MIN, value, None),
            ">" => (value.next_up(), f64::MAX, None),
            "<" => (f64::MIN, value.next_down(), None),
            "!=" => (f64::MIN, f64::MAX, Some(value)),
            _ => (value, value, None),
        };
        (!name.is_empty()).then_some(Self { name, min, max, except })
    }
}

/// A variable with a value, compared as text: strings without their quotes, everything else as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableIs {
    /// The variable's name.
    pub name: String,
    /// Its newest value.
    pub value: String,
}

impl VariableIs {
    /// Reads `name=value`; the value may hold further `=`.
    #[must_use]
    pub fn parse(condition: &str) -> Option<Self> {
        let (name, value) = condition.split_once('=')?;
        (!name.is_empty()).then(|| Self { name: text::clean(name), value: text::clean(value) })
    }
}

#[cfg(test)]
mod tests {
    use super::{CustomerIs, Keys, ScoreIs, VariableIs};

    #[test]
    fn a_customer_is_named_by_number_user_id_or_user_name() {
        for (pattern, want) in [
            ("491512345", Some(CustomerIs::Phone(Keys::exactly("491512345")))),
            ("+49 (151) 23-45", Some(CustomerIs::Phone(Keys::exactly("491512345")))),
            ("49151*", Some(CustomerIs::Phone(Keys::beginning("49151")))),
            ("DE.123", Some(CustomerIs::User(Keys::exactly("DE.123")))),
            ("DE.*", Some(CustomerIs::User(Keys::beginning("DE.")))),
            ("@jane", Some(CustomerIs::Username("@jane".into()))),
            ("@", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(CustomerIs::parse(pattern), want, "{pattern}");
        }
    }

    #[test]
    fn one_key_is_a_range_of_one() {
        let Keys { from, until } = Keys::exactly("ab");
        assert!(*"ab" >= *from && *"ab" < *until && *"ab\u{1}" >= *until && *"aa" < *from);
        let Keys { from, until } = Keys::beginning("ab");
        assert!(*"abé" >= *from && *"ab\u{ffff}" < *until && *"ac" >= *until);
    }

    #[test]
    fn a_score_has_a_name_an_operator_and_a_number() {
        for (condition, inside, outside) in [
            ("helpful>=0.5", 0.5, 0.49),
            ("helpful <= 0.5", 0.5, 0.51),
            ("helpful>0.5", 0.500_000_1, 0.5),
            ("helpful<0.5", 0.499_999_9, 0.5),
            ("helpful=0.5", 0.5, 0.6),
        ] {
            let score = ScoreIs::parse(condition).unwrap();
            assert_eq!((score.name.as_str(), score.except), ("helpful", None), "{condition}");
            assert!(score.min <= inside && inside <= score.max, "{condition}");
            assert!(outside < score.min || outside > score.max, "{condition}");
        }
        assert_eq!(ScoreIs::parse("helpful!=1").unwrap().except, Some(1.0));
        for condition in ["", "helpful", ">=1", "helpful>=", "helpful>=x", "helpful>=NaN", "helpful=>1", "helpful>=inf"]
        {
            assert_eq!(ScoreIs::parse(condition), None, "{condition}");
        }
    }

    #[test]
    fn a_variable_has_a_name_and_maybe_an_empty_value() {
        let read = |text: &str| VariableIs::parse(text).map(|is| (is.name, is.value));
        assert_eq!(read("city=Oslo"), Some(("city".into(), "Oslo".into())));
        assert_eq!(read("formula=a=b"), Some(("formula".into(), "a=b".into())));
        assert_eq!(read("city="), Some(("city".into(), String::new())));
        assert_eq!(read("city"), None);
        assert_eq!(read("=Oslo"), None);
    }
}
