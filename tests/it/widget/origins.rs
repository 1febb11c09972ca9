//! Only pages of the origins that a widget names may use it, on every call.

use reqwest::Method;
use serde_json::json;

use super::{Page, SITE};
use crate::support::app::{TestApp, answer};

/// Looks like the site and is not.
const LOOK_ALIKES: [&str; 31] = [
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://evilshop.example",
    "https://evil-shop.example",
    "https://evil.shop.example",
    "https://www.shop.example",
    "https://shop.example.",
    "https://shop.exampl",
    "https://shop.examples",
    "https://shop-example",
    "https://shopXexample",
    "https://shop.example@evil.example",
    "https://evil.example#shop.example",
    "https://evil.example?https://shop.example",
    "https://evil.example/https://shop.example",
    "https://shop.example/",
    "https://shop.example/..",
    "https://shop.example:443@evil.example",
    "https://shop.example%00.evil.example",
    "https://shop.example%2eevil.example",
    "https://shop.example\\.evil.example",
    "https://shop.example evil.example",
    "https://shop.example,https://evil.example",
    "https://xn--shp-0na.example",
    "file://shop.example",
    "null",
    "*",
    "shop.example",
    "//shop.example",
    "",
];

#[tokio::test]
async fn look_alikes_are_kept_out_of_every_call() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    let config = format!("/config?widget={}", page.key());
    assert_eq!(answer(page.request(Method::GET, &config)).await.0, 200);
    let calls = [
        (Method::GET, config.as_str()),
        (Method::POST, "/sessions"),
        (Method::GET, "/session"),
        (Method::GET, "/messages"),
        (Method::GET, "/events"),
        (Method::POST, "/messages"),
        (Method::POST, "/conversations"),
        (Method::POST, "/identify"),
        (Method::POST, "/variables"),
        (Method::POST, "/stop"),
        (Method::POST, "/retry"),
        (Method::POST, "/end"),
        (Method::DELETE, "/session"),
    ];
    // One spelling of the very origin is the origin, with or without a slash.
    for origin in LOOK_ALIKES.into_iter().filter(|origin| *origin != "https://shop.example/") {
        let there = page.on(origin);
        for (method, path) in &calls {
            let body = match *path {
                "/sessions" => json!({"widget": page.key(), "key": "0123456789abcdefghijkl"}),
                "/messages" => json!({"client_id": "a", "text": "a"}),
                "/identify" => json!({"identity": "a"}),
                "/variables" => json!({"variables": {}}),
                _ => json!({}),
            };
            let request = there.request(method.clone(), path).bearer_auth(&open.token).json(&body);
            let (status, refused) = answer(request).await;
            assert_eq!(status, 403, "{origin} {method} {path}: {refused}");
        }
    }
    let said: i64 = sqlx::query_scalar("select count(*) from messages").fetch_one(app.pool()).await.unwrap();
    assert_eq!(said, 0);
    assert_eq!(page.get(&open, "/session").await.0, 200, "the session is as it was");
}

#[tokio::test]
async fn a_session_is_good_for_the_page_on_which_it_was_begun() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let id = page.widget["id"].as_str().unwrap();
    let both = json!({"allowed_origins": [SITE, "https://other.example"]});
    let change = app.request(Method::PATCH, &format!("/api/v1/widgets/{id}")).json(&both);
    assert_eq!(answer(change).await.0, 200);
    let open = page.begin(&json!({})).await;
    assert_eq!(page.on("https://other.example").get(&open, "/session").await.0, 403);

    let request = |name: &'static str, value: &'static str| {
        let path = "/widget/v1/session";
        answer(app.anonymous(Method::GET, path).bearer_auth(&open.token).header(name, value))
    };
    assert_eq!(request("referer", "https://shop.example/any?page").await.0, 200, "a page of its own server");
    assert_eq!(request("referer", "https://evil.example/").await.0, 403);
    assert_eq!(request("x-nothing", "").await.0, 403, "who does not say where from");
    let twice =
        page.request(Method::GET, "/session").bearer_auth(&open.token).header("referer", "https://evil.example/");
    assert_eq!(answer(twice).await.0, 200, "the origin says it; the address of the page may be withheld or wrong");
}

#[tokio::test]
async fn a_widget_without_origins_is_for_the_machine_that_it_is_built_on() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let id = page.widget["id"].as_str().unwrap();
    let none = app.request(Method::PATCH, &format!("/api/v1/widgets/{id}")).json(&json!({"allowed_origins": []}));
    assert_eq!(answer(none).await.0, 200);
    for (origin, want) in [
        ("http://localhost:3000", 201),
        ("http://127.0.0.1:5173", 201),
        ("http://[::1]:8000", 201),
        (SITE, 403),
        ("http://localhost.evil.example", 403),
        ("http://127.0.0.1.evil.example", 403),
        ("http://192.168.0.1", 403),
    ] {
        assert_eq!(page.on(origin).try_begin(&json!({})).await.0, want, "{origin}");
    }
    let ours = app.app.config.public_url();
    assert_eq!(page.on(&ours).try_begin(&json!({})).await.0, 201, "our own pages");
    let off = app.request(Method::PATCH, &format!("/api/v1/widgets/{id}")).json(&json!({"enabled": false}));
    assert_eq!(answer(off).await.0, 200);
    let (status, refused) = page.on(&ours).try_begin(&json!({})).await;
    assert_eq!((status, &refused["detail"]), (403, &json!("This chat is switched off.")));
}

#[tokio::test]
async fn no_token_but_the_sessions_own_opens_it() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let (one, two) = (page.begin(&json!({})).await, page.begin(&json!({})).await);
    let (head, tail) = one.token.split_at(46);
    let mixed = format!("{head}{}", &two.token[46..]);
    let cut = one.token[..one.token.len() - 1].to_owned();
    for token in [
        "",
        "vs_",
        page.key(),
        app.key.as_str(),
        one.told["session"]["id"].as_str().unwrap(),
        &mixed,
        &cut,
        &format!("{head}{}", tail.to_ascii_lowercase()),
    ] {
        let (status, refused) = answer(page.request(Method::GET, "/session").bearer_auth(token)).await;
        assert_eq!(status, 401, "{token}: {refused}");
    }
    let bare = answer(page.request(Method::GET, "/session")).await;
    assert_eq!(bare.0, 401);
    let admin = answer(app.anonymous(Method::GET, "/api/v1/conversations").bearer_auth(&one.token)).await;
    assert_eq!(admin.0, 401, "a visitor is no admin");
}

#[tokio::test]
async fn a_browser_may_read_what_it_is_answered() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let asked = page
        .request(Method::OPTIONS, "/messages")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type,last-event-id")
        .send()
        .await
        .unwrap();
    assert!(asked.status().is_success());
    assert_eq!(asked.headers()["access-control-allow-origin"], "*");
    let allowed = asked.headers()["access-control-allow-headers"].to_str().unwrap();
    assert!(allowed.contains("authorization") && allowed.contains("last-event-id"), "{allowed}");
    let open = page.begin(&json!({})).await;
    let there = page.on("https://evil.example").request(Method::GET, "/session").bearer_auth(&open.token);
    let refused = there.send().await.unwrap();
    assert_eq!(
        (refused.status().as_u16(), &refused.headers()["access-control-allow-origin"]),
        (403, &"*".parse().unwrap())
    );
    assert!(refused.headers().get("access-control-allow-credentials").is_none());
}
