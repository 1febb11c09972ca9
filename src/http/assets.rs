//! The browser's part as built into `web/dist`: embedded in a release, read from the folder in a debug build.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::error::Error;
use crate::app::App;

#[derive(RustEmbed)]
#[folder = "web/dist/"]
struct Built;

/// Embedding pages name this address, so it has no hash and is asked for again each time.
const LOADER: &str = "widget.js";
pub(super) const FRESH: HeaderValue = HeaderValue::from_static("public, no-cache");
/// A file whose name is made from its content never changes; a year is as long as caches listen.
pub(super) const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `/widget.js` and the stages that it fetches; any page on any site may run them.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/widget.js", get(|headers: HeaderMap| async move { loader(&headers) })).route(
        "/widget/{file}",
        get(|Path(file): Path<String>, headers: HeaderMap| async move { stage(&file, &headers) }),
    )
}

fn loader(headers: &HeaderMap) -> Response {
    // Plain, because it is read in a browser's list of requests.
    let unbuilt = || (StatusCode::SERVICE_UNAVAILABLE, "The widget was not built: run `make run`.\n").into_response();
    find(LOADER, headers).map_or_else(unbuilt, |found| anywhere(found.answer(headers, FRESH)))
}

fn stage(file: &str, headers: &HeaderMap) -> Response {
    find(&format!("widget/{file}"), headers)
        .map_or_else(|| Error::NotFound("file").into_response(), |found| anywhere(found.answer(headers, IMMUTABLE)))
}

/// Has pages of any site take a script.
fn anywhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

pub(super) struct Found {
    kind: &'static str,
    /// Of the file itself: both encodings share it, so it is weak.
    tag: String,
    body: EmbeddedFile,
    is_brotli: bool,
}

/// A file by its path in `web/dist`, compressed where the reader takes that.
pub(super) fn find(path: &str, headers: &HeaderMap) -> Option<Found> {
    let kind = match path.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    let plain = Built::get(path)?;
    let tag = format!("W/\"{}\"", hex::encode(&plain.metadata.sha256_hash()[..12]));
    let brotli = takes_brotli(headers).then(|| Built::get(&format!("{path}.br"))).flatten();
    Some(Found { kind, tag, is_brotli: brotli.is_some(), body: brotli.unwrap_or(plain) })
}

impl Found {
    pub(super) fn answer(self, headers: &HeaderMap, cache: HeaderValue) -> Response {
        let mut response = if has(headers, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.body.data.into_owned().into_response()
        };
        let answer = response.headers_mut();
        for (name, value) in [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.kind)),
            (header::CACHE_CONTROL, cache),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ] {
            answer.insert(name, value);
        }
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            answer.insert(header::ETAG, tag);
        }
        if self.is_brotli {
            answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

/// Whether `If-None-Match` names this tag; a proxy may have made a strong one weak.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let bare = tag.trim_start_matches("W/");
    headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| list.split(',').any(|one| one.trim().trim_start_matches("W/") == bare))
}

/// Whether `Accept-Encoding` names `br`, and not to refuse it.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let Some(list) = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else { return false };
    list.split(',').any(|one| {
        let (name, parameter) = one.split_once(';').unwrap_or((one, ""));
        let weight = parameter.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case("br") && weight.unwrap_or(1.0) > 0.0
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{has, takes_brotli};

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        for (list, want) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=0.5", true),
            ("BR", true),
            ("br;q=0", false),
            ("br; q=0.0", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(list))]);
            assert_eq!(takes_brotli(&headers), want, "{list}");
        }
        assert!(!takes_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_file_that_the_reader_has_is_known_by_its_tag() {
        for (list, want) in
            [("W/\"a1\"", true), ("\"a1\"", true), ("\"b2\", W/\"a1\"", true), ("\"a\"", false), ("a1", false)]
        {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(list))]);
            assert_eq!(has(&headers, "W/\"a1\""), want, "{list}");
        }
    }
}
