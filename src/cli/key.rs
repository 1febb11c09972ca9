//! `verbatim key create`: a key for the API, printed once.

use anyhow::{Context as _, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};

use super::say;
use crate::app::Clock;
use crate::config::Config;
use crate::database::{Database, migrate};
use crate::domain::id::{Ids, ProjectId};
use crate::http::auth::{self, Scope};
use crate::start::database_settings;
use crate::store;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a key and print it, once: only its fingerprint is stored.
    Create(Create),
}

#[derive(Args)]
pub(super) struct Create {
    /// What people call it, for example the system that will use it.
    #[arg(long)]
    name: String,
    /// What it may do; give the option several times, or separate with commas. No scope includes another.
    ///
    /// read: see conversations, deliveries and settings. review: tag, score and comment. test: talk to assistants in
    /// test chats. write: record conversations, answer customers, replay deliveries. delete: delete conversations,
    /// erase persons, set retention. manage: manage channels, assistants, keys and people, read the audit log.
    #[arg(long = "scope", required = true, value_delimiter = ',', value_name = "SCOPE",
          value_parser = PossibleValuesParser::new(Scope::ALL.map(Scope::as_str)))]
    scopes: Vec<String>,
    /// The project it opens, by number or id; needed only when there are several.
    #[arg(long)]
    project: Option<String>,
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let Command::Create(wanted) = command;
    if wanted.name.trim().is_empty() || wanted.name.chars().count() > 200 {
        bail!("--name: expected 1 to 200 characters");
    }
    let database = Database::open(&database_settings(config)).await?;
    let made = create(database.url(), wanted, &Clock::system()).await;
    database.stop().await;
    say(&made?);
    Ok(())
}

async fn create(url: &str, wanted: Create, clock: &Clock) -> anyhow::Result<String> {
    migrate(url).await?;
    let mut conn = PgConnection::connect(url).await.context("the database cannot be reached")?;
    let mut tx = conn.begin().await?;
    let project = choose(store::projects::all(&mut tx).await?, wanted.project.as_deref())?;
    let key = auth::new_key(&mut rand::rng());
    let mut scopes = wanted.scopes;
    scopes.sort();
    scopes.dedup();
    let (ids, now) = (Ids::default(), clock.now());
    let row = store::keys::NewKey {
        id: ids.next(now),
        project_id: project.id,
        name: wanted.name.trim(),
        prefix: auth::prefix(&key),
        hash: &auth::fingerprint(&key),
        scopes: &scopes,
        expires_at: None,
        spans_per_minute: None,
    };
    store::keys::insert(&mut tx, &row, now).await?;
    let entry = store::audit::Entry {
        project: Some(ProjectId(project.id)),
        actor: "cli".to_owned(),
        action: "key.create".to_owned(),
        subject: row.id.to_string(),
        result: store::audit::Outcome::Done,
        detail: json!({"name": row.name, "scopes": row.scopes}),
        request_id: None,
    };
    store::audit::insert(&mut tx, ids.next(now), &entry, now).await?;
    tx.commit().await?;
    Ok(key)
}

/// The project that was named, or the only one there is.
pub(super) fn choose(
    mut projects: Vec<store::projects::Row>,
    wanted: Option<&str>,
) -> anyhow::Result<store::projects::Row> {
    let named = |row: &store::projects::Row| {
        wanted.is_none_or(|text| row.number.to_string() == text || row.id.to_string().eq_ignore_ascii_case(text))
    };
    let list = projects.iter().map(|row| format!("{} ({})", row.number, row.name)).collect::<Vec<_>>().join(", ");
    projects.retain(named);
    match (projects.len(), wanted) {
        (1, _) => Ok(projects.remove(0)),
        (0, None) => bail!("there is no project yet: the first `verbatim serve` makes one"),
        (_, None) => bail!("--project: name one of {list}"),
        (_, Some(text)) => bail!("--project: there is no project `{text}`, only {list}"),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::choose;
    use crate::store::projects::Row;

    #[test]
    fn a_project_is_chosen_by_number_or_id_or_because_it_is_the_only_one() {
        let row =
            |number: i64| Row { id: Uuid::from_u128(u128::from(number.unsigned_abs())), number, name: "P".into() };
        let id = Uuid::from_u128(2).to_string();
        for (what, numbers, wanted, want) in [
            ("the only one", &[1][..], None, Some(1)),
            ("by number", &[1, 2], Some("2"), Some(2)),
            ("by id", &[1, 2], Some(id.as_str()), Some(2)),
            ("several, none named", &[1, 2], None, None),
            ("an unknown one", &[1], Some("7"), None),
            ("none there", &[], None, None),
        ] {
            let rows = numbers.iter().map(|number| row(*number)).collect();
            assert_eq!(choose(rows, wanted).ok().map(|row| row.number), want, "{what}");
        }
    }
}
