//! The words of a project: how many documents hold them, and which one may have been meant.

use std::cmp::Reverse;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::search;

/// Words of one beginning that are listed; a beginning of more is common whatever their sum.
const LISTED: i64 = 200;

/// What begins so.
#[derive(Debug)]
pub(super) struct Begun {
    /// The words; none where they are too many to list.
    pub words: Vec<String>,
    /// In at most how many documents they stand.
    pub documents: i64,
}

/// The words that begin so; codes are not among them.
pub(super) async fn begun(conn: &mut PgConnection, project: Uuid, beginning: &str) -> sqlx::Result<Begun> {
    let rows = sqlx::query!(
        "select word, documents from search_words where project_id = $1 and word >= $2 and word < $3 limit $4",
        project,
        beginning,
        format!("{beginning}\u{10ffff}"),
        LISTED,
    )
    .fetch_all(conn)
    .await?;
    if i64::try_from(rows.len()).is_ok_and(|words| words >= LISTED) {
        return Ok(Begun { words: Vec::new(), documents: i64::MAX - 1 });
    }
    let documents = rows.iter().map(|row| row.documents).sum();
    Ok(Begun { words: rows.into_iter().map(|row| row.word).collect(), documents })
}

/// The words that somebody may have meant who wrote one that nothing begins with, as a condition, and in how many
/// documents they stand; nothing for short words and words with digits, where each slip makes another word.
pub(super) async fn meant(conn: &mut PgConnection, project: Uuid, word: &str) -> sqlx::Result<Option<(i64, String)>> {
    let tolerance = search::tolerance(word);
    if tolerance == 0 || word.contains(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    expect_little(conn).await?;
    let mut alike: Vec<(usize, Reverse<i64>, String)> = alike(conn, project, word)
        .await?
        .into_iter()
        .map(|(candidate, documents)| (search::distance(word, &candidate), Reverse(documents), candidate))
        .filter(|(distance, ..)| *distance <= tolerance)
        .collect();
    alike.sort_unstable();
    // Only the nearest: with one letter wrong, a word two letters away is not what was meant.
    let nearest = alike.first().map(|(distance, ..)| *distance);
    alike.retain(|(distance, ..)| Some(*distance) == nearest);
    alike.truncate(8);
    let documents = alike.iter().map(|(_, Reverse(documents), _)| documents).sum();
    let words = alike.iter().map(|(.., candidate)| candidate.as_str());
    Ok((!alike.is_empty()).then(|| (documents, search::any_of(words))))
}

/// Has `%` accept words that share a fifth of their trigrams, as a short word with two letters swapped does.
async fn expect_little(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query_scalar!("select set_config('pg_trgm.similarity_threshold', '0.2', false)").fetch_one(conn).await?;
    Ok(())
}

/// Words that share trigrams with a word, the most alike first, with the number of documents that hold them.
async fn alike(conn: &mut PgConnection, project: Uuid, word: &str) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        "select word, documents from search_words
         where project_id = $1 and word % $2 and word ~ '^[^0-9]{3,}$' order by similarity(word, $2) desc, word limit 50",
        project,
        word,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.word, row.documents)).collect())
}
