//! The first start of an installation.

use rand::SeedableRng as _;
use verbatim::accounts::ChannelSecrets;
use verbatim::app::{App, Clock};
use verbatim::config::Config;
use verbatim::http::auth::fingerprint;
use verbatim::seed::{self, Secrets};
use verbatim::start::assemble;
use verbatim::store;

use crate::support::app::NOON;
use crate::support::cluster::TestDb;

const BOOTSTRAP: &str = "vb_brought_by_automation_0";

fn secrets(seed: u64) -> Secrets {
    Secrets::generate(&mut rand::rngs::StdRng::seed_from_u64(seed))
}

async fn start(db: &TestDb, bootstrap_key: &str) -> App {
    let mut config = Config::from_file(None).unwrap();
    config.secrets.key = "5a".repeat(32);
    bootstrap_key.clone_into(&mut config.secrets.bootstrap_key);
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
    assemble(config, db.url(), Clock::held(NOON), metrics).await.unwrap()
}

async fn count(app: &App, table: &str) -> i64 {
    let statement = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    sqlx::query_scalar(statement).fetch_one(&app.pool).await.unwrap()
}

async fn opens(app: &App, key: &str) -> Option<Vec<String>> {
    let mut conn = app.pool.acquire().await.unwrap();
    store::keys::find(&mut conn, &fingerprint(key), NOON).await.unwrap().map(|key| key.scopes)
}

#[tokio::test]
async fn a_first_start_makes_a_project_to_look_at_and_later_ones_nothing() {
    let db = TestDb::new().await;
    let app = start(&db, "").await;
    let made = secrets(1);
    assert!(seed::first_start(&app, &made).await.unwrap());
    assert!(!seed::first_start(&app, &secrets(2)).await.unwrap());
    for (table, rows) in [("projects", 1), ("assistants", 1), ("channels", 1), ("api_keys", 1), ("audit", 1)] {
        assert_eq!(count(&app, table).await, rows, "{table}");
    }
    assert_eq!(
        opens(&app, &made.key).await.unwrap(),
        ["read", "review", "test", "write", "delete", "manage", "ingest"]
    );
    let accounts = app.accounts.of("whatsapp");
    assert_eq!(accounts[0].phone_number_id.as_deref(), Some(seed::PHONE_NUMBER_ID));
    assert_eq!(accounts[0].app_secrets[0].expose(), made.app_secret);
    assert_eq!(accounts[0].verify_token.as_ref().unwrap().expose(), made.verify_token);
    assert!(accounts[0].assistant.is_some());
    let kept: Vec<u8> = sqlx::query_scalar("select secrets from channels").fetch_one(&app.pool).await.unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains(&made.app_secret), "the secret is not sealed");
    assert_eq!(ChannelSecrets::open(&app.sealer, &kept).unwrap().app_secrets, [made.app_secret]);
}

#[tokio::test]
async fn of_many_first_starts_at_once_one_makes_the_project() {
    let db = TestDb::new().await;
    let app = start(&db, "").await;
    let starts = (0..4).map(|n| {
        let (app, secrets) = (app.clone(), secrets(n));
        tokio::spawn(async move { seed::first_start(&app, &secrets).await.unwrap() })
    });
    let made = futures::future::join_all(starts).await;
    assert_eq!(made.into_iter().filter(|made| *made.as_ref().unwrap()).count(), 1);
    assert_eq!(count(&app, "projects").await, 1);
    assert_eq!(count(&app, "api_keys").await, 1);
}

#[tokio::test]
async fn a_key_that_was_brought_takes_the_place_of_the_first_one() {
    let db = TestDb::new().await;
    let app = start(&db, BOOTSTRAP).await;
    let made = secrets(1);
    assert!(seed::first_start(&app, &made).await.unwrap());
    assert!(opens(&app, &made.key).await.is_none());
    for _ in 0..2 {
        seed::bootstrap_key(&app).await.unwrap();
    }
    assert_eq!(opens(&app, BOOTSTRAP).await.unwrap().len(), 7);
    assert_eq!(count(&app, "api_keys").await, 1);
}

#[tokio::test]
async fn a_key_that_was_brought_and_revoked_stays_revoked() {
    let db = TestDb::new().await;
    let app = start(&db, BOOTSTRAP).await;
    seed::first_start(&app, &secrets(1)).await.unwrap();
    seed::bootstrap_key(&app).await.unwrap();
    sqlx::query("update api_keys set revoked_at = $1").bind(NOON).execute(&app.pool).await.unwrap();
    seed::bootstrap_key(&app).await.unwrap();
    assert!(opens(&app, BOOTSTRAP).await.is_none());
}
