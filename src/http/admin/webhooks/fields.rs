//! What may be said of a webhook, and what it must be.

use reqwest::Method;
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::app::App;
use crate::domain::happening::Happening;
use crate::domain::text;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::signing::Secrets;
use crate::store::webhooks::Webhook as Row;

/// A webhook to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebhook)]
pub struct New {
    /// What people call it, 1 to 100 characters.
    #[schema(example = "CRM")]
    name: String,
    /// Where events are sent: http or https, on the public internet unless `outbound.allow_private` is on.
    #[schema(example = "https://crm.example.com/hooks/verbatim")]
    url: String,
    /// What it is told, at least one.
    #[schema(example = json!(["conversation.ended"]))]
    events: Vec<Happening>,
    /// `false` for one that is to be told nothing yet.
    enabled: Option<bool>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhookChange)]
pub struct Change {
    /// What people call it.
    name: Option<String>,
    /// Where events are sent, those that wait too.
    url: Option<String>,
    /// What it is told from now on.
    events: Option<Vec<Happening>>,
    /// Whether it is told anything.
    enabled: Option<bool>,
}

impl New {
    /// The row, its secret sealed.
    pub(super) fn row(self, app: &App, secrets: &Secrets, now: OffsetDateTime) -> Result<Row, Error> {
        let row = Row {
            id: app.id(),
            name: self.name,
            url: self.url,
            events: words(&self.events),
            enabled: self.enabled.unwrap_or(true),
            disabled_reason: None,
            secrets: secrets.seal(&app.sealer).map_err(|error| Error::Internal(error.into()))?,
            created_at: now,
            updated_at: now,
        };
        checked(row, app)
    }
}

impl Change {
    /// The row after the change.
    pub(super) fn over(self, row: Row, app: &App, now: OffsetDateTime) -> Result<Row, Error> {
        let enabled = self.enabled.unwrap_or(row.enabled);
        let changed = Row {
            name: self.name.unwrap_or(row.name),
            url: self.url.unwrap_or(row.url),
            events: self.events.map_or(row.events, |events| words(&events)),
            enabled,
            disabled_reason: row.disabled_reason.filter(|_| !enabled),
            updated_at: now,
            ..row
        };
        checked(changed, app)
    }
}

/// Each once, in the order of their names.
fn words(events: &[Happening]) -> Vec<String> {
    let mut words: Vec<String> = events.iter().map(|event| event.as_str().to_owned()).collect();
    words.sort();
    words.dedup();
    words
}

fn checked(mut row: Row, app: &App) -> Result<Row, Error> {
    let mut faults = Faults::default();
    row.name = text::clean(row.name.trim());
    faults.length("name", &row.name, 1, 100);
    if row.url.len() > 2000 {
        faults.add("url", "must have at most 2000 bytes");
    } else if let Err(error) = app.outbound.request(Method::POST, &row.url) {
        faults.add("url", format!("cannot be called: {error}"));
    }
    if row.events.is_empty() {
        faults.add("events", "is empty; name at least one event");
    }
    faults.unless(row)
}
