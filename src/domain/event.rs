//! The one language every adapter speaks: what happened, when, and in which conversation.

use time::OffsetDateTime;

use super::conversation::{Ending, Opening};
use super::customer::Profile;
use super::id::{AssistantId, ChannelId, ConversationId, MessageId, ProjectId};
use super::message::Message;
use super::variable::Variable;

/// Something that happened. Recording it twice, or in another order, gives the same record.
#[derive(Clone, Debug)]
pub struct Event {
    /// Whose record it belongs to.
    pub project: ProjectId,
    /// Where it belongs in that record.
    pub conversation: ConversationRef,
    /// What happened.
    pub kind: EventKind,
}

/// How an adapter names a conversation without knowing the database.
#[derive(Clone, Debug)]
pub enum ConversationRef {
    /// One that exists.
    Id(ConversationId),
    /// The one conversation of a customer on a channel; begun when missing.
    Customer {
        /// The channel's name, which becomes the conversation's type.
        kind: &'static str,
        /// The channel, for WhatsApp the business number.
        channel: ChannelId,
        /// Who answers, should the conversation begin now.
        assistant: Option<AssistantId>,
        /// The person.
        profile: Profile,
    },
    /// A group on a channel; begun when missing.
    Group {
        /// The channel's name, which becomes the conversation's type.
        kind: &'static str,
        /// The channel.
        channel: ChannelId,
        /// Who answers, should the conversation begin now.
        assistant: Option<AssistantId>,
        /// The platform's id of the group.
        group: String,
    },
    /// One known by a key of its own; begun when missing.
    Thread(Opening),
    /// None: the event is about a channel, a person or a message id.
    Nowhere,
}

/// What happened, in the past tense.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// A message was said.
    Said(Box<Message>),
    /// A message changed its delivery status.
    Delivered(Delivered),
    /// A variable got a value.
    VariableSet(Variable),
    /// Aliases were seen together, or one replaced another, outside a message: links what exists, creates nothing.
    IdentityLinked(Profile),
    /// Somebody in a conversation of nobody known turned out to be this person.
    Identified(Profile),
    /// The free entry point of a conversation was reported to end at a time (pricing only).
    FreeEntryOpened {
        /// When it ends.
        until: OffsetDateTime,
    },
    /// The platform said something about a channel or account rather than a conversation.
    Noticed(Notice),
    /// The platform answered to a message that was sent to it.
    Sent(Sent),
    /// The conversation began without a message.
    Began {
        /// When.
        at: OffsetDateTime,
    },
    /// The conversation was ended.
    Ended {
        /// When.
        at: OffsetDateTime,
        /// By what.
        reason: Ending,
    },
    /// A person is to go on in the assistant's place, which answers no more.
    HandedOver {
        /// When.
        at: OffsetDateTime,
        /// Why, in the words of whoever asked for it.
        reason: Option<String>,
    },
}

/// A delivery status of one message for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered {
    /// The channel that sent the message.
    pub channel: ChannelId,
    /// The platform's id of the message.
    pub external_id: String,
    /// The recipient in a group; empty for one-to-one.
    pub participant: String,
    /// The platform's word, kept verbatim when unknown; see [`super::status::rank`].
    pub status: String,
    /// The platform's time.
    pub at: OffsetDateTime,
    /// Errors as the platform gave them, JSON array.
    pub errors: Option<serde_json::Value>,
    /// One line of the first error, for people.
    pub error: Option<String>,
    /// How the platform says it bills the message; booked once per message.
    pub pricing: Option<Pricing>,
    /// Our own id that the platform echoes.
    pub opaque: Option<String>,
}

/// What the platform answered to a message that was sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The message.
    pub message: MessageId,
    /// The channel that sent it.
    pub channel: ChannelId,
    /// The sender's claim on the message; a refusal under an older one is stale and changes nothing.
    pub claim: i64,
    /// The platform's id of the message, or why it will not be sent.
    pub outcome: Result<String, String>,
}

/// The `pricing` object of a status; amounts never come with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pricing {
    /// `PMP` or older `CBP`.
    pub model: Option<String>,
    /// `regular`, `free_customer_service`, …
    pub kind: Option<String>,
    /// `marketing`, `utility`, `service`, …
    pub category: Option<String>,
    /// As sent; announced for removal.
    pub billable: Option<bool>,
}

/// Something about a channel or account: template decisions, quality, bans, preferences, calls that ended.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The channel, where it names one of ours.
    pub channel: Option<ChannelId>,
    /// The webhook field, for example `message_template_status_update`.
    pub field: String,
    /// When, if the platform says so; else the time of arrival.
    pub at: OffsetDateTime,
    /// What came, as JSON text.
    pub content: Box<serde_json::value::RawValue>,
    /// Whether it tells of templates, whose list is to be fetched anew.
    pub is_about_templates: bool,
}
