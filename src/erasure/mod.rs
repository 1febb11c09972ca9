//! Deletes conversations, and persons, with everything that knew them; what stays is an audit row without content.

mod persons;
mod strays;

use std::ops::AddAssign;

use serde_json::json;
use sqlx::Connection as _;
use uuid::Uuid;

pub use persons::{Alias, of_person, person};

use crate::app::App;
use crate::domain::id::ProjectId;
use crate::store;
use crate::store::audit::{Entry, Outcome};
use crate::store::erasure::{deliveries, persons as people, records};
use crate::store::traces::erase;

/// Conversations that one transaction deletes: few enough that nobody waits a second for their locks.
const BATCH: usize = 25;

/// How often a transaction that met a deadlock is tried.
const TRIES: usize = 4;

/// Who has it done, for the audit log.
#[derive(Clone, Debug)]
pub struct Order {
    /// Whose conversations.
    pub project: ProjectId,
    /// `key:<id>` or `system`.
    pub actor: String,
    /// For example `conversation.delete`.
    pub action: &'static str,
    /// The request that asked for it.
    pub request_id: Option<String>,
}

impl Order {
    fn entry(&self, subject: String, detail: serde_json::Value) -> Entry {
        Entry {
            project: Some(self.project),
            actor: self.actor.clone(),
            action: self.action.to_owned(),
            subject,
            result: Outcome::Done,
            detail,
            request_id: self.request_id.clone(),
        }
    }
}

/// What was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Conversations that were there.
    pub conversations: u64,
    /// Their messages.
    pub messages: u64,
    /// Raw deliveries that were emptied.
    pub deliveries: u64,
    /// Customers whose last conversation it was.
    pub customers: u64,
}

impl Erased {
    fn detail(self) -> serde_json::Value {
        json!({
            "conversations": self.conversations,
            "messages": self.messages,
            "deliveries": self.deliveries,
            "customers": self.customers,
        })
    }
}

impl AddAssign for Erased {
    fn add_assign(&mut self, other: Self) {
        self.conversations += other.conversations;
        self.messages += other.messages;
        self.deliveries += other.deliveries;
        self.customers += other.customers;
    }
}

/// Deletes these conversations of a project in batches; those that are not there are passed over.
///
/// # Errors
/// When the database does not answer; the batches before are deleted, and asking again deletes the rest.
pub async fn conversations(app: &App, order: &Order, ids: &[Uuid]) -> sqlx::Result<Erased> {
    let mut erased = Erased::default();
    let mut conn = app.pool.acquire().await?;
    // Before the batches rather than among them: it reads much, and whoever is stopped here begins again.
    let customers = people::of_conversations(&mut conn, order.project.0, ids).await?;
    let aliases = people::parting_aliases(&mut conn, order.project.0, &customers, ids).await?;
    drop(conn);
    erased.deliveries += strays::erase(app, order.project.0, &aliases).await?;
    for batch in ids.chunks(BATCH) {
        let mut tries = 0;
        erased += loop {
            tries += 1;
            match transaction(app, order, batch).await {
                Ok(Some(erased)) => break erased,
                // Somebody's two halves became one meanwhile, which hardly happens twice.
                Ok(None) if tries < TRIES => {}
                // To the caller the same as a database that is too busy: asking again is right.
                Ok(None) => return Err(sqlx::Error::PoolTimedOut),
                Err(error) if tries < TRIES && is_deadlock(&error) => {}
                Err(error) => return Err(error),
            }
        };
    }
    Ok(erased)
}

/// Deletes these, or nothing where one of them went to a customer who is not locked.
async fn transaction(app: &App, order: &Order, ids: &[Uuid]) -> sqlx::Result<Option<Erased>> {
    let project = order.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    // Traces before all else, as whoever works them out takes them.
    let traces = erase::lock(&mut tx, project, ids).await?;
    // Customers before conversations, as intake takes them.
    let expected = people::of_conversations(&mut tx, project, ids).await?;
    people::lock(&mut tx, project, &expected).await?;
    let (found, customers): (Vec<Uuid>, Vec<Option<Uuid>>) =
        records::lock(&mut tx, project, ids).await?.into_iter().unzip();
    if found.is_empty() {
        return Ok(Some(Erased::default()));
    }
    let mut customers: Vec<Uuid> = customers.into_iter().flatten().collect();
    customers.sort();
    customers.dedup();
    if customers.iter().any(|customer| !expected.contains(customer)) {
        // Locking them now would be the wrong way round.
        return Ok(None);
    }

    let mut raw = deliveries::of_messages(&mut tx, project, &found).await?;
    raw.extend(deliveries::of_conversations(&mut tx, &found).await?);
    deliveries::notices(&mut tx, project, &raw).await?;
    let wiped = deliveries::wipe(&mut tx, project, &raw).await?;
    deliveries::unlink(&mut tx, &found).await?;

    records::uncount(&mut tx, project, &found).await?;
    records::statuses(&mut tx, project, &found).await?;
    records::pricing(&mut tx, project, &found).await?;
    store::prices::repriced::delete(&mut tx, project, &found).await?;
    records::variables(&mut tx, project, &found).await?;
    records::costs(&mut tx, project, &found).await?;
    records::scores(&mut tx, project, &found).await?;
    records::events(&mut tx, project, &found).await?;
    store::replies::delete(&mut tx, project, &found).await?;
    store::notes::delete_all(&mut tx, project, &found).await?;
    store::answers::delete(&mut tx, project, &found).await?;
    store::extractions::delete(&mut tx, project, &found).await?;
    store::outbox::delete(&mut tx, project, &found).await?;
    store::paces::delete(&mut tx, project, &found).await?;
    store::webhooks::events::delete(&mut tx, project, &found).await?;
    store::attachments::delete(&mut tx, project, &found, app.now()).await?;
    store::widgets::sessions::delete(&mut tx, project, &found).await?;
    store::search::forget(&mut tx, project, &found).await?;
    // Again: until the conversations were locked, further traces may have joined them.
    let traces = [traces, erase::lock(&mut tx, project, &found).await?].concat();
    erase::spans(&mut tx, project, &found).await?;
    erase::turns(&mut tx, project, &found).await?;
    erase::links(&mut tx, project, &found).await?;
    erase::traces(&mut tx, project, &traces).await?;
    store::traces::chains::delete(&mut tx, project, &traces).await?;
    let erased = Erased {
        messages: records::messages(&mut tx, project, &found).await?,
        conversations: records::conversations(&mut tx, project, &found).await?,
        customers: people::part(&mut tx, project, &customers).await?,
        deliveries: wiped,
    };
    let subject = match found.as_slice() {
        [only] => format!("conversation:{only}"),
        _ => "conversations".to_owned(),
    };
    let mut detail = erased.detail();
    detail["ids"] = json!(found);
    store::audit::insert(&mut tx, app.id(), &order.entry(subject, detail), app.now()).await?;
    tx.commit().await?;
    Ok(Some(erased))
}

/// Intake locks what it finds in the order of its events, so that the two can meet head-on.
fn is_deadlock(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| matches!(code.as_ref(), "40001" | "40P01"))
}
