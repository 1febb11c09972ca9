//! Origins of web pages, compared whole: a suffix, a prefix or a pattern would let look-alikes in.

use url::{Origin, Url};

/// The origin in its one spelling (`https://shop.example`, a port only where it is not the scheme's own); nothing for
/// what is no origin of a web page: with a path, a query, credentials or another scheme, `null`, or not ASCII.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    if text.len() > 300 || !text.is_ascii() || text.bytes().any(|byte| byte <= b' ' || byte == b'*' || byte == b'\\') {
        return None;
    }
    let url = Url::parse(text).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !matches!(url.origin(), Origin::Tuple(..)) {
        return None;
    }
    let spelt = url.origin().ascii_serialization();
    // Whatever an origin does not have would be in the text and not in its one spelling.
    let given = text.strip_suffix('/').unwrap_or(text);
    let default_port = if url.scheme() == "https" { ":443" } else { ":80" };
    let given = given.strip_suffix(default_port).unwrap_or(given);
    given.eq_ignore_ascii_case(&spelt).then_some(spelt)
}

/// The origin of a page's address, as the header `Referer` has it.
#[must_use]
pub fn of_page(address: &str) -> Option<String> {
    parse(&Url::parse(address).ok()?.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::{of_page, parse};

    #[test]
    fn an_origin_has_one_spelling() {
        for (text, want) in [
            ("https://shop.example", Some("https://shop.example")),
            ("https://SHOP.example/", Some("https://shop.example")),
            ("https://shop.example:443", Some("https://shop.example")),
            ("http://shop.example:443", Some("http://shop.example:443")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("https://[::1]:8443", Some("https://[::1]:8443")),
            ("https://xn--mnchen-3ya.example", Some("https://xn--mnchen-3ya.example")),
            ("https://münchen.example", None),
            ("https://shop.example/shop", None),
            ("https://shop.example?a=b", None),
            ("https://shop.example#a", None),
            ("https://user@shop.example", None),
            ("https://shop.example.", Some("https://shop.example.")),
            ("https://*.shop.example", None),
            ("https:shop.example", None),
            ("https:\\\\shop.example", None),
            ("https://shop.example:", None),
            ("https://0x7f.1", None),
            ("ftp://shop.example", None),
            ("file:///etc/passwd", None),
            ("data:text/html,hi", None),
            ("null", None),
            ("*", None),
            ("", None),
            (" https://shop.example", None),
            ("https://shop.example https://evil.example", None),
        ] {
            assert_eq!(parse(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn a_page_has_the_origin_of_its_address() {
        assert_eq!(of_page("https://shop.example/a?b#c").as_deref(), Some("https://shop.example"));
        assert_eq!(of_page("https://u:p@shop.example:8443/a").as_deref(), Some("https://shop.example:8443"));
        assert_eq!(of_page("about:blank"), None);
    }
}
