//! One TCP connection whose request heads must not dribble in.
//!
//! hyper has one clock for both a slow head and an idle connection. Behind a proxy that keeps connections for a minute
//! a short one would cut requests off, and a long one would let a slow sender stay; so heads have their own clock here.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// Counts the turns of a connection: even while it waits for a head, odd while a request is being answered.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<AtomicU64>);

impl Turns {
    /// A head is complete, or its answer is.
    pub(super) fn next(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The stream, failing with `TimedOut` when a head that has begun is not complete in time. The first head counts as
/// begun when the connection opens.
pub(super) struct Connection {
    stream: TcpStream,
    turns: Turns,
    limit: Duration,
    /// The turn whose first byte has come.
    begun: u64,
    alarm: Option<(u64, Pin<Box<Sleep>>)>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, turns: Turns, limit: Duration) -> Self {
        Self { stream, turns, limit, begun: 0, alarm: None }
    }

    /// An alarm exists only while somebody is waited for, so a quick sender costs none.
    fn watch(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let turn = self.turns.now();
        if turn % 2 == 1 || turn != self.begun {
            self.alarm = None;
            return Poll::Pending;
        }
        if self.alarm.as_ref().is_none_or(|(of, _)| *of != turn) {
            self.alarm = Some((turn, Box::pin(tokio::time::sleep(self.limit))));
        }
        match &mut self.alarm {
            Some((_, alarm)) => alarm.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into())),
            None => Poll::Pending,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_read(cx, buffer) {
            Poll::Ready(result) => {
                this.begun = this.turns.now();
                Poll::Ready(result)
            }
            Poll::Pending => this.watch(cx),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
