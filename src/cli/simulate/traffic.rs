//! Deliveries as Meta shapes them: messages of several kinds, staff answers from the phone app, statuses with pricing,
//! some twice, some out of order.

use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::script::{CHATS, NAMES};

/// What to simulate.
pub(super) struct Plan {
    pub(super) phone_number_id: String,
    pub(super) customers: u32,
    pub(super) turns: u32,
    pub(super) duplicates: f64,
    pub(super) disorder: usize,
    /// The chats end now.
    pub(super) now: OffsetDateTime,
}

/// The business number that customers see.
const BUSINESS: &str = "15550783881";

struct Customer {
    index: u32,
    name: &'static str,
    phone: String,
    user_id: String,
    /// Whether the phone number is hidden behind a user name.
    hidden: bool,
}

/// All deliveries in the order of sending.
pub(super) fn deliveries(plan: &Plan, random: &mut StdRng) -> Vec<String> {
    let run: u32 = random.random();
    let mut all: Vec<(OffsetDateTime, Value)> = Vec::new();
    for index in 0..plan.customers {
        let customer = customer(index, random);
        let chat = CHATS[index as usize % CHATS.len()];
        // Most chatted just now; some of them days ago, so that their windows are closed or about to.
        let ago = match index % 6 {
            4 => Duration::minutes(22 * 60 + 30),
            5 => Duration::hours(30 + i64::from(index % 50)),
            _ => Duration::minutes(i64::from(random.random_range(10..600_u32))),
        };
        let start = plan.now - ago;
        for turn in 0..plan.turns {
            let (asked, answered) = chat[turn as usize % chat.len()];
            let at = start + Duration::seconds(i64::from(turn) * 75).min(ago);
            let id = |kind: &str| format!("wamid.SIM{run:08X}{index:06X}{turn:04X}{kind}");
            all.push((at, inbound(plan, &customer, &id("I"), at, asked, turn)));
            let reply = at + Duration::seconds(20);
            all.push((reply, echo(plan, &customer, &id("O"), reply, answered)));
            for (step, status) in ["sent", "delivered", "read"].into_iter().enumerate() {
                let when = reply + Duration::seconds(i64::try_from(step).unwrap_or(0) * 2 + 1);
                all.push((when, report(plan, &customer, &id("O"), when, status)));
            }
        }
    }
    all.sort_by_key(|(at, _)| *at);
    let mut bodies: Vec<String> = Vec::with_capacity(all.len());
    for (_, body) in all {
        bodies.push(body.to_string());
        if random.random_bool(plan.duplicates) {
            let again = bodies[random.random_range(0..bodies.len())].clone();
            bodies.push(again);
        }
    }
    for index in 0..bodies.len() {
        let to = (index + random.random_range(0..=plan.disorder)).min(bodies.len() - 1);
        bodies.swap(index, to);
    }
    bodies
}

fn customer(index: u32, random: &mut StdRng) -> Customer {
    Customer {
        index,
        name: NAMES[index as usize % NAMES.len()],
        // 555-01xx and the like are kept free for fiction.
        phone: format!("1555{:03}{:04}", 100 + index % 900, 100 + index / 900 % 100),
        user_id: format!("US.{}{index:06}", random.random_range(100_000_000_u64..999_999_999)),
        hidden: index % 7 == 3,
    }
}

fn change(plan: &Plan, field: &str, mut value: Value) -> Value {
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] = json!({"display_phone_number": BUSINESS, "phone_number_id": plan.phone_number_id});
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [{"field": field, "value": value}]}],
    })
}

fn contact(customer: &Customer) -> Value {
    let mut contact = json!({"profile": {"name": customer.name}, "user_id": customer.user_id});
    if customer.hidden {
        contact["profile"]["username"] = json!(format!("@customer{}", customer.index));
    } else {
        contact["wa_id"] = json!(customer.phone);
    }
    contact
}

fn inbound(plan: &Plan, customer: &Customer, id: &str, at: OffsetDateTime, text: &str, turn: u32) -> Value {
    let mut message = match (customer.index + turn) % 9 {
        3 => json!({"type": "image", "image": {
            "caption": text, "mime_type": "image/jpeg", "sha256": "c2ltdWxhdGVk", "id": format!("{}", 90_000 + turn)}}),
        5 => json!({"type": "location", "location": {
            "latitude": 45.764, "longitude": 4.8357, "name": "Lyon Part-Dieu", "address": "Place Charles Béraudier"}}),
        7 => json!({"type": "interactive", "interactive": {
            "type": "button_reply", "button_reply": {"id": "yes", "title": text.get(..20).unwrap_or(text)}}}),
        8 => json!({"type": "audio", "audio": {
            "mime_type": "audio/ogg; codecs=opus", "sha256": "c2ltdWxhdGVk", "id": format!("{}", 91_000 + turn), "voice": true}}),
        _ => json!({"type": "text", "text": {"body": text}}),
    };
    message["id"] = json!(id);
    message["from_user_id"] = json!(customer.user_id);
    message["timestamp"] = json!(at.unix_timestamp().to_string());
    if !customer.hidden {
        message["from"] = json!(customer.phone);
    }
    change(plan, "messages", json!({"contacts": [contact(customer)], "messages": [message]}))
}

fn echo(plan: &Plan, customer: &Customer, id: &str, at: OffsetDateTime, text: &str) -> Value {
    let mut message = json!({
        "from": BUSINESS, "to_user_id": customer.user_id, "id": id, "timestamp": at.unix_timestamp().to_string(),
        "type": "text", "text": {"body": text},
    });
    if !customer.hidden {
        message["to"] = json!(customer.phone);
    }
    change(plan, "smb_message_echoes", json!({"message_echoes": [message]}))
}

fn report(plan: &Plan, customer: &Customer, id: &str, at: OffsetDateTime, status: &str) -> Value {
    let mut report = json!({
        "id": id, "status": status, "timestamp": at.unix_timestamp().to_string(),
        "recipient_user_id": customer.user_id,
    });
    if !customer.hidden {
        report["recipient_id"] = json!(customer.phone);
    }
    if status == "delivered" {
        report["pricing"] = json!({"billable": true, "pricing_model": "PMP", "type": "regular", "category": "service"});
    }
    change(plan, "messages", json!({"contacts": [contact(customer)], "statuses": [report]}))
}

#[cfg(test)]
mod tests {
    use super::{Plan, deliveries};
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;

    #[test]
    fn the_same_seed_gives_the_same_traffic_with_repeats() {
        let plan = Plan {
            phone_number_id: "1".to_owned(),
            customers: 20,
            turns: 3,
            duplicates: 0.2,
            disorder: 3,
            now: time::macros::datetime!(2026-03-01 12:00 UTC),
        };
        let first = deliveries(&plan, &mut StdRng::seed_from_u64(7));
        assert_eq!(first, deliveries(&plan, &mut StdRng::seed_from_u64(7)));
        let mut distinct = first.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 20 * 3 * 5);
        assert!(first.len() > distinct.len());
    }
}
