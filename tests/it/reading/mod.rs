//! Reading what was recorded: lists, details, search and exports.

mod detail;
mod export;
mod indexing;
mod list;
mod paging;
mod search;

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::support::app::{NOON, TestApp, envelope, text_message};

/// The ids of a page, in its order.
fn ids(page: &Value) -> Vec<String> {
    let rows = page["data"].as_array().unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// The previews of a page, in its order: the newest message of each conversation.
fn previews(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|row| row["preview"].as_str().unwrap()).collect()
}

/// The list for a query, which must be answered.
async fn list(app: &TestApp, query: &str) -> Value {
    let (status, page) = app.get(&format!("/api/v1/conversations?{query}")).await;
    assert_eq!(status, 200, "{query}: {page}");
    page
}

/// One customer writes one message, so many minutes after noon.
async fn write(app: &TestApp, phone: &str, minutes: i64, text: &str) {
    let at = NOON + Duration::minutes(minutes);
    app.accept(&text_message(phone, &format!("wamid.{phone}.{minutes}"), at, text)).await;
}

/// A message of any type from a customer; `fields` holds what goes with its type.
async fn write_other(app: &TestApp, phone: &str, minutes: i64, kind: &str, fields: Value) {
    let at: OffsetDateTime = NOON + Duration::minutes(minutes);
    app.accept(&envelope(&json!({
        "contacts": [{"profile": {"name": "Ada Example"}, "wa_id": phone}],
        "messages": [{
            "from": phone, "id": format!("wamid.{phone}.{minutes}"), "timestamp": at.unix_timestamp().to_string(),
            "type": kind, kind: fields,
        }],
    })))
    .await;
}

/// The id of the only conversation with a phone number.
async fn id_of(app: &TestApp, phone: &str) -> Uuid {
    ids(&list(app, &format!("customer={phone}")).await)[0].parse().unwrap()
}
