//! What each role may do, and who may say who is what.

use reqwest::Method;
use serde_json::{Value, json};

use super::{invited, owner};
use crate::support::app::TestApp;

#[tokio::test]
async fn each_role_does_what_it_may_and_nothing_else() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let said = json!({"external_identifier": "o-1", "messages": [{"id": "m-1", "role": "user", "content": "Hello"}]});
    let (_, made) = app.post("/api/v1/conversations", &said).await;
    let id = made["conversation_id"].as_str().unwrap();
    let note = format!("/api/v1/conversations/{id}/notes");
    let end = format!("/api/v1/conversations/{id}/end");
    let chat = json!({"assistant_id": app.assistant});
    let calls: [(&str, Method, &str, Value); 6] = [
        ("read", Method::GET, "/api/v1/conversations", json!(null)),
        ("review", Method::POST, &note, json!({"text": "Look."})),
        ("test", Method::POST, "/api/v1/test-chat/sessions", chat),
        ("write", Method::POST, &end, json!({})),
        ("delete", Method::POST, "/api/v1/retention/dry-run", json!({"type": "test", "days": 30})),
        ("manage", Method::GET, "/api/v1/users", json!(null)),
    ];
    for (role, may) in [
        ("viewer", &["read"][..]),
        ("reviewer", &["read", "review"]),
        ("tester", &["read", "test"]),
        ("admin", &["read", "review", "test", "write", "delete", "manage"]),
    ] {
        let browser = invited(&owner, &format!("{role}@example.com"), role).await;
        let (_, me) = browser.get("/api/v1/session").await;
        // Who runs a project may also make keys that report.
        let held: Vec<&str> = me["scopes"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .filter(|scope| *scope != "ingest")
            .collect();
        assert_eq!((held.as_slice(), me["scopes"].to_string().contains("ingest")), (may, role == "admin"), "{role}");
        for (scope, method, path, body) in &calls {
            let (status, answer) = browser.send(method.clone(), path, body).await;
            assert_eq!(status != 403, may.contains(scope), "{role} {scope}: {status} {answer}");
            assert!(status < 500 && status != 401 && status != 404, "{role} {scope}: {status} {answer}");
        }
    }
    let refused: i64 =
        sqlx::query_scalar("select count(*) from audit where result = 'refused' and actor like 'user:%'")
            .fetch_one(app.pool())
            .await
            .unwrap();
    assert_eq!(refused, 5 + 4 + 4);
}

#[tokio::test]
async fn owners_alone_make_owners_and_one_always_stays() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let admin = invited(&owner, "bob@example.com", "admin").await;
    let (_, users) = admin.get("/api/v1/users").await;
    let id = |email: &str| {
        let all = users["data"].as_array().unwrap();
        all.iter().find(|user| user["email"] == email).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let (ada, bob) = (id("ada@example.com"), id("bob@example.com"));
    let path = |id: &str| format!("/api/v1/users/{id}");
    let role = |role: &str| json!({"role": role});
    for (what, method, path, body, want) in [
        ("an admin makes himself owner", Method::PATCH, path(&bob), role("owner"), 403),
        ("an admin demotes the owner", Method::PATCH, path(&ada), role("viewer"), 403),
        ("an admin removes the owner", Method::DELETE, path(&ada), json!(null), 403),
        (
            "an admin invites an owner",
            Method::POST,
            "/api/v1/invitations".to_owned(),
            json!({"email": "x@y.z", "role": "owner"}),
            403,
        ),
    ] {
        assert_eq!(admin.send(method, &path, &body).await.0, want, "{what}");
    }
    assert_eq!(
        app.request(Method::PATCH, &path(&bob)).json(&role("owner")).send().await.unwrap().status(),
        403,
        "a key"
    );
    assert_eq!(owner.send(Method::PATCH, &path(&ada), &role("admin")).await.0, 409, "the last owner");
    assert_eq!(owner.send(Method::DELETE, &path(&ada), &json!(null)).await.0, 409, "the last owner");
    assert_eq!(owner.send(Method::PATCH, &path(&bob), &role("owner")).await.0, 200);
    let (of_ada, of_bob, viewer) = (path(&ada), path(&bob), role("viewer"));
    let (one, two) =
        tokio::join!(owner.send(Method::PATCH, &of_bob, &viewer), admin.send(Method::PATCH, &of_ada, &viewer));
    let mut statuses = [one.0, two.0];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{one:?} {two:?}");
    assert!([403, 409].contains(&statuses[1]), "{one:?} {two:?}");
}

#[tokio::test]
async fn whoever_is_removed_is_out_at_once() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let (_, me) = eve.get("/api/v1/session").await;
    let path = format!("/api/v1/users/{}", me["user"]["id"].as_str().unwrap());
    assert_eq!(owner.send(Method::DELETE, &path, &json!(null)).await.0, 204);
    assert_eq!(eve.get("/api/v1/conversations").await.0, 401);
    let left: i64 = sqlx::query_scalar("select count(*) from users").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 1, "who is in no project has no account");
}

#[tokio::test]
async fn a_session_sees_one_project_at_a_time() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let other = app.app.id();
    let mut conn = app.pool().acquire().await.unwrap();
    let row = verbatim::store::projects::Row { id: other, number: 2, name: "Second".to_owned() };
    verbatim::store::projects::insert(&mut conn, &row, app.app.now()).await.unwrap();
    let turn = json!({"project_id": other});
    assert_eq!(owner.send(Method::POST, "/api/v1/session/project", &turn).await.0, 404, "not a member");
    let (_, me) = owner.get("/api/v1/session").await;
    let user = me["user"]["id"].as_str().unwrap().parse().unwrap();
    verbatim::store::people::join(&mut conn, other, user, "viewer", app.app.now()).await.unwrap();
    let said = json!({"external_identifier": "o-1", "messages": [{"id": "m-1", "role": "user", "content": "Hello"}]});
    app.post("/api/v1/conversations", &said).await;
    assert_eq!(owner.get("/api/v1/conversations").await.1["data"].as_array().unwrap().len(), 1);
    let (status, me) = owner.send(Method::POST, "/api/v1/session/project", &turn).await;
    assert_eq!((status, &me["project"]["name"], &me["role"]), (200, &json!("Second"), &json!("viewer")));
    assert_eq!(owner.get("/api/v1/conversations").await.1["data"].as_array().unwrap().len(), 0);
    assert_eq!(owner.get("/api/v1/users").await.0, 403);
}
