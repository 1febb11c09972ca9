//! The thread that starts Postgres, starts it again should it die, and stops it.
//!
//! The kernel ties a child's parent-death signal to the thread that forked it, not to the process: a worker thread of
//! the runtime may end at any time and would take Postgres along. So one thread of its own lives as long as the
//! [`super::Database`], with a small runtime that forks nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;

use super::error::DatabaseError;
use super::identity::Identity;
use super::layout::Layout;
use super::lock::Lock;
use super::postmaster::Postmaster;
use super::settings::Settings;
use super::socket;
use super::start::Cradle;

/// Between two attempts to bring a dead Postgres back; doubled up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The other end of the thread; dropping it tells the thread to stop Postgres.
pub(super) struct Supervisor {
    stop: oneshot::Sender<()>,
    /// Closed when the thread has ended and the lock is free.
    ended: oneshot::Receiver<()>,
    pid: Arc<AtomicU32>,
}

/// Returns when the database answers, with its address.
pub(super) async fn start(
    settings: &Settings,
    layout: Layout,
    identity: Identity,
    lock: Lock,
) -> Result<(String, Supervisor), DatabaseError> {
    let cradle = Cradle::new(settings, layout, identity);
    let (ready, started) = oneshot::channel();
    let (stop, stopping) = oneshot::channel();
    let (end, ended) = oneshot::channel();
    let pid = Arc::new(AtomicU32::new(0));
    let shared_pid = Arc::clone(&pid);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(DatabaseError::Thread)?;
    let thread = std::thread::Builder::new().name("postgres".into());
    let spawned = thread.spawn(move || {
        runtime.block_on(supervise(cradle, &shared_pid, ready, stopping));
        drop(lock);
        drop(end);
    });
    spawned.map_err(DatabaseError::Thread)?;
    match started.await {
        Ok(started) => started.map(|url| (url, Supervisor { stop, ended, pid })),
        // Only a panic drops the sender before it was used.
        Err(_) => Err(DatabaseError::Thread(std::io::Error::other("it ended early"))),
    }
}

impl Supervisor {
    pub fn postmaster_pid(&self) -> Option<u32> {
        Some(self.pid.load(Ordering::Relaxed)).filter(|pid| *pid != 0)
    }

    pub async fn stop(self) {
        // Neither end can be gone before the thread is, and then there is nothing to stop.
        let _ = self.stop.send(());
        let _ = self.ended.await;
    }
}

async fn supervise(
    mut cradle: Cradle,
    pid: &AtomicU32,
    ready: oneshot::Sender<Result<String, DatabaseError>>,
    mut stop: oneshot::Receiver<()>,
) {
    let started = tokio::select! {
        started = cradle.bring_up() => started,
        // Whoever opened the database gave up. A half-started Postgres gets its signal when this thread ends.
        _ = &mut stop => return,
    };
    let mut postmaster = match started {
        Ok(postmaster) => postmaster,
        Err(error) => {
            // The receiver may have given up meanwhile.
            let _ = ready.send(Err(error));
            return;
        }
    };
    pid.store(postmaster.pid, Ordering::Relaxed);
    let _ = ready.send(Ok(socket::url(cradle.socket_dir(), socket::DATABASE)));
    loop {
        tokio::select! {
            _ = &mut stop => {
                postmaster.stop(cradle.identity()).await;
                return cradle.remove_socket_dir();
            }
            () = postmaster.exited(cradle.identity()) => {}
        }
        pid.store(0, Ordering::Relaxed);
        tracing::error!(database.pid = postmaster.pid, "Postgres ended by itself and is started again");
        tokio::select! {
            _ = &mut stop => return,
            again = bring_back(&mut cradle) => postmaster = again,
        }
        pid.store(postmaster.pid, Ordering::Relaxed);
    }
}

async fn bring_back(cradle: &mut Cradle) -> Postmaster {
    let mut pause = FIRST_PAUSE;
    loop {
        match cradle.bring_up().await {
            Ok(postmaster) => return postmaster,
            Err(error) => tracing::error!(%error, "Postgres could not be started again yet"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
