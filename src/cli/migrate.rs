//! `verbatim migrate`: the schema, up to date.

use super::say;
use crate::config::Config;
use crate::database::{Database, migrate};
use crate::start::database_settings;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let database = Database::open(&database_settings(config)).await?;
    let migrated = migrate(database.url()).await;
    database.stop().await;
    migrated?;
    say("The schema is up to date.");
    Ok(())
}
