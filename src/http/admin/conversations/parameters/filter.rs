//! Which conversations a request means, by parameters that combine with "and".

use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};
use utoipa::IntoParams;

use super::boolean;
use crate::domain::conversation::Status;
use crate::domain::filter::{CustomerIs, Filter, Keys, ScoreIs, VariableIs, WindowIs};
use crate::domain::money::Nanos;
use crate::domain::search::Text;
use crate::domain::text;
use crate::http::faults::Faults;

const TIME: &str = "must be a time like 2026-02-01T09:30:00Z or a date like 2026-02-01";
const COST: &str = "must be an amount like 0.05";

/// Which conversations; parts combine with "and".
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct FilterParameters {
    /// Types, separated by commas or repeated: `test`, `widget`, `whatsapp`, `api`, …
    #[param(example = "whatsapp,api")]
    r#type: Option<String>,
    /// The assistant that handled it.
    #[param(value_type = Option<Uuid>)]
    assistant_id: Option<String>,
    /// `active`, `inactive` or `ended`.
    #[param(value_type = Option<Status>)]
    status: Option<String>,
    /// The customer service window now: `open` (also when expiring), `expiring` or `closed`.
    #[param(example = "open")]
    window: Option<String>,
    /// A phone number, the beginning of one (`49151*`), a platform's user id or its beginning, or a user name (`@jane`).
    #[param(example = "+49 151 2345678")]
    customer: Option<String>,
    /// The thread key, session id or external identifier, or its beginning with `*`.
    #[param(example = "order-4821*")]
    thread_id: Option<String>,
    /// The caller's own id, exactly.
    external_identifier: Option<String>,
    /// Tags, separated by commas or repeated; all must be there.
    tag: Option<String>,
    /// An agent that was at work in it, by its exact name; programs that report traces tell it.
    #[param(example = "triage")]
    agent: Option<String>,
    /// A score by name, one of `>=`, `<=`, `!=`, `>`, `<`, `=`, and a number.
    #[param(example = "helpful>=0.5")]
    score: Option<String>,
    /// `true`: with errors; `false`: without.
    #[param(value_type = Option<bool>)]
    has_error: Option<String>,
    /// What it cost at the least, in the project's currency.
    #[param(example = "0.05")]
    min_cost: Option<String>,
    /// What it cost at the most.
    max_cost: Option<String>,
    /// A variable and its current value, given or extracted.
    #[param(example = "city=Oslo")]
    variable: Option<String>,
    /// Begun at this time or later: RFC 3339, or a date, which begins at midnight UTC.
    #[param(example = "2026-02-01")]
    from: Option<String>,
    /// Begun before this time, or on or before this date.
    #[param(example = "2026-02-28")]
    to: Option<String>,
    /// Words that must all stand somewhere in the conversation: messages, variables, names, numbers and ids, whole or
    /// as they begin, whatever their case and accents; a word that is nowhere is taken for a slip.
    #[param(example = "refund order 4821")]
    q: Option<String>,
    /// `false` leaves test conversations out.
    #[param(value_type = Option<bool>)]
    include_test: Option<String>,
}

impl FilterParameters {
    /// Reads the filter; what is wrong with it goes to `faults`.
    pub fn filter(&self, faults: &mut Faults) -> Filter {
        let list = |value: &Option<String>| -> Vec<String> {
            let words = value.as_deref().unwrap_or("").split(',').map(str::trim);
            words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let text = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        Filter {
            types: list(&self.r#type),
            tags: list(&self.tag),
            agent: text(&self.agent),
            assistant: faults
                .read("assistant_id", self.assistant_id.as_deref(), "must be a UUID", |id| id.parse().ok()),
            status: faults.read("status", self.status.as_deref(), "must be active, inactive or ended", status),
            window: faults.read("window", self.window.as_deref(), "must be open, expiring or closed", WindowIs::parse),
            customer: faults.read(
                "customer",
                self.customer.as_deref(),
                "must be a phone number, a user id or @username; end it with * to find what begins so",
                CustomerIs::parse,
            ),
            thread: faults.read(
                "thread_id",
                self.thread_id.as_deref(),
                "must not be empty; end it with * to find what begins so",
                Keys::parse,
            ),
            external_identifier: text(&self.external_identifier).map(|id| text::key(&id)),
            score: faults.read(
                "score",
                self.score.as_deref(),
                "must be a name, an operator (>= <= != > < =) and a number, like helpful>=0.5",
                ScoreIs::parse,
            ),
            has_error: faults.read("has_error", self.has_error.as_deref(), "must be true or false", boolean),
            min_cost: faults.read("min_cost", self.min_cost.as_deref(), COST, |cost| Nanos::parse(cost).ok()),
            max_cost: faults.read("max_cost", self.max_cost.as_deref(), COST, |cost| Nanos::parse(cost).ok()),
            variable: faults.read(
                "variable",
                self.variable.as_deref(),
                "must be a name, = and a value, like city=Oslo",
                VariableIs::parse,
            ),
            from: faults.read("from", self.from.as_deref(), TIME, |at| time(at, Duration::ZERO)),
            to: faults.read("to", self.to.as_deref(), TIME, |at| time(at, Duration::DAY)),
            without_test: faults.read("include_test", self.include_test.as_deref(), "must be true or false", boolean)
                == Some(false),
            text: self
                .q
                .as_deref()
                .filter(|q| !q.trim().is_empty())
                .and_then(|q| Text::parse(q).map_err(|error| faults.add("q", error.to_string())).ok()),
        }
    }
}

fn status(word: &str) -> Option<Status> {
    [Status::Active, Status::Inactive, Status::Ended].into_iter().find(|status| status.as_str() == word)
}

/// A time, or midnight UTC of a date and `later` than that. The `+` of an offset that was not escaped arrives as a space.
fn time(text: &str, later: Duration) -> Option<OffsetDateTime> {
    if let Ok(date) = Date::parse(text, format_description!("[year]-[month]-[day]")) {
        return date.midnight().assume_utc().checked_add(later);
    }
    OffsetDateTime::parse(&text.replace(' ', "+"), &Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use super::time;
    use ::time::{Duration, macros::datetime};

    #[test]
    fn times_are_dates_or_moments() {
        let read = |text| time(text, Duration::DAY);
        assert_eq!(read("2026-02-01"), Some(datetime!(2026-02-02 0:00 UTC)));
        assert_eq!(read("2026-02-01T09:30:00Z"), Some(datetime!(2026-02-01 9:30 UTC)));
        assert_eq!(read("2026-02-01T09:30:00 01:00"), Some(datetime!(2026-02-01 8:30 UTC)));
        assert_eq!(read("9999-12-31"), None);
    }
}
