//! A light closed-loop load: keep-alive connections with one request in flight each.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How a load went.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) seconds: f64,
    /// Microseconds of each acknowledged request, sorted.
    pub(crate) latencies: Vec<u64>,
    pub(crate) refused: u64,
}

impl Outcome {
    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }

    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    pub(crate) fn percentile_ms(&self, percent: usize) -> f64 {
        let index = self.latencies.len().saturating_sub(1) * percent / 100;
        self.latencies.get(index).copied().unwrap_or(0) as f64 / 1000.0
    }
}

/// Runs `connections` loops for `seconds`; `next` builds a whole request.
pub(crate) async fn closed(
    address: &str,
    connections: usize,
    seconds: f64,
    next: impl FnMut() -> Vec<u8> + 'static,
) -> anyhow::Result<Outcome> {
    let outcome = Rc::new(RefCell::new(Outcome::default()));
    let next: Rc<RefCell<dyn FnMut() -> Vec<u8>>> = Rc::new(RefCell::new(next));
    let began = Instant::now();
    let end = began + Duration::from_secs_f64(seconds);
    let local = tokio::task::LocalSet::new();
    for _ in 0..connections {
        let (outcome, next, address) = (Rc::clone(&outcome), Rc::clone(&next), address.to_owned());
        local.spawn_local(async move {
            let mut stream = TcpStream::connect(&address).await?;
            stream.set_nodelay(true)?;
            let mut buffer = Vec::with_capacity(16 * 1024);
            while Instant::now() < end {
                let request = (next.borrow_mut())();
                let asked = Instant::now();
                let status = exchange(&mut stream, &request, &mut buffer).await?;
                let took = u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX);
                let mut outcome = outcome.borrow_mut();
                if status == 200 { outcome.latencies.push(took) } else { outcome.refused += 1 }
            }
            anyhow::Ok(())
        });
    }
    local.await;
    let mut outcome = outcome.take();
    outcome.seconds = began.elapsed().as_secs_f64();
    outcome.latencies.sort_unstable();
    Ok(outcome)
}

/// The same request `count` times, one after the other.
pub(crate) async fn counted(address: &str, request: &[u8], count: usize) -> anyhow::Result<Outcome> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut outcome = Outcome::default();
    let began = Instant::now();
    for _ in 0..count {
        let asked = Instant::now();
        let status = exchange(&mut stream, request, &mut buffer).await?;
        anyhow::ensure!(status == 200, "a request was answered {status}");
        outcome.latencies.push(u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    outcome.seconds = began.elapsed().as_secs_f64();
    outcome.latencies.sort_unstable();
    Ok(outcome)
}

/// One `GET` on a connection of its own: status and body.
pub(crate) async fn get(address: &str, path: &str, key: &str) -> anyhow::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    let mut buffer = Vec::new();
    let status = exchange(&mut stream, &get_request(address, path, key), &mut buffer).await?;
    let text = String::from_utf8_lossy(&buffer);
    let body = text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
    Ok((status, body))
}

pub(crate) fn get_request(address: &str, path: &str, key: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {key}\r\n\r\n").into_bytes()
}

pub(crate) fn post_request(address: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The `X-Hub-Signature-256` line for a body.
pub(crate) fn signature(secret: &str, body: &str) -> anyhow::Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
    mac.update(body.as_bytes());
    Ok(format!("x-hub-signature-256: sha256={}\r\n", hex::encode(mac.finalize().into_bytes())))
}

/// Sends a request and reads the answer whole into `buffer`.
async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<u16> {
    stream.write_all(request).await?;
    buffer.clear();
    let head = loop {
        anyhow::ensure!(stream.read_buf(buffer).await? > 0, "the server closed the connection");
        if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
    let status = text.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0);
    if let Some(length) =
        text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok())
    {
        while buffer.len() < head + length {
            anyhow::ensure!(stream.read_buf(buffer).await? > 0, "the server closed the connection");
        }
    } else if text.contains("transfer-encoding: chunked") {
        while !buffer.ends_with(b"0\r\n\r\n") {
            anyhow::ensure!(stream.read_buf(buffer).await? > 0, "the server closed the connection");
        }
    }
    Ok(status)
}
