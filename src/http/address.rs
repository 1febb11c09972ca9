//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::app::App;

/// The caller's address: that of the connection, or, behind so many proxies as are set, the one that the outermost of
/// them saw. Of version 6 the half that names the network, since one machine has all the rest.
pub(super) fn of(app: &App, headers: &HeaderMap, extensions: &Extensions) -> String {
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
