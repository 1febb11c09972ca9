//! What conversations cost beside their models: the platform's fees, the project's own prices, and pricing anew.

mod fees;
mod insights;
mod models;
mod own_prices;
mod repricing;

use reqwest::Method;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::support::app::{NOON, TestApp, WABA_ID, answer, envelope};
use crate::support::facts::contradictions;

const ADA: &str = "491512345678";

/// Germany and North America, the first of them dearer from the second of March on.
const CARD: &str = "market,prefixes,category,currency,rate,from\n\
    Germany,49 DE,utility,USD,0.05,2026-01-01\n\
    Germany,49 DE,utility,USD,0.06,2026-03-02\n\
    Germany,49 DE,service,USD,0.05,2026-01-01\n\
    Somewhere in Germany,49171 ,marketing,USD,0.2,2026-01-01\n\
    North America,1 US CA,utility,USD,0.003,2026-01-01\n\
    North America,1 US CA,authentication_international,USD,0.004,2026-01-01\n";

async fn import(app: &TestApp, card: &str) -> (u16, Value) {
    answer(app.request(Method::PUT, "/api/v1/rate-card").header("content-type", "text/csv").body(card.to_owned())).await
}

/// What the business told a customer from its phone, as Meta reports it.
fn echo(phone: &str, id: &str, at: OffsetDateTime) -> Value {
    let metadata = json!({"display_phone_number": "15550783881", "phone_number_id": "106540352242922"});
    json!({"object": "whatsapp_business_account", "entry": [{"id": WABA_ID, "time": at.unix_timestamp(), "changes": [{
        "field": "smb_message_echoes", "value": {"messaging_product": "whatsapp", "metadata": metadata,
            "message_echoes": [{"from": "15550783881", "to": phone, "id": id, "timestamp": at.unix_timestamp().to_string(),
                "type": "text", "text": {"body": "On its way"}}]}}]}]})
}

/// A status of a message, with how it is billed where that is given as type and category.
fn status(phone: &str, id: &str, word: &str, minutes: i64, billed: Option<(&str, &str)>) -> Value {
    let at = (NOON + Duration::minutes(minutes)).unix_timestamp().to_string();
    let mut status = json!({"id": id, "status": word, "timestamp": at, "recipient_id": phone});
    if let Some((kind, category)) = billed {
        status["pricing"] =
            json!({"billable": kind == "regular", "pricing_model": "PMP", "type": kind, "category": category});
    }
    envelope(&json!({"statuses": [status]}))
}

/// The cost of the only conversation, after a look at all sums.
async fn cost(app: &TestApp) -> Value {
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    let (_, listed) = app.get("/api/v1/conversations?sort=-cost").await;
    let conversation = &listed["data"][0];
    assert_eq!(conversation["total_cost"], conversation["cost"]["total"]);
    conversation["cost"].clone()
}
