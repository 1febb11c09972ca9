//! What an assistant must be, whoever says it.

use url::Url;

use super::fields::Provider;
use super::settings;
use crate::domain::text;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::store::assistants::Assistant as Row;

/// A key for a model, where one is given.
pub(super) fn check_key(key: Option<&str>) -> Result<(), Error> {
    match key {
        Some(key) if key.is_empty() || key.len() > 500 || !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(Error::field("api_key", "must be 1 to 500 printable ASCII characters without spaces"))
        }
        _ => Ok(()),
    }
}

/// The row, cleaned, or all that is wrong with it.
pub(super) fn checked(mut row: Row) -> Result<Row, Error> {
    let mut faults = Faults::default();
    faults.length("name", &row.name, 1, 100);
    faults.length("system_prompt", &row.system_prompt, 0, 20_000);
    faults.length("failure_text", &row.failure_text, 0, 1000);
    if let Some(model) = &row.model {
        faults.length("model", model, 1, 200);
    }
    if let Some(url) = &row.base_url
        && !is_address(url)
    {
        faults.add("base_url", "must be an http or https address without user, query or fragment");
    }
    for (provider, field, value) in [
        (Provider::OpenAi, "base_url", &row.base_url),
        (Provider::OpenAi, "model", &row.model),
        (Provider::Http, "base_url", &row.base_url),
    ] {
        if row.provider == provider.as_str() && value.is_none() {
            faults.add(field, format!("is missing; the provider {} needs it", row.provider));
        }
    }
    let asks_a_model = row.provider == Provider::OpenAi.as_str();
    for (field, is_given) in [
        ("tools", !row.settings.tools.is_empty()),
        ("builtin_tools", !row.settings.builtin_tools.is_empty()),
        ("extraction", row.settings.extraction.is_some()),
        ("speech", row.settings.speech.is_some()),
    ] {
        if is_given && !asks_a_model {
            faults.add(field, format!("needs the provider openai; the provider {} has no use for it", row.provider));
        }
    }
    if row.idle_timeout_minutes.is_some_and(|minutes| !(1..=10_080).contains(&minutes)) {
        faults.add("idle_timeout_minutes", "must be between 1 and 10080");
    }
    settings::check(&mut faults, &row.settings);
    faults.unless(())?;
    row.name = text::clean(&row.name);
    row.model = row.model.map(|model| text::clean(&model));
    row.system_prompt = text::clean(&row.system_prompt);
    row.failure_text = text::clean(row.failure_text.trim());
    Ok(row)
}

/// Whether a text is an address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        text.len() <= 500
            && matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_http_and_nothing_but_a_place() {
        for (text, want) in [
            ("https://api.openai.com/v1", true),
            ("http://127.0.0.1:8000", true),
            ("ftp://example.com", false),
            ("https://user:secret@example.com", false),
            ("https://example.com/?key=1", false),
            ("example.com", false),
            ("", false),
        ] {
            assert_eq!(is_address(text), want, "{text}");
        }
    }
}
