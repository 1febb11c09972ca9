//! Fields about an account, and those that are new to us: kept whole.

use super::envelope::{Change, Entry};
use super::item::{self, Item};
use super::reading::Reading;
use super::{lenient, times};

/// Keeps the `errors` of a value. Only the errors: the value around them may hold messages, which are not to be kept
/// twice; but their time is that of its first item, so that they are the same when they come again.
pub(super) fn errors(reading: &mut Reading<'_>, change: &Change<'_>) {
    let items =
        ["messages", "statuses", "calls"].into_iter().find_map(|name| change.fields.list(name).into_iter().next());
    let at = items.and_then(Item::read).and_then(|item| reading.time(&item));
    for json in change.fields.list("errors") {
        reading.notice(at, item::wrapped("error", json));
    }
}

/// Keeps the value; its time is its own, else that of its first item, else that of the entry.
pub(super) fn whole(reading: &mut Reading<'_>, entry: &Entry<'_>, change: &Change<'_>) {
    let at = |value: &serde_json::Value| times::at(value, &["timestamp"], reading.received_at);
    let own = times::at(&change.fields.value("timestamp"), &[], reading.received_at);
    let first = || lenient::value(lenient::list(change.fields.get(&change.field)?).into_iter().next()?);
    let time = own.or_else(|| at(&first()?)).or_else(|| times::at(&entry.time, &[], reading.received_at));
    reading.notice(time, item::content(change.value));
}
