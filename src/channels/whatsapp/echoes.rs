//! The field `smb_message_echoes`: what staff typed in the WhatsApp app on the same number.

use super::envelope::Change;
use super::reading::Reading;
use super::{people, said};
use crate::domain::message::Role;

/// Shown as the author of what was typed there.
pub(super) const AUTHOR: &str = "WhatsApp app";

/// Records echoes as messages of the business; they open no window.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    for (json, item) in reading.items(change.fields.list("message_echoes"), "an echo is no object") {
        let mut message = said::read(&item, Role::Operator, reading.received_at).message;
        message.author = Some(AUTHOR.to_owned());
        message.status = Some("sent");
        let profile = reading.contacts.complete(people::addressee(&item.value), false);
        if let Some(group) = item.word(&["group_id"]) {
            reading.say(reading.group(&group), message);
        } else if profile.identities.is_empty() {
            reading.keep(json, "an echo without recipient");
        } else {
            reading.say(reading.customer(profile), message);
        }
    }
    reading.unknown(change, &["message_echoes"]);
}
