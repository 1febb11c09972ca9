//! Where people talk.
//!
//! # Adding a channel
//! Write `src/channels/<name>.rs` with a type that implements [`Channel`], and add it to [`ALL`]. Its name there is
//! its webhook path (`/webhooks/<name>`), its value in the database and its choice in filters; nothing else changes.
//! Put requests as they really arrive under `tests/fixtures/<name>/`: the suite fails for a channel without them.

pub mod whatsapp;

use std::sync::Arc;

use time::Duration;

use crate::domain::account::Account;
use crate::domain::carriage::Carriages;
use crate::domain::inbound::{Inbound, Parsed, Rejected, Verified};
use crate::domain::outgoing::{Call, Content, File, Outgoing, Question, Upload, Verdict};
use crate::domain::template::Template;

/// Every channel that receives webhooks.
pub const ALL: &[&dyn Channel] = &[&whatsapp::WhatsApp];

/// A platform that delivers what people say.
pub trait Channel: Sync {
    /// The name in paths, in the database and in filters.
    fn name(&self) -> &'static str;

    /// How long free-form answers are allowed after a customer's message; none where they always are.
    fn window(&self) -> Option<Duration>;

    /// Answers the platform's question whether we are we: the body to echo, or nothing when the token is wrong.
    fn handshake(&self, query: &[(String, String)], accounts: &[Arc<Account>]) -> Option<String>;

    /// Finds the accounts whose secret signed the request.
    ///
    /// # Errors
    /// [`Rejected`] when there is none, or when the body cannot be what it claims to be.
    fn verify(&self, inbound: Inbound, accounts: &[Arc<Account>]) -> Result<Verified, Rejected>;

    /// A text in the parts that each fit a message; none for a text without letters.
    fn parts(&self, text: &str) -> Vec<String>;

    /// Whether a message of this kind may be sent while the window is closed; that opens none.
    fn is_for_closed_windows(&self, kind: &str) -> bool;

    /// What is wrong with a message that is to be sent: the field, and how to mend it.
    fn faults(&self, content: &Content) -> Vec<(String, String)>;

    /// The call that shows the customer that a message was read and an answer is coming; none where nothing can.
    fn attend(&self, account: &Account, external_id: &str) -> Option<Call>;

    /// The call that sends a message.
    ///
    /// # Errors
    /// Why there can be none, in words for the operator.
    fn call(&self, account: &Account, outgoing: &Outgoing) -> Result<Call, &'static str>;

    /// What the platform's answer to such a call means; `tries` counts the tries before it.
    fn verdict(&self, status: u16, body: &[u8], tries: u32) -> Verdict;

    /// The files that it sends.
    fn carriages(&self) -> &'static Carriages;

    /// The call that hands a file over, to be made before the call that sends a message with it.
    ///
    /// # Errors
    /// Why there can be none, in words for the operator.
    fn upload(&self, account: &Account, file: &File) -> Result<Upload, &'static str>;

    /// The platform's id of the file, by its answer to such a call; `tries` counts the tries before it.
    ///
    /// # Errors
    /// [`Verdict::Refused`] or [`Verdict::Later`]: a file that was handed over twice harms nobody.
    fn uploaded(&self, status: u16, body: &[u8], tries: u32) -> Result<String, Verdict>;

    /// The question for the templates of the account's business, from the page behind `after` on.
    ///
    /// # Errors
    /// Why it cannot be asked, in words for the operator.
    fn ask_for_templates(&self, account: &Account, after: Option<&str>) -> Result<Question, &'static str>;

    /// The templates on a page of the answer, and where the next page begins.
    ///
    /// # Errors
    /// Why the answer is none, in words that hold nothing of it.
    fn read_templates(&self, status: u16, body: &[u8]) -> Result<TemplatePage, String>;

    /// The question where the file of a message lies; `external_id` is the platform's id of the file.
    ///
    /// # Errors
    /// Why it cannot be asked, in words for the operator.
    fn ask_for_media(&self, account: &Account, external_id: &str) -> Result<Question, &'static str>;

    /// Where the answer says that the file lies. The token stands only in a question for a host of the platform.
    ///
    /// # Errors
    /// Why the answer names no such place, in words that hold nothing of it.
    fn read_media(&self, account: &Account, status: u16, body: &[u8]) -> Result<MediaPlace, String>;

    /// Turns a request into what happened. Pure and total: whatever it does not understand becomes a note.
    fn parse(&self, verified: &Verified) -> Parsed;
}

/// A page of templates.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplatePage {
    /// The templates in the platform's order; those without a name or language are left out.
    pub templates: Vec<Template>,
    /// Where the next page begins; none at the end.
    pub after: Option<String>,
}

/// Where a file lies for a few minutes, and what the platform says of it.
#[derive(Clone, Debug)]
pub struct MediaPlace {
    /// The question for the file itself.
    pub question: Question,
    /// Its SHA-256 as the platform spells it.
    pub sha256: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
}

/// The channel of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Channel> {
    ALL.iter().find(|channel| channel.name() == name).copied()
}
