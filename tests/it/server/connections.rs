//! Slow, idle and too many connections, and the end of the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use verbatim::http::server::{self, Limits};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

/// No event comes that late; a test that waits so long fails.
const NEVER: Duration = Duration::from_secs(30);

struct Server {
    address: SocketAddr,
    stop: CancellationToken,
    running: JoinHandle<()>,
    /// A request for `/slow` has begun.
    begun: Arc<Notify>,
    /// It may end.
    proceed: Arc<Notify>,
}

fn limits() -> Limits {
    Limits { connections: 8, head: Duration::from_millis(300), idle: NEVER, drain: NEVER }
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let (begun, proceed) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (here, there) = (Arc::clone(&begun), Arc::clone(&proceed));
        let slow = async move || {
            here.notify_one();
            there.notified().await;
            "done"
        };
        let routes = Router::new().route("/", get(|| async { "ok" })).route("/slow", get(slow));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let running = tokio::spawn(server::serve(listener, routes, limits, stop.clone()));
        Self { address, stop, running, begun, proceed }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn ask(&self, path: &str) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await.unwrap();
        stream
    }
}

/// One whole answer; it ends with its body.
async fn answer(stream: &mut TcpStream, body: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.ends_with(&format!("\r\n\r\n{body}")) {
        let count = tokio::time::timeout(NEVER, stream.read(&mut buffer)).await.unwrap().unwrap();
        assert_ne!(count, 0, "the connection ended after {text:?}");
        text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
    }
    text
}

/// Whether the server ends the connection, with or without a word.
async fn ends(stream: &mut TcpStream, within: Duration) -> bool {
    let mut rest = Vec::new();
    tokio::time::timeout(within, stream.read_to_end(&mut rest)).await.is_ok()
}

#[tokio::test]
async fn a_head_that_dribbles_in_ends_the_connection() {
    let server = Server::start(limits()).await;
    for (what, bytes) in [("nothing", &b""[..]), ("one byte", b"G"), ("half a head", &REQUEST[..20])] {
        let mut stream = server.connect().await;
        stream.write_all(bytes).await.unwrap();
        assert!(ends(&mut stream, NEVER).await, "{what}");
    }
}

#[tokio::test]
async fn a_second_head_that_dribbles_in_ends_the_connection_but_idleness_does_not() {
    let server = Server::start(limits()).await;
    let mut stream = server.connect().await;
    stream.write_all(REQUEST).await.unwrap();
    answer(&mut stream, "ok").await;
    assert!(!ends(&mut stream, limits().head * 3).await, "an idle connection is kept");
    stream.write_all(REQUEST).await.unwrap();
    answer(&mut stream, "ok").await;
    stream.write_all(&REQUEST[..20]).await.unwrap();
    assert!(ends(&mut stream, NEVER).await);
}

#[tokio::test]
async fn a_connection_that_is_idle_too_long_is_ended() {
    let server = Server::start(Limits { idle: Duration::from_millis(100), ..limits() }).await;
    let mut stream = server.connect().await;
    stream.write_all(REQUEST).await.unwrap();
    answer(&mut stream, "ok").await;
    assert!(ends(&mut stream, NEVER).await);
}

#[tokio::test]
async fn an_answer_that_takes_longer_than_a_head_may_is_waited_for() {
    let server = Server::start(limits()).await;
    let mut stream = server.ask("/slow").await;
    server.begun.notified().await;
    assert!(!ends(&mut stream, limits().head * 3).await);
    server.proceed.notify_one();
    answer(&mut stream, "done").await;
}

#[tokio::test]
async fn further_connections_wait_for_a_place() {
    let server = Server::start(Limits { connections: 1, ..limits() }).await;
    let first = server.ask("/slow").await;
    server.begun.notified().await;
    let mut second = server.ask("/").await;
    let mut byte = [0];
    let early = tokio::time::timeout(Duration::from_millis(200), second.read(&mut byte)).await;
    assert!(early.is_err(), "served beside the one that may be open");
    drop(first);
    answer(&mut second, "ok").await;
}

#[tokio::test]
async fn a_stop_answers_what_was_read_and_refuses_what_comes_later() {
    let server = Server::start(limits()).await;
    let mut idle = server.ask("/").await;
    answer(&mut idle, "ok").await;
    let mut slow = server.ask("/slow").await;
    server.begun.notified().await;
    server.stop.cancel();
    assert!(ends(&mut idle, NEVER).await, "an idle connection is not waited for");
    assert!(TcpStream::connect(server.address).await.is_err());
    assert!(!server.running.is_finished());
    server.proceed.notify_one();
    let text = answer(&mut slow, "done").await;
    assert!(text.contains("connection: close"), "{text}");
    server.running.await.unwrap();
}

#[tokio::test]
async fn a_request_that_never_ends_holds_no_stop_up() {
    let server = Server::start(Limits { drain: Duration::from_millis(50), ..limits() }).await;
    let mut slow = server.ask("/slow").await;
    server.begun.notified().await;
    server.stop.cancel();
    tokio::time::timeout(NEVER, server.running).await.unwrap().unwrap();
    assert!(ends(&mut slow, NEVER).await);
}
