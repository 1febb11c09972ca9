//! Adds new words to the documents of conversations.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::pin::pin;

use futures::TryStreamExt as _;
use sqlx::PgConnection;
use uuid::Uuid;

use super::News;
use crate::domain::conversation::kind;
use crate::domain::document::{self, Identity};
use crate::domain::tokens;
use crate::store::search::identity::{self, Known, Person};
use crate::store::search::index;

/// Conversations whose documents are in memory at once.
pub(super) const CHUNK: usize = 500;

/// Adds what is new in some conversations, given by rising ids, and what it adds to the number of documents of each
/// word; returns how many had something new.
pub(super) async fn grow(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    news: &mut News,
    counts: &mut BTreeMap<String, i64>,
) -> sqlx::Result<u64> {
    let mut words: BTreeMap<Uuid, BTreeSet<String>> =
        conversations.iter().map(|id| (*id, news.said.remove(id).unwrap_or_default())).collect();
    let changed: Vec<Uuid> = conversations.iter().filter(|id| news.changed.contains(id)).copied().collect();
    add_identities(conn, project, &changed, &mut words).await?;

    // A look without locks first: most of what is said was said before, and such documents are left alone. Who takes
    // a document away meanwhile, because two conversations become one, has the other one queued.
    let known = index::parts(conn, project, conversations).await?;
    words.retain(|id, words| {
        let Some(parts) = known.get(id) else { return true };
        document::drop_known(parts, words);
        !words.is_empty()
    });
    drop(known);
    if words.is_empty() {
        return Ok(0);
    }

    let growing: Vec<Uuid> = words.keys().copied().collect();
    let growing = index::hold(conn, project, &growing).await?;
    let begun = index::open(conn, project, &growing).await?;
    index::lock(conn, project, &growing).await?;
    // What has no document is read as a whole, behind the locks: what is recorded from now on has entries of its own.
    add_identities(conn, project, &begun, &mut words).await?;
    add_everything_said(conn, project, &begun, &mut words).await?;
    let mut known = index::parts(conn, project, &growing).await?;

    let mut gained: (Vec<Uuid>, Vec<i32>, Vec<String>) = Default::default();
    for id in &growing {
        let parts = known.remove(id).unwrap_or_default();
        for (part, words) in document::grow(&parts, words.remove(id).unwrap_or_default()) {
            for word in words.split(' ').filter(|word| document::is_listed(word)) {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
            gained.0.push(*id);
            gained.1.push(part);
            gained.2.push(words);
        }
    }
    index::add(conn, project, &gained.0, &gained.1, &gained.2).await?;
    Ok(growing.len() as u64)
}

async fn add_everything_said(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    words: &mut BTreeMap<Uuid, BTreeSet<String>>,
) -> sqlx::Result<()> {
    if conversations.is_empty() {
        return Ok(());
    }
    let mut rows = pin!(index::all_said(conn, project, conversations));
    while let Some(message) = rows.try_next().await? {
        words.entry(message.conversation_id).or_default().extend(tokens::words(&message.body));
    }
    Ok(())
}

/// Adds who and what conversations are.
async fn add_identities(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    words: &mut BTreeMap<Uuid, BTreeSet<String>>,
) -> sqlx::Result<()> {
    if conversations.is_empty() {
        return Ok(());
    }
    let known = identity::known(conn, project, conversations).await?;
    let customers: BTreeSet<Uuid> = known.iter().filter_map(|known| known.customer_id).collect();
    let people = identity::people(conn, project, &Vec::from_iter(customers)).await?;
    let mut identities: HashMap<Uuid, Identity> = HashMap::new();
    for known in known {
        let person = known.customer_id.and_then(|customer| people.get(&customer));
        identities.insert(known.id, describe(known, person));
    }
    for (conversation, value) in identity::values(conn, project, conversations).await? {
        identities.entry(conversation).or_default().values.push(value);
    }
    for (conversation, identity) in identities {
        words.entry(conversation).or_default().extend(identity.words());
    }
    Ok(())
}

fn describe(known: Known, person: Option<&Person>) -> Identity {
    let mut names: Vec<String> = known.external_identifier.into_iter().collect();
    // A platform's thread key is made of our own ids; elsewhere the caller or the session chose it.
    if known.kind != kind::WHATSAPP {
        names.push(known.thread_key);
    }
    let mut telephones = Vec::new();
    if let Some(person) = person {
        names.extend(person.name.iter().chain(&person.username).chain(&person.users).cloned());
        telephones.clone_from(&person.telephones);
    }
    Identity { names, telephones, values: Vec::new() }
}
