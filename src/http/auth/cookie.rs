//! The cookie of people who are signed in, and proof that it was our own page that sent it.

use axum::http::{HeaderMap, HeaderValue, Method, header};
use cookie::{Cookie, SameSite};

use crate::config::Config;
use crate::domain::origin;

/// Over https the prefix has browsers refuse it from any other host or path, and over anything less.
fn name(config: &Config) -> &'static str {
    if is_https(config) { "__Host-verbatim" } else { "verbatim" }
}

fn is_https(config: &Config) -> bool {
    config.public_url().starts_with("https://")
}

/// What the browser holds, if it holds one.
pub(super) fn read(config: &Config, headers: &HeaderMap) -> Option<String> {
    let name = name(config);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let found = lines.flat_map(Cookie::split_parse).filter_map(Result::ok).find(|cookie| cookie.name() == name);
    found.map(|cookie| cookie.value().to_owned())
}

/// `Set-Cookie` for a new session. Scripts cannot read it, and no other site has it sent.
pub(in crate::http) fn write(config: &Config, token: &str, life: time::Duration) -> Option<HeaderValue> {
    let cookie = Cookie::build((name(config), token))
        .path("/")
        .http_only(true)
        .secure(is_https(config))
        .same_site(SameSite::Strict)
        .max_age(life);
    HeaderValue::from_str(&cookie.to_string()).ok()
}

/// Whether a request that changes something comes from a page of ours: what browsers say of it themselves, or, over
/// plain http where they do not, the page's origin.
pub(super) fn is_from_our_page(config: &Config, method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(page) = text("origin").and_then(origin::parse) else { return false };
    let asked = text("host").and_then(|host| page.split_once("://").map(|(scheme, _)| format!("{scheme}://{host}")));
    let ours = origin::of_page(&config.public_url());
    asked.and_then(|asked| origin::parse(&asked)).is_some_and(|asked| asked == page) || ours.as_ref() == Some(&page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> Config {
        let mut config = Config::from_file(None).unwrap();
        url.clone_into(&mut config.public_url);
        config
    }

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = lines
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), HeaderValue::from_static(value)));
        pairs.collect()
    }

    #[test]
    fn a_cookie_is_kept_from_scripts_and_other_sites() {
        for (url, want) in [
            ("https://talk.example", "__Host-verbatim=t; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=60"),
            ("http://127.0.0.1:8080", "verbatim=t; HttpOnly; SameSite=Strict; Path=/; Max-Age=60"),
        ] {
            assert_eq!(write(&config(url), "t", time::Duration::MINUTE).unwrap(), want);
        }
    }

    #[test]
    fn only_our_own_cookie_is_read() {
        for (url, line, want) in [
            ("http://a", "verbatim=t", Some("t")),
            ("http://a", "x=1; verbatim=t; y=2", Some("t")),
            ("https://a", "verbatim=t", None),
            ("https://a", "__Host-verbatim=t", Some("t")),
            ("http://a", "verbatim2=t", None),
            ("http://a", "=;;", None),
        ] {
            assert_eq!(read(&config(url), &headers(&[("cookie", line)])).as_deref(), want, "{url} {line}");
        }
    }

    #[test]
    fn what_another_page_sends_changes_nothing() {
        let config = config("https://talk.example");
        for (method, lines, want) in [
            (Method::GET, &[][..], true),
            (Method::POST, &[], false),
            (Method::POST, &[("sec-fetch-site", "same-origin")], true),
            (Method::POST, &[("sec-fetch-site", "same-site")], false),
            (Method::POST, &[("sec-fetch-site", "cross-site"), ("origin", "https://talk.example")], false),
            (Method::DELETE, &[("sec-fetch-site", "none")], false),
            (Method::POST, &[("origin", "http://10.0.0.1:8080"), ("host", "10.0.0.1:8080")], true),
            (Method::POST, &[("origin", "https://talk.example"), ("host", "inner:8080")], true),
            (Method::PATCH, &[("origin", "https://evil.example"), ("host", "talk.example")], false),
            (Method::PATCH, &[("origin", "null"), ("host", "talk.example")], false),
        ] {
            assert_eq!(is_from_our_page(&config, &method, &headers(lines)), want, "{method} {lines:?}");
        }
    }
}
