//! Ids, headers, refusals and the documents, on the program as it runs.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use verbatim::app::Clock;
use verbatim::http::server::{self, Limits};
use verbatim::http::{layers, router};

use crate::support::app::{NOON, TestApp};
use crate::support::cluster::TestDb;

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn problem(response: Response) -> Value {
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], json!(status), "{body}");
    assert!(body["title"].is_string() && body["detail"].is_string(), "{body}");
    body
}

#[tokio::test]
async fn a_running_node_is_alive_and_ready() {
    let app = TestApp::new().await;
    let alive = app.anonymous(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!(alive.status(), 200);
    let ready = app.anonymous(Method::GET, "/readyz").send().await.unwrap();
    assert_eq!(ready.status(), 200);
    let want = json!({"ready": true, "reasons": [], "database": true, "recorder": {"waiting": 0, "oldest_ms": 0}});
    assert_eq!(ready.json::<Value>().await.unwrap(), want);
}

#[tokio::test]
async fn a_node_without_its_database_says_why_it_is_not_ready() {
    let app = TestApp::new().await;
    app.pool().close().await;
    let (status, body) = app.get("/readyz").await;
    assert_eq!((status, &body["ready"], &body["database"]), (503, &json!(false), &json!(false)), "{body}");
    assert!(body["reasons"][0].as_str().unwrap().contains("database"), "{body}");
}

#[tokio::test]
async fn every_answer_carries_an_id_the_callers_own_where_it_is_sane() {
    let app = TestApp::new().await;
    for (given, kept) in [("order-7.a_B", true), ("with space", false), ("<b>", false)] {
        let request = app.anonymous(Method::GET, "/healthz").header("x-request-id", given);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "x-request-id") == given, kept, "{given}");
        assert!(!header(&response, "x-request-id").is_empty());
    }
    let first = app.anonymous(Method::GET, "/healthz").send().await.unwrap();
    let second = app.anonymous(Method::GET, "/healthz").send().await.unwrap();
    assert_ne!(header(&first, "x-request-id"), header(&second, "x-request-id"));
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_headers_that_keep_browsers_safe() {
    let app = TestApp::new().await;
    for path in ["/healthz", "/openapi.json", "/docs", "/nowhere", "/api/v1/nowhere", "/webhooks/nowhere"] {
        let response =
            app.anonymous(Method::GET, path).header("origin", "https://elsewhere.example").send().await.unwrap();
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(&response, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header(&response, "cache-control"), "no-store", "{path}");
        assert!(header(&response, "permissions-policy").contains("camera=()"), "{path}");
        let policy = header(&response, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for absent in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(header(&response, absent), "", "{path}: {absent}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let app = TestApp::new().await;
    for (method, path, want) in [
        (Method::GET, "/nowhere", 404),
        (Method::GET, "/api/v1/nowhere", 404),
        (Method::GET, "/webhooks/nowhere", 404),
        (Method::DELETE, "/healthz", 405),
        (Method::PUT, "/webhooks/whatsapp", 405),
    ] {
        let response = app.anonymous(method, path).send().await.unwrap();
        assert_eq!(response.status(), want, "{path}");
        problem(response).await;
    }
}

#[tokio::test]
async fn a_webhook_larger_than_the_limit_is_refused_with_the_limit() {
    let db = Arc::new(TestDb::new().await);
    let app = TestApp::with(db, Clock::held(NOON), |config| config.http.webhook_body_limit = 1000).await;
    let response = app.deliver(&"x".repeat(1001)).await;
    assert_eq!(response.status(), 413);
    assert!(problem(response).await["detail"].as_str().unwrap().contains("1000 bytes"));
}

#[tokio::test]
async fn the_document_is_served_as_it_is_generated_and_the_page_shows_all_of_it() {
    let app = TestApp::new().await;
    let document = serde_json::to_value(router::document()).unwrap();
    let served = app.anonymous(Method::GET, "/openapi.json").send().await.unwrap().json::<Value>().await.unwrap();
    assert_eq!(served, document);
    let page = app.anonymous(Method::GET, "/docs").send().await.unwrap().text().await.unwrap();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(page.contains(path.as_str()), "{path} is not on the page");
    }
}

#[tokio::test]
async fn figures_are_for_callers_on_the_same_machine_who_come_directly() {
    let app = TestApp::new().await;
    let direct = app.anonymous(Method::GET, "/metrics").send().await.unwrap();
    assert_eq!(direct.status(), 200);
    let forwarded = app.anonymous(Method::GET, "/metrics").header("x-forwarded-for", "203.0.113.9");
    let response = forwarded.send().await.unwrap();
    assert_eq!(response.status(), 403);
    problem(response).await;
}

#[tokio::test]
async fn a_panic_costs_its_own_request_only_and_a_late_answer_is_given_up() {
    let db = Arc::new(TestDb::new().await);
    let app = TestApp::with(db, Clock::held(NOON), |config| config.http.request_timeout_s = 0).await;
    let routes = Router::new()
        .route("/panics", get(|| async { "no number".parse::<u8>().unwrap().to_string() }))
        .route("/hangs", get(std::future::pending::<&str>))
        .layer(from_fn_with_state(app.app.clone(), layers::surround));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(server::serve(listener, routes, Limits::with_connections(8), CancellationToken::new()));
    for (path, want) in [("/panics", 500), ("/hangs", 503), ("/panics", 500)] {
        let response = reqwest::Client::builder().no_proxy().build().unwrap().get(format!("{base}{path}"));
        let response = response.send().await.unwrap();
        assert_eq!(response.status(), want, "{path}");
        assert!(!header(&response, "x-request-id").is_empty());
        assert_eq!(header(&response, "retry-after").is_empty(), want == 500);
        problem(response).await;
    }
}
