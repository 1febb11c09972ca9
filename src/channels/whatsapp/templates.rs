//! The list of a business account's message templates, asked for page by page (spec: WhatsApp templates).

use serde_json::Value;
use url::Url;

use super::graph::{VERSION, refusal};
use crate::channels::TemplatePage;
use crate::domain::account::Account;
use crate::domain::outgoing::Question;
use crate::domain::template::Template;
use crate::domain::{json, text};

/// Templates of a page.
const PAGE: &str = "100";

/// The question for a page.
pub(super) fn ask(account: &Account, after: Option<&str>) -> Result<Question, &'static str> {
    let waba = account.waba_id.as_deref().ok_or("the channel has no waba_id")?;
    let token = account.access_token.clone().ok_or("the channel has no access_token")?;
    let base = format!("{}/{VERSION}/{waba}/message_templates", account.api_url.trim_end_matches('/'));
    let mut url = Url::parse(&base).map_err(|_| "the address of the Graph API is none")?;
    url.query_pairs_mut()
        .append_pair("fields", "id,name,status,category,language,components,quality_score")
        .append_pair("limit", PAGE);
    if let Some(after) = after {
        url.query_pairs_mut().append_pair("after", after);
    }
    Ok(Question { url: url.into(), token })
}

/// A page of the answer.
pub(super) fn read(status: u16, body: &[u8]) -> Result<TemplatePage, String> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    if !(200..300).contains(&status) {
        return Err(refusal(status, &body));
    }
    let listed = body["data"].as_array().ok_or("Meta's answer is no list of templates")?;
    let next = &body["paging"];
    // A cursor stands on every page; only a `next` says that there is more.
    let after = next["next"].is_string().then(|| next["cursors"]["after"].as_str()).flatten();
    Ok(TemplatePage { templates: listed.iter().filter_map(template).collect(), after: after.map(str::to_owned) })
}

fn template(item: &Value) -> Option<Template> {
    let word = |value: &Value| {
        let word = value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()));
        word.filter(|word| !word.is_empty() && word.len() <= text::MAX_KEY_BYTES).map(|word| text::clean(&word))
    };
    let small = |value: &Value| word(value).map(|word| word.to_lowercase());
    Some(Template {
        name: word(&item["name"])?,
        language: word(&item["language"])?,
        external_id: word(&item["id"]),
        status: small(&item["status"]).unwrap_or_else(|| "unknown".to_owned()),
        category: small(&item["category"]).unwrap_or_else(|| "unknown".to_owned()),
        quality: small(&item["quality_score"]["score"]),
        components: json::clean(item["components"].clone()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn a_page_is_read_and_what_is_no_template_left_out() {
        let body = json!({"data": [
            {"id": 123, "name": "ready", "language": "en_US", "status": "APPROVED", "category": "UTILITY",
                "quality_score": {"score": "GREEN", "date": 1}, "components": [{"type": "BODY", "text": "Hi"}]},
            {"name": "no language"}, 7,
        ], "paging": {"cursors": {"after": "c1"}, "next": "https://graph.example/next"}});
        let page = read(200, body.to_string().as_bytes()).unwrap();
        assert_eq!(page.after.as_deref(), Some("c1"));
        let [template] = &page.templates[..] else { panic!("{page:?}") };
        assert_eq!((template.status.as_str(), template.category.as_str()), ("approved", "utility"));
        assert_eq!((template.external_id.as_deref(), template.quality.as_deref()), (Some("123"), Some("green")));
        let last = json!({"data": [], "paging": {"cursors": {"after": "c1"}}});
        assert_eq!(read(200, last.to_string().as_bytes()).unwrap().after, None);
    }

    #[test]
    fn a_refusal_says_why() {
        let body = json!({"error": {"code": 190, "message": "secret words"}}).to_string();
        let error = read(401, body.as_bytes()).unwrap_err();
        assert!(error.contains("token") && !error.contains("secret"), "{error}");
        assert!(read(200, b"<html>").is_err());
    }
}
