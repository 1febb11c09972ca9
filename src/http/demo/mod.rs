//! A page of our own with the widget on it, to try it without a site.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::error::Error;
use super::extract::Query;
use crate::app::App;
use crate::store;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("host.css");
/// What a careful page allows: its own style and, for the widget, scripts and connections of this server. The console shows
/// it as a preview.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                      frame-ancestors 'self'; base-uri 'none'; form-action 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// Which widget.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Its public key; left out, the oldest widget of the first project.
    widget: Option<String>,
}

/// The page.
pub(super) async fn page(State(app): State<App>, Query(which): Query<Which>) -> Result<Response, Error> {
    let mut conn = app.lookups.acquire().await?;
    let found = match which.widget {
        Some(key) => store::widgets::by_key(&mut conn, &key).await?,
        None => match store::projects::all(&mut conn).await?.first() {
            Some(project) => store::widgets::list(&mut conn, project.id).await?.into_iter().next(),
            None => None,
        },
    };
    let key = found.ok_or(Error::NotFound("widget; make one with POST /api/v1/widgets"))?.public_key;
    let url = app.config.public_url();
    let snippet = format!("&lt;script src=\"{url}/widget.js\" data-widget=\"{key}\" async&gt;&lt;/script&gt;");
    let shown = format!("script-src {url}; connect-src {url}");
    let page = PAGE.replace("{snippet}", &snippet).replace("{policy}", &shown).replace("{key}", &key);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        // The widget's calls to this very origin say by it where they come from.
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (header::HeaderName::from_static("permissions-policy"), HeaderValue::from_static("microphone=(self)")),
    ];
    Ok((headers, page).into_response())
}

/// Its style, apart from it as on most pages.
pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, no-cache")];
    (headers, STYLE).into_response()
}
