//! Sends signed deliveries at a rate, resends what is refused for now as Meta does, and tells how it went.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use indicatif::{ProgressBar, ProgressStyle};
use sha2::Sha256;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::cli::say;

/// How often a delivery that was not acknowledged is sent again.
const RESENDS: u32 = 5;

/// Sends everything and prints a summary.
///
/// # Errors
/// When a delivery is refused for good or the server cannot be reached.
pub(super) async fn all(
    url: &str,
    secret: &str,
    deliveries: Vec<String>,
    rate: u32,
    connections: usize,
) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} deliveries, {per_sec}, {elapsed} {msg}")?;
    let bar = ProgressBar::new(deliveries.len() as u64).with_style(style);
    let permits = Arc::new(Semaphore::new(connections.max(1)));
    let mut tasks: JoinSet<anyhow::Result<Duration>> = JoinSet::new();
    let mut pace = (rate > 0).then(|| {
        let mut ticks = tokio::time::interval(Duration::from_secs(1) / rate);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
        ticks
    });
    let mut latencies = Vec::with_capacity(deliveries.len());
    for body in deliveries {
        if let Some(ticks) = &mut pace {
            ticks.tick().await;
        }
        let permit = Arc::clone(&permits).acquire_owned().await?;
        let (client, url, signature, bar) = (client.clone(), url.to_owned(), sign(secret, &body)?, bar.clone());
        tasks.spawn(async move {
            let result = one(&client, &url, &signature, body).await;
            drop(permit);
            bar.inc(1);
            result
        });
        while let Some(done) = tasks.try_join_next() {
            latencies.push(done??);
        }
    }
    while let Some(done) = tasks.join_next().await {
        latencies.push(done??);
    }
    bar.finish();
    latencies.sort();
    let at =
        |share: usize| latencies.get((latencies.len().saturating_sub(1)) * share / 100).copied().unwrap_or_default();
    say(&format!(
        "{} deliveries acknowledged; half of them within {:?}, 99 of 100 within {:?}.",
        latencies.len(),
        at(50),
        at(99)
    ));
    Ok(())
}

async fn one(client: &reqwest::Client, url: &str, signature: &str, body: String) -> anyhow::Result<Duration> {
    for attempt in 0..=RESENDS {
        let started = Instant::now();
        let answer = client
            .post(url)
            .header("content-type", "application/json")
            .header("x-hub-signature-256", signature)
            .body(body.clone())
            .send()
            .await;
        match answer {
            Ok(response) if response.status() == reqwest::StatusCode::OK => return Ok(started.elapsed()),
            Ok(response) if response.status().is_client_error() => {
                let status = response.status();
                let text = response.text().await.unwrap_or_default();
                anyhow::bail!("{url} refused a delivery with {status}: {text}");
            }
            Err(error) if attempt == RESENDS => return Err(error).with_context(|| format!("{url} cannot be reached")),
            Ok(_) | Err(_) => tokio::time::sleep(Duration::from_millis(200 << attempt)).await,
        }
    }
    anyhow::bail!("{url} did not acknowledge a delivery after {} tries", RESENDS + 1)
}

fn sign(secret: &str, body: &str) -> anyhow::Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
    mac.update(body.as_bytes());
    Ok(format!("sha256={}", hex::encode(mac.finalize().into_bytes())))
}
