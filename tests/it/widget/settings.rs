//! Settings of widgets by the admin API, and what pages are told of them.

use reqwest::Method;
use serde_json::json;

use super::Page;
use crate::support::app::{TestApp, answer};

#[tokio::test]
async fn a_widget_is_made_changed_and_removed() {
    let app = TestApp::new().await;
    let body = json!({
        "name": "Shop", "assistant_id": app.assistant.0,
        "allowed_origins": ["https://shop.example/", "https://SHOP.example:443", "http://localhost:3000"],
        "settings": {"title": "Bikes", "mode": "voice_chat", "position": "left", "launcher_label": "Say \"hi\" & <b>",
            "theme": {"accent": "#ffd400"}},
    });
    let (status, made) = app.post("/api/v1/widgets", &body).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["allowed_origins"], json!(["https://shop.example", "http://localhost:3000"]));
    let (key, id) = (made["public_key"].as_str().unwrap(), made["id"].as_str().unwrap());
    let line = format!(
        "/widget.js\" data-widget=\"{key}\" data-accent=\"#ffd400\" data-position=\"left\" \
         data-label=\"Say &quot;hi&quot; &amp; &lt;b&gt;\" async></script>"
    );
    assert!(made["snippet"].as_str().unwrap().ends_with(&line), "{made}");
    assert!(made["identity_secret"].as_str().unwrap().starts_with("whsec_"));
    let config = app.anonymous(Method::GET, &format!("/widget/v1/config?widget={key}"));
    let (status, config) = answer(config.header("origin", "https://shop.example")).await;
    assert_eq!(status, 200, "{config}");
    assert_eq!(config["theme"], json!({"accent": "#ffd400", "on_accent": "#0b1526", "scheme": "auto"}));
    assert_eq!(
        (&config["name"], &config["mode"], &config["form"]),
        (&json!("Bikes"), &json!("voice_chat"), &json!(null))
    );
    assert!(!config.to_string().contains(id), "a page needs no ids of ours");

    assert_eq!(app.post("/api/v1/widgets", &body).await.0, 409);
    let (_, listed) = app.get("/api/v1/widgets").await;
    assert_eq!(listed["data"][0]["id"], made["id"]);
    assert!(!listed.to_string().contains("whsec_"));
    let path = format!("/api/v1/widgets/{id}");
    let change = app.request(Method::PATCH, &path).json(&json!({"assistant_id": null, "name": "Store"}));
    let (_, changed) = answer(change).await;
    assert_eq!((&changed["name"], &changed["assistant_id"]), (&json!("Store"), &json!(null)));
    assert_eq!(changed["settings"], made["settings"]);
    assert_eq!(app.request(Method::DELETE, &path).send().await.unwrap().status(), 204);
    assert_eq!(app.get(&path).await.0, 404);
    let (_, audit) = app.get("/api/v1/audit").await;
    for act in ["widget.create", "widget.change", "widget.delete"] {
        assert!(audit.to_string().contains(act), "{act}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_the_way_to_mend_it() {
    let app = TestApp::new().await;
    for (settings, field, mended) in [
        (json!({"theme": {"accent": "#ffd400", "on_accent": "#ffffff"}}), "settings.theme.accent", "the nearest"),
        (json!({"theme": {"accent": "yellow"}}), "settings.theme.accent", "six hex digits"),
        (json!({"title": ""}), "settings.title", "1 to 60"),
        (json!({"consent": {"text": "x", "link": "javascript:alert(1)"}}), "settings.consent.link", "https://"),
        (json!({"locale": "<b>"}), "settings.locale", "language tag"),
        (json!({"suggestions": ["a", "b", "c", "d", "e", "f", "g"]}), "settings.suggestions", "6"),
        (json!({"form": {"fields": []}}), "settings.form.fields", "1 to 12"),
        (
            json!({"form": {"fields": [{"name": "a b", "label": "A", "type": "text"}]}}),
            "settings.form.fields[0].name",
            "letters",
        ),
        (
            json!({"form": {"fields": [{"name": "a", "label": "A", "type": "list"}]}}),
            "settings.form.fields[0].options",
            "1 to 50",
        ),
        (
            json!({"form": {"fields": [{"name": "a", "label": "A", "type": "file"}]}}),
            "settings.form.fields[0].type",
            "list",
        ),
        (json!({"colour": "red"}), "settings.colour", "unknown field"),
    ] {
        let (status, refused) = app.post("/api/v1/widgets", &json!({"name": "Shop", "settings": settings})).await;
        let fault = &refused["errors"][0];
        assert_eq!((status, fault["field"].as_str()), (422, Some(field)), "{refused}");
        assert!(fault["message"].as_str().unwrap().contains(mended), "{fault}");
    }
    for origin in ["shop.example", "https://shop.example/path", "*", "https://*.shop.example", "null"] {
        let (status, refused) =
            app.post("/api/v1/widgets", &json!({"name": "Shop", "allowed_origins": [origin]})).await;
        assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("allowed_origins[0]")), "{origin}");
    }
    let stranger = json!({"name": "Shop", "assistant_id": app.app.id()});
    assert_eq!(app.post("/api/v1/widgets", &stranger).await.1["errors"][0]["field"], "assistant_id");
}

#[tokio::test]
async fn the_welcome_is_on_record_and_a_page_shows_it_before() {
    let app = TestApp::new().await;
    let welcome = json!({"welcome_text": "Hello {{name}}"});
    let change = app.request(Method::PATCH, &format!("/api/v1/assistants/{}", app.assistant.0)).json(&welcome);
    assert_eq!(answer(change).await.0, 200);
    let page = Page::new(&app, json!({})).await;
    let (_, config) = answer(page.request(Method::GET, &format!("/config?widget={}", page.key()))).await;
    assert_eq!(config["welcome"], "Hello ");
    let open = page.begin(&json!({"variables": {"name": "Ana"}})).await;
    assert_eq!(open.told["messages"][0]["text"], "Hello Ana");
    assert_eq!(answer(page.request(Method::GET, "/config?widget=pub_none")).await.0, 404);
}
