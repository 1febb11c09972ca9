//! The first administrator, signing in and out, sessions, links.

use reqwest::Method;
use serde_json::json;
use time::Duration;
use verbatim::seed;

use super::{Browser, PASSWORD, invited, owner, token};
use crate::support::app::{TestApp, answer};

#[tokio::test]
async fn the_first_link_makes_one_administrator_and_no_second() {
    let app = TestApp::new().await;
    let state = Browser::new(&app).get("/api/v1/session/state").await;
    assert_eq!(state, (200, json!({"signed_in": false, "needs_setup": true})));
    let older = seed::first_link(&app.app).await.unwrap().unwrap();
    let link = seed::first_link(&app.app).await.unwrap().unwrap();
    for (what, tried, want) in [("one replaced", older.as_str(), 404), ("nonsense", "x#y", 404), ("it", &link, 200)] {
        let looked =
            Browser::new(&app).send(Method::POST, "/api/v1/invitations/look", &json!({"token": token(tried)})).await;
        assert_eq!(looked.0, want, "{what}: {}", looked.1);
    }
    let coming = json!({"token": token(&link), "email": "ada@example.com", "name": "Ada", "password": PASSWORD});
    let (mut one, mut two) = (Browser::new(&app), Browser::new(&app));
    let (first, second) = tokio::join!(
        one.enter("/api/v1/invitations/accept", &coming),
        two.enter("/api/v1/invitations/accept", &coming)
    );
    let mut statuses = [first.0, second.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404], "{first:?} {second:?}");
    let state = Browser::new(&app).get("/api/v1/session/state").await;
    assert_eq!(state.1["needs_setup"], false);
    assert!(seed::first_link(&app.app).await.unwrap().is_none());
}

#[tokio::test]
async fn what_a_newcomer_must_say_is_named() {
    let app = TestApp::new().await;
    let link = seed::first_link(&app.app).await.unwrap().unwrap();
    let given = json!({"token": token(&link), "email": "nobody", "name": " ", "password": "short"});
    let (status, problem) = Browser::new(&app).send(Method::POST, "/api/v1/invitations/accept", &given).await;
    assert_eq!(status, 422);
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["email", "name", "password"], "{problem}");
}

#[tokio::test]
async fn a_session_opens_the_api_until_it_is_ended() {
    let app = TestApp::new().await;
    let first = owner(&app).await;
    let mut second = Browser::new(&app);
    let (status, me) =
        second.enter("/api/v1/session", &json!({"email": " ADA@example.com", "password": PASSWORD})).await;
    assert_eq!((status, &me["user"]["name"], &me["role"]), (200, &json!("Ada"), &json!("owner")), "{me}");
    for (path, want) in [("/api/v1/conversations", 200), ("/api/v1/session", 200), ("/api/v1/audit", 200)] {
        assert_eq!(second.get(path).await.0, want, "{path}");
    }
    let (_, sessions) = second.get("/api/v1/me/sessions").await;
    assert_eq!(sessions["data"].as_array().unwrap().len(), 2);
    assert_eq!(second.send(Method::DELETE, "/api/v1/me/sessions", &json!(null)).await.0, 204);
    assert_eq!(first.get("/api/v1/conversations").await.0, 401);
    assert_eq!(second.send(Method::DELETE, "/api/v1/session", &json!(null)).await.0, 204);
    let (status, problem) = second.get("/api/v1/conversations").await;
    assert_eq!((status, &problem["detail"]), (401, &json!("You are not signed in (any more). Sign in again.")));
}

#[tokio::test]
async fn a_session_ends_when_it_is_old_or_idle() {
    let app = TestApp::new().await;
    let used = owner(&app).await;
    for days in [6, 6, 6, 6, 5] {
        app.pass(Duration::days(days));
        assert_eq!(used.get("/api/v1/session").await.0, 200);
    }
    app.pass(Duration::DAY);
    assert_eq!(used.get("/api/v1/session").await.0, 401, "30 days are over");
    let mut idle = Browser::new(&app);
    idle.enter("/api/v1/session", &json!({"email": "ada@example.com", "password": PASSWORD})).await;
    app.pass(Duration::days(7));
    assert_eq!(idle.get("/api/v1/session").await.0, 401, "7 days without use");
}

#[tokio::test]
async fn wrong_passwords_are_told_alike_and_not_many_of_them() {
    let app = TestApp::new().await;
    owner(&app).await;
    let mut browser = Browser::new(&app);
    let mut said = Vec::new();
    for email in ["ada@example.com", "nobody@example.com"] {
        let (status, problem) =
            browser.enter("/api/v1/session", &json!({"email": email, "password": "wrong horse battery"})).await;
        assert_eq!(status, 401);
        said.push(problem["detail"].clone());
    }
    assert_eq!(said[0], said[1]);
    for _ in 0..5 {
        browser.enter("/api/v1/session", &json!({"email": "ada@example.com", "password": "wrong again"})).await;
    }
    let right = json!({"email": "ada@example.com", "password": PASSWORD});
    let (status, problem) = browser.enter("/api/v1/session", &right).await;
    assert_eq!(status, 429, "{problem}");
    app.pass(Duration::MINUTE);
    assert_eq!(browser.enter("/api/v1/session", &right).await.0, 200);
    let refused: i64 =
        sqlx::query_scalar("select count(*) from audit where action = 'session.begin' and result = 'refused'")
            .fetch_one(app.pool())
            .await
            .unwrap();
    assert_eq!(refused, 7);
}

#[tokio::test]
async fn another_sites_page_changes_nothing_with_the_cookie() {
    let app = TestApp::new().await;
    let browser = owner(&app).await;
    let path = "/api/v1/retention/test";
    let rule = json!({"days": 30});
    for (what, name, value) in [
        ("another site", "sec-fetch-site", "cross-site"),
        ("a sibling site", "sec-fetch-site", "same-site"),
        ("an old browser on another site", "origin", "https://evil.example"),
        ("a form in a file", "origin", "null"),
    ] {
        let request = app.anonymous(Method::PUT, path).header("cookie", &browser.cookie).header(name, value);
        assert_eq!(answer(request.json(&rule)).await.0, 403, "{what}");
    }
    let bare = app.anonymous(Method::PUT, path).header("cookie", &browser.cookie);
    assert_eq!(answer(bare.json(&rule)).await.0, 403, "nobody says where it comes from");
    assert_eq!(browser.send(Method::PUT, path, &rule).await.0, 200);
}

#[tokio::test]
async fn a_new_password_takes_the_old_one_and_ends_other_sessions() {
    let app = TestApp::new().await;
    let here = owner(&app).await;
    let mut there = Browser::new(&app);
    there.enter("/api/v1/session", &json!({"email": "ada@example.com", "password": PASSWORD})).await;
    let change = |current: &str, new: &str| json!({"password": {"current": current, "new": new}});
    let (status, problem) = here.send(Method::PATCH, "/api/v1/me", &change("wrong", "another long one")).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("password.current")));
    let (status, _) = here.send(Method::PATCH, "/api/v1/me", &change(PASSWORD, "another long one")).await;
    assert_eq!(status, 200);
    assert_eq!((here.get("/api/v1/session").await.0, there.get("/api/v1/session").await.0), (200, 401));
    let again = json!({"email": "ada@example.com", "password": "another long one"});
    assert_eq!(there.enter("/api/v1/session", &again).await.0, 200);
}

#[tokio::test]
async fn an_invitation_is_good_once_for_a_week_and_until_taken_back() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let wanted = json!({"email": "Eve@example.com", "role": "viewer"});
    let (_, made) = owner.send(Method::POST, "/api/v1/invitations", &wanted).await;
    let link = made["link"].as_str().unwrap().to_owned();
    let look = json!({"token": token(&link)});
    let stranger = Browser::new(&app);
    let (status, looked) = stranger.send(Method::POST, "/api/v1/invitations/look", &look).await;
    assert_eq!((status, &looked["email"], &looked["known"]), (200, &json!("eve@example.com"), &json!(false)));
    let (_, listed) = owner.get("/api/v1/invitations").await;
    assert_eq!(listed["data"][0]["email"], "eve@example.com");
    assert!(!listed.to_string().contains(token(&link)), "the link is shown once");
    let path = format!("/api/v1/invitations/{}", made["id"].as_str().unwrap());
    assert_eq!(owner.send(Method::DELETE, &path, &json!(null)).await.0, 204);
    assert_eq!(stranger.send(Method::POST, "/api/v1/invitations/look", &look).await.0, 404);
    let (_, made) = owner.send(Method::POST, "/api/v1/invitations", &wanted).await;
    for days in [4, 3] {
        app.pass(Duration::days(days));
        assert_eq!(owner.get("/api/v1/session").await.0, 200);
    }
    let look = json!({"token": token(made["link"].as_str().unwrap())});
    assert_eq!(stranger.send(Method::POST, "/api/v1/invitations/look", &look).await.0, 404, "a week is over");
    let eve = invited(&owner, "eve@example.com", "viewer").await;
    assert_eq!(eve.get("/api/v1/conversations").await.0, 200);
    let (status, problem) = owner.send(Method::POST, "/api/v1/invitations", &wanted).await;
    assert_eq!(status, 409, "{problem}");
}
