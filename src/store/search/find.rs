//! From the words of a search to the conversations they name, or to conditions for a walk where they name too many.

use std::collections::HashSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::vocabulary;
use crate::domain::search::{self, Text};
use crate::domain::tokens;

/// What a search means.
#[derive(Debug, Default)]
pub struct Matches {
    /// Conversations that hold all the rare words; none given when no word is rare.
    pub conversations: Option<Vec<Uuid>>,
    /// A condition for each common word, in the language of `tsquery`, that some part of the conversation must meet.
    pub common: Vec<String>,
}

/// How thoroughly to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Words that more conversations hold than this are common.
    Few(i64),
    /// The rarest word counts as rare whatever it is.
    Rarest(i64),
}

/// Looks every word up, the rarest first.
pub async fn find(conn: &mut PgConnection, project: Uuid, text: &Text, effort: Effort) -> sqlx::Result<Matches> {
    if let Some(ids) = text.ids {
        let ids = by_id(conn, project, ids).await?;
        if !ids.is_empty() {
            return Ok(Matches { conversations: Some(ids), common: Vec::new() });
        }
    }
    let (few, mut thorough) = match effort {
        Effort::Few(few) => (few, false),
        Effort::Rarest(few) => (few, true),
    };
    let mut words = Vec::new();
    for word in &text.words {
        // Codes are not counted; nearly each is rare.
        let code = tokens::is_code(word);
        words.push((if code { 0 } else { vocabulary::documents(conn, project, word).await? }, word));
    }
    words.sort_unstable();
    let mut matches = Matches::default();
    let mut rare: Option<HashSet<Uuid>> = None;
    for (documents, word) in words {
        let wanted = search::beginning(word);
        let limit = if std::mem::take(&mut thorough) { i64::MAX } else { few.saturating_add(1) };
        if documents >= limit {
            matches.common.push(wanted);
            continue;
        }
        let (wanted, found) = look_up(conn, project, word, wanted, limit).await?;
        if i64::try_from(found.len()).is_ok_and(|count| count >= limit) {
            matches.common.push(wanted);
            continue;
        }
        let found: HashSet<Uuid> = found.into_iter().collect();
        rare = Some(match rare {
            Some(others) => others.intersection(&found).copied().collect(),
            None => found,
        });
    }
    matches.conversations = rare.map(Vec::from_iter);
    Ok(matches)
}

/// The conversations that hold a word or, where none does, what may have been meant by it; and what was looked for.
async fn look_up(
    conn: &mut PgConnection,
    project: Uuid,
    word: &str,
    wanted: String,
    limit: i64,
) -> sqlx::Result<(String, Vec<Uuid>)> {
    let found = holders(conn, project, &wanted, limit).await?;
    if found.is_empty()
        && let Some(meant) = vocabulary::meant(conn, project, word).await?
    {
        let found = holders(conn, project, &meant, limit).await?;
        return Ok((meant, found));
    }
    Ok((wanted, found))
}

/// Conversations one of whose parts meets a condition; one with several is named several times.
async fn holders(conn: &mut PgConnection, project: Uuid, wanted: &str, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select array(select conversation_id from search_documents
           where project_id = $1 and words @@ $2::text::tsquery limit $3) as "ids!""#,
        project,
        wanted,
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
