//! Which page of a list a request means, and in which order.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::page::{Cursor, Fingerprint, Order, Page, Sort};
use crate::http::faults::Faults;

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
