//! From the names an event carries to the conversation it belongs to: found, begun, or two merged into one.

use std::sync::Arc;

use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::memory::{Known, Learnt};
use super::queue::Queue;
use super::write::WriteError;
use crate::domain::conversation::{Opening, kind};
use crate::domain::customer::{Identity, Profile};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{ChannelId, ProjectId};
use crate::store;
use crate::store::conversations::change;
use crate::store::customers::many::{self as customers, Customers};

/// How long a free entry point lasts from the answer that opened it.
pub(super) const FREE_ENTRY: Duration = Duration::hours(72);

/// Where an event belongs.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) conversation: Uuid,
    /// The conversation's type.
    pub(super) kind: Arc<str>,
    /// Whether it began with this event.
    pub(super) begun: bool,
}

/// One resolution within a transaction.
pub(super) struct Resolver<'a> {
    pub(super) queue: &'a Queue,
    pub(super) conn: &'a mut PgConnection,
    pub(super) project: ProjectId,
    pub(super) now: OffsetDateTime,
    pub(super) learnt: &'a mut Learnt,
}

impl Resolver<'_> {
    /// The conversation of an event, or none where it belongs to none.
    pub(super) async fn place(&mut self, event: &Event) -> Result<Option<Place>, WriteError> {
        let at = happened_at(event, self.now);
        match &event.conversation {
            ConversationRef::Nowhere => {
                if let EventKind::IdentityLinked(profile) = &event.kind {
                    self.link(profile, at).await?;
                }
                Ok(None)
            }
            ConversationRef::Id(id) => {
                let place = self.by_id(id.0).await?;
                if let EventKind::Identified(profile) = &event.kind {
                    let customer = self.customer(profile, at).await?;
                    let (project, conversation) = (self.project.0, place.conversation);
                    if change::belong(self.conn, project, conversation, customer).await? {
                        change::charge(self.conn, project, conversation, customer).await?;
                    }
                }
                Ok(Some(place))
            }
            ConversationRef::Thread(opening) => {
                let customer = match &opening.customer {
                    Some(profile) if self.recall(&thread_name(self.project, opening)).is_none() => {
                        Some(self.customer(profile, at).await?)
                    }
                    _ => None,
                };
                self.thread(opening, customer, at).await.map(Some)
            }
            ConversationRef::Group { kind, channel, assistant, group } => {
                let opening = Opening {
                    kind: (*kind).to_owned(),
                    key: Opening::group_key(*channel, group),
                    external_identifier: None,
                    assistant: *assistant,
                    channel: Some(*channel),
                    environment: None,
                    customer: None,
                };
                self.thread(&opening, None, at).await.map(Some)
            }
            ConversationRef::Customer { kind, channel, assistant, profile } => {
                let name = customer_name(self.project, *channel, profile);
                if let Some(known) = self.recall(&name) {
                    self.rename(&known, profile, at, &name);
                    return Ok(Some(Place { conversation: known.conversation, kind: known.kind, begun: false }));
                }
                let customer = self.customer(profile, at).await?;
                let opening = Opening {
                    kind: (*kind).to_owned(),
                    key: Opening::customer_key(*channel, customer),
                    external_identifier: None,
                    assistant: *assistant,
                    channel: Some(*channel),
                    environment: None,
                    customer: None,
                };
                let place = self.thread(&opening, Some(customer), at).await?;
                let named = (profile.name.clone(), profile.username.clone());
                let (conversation, kind) = (place.conversation, Arc::clone(&place.kind));
                self.learnt.names.insert(name, Known { conversation, kind, customer: Some(customer), named });
                Ok(Some(place))
            }
        }
    }

    fn recall(&self, name: &str) -> Option<Known> {
        let mut known = self.learnt.names.get(name).cloned().or_else(|| self.queue.cache.get(name))?;
        known.conversation = self.learnt.now_at(known.conversation);
        Some(known)
    }

    async fn by_id(&mut self, id: Uuid) -> Result<Place, WriteError> {
        let id = self.learnt.now_at(id);
        let name = format!("i/{}/{id}", self.project);
        if let Some(known) = self.recall(&name) {
            return Ok(Place { conversation: id, kind: known.kind, begun: false });
        }
        let kind = store::conversations::begin::kind(self.conn, self.project.0, id).await?;
        let kind: Arc<str> = kind.ok_or(WriteError::NoConversation(0))?.into();
        let known = Known { conversation: id, kind: Arc::clone(&kind), customer: None, named: (None, None) };
        self.learnt.names.insert(name, known);
        Ok(Place { conversation: id, kind, begun: false })
    }

    pub(super) async fn thread(
        &mut self,
        opening: &Opening,
        customer: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<Place, WriteError> {
        let name = thread_name(self.project, opening);
        if let Some(known) = self.recall(&name) {
            return Ok(Place { conversation: known.conversation, kind: known.kind, begun: false });
        }
        let new = store::conversations::begin::New {
            project: self.project.0,
            id: self.queue.ids.next(self.now),
            kind: &opening.kind,
            thread_key: &opening.key,
            external_identifier: opening.external_identifier.as_deref(),
            channel: opening.channel.map(|channel| channel.0),
            customer,
            assistant: opening.assistant.map(|assistant| assistant.0),
            environment: opening.environment.as_deref(),
            at,
        };
        let (conversation, begun) = store::conversations::begin::find_or_begin(self.conn, &new).await?;
        if begun {
            *self.learnt.begun.entry(opening.kind.clone()).or_default() += 1;
            self.learnt.opened.push(conversation);
            if let (Some(name), true) = (&opening.external_identifier, opening.kind != kind::TRACE) {
                // What was traced under this name before belongs here.
                store::traces::queue::push_thread(self.conn, self.project.0, name, self.now).await?;
            }
        }
        let kind: Arc<str> = opening.kind.as_str().into();
        let known = Known { conversation, kind: Arc::clone(&kind), customer, named: (None, None) };
        self.learnt.names.insert(name, known);
        Ok(Place { conversation, kind, begun })
    }

    /// The one customer of a profile, created or merged as needed.
    async fn customer(&mut self, profile: &Profile, at: OffsetDateTime) -> Result<Uuid, WriteError> {
        let (kinds, values) = columns(&profile.identities);
        let project = self.project.0;
        let mut known = store::customers::known(self.conn, project, &kinds, &values).await?;
        let created = known.is_empty();
        if created {
            let id = self.queue.ids.next(self.now);
            let new = Customers {
                id: vec![id],
                name: vec![profile.name.clone()],
                username: vec![profile.username.clone()],
                named_at: vec![profile.name.as_ref().or(profile.username.as_ref()).map(|_| at)],
            };
            customers::insert(self.conn, project, &new, self.now).await?;
            known.push(id);
        } else if known.len() == 1 {
            if customers::hold(self.conn, project, &known).await?.is_empty() {
                return Err(WriteError::Vanished);
            }
        } else if store::customers::lock(self.conn, project, &known).await? < known.len() {
            return Err(WriteError::Vanished);
        }
        let holders = vec![known[0]; kinds.len()];
        let taken = customers::add_identities(self.conn, project, &holders, &kinds, &values, self.now).await?;
        if taken < kinds.len() as u64 {
            // Another node was faster: all holders must be seen, and locked in their order, before anything else.
            if store::customers::known(self.conn, project, &kinds, &values).await? != known {
                return Err(WriteError::Outrun);
            }
        }
        let survivor = known[0];
        for loser in &known[1..] {
            self.merge(survivor, *loser).await?;
        }
        if known.len() > 1 || (!created && taken > 0) {
            store::conversations::change::queue_search_of(self.conn, project, survivor).await?;
        }
        if !created || known.len() > 1 {
            self.learnt.call(survivor, profile, at);
        }
        Ok(survivor)
    }

    async fn merge(&mut self, survivor: Uuid, loser: Uuid) -> Result<(), WriteError> {
        let project = self.project.0;
        let kept = store::conversations::merge::lock_of_customer(self.conn, project, survivor).await?;
        let moving = store::conversations::merge::lock_of_customer(self.conn, project, loser).await?;
        for gone in moving {
            if let Some(into) = kept.iter().find(|k| k.kind == gone.kind && k.channel_id == gone.channel_id) {
                store::conversations::merge::merge(self.conn, project, into.id, gone.id).await?;
                *self.learnt.begun.entry(gone.kind.clone()).or_default() -= 1;
                self.learnt.merged.insert(gone.id, into.id);
            } else {
                let channel = ChannelId(gone.channel_id.unwrap_or_default());
                let key = Opening::customer_key(channel, survivor);
                store::conversations::merge::hand_over(self.conn, project, gone.id, survivor, &key).await?;
            }
        }
        store::customers::merge(self.conn, project, survivor, loser).await?;
        if let Some(named) = self.learnt.named.remove(&loser)
            && self.learnt.named.get(&survivor).is_none_or(|other| other.at <= named.at)
        {
            self.learnt.named.insert(survivor, named);
        }
        // Names of this transaction that led to the loser's customer must be found anew.
        self.learnt.names.clear();
        self.queue.cache.clear();
        Ok(())
    }

    /// Aliases seen together outside a message: links customers that exist, creates none.
    async fn link(&mut self, profile: &Profile, at: OffsetDateTime) -> Result<(), WriteError> {
        // Nearly every status shows the same two aliases again.
        let aliases = customer_name(self.project, ChannelId(Uuid::nil()), profile);
        if self.learnt.linked.contains(&aliases) || self.queue.cache.links(&aliases) {
            return Ok(());
        }
        let (kinds, values) = columns(&profile.identities);
        let known = store::customers::known(self.conn, self.project.0, &kinds, &values).await?;
        if !known.is_empty() {
            self.customer(profile, at).await?;
            self.learnt.linked.insert(aliases);
        }
        Ok(())
    }

    /// Notes a name that differs from the one last written.
    fn rename(&mut self, known: &Known, profile: &Profile, at: OffsetDateTime, name: &str) {
        let Some(customer) = known.customer else { return };
        let fresh = |new: &Option<String>, old: &Option<String>| new.is_some() && new != old;
        if fresh(&profile.name, &known.named.0) || fresh(&profile.username, &known.named.1) {
            self.learnt.call(customer, profile, at);
            let mut known = known.clone();
            known.named = (profile.name.clone().or(known.named.0), profile.username.clone().or(known.named.1));
            self.learnt.names.insert(name.to_owned(), known);
        }
    }
}

/// The name under which a conversation with a key of its own is remembered.
pub(super) fn thread_name(project: ProjectId, opening: &Opening) -> String {
    format!("t/{project}/{}/{}", opening.kind, opening.key)
}

/// When an event happened, for the start of the conversation that it begins.
pub(super) fn happened_at(event: &Event, now: OffsetDateTime) -> OffsetDateTime {
    match &event.kind {
        EventKind::Said(message) => message.sent_at,
        EventKind::Delivered(status) => status.at,
        EventKind::VariableSet(variable) => variable.set_at,
        EventKind::Began { at } | EventKind::Ended { at, .. } | EventKind::HandedOver { at, .. } => *at,
        EventKind::Noticed(notice) => notice.at,
        // Not the moment of recording: the conversation must begin at the same time in whatever order it is told.
        EventKind::FreeEntryOpened { until } => *until - FREE_ENTRY,
        EventKind::IdentityLinked(_) | EventKind::Identified(_) | EventKind::Sent(_) => now,
    }
}

/// The name under which a customer's conversation on a channel is remembered.
pub(super) fn customer_name(project: ProjectId, channel: ChannelId, profile: &Profile) -> String {
    use std::fmt::Write as _;
    let mut name = format!("c/{project}/{channel}");
    for identity in &profile.identities {
        // Writing into a String cannot fail.
        let _ = write!(name, "/{}={}", identity.kind.as_str(), identity.value);
    }
    name
}

/// Aliases as columns, each once.
pub(super) fn columns(identities: &[Identity]) -> (Vec<String>, Vec<String>) {
    let mut sorted: Vec<&Identity> = identities.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted.into_iter().map(|identity| (identity.kind.as_str().to_owned(), identity.value.clone())).unzip()
}
