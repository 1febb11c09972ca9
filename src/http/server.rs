//! The accept loop: so many connections, impatient with slow heads, patient with what it has begun.
//!
//! Not `axum::serve`, which waits for ever for a head that never ends and knows no limit to connections.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::Service as _;

use super::connection::{Connection, Turns};

/// How long a full table of file descriptors is given to empty.
const PAUSE: Duration = Duration::from_millis(100);

/// What connections may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open at once; further ones wait in the system's queue.
    pub connections: usize,
    /// From the first byte of a request's head, or from the connection's start, to the head's end.
    pub head: Duration,
    /// Between two requests.
    pub idle: Duration,
    /// For the requests in flight when a stop is asked for; what is left then is cut off.
    pub drain: Duration,
}

impl Limits {
    /// The limits of the running program, with so many connections.
    #[must_use]
    pub fn with_connections(connections: usize) -> Self {
        Self { connections, head: Duration::from_secs(10), idle: Duration::from_mins(1), drain: Duration::from_secs(6) }
    }
}

/// Serves until `stop`, then answers what was read and returns.
pub async fn serve(listener: TcpListener, routes: Router, limits: Limits, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let closing = GracefulShutdown::new();
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = open.join_next() => continue,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((place, stream, peer)) => {
                let answering = answer(stream, peer, routes.clone(), limits, closing.watcher());
                open.spawn(async move {
                    answering.await;
                    drop(place);
                });
            }
            // The caller went away before we came to it.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) => {}
            Err(error) => {
                tracing::warn!(error = %error, "No connection can be accepted just now.");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, closing.shutdown()).await.is_err() {
        tracing::warn!(http.connections = open.len(), "Connections that did not end in time are cut off.");
    }
    open.shutdown().await;
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> std::io::Result<(Place, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Small answers must not wait for the acknowledgement of earlier ones. Where that fails the caller is gone already.
    stream.set_nodelay(true).ok();
    Ok((place, stream, peer))
}

async fn answer(stream: TcpStream, peer: SocketAddr, routes: Router, limits: Limits, watcher: Watcher) {
    let turns = Turns::default();
    let io = TokioIo::new(Connection::new(stream, turns.clone(), limits.head));
    let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        turns.next();
        request.extensions_mut().insert(ConnectInfo(peer));
        let (answer, turns) = (routes.clone().call(request.map(axum::body::Body::new) as Request), turns.clone());
        async move {
            let answer = answer.await;
            turns.next();
            answer
        }
    });
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(limits.idle).serve_connection(io, service);
    // Hang-ups, malformed heads and time-outs: the caller's affair, and hyper has answered what can be answered.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(error = %error, "A connection ended early.");
    }
}
