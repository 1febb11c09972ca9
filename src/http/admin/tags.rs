//! Tags: put on many conversations at once, and listed to choose from.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::domain::text;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract;
use crate::http::faults::Faults;
use crate::store;

/// Most tags of a conversation.
pub(super) const MOST: usize = 50;

/// Tagged conversations that the list is made from.
const LOOKS: i64 = 20_000;

/// Tags to put on and to take off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeTags {
    /// 1 to 1,000 conversations.
    ids: Vec<Uuid>,
    /// Each of 1 to 100 characters.
    #[serde(default)]
    #[schema(example = json!(["refund"]))]
    add: Vec<String>,
    /// Taken off first.
    #[serde(default)]
    remove: Vec<String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedTags {
    /// Conversations that have other tags now; those that had them already, or would have more than 50, are not
    /// counted.
    changed: u64,
}

/// Tag many conversations
#[utoipa::path(post, path = "/conversations/tags", operation_id = "change_tags", tag = "conversations",
    request_body(content = ChangeTags, example = json!({"ids": ["0198a2c0-0000-7000-8000-000000000001"], "add": ["refund"]})),
    responses((status = 200, description = "Done", body = ChangedTags)))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Json(change): extract::Json<ChangeTags>,
) -> Result<Json<ChangedTags>, Error> {
    let mut faults = Faults::default();
    if !(1..=1000).contains(&change.ids.len()) {
        faults.add("ids", format!("has {} entries; give 1 to 1000", change.ids.len()));
    }
    if change.add.is_empty() && change.remove.is_empty() {
        faults.add("add", "is empty, and so is `remove`; give a tag in one of them");
    }
    let (add, remove) = (clean(&mut faults, "add", change.add), clean(&mut faults, "remove", change.remove));
    faults.unless(())?;
    let most = i32::try_from(MOST).unwrap_or(i32::MAX);
    let mut tx = app.pool.begin().await?;
    let changed = store::tags::change(&mut tx, caller.project.0, &change.ids, &add, &remove, most).await?;
    // The tags themselves may say something about a customer, so the log has their number only.
    let detail = json!({"conversations": change.ids.len(), "added": add.len(), "removed": remove.len()});
    let entry = caller.does("conversation.tag", format!("conversations:{changed}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(Json(ChangedTags { changed }))
}

/// Tags without blanks around them, each once, in the order given.
pub(super) fn clean(faults: &mut Faults, field: &str, given: Vec<String>) -> Vec<String> {
    if given.len() > MOST {
        faults.add(field, format!("has {} entries; give at most {MOST}", given.len()));
    }
    let mut tags: Vec<String> = Vec::with_capacity(given.len().min(MOST));
    for (index, tag) in given.into_iter().take(MOST).enumerate() {
        let tag = text::clean(tag.trim());
        faults.length(&format!("{field}[{index}]"), &tag, 1, 100);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The tags in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tags {
    /// The most used first, 500 at most.
    data: Vec<Tag>,
}

/// A tag.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tag {
    #[schema(example = "refund")]
    tag: String,
    /// How many conversations have it, among 20,000 that have any.
    conversations: i64,
}

/// List the tags in use
#[utoipa::path(get, path = "/tags", operation_id = "list_tags", tag = "conversations",
    responses((status = 200, description = "The tags", body = Tags)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Tags>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::tags::list(&mut conn, caller.project.0, LOOKS).await?;
    Ok(Json(Tags { data: rows.into_iter().map(|(tag, conversations)| Tag { tag, conversations }).collect() }))
}
