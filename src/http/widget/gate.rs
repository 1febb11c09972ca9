//! Which page calls, from where, and whether the widget is for it.

use axum::http::{HeaderMap, header};

use crate::app::App;
use crate::domain::origin;
use crate::http::error::Error;
use crate::store::widgets::Widget;

/// The origin of the page that calls. Browsers leave the header `Origin` out where a page asks its own server; its
/// address stands in `Referer` then.
pub(super) fn origin(headers: &HeaderMap) -> Result<String, Error> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let found = match text(header::ORIGIN) {
        Some(given) => origin::parse(given),
        None => text(header::REFERER).and_then(origin::of_page),
    };
    found.ok_or_else(|| {
        Error::Forbidden("The chat works on web pages of http or https: the request names no such page.".to_owned())
    })
}

/// Lets the page pass if the widget is on and for it.
pub(super) fn admit(app: &App, widget: &Widget, origin: &str) -> Result<(), Error> {
    if !widget.enabled {
        return Err(Error::Forbidden("This chat is switched off.".to_owned()));
    }
    let is_ours = origin::of_page(&app.config.public_url()).is_some_and(|ours| ours == origin);
    let is_allowed = widget.allowed_origins.iter().any(|allowed| allowed == origin);
    // Where nothing is set yet, the page that somebody builds on their own machine.
    let is_trial = widget.allowed_origins.is_empty() && is_loopback(origin);
    if is_ours || is_allowed || is_trial {
        return Ok(());
    }
    Err(Error::Forbidden(format!(
        "This chat is not for pages of {origin}. Add exactly that to the widget's allowed origins."
    )))
}

fn is_loopback(origin: &str) -> bool {
    let Ok(url) = url::Url::parse(origin) else { return false };
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
