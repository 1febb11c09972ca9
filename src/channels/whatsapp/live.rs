//! The field `messages`: what customers say now, and statuses of what was said to them.

use super::envelope::Change;
use super::item::Item;
use super::reading::Reading;
use super::{WINDOW, notices, people, said, statuses, system};
use crate::domain::customer::{Identity, Profile};
use crate::domain::message::{Role, Work};
use crate::domain::{text, window};

/// Types that open no window. Meta leaves it undocumented for most of them; a window believed closed costs a
/// template, one wrongly believed open costs the message, so doubt counts as no.
const WINDOWLESS: [&str; 7] = ["reaction", "edit", "revoke", "request_welcome", "system", "unsupported", "unknown"];

/// Reads messages, statuses and errors, which may come in one value.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    let items = reading.items(change.fields.list("messages"), "a message is no object");
    let senders: Vec<Vec<Identity>> = items.iter().map(|(_, item)| people::sender(&item.value)).collect();
    let is_alone = senders.windows(2).all(|pair| pair[0] == pair[1]);
    for ((json, item), sender) in items.into_iter().zip(senders) {
        let profile = reading.contacts.complete(sender, is_alone);
        if let Some(group) = item.word(&["group_id"]) {
            in_group(reading, &item, &group, profile);
        } else if item.word(&["type"]).as_deref() == Some("system") {
            system::read(reading, json, &item, profile);
        } else if profile.identities.is_empty() {
            reading.keep(json, "a message without sender");
        } else {
            from_customer(reading, &item, profile);
        }
    }
    for json in change.fields.list("statuses") {
        statuses::read(reading, json);
    }
    notices::errors(reading, change);
    reading.unknown(change, &["messages", "statuses", "errors"]);
}

fn from_customer(reading: &mut Reading<'_>, item: &Item<'_>, profile: Profile) {
    let mut said = said::read(item, Role::User, reading.received_at);
    if said.is_dated && opens_window(item, &said.message.kind) {
        let closes_at = window::closes_at(said.message.sent_at, reading.received_at, WINDOW);
        said.message.window_closes_at = Some(closes_at);
        said.message.work = reading.answers().then_some(Work::Answer);
    }
    reading.say(reading.customer(profile), said.message);
}

/// Whether a customer did something by it that Meta counts as a message; answers to a request for permission to
/// call can be given by the customer's settings and do not.
fn opens_window(item: &Item<'_>, kind: &str) -> bool {
    !WINDOWLESS.contains(&kind) && item.value["interactive"].get("call_permission_reply").is_none()
}

/// A group has a window of its own kind, which we do not keep; the one-to-one window stays as it is.
fn in_group(reading: &mut Reading<'_>, item: &Item<'_>, group: &str, profile: Profile) {
    let role = if item.word(&["type"]).as_deref() == Some("system") { Role::System } else { Role::User };
    let mut said = said::read(item, role, reading.received_at);
    let alias = profile.identities.first().map(|alias| alias.value.clone());
    said.message.author = profile.name.clone().or(alias).map(|author| text::clean(&author));
    reading.say(reading.group(group), said.message);
    reading.link(profile);
}
