//! WhatsApp Business Cloud API webhooks (Meta, "Create a webhook endpoint" and the messages webhook reference).
//!
//! A delivery is walked as slices of its own text down to single items ([`envelope`], [`lenient`]), so that an item
//! no parser can digest costs only itself. Each webhook field then has a file of its own.

mod accounts;
mod app_contacts;
mod body;
mod calls;
mod echoes;
mod envelope;
mod errors;
mod graph;
mod handshake;
mod history;
mod item;
mod lenient;
mod limits;
mod live;
mod media;
mod mend;
mod notes;
mod notices;
mod parts;
mod people;
#[cfg(test)]
mod properties;
mod reading;
mod said;
mod sending_files;
mod signature;
mod statuses;
mod system;
mod templates;
mod times;
mod user_ids;

use std::sync::Arc;

use time::Duration;

use self::{envelope::Envelope, notes::Notes, parts::Parts, reading::Reading};
use super::{Channel, MediaPlace, TemplatePage};
use crate::domain::account::Account;
use crate::domain::carriage::Carriages;
use crate::domain::conversation::kind::WHATSAPP;
use crate::domain::inbound::{Inbound, Parsed, Rejected, Verified};
use crate::domain::outgoing::{Call, Content, File, Outgoing, Question, Upload, Verdict};

/// How long free-form answers are allowed after a customer's message or call.
const WINDOW: Duration = Duration::hours(24);

/// The channel.
pub struct WhatsApp;

impl Channel for WhatsApp {
    fn name(&self) -> &'static str {
        WHATSAPP
    }

    fn window(&self) -> Option<Duration> {
        Some(WINDOW)
    }

    fn handshake(&self, query: &[(String, String)], accounts: &[Arc<Account>]) -> Option<String> {
        handshake::answer(query, accounts)
    }

    fn verify(&self, inbound: Inbound, accounts: &[Arc<Account>]) -> Result<Verified, Rejected> {
        signature::verify(inbound, accounts)
    }

    fn parts(&self, text: &str) -> Vec<String> {
        graph::parts(text)
    }

    fn is_for_closed_windows(&self, kind: &str) -> bool {
        kind == "template"
    }

    fn faults(&self, content: &Content) -> Vec<(String, String)> {
        limits::faults(content)
    }

    fn attend(&self, account: &Account, external_id: &str) -> Option<Call> {
        graph::attend(account, external_id).ok()
    }

    fn call(&self, account: &Account, outgoing: &Outgoing) -> Result<Call, &'static str> {
        graph::call(account, outgoing)
    }

    fn verdict(&self, status: u16, body: &[u8], tries: u32) -> Verdict {
        graph::verdict(status, body, tries)
    }

    fn carriages(&self) -> &'static Carriages {
        &sending_files::TAKEN
    }

    fn upload(&self, account: &Account, file: &File) -> Result<Upload, &'static str> {
        sending_files::upload(account, file)
    }

    fn uploaded(&self, status: u16, body: &[u8], tries: u32) -> Result<String, Verdict> {
        sending_files::uploaded(status, body, tries)
    }

    fn ask_for_templates(&self, account: &Account, after: Option<&str>) -> Result<Question, &'static str> {
        templates::ask(account, after)
    }

    fn read_templates(&self, status: u16, body: &[u8]) -> Result<TemplatePage, String> {
        templates::read(status, body)
    }

    fn ask_for_media(&self, account: &Account, external_id: &str) -> Result<Question, &'static str> {
        media::ask(account, external_id)
    }

    fn read_media(&self, account: &Account, status: u16, body: &[u8]) -> Result<MediaPlace, String> {
        media::read(account, status, body)
    }

    fn parse(&self, verified: &Verified) -> Parsed {
        let text = lenient::text(verified.body());
        let mut notes = Notes::default();
        let envelope = Envelope::read(&text, &mut notes);
        let mut parts = Parts::default();
        for (index, entry) in envelope.entries.iter().enumerate() {
            for change in &entry.changes {
                for owner in accounts::owners(entry, change, verified.accounts(), &mut notes) {
                    let mut reading = Reading::new(owner, change, verified.received_at(), &mut notes);
                    read(&mut reading, entry, change);
                    let events = reading.events;
                    parts.add(owner.account.project, index, change, events);
                }
            }
        }
        Parsed { parts: parts.finish(verified.body(), &envelope), notes: notes.into_list() }
    }
}

/// Reads one change by its field; what has no file of its own is a notice.
fn read(reading: &mut Reading<'_>, entry: &envelope::Entry<'_>, change: &envelope::Change<'_>) {
    match change.field.as_str() {
        "messages" => live::read(reading, change),
        "smb_message_echoes" => echoes::read(reading, change),
        "history" => history::read(reading, change),
        "smb_app_state_sync" => app_contacts::read(reading, change),
        "calls" => calls::read(reading, change),
        "user_id_update" => user_ids::read(reading, change),
        _ => notices::whole(reading, entry, change),
    }
}
