//! Tells adopters' webhooks what happened, in the API's own JSON: at least once, one event after the other in each
//! conversation, and again for some three days until it was taken.

pub mod payload;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Method;
use uuid::Uuid;

use crate::app::App;
use crate::outbound::OutboundError;
use crate::signing::Secrets;
use crate::store::webhooks::events::{self, Due};
use crate::store::webhooks::{self, Webhook};

/// Calls under way at once on one node.
const AT_ONCE: usize = 48;

/// Calls to one webhook that a node begins at once; one that is slow leaves room for the others.
const EACH: i64 = 8;

/// Longest wait for a webhook's answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// After this time without a word another node takes over, and the webhook may hear it twice.
const LEASE: Duration = Duration::from_mins(1);

/// Waits between tries, in seconds; after the last one the event is given up.
const PAUSES: [u64; 11] = [30, 60, 120, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 86_400];

/// How a webhook says that it is not there any more.
const GONE: u16 = 410;

/// How many calls to each webhook are under way here.
#[derive(Clone, Default)]
struct Busy(Arc<Mutex<HashMap<Uuid, i64>>>);

impl Busy {
    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that have as many as one may have.
    fn full(&self) -> Vec<Uuid> {
        self.lock().iter().filter(|(_, calls)| **calls >= EACH).map(|(webhook, _)| *webhook).collect()
    }

    fn begin(&self, webhook: Uuid) {
        *self.lock().entry(webhook).or_default() += 1;
    }

    fn end(&self, webhook: Uuid) {
        let mut calls = self.lock();
        if let Some(left) = calls.get_mut(&webhook) {
            *left -= 1;
            if *left == 0 {
                calls.remove(&webhook);
            }
        }
    }
}

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    let busy = Busy::default();
    let counted = busy.clone();
    let claim = move |app: App, most: i64| {
        let busy = busy.clone();
        async move {
            let dues = claim(&app, most, &busy.full()).await?;
            for due in &dues {
                busy.begin(due.webhook_id);
            }
            Ok(dues)
        }
    };
    let serve = move |app: App, due: Due| {
        let busy = counted.clone();
        async move {
            let webhook = due.webhook_id;
            serve(app, due).await;
            busy.end(webhook);
        }
    };
    crate::work::run(app, AT_ONCE, claim, serve).await;
}

/// Claims up to `most` events that are due, but none of the webhooks `but`.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(app: &App, most: i64, but: &[Uuid]) -> sqlx::Result<Vec<Due>> {
    let now = app.now();
    let mut conn = app.lookups.acquire().await?;
    events::claim(&mut conn, now, now + LEASE, most, EACH, but).await
}

/// Tells one event and notes what became of it.
pub async fn serve(app: App, due: Due) {
    if let Err(error) = tell(&app, &due).await {
        // The claim lapses, and the event is told again.
        tracing::warn!(event.id = %due.event_id, webhook.id = %due.webhook_id, error = format!("{error:#}"), "What became of an event was not recorded.");
    }
}

async fn tell(app: &App, due: &Due) -> anyhow::Result<()> {
    let mut conn = app.lookups.acquire().await?;
    let Some(webhook) = webhooks::find(&mut conn, due.project_id, due.webhook_id).await? else {
        // Removed, and its events with it.
        return Ok(());
    };
    let Some(body) = payload::of(&mut conn, due, app.now()).await? else {
        let gone = "what it tells of was deleted";
        return Ok(events::settle(&mut conn, due, "failed", Some(gone), app.now()).await?);
    };
    drop(conn);
    let answer = call(app, &webhook, due.event_id, body.to_string()).await;
    let (word, error) = match &answer {
        Ok(status) if (200..300).contains(status) => ("sent", None),
        Ok(status) => ("later", Some(format!("the webhook answered {status}"))),
        Err(error) => ("later", Some(error.clone())),
    };
    let pause = usize::try_from(due.tries - 1).ok().and_then(|tried| PAUSES.get(tried));
    let is_gone = answer == Ok(GONE);
    let now = app.now();
    let mut conn = app.lookups.acquire().await?;
    match (error, pause) {
        (None, _) => events::settle(&mut conn, due, "sent", None, now).await?,
        (Some(error), Some(pause)) if !is_gone => {
            events::give_back(&mut conn, due, now + Duration::from_secs(*pause), &error).await?;
        }
        (Some(error), _) => {
            metrics::counter!("verbatim_webhook_events_total", "outcome" => "failed").increment(1);
            if is_gone {
                webhooks::switch_off(&mut conn, due.project_id, due.webhook_id, "it answered 410 Gone", now).await?;
                tracing::warn!(webhook.id = %due.webhook_id, "A webhook answered 410 Gone and is switched off.");
            }
            events::settle(&mut conn, due, "failed", Some(&error), now).await?;
            return Ok(());
        }
    }
    metrics::counter!("verbatim_webhook_events_total", "outcome" => word).increment(1);
    Ok(())
}

/// Sends a signed body; the status that came back, or why none did, in fixed words.
///
/// # Errors
/// Words without content: the address is refused, the host does not answer, or the secret cannot be opened.
pub async fn call(app: &App, webhook: &Webhook, event: Uuid, body: String) -> Result<u16, String> {
    let now = app.now();
    let secrets = Secrets::open(&app.sealer, &webhook.secrets).map_err(|error| error.to_string())?;
    let words = |error: OutboundError| error.to_string();
    let id = event.to_string();
    let request = app.outbound.signed(Method::POST, &webhook.url, &secrets, &id, body, now).map_err(words)?;
    // Of the answer only the status counts: what else it says might be anybody's text.
    match tokio::time::timeout(PATIENCE, app.outbound.send(request, 0)).await {
        Ok(answer) => answer.map(|answer| answer.status().as_u16()).map_err(words),
        Err(_late) => Err(OutboundError::TimedOut.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::PAUSES;

    #[test]
    fn the_first_three_pauses_are_promised_and_all_of_them_are_about_three_days() {
        assert_eq!(PAUSES[..3], [30, 60, 120]);
        let days = PAUSES.iter().sum::<u64>() / 3600;
        assert!((66..=72).contains(&days), "{days} hours");
    }
}
