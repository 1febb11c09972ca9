//! Addresses of the console: a page to people who browse, nothing to programs. How the page looks and works is tried in a
//! browser (`web/e2e/console`). Both need the pages as `make web` builds them.

use std::path::Path;

use reqwest::Method;

use crate::support::app::TestApp;

#[tokio::test]
async fn any_page_is_the_console_and_no_address_of_a_program_is() {
    let app = TestApp::new().await;
    // 503 means that the pages were not built: `make web`.
    let page = 200;
    for (what, method, path, accept, want) in [
        ("the start", Method::GET, "/", "text/html,*/*;q=0.8", page),
        ("a conversation", Method::GET, "/conversations/01a2?type=test", "text/html", page),
        ("the widgets, beside the widget's own files", Method::GET, "/widgets", "text/html", page),
        ("a program", Method::GET, "/conversations", "application/json", 404),
        ("a form", Method::POST, "/conversations", "text/html", 404),
        ("an operation that does not exist", Method::GET, "/api/v1/nothing", "text/html", 404),
        ("a file", Method::GET, "/favicon.ico", "text/html", 404),
        ("a part that does not exist", Method::GET, "/console/main-00000000.js", "*/*", 404),
        ("a way out of the folder", Method::GET, "/console/..%2f..%2f..%2fCargo.toml", "*/*", 404),
    ] {
        let response = app.anonymous(method, path).header("accept", accept).send().await.unwrap();
        assert_eq!(response.status(), want, "{what}");
        if want == 200 {
            let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
            assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
            assert_eq!(response.headers()["cache-control"], "public, no-cache", "{what}");
            let text = response.text().await.unwrap();
            assert!(!text.contains("<style") && !text.contains("style="), "a style stands in the page");
        }
    }
}

#[tokio::test]
async fn parts_named_by_their_content_are_kept_for_a_year() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/dist/console");
    let parts = std::fs::read_dir(folder).unwrap_or_else(|_| panic!("the pages were not built: `make web`"));
    let app = TestApp::new().await;
    let mut seen = 0;
    for part in parts {
        let name = part.unwrap().file_name().into_string().unwrap();
        let kind = match name.rsplit_once('.').unwrap().1 {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            _ => continue,
        };
        let request = app.anonymous(Method::GET, &format!("/console/{name}")).header("accept-encoding", "br");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{name}");
        for (header, want) in [
            ("content-type", kind),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(response.headers()[header], want, "{name} {header}");
        }
        seen += 1;
    }
    assert!(seen > 5, "only {seen} parts are built");
}
