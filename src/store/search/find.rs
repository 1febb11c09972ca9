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

/// Looks every word up; a word is rare while at most `few` conversations hold it.
pub async fn find(conn: &mut PgConnection, project: Uuid, text: &Text, few: i64) -> sqlx::Result<Matches> {
    if let Some(ids) = text.ids {
        let ids = by_id(conn, project, ids).await?;
        if !ids.is_empty() {
            return Ok(Matches { conversations: Some(ids), common: Vec::new() });
        }
    }
    let mut matches = Matches::default();
    let mut rare: Option<HashSet<Uuid>> = None;
    for word in &text.words {
        let wanted = search::beginning(word);
        if !tokens::is_code(word) && vocabulary::documents(conn, project, word).await? > few {
            matches.common.push(wanted);
            continue;
        }
        let mut found = holders(conn, project, &wanted, few.saturating_add(1)).await?;
        let mut asked = wanted;
        if found.is_empty()
            && let Some(meant) = vocabulary::meant(conn, project, word).await?
        {
            found = holders(conn, project, &meant, few.saturating_add(1)).await?;
            asked = meant;
        }
        if i64::try_from(found.len()).is_ok_and(|count| count > few) {
            matches.common.push(asked);
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

/// Conversations one of whose parts meets a condition; one with several is named several times.
async fn holders(conn: &mut PgConnection, project: Uuid, wanted: &str, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select conversation_id from search_documents where project_id = $1 and words @@ $2::text::tsquery limit $3",
        project,
        wanted,
        limit,
    )
    .fetch_all(conn)
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
