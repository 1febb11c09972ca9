//! The people of a batch met all at once, in as many statements as for one: those who are new, and those who are known
//! by all their aliases. Whoever is neither is left for `resolve` to think about.

use std::collections::{BTreeMap, HashMap, HashSet};

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::memory::{Known, Learnt};
use super::queue::{Queue, Ticket};
use super::resolve::{customer_name, happened_at};
use super::write::WriteError;
use crate::domain::conversation::Opening;
use crate::domain::customer::{Identity, Profile};
use crate::domain::event::{ConversationRef, EventKind};
use crate::domain::id::{AssistantId, ChannelId, ProjectId};
use crate::store::conversations::many::{self as conversations, Conversations};
use crate::store::customers::many::{self as customers, Customers};

/// Somebody who speaks in this batch and is not remembered.
struct Person<'a> {
    name: String,
    profile: &'a Profile,
    kind: &'static str,
    channel: ChannelId,
    assistant: Option<AssistantId>,
    /// The first event of theirs in the batch.
    at: OffsetDateTime,
}

/// Finds or creates whom a batch of more than one brings, with their conversations.
pub(super) async fn people(
    queue: &Queue,
    conn: &mut PgConnection,
    project: ProjectId,
    tickets: &[Ticket],
    now: OffsetDateTime,
    learnt: &mut Learnt,
) -> Result<(), WriteError> {
    let people = unremembered(queue, project, tickets, now);
    if people.len() < 2 {
        return Ok(());
    }
    let (kinds, values) = columns(people.iter());
    let found = customers::known(conn, project.0, &kinds, &values).await?;
    let owners: HashMap<(String, String), Uuid> =
        found.into_iter().map(|alias| ((alias.kind, alias.value), alias.customer_id)).collect();
    let (mut strangers, mut acquaintances) = (Vec::new(), Vec::new());
    for person in people {
        let owner = |identity: &Identity| owners.get(&(identity.kind.as_str().to_owned(), identity.value.clone()));
        let owners: HashSet<Option<&Uuid>> = person.profile.identities.iter().map(owner).collect();
        match Vec::from_iter(owners).as_slice() {
            [None] => strangers.push(person),
            [Some(customer)] => acquaintances.push((**customer, person)),
            _ => {}
        }
    }
    greet(queue, conn, project, strangers, now, learnt).await?;
    recognise(conn, project, acquaintances, learnt).await
}

/// Who speaks and is not remembered, each once; without those who share an alias with another, for they may be one.
fn unremembered<'a>(queue: &Queue, project: ProjectId, tickets: &'a [Ticket], now: OffsetDateTime) -> Vec<Person<'a>> {
    let mut people: BTreeMap<String, Person<'a>> = BTreeMap::new();
    let mut shown: HashMap<&'a Identity, usize> = HashMap::new();
    for event in tickets.iter().flat_map(|ticket| &ticket.intake.events) {
        if let EventKind::IdentityLinked(profile) = &event.kind {
            for identity in &profile.identities {
                *shown.entry(identity).or_default() += 2;
            }
        }
        let ConversationRef::Customer { kind, channel, assistant, profile } = &event.conversation else { continue };
        let name = customer_name(project, *channel, profile);
        if profile.identities.is_empty() || people.contains_key(&name) || queue.cache.knows(&name) {
            continue;
        }
        for identity in profile.identities.iter().collect::<HashSet<_>>() {
            *shown.entry(identity).or_default() += 1;
        }
        let at = happened_at(event, now);
        people.insert(name.clone(), Person { name, profile, kind, channel: *channel, assistant: *assistant, at });
    }
    let alone = |person: &Person| person.profile.identities.iter().all(|identity| shown.get(identity) == Some(&1));
    people.into_values().filter(alone).collect()
}

/// Creates people whom nobody knew, and begins their conversations.
async fn greet(
    queue: &Queue,
    conn: &mut PgConnection,
    project: ProjectId,
    strangers: Vec<Person<'_>>,
    now: OffsetDateTime,
    learnt: &mut Learnt,
) -> Result<(), WriteError> {
    if strangers.is_empty() {
        return Ok(());
    }
    let (mut new, mut begun) = (Customers::default(), Conversations::default());
    let (mut holders, mut kinds, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for person in &strangers {
        let customer = queue.ids.next(now);
        let profile = person.profile;
        new.id.push(customer);
        new.name.push(profile.name.clone());
        new.username.push(profile.username.clone());
        new.named_at.push(profile.name.as_ref().or(profile.username.as_ref()).map(|_| person.at));
        let (their_kinds, their_values) = columns([person].into_iter());
        holders.extend(their_kinds.iter().map(|_| customer));
        kinds.extend(their_kinds);
        values.extend(their_values);
        begun.id.push(queue.ids.next(now));
        begun.kind.push(person.kind.to_owned());
        begun.thread_key.push(Opening::customer_key(person.channel, customer));
        begun.channel.push(person.channel.0);
        begun.customer.push(customer);
        begun.assistant.push(person.assistant.map(|assistant| assistant.0));
        begun.at.push(person.at);
    }
    customers::insert(conn, project.0, &new, now).await?;
    let taken = customers::add_identities(conn, project.0, &holders, &kinds, &values, now).await?;
    if taken < kinds.len() as u64 {
        return Err(WriteError::Outrun);
    }
    conversations::begin(conn, project.0, &begun).await?;
    learnt.opened.extend(&begun.id);
    for (row, person) in strangers.into_iter().enumerate() {
        *learnt.begun.entry(person.kind.to_owned()).or_default() += 1;
        let known = Known {
            conversation: begun.id[row],
            kind: person.kind.into(),
            customer: Some(new.id[row]),
            named: (new.name[row].clone(), new.username[row].clone()),
        };
        learnt.names.insert(person.name, known);
    }
    Ok(())
}

/// Finds the conversations of people who are known.
async fn recognise(
    conn: &mut PgConnection,
    project: ProjectId,
    acquaintances: Vec<(Uuid, Person<'_>)>,
    learnt: &mut Learnt,
) -> Result<(), WriteError> {
    if acquaintances.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = acquaintances.iter().map(|(customer, _)| *customer).collect();
    let held = customers::hold(conn, project.0, &ids).await?;
    let called: HashMap<Uuid, _> = held.into_iter().map(|held| (held.id, (held.name, held.username))).collect();
    let key =
        |customer: Uuid, person: &Person| (person.kind.to_owned(), Opening::customer_key(person.channel, customer));
    let (kinds, keys): (Vec<String>, Vec<String>) =
        acquaintances.iter().map(|(customer, person)| key(*customer, person)).unzip();
    let found = conversations::find(conn, project.0, &kinds, &keys).await?;
    let threads: HashMap<(String, String), Uuid> =
        found.into_iter().map(|thread| ((thread.kind, thread.thread_key), thread.id)).collect();
    for (customer, person) in acquaintances {
        if let (Some(conversation), Some(named)) = (threads.get(&key(customer, &person)), called.get(&customer)) {
            let known = Known {
                conversation: *conversation,
                kind: person.kind.into(),
                customer: Some(customer),
                named: named.clone(),
            };
            learnt.names.insert(person.name, known);
        }
    }
    Ok(())
}

/// The aliases of people, each once.
fn columns<'a>(people: impl Iterator<Item = &'a Person<'a>>) -> (Vec<String>, Vec<String>) {
    people.map(|person| super::resolve::columns(&person.profile.identities)).fold(
        Default::default(),
        |mut all: (Vec<String>, Vec<String>), (kinds, values)| {
            all.0.extend(kinds);
            all.1.extend(values);
            all
        },
    )
}
