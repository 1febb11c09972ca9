//! Items of `statuses` under the field `messages`: how a message of ours fared with one recipient.

use serde_json::Value;
use serde_json::value::RawValue;
use time::Duration;

use super::item::{self, Item};
use super::lenient::word;
use super::reading::Reading;
use super::{calls, errors, people, times};
use crate::domain::event::{ConversationRef, Delivered, EventKind, Pricing};
use crate::domain::{json, text};

/// Longest word for a status or price that is kept, in bytes.
const MAX_WORD_BYTES: usize = 64;

/// A free entry point lasts 72 hours; more than this after arrival is a mistake.
const LONGEST_FREE_ENTRY: Duration = Duration::days(30);

/// Reads a status. Calls and payments have statuses too, recognised by their `type`: those are not ours to rank.
pub(super) fn read(reading: &mut Reading<'_>, raw: &RawValue) {
    let Some(item) = Item::read(raw) else {
        reading.keep(raw, "a status is no object");
        return;
    };
    match item.word(&["type"]).as_deref() {
        None | Some("message") => {}
        Some("call") => return calls::status(reading, raw, &item),
        Some(_) => return reading.notice(reading.time(&item), item::wrapped("status", raw)),
    }
    let (Some(id), Some(status)) = (item.word(&["id"]), item.word(&["status"])) else {
        reading.keep(raw, "a status without id or word");
        return;
    };
    let delivered = Delivered {
        channel: reading.account.channel,
        external_id: text::key(&id),
        participant: participant(&item),
        status: short(&status),
        at: reading.time(&item).unwrap_or(reading.received_at),
        errors: failures(&item.value["errors"]),
        error: errors::first(&item.value),
        pricing: pricing(&item.value["pricing"]),
        opaque: item.word(&["biz_opaque_callback_data"]).map(|data| text::key(&data)),
    };
    reading.record(ConversationRef::Nowhere, EventKind::Delivered(delivered));
    recipient(reading, &item);
}

/// What a status shows of its recipient: aliases, and the free entry point they came through.
fn recipient(reading: &mut Reading<'_>, item: &Item<'_>) {
    if is_in_group(item) {
        let keys =
            (["recipient_participant_id"], ["recipient_participant_user_id"], ["recipient_participant_parent_user_id"]);
        let aliases = people::aliases(&item.value, &keys.0, &keys.1, &keys.2);
        reading.link(reading.contacts.complete(aliases, false));
        return;
    }
    let profile = reading.contacts.complete(people::recipient(&item.value), false);
    let conversation = &item.value["conversation"];
    let is_free_entry = word(conversation, &["origin", "type"]).as_deref() == Some("referral_conversion");
    let until = times::until(conversation, &["expiration_timestamp"], reading.received_at, LONGEST_FREE_ENTRY);
    reading.link(profile.clone());
    if let (true, Some(until), false) = (is_free_entry, until, profile.identities.is_empty()) {
        reading.record(reading.customer(profile), EventKind::FreeEntryOpened { until });
    }
}

fn is_in_group(item: &Item<'_>) -> bool {
    item.word(&["recipient_type"]).as_deref() == Some("group") || !participant(item).is_empty()
}

/// The recipient in a group: one message has a status for each.
fn participant(item: &Item<'_>) -> String {
    let id = item.word(&["recipient_participant_id"]).or_else(|| item.word(&["recipient_participant_user_id"]));
    id.map(|id| text::key(&id)).unwrap_or_default()
}

/// The errors as an array, whatever came.
fn failures(errors: &Value) -> Option<Value> {
    match json::clean(errors.clone()) {
        Value::Null => None,
        Value::Array(errors) => Some(Value::Array(errors)),
        error => Some(Value::Array(vec![error])),
    }
}

fn pricing(pricing: &Value) -> Option<Pricing> {
    let text = |key: &str| word(pricing, &[key]).as_deref().map(short);
    pricing.is_object().then(|| Pricing {
        model: text("pricing_model"),
        kind: text("type"),
        category: text("category"),
        billable: pricing.get("billable").and_then(Value::as_bool),
    })
}

fn short(word: &str) -> String {
    text::clean(text::cut(word, MAX_WORD_BYTES))
}
