//! Brings the search documents up to date with what was recorded since; off the intake path, since entering a message
//! into the index costs more than recording it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use anyhow::Context as _;
use futures::TryStreamExt as _;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Job;
use crate::app::App;
use crate::domain::conversation::kind;
use crate::domain::document::{self, Identity, Parts};
use crate::domain::{id, tokens};
use crate::store::search::index::{self, Held, Person};

/// What was said is found within seconds.
pub const JOB: Job = Job {
    name: "index_search",
    schedule: "*/2 * * * * *",
    lease: Some(Duration::minutes(2)),
    run: |app| Box::pin(async move { run(&app).await }),
};

/// Waiting rows, each a recorded batch, that one transaction takes: a busy conversation is in many of them.
const BATCHES: i64 = 200;

/// Conversations whose words are in memory at once.
const CHUNK: usize = 500;

/// Rest between two transactions, in times of the one before.
const REST: u32 = 4;

/// A message's id is made some time before its commit; those of so long ago are read again.
const OVERLAP: Duration = Duration::minutes(10);

/// Indexes until nothing waits; returns how many conversations.
///
/// # Errors
/// When the database fails; what was not committed waits for the next run.
pub async fn run(app: &App) -> anyhow::Result<u64> {
    let mut indexed = 0;
    loop {
        let began = Instant::now();
        let mut transaction = app.pool.begin().await.context("no transaction to index in")?;
        let claimed = index::claim(&mut transaction, BATCHES).await.context("the search queue cannot be read")?;
        let batches = claimed.len();
        let mut projects: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        for (project, conversations) in claimed {
            projects.entry(project).or_default().extend(conversations);
        }
        for (project, conversations) in projects {
            let conversations: Vec<Uuid> = conversations.into_iter().collect();
            indexed += index_all(&mut transaction, project, &conversations).await.context("indexing failed")?;
        }
        transaction.commit().await.context("the index was not committed")?;
        if i64::try_from(batches).is_ok_and(|batches| batches < BATCHES) {
            return Ok(indexed);
        }
        // While much comes in, recording it has the machine: what waits longer is indexed once for many messages.
        tokio::time::sleep(began.elapsed() * REST).await;
    }
}

async fn index_all(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<u64> {
    let mut indexed = 0;
    let mut counts = BTreeMap::new();
    for chunk in conversations.chunks(CHUNK) {
        let held = index::hold(conn, project, chunk).await?;
        indexed += held.len() as u64;
        index_chunk(conn, project, &held, &mut counts).await?;
    }
    // After all conversations are locked: locks are taken in one order by everybody, conversations first.
    index::count(conn, project, counts).await?;
    Ok(indexed)
}

async fn index_chunk(
    conn: &mut PgConnection,
    project: Uuid,
    held: &[Held],
    counts: &mut BTreeMap<String, i64>,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = held.iter().map(|held| held.id).collect();
    index::open(conn, project, &ids).await?;
    let through = index::lock(conn, project, &ids).await?;
    let mut parts = index::parts(conn, project, &ids).await?;
    let mut identities = identities(conn, project, held).await?;
    let mut said = said(conn, project, &through).await?;

    let mut reached: (Vec<Uuid>, Vec<Uuid>) = Default::default();
    let mut gained: (Vec<Uuid>, Vec<i32>, Vec<String>) = Default::default();
    for id in ids {
        let parts: Parts = parts.remove(&id).unwrap_or_default();
        let (newest, mut words) = said.remove(&id).unwrap_or_default();
        words.extend(identities.remove(&id).unwrap_or_default().words());
        for (part, words) in document::grow(&parts, words) {
            for word in words.iter().filter(|word| document::is_listed(word)) {
                *counts.entry(word.clone()).or_default() += 1;
            }
            gained.0.push(id);
            gained.1.push(part);
            gained.2.push(joined(&words));
        }
        if let Some(newest) = newest {
            reached.0.push(id);
            reached.1.push(newest);
        }
    }
    if !reached.0.is_empty() {
        index::reach(conn, project, &reached.0, &reached.1).await?;
    }
    if !gained.0.is_empty() {
        index::add(conn, project, &gained.0, &gained.1, &gained.2).await?;
    }
    Ok(())
}

fn joined(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Who and what each conversation is.
async fn identities(conn: &mut PgConnection, project: Uuid, held: &[Held]) -> sqlx::Result<HashMap<Uuid, Identity>> {
    let customers: BTreeSet<Uuid> = held.iter().filter_map(|held| held.customer_id).collect();
    let people = index::people(conn, project, &Vec::from_iter(customers)).await?;
    let mut identities: HashMap<Uuid, Identity> = HashMap::new();
    for held in held {
        let person = held.customer_id.and_then(|customer| people.get(&customer));
        identities.insert(held.id, identity(held, person));
    }
    let ids: Vec<Uuid> = held.iter().map(|held| held.id).collect();
    for (conversation, value) in index::values(conn, project, &ids).await? {
        identities.entry(conversation).or_default().values.push(value);
    }
    Ok(identities)
}

fn identity(held: &Held, person: Option<&Person>) -> Identity {
    let mut names: Vec<String> = held.external_identifier.iter().cloned().collect();
    // A platform's thread key is made of our own ids; elsewhere the caller or the session chose it.
    if held.kind != kind::WHATSAPP {
        names.push(held.thread_key.clone());
    }
    let mut telephones = Vec::new();
    if let Some(person) = person {
        names.extend(person.name.iter().chain(&person.username).chain(&person.users).cloned());
        telephones.clone_from(&person.telephones);
    }
    Identity { names, telephones, values: Vec::new() }
}

/// What was said in each conversation since it was indexed: the newest message and the words.
async fn said(
    conn: &mut PgConnection,
    project: Uuid,
    through: &BTreeMap<Uuid, Option<Uuid>>,
) -> sqlx::Result<HashMap<Uuid, (Option<Uuid>, BTreeSet<String>)>> {
    let (ids, since): (Vec<Uuid>, Vec<Uuid>) =
        through.iter().map(|(id, through)| (*id, through.map_or(Uuid::nil(), overlap))).unzip();
    let mut said: HashMap<Uuid, (Option<Uuid>, BTreeSet<String>)> = HashMap::new();
    let mut messages = std::pin::pin!(index::said(conn, project, &ids, &since));
    while let Some(message) = messages.try_next().await? {
        let (newest, words) = said.entry(message.conversation_id).or_default();
        *newest = (*newest).max(Some(message.id));
        words.extend(tokens::words(&message.body));
    }
    Ok(said)
}

/// The smallest id that a message may have that was committed after this one.
fn overlap(through: Uuid) -> Uuid {
    let seconds = through.get_timestamp().and_then(|at| i64::try_from(at.to_unix().0).ok());
    let at = seconds.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    at.map_or(Uuid::nil(), |at| id::floor(at - OVERLAP))
}

#[cfg(test)]
mod tests {
    use super::overlap;
    use crate::domain::id::{Ids, floor};
    use time::{Duration, macros::datetime};

    #[test]
    fn messages_of_the_last_minutes_are_read_again() {
        let now = datetime!(2026-03-01 12:00 UTC);
        let ids = Ids::default();
        let through = ids.next(now);
        assert!(overlap(through) <= floor(now - Duration::minutes(10)));
        assert!(overlap(through) > floor(now - Duration::minutes(11)));
        assert_eq!(overlap(uuid::Uuid::nil()), uuid::Uuid::nil());
    }
}
