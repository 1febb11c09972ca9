//! The key of a DSN as SDKs send it: in a header of Sentry's own, or in the query.

/// The key in an `X-Sentry-Auth` header: `Sentry sentry_key=KEY, sentry_version=7`.
#[must_use]
pub fn key_of_header(text: &str) -> Option<&str> {
    let text = text.trim();
    let parts = match text.split_once(char::is_whitespace) {
        Some((scheme, parts)) if scheme.eq_ignore_ascii_case("sentry") => parts,
        _ => text,
    };
    parts.split(',').find_map(|part| key_of(part.trim()))
}

/// The key in a query: `sentry_version=7&sentry_key=KEY`. Our keys need no decoding, so none is done.
#[must_use]
pub fn key_of_query(text: &str) -> Option<&str> {
    text.split('&').find_map(key_of)
}

fn key_of(part: &str) -> Option<&str> {
    let (name, key) = part.split_once('=')?;
    let key = key.trim().trim_matches('"');
    (name.trim() == "sentry_key" && !key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{key_of_header, key_of_query};

    #[test]
    fn a_key_is_found_in_the_header() {
        for (header, want) in [
            ("Sentry sentry_key=abc_1, sentry_version=7, sentry_client=sentry.python/2.75.0", Some("abc_1")),
            ("Sentry sentry_version=7,sentry_key=abc_1", Some("abc_1")),
            ("  sentry  sentry_key = \"abc_1\" ", Some("abc_1")),
            ("sentry_key=abc_1", Some("abc_1")),
            ("Sentry sentry_key=, sentry_version=7", None),
            ("Sentry not_sentry_key=abc_1", None),
            ("Bearer abc_1", None),
            ("", None),
        ] {
            assert_eq!(key_of_header(header), want, "{header}");
        }
    }

    #[test]
    fn a_key_is_found_in_the_query() {
        for (query, want) in [
            ("sentry_version=7&sentry_key=abc_1&sentry_client=sentry.javascript.node%2F11.12.0", Some("abc_1")),
            ("sentry_key=abc_1", Some("abc_1")),
            ("sentry_key=&x=1", None),
            ("sentry_key", None),
            ("", None),
        ] {
            assert_eq!(key_of_query(query), want, "{query}");
        }
    }
}
