//! Who may call what: every operation of the document against every kind of key.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;
use verbatim::http::auth::{Scope, fingerprint};
use verbatim::http::router;
use verbatim::store;

use crate::support::app::{TestApp, answer};

/// What anybody may ask, because it is how one comes in. Whatever else takes no key must take a session.
const DOORS: [&str; 5] = [
    "get /api/v1/session/state",
    "post /api/v1/session",
    "delete /api/v1/session",
    "post /api/v1/invitations/look",
    "post /api/v1/invitations/accept",
];

/// Method, path with ids that nothing has, and the scope that the document demands; none where it demands a session.
fn operations() -> Vec<(Method, String, Option<String>)> {
    let document = serde_json::to_value(router::document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let parts =
            path.split('/').map(|part| if part.starts_with('{') { Uuid::nil().to_string() } else { part.into() });
        let path = parts.collect::<Vec<_>>().join("/");
        for method in ["get", "post", "put", "patch", "delete"] {
            let Some(operation) = item.get(method) else { continue };
            let security = &operation["security"][0];
            let scope = security["key"][0].as_str().map(str::to_owned);
            if scope.is_none() && security.get("cookie").is_none() {
                assert!(DOORS.contains(&format!("{method} {path}").as_str()), "{method} {path} demands nothing");
                continue;
            }
            operations.push((method.to_uppercase().parse().unwrap(), path.clone(), scope));
        }
    }
    assert!(operations.len() > 5, "the document has only {} operations", operations.len());
    operations
}

async fn key_with(app: &TestApp, scope: &str) -> String {
    let key = format!("vb_only_{scope}");
    let row = store::keys::NewKey {
        id: app.app.id(),
        project_id: app.project.0,
        name: scope,
        prefix: scope,
        hash: &fingerprint(&key),
        scopes: &[scope.to_owned()],
        expires_at: None,
        spans_per_minute: None,
    };
    let mut conn = app.pool().acquire().await.unwrap();
    assert!(store::keys::insert(&mut conn, &row, app.app.now()).await.unwrap());
    key
}

async fn refused(request: RequestBuilder, want: u16, what: &str) {
    let (status, body) = answer(request.json(&json!({}))).await;
    assert_eq!((status, &body["status"]), (want, &json!(want)), "{what}: {body}");
}

#[tokio::test]
async fn no_operation_answers_without_a_valid_key() {
    let app = TestApp::new().await;
    let revoked = key_with(&app, "read").await;
    sqlx::query("update api_keys set revoked_at = $1 where prefix = 'read'")
        .bind(app.app.now())
        .execute(app.pool())
        .await
        .unwrap();
    for (method, path, scope) in operations() {
        let what = format!("{method} {path}");
        let anonymous = || app.anonymous(method.clone(), &path);
        refused(anonymous(), 401, &what).await;
        refused(anonymous().header("cookie", "verbatim=unknown"), 401, &what).await;
        if scope.is_none() {
            refused(anonymous().bearer_auth(&app.key), 401, &what).await;
        }
        refused(anonymous().bearer_auth("vb_unknown"), 401, &what).await;
        refused(anonymous().bearer_auth(&revoked), 401, &what).await;
        refused(anonymous().basic_auth("key", Some(&app.key)), 401, &what).await;
        refused(app.anonymous(method.clone(), &format!("{path}?key={}", app.key)), 401, &what).await;
        // Two keys that disagree are none.
        refused(anonymous().bearer_auth(&app.key).header("authorization", "Bearer vb_unknown"), 401, &what).await;
    }
}

#[tokio::test]
async fn each_operation_opens_to_its_own_scope_only() {
    let app = TestApp::new().await;
    let mut keys = Vec::new();
    for scope in Scope::ALL {
        keys.push((scope.as_str(), key_with(&app, scope.as_str()).await));
    }
    let mut refusals: i64 = 0;
    for (method, path, demanded) in operations() {
        let Some(demanded) = demanded else { continue };
        for (scope, key) in &keys {
            let what = format!("{method} {path} with `{scope}`");
            let request = app.anonymous(method.clone(), &path).bearer_auth(key);
            if *scope == demanded {
                let status = request.json(&json!({})).send().await.unwrap().status().as_u16();
                assert!(![401, 403, 500].contains(&status), "{what}: {status}");
            } else {
                refused(request, 403, &what).await;
                refusals += 1;
            }
        }
    }
    let audited: i64 = sqlx::query_scalar("select count(*) from audit where action = 'key.use' and result = 'refused'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(audited, refusals);
    let said: Vec<Value> = sqlx::query_scalar("select detail from audit").fetch_all(app.pool()).await.unwrap();
    assert!(!json!(said).to_string().contains("vb_"), "a key stands in the audit log");
}
