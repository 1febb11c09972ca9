//! The conversations that traces name: a channel's, or their own, which are found or begun all at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::super::memory::Known;
use super::super::resolve::{Place, Resolver, thread_name};
use super::super::write::WriteError;
use super::gather::{Part, Trace};
use super::settle::Work;
use crate::domain::conversation::{Opening, kind};
use crate::domain::customer::{Identity, IdentityKind, Profile};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::ConversationId;
use crate::domain::text;
use crate::store::conversations::many::{self as conversations, Threads};
use crate::store::customers::many::{self as customers, Customers};
use crate::store::traces::link;

/// A conversation as the first of its traces tells of it.
struct Wanted<'a> {
    thread: &'a str,
    key: String,
    user: Option<&'a str>,
    environment: Option<&'a str>,
    at: time::OffsetDateTime,
}

impl Work<'_> {
    /// The conversation of each name that the spans give: a channel's, or one of their own.
    pub(super) async fn places(&mut self, traces: &[Trace]) -> Result<BTreeMap<String, Place>, WriteError> {
        let threads: BTreeSet<&String> = traces.iter().flat_map(|trace| trace.threads.keys()).collect();
        let threads: Vec<String> = threads.into_iter().cloned().collect();
        let mut places: BTreeMap<String, Place> = link::of_channels(self.tx, self.project.0, &threads)
            .await?
            .into_iter()
            .map(|named| (named.thread, Place { conversation: named.id, kind: named.kind.into(), begun: false }))
            .collect();
        let mut wanted: BTreeMap<&str, Wanted<'_>> = BTreeMap::new();
        for trace in traces {
            for (thread, Part { of, .. }) in trace.threads.iter().filter(|(thread, _)| !places.contains_key(*thread)) {
                let (user, environment) = (trace.user(of), trace.environment(of));
                let at = trace.began_at(of).unwrap_or(self.now);
                let key = text::key(thread);
                let one = wanted.entry(thread).or_insert(Wanted { thread, key, user, environment, at });
                one.user = one.user.or(user);
                one.environment = one.environment.or(environment);
            }
        }
        self.remember(wanted.values()).await?;
        self.begin(wanted.values()).await?;
        for one in wanted.values() {
            let known = self.recall(&one.key).ok_or(WriteError::Outrun)?;
            let place = Place { conversation: known.conversation, kind: known.kind, begun: false };
            places.insert(one.thread.to_owned(), place);
        }
        for one in wanted.into_values() {
            if let (Some(user), Some(place)) = (one.user, places.get(one.thread)) {
                self.meet(place.conversation, user).await?;
            }
        }
        Ok(places)
    }

    fn name_of(&self, key: &str) -> String {
        let opening = Opening {
            kind: kind::TRACE.to_owned(),
            key: key.to_owned(),
            external_identifier: None,
            assistant: None,
            channel: None,
            environment: None,
            customer: None,
        };
        thread_name(self.project, &opening)
    }

    fn recall(&self, key: &str) -> Option<Known> {
        let name = self.name_of(key);
        self.learnt.names.get(&name).cloned().or_else(|| self.queue.cache.get(&name))
    }

    fn learn(&mut self, key: &str, conversation: Uuid) {
        let known = Known { conversation, kind: kind::TRACE.into(), customer: None, named: (None, None) };
        self.learnt.names.insert(self.name_of(key), known);
    }

    /// Finds those that are there already and not remembered.
    async fn remember<'a>(&mut self, wanted: impl Iterator<Item = &'a Wanted<'a>>) -> Result<(), WriteError> {
        let keys: Vec<String> =
            wanted.filter(|one| self.recall(&one.key).is_none()).map(|one| one.key.clone()).collect();
        if !keys.is_empty() {
            let kinds = vec![kind::TRACE.to_owned(); keys.len()];
            for found in conversations::find(self.tx, self.project.0, &kinds, &keys).await? {
                self.learn(&found.thread_key, found.id);
            }
        }
        Ok(())
    }

    /// Begins those that are not there.
    async fn begin<'a>(&mut self, wanted: impl Iterator<Item = &'a Wanted<'a>>) -> Result<(), WriteError> {
        let new: BTreeMap<&str, &Wanted<'_>> =
            wanted.filter(|one| self.recall(&one.key).is_none()).map(|one| (one.key.as_str(), one)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let customers = self.customers(new.values().copied()).await?;
        let mut rows = Threads::default();
        for one in new.values() {
            rows.id.push(self.queue.ids.next(self.now));
            rows.thread_key.push(one.key.clone());
            rows.customer.push(one.user.and_then(alias).and_then(|alias| customers.get(&alias.value).copied()));
            rows.environment.push(one.environment.map(text::clean));
            rows.at.push(one.at);
        }
        if conversations::begin_threads(self.tx, self.project.0, kind::TRACE, &rows).await? < rows.id.len() as u64 {
            return Err(WriteError::Outrun);
        }
        for (id, one) in rows.id.into_iter().zip(new.into_values()) {
            *self.learnt.begun.entry(kind::TRACE.to_owned()).or_default() += 1;
            self.learnt.opened.push(id);
            self.learn(&one.key, id);
            if let Some(user) = one.user {
                self.learnt.linked.insert(met(id, user));
            }
        }
        Ok(())
    }

    /// The customers of conversations that begin, by their alias; those who are new are created.
    async fn customers<'a>(
        &mut self,
        begun: impl Iterator<Item = &'a Wanted<'a>>,
    ) -> Result<HashMap<String, Uuid>, WriteError> {
        let project = self.project.0;
        let mut people: BTreeMap<String, (&str, time::OffsetDateTime)> = BTreeMap::new();
        for one in begun {
            if let Some((user, alias)) = one.user.and_then(|user| Some((user, alias(user)?))) {
                people.entry(alias.value).or_insert((user, one.at));
            }
        }
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        let kind = || IdentityKind::User.as_str().to_owned();
        let values: Vec<String> = people.keys().cloned().collect();
        let kinds = vec![kind(); values.len()];
        let known = customers::known(self.tx, project, &kinds, &values).await?;
        let mut owners: HashMap<String, Uuid> =
            known.into_iter().map(|alias| (alias.value, alias.customer_id)).collect();
        let holders: Vec<Uuid> = owners.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
        if customers::hold(self.tx, project, &holders).await?.len() < holders.len() {
            return Err(WriteError::Vanished);
        }
        people.retain(|value, _| !owners.contains_key(value));
        let mut new = Customers::default();
        for (user, at) in people.values() {
            new.id.push(self.queue.ids.next(self.now));
            new.name.push(Some(text::clean(user)));
            new.username.push(None);
            new.named_at.push(Some(*at));
        }
        if !new.id.is_empty() {
            customers::insert(self.tx, project, &new, self.now).await?;
            let values: Vec<String> = people.into_keys().collect();
            let kinds = vec![kind(); values.len()];
            let taken = customers::add_identities(self.tx, project, &new.id, &kinds, &values, self.now).await?;
            if taken < values.len() as u64 {
                return Err(WriteError::Outrun);
            }
            owners.extend(values.into_iter().zip(new.id));
        }
        Ok(owners)
    }

    /// Notes whose a conversation is, once.
    async fn meet(&mut self, conversation: Uuid, user: &str) -> Result<(), WriteError> {
        let name = met(conversation, user);
        if self.learnt.linked.contains(&name) || self.queue.cache.links(&name) {
            return Ok(());
        }
        let Some(alias) = alias(user) else { return Ok(()) };
        let profile = Profile { name: Some(text::clean(user)), identities: vec![alias], username: None };
        let event = Event {
            project: self.project,
            conversation: ConversationRef::Id(ConversationId(conversation)),
            kind: EventKind::Identified(profile),
        };
        Resolver { queue: self.queue, conn: self.tx, project: self.project, now: self.now, learnt: self.learnt }
            .place(&event)
            .await?;
        self.learnt.linked.insert(name);
        Ok(())
    }
}

/// The alias of somebody whom spans name.
fn alias(user: &str) -> Option<Identity> {
    Identity::new(IdentityKind::User, user)
}

/// The name under which it is remembered whose a conversation is.
fn met(conversation: Uuid, user: &str) -> String {
    format!("u/{conversation}/{user}")
}
