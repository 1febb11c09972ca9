//! From the words of a search to the conversations that hold them, or to conditions for a walk where these are many.

use sqlx::PgConnection;
use uuid::Uuid;

use super::vocabulary;
use crate::domain::search::{self, Text};
use crate::domain::tokens;

/// What a search means.
#[derive(Debug, Default)]
pub struct Matches {
    /// The only conversations that may be meant; not given where they are many.
    pub conversations: Option<Vec<Uuid>>,
    /// Conditions in the language of `tsquery` that each must still be met by some part of the conversation.
    pub conditions: Vec<String>,
}

/// Looks a search up, unless even its rarest word is held by more than `few` conversations.
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
    words.sort_unstable();
    let rarest = words.first().cloned();
    let conditions: Vec<String> = words.into_iter().map(|(_, condition)| condition).collect();
    let Some((_, rarest)) = rarest.filter(|(documents, _)| *documents <= few) else {
        return Ok(Matches { conversations: None, conditions });
    };
    let limit = few.saturating_add(1);
    let is_few = |found: &[Uuid]| i64::try_from(found.len()).is_ok_and(|count| count < limit);
    let mut found = holders(conn, project, &search::all_of(&conditions), limit).await?;
    if conditions.len() == 1 {
        return Ok(if is_few(&found) {
            Matches { conversations: Some(found), conditions: Vec::new() }
        } else {
            Matches { conversations: None, conditions }
        });
    }
    let spread = holders(conn, project, &search::spread(&rarest), limit).await?;
    Ok(if !is_few(&found) || !is_few(&spread) {
        Matches { conversations: None, conditions }
    } else if spread.is_empty() {
        Matches { conversations: Some(found), conditions: Vec::new() }
    } else {
        found.extend(spread);
        Matches { conversations: Some(found), conditions }
    })
}

/// In how many documents a word may stand, and the condition that asks for it: where nothing begins with it, for what
/// may have been meant.
async fn look_up(conn: &mut PgConnection, project: Uuid, word: &str) -> sqlx::Result<(i64, String)> {
    let condition = search::beginning(word);
    if tokens::is_code(word) {
        return Ok((0, condition));
    }
    let documents = vocabulary::documents(conn, project, word).await?;
    if documents == 0
        && let Some(meant) = vocabulary::meant(conn, project, word).await?
        && holders(conn, project, &condition, 1).await?.is_empty()
    {
        return Ok(meant);
    }
    Ok((documents, condition))
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
