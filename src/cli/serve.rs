//! `verbatim serve`: the server.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::app::Clock;
use crate::config::Config;
use crate::database::{Database, Settings};
use crate::http::router::router;
use crate::start::assemble;

/// Serves until a signal asks it to stop.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder()?;
    let database = Database::open(&settings(&config)).await?;
    let listen = config.listen;
    let app = assemble(config, database.url(), Clock::system(), metrics).await?;
    let recorder = app.recorder.clone();
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("setting `listen`: {listen} cannot be listened on"))?;
    let (routes, _) = router(app);
    axum::serve(listener, routes)
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    recorder.drain().await;
    database.stop().await;
    Ok(())
}

fn settings(config: &Config) -> Settings {
    let path = |text: &str| (!text.is_empty()).then(|| PathBuf::from(text));
    Settings {
        url: (!config.database_url.is_empty()).then(|| config.database_url.clone()),
        data_dir: config.data_dir.clone(),
        durable: true,
        pg_bin: path(&config.database.pg_bin),
        pg_user: (!config.database.pg_user.is_empty()).then(|| config.database.pg_user.clone()),
        extra: Vec::new(),
    }
}
