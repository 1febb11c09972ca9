//! Takes conversations out of search.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::index::count;
use crate::domain::document;

/// Removes all words of these conversations, also from the vocabulary where nobody else used them.
///
/// The conversations must be locked for update or deleted by the same transaction before: the search job holds a lock
/// on each that it is indexing, so that what it writes is there to be removed, and it never indexes one that is gone.
pub async fn forget(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    let documents = sqlx::query_scalar!(
        r#"with gone as (delete from search_documents where project_id = $1 and conversation_id = any($2) returning words)
           select tsvector_to_array(words) as "words!" from gone"#,
        project,
        conversations,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for word in documents.into_iter().flatten().filter(|word| document::is_listed(word)) {
        *counts.entry(word).or_default() -= 1;
    }
    count(conn, project, counts).await
}
