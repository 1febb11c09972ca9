//! Puts the program together over a database: schema, pools, keys, accounts, recorder.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accounts::Accounts;
use crate::app::{App, Clock};
use crate::assistant::live::Live;
use crate::config::Config;
use crate::database::{self, Planning, PoolSettings, connect_pool, migrate};
use crate::domain::id::Ids;
use crate::domain::price_table::{self, PriceTable};
use crate::feed::Feed;
use crate::media::files::Files;
use crate::outbound::Outbound;
use crate::pacing::Pacing;
use crate::recorder::{Limits, Recorder};
use crate::seal::Sealer;

/// The program, ready to serve.
///
/// # Errors
/// When the database cannot be reached or migrated, or the sealing key cannot be used.
pub async fn assemble(config: Config, url: &str, clock: Clock, metrics: PrometheusHandle) -> anyhow::Result<App> {
    migrate(url).await.context("the schema cannot be brought up to date")?;
    let ids = Arc::new(Ids::default());
    let sealer = Arc::new(Sealer::open(&config.secrets.key, &config.data_dir)?);
    let reads = PoolSettings {
        max_connections: config.database.read_connections,
        planning: Planning::Each,
        application_name: "verbatim".into(),
        ..PoolSettings::default()
    };
    let lookups = PoolSettings {
        max_connections: config.database.lookups(),
        planning: Planning::Once,
        application_name: "verbatim lookups".into(),
        ..PoolSettings::default()
    };
    let pool = connect_pool(url, reads).await?;
    let lookups = connect_pool(url, lookups).await?;
    let limits = limits(&config);
    let writes = PoolSettings {
        max_connections: u32::try_from(limits.connections()).unwrap_or(16),
        statement_timeout: Duration::from_secs(4),
        planning: Planning::Once,
        application_name: "verbatim recorder".into(),
        ..PoolSettings::default()
    };
    let prices = Arc::new(PriceTable::parse(price_table::SHIPPED)?);
    let writing = connect_pool(url, writes).await?;
    let recorder = Recorder::start(writing, Arc::clone(&ids), clock.clone(), limits, Arc::clone(&prices));
    let accounts = Accounts::new(&config.whatsapp.graph_url);
    accounts.refresh(&pool, &sealer).await.context("the channels cannot be read")?;
    let outbound = Outbound::new(&config.outbound).context("no client for other hosts can be made")?;
    let files = Files::open(&config.media, &config.data_dir).context("the settings [media] cannot be used")?;
    let exports = Arc::new(Semaphore::new(config.database.exports()));
    let reports = Arc::new(Semaphore::new(config.ingest.memory_mb << 10));
    let tasks = TaskTracker::new();
    let node = ids.next(clock.now());
    Ok(App {
        clock,
        ids,
        config: Arc::new(config),
        pool,
        lookups,
        recorder,
        accounts,
        sealer,
        outbound,
        files,
        live: Live::default(),
        feed: Feed::default(),
        pacing: Pacing::default(),
        prices,
        exports,
        reports,
        large_reports: Arc::new(Semaphore::new(1)),
        tasks,
        node,
        stop: CancellationToken::new(),
        metrics,
    })
}

/// Where the database of these settings is or will be; always durable.
#[must_use]
pub fn database_settings(config: &Config) -> database::Settings {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    database::Settings {
        url: given(&config.database_url),
        data_dir: config.data_dir.clone(),
        durable: true,
        pg_bin: given(&config.database.pg_bin).map(PathBuf::from),
        pg_user: given(&config.database.pg_user),
        extra: Vec::new(),
    }
}

fn limits(config: &Config) -> Limits {
    let settings = &config.recorder;
    Limits {
        queue: settings.queue,
        queue_bytes: settings.queue_mb << 20,
        batch: settings.batch,
        small_writes: settings.small_writes,
        batch_writers: settings.batch_writers,
    }
}
