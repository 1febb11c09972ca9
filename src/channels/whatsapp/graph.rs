//! Sending through the Cloud API: the call for a message, and what the answer to it means (spec: WhatsApp sending).

use std::time::Duration;

use serde_json::{Value, json};

use super::limits::LONGEST;
use crate::domain::account::Account;
use crate::domain::customer::{Identity, IdentityKind};
use crate::domain::outgoing::{Call, Content, FILE, Outgoing, SESSION_EXPIRED, Verdict};
use crate::domain::text;

/// The version of the Graph API that the calls are written for.
pub(super) const VERSION: &str = "v25.0";

/// A text in parts that each fit a message, cut where a reader would: between paragraphs, lines, sentences or words.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut left = text.trim();
    while let Some((end, _)) = left.char_indices().nth(LONGEST) {
        let whole = &left[..end];
        // A cut near the beginning would leave a crumb of a message.
        let behind = |mark: &str| whole.rfind(mark).map(|at| at + mark.len()).filter(|at| *at > end / 2);
        let cut = ["\n\n", "\n", ". ", "! ", "? ", " "].into_iter().find_map(behind).unwrap_or(end);
        parts.push(left[..cut].trim_end().to_owned());
        left = left[cut..].trim_start();
    }
    if !left.is_empty() {
        parts.push(left.to_owned());
    }
    parts
}

/// The call that sends a message, or why there can be none, in words for the operator.
pub(super) fn call(account: &Account, outgoing: &Outgoing) -> Result<Call, &'static str> {
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": outgoing.content.kind(),
        "biz_opaque_callback_data": outgoing.opaque.to_string(),
    });
    body[outgoing.content.kind()] = match &outgoing.content {
        Content::Text(text) => json!({"body": text, "preview_url": false}),
        Content::Other { value, .. } => value.clone(),
    };
    if let Some(id) = &outgoing.file {
        named(&mut body[outgoing.content.kind()], id);
    }
    if let Some(id) = &outgoing.reply_to {
        body["context"] = json!({"message_id": id});
    }
    let alias = |kind| outgoing.to.iter().find(|alias: &&Identity| alias.kind == kind).map(|alias| &alias.value);
    match (alias(IdentityKind::Phone), alias(IdentityKind::WaUser)) {
        // Without the plus Meta puts the business's own country before the number.
        (Some(phone), _) => body["to"] = Value::from(format!("+{phone}")),
        (None, Some(user)) => body["recipient"] = Value::from(user.as_str()),
        (None, None) => return Err("the customer has neither a phone number nor a WhatsApp user id"),
    }
    messages(account, body)
}

/// Names a file as Meta does, in place of our own id of it.
fn named(value: &mut Value, id: &str) {
    if let Some(value) = value.as_object_mut() {
        value.remove(FILE);
        value.insert("id".to_owned(), Value::from(id));
    }
}

/// The call that marks a message as read and shows that somebody types, for 25 seconds or until the answer comes.
pub(super) fn attend(account: &Account, external_id: &str) -> Result<Call, &'static str> {
    let body = json!({
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": external_id,
        "typing_indicator": {"type": "text"},
    });
    messages(account, body)
}

fn messages(account: &Account, body: Value) -> Result<Call, &'static str> {
    let number = account.phone_number_id.as_deref().ok_or("the channel has no phone_number_id")?;
    let token = account.access_token.clone().ok_or("the channel has no access_token")?;
    let url = format!("{}/{VERSION}/{number}/messages", account.api_url.trim_end_matches('/'));
    Ok(Call { url, token, body })
}

/// What an answer of the Graph API means; `tries` counts the ones before it that were to be repeated.
pub(super) fn verdict(status: u16, body: &[u8], tries: u32) -> Verdict {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let code = body["error"]["code"].as_i64();
    if (200..300).contains(&status) {
        return match body["messages"][0]["id"].as_str() {
            Some(id) if !id.is_empty() => Verdict::Accepted { external_id: text::key(id) },
            _ => Verdict::Unclear { error: format!("Meta answered {status} without the id of a message") },
        };
    }
    let error = refusal(status, &body);
    let after = |seconds: u64| Verdict::Later { error: error.clone(), after: Duration::from_secs(seconds) };
    match code {
        // One message in six seconds to one person: Meta asks to wait 4 seconds, then 16, 64, …
        Some(131_056) => after(4_u64.saturating_pow(tries.min(6) + 1)),
        Some(4 | 80_007 | 130_429 | 131_048 | 131_057 | 133_004) => after(60),
        Some(1 | 2 | 131_000 | 131_016) => after(10),
        None if status == 429 => after(60),
        // A gateway's failure says nothing of what the machines behind it did.
        None if status >= 500 => Verdict::Unclear { error },
        _ => Verdict::Refused { error },
    }
}

/// Why the Graph API refused a request, in our words: Meta's own may name the customer.
pub(super) fn refusal(status: u16, body: &Value) -> String {
    match body["error"]["code"].as_i64() {
        Some(code) => format!("{} (status {status}, code {code})", meaning(code)),
        None => format!("Meta gave no reason (status {status})"),
    }
}

/// Meta's codes in plain words.
fn meaning(code: i64) -> &'static str {
    match code {
        0 | 190 => "the access token is not valid any more; enter a new one",
        1 | 2 | 131_000 | 131_016 => "Meta's service failed",
        3 | 10 | 200..=299 => "the access token may not send for this number",
        4 | 80_007 | 130_429 => "too many messages from this number at once",
        100 | 131_008 | 131_009 => "Meta refused a parameter of the message",
        368 | 130_497 | 131_031 => "the business account is restricted or locked by Meta",
        131_005 => "the access token lacks a permission",
        131_021 => "sender and recipient are the same number",
        131_026 => "the message cannot be delivered: no WhatsApp, or too old a version",
        131_030 => "the recipient is not on the list of a test number",
        131_037 => "the display name of the number is not approved",
        131_042 => "Meta has a problem with the payment method",
        131_045 => "the phone number is not registered",
        131_047 => SESSION_EXPIRED,
        131_048 => "too many of this number's messages were reported as spam",
        131_049 | 131_050 => "Meta holds the message back to keep the customer's trust",
        131_051 => "Meta does not know this type of message",
        131_056 => "too many messages to this customer in a short time",
        131_057 | 133_004 => "the number is being moved or maintained",
        131_062 => "this message cannot be sent to a WhatsApp user id",
        132_001 => "there is no such template in this language",
        132_000 | 132_005 | 132_008 | 132_012 => "the template does not fit its variables",
        132_007 | 132_015 | 132_016 => "Meta has paused or disabled the template",
        132_068 | 132_069 => "the flow of the message is blocked or throttled",
        133_010 | 133_016 => "the number is not registered",
        137_000 => "the customer's identity changed",
        _ => "Meta refused the message",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LONGEST, call, parts, verdict};
    use crate::domain::account::{Account, Secret};
    use crate::domain::customer::{Identity, IdentityKind};
    use crate::domain::id::{ChannelId, ProjectId};
    use crate::domain::outgoing::{Content, Outgoing, Verdict};

    fn account() -> Account {
        Account {
            channel: ChannelId(uuid::Uuid::nil()),
            project: ProjectId(uuid::Uuid::nil()),
            kind: "whatsapp".into(),
            phone_number_id: Some("106".into()),
            waba_id: None,
            display_phone_number: None,
            app_secrets: Vec::new(),
            verify_token: None,
            access_token: Some(Secret::new("token".into())),
            api_url: "https://graph.example/".into(),
            assistant: None,
        }
    }

    fn outgoing(to: &[(IdentityKind, &str)]) -> Outgoing {
        let to = to.iter().filter_map(|(kind, value)| Identity::new(*kind, value)).collect();
        Outgoing { to, content: Content::Text("Hi".into()), file: None, reply_to: None, opaque: uuid::Uuid::nil() }
    }

    #[test]
    fn a_call_names_the_person_as_meta_wants_it() {
        let (phone, user) = ((IdentityKind::Phone, "15551234"), (IdentityKind::WaUser, "DE.1"));
        let made = call(&account(), &outgoing(&[user, phone])).unwrap();
        assert_eq!(made.url, "https://graph.example/v25.0/106/messages");
        assert_eq!(
            made.body,
            json!({"messaging_product": "whatsapp", "recipient_type": "individual", "type": "text", "to": "+15551234",
                "text": {"body": "Hi", "preview_url": false},
                "biz_opaque_callback_data": "00000000-0000-0000-0000-000000000000"})
        );
        let made = call(&account(), &outgoing(&[user])).unwrap();
        assert_eq!((&made.body["recipient"], made.body.get("to")), (&json!("DE.1"), None));
        let template = Content::Other { kind: "template".into(), value: json!({"name": "a"}) };
        let quoting = Outgoing { content: template, reply_to: Some("wamid.1".into()), ..outgoing(&[phone]) };
        let made = call(&account(), &quoting).unwrap().body;
        assert_eq!((&made["type"], &made["template"]), (&json!("template"), &json!({"name": "a"})));
        assert_eq!((&made["context"], made.get("text")), (&json!({"message_id": "wamid.1"}), None));
        let picture = Content::Other { kind: "image".into(), value: json!({"file": "ours", "caption": "a"}) };
        let with_file = Outgoing { content: picture, file: Some("77".into()), ..outgoing(&[phone]) };
        assert_eq!(call(&account(), &with_file).unwrap().body["image"], json!({"id": "77", "caption": "a"}));
        assert!(call(&account(), &outgoing(&[])).is_err());
        assert!(call(&Account { access_token: None, ..account() }, &outgoing(&[phone])).is_err());
    }

    #[test]
    fn an_answer_says_whether_to_send_again() {
        let error = |code: i64| json!({"error": {"code": code, "message": "about +15551234"}}).to_string();
        let kind = |verdict: &Verdict| match verdict {
            Verdict::Accepted { .. } => "accepted",
            Verdict::Refused { .. } => "refused",
            Verdict::Later { .. } => "later",
            Verdict::Unclear { .. } => "unclear",
        };
        for (status, body, want) in [
            (200, r#"{"messages":[{"id":"wamid.1"}]}"#.to_owned(), "accepted"),
            (200, "{}".to_owned(), "unclear"),
            (200, "<html>".to_owned(), "unclear"),
            (400, error(131_047), "refused"),
            (400, error(131_056), "later"),
            (429, error(130_429), "later"),
            (500, error(131_000), "later"),
            (400, error(999_999), "refused"),
            (502, "bad gateway".to_owned(), "unclear"),
            (429, String::new(), "later"),
            (404, String::new(), "refused"),
        ] {
            let found = verdict(status, body.as_bytes(), 0);
            assert_eq!(kind(&found), want, "{status} {body}");
            assert!(!format!("{found:?}").contains("15551234"), "Meta's own words may name the customer: {found:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_where_a_reader_would_cut_it() {
        assert_eq!(parts(" Hi \n"), ["Hi"]);
        assert_eq!(parts("  "), Vec::<String>::new());
        let paragraphs = format!("{}\n\n{}", "a".repeat(3000), "b".repeat(3000));
        assert_eq!(parts(&paragraphs), ["a".repeat(3000), "b".repeat(3000)]);
        let words = "word ".repeat(2000);
        assert!(parts(&words).iter().all(|part| part.ends_with("word") && part.chars().count() <= LONGEST));
        assert_eq!(parts(&"ü".repeat(LONGEST + 1)), ["ü".repeat(LONGEST), "ü".to_owned()]);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_lost_between_parts(text in "([a-zé]{1,900}[ .\n]{1,3}){0,30}") {
            let cut: String = parts(&text).concat();
            let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(bare(&cut), bare(&text));
            proptest::prop_assert!(parts(&text).iter().all(|part| part.chars().count() <= LONGEST && !part.is_empty()));
        }
    }
}
