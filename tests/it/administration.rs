//! Keys, channels, assistants, projects and the audit log.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::support::app::{TestApp, answer, text_message};

async fn send(app: &TestApp, method: Method, path: &str, body: &Value) -> (u16, Value) {
    answer(app.request(method, path).json(body)).await
}

async fn with_key(app: &TestApp, key: &Value, method: Method, path: &str) -> u16 {
    answer(app.anonymous(method, path).bearer_auth(key.as_str().unwrap())).await.0
}

#[tokio::test]
async fn a_key_is_shown_once_does_what_it_may_and_ends_when_revoked() {
    let app = TestApp::new().await;
    let (status, made) = app.post("/api/v1/keys", &json!({"name": "reader", "scopes": ["read", "manage"]})).await;
    assert_eq!(status, 201, "{made}");
    let key = &made["key"];
    assert!(key.as_str().unwrap().strip_prefix("vb_").unwrap().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let (_, keys) = app.get("/api/v1/keys").await;
    assert!(!keys.to_string().contains(key.as_str().unwrap()));
    assert_eq!(keys["data"][0]["name"], "reader");
    assert_eq!(with_key(&app, key, Method::GET, "/api/v1/projects").await, 200);
    assert_eq!(with_key(&app, key, Method::DELETE, &format!("/api/v1/conversations/{}", app.app.id())).await, 403);
    let wider = json!({"name": "wider", "scopes": ["delete"]});
    let request = app.anonymous(Method::POST, "/api/v1/keys").bearer_auth(key.as_str().unwrap()).json(&wider);
    assert_eq!(answer(request).await.0, 403, "a key cannot give away what it has not");
    let path = format!("/api/v1/keys/{}", made["id"].as_str().unwrap());
    assert_eq!(with_key(&app, key, Method::DELETE, &path).await, 409, "a key cannot end itself");
    assert_eq!(answer(app.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(with_key(&app, key, Method::GET, "/api/v1/projects").await, 401);
    let ending = json!({"name": "ending", "scopes": ["read"], "expires_at": "2026-03-01T13:00:00Z"});
    let (_, made) = app.post("/api/v1/keys", &ending).await;
    assert_eq!(with_key(&app, &made["key"], Method::GET, "/api/v1/projects").await, 200);
    app.pass(Duration::hours(1));
    assert_eq!(with_key(&app, &made["key"], Method::GET, "/api/v1/projects").await, 401);
    for (body, field) in [
        (json!({"name": " ", "scopes": ["read"]}), "name"),
        (json!({"name": "x", "scopes": []}), "scopes"),
        (json!({"name": "x", "scopes": ["fly"]}), "scopes[0]"),
        (json!({"name": "x", "scopes": ["read"], "expires_at": "2026-03-01T12:00:00Z"}), "expires_at"),
    ] {
        let (status, problem) = app.post("/api/v1/keys", &body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
}

#[tokio::test]
async fn a_channel_takes_deliveries_at_once_and_its_secret_is_changed_without_a_gap() {
    let app = TestApp::new().await;
    let new = json!({"type": "whatsapp", "name": "Second", "phone_number_id": "777", "waba_id": "888",
        "display_phone_number": "+1 (555) 000-1111", "app_secret": "old-secret", "verify_token": "word",
        "access_token": "EAAG", "assistant_id": app.assistant});
    let (status, made) = app.post("/api/v1/channels", &new).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["display_phone_number"], "15550001111");
    for secret in ["old-secret", "word\"", "EAAG"] {
        assert!(!made.to_string().contains(secret), "{made}");
    }
    let mut message = text_message("15551230001", "wamid.1", app.app.now(), "hello");
    message["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("777");
    let signed = async |secret: &str| {
        use hmac::{Hmac, KeyInit as _, Mac as _};
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(message.to_string().as_bytes());
        let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        let request = app.anonymous(Method::POST, "/webhooks/whatsapp").header("x-hub-signature-256", signature);
        request.body(message.to_string()).send().await.unwrap().status().as_u16()
    };
    assert_eq!((signed("old-secret").await, signed("new-secret").await), (200, 401));
    let path = format!("/api/v1/channels/{}", made["id"].as_str().unwrap());
    let old = made["app_secrets"][0].clone();
    let (status, _) = send(&app, Method::PATCH, &path, &json!({"remove_app_secret": old})).await;
    assert_eq!(status, 422, "the last secret stays");
    let (_, both) = send(&app, Method::PATCH, &path, &json!({"add_app_secret": "new-secret"})).await;
    assert_eq!(both["app_secrets"].as_array().unwrap().len(), 2);
    assert_eq!((signed("old-secret").await, signed("new-secret").await), (200, 200));
    let (status, _) = send(&app, Method::PATCH, &path, &json!({"remove_app_secret": old})).await;
    assert_eq!((status, signed("old-secret").await, signed("new-secret").await), (200, 401, 200));
    let (status, problem) = answer(app.request(Method::DELETE, &path)).await;
    assert_eq!(status, 409, "{problem}");
    let (_, changed) = send(&app, Method::PATCH, &path, &json!({"enabled": false, "assistant_id": null})).await;
    assert_eq!((&changed["enabled"], &changed["assistant_id"]), (&json!(false), &Value::Null));
    assert_eq!(changed["has_access_token"], true, "what is left out stays");
    assert_eq!(signed("new-secret").await, 401);
    let (_, listed) = app.get("/api/v1/channels").await;
    assert_eq!(listed["data"][1], changed);
}

#[tokio::test]
async fn a_channel_without_proof_or_sense_is_refused_by_field() {
    let app = TestApp::new().await;
    let good = json!({"type": "whatsapp", "name": "Second", "phone_number_id": "777", "app_secret": "s"});
    for (what, field, value) in [
        ("no secret", "app_secret", Value::Null),
        ("an empty secret", "app_secret", json!("")),
        ("a secret with a space", "app_secret", json!("a b")),
        ("no number", "phone_number_id", Value::Null),
        ("a number that is none", "phone_number_id", json!("+1 555")),
        ("an unknown type", "type", json!("pigeon")),
        ("no name", "name", json!("")),
        ("a stranger's assistant", "assistant_id", json!(app.app.id())),
        ("an unknown field", "colour", json!("red")),
    ] {
        let mut body = good.clone();
        body[field] = value;
        let (status, problem) = app.post("/api/v1/channels", &body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    for (what, body) in [
        ("the name", json!({"type": "whatsapp", "name": "Shop", "phone_number_id": "777", "app_secret": "s"})),
        (
            "the number",
            json!({"type": "whatsapp", "name": "New", "phone_number_id": "106540352242922", "app_secret": "s"}),
        ),
    ] {
        assert_eq!(app.post("/api/v1/channels", &body).await.0, 409, "{what} is taken");
    }
    let (_, made) = app.post("/api/v1/channels", &good).await;
    let path = format!("/api/v1/channels/{}", made["id"].as_str().unwrap());
    assert_eq!(send(&app, Method::PATCH, &path, &json!({"phone_number_id": "778"})).await.0, 422);
    assert_eq!(send(&app, Method::PATCH, &path, &json!({"name": "Shop"})).await.0, 409);
    assert_eq!(answer(app.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(answer(app.request(Method::DELETE, &path)).await.0, 404);
}

#[tokio::test]
async fn an_assistant_that_moves_forgets_its_key() {
    let app = TestApp::new().await;
    let new = json!({"name": "Support", "provider": "openai", "base_url": "https://api.example.com/v1",
        "model": "m", "api_key": "sk-secret"});
    let (status, made) = app.post("/api/v1/assistants", &new).await;
    assert_eq!((status, &made["has_api_key"]), (201, &json!(true)), "{made}");
    let path = format!("/api/v1/assistants/{}", made["id"].as_str().unwrap());
    let (_, renamed) = send(&app, Method::PATCH, &path, &json!({"name": "Help", "system_prompt": "Be brief."})).await;
    assert_eq!((&renamed["name"], &renamed["has_api_key"]), (&json!("Help"), &json!(true)));
    let there = json!({"base_url": "https://elsewhere.example/v1"});
    let (_, moved) = send(&app, Method::PATCH, &path, &there).await;
    assert_eq!(moved["has_api_key"], false);
    let both = json!({"base_url": "https://api.example.com/v1", "api_key": "sk-new"});
    let (_, back) = send(&app, Method::PATCH, &path, &both).await;
    assert_eq!(back["has_api_key"], true);
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("select api_key from assistants where api_key is not null")
        .fetch_all(app.pool())
        .await
        .unwrap();
    assert_eq!(app.app.sealer.unseal(&stored[0]).unwrap(), b"sk-new");
    for (body, field) in [
        (json!({"base_url": "ftp://example.com"}), "base_url"),
        (json!({"base_url": "https://user:secret@example.com"}), "base_url"),
        (json!({"model": null}), "model"),
        (json!({"provider": "oracle"}), "provider"),
        (json!({"api_key": ""}), "api_key"),
        (json!({"name": ""}), "name"),
    ] {
        let (status, problem) = send(&app, Method::PATCH, &path, &body).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
    assert_eq!(send(&app, Method::PATCH, &path, &json!({"name": "Demo"})).await.0, 409);
    assert_eq!(answer(app.request(Method::DELETE, &format!("/api/v1/assistants/{}", app.assistant))).await.0, 409);
    assert_eq!(answer(app.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(app.get("/api/v1/assistants").await.1["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn every_act_is_in_the_audit_log_and_no_secret_is() {
    let app = TestApp::new().await;
    let channel = json!({"type": "whatsapp", "name": "Second", "phone_number_id": "777", "app_secret": "hush-hush"});
    let (_, made) = app.post("/api/v1/channels", &channel).await;
    let path = format!("/api/v1/channels/{}", made["id"].as_str().unwrap());
    send(&app, Method::PATCH, &path, &json!({"add_app_secret": "hush-again", "access_token": "hush-token"})).await;
    answer(app.request(Method::DELETE, &path)).await;
    let (_, key) = app.post("/api/v1/keys", &json!({"name": "reader", "scopes": ["read"]})).await;
    with_key(&app, &key["key"], Method::GET, "/api/v1/audit").await;
    let assistant = json!({"name": "Support", "provider": "demo", "api_key": "hush-model"});
    app.post("/api/v1/assistants", &assistant).await;
    let (mut seen, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let (status, page) = app.get(&format!("/api/v1/audit{query}")).await;
        assert_eq!(status, 200, "{page}");
        assert!(!page.to_string().contains("hush"), "{page}");
        let acts = page["data"].as_array().unwrap();
        seen.extend(acts.iter().map(|act| format!("{} {}", act["action"], act["result"]).replace('"', "")));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=2&cursor={cursor}");
    }
    let want = [
        "assistant.create done",
        "key.use refused",
        "key.create done",
        "channel.delete done",
        "channel.change done",
        "channel.create done",
    ];
    assert_eq!(seen, want);
}
