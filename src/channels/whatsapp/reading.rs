//! The reading of one change for one account: what is known around its items, and what they turned out to say.

use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::accounts::Owner;
use super::envelope::Change;
use super::item::{self, Item};
use super::lenient::word;
use super::notes::Notes;
use super::people::Contacts;
use super::times;
use crate::domain::account::Account;
use crate::domain::conversation::kind::WHATSAPP;
use crate::domain::customer::{Identity, IdentityKind, Profile};
use crate::domain::event::{ConversationRef, Event, EventKind, Notice};
use crate::domain::message::Message;
use crate::domain::text;

/// Fields that tell of changes to templates.
const TEMPLATE_FIELDS: [&str; 4] = [
    "message_template_status_update",
    "message_template_components_update",
    "message_template_quality_update",
    "template_category_update",
];

/// Context and outcome of reading a change.
pub(super) struct Reading<'a> {
    /// Whose it is.
    pub account: &'a Account,
    /// Whether the change names the account's very number.
    pub is_named: bool,
    /// When it arrived.
    pub received_at: OffsetDateTime,
    /// The people introduced beside the items.
    pub contacts: Contacts,
    /// What happened, in order.
    pub events: Vec<Event>,
    field: String,
    /// The business number as the account and the change spell it.
    numbers: Vec<Identity>,
    notes: &'a mut Notes,
}

impl<'a> Reading<'a> {
    /// The start of a reading.
    pub(super) fn new(
        owner: Owner<'a>,
        change: &Change<'_>,
        received_at: OffsetDateTime,
        notes: &'a mut Notes,
    ) -> Self {
        let shown = word(&change.metadata, &["display_phone_number"]);
        let numbers = [owner.account.display_phone_number.clone(), shown];
        let number = |number: Option<String>| Identity::new(IdentityKind::Phone, &number?);
        Self {
            account: owner.account,
            is_named: owner.is_named,
            received_at,
            contacts: Contacts::read(&change.fields),
            events: Vec::new(),
            field: text::cut(&change.field, 64).to_owned(),
            numbers: numbers.into_iter().filter_map(number).collect(),
            notes,
        }
    }

    /// Records something in a conversation.
    pub(super) fn record(&mut self, conversation: ConversationRef, kind: EventKind) {
        self.events.push(Event { project: self.account.project, conversation, kind });
    }

    /// Records a message, whose id is one of the channel's.
    pub(super) fn say(&mut self, conversation: ConversationRef, mut message: Message) {
        message.source = Some(self.account.channel);
        self.record(conversation, EventKind::Said(Box::new(message)));
    }

    /// Records that aliases are one person's, if there are several.
    pub(super) fn link(&mut self, profile: Profile) {
        if profile.identities.len() > 1 {
            self.record(ConversationRef::Nowhere, EventKind::IdentityLinked(profile));
        }
    }

    /// Records that the platform said something about the account, in JSON that can be stored.
    pub(super) fn notice(&mut self, at: Option<OffsetDateTime>, content: Option<Box<RawValue>>) {
        let Some(content) = content else { return };
        let channel = self.is_named.then_some(self.account.channel);
        let at = at.unwrap_or(self.received_at);
        let is_about_templates = TEMPLATE_FIELDS.contains(&self.field.as_str());
        let notice = Notice { channel, field: text::clean(&self.field), at, content, is_about_templates };
        self.record(ConversationRef::Nowhere, EventKind::Noticed(notice));
    }

    /// Notes that an item could not be read as what it should be, and keeps it as a notice.
    pub(super) fn keep(&mut self, json: &RawValue, why: &str) {
        self.notes.add(why);
        if self.notes.may_keep() {
            let at = Item::read(json).and_then(|item| self.time(&item));
            self.notice(at, item::content(json));
        }
    }

    /// The time of an item, if it can be true.
    pub(super) fn time(&self, item: &Item<'_>) -> Option<OffsetDateTime> {
        times::at(&item.value, &["timestamp"], self.received_at)
    }

    /// The items under a name; what is no object is kept.
    pub(super) fn items<'j>(&mut self, list: Vec<&'j RawValue>, otherwise: &str) -> Vec<(&'j RawValue, Item<'j>)> {
        let read = |json| {
            let item = Item::read(json);
            if item.is_none() {
                self.keep(json, otherwise);
            }
            item.map(|item| (json, item))
        };
        list.into_iter().filter_map(read).collect()
    }

    /// Notes the members of a value that nobody here knows; keeps the whole value if there is none that we do.
    pub(super) fn unknown(&mut self, change: &Change<'_>, known: &[&str]) {
        for (name, _) in change.fields.iter() {
            if !known.contains(&name) && !["messaging_product", "metadata", "contacts"].contains(&name) {
                self.notes.add_id("unknown member", name);
            }
        }
        if !change.fields.iter().any(|(name, _)| known.contains(&name)) {
            self.keep(change.value, "nothing known in a value");
        }
    }

    /// Whether one of these aliases is the business number itself.
    pub(super) fn is_business(&self, aliases: &[Identity]) -> bool {
        aliases.iter().any(|alias| self.numbers.contains(alias))
    }

    /// Whether somebody answers what comes over this account, and the answer can be sent.
    pub(super) fn answers(&self) -> bool {
        self.account.assistant.is_some() && self.account.access_token.is_some()
    }

    /// The conversation with a customer.
    pub(super) fn customer(&self, profile: Profile) -> ConversationRef {
        let Account { channel, assistant, .. } = *self.account;
        ConversationRef::Customer { kind: WHATSAPP, channel, assistant, profile }
    }

    /// The conversation in a group.
    pub(super) fn group(&self, id: &str) -> ConversationRef {
        let Account { channel, assistant, .. } = *self.account;
        ConversationRef::Group { kind: WHATSAPP, channel, assistant, group: text::key(id) }
    }
}
