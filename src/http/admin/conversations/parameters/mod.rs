//! The query parameters of lists of conversations and how they are read: all faults at once, each with its mending.

mod given;

use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};
use utoipa::IntoParams;
use utoipa::openapi::path::ParameterIn;

pub use given::Given;

use crate::domain::conversation::Status;
use crate::domain::filter::{CustomerIs, Filter, Keys, ScoreIs, VariableIs, WindowIs};
use crate::domain::page::{Cursor, Fingerprint, Order, Page, Sort};
use crate::domain::search::Text;
use crate::domain::text;
use crate::http::faults::Faults;

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
    /// A score by name, one of `>=`, `<=`, `!=`, `>`, `<`, `=`, and a number.
    #[param(example = "helpful>=0.5")]
    score: Option<String>,
    /// `true`: with errors; `false`: without.
    #[param(value_type = Option<bool>)]
    has_error: Option<String>,
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

/// Which page, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageParameters {
    /// `last_activity` (default), `started`, `cost` or `messages`; `-` before it is descending, `+` ascending.
    #[param(example = "-last_activity")]
    sort: Option<String>,
    /// `desc` (default) or `asc`, in place of a sign before `sort`.
    #[param(example = "desc")]
    order: Option<String>,
    /// Rows of a page, 1 to 100.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 100, default = 15)]
    limit: Option<String>,
    /// Another name of `limit`.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 100)]
    per_page: Option<String>,
    /// `next_cursor` or `prev_cursor` of a page of the same list.
    cursor: Option<String>,
}

/// The parameters that a struct documents.
#[must_use]
pub fn names<T: IntoParams>() -> Vec<utoipa::openapi::path::Parameter> {
    T::into_params(|| Some(ParameterIn::Query))
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

const TIME: &str = "must be a time like 2026-02-01T09:30:00Z or a date like 2026-02-01";

impl PageParameters {
    /// Reads what to sort by.
    pub fn sorting(&self, faults: &mut Faults) -> (Sort, Order) {
        let sort = self.sort.as_deref().unwrap_or("");
        // A `+` that was not escaped arrives as a space.
        let (sign, name) = match sort.chars().next() {
            Some('-') => (Some(Order::Descending), &sort[1..]),
            Some('+' | ' ') => (Some(Order::Ascending), &sort[1..]),
            _ => (None, sort),
        };
        let sort =
            faults.read("sort", Some(name), "must be last_activity, started, cost or messages", |name| match name {
                "" | "last_activity" => Some(Sort::LastActivity),
                "started" => Some(Sort::Started),
                "cost" => Some(Sort::Cost),
                "messages" => Some(Sort::Messages),
                _ => None,
            });
        let order = self.direction(faults);
        if sign.is_some() && order.is_some() {
            faults.add("order", "is given by the sign before sort already; leave one out");
        }
        (sort.unwrap_or_default(), sign.or(order).unwrap_or_default())
    }

    /// Reads `order` by itself.
    pub fn direction(&self, faults: &mut Faults) -> Option<Order> {
        faults.read("order", self.order.as_deref(), "must be asc or desc", |word| match word {
            "asc" => Some(Order::Ascending),
            "desc" => Some(Order::Descending),
            _ => None,
        })
    }

    /// Reads which page of the list of a fingerprint.
    pub fn page(&self, fingerprint: Fingerprint, default: usize, faults: &mut Faults) -> Page {
        if self.limit.is_some() && self.per_page.is_some() {
            faults.add("per_page", "is another name of limit; leave one out");
        }
        let (field, limit) = match &self.per_page {
            Some(limit) => ("per_page", Some(limit)),
            None => ("limit", self.limit.as_ref()),
        };
        let limit = faults.read(field, limit.map(String::as_str), "must be a whole number from 1 to 100", |limit| {
            limit.parse().ok().filter(|limit| (1..=100).contains(limit))
        });
        let cursor = faults.read(
            "cursor",
            self.cursor.as_deref(),
            "is not from this list: use next_cursor or prev_cursor of a page with the same filter and order, or leave it \
             out to begin anew",
            |cursor| Cursor::decode(cursor).filter(|cursor| cursor.fingerprint == fingerprint),
        );
        Page { limit: limit.unwrap_or(default), cursor, fingerprint }
    }
}

/// Reads `true` or `false`.
#[must_use]
pub fn boolean(word: &str) -> Option<bool> {
    match word {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
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
    use super::{Faults, FilterParameters, Given, PageParameters, names, time};
    use crate::domain::page::{Order, Sort};
    use crate::http::error::Error;
    use ::time::{Duration, macros::datetime};

    async fn given(query: &str) -> Given {
        use axum::extract::FromRequestParts as _;
        let request = axum::http::Request::get(format!("/?{query}")).body(()).unwrap();
        Given::from_request_parts(&mut request.into_parts().0, &()).await.unwrap()
    }

    fn fields(faults: Faults) -> Vec<String> {
        let Err(Error::Invalid(faults)) = faults.unless(()) else { return Vec::new() };
        faults.into_iter().map(|fault| fault.field).collect()
    }

    #[tokio::test]
    async fn every_bad_parameter_is_named_at_once() {
        let given = given(
            "type=api&type=test&assistant_id=x&status=gone&window=ajar&customer=&thread_id=*&score=good&has_error=maybe\
             &variable=city&from=yesterday&to=2026-02-30&q=%21&include_test=2&colour=red&sort=colour&limit=101&cursor=abc",
        )
        .await;
        let mut faults = Faults::default();
        given.refuse_others(&[names::<FilterParameters>(), names::<PageParameters>()], &mut faults);
        assert_eq!(fields(faults), ["colour"]);
        let mut faults = Faults::default();
        let filter = given.take::<FilterParameters>().filter(&mut faults);
        assert_eq!(filter.types, ["api", "test"]);
        let page: PageParameters = given.take();
        page.sorting(&mut faults);
        page.page(given.fingerprint("list"), 15, &mut faults);
        let want = [
            "assistant_id",
            "status",
            "window",
            "customer",
            "thread_id",
            "score",
            "has_error",
            "variable",
            "from",
            "to",
            "include_test",
            "q",
            "sort",
            "limit",
            "cursor",
        ];
        assert_eq!(fields(faults), want);
    }

    #[tokio::test]
    async fn the_order_is_a_sign_or_a_word() {
        for (query, want) in [
            ("", (Sort::LastActivity, Order::Descending)),
            ("sort=cost", (Sort::Cost, Order::Descending)),
            ("sort=-started", (Sort::Started, Order::Descending)),
            ("sort=+started", (Sort::Started, Order::Ascending)),
            ("sort=%2Bmessages", (Sort::Messages, Order::Ascending)),
            ("sort=messages&order=asc", (Sort::Messages, Order::Ascending)),
        ] {
            let mut faults = Faults::default();
            assert_eq!(given(query).await.take::<PageParameters>().sorting(&mut faults), want, "{query}");
            assert!(fields(faults).is_empty(), "{query}");
        }
    }

    #[test]
    fn times_are_dates_or_moments() {
        let read = |text| time(text, Duration::DAY);
        assert_eq!(read("2026-02-01"), Some(datetime!(2026-02-02 0:00 UTC)));
        assert_eq!(read("2026-02-01T09:30:00Z"), Some(datetime!(2026-02-01 9:30 UTC)));
        assert_eq!(read("2026-02-01T09:30:00 01:00"), Some(datetime!(2026-02-01 8:30 UTC)));
        assert_eq!(read("9999-12-31"), None);
    }
}
