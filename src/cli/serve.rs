//! `verbatim serve`: the server, from its start to an end that loses nothing.

use std::time::Duration;

use anyhow::Context as _;
use tokio::net::{TcpListener, TcpSocket};

use super::{files, say, welcome};
use crate::app::{App, Clock};
use crate::config::Config;
use crate::database::Database;
use crate::http::ingest::grpc;
use crate::http::router::router;
use crate::http::server::{self, Limits};
use crate::start::{assemble, database_settings};
use crate::{assistant, delivery, feed, jobs, media, notify, seed, settling, shutdown, store, telemetry};

/// Connections that the system may hold until we come to them.
const BACKLOG: u32 = 1024;

/// How often figures are condensed; the longest that a histogram may grow.
const UPKEEP: Duration = Duration::from_secs(5);

/// For what callers no longer wait for; together with the server's own limit the stop stays below 10 s.
const LAST_WRITES: Duration = Duration::from_secs(2);

/// For answers under way, beside the requests in flight; longer than the grace that they are given themselves.
const ANSWERS: Duration = Duration::from_secs(5);

/// Serves until a signal asks it to stop.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let stop = shutdown::on_signals()?;
    let metrics = telemetry::install_metrics()?;
    files::raise();
    // Before anything takes time: a port that is taken is said at once, yet nobody is kept waiting in its queue.
    let socket = bind(config.listen)?;
    let settings = database_settings(&config);
    let Some(database) = stop.run_until_cancelled(Database::open(&settings)).await else { return Ok(()) };
    let database = database?;
    let served = async {
        let assembling = assemble(config, database.url(), Clock::system(), metrics);
        let Some(app) = stop.run_until_cancelled(assembling).await else { return Ok(()) };
        let mut app = app?;
        app.stop = stop.clone();
        serve(app, socket).await
    };
    let served = served.await;
    database.stop().await;
    served
}

async fn serve(app: App, socket: TcpSocket) -> anyhow::Result<()> {
    prepare(&app).await?;
    let listen = app.config.listen;
    let listener: TcpListener = socket.listen(BACKLOG).with_context(|| taken(listen))?;
    tokio::spawn(upkeep(app.clone()));
    let jobs = tokio::spawn(jobs::scheduler::run(app.clone(), app.stop.clone()));
    tracing::info!(http.address = %listener.local_addr()?, "Listening.");
    let limits = Limits::with_connections(app.config.http.connections);
    tokio::join!(
        server::serve(listener, router(app.clone()), limits, app.stop.clone()),
        Box::pin(assistant::worker::run(&app)),
        Box::pin(assistant::extraction::run(&app)),
        Box::pin(assistant::listening::run(&app)),
        feed::run(&app),
        Box::pin(settling::run(&app)),
        grpc::run(&app),
        delivery::run(&app),
        Box::pin(notify::run(&app)),
        Box::pin(media::fetch::run(&app)),
        answers(&app),
    );
    jobs.await??;
    let last = async {
        app.tasks.wait().await;
        app.recorder.drain().await;
    };
    if tokio::time::timeout(LAST_WRITES, last).await.is_err() {
        tracing::warn!("The database took no more: senders whose delivery was not acknowledged will repeat it.");
    }
    tokio::join!(app.recorder.close(), app.pool.close(), app.lookups.close());
    tracing::info!("Stopped; everything that was acknowledged is recorded.");
    Ok(())
}

/// Waits for the answers whose callers may be gone, once a stop is asked for.
async fn answers(app: &App) {
    app.stop.cancelled().await;
    app.tasks.close();
    if tokio::time::timeout(ANSWERS, app.tasks.wait()).await.is_err() {
        tracing::warn!(assistant.answers = app.tasks.len(), "Answers under way did not end in time.");
    }
}

/// What is done once before the first request: the demo project, the bootstrap key, a look at the database's settings.
async fn prepare(app: &App) -> anyhow::Result<()> {
    let secrets = seed::Secrets::generate(&mut rand::rng());
    if seed::first_start(app, &secrets).await.context("the demo project cannot be made")? {
        let kept = welcome::keep(&app.config, &secrets);
        let program = std::env::args().next().unwrap_or_else(|| "verbatim".to_owned());
        // Said in any case: the key is in the database already and will not be shown again.
        say(&welcome::text(&app.config, &secrets, kept.as_deref().ok(), &program));
        kept.context("first-start.txt cannot be written")?;
    }
    seed::bootstrap_key(app).await.context("the bootstrap key cannot be stored")?;
    if let Some(link) = seed::first_link(app).await.context("the first administrator cannot be invited")? {
        // Not a line of the log: it is for whoever sits here, and opens the door once.
        say(&format!(
            "\nNobody can sign in to the console yet. To be its first administrator, open within 7 days:\n  {link}\n"
        ));
    }
    let mut conn = app.pool.acquire().await?;
    let server = store::server::describe(&mut conn).await?;
    for (name, on) in [
        ("fsync", server.fsync),
        ("synchronous_commit", server.synchronous_commit),
        ("full_page_writes", server.full_page_writes),
    ] {
        if !on {
            tracing::warn!(
                database.setting = name,
                "The database runs with this setting off: a power cut loses messages that were acknowledged."
            );
        }
    }
    Ok(())
}

fn bind(listen: std::net::SocketAddr) -> anyhow::Result<TcpSocket> {
    let socket = if listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_reuseaddr(true)?;
    socket.bind(listen).with_context(|| taken(listen))?;
    Ok(socket)
}

fn taken(listen: std::net::SocketAddr) -> String {
    format!("setting `listen`: {listen} cannot be listened on; choose a free address with VERBATIM_LISTEN")
}

async fn upkeep(app: App) {
    let mut beat = tokio::time::interval(UPKEEP);
    while app.stop.run_until_cancelled(beat.tick()).await.is_some() {
        app.metrics.run_upkeep();
    }
}
