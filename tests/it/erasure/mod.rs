//! Deleting: everything that knew a conversation or person goes, nothing else does, and counters stay true.

mod canaries;
mod choosing;
mod load;
mod retention;

use serde_json::{Value, json};
use verbatim::domain::id::ConversationId;

use crate::support::app::{TestApp, envelope};

/// A text message with everything that tells who sent it.
pub fn message(phone: &str, id: &str, minutes: i64, text: &str) -> Value {
    let at = crate::support::app::NOON.unix_timestamp() + minutes * 60;
    envelope(&json!({
        "contacts": [{"profile": {"name": format!("Name of {phone}")}, "wa_id": phone, "user_id": format!("US.{phone}")}],
        "messages": [{
            "from": phone, "from_user_id": format!("US.{phone}"), "id": id, "timestamp": at.to_string(),
            "type": "text", "text": {"body": text},
        }],
    }))
}

/// The one conversation of a phone number.
pub async fn conversation_of(app: &TestApp, phone: &str) -> ConversationId {
    sqlx::query_scalar(
        "select c.id from conversations c join customer_identities i using (project_id, customer_id)
         where i.kind = 'phone' and i.value = $1",
    )
    .bind(phone)
    .fetch_one(app.pool())
    .await
    .unwrap()
}

pub async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(app.pool()).await.unwrap()
}
