//! The field `history`: what was said before the number came to us, in chunks of any order. Nothing of it opens a
//! window, also not the media that follow in a `messages` array of the usual look.

use serde_json::Value;
use serde_json::value::RawValue;

use super::envelope::Change;
use super::item::{self, Item};
use super::lenient::{self, Fields};
use super::people;
use super::reading::Reading;
use super::{echoes, notices, said};
use crate::domain::customer::Profile;
use crate::domain::message::Role;
use crate::domain::status;

/// Reads threads and the media that follow them.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    for json in change.fields.list("history") {
        chunk(reading, json);
    }
    for (json, item) in reading.items(change.fields.list("messages"), "a message is no object") {
        message(reading, json, &item, None);
    }
    notices::errors(reading, change);
    reading.unknown(change, &["history", "messages", "errors"]);
}

/// A chunk has threads, or errors when the business declined to share.
fn chunk(reading: &mut Reading<'_>, json: &RawValue) {
    let fields = Fields::read(json).unwrap_or_default();
    let (threads, errors) = (fields.list("threads"), fields.list("errors"));
    if threads.is_empty() && errors.is_empty() {
        reading.keep(json, "a history without threads");
    }
    for json in errors {
        reading.notice(None, item::wrapped("error", json));
    }
    for json in threads {
        let Some(fields) = Fields::read(json) else {
            reading.keep(json, "a thread is no object");
            continue;
        };
        let customer = customer(&fields);
        for (json, item) in reading.items(fields.list("messages"), "a message is no object") {
            message(reading, json, &item, Some(&customer));
        }
    }
}

/// The customer of a thread: its id is their number, its context has the other aliases.
fn customer(thread: &Fields<'_>) -> Profile {
    let mut profile = people::profile(&thread.value("context"));
    let id = lenient::word(&thread.value("id"), &[]);
    people::add(&mut profile.identities, id.as_deref().and_then(people::address));
    profile
}

fn message(reading: &mut Reading<'_>, json: &RawValue, item: &Item<'_>, thread: Option<&Profile>) {
    let from = people::sender(&item.value);
    let to = people::addressee(&item.value);
    let is_ours = reading.is_business(&from) || (!to.is_empty() && !reading.is_business(&to));
    let role = if is_ours { Role::Operator } else { Role::User };
    let mut message = said::read(item, role, reading.received_at).message;
    if is_ours {
        message.author = Some(echoes::AUTHOR.to_owned());
        message.status = delivery(&item.value);
    }
    if message.kind == "media_placeholder" {
        // The media itself follows under the same id; recorded under it, the placeholder would shut it out.
        message.target.clone_from(&message.external_id);
        message.external_id = message.external_id.map(|id| format!("{id}/placeholder"));
    }
    let aliases = if is_ours { to } else { from };
    let profile = match thread {
        // Whatever stands in a thread concerns its customer, unless it says that it is about somebody else.
        Some(customer) if people::agree(&customer.identities, &aliases) => {
            people::merged(Profile { identities: aliases, ..Profile::default() }, customer)
        }
        _ => reading.contacts.complete(aliases, false),
    };
    if let Some(group) = item.word(&["group_id"]) {
        reading.say(reading.group(&group), message);
    } else if profile.identities.is_empty() {
        reading.keep(json, "a message without customer");
    } else {
        reading.say(reading.customer(profile), message);
    }
}

/// The status of an old message of ours in the words of live ones.
fn delivery(item: &Value) -> Option<&'static str> {
    let word = lenient::word(item, &["history_context", "status"])?.to_ascii_lowercase();
    match word.as_str() {
        "pending" => Some("queued"),
        "error" => Some("failed"),
        word => status::name(status::rank(word)),
    }
}
