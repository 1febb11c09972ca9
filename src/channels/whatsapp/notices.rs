//! Fields about an account, and those that are new to us: kept whole.

use super::envelope::{Change, Entry};
use super::reading::Reading;
use super::{item, lenient, times};

/// Keeps the value; its time is its own, else that of its first item, else that of the entry.
pub(super) fn whole(reading: &mut Reading<'_>, entry: &Entry<'_>, change: &Change<'_>) {
    let at = |value: &serde_json::Value| times::at(value, &["timestamp"], reading.received_at);
    let own = times::at(&change.fields.value("timestamp"), &[], reading.received_at);
    let first = || lenient::value(lenient::list(change.fields.get(&change.field)?).into_iter().next()?);
    let time = own.or_else(|| at(&first()?)).or_else(|| times::at(&entry.time, &[], reading.received_at));
    reading.notice(time, item::content(change.value));
}
