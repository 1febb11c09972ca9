//! A database of its own for every test: a clone of a migrated template, on one throwaway cluster per test process.
#![expect(clippy::expect_used, reason = "a test without its database must fail, saying at which step")]

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use url::Url;
use verbatim::database::{Database, PoolSettings, Settings, connect_pool, migrate};

/// Shared by all tests of the process, whose runtimes come and go: it holds nothing that belongs to one. The cluster
/// ends with the process, its directory with the next run.
static SERVER: OnceCell<Server> = OnceCell::const_new();

/// Numbers the databases of this process.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// Start of the names of directories below `/tmp`; the process id follows.
const PREFIX: &str = "verbatim-test-";

/// Any number, the same for all test processes that share one server.
const TEMPLATE_LOCK: i64 = 7_310_402_118;

struct Server {
    url: Url,
    template: String,
    /// Kept, never used: both last as long as the process.
    _own: Option<(Database, TempDir)>,
}

/// A migrated, empty database; dropped when the test passes, kept for a look when it fails and `DATABASE_URL` was set.
pub struct TestDb {
    url: Url,
    server: Url,
    name: String,
}

impl TestDb {
    /// Takes some 30 ms, the first in a process a second more.
    pub async fn new() -> Self {
        let server = SERVER.get_or_init(Server::start).await;
        let name = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut connection = connect(&server.url).await;
        let template = &server.template;
        run(&mut connection, format!("create database {name} template {template} strategy file_copy")).await;
        connection.close().await.expect("leave the server");
        Self { url: with_database(&server.url, &name), server: server.url.clone(), name }
    }

    /// Address for sqlx.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// A small pool, as the program would open it.
    pub async fn pool(&self, settings: PoolSettings) -> PgPool {
        let settings = PoolSettings { max_connections: 4, ..settings };
        connect_pool(self.url(), settings).await.expect("open a pool on the test's database")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's own runtime is ending and cannot be waited in; a database each would fill the disk.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let mut connection = connect(&server).await;
                run(&mut connection, format!("drop database if exists {name} with (force)")).await;
            });
        });
        dropping.join().expect("drop the test's database");
    }
}

impl Server {
    async fn start() -> Self {
        let (url, own) = match std::env::var("DATABASE_URL") {
            Ok(url) if !url.is_empty() => (url, None),
            _ => {
                remove_old_directories();
                let dir = open_directory();
                let settings = Settings { durable: false, ..settings(&dir.path().join("data")) };
                let database = Database::open(&settings).await.expect("start a throwaway cluster");
                (database.url().to_owned(), Some((database, dir)))
            }
        };
        let url = Url::parse(&url).expect("DATABASE_URL is a URL");
        let mut connection = connect(&url).await;
        // Held until this connection closes: several test processes may share the server of DATABASE_URL.
        sqlx::query("select pg_advisory_lock($1)")
            .bind(TEMPLATE_LOCK)
            .execute(&mut connection)
            .await
            .expect("lock the template");
        drop_old_databases(&mut connection).await;
        let template = make_template(&mut connection, &url).await;
        connection.close().await.expect("leave the server");
        Self { url, template, _own: own }
    }
}

/// Ours, in that directory, durable like the real one.
pub fn settings(data_dir: &Path) -> Settings {
    Settings {
        url: None,
        data_dir: data_dir.to_path_buf(),
        durable: true,
        pg_bin: None,
        pg_user: None,
        extra: Vec::new(),
    }
}

/// A directory that the user who runs Postgres may enter, wherever the checkout is.
pub fn open_directory() -> TempDir {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).permissions(Permissions::from_mode(0o755));
    builder.tempdir_in("/tmp").expect("make a directory in /tmp")
}

/// Looks again every 10 ms until the condition holds; panics after a minute, since then it never will.
pub async fn until<F: Future<Output = bool>>(what: &str, mut condition: impl FnMut() -> F) {
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_mins(1), waiting).await;
    assert!(waited.is_ok(), "still waiting after a minute until {what}");
}

async fn connect(url: &Url) -> PgConnection {
    PgConnection::connect(url.as_str()).await.expect("reach the test server")
}

/// Names of databases cannot be parameters; all of them are made in this file.
async fn run(connection: &mut PgConnection, statement: String) {
    sqlx::query(AssertSqlSafe(statement.clone())).execute(connection).await.expect(&statement);
}

fn with_database(server: &Url, name: &str) -> Url {
    let mut url = server.clone();
    url.set_path(name);
    url
}

/// Named by what is in it, so that a server that outlives the run keeps a template per state of the migrations; renamed
/// when complete, so that a killed run leaves no half one.
async fn make_template(connection: &mut PgConnection, server: &Url) -> String {
    let mut hash = Sha256::new();
    for migration in sqlx::migrate!("./migrations").iter() {
        hash.update(&migration.checksum);
    }
    let name = format!("verbatim_template_{}", hex::encode(&hash.finalize()[..8]));
    let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut *connection)
        .await
        .expect("look for the template");
    if !exists {
        let unfinished = format!("{name}_unfinished");
        run(connection, format!("drop database if exists {unfinished} with (force)")).await;
        run(connection, format!("create database {unfinished}")).await;
        migrate(with_database(server, &unfinished).as_str()).await.expect("migrate the template");
        run(connection, format!("alter database {unfinished} rename to {name}")).await;
    }
    name
}

/// What failed or killed runs left on a server that outlives them.
async fn drop_old_databases(connection: &mut PgConnection) {
    let names: Vec<String> =
        sqlx::query_scalar("select datname::text from pg_database where datname ~ '^t_\\d+_\\d+$'")
            .fetch_all(&mut *connection)
            .await
            .expect("list the databases");
    for name in names {
        if name.split('_').nth(1).is_some_and(is_over) {
            run(connection, format!("drop database if exists {name} with (force)")).await;
        }
    }
}

/// A process cannot remove the directory that its cluster uses to the very end; the next one can.
fn remove_old_directories() {
    for entry in fs::read_dir("/tmp").expect("list /tmp").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let pid = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
        if pid.is_some_and(is_over)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            // Another run may be removing it, or it is another user's.
            assert!(
                matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::DirectoryNotEmpty
                ),
                "remove {name}: {error}"
            );
        }
    }
}

fn is_over(pid: &str) -> bool {
    !Path::new("/proc").join(pid).exists()
}
