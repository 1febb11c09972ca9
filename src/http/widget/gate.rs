//! Which page calls, from where, and whether the widget is for it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, header};

use crate::app::App;
use crate::domain::origin;
use crate::http::error::Error;
use crate::pacing::Ask;
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

/// The caller's address: that of the connection, or, behind so many proxies as are set, the one that the outermost of
/// them saw. Of version 6 the half that names the network, since one machine has all the rest.
pub(super) fn address(app: &App, headers: &HeaderMap, extensions: &Extensions) -> String {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    let behind = app.config.http.proxies.checked_sub(1).and_then(|inner| hops.iter().rev().nth(inner));
    match behind.and_then(|hop| hop.parse().ok()).or(peer) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => format!("{:x}/64", address.to_bits() >> 64),
        },
        None => String::new(),
    }
}

/// Counts one more, unless it comes too soon.
pub(super) fn pace(app: &App, ask: Ask, who: &str) -> Result<(), Error> {
    let limits = &app.config.widget;
    let (per_minute, what) = match ask {
        Ask::Session => (limits.sessions_per_minute, "chats were begun from here"),
        Ask::Message => (limits.messages_per_minute, "messages came in this chat"),
        // An office shares one address.
        Ask::Messages => (limits.messages_per_minute.saturating_mul(10), "messages came from here"),
    };
    app.pacing.take(ask, who, per_minute, app.now()).map_err(|wait| {
        metrics::counter!("verbatim_widget_refused_total", "reason" => "pace").increment(1);
        let seconds = u32::try_from(wait.whole_seconds()).unwrap_or(0) + 1;
        Error::TooMany(what, per_minute, seconds)
    })
}
