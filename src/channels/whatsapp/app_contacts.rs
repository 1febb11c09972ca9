//! The field `smb_app_state_sync`: the address book of the WhatsApp app on the same number.

use super::envelope::Change;
use super::reading::Reading;
use super::{item, people, times};

/// Keeps the contacts as a notice, and learns which number and user id belong together.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    for (json, item) in reading.items(change.fields.list("state_sync"), "a contact is no object") {
        let at = times::at(&item.value, &["metadata", "timestamp"], reading.received_at);
        reading.notice(at, item::wrapped("state_sync", json));
        reading.link(people::profile(&item.value["contact"]));
    }
    reading.unknown(change, &["state_sync"]);
}
