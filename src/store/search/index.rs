//! The statements of the search job. All work on a batch of conversations of one project, whose locks they take in the
//! order of their ids.

use std::collections::BTreeMap;

use futures::{Stream, TryStreamExt as _};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::document::Parts;

/// Takes waiting conversations off the queue, repeated ones and all; should the transaction fail, they wait again.
pub async fn claim(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<(Uuid, Vec<Uuid>)>> {
    let rows = sqlx::query!(
        "delete from search_queue where id = any(array(
           select id from search_queue order by id limit $1 for update skip locked))
         returning project_id, conversation_ids",
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.project_id, row.conversation_ids)).collect())
}

/// What a conversation is known by, but its customer and variables.
#[derive(Debug)]
pub struct Held {
    /// The conversation.
    pub id: Uuid,
    /// Its type.
    pub kind: String,
    /// What makes it one within its type.
    pub thread_key: String,
    /// The caller's own id.
    pub external_identifier: Option<String>,
    /// Whose it is.
    pub customer_id: Option<Uuid>,
}

/// Locks those that exist against being deleted; messages may come in meanwhile.
pub async fn hold(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Held>> {
    sqlx::query_as!(
        Held,
        "select id, type as kind, thread_key, external_identifier, customer_id from conversations
         where project_id = $1 and id = any($2) order by id for key share",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Makes sure that each conversation has a part 0, which stands for all its parts when it is locked.
pub async fn open(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into search_documents (project_id, conversation_id, part, words)
         select $1, id, 0, '' from unnest($2::uuid[]) as t (id) order by id
         on conflict (project_id, conversation_id, part) do nothing",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks the documents of conversations against other nodes; returns the newest message of each that is in.
pub async fn lock(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<BTreeMap<Uuid, Option<Uuid>>> {
    let rows = sqlx::query!(
        "select conversation_id, through from search_documents
         where project_id = $1 and conversation_id = any($2) and part = 0 order by conversation_id for update",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.conversation_id, row.through)).collect())
}

/// The words that are in. To be read after the locks, in a statement of its own: it must see what the former holder
/// wrote.
pub async fn parts(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<BTreeMap<Uuid, Parts>> {
    let rows = sqlx::query!(
        r#"select conversation_id, part, tsvector_to_array(words) as "words!" from search_documents
           where project_id = $1 and conversation_id = any($2)"#,
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    let mut parts: BTreeMap<Uuid, Parts> = BTreeMap::new();
    for row in rows {
        parts.entry(row.conversation_id).or_default().insert(row.part, row.words.into_iter().collect());
    }
    Ok(parts)
}

/// A customer as search knows one.
#[derive(Debug)]
pub struct Person {
    /// The customer.
    pub id: Uuid,
    /// Shown name.
    pub name: Option<String>,
    /// User name with its `@`.
    pub username: Option<String>,
    /// Digits.
    pub telephones: Vec<String>,
    /// Ids that the platform gave.
    pub users: Vec<String>,
}

/// The customers of these ids.
pub async fn people(
    conn: &mut PgConnection,
    project: Uuid,
    customers: &[Uuid],
) -> sqlx::Result<BTreeMap<Uuid, Person>> {
    let rows = sqlx::query_as!(
        Person,
        r#"select c.id, c.name, c.username,
             array(select value from customer_identities
               where project_id = $1 and customer_id = c.id and kind = 'phone') as "telephones!",
             array(select value from customer_identities
               where project_id = $1 and customer_id = c.id and kind <> 'phone') as "users!"
           from customers c where c.project_id = $1 and c.id = any($2)"#,
        project,
        customers,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|person| (person.id, person)).collect())
}

/// The current values of the variables of conversations; former ones were indexed when they were current.
pub async fn values(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<Vec<(Uuid, serde_json::Value)>> {
    let rows = sqlx::query!(
        "select distinct on (conversation_id, source, name) conversation_id, value from variables
         where project_id = $1 and conversation_id = any($2) order by conversation_id, source, name, set_at desc",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.conversation_id, row.value)).collect())
}

/// A message's text.
#[derive(Debug)]
pub struct Said {
    /// Where it was said.
    pub conversation_id: Uuid,
    /// Its id.
    pub id: Uuid,
    /// What was said.
    pub body: String,
}

/// The messages of each conversation from an id of its own on, one by one: a conversation may be of any length.
pub fn said<'a>(
    conn: &'a mut PgConnection,
    project: Uuid,
    conversations: &'a [Uuid],
    since: &'a [Uuid],
) -> impl Stream<Item = sqlx::Result<Said>> + 'a {
    sqlx::query_as!(
        Said,
        "select m.conversation_id, m.id, m.body from unnest($2::uuid[], $3::uuid[]) as t (conversation_id, since)
         join messages m on m.project_id = $1 and m.conversation_id = t.conversation_id and m.id >= t.since",
        project,
        conversations,
        since,
    )
    .fetch(conn)
    .into_stream()
}

/// Notes how far conversations are indexed. The words of the row stay, so that none enters the index again.
pub async fn reach(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    through: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update search_documents d set through = greatest(d.through, t.through)
         from unnest($2::uuid[], $3::uuid[]) as t (conversation_id, through)
         where d.project_id = $1 and d.conversation_id = t.conversation_id and d.part = 0",
        project,
        conversations,
        through,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds words, joined by spaces, to parts that exist or not.
pub async fn add(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    parts: &[i32],
    words: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into search_documents as d (project_id, conversation_id, part, words)
         select $1, conversation_id, part, array_to_tsvector(string_to_array(words, ' '))
         from unnest($2::uuid[], $3::integer[], $4::text[]) as t (conversation_id, part, words)
         on conflict (project_id, conversation_id, part) do update set words = d.words || excluded.words",
        project,
        conversations,
        parts,
        words,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds to the number of documents of words, in their order, so that nodes wait for each other rather than deadlock; a
/// word that no document holds any more leaves the vocabulary.
pub async fn count(conn: &mut PgConnection, project: Uuid, counts: BTreeMap<String, i64>) -> sqlx::Result<()> {
    let (words, by): (Vec<String>, Vec<i64>) = counts.into_iter().filter(|(_, by)| *by != 0).unzip();
    let lost: Vec<String> = words.iter().zip(&by).filter(|(_, by)| **by < 0).map(|(word, _)| word.clone()).collect();
    if words.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into search_words as w (project_id, word, documents)
         select $1, word, by from unnest($2::text[], $3::bigint[]) as t (word, by) order by word collate \"C\"
         on conflict (project_id, word) do update set documents = w.documents + excluded.documents",
        project,
        &words,
        &by,
    )
    .execute(&mut *conn)
    .await?;
    if !lost.is_empty() {
        sqlx::query!(
            "delete from search_words where project_id = $1 and word = any($2) and documents <= 0",
            project,
            &lost,
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}
