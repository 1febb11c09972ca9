//! Fetches the lists of message templates: every four hours, and when Meta tells that one changed.

use std::time::Duration as Wait;

use reqwest::Method;
use time::Duration;

use super::Job;
use crate::app::App;
use crate::channels::{self, Channel};
use crate::domain::account::Account;
use crate::domain::template::Template;
use crate::store::templates::{self, Due};

/// Between two fetches of one list.
const EVERY: Duration = Duration::hours(4);

/// The first wait after a failure; each further one is twice as long, up to [`EVERY`].
const PAUSE: Duration = Duration::minutes(1);

/// How long one list may take before another node may take it over.
const LEASE: Duration = Duration::minutes(5);

/// Longest wait for one page.
const PATIENCE: Wait = Wait::from_secs(30);

/// Most bytes of one page.
const PAGE: usize = 8 << 20;

/// Why there is no list where nobody can ask for it: a state that people see, and no fault to warn of again and again.
const NOBODY: &str = "no channel of this account is on and has an access token";

/// Most pages of one list: Meta allows 6,000 templates.
const PAGES: usize = 100;

/// Often, because what a webhook tells of is to be known soon; what is due by time is a matter of the rows.
pub const JOB: Job = Job {
    name: "sync_templates",
    schedule: "*/10 * * * * *",
    lease: Some(Duration::minutes(10)),
    run: |app| Box::pin(run(app)),
};

/// Fetches what is due; returns how many lists came.
///
/// # Errors
/// When the database does not answer; a list that does not come is noted with its reason and tried again.
pub async fn run(app: App) -> anyhow::Result<u64> {
    let mut done = 0;
    templates::enrol(&mut *app.pool.acquire().await?, app.now()).await?;
    while !app.stop.is_cancelled() {
        let until = app.now() + LEASE;
        let due = templates::claim(&mut *app.pool.acquire().await?, app.now(), until).await?;
        let Some(due) = due else { break };
        let fetched = fetch(&app, &due).await;
        let now = app.now();
        let mut tx = app.pool.begin().await?;
        let next = match &fetched {
            Ok(listed) => {
                templates::replace(&mut tx, &due, listed, now).await?;
                done += 1;
                now + EVERY
            }
            Err(error) => {
                if error != NOBODY {
                    tracing::warn!(error, "The templates of a business account cannot be fetched; it is tried again.");
                }
                now + (PAUSE * 2_i32.pow(due.failures.clamp(0, 8).unsigned_abs())).min(EVERY)
            }
        };
        templates::finish(&mut tx, &due, until, next, fetched.as_ref().err().map(String::as_str), now).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// The whole list, or why there is none, in fixed words.
async fn fetch(app: &App, due: &Due) -> Result<Vec<Template>, String> {
    let (channel, account) = asker(app, due).ok_or(NOBODY)?;
    let mut all = Vec::new();
    let mut after = None;
    for _ in 0..PAGES {
        let question = channel.ask_for_templates(&account, after.as_deref())?;
        let request = app.outbound.request(Method::GET, &question.url).map_err(|error| error.to_string())?;
        let asked = async {
            let mut answer = app.outbound.send(request.bearer_auth(question.token.expose()), PAGE).await?;
            let status = answer.status().as_u16();
            answer.whole().await.map(|body| (status, body))
        };
        let answered = tokio::time::timeout(PATIENCE, asked).await.map_err(|_| "the host took too long")?;
        let (status, body) = answered.map_err(|error| error.to_string())?;
        let page = channel.read_templates(status, &body)?;
        all.extend(page.templates);
        after = page.after;
        if after.is_none() {
            return Ok(all);
        }
    }
    Err("the list has no end".to_owned())
}

/// A channel by which the list can be asked for.
fn asker(app: &App, due: &Due) -> Option<(&'static dyn Channel, std::sync::Arc<Account>)> {
    let of = |channel: &&'static dyn Channel| {
        let mut accounts = app.accounts.of(channel.name()).into_iter();
        let fits = |account: &std::sync::Arc<Account>| {
            account.project.0 == due.project_id
                && account.waba_id.as_deref() == Some(due.waba_id.as_str())
                && account.access_token.is_some()
        };
        Some((*channel, accounts.find(fits)?))
    };
    channels::ALL.iter().find_map(of)
}
