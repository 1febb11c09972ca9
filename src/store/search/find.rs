//! From the words of a search to the conversations that hold them, or to conditions for a walk where these are many.

use sqlx::PgConnection;
use uuid::Uuid;

use super::vocabulary;
use crate::domain::search::{self, Text};
use crate::domain::tokens;
use crate::store::facts;

/// What a search means.
#[derive(Debug, Default)]
pub struct Matches {
    /// The only conversations that may be meant; not given where they are many.
    pub conversations: Option<Vec<Uuid>>,
    /// Conditions in the language of `tsquery` that each must still be met by some part of the conversation.
    pub conditions: Vec<String>,
}

/// Looks a search up, unless more than `few` conversations are likely to be meant.
pub async fn find(conn: &mut PgConnection, project: Uuid, text: &Text, few: i64) -> sqlx::Result<Matches> {
    if let Some(ids) = text.ids {
        let ids = by_id(conn, project, ids).await?;
        if !ids.is_empty() {
            return Ok(Matches { conversations: Some(ids), conditions: Vec::new() });
        }
    }
    let mut words = Vec::new();
    for word in &text.words {
        words.push(look_up(conn, project, word).await?);
    }
    words.sort_unstable_by_key(|word| word.documents);
    let numbers: Vec<i64> = words.iter().map(|word| word.documents).collect();
    let (conditions, lookups): (Vec<String>, Vec<String>) =
        words.into_iter().map(|word| (word.condition, word.lookup)).unzip();
    let all: i64 = facts::counts(conn, project).await?.into_iter().map(|(_, number)| number).sum();
    if search::likely(&numbers, all) > few {
        return Ok(Matches { conversations: None, conditions });
    }
    let limit = few.saturating_add(1);
    let is_few = |found: &[Uuid]| i64::try_from(found.len()).is_ok_and(|count| count < limit);
    let mut found = holders(conn, project, &search::all_of(&lookups), limit).await?;
    let spread = match lookups.as_slice() {
        [rarest, _, ..] if is_few(&found) => holders(conn, project, &search::spread(rarest), limit).await?,
        _ => Vec::new(),
    };
    Ok(if !is_few(&found) || !is_few(&spread) {
        Matches { conversations: None, conditions }
    } else if spread.is_empty() {
        Matches { conversations: Some(found), conditions: Vec::new() }
    } else {
        found.extend(spread);
        Matches { conversations: Some(found), conditions }
    })
}

/// A word of a search.
struct Word {
    /// In at most how many documents it stands, as far as is known.
    documents: i64,
    /// What a document is asked for, one at a time.
    condition: String,
    /// What the index is asked for: it compares whole words much faster than beginnings, of which it must first gather
    /// all there are.
    lookup: String,
}

/// What is known of a word; where nothing begins with it, of what may have been meant.
async fn look_up(conn: &mut PgConnection, project: Uuid, word: &str) -> sqlx::Result<Word> {
    let beginning = search::beginning(word);
    if tokens::is_code(word) {
        return Ok(Word { documents: 0, condition: beginning.clone(), lookup: beginning });
    }
    let begun = vocabulary::begun(conn, project, word).await?;
    if begun.documents == 0
        && let Some((documents, meant)) = vocabulary::meant(conn, project, word).await?
        && holders(conn, project, &beginning, 1).await?.is_empty()
    {
        return Ok(Word { documents, condition: meant.clone(), lookup: meant });
    }
    // Codes are not in the vocabulary, but only what has a digit is likely to be the beginning of one.
    let whole = !begun.words.is_empty() && !word.contains(|c: char| c.is_ascii_digit());
    let lookup = if whole { search::any_of(begun.words.iter().map(String::as_str)) } else { beginning.clone() };
    Ok(Word { documents: begun.documents, condition: beginning, lookup })
}

/// Conversations one of whose parts meets a condition.
async fn holders(conn: &mut PgConnection, project: Uuid, condition: &str, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select conversation_id from search_documents
           where project_id = $1 and words @@ $2::text::tsquery limit $3) as "ids!""#,
        project,
        condition,
        limit,
    )
    .fetch_one(conn)
    .await
}

/// Conversations whose ids lie between two, both included; a hundred of them are enough to look at.
async fn by_id(conn: &mut PgConnection, project: Uuid, (first, last): (Uuid, Uuid)) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and id between $2 and $3 limit 100",
        project,
        first,
        last,
    )
    .fetch_all(conn)
    .await
}
