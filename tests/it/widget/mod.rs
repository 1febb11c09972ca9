//! The chat on web pages, as a page would call it.

mod files;
mod identity;
mod origins;
mod sessions;
mod settings;
mod streams;
mod voice;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::support::app::{TestApp, answer};

/// The page that the widget is for.
const SITE: &str = "https://shop.example";

/// A widget on a page of the site.
pub struct Page<'a> {
    app: &'a TestApp,
    /// What the admin API said when it was made.
    widget: Value,
    /// Where the page is.
    origin: String,
}

/// A session as the browser keeps it.
struct Open {
    token: String,
    conversation: String,
    told: Value,
}

impl<'a> Page<'a> {
    /// A widget for the site, answered by the demo assistant.
    async fn new(app: &'a TestApp, settings: Value) -> Self {
        let body = json!({
            "name": format!("Shop {}", app.app.id()), "assistant_id": app.assistant.0, "allowed_origins": [SITE],
            "settings": settings,
        });
        let (status, widget) = app.post("/api/v1/widgets", &body).await;
        assert_eq!(status, 201, "{widget}");
        Self { app, widget, origin: SITE.to_owned() }
    }

    fn key(&self) -> &str {
        self.widget["public_key"].as_str().unwrap()
    }

    fn on(&self, origin: &str) -> Self {
        Self { app: self.app, widget: self.widget.clone(), origin: origin.to_owned() }
    }

    /// A request as the page makes it.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.app.anonymous(method, &format!("/widget/v1{path}")).header("origin", &self.origin)
    }

    /// Begins a session with what `more` says.
    async fn try_begin(&self, more: &Value) -> (u16, Value) {
        let mut body = json!({"widget": self.key(), "key": self.app.app.id().simple().to_string()});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        answer(self.request(Method::POST, "/sessions").json(&body)).await
    }

    async fn begin(&self, more: &Value) -> Open {
        let (status, told) = self.try_begin(more).await;
        assert_eq!(status, 201, "{told}");
        Open::new(told)
    }

    async fn get(&self, open: &Open, path: &str) -> (u16, Value) {
        answer(self.request(Method::GET, path).bearer_auth(&open.token)).await
    }

    async fn post(&self, open: &Open, path: &str, body: &Value) -> (u16, Value) {
        answer(self.request(Method::POST, path).bearer_auth(&open.token).json(body)).await
    }

    /// Says something and expects it to be recorded.
    async fn say(&self, open: &Open, text: &str) -> Value {
        let (status, told) = self.post(open, "/messages", &json!({"client_id": text, "text": text})).await;
        assert_eq!(status, 201, "{told}");
        told["message"].clone()
    }
}

impl Open {
    fn new(told: Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self { token: text(&told["token"]), conversation: text(&told["session"]["conversation"]["id"]), told }
    }
}

/// What the admin API tells of a conversation.
async fn record(app: &TestApp, conversation: &str) -> Value {
    let (status, record) = app.get(&format!("/api/v1/conversations/{conversation}")).await;
    assert_eq!(status, 200, "{record}");
    record
}
