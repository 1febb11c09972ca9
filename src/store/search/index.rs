//! The statements of the search job. All work on a batch of conversations of one project, whose locks they take in the
//! order of their ids, and all are for a connection for lookups: the next best plan reads all messages or documents, and
//! is taken too early, or for want of statistics.

use std::collections::BTreeMap;

use futures::{Stream, TryStreamExt as _};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::document::Parts;

/// Has this transaction's commit not wait for the disk, where intake waits already: should a crash forget it, what it
/// took off the queue waits there again.
pub async fn without_waiting_for_the_disk(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select set_config('synchronous_commit', 'off', true)").fetch_one(conn).await?;
    Ok(())
}

/// What one transaction of the recorder left to be indexed.
#[derive(Debug)]
pub struct Waiting {
    /// Whose conversations these are.
    pub project_id: Uuid,
    /// Of which something other than a message changed.
    pub conversation_ids: Vec<Uuid>,
    /// What was said in any conversation.
    pub message_ids: Vec<Uuid>,
}

/// Takes up to `limit` entries off the queue; should the transaction fail, they wait again.
pub async fn claim(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        "delete from search_queue where id = any(array(
           select id from search_queue order by id limit $1 for update skip locked))
         returning project_id, conversation_ids, message_ids",
        limit,
    )
    .fetch_all(conn)
    .await
}

/// A message's text.
#[derive(Debug)]
pub struct Said {
    /// Where it was said.
    pub conversation_id: Uuid,
    /// What was said.
    pub body: String,
}

/// Messages that still exist, each with the conversation where it is now.
pub fn said<'a>(
    conn: &'a mut PgConnection,
    project: Uuid,
    messages: &'a [Uuid],
) -> impl Stream<Item = sqlx::Result<Said>> + 'a {
    sqlx::query_as!(
        Said,
        r#"select m.conversation_id as "conversation_id!", m.body as "body!"
         from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join messages m on m.project_id = a.project_id and m.id = a.id
         union all
         select f.conversation_id, f.derived_text
         from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join attachments f on f.project_id = a.project_id and f.message_id = a.id and f.derived_text is not null"#,
        project,
        messages,
    )
    .fetch(conn)
    .into_stream()
}

/// Everything that was said in conversations, one by one: they are of any length.
pub fn all_said<'a>(
    conn: &'a mut PgConnection,
    project: Uuid,
    conversations: &'a [Uuid],
) -> impl Stream<Item = sqlx::Result<Said>> + 'a {
    sqlx::query_as!(
        Said,
        r#"select m.conversation_id as "conversation_id!", m.body as "body!"
         from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join messages m on m.project_id = a.project_id and m.conversation_id = a.id
         union all
         select f.conversation_id, f.derived_text
         from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
         join attachments f on f.project_id = a.project_id and f.conversation_id = a.id and f.derived_text is not null"#,
        project,
        conversations,
    )
    .fetch(conn)
    .into_stream()
}

/// The words that are in. Before they may be added to, they must be read again behind the locks, in a statement of its
/// own: it must see what the former holder wrote.
pub async fn parts(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<BTreeMap<Uuid, Parts>> {
    let rows = sqlx::query!(
        r#"select d.conversation_id, d.part, d.words::text as "words!"
           from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
           join search_documents d on d.project_id = a.project_id and d.conversation_id = a.id"#,
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    let mut parts: BTreeMap<Uuid, Parts> = BTreeMap::new();
    for row in rows {
        // Each in quotes, which no word holds: cheaper to make and to read than an array.
        parts.entry(row.conversation_id).or_default().insert(row.part, row.words.replace('\'', ""));
    }
    Ok(parts)
}

/// Those conversations that exist, in the order of their ids; they stay until the transaction ends.
pub async fn hold(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and id = any($2) order by id for key share",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Makes sure that each conversation has a part 0, which stands for all its parts when it is locked; returns those that
/// had none.
pub async fn open(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "insert into search_documents (project_id, conversation_id, part, words)
         select $1, id, 0, '' from unnest($2::uuid[]) as t (id) order by id
         on conflict (project_id, conversation_id, part) do nothing
         returning conversation_id",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// Locks the documents of conversations against other nodes.
pub async fn lock(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "select from search_documents
         where project_id = $1 and conversation_id = any($2) and part = 0 order by conversation_id for update",
        project,
        conversations,
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
