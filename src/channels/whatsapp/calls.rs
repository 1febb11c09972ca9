//! The field `calls`. A call is a message of kind `call` when the customer made or accepted it, because that opens
//! the window whether or not anybody answered; everything else about calls is a notice.

use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::envelope::Change;
use super::item::{self, Item};
use super::reading::Reading;
use super::{WINDOW, errors, notices, people, times};
use crate::domain::customer::Identity;
use crate::domain::message::{Message, Role};
use crate::domain::{text, window};

/// Reads calls and their statuses.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    for (json, item) in reading.items(change.fields.list("calls"), "a call is no object") {
        call(reading, json, &item);
    }
    for (json, item) in reading.items(change.fields.list("statuses"), "a status is no object") {
        status(reading, json, &item);
    }
    notices::errors(reading, change);
    reading.unknown(change, &["calls", "statuses", "errors"]);
}

/// A call that began or ended.
fn call(reading: &mut Reading<'_>, json: &RawValue, item: &Item<'_>) {
    let from = people::sender(&item.value);
    let is_ours = match item.word(&["direction"]).as_deref() {
        Some("BUSINESS_INITIATED") => true,
        Some("USER_INITIATED") => false,
        _ => reading.is_business(&from),
    };
    let at = reading.time(item);
    if is_ours {
        return reading.notice(at, item::wrapped("call", json));
    }
    let event = item.word(&["event"]).unwrap_or_else(|| "call".to_owned());
    let body = match (event.as_str(), item.word(&["duration"])) {
        ("terminate", Some(seconds)) => format!("Call ended after {} s", text::cut(&seconds, 20)),
        ("terminate", None) => "Call ended".to_owned(),
        _ => "Call".to_owned(),
    };
    // The report of an end comes later than the call: its start is what counts.
    let start = times::at(&item.value, &["start_time"], reading.received_at).into_iter().chain(at).min();
    said(reading, json, item, from, &event, &body, (at, start));
}

/// A status of a call, also when it comes under `messages` with the type `call`.
pub(super) fn status(reading: &mut Reading<'_>, json: &RawValue, item: &Item<'_>) {
    let at = reading.time(item);
    if item.word(&["status"]).is_some_and(|status| status.eq_ignore_ascii_case("accepted")) {
        said(reading, json, item, people::recipient(&item.value), "accepted", "Call accepted", (at, at));
    } else {
        reading.notice(at, item::wrapped("status", json));
    }
}

/// A call as a message. All reports of a call bear its id, so the event is made part of ours.
fn said(
    reading: &mut Reading<'_>,
    json: &RawValue,
    item: &Item<'_>,
    customer: Vec<Identity>,
    event: &str,
    body: &str,
    (at, window_from): (Option<OffsetDateTime>, Option<OffsetDateTime>),
) {
    let profile = reading.contacts.complete(customer, false);
    if profile.identities.is_empty() {
        reading.keep(json, "a call without customer");
        return;
    }
    let mut message = Message::new(Role::User, "call", body, at.unwrap_or(reading.received_at));
    message.external_id = Some(text::key(&format!("{}/{event}", item.id())));
    message.content = item.content();
    message.error = errors::first(&item.value);
    message.window_closes_at = window_from.map(|from| window::closes_at(from, reading.received_at, WINDOW));
    reading.say(reading.customer(profile), message);
}
