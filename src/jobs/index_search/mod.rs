//! Brings the search documents up to date with what was recorded since; off the intake path, since entering a message
//! into the index costs more than recording it.

mod documents;

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::time::Instant;

use anyhow::Context as _;
use futures::TryStreamExt as _;
use sqlx::PgConnection;
use time::Duration;
use uuid::Uuid;

use super::Job;
use crate::app::App;
use crate::domain::tokens;
use crate::store::conversations::{change, settle};
use crate::store::search::index;

/// What was said is found within seconds. Every two of them it would meet one delivery in a hundred at work, which a
/// sender notices; and not at the full second, when other jobs begin.
pub const JOB: Job = Job {
    name: "index_search",
    schedule: "1-59/5 * * * * *",
    lease: Some(Duration::minutes(2)),
    run: |app| Box::pin(async move { run(&app, REST).await }),
};

/// Entries of the queue, each a recorded batch, that are taken at a time.
const ENTRIES: i64 = 100;

/// One transaction takes entries until they speak of so many messages, or hold so many different words, some 20 MB: a
/// busy conversation is in many of them, and is looked at once for all.
const MESSAGES: usize = 20_000;
const WORDS: usize = 250_000;

/// Beyond so many messages in a transaction there is much to do.
const FEW: usize = 300;

/// Rest after a transaction with much to do, in times of its length. While much comes in, recording it has the machine:
/// what waits longer is indexed once for many messages.
const REST: u32 = 4;

/// Indexes until nothing waits, resting `rest` times as long as each piece of work of some size took; returns how many
/// conversations had something new for search.
///
/// # Errors
/// When the database fails; what was not committed waits for the next run.
pub async fn run(app: &App, rest: u32) -> anyhow::Result<u64> {
    let mut indexed = 0;
    loop {
        let began = Instant::now();
        let mut transaction = app.lookups.begin().await.context("no transaction to index in")?;
        index::without_waiting_for_the_disk(&mut transaction).await?;
        let gathered = gather(&mut transaction).await.context("what waits for search cannot be read")?;
        for (project, news) in gathered.projects {
            indexed += index_all(&mut transaction, project, news).await.context("indexing failed")?;
        }
        transaction.commit().await.context("the index was not committed")?;
        // Also behind the last one: the next run would begin with what came in meanwhile.
        if gathered.messages > FEW {
            let pause = tokio::time::sleep(began.elapsed() * rest);
            if app.stop.run_until_cancelled(pause).await.is_none() {
                return Ok(indexed);
            }
        }
        if gathered.is_all {
            return Ok(indexed);
        }
    }
}

/// What is new in a project.
#[derive(Default)]
struct News {
    /// The words of messages, by conversation.
    said: BTreeMap<Uuid, BTreeSet<String>>,
    /// Conversations of which something else changed.
    changed: BTreeSet<Uuid>,
}

#[derive(Default)]
struct Gathered {
    projects: BTreeMap<Uuid, News>,
    messages: usize,
    /// Whether nothing else waited.
    is_all: bool,
}

/// Takes entries off the queue and reads the messages that they name.
async fn gather(conn: &mut PgConnection) -> sqlx::Result<Gathered> {
    let mut gathered = Gathered::default();
    let mut words = 0;
    while !gathered.is_all && gathered.messages < MESSAGES && words < WORDS {
        let entries = index::claim(conn, ENTRIES).await?;
        gathered.is_all = i64::try_from(entries.len()).is_ok_and(|entries| entries < ENTRIES);
        let mut messages: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for entry in entries {
            gathered.messages += entry.message_ids.len() + entry.conversation_ids.len();
            gathered.projects.entry(entry.project_id).or_default().changed.extend(entry.conversation_ids);
            messages.entry(entry.project_id).or_default().extend(entry.message_ids);
        }
        for (project, messages) in messages {
            let said = &mut gathered.projects.entry(project).or_default().said;
            let mut rows = pin!(index::said(conn, project, &messages));
            while let Some(message) = rows.try_next().await? {
                let known = said.entry(message.conversation_id).or_default();
                let before = known.len();
                known.extend(tokens::words(&message.body));
                words += known.len() - before;
            }
        }
    }
    Ok(gathered)
}

async fn index_all(conn: &mut PgConnection, project: Uuid, mut news: News) -> sqlx::Result<u64> {
    let mut touched: Vec<Uuid> = news.said.keys().chain(&news.changed).copied().collect();
    touched.sort();
    touched.dedup();
    let mut indexed = 0;
    let mut counts = BTreeMap::new();
    for some in touched.chunks(documents::CHUNK) {
        indexed += documents::grow(conn, project, some, &mut news, &mut counts).await?;
    }
    // After all conversations are locked: locks are taken in one order by everybody, conversations first.
    index::count(conn, project, counts).await?;
    // Last, since it locks conversations, even if it waits for none. Whoever writes to one that is passed over may
    // bring no message, so it is asked for again.
    let passed_over = settle::settle(conn, project, &touched).await?;
    if !passed_over.is_empty() {
        change::queue_search(conn, project, &passed_over).await?;
    }
    Ok(indexed)
}
