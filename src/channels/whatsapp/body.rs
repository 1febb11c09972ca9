//! What a person reads of a message, by its type.

use serde_json::Value;

use super::lenient::word;

/// The types that carry their payload under their own name; used to recognise a message whose type is missing.
pub(super) const KINDS: [&str; 16] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "button",
    "order",
    "system",
    "edit",
    "revoke",
    "unsupported",
];

/// What a person reads of a payload; empty when the type says it all.
pub(super) fn read(kind: &str, payload: &Value) -> String {
    let text = |path: &[&str]| word(payload, path);
    let read = match kind {
        "location" => location(payload),
        "contacts" => Some(names(payload)),
        "reaction" => text(&["emoji"]),
        "interactive" => interactive(payload),
        "button" => text(&["text"]).or_else(|| text(&["payload"])),
        "order" => text(&["text"]).or_else(|| items(payload)),
        "edit" => {
            let message = payload.get("message").unwrap_or(&Value::Null);
            return word(message, &["type"])
                .map_or_else(String::new, |kind| self::read(&kind, &message[kind.as_str()]));
        }
        "revoke" | "unsupported" => None,
        // Texts, media, and what is to come: whatever of it is meant for reading.
        _ => ["body", "caption", "text", "filename"].into_iter().find_map(|key| text(&[key])).or_else(|| text(&[])),
    };
    read.unwrap_or_default()
}

fn location(payload: &Value) -> Option<String> {
    let place: Vec<String> = ["name", "address"].into_iter().filter_map(|key| word(payload, &[key])).collect();
    if !place.is_empty() {
        return Some(place.join(", "));
    }
    let degrees = |key: &str| match payload.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        _ => word(payload, &[key]),
    };
    Some(format!("{}, {}", degrees("latitude")?, degrees("longitude")?))
}

/// The names on contact cards, or what else tells them apart.
fn names(cards: &Value) -> String {
    let one = std::slice::from_ref(cards);
    let name = |card: &Value| {
        let parts = || {
            let parts: Vec<String> =
                ["first_name", "last_name"].into_iter().filter_map(|key| word(card, &["name", key])).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let first = |list: &str, key: &str| word(card.get(list)?.get(0)?, &[key]);
        word(card, &["name", "formatted_name"])
            .or_else(parts)
            .or_else(|| word(card, &["org", "company"]))
            .or_else(|| first("phones", "phone"))
            .or_else(|| first("emails", "email"))
    };
    let names: Vec<String> = cards.as_array().map_or(one, Vec::as_slice).iter().filter_map(name).collect();
    names.join(", ")
}

fn interactive(payload: &Value) -> Option<String> {
    let answers = [
        ("button_reply", "title"),
        ("list_reply", "title"),
        ("nfm_reply", "body"),
        ("call_permission_reply", "response"),
        ("button_reply", "id"),
        ("list_reply", "id"),
        ("nfm_reply", "name"),
    ];
    answers.into_iter().find_map(|(answer, key)| word(payload, &[answer, key]))
}

fn items(payload: &Value) -> Option<String> {
    match payload.get("product_items")?.as_array()?.len() {
        0 => None,
        1 => Some("1 item".to_owned()),
        count => Some(format!("{count} items")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn every_type_is_read_as_people_would() {
        for (kind, payload, want) in [
            ("text", json!({"body": "hello"}), "hello"),
            ("text", json!("hello"), "hello"),
            ("text", json!({"body": 5}), "5"),
            ("image", json!({"id": "1", "caption": "our garden"}), "our garden"),
            ("document", json!({"filename": "a.pdf", "caption": "the bill"}), "the bill"),
            ("document", json!({"filename": "a.pdf"}), "a.pdf"),
            ("audio", json!({"voice": true}), ""),
            (
                "location",
                json!({"latitude": 52.5, "longitude": 13, "name": "Museum", "address": "Street 1"}),
                "Museum, Street 1",
            ),
            ("location", json!({"latitude": 52.52, "longitude": -13}), "52.52, -13"),
            ("location", json!({"latitude": "52.52", "longitude": "13.4"}), "52.52, 13.4"),
            ("location", json!({"latitude": 52.52}), ""),
            (
                "contacts",
                json!([{"name": {"formatted_name": "Anna B"}}, {"name": {"first_name": "Ben", "last_name": "C"}}]),
                "Anna B, Ben C",
            ),
            ("contacts", json!([{"phones": [{"phone": "+49 1"}]}, {}, {"emails": [{"email": "a@b"}]}]), "+49 1, a@b"),
            ("contacts", json!({"org": {"company": "Acme"}}), "Acme"),
            ("reaction", json!({"message_id": "x", "emoji": "👍"}), "👍"),
            ("reaction", json!({"message_id": "x"}), ""),
            ("interactive", json!({"type": "button_reply", "button_reply": {"id": "1", "title": "Yes"}}), "Yes"),
            ("interactive", json!({"list_reply": {"id": "1"}}), "1"),
            ("interactive", json!({"nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{}"}}), "Sent"),
            ("interactive", json!({"call_permission_reply": {"response": "accept"}}), "accept"),
            ("interactive", json!(null), ""),
            ("button", json!({"payload": "stop", "text": "Stop"}), "Stop"),
            ("button", json!({"payload": "stop"}), "stop"),
            ("order", json!({"text": "quickly please", "product_items": [1]}), "quickly please"),
            ("order", json!({"text": "", "product_items": [1, 2, 3]}), "3 items"),
            ("order", json!({"product_items": [1]}), "1 item"),
            ("system", json!({"body": "User A changed"}), "User A changed"),
            ("edit", json!({"message": {"type": "image", "image": {"caption": "better"}}}), "better"),
            ("edit", json!({}), ""),
            ("revoke", json!({"original_message_id": "x"}), ""),
            ("poll_creation", json!({"question": 1}), ""),
        ] {
            assert_eq!(read(kind, &payload), want, "{kind} {payload}");
        }
    }
}
