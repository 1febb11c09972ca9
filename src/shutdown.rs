//! The wish to stop: the first signal asks for an orderly end, a second one ends at once.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// What the shell shows for a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// A token that the first SIGTERM or SIGINT cancels.
///
/// After the second nothing is waited for: what was acknowledged is committed, and our own Postgres stops by itself
/// when its parent is gone.
///
/// # Errors
/// When the system refuses to tell us of signals.
pub fn on_signals() -> io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        for first in [true, false] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if first {
                tracing::info!("Stopping: what was accepted is finished first. A second signal ends at once.");
                asked.cancel();
            }
        }
        std::process::exit(INTERRUPTED);
    });
    Ok(stop)
}
