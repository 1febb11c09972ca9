//! The Postgres of a run: durable, larger than the default, gone afterwards.

use std::os::unix::fs::PermissionsExt as _;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use verbatim::database::{Database, Settings};

pub(crate) struct Cluster {
    database: Database,
    _dir: tempfile::TempDir,
}

impl Cluster {
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let dir = tempfile::Builder::new()
            .prefix("verbatim-bench-")
            .permissions(std::fs::Permissions::from_mode(0o755))
            .tempdir_in(std::env::var_os("BENCH_DIR").map_or_else(|| "/tmp".into(), std::path::PathBuf::from))?;
        let extra = [
            ("shared_buffers", "1GB"),
            ("max_wal_size", "8GB"),
            ("checkpoint_timeout", "15min"),
            ("max_connections", "400"),
        ];
        let settings = Settings {
            url: None,
            data_dir: dir.path().join("data"),
            durable: true,
            pg_bin: None,
            pg_user: None,
            extra: extra.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        };
        Ok(Self { database: Database::open(&settings).await?, _dir: dir })
    }

    pub(crate) fn postmaster(&self) -> u32 {
        self.database.postmaster_pid().unwrap_or_default()
    }

    /// The address of a new, empty database.
    pub(crate) async fn create(&self, name: &str) -> anyhow::Result<String> {
        let mut conn = PgConnection::connect(self.database.url()).await?;
        sqlx::query(AssertSqlSafe(format!("create database {name}"))).execute(&mut conn).await?;
        let mut url = url::Url::parse(self.database.url())?;
        url.set_path(name);
        Ok(url.to_string())
    }

    pub(crate) async fn stop(self) {
        self.database.stop().await;
    }
}
