//! Files of messages: what a webhook announces of them, and how they are fetched (spec: WhatsApp media). The `url` that
//! a webhook may have is never followed: whoever forged it would be handed the token.

use serde_json::Value;
use url::Url;

use super::graph::{VERSION, refusal};
use super::lenient::word;
use crate::channels::MediaPlace;
use crate::domain::account::Account;
use crate::domain::attachment::Announced;
use crate::domain::outgoing::Question;
use crate::domain::text;

/// Types of messages that are about a file.
const KINDS: [&str; 5] = ["image", "video", "audio", "document", "sticker"];

/// The host at which Meta keeps files; it and the Graph API itself are the only ones that see the token.
const HOST: &str = "lookaside.fbsbx.com";

/// Longest name or type that is kept, in bytes.
const MAX_WORD_BYTES: usize = 255;

/// The file that a payload announces.
pub(super) fn announced(kind: &str, payload: &Value) -> Option<Announced> {
    if !KINDS.contains(&kind) {
        return None;
    }
    let read = |key: &str| word(payload, &[key]).map(|word| text::clean(text::cut(&word, MAX_WORD_BYTES)));
    Some(Announced {
        external_id: text::key(&word(payload, &["id"])?),
        name: read("filename"),
        media_type: read("mime_type"),
        sha256: read("sha256"),
    })
}

/// The question where a file lies.
pub(super) fn ask(account: &Account, external_id: &str) -> Result<Question, &'static str> {
    // It becomes a part of the address.
    if external_id.is_empty() || !external_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    {
        return Err("the id of the file is none of Meta's");
    }
    let number = account.phone_number_id.as_deref().ok_or("the channel has no phone_number_id")?;
    let token = account.access_token.clone().ok_or("the channel has no access_token")?;
    let base = format!("{}/{VERSION}/{external_id}", account.api_url.trim_end_matches('/'));
    let mut url = Url::parse(&base).map_err(|_| "the address of the Graph API is none")?;
    url.query_pairs_mut().append_pair("phone_number_id", number);
    Ok(Question { url: url.into(), token })
}

/// Where the answer says that it lies.
pub(super) fn read(account: &Account, status: u16, body: &[u8]) -> Result<MediaPlace, String> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    if !(200..300).contains(&status) {
        return Err(refusal(status, &body));
    }
    let url = body["url"].as_str().ok_or("Meta's answer does not say where the file is")?;
    if !is_metas(account, url) {
        return Err("Meta's answer names a host that is not Meta's; the token was not shown to it".to_owned());
    }
    let token = account.access_token.clone().ok_or("the channel has no access_token")?;
    // The size is a text in one place of the documentation.
    let size = body["file_size"].as_u64().or_else(|| body["file_size"].as_str()?.parse().ok());
    let sha256 = body["sha256"].as_str().map(str::to_owned);
    Ok(MediaPlace { question: Question { url: url.to_owned(), token }, sha256, size })
}

fn is_metas(account: &Account, url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let is_ours = Url::parse(&account.api_url).is_ok_and(|graph| graph.origin() == url.origin());
    let is_kept = url.scheme() == "https" && url.host_str() == Some(HOST) && url.port().is_none();
    // A name before the host is no name of Meta's, but a trick on readers.
    (is_ours || is_kept) && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{announced, ask, read};
    use crate::domain::account::{Account, Secret};
    use crate::domain::id::{ChannelId, ProjectId};

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
            api_url: "https://graph.facebook.com/".into(),
            assistant: None,
        }
    }

    #[test]
    fn the_token_goes_to_meta_alone() {
        for (url, want) in [
            ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true),
            ("https://graph.facebook.com/x", true),
            ("http://lookaside.fbsbx.com/x", false),
            ("https://lookaside.fbsbx.com:8443/x", false),
            ("https://lookaside.fbsbx.com.evil.example/x", false),
            ("https://evil.example/lookaside.fbsbx.com", false),
            ("https://lookaside.fbsbx.com@evil.example/x", false),
            ("https://a:b@lookaside.fbsbx.com/x", false),
            ("https://evil-fbsbx.com/x", false),
            ("http://169.254.169.254/latest", false),
            ("http://graph.facebook.com/x", false),
            ("file:///etc/passwd", false),
            ("//lookaside.fbsbx.com/x", false),
            ("", false),
        ] {
            let answer = json!({"url": url, "file_size": "12"}).to_string();
            let place = read(&account(), 200, answer.as_bytes());
            assert_eq!(place.is_ok(), want, "{url}");
            assert_eq!(place.ok().and_then(|place| place.size), want.then_some(12), "{url}");
        }
    }

    #[test]
    fn an_id_cannot_lead_elsewhere() {
        let asked = ask(&account(), "1003383421387256").unwrap();
        assert_eq!(asked.url, "https://graph.facebook.com/v25.0/1003383421387256?phone_number_id=106");
        for id in ["", "..", "../106/messages", "1?x=1", "1/2", "1#", "1%2e", "ä", "a b"] {
            assert!(ask(&account(), id).is_err(), "{id}");
        }
        assert!(ask(&Account { access_token: None, ..account() }, "1").is_err());
    }

    #[test]
    fn a_file_is_announced_by_its_id() {
        let payload = json!({"id": "7", "mime_type": "application/pdf", "sha256": "x", "filename": "a.pdf",
            "url": "https://evil.example"});
        let found = announced("document", &payload).unwrap();
        assert_eq!((found.external_id.as_str(), found.name.as_deref()), ("7", Some("a.pdf")));
        assert_eq!((found.media_type.as_deref(), found.sha256.as_deref()), (Some("application/pdf"), Some("x")));
        for (kind, payload) in [("text", json!({"id": "7"})), ("image", json!({})), ("image", Value::Null)] {
            assert_eq!(announced(kind, &payload), None, "{kind} {payload}");
        }
    }
}
