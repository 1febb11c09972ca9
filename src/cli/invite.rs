//! `verbatim invite`: a link for somebody, printed once; the way in when nobody who could invite can sign in.

use anyhow::{Context as _, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};

use super::{key, say};
use crate::app::Clock;
use crate::config::Config;
use crate::database::{Database, migrate};
use crate::domain::access::Role;
use crate::domain::id::{Ids, ProjectId};
use crate::http::auth;
use crate::http::people::invitations;
use crate::start::database_settings;
use crate::store;
use crate::store::people::{self, invitations::New};

#[derive(Args)]
pub(super) struct Invite {
    /// Whom the link is for. Of somebody who is in the project already it sets a new password.
    #[arg(long)]
    email: String,
    /// What they are to be; of no matter for somebody who is in the project already.
    #[arg(long, default_value = "owner", value_parser = PossibleValuesParser::new(Role::ALL.map(Role::as_str)))]
    role: String,
    /// The project, by number or id; needed only when there are several.
    #[arg(long)]
    project: Option<String>,
}

pub(super) async fn run(config: &Config, wanted: Invite) -> anyhow::Result<()> {
    if wanted.email.trim().split_once('@').is_none_or(|(name, host)| name.is_empty() || host.is_empty()) {
        bail!("--email: expected an address like maria@example.com");
    }
    let database = Database::open(&database_settings(config)).await?;
    let made = invite(config, database.url(), wanted, &Clock::system()).await;
    database.stop().await;
    say(&made?);
    Ok(())
}

async fn invite(config: &Config, url: &str, wanted: Invite, clock: &Clock) -> anyhow::Result<String> {
    migrate(url).await?;
    let mut conn = PgConnection::connect(url).await.context("the database cannot be reached")?;
    let mut tx = conn.begin().await?;
    let project = key::choose(store::projects::all(&mut tx).await?, wanted.project.as_deref())?;
    let email = wanted.email.trim().to_lowercase();
    let user = people::by_email(&mut tx, &email).await?;
    let member = match &user {
        Some(user) => people::role(&mut tx, project.id, user.id).await?.map(|_| user.id),
        None => None,
    };
    let (ids, now, token) = (Ids::default(), clock.now(), auth::new_token(&mut rand::rng()));
    let new = New {
        id: ids.next(now),
        project_id: project.id,
        email: Some(&email),
        role: &wanted.role,
        user_id: member,
        token_hash: &auth::fingerprint(&token),
        invited_by: "cli",
        expires_at: now + invitations::LIFE,
    };
    people::invitations::insert(&mut tx, &new, now).await?;
    let entry = store::audit::Entry {
        project: Some(ProjectId(project.id)),
        actor: "cli".to_owned(),
        action: "invitation.create".to_owned(),
        subject: format!("invitation:{}", new.id),
        result: store::audit::Outcome::Done,
        detail: json!({"role": new.role, "password": member.is_some()}),
        request_id: None,
    };
    store::audit::insert(&mut tx, ids.next(now), &entry, now).await?;
    tx.commit().await?;
    Ok(invitations::link(config, &token))
}
