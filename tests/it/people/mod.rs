//! People at the console: how they come in, what they may do, what they leave on conversations.

mod coming_in;
mod live;
mod review;
mod roles;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use verbatim::seed;

use crate::support::app::{TestApp, answer};

const PASSWORD: &str = "correct horse battery";

/// Somebody's browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl<'a> Browser<'a> {
    /// One that nobody has signed in with.
    fn new(app: &'a TestApp) -> Self {
        Self { app, cookie: String::new() }
    }

    /// A request from a page of ours.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.app.anonymous(method, path).header("sec-fetch-site", "same-origin");
        if self.cookie.is_empty() { request } else { request.header("cookie", &self.cookie) }
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        answer(self.request(Method::GET, path)).await
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        answer(self.request(method, path).json(body)).await
    }

    /// Sends something that answers with a cookie, and keeps that.
    async fn enter(&mut self, path: &str, body: &Value) -> (u16, Value) {
        let response = self.request(Method::POST, path).json(body).send().await.unwrap();
        if let Some(line) = response.headers().get("set-cookie") {
            let line = line.to_str().unwrap();
            assert!(line.contains("HttpOnly") && line.contains("SameSite=Strict"), "{line}");
            line.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        (response.status().as_u16(), response.json().await.unwrap())
    }
}

/// The token of a link.
fn token(link: &str) -> &str {
    link.split_once('#').unwrap().1
}

/// The first administrator, signed in.
pub async fn owner(app: &TestApp) -> Browser<'_> {
    let link = seed::first_link(&app.app).await.unwrap().unwrap();
    let mut browser = Browser::new(app);
    let coming = json!({"token": token(&link), "email": "Ada@Example.com ", "name": "Ada", "password": PASSWORD});
    let (status, me) = browser.enter("/api/v1/invitations/accept", &coming).await;
    assert_eq!(status, 200, "{me}");
    browser
}

/// Somebody whom the owner has invited, signed in; everybody of a role has its name.
async fn invited<'a>(owner: &Browser<'a>, email: &str, role: &str) -> Browser<'a> {
    let wanted = json!({"email": email, "role": role});
    let (status, made) = owner.send(Method::POST, "/api/v1/invitations", &wanted).await;
    assert_eq!(status, 201, "{made}");
    let mut browser = Browser::new(owner.app);
    let coming = json!({"token": token(made["link"].as_str().unwrap()), "name": role, "password": PASSWORD});
    let (status, me) = browser.enter("/api/v1/invitations/accept", &coming).await;
    assert_eq!((status, me["role"].as_str()), (200, Some(role)), "{me}");
    browser
}
