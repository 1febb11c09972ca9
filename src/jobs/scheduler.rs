//! Ticks on every node; correctness comes from the claimed row of each slot, never from who ticks when.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use tokio_cron_scheduler::{Job as Tick, JobScheduler};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::schedule::slot;
use super::{ALL, Job};
use crate::app::App;
use crate::store::job_runs::{self, Claim};

/// How often each node looks for runs whose node died.
const TAKE_OVER: &str = "*/15 * * * * *";

/// Longest wait for runs under way when the program stops; what is cut off is taken over or done in the next slot.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs all jobs until `stop`; returns when the runs under way have ended.
///
/// # Errors
/// When a schedule cannot be read; a job that fails is logged, counted and tried again.
pub async fn run(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let mut scheduler = JobScheduler::new().await?;
    let tasks = TaskTracker::new();
    for job in ALL {
        // What came due while no node ran is done at once.
        let alone = Arc::new(Semaphore::new(1));
        tasks.spawn(beat(app.clone(), *job, Arc::clone(&alone)));
        let (app, tasks) = (app.clone(), tasks.clone());
        let tick = Tick::new_async(job.schedule, move |_, _| {
            let beat = tasks.track_future(beat(app.clone(), *job, Arc::clone(&alone)));
            Box::pin(beat)
        });
        scheduler.add(tick.with_context(|| format!("the schedule of {}", job.name))?).await?;
    }
    let (heir, heirs) = (app.clone(), tasks.clone());
    let inherit = Tick::new_async(TAKE_OVER, move |_, _| {
        let app = heir.clone();
        Box::pin(heirs.track_future(async move {
            for job in ALL {
                report(job, take_over(&app, job).await);
            }
        }))
    });
    scheduler.add(inherit?).await?;
    scheduler.start().await?;
    stop.cancelled().await;
    scheduler.shutdown().await?;
    tasks.close();
    if tokio::time::timeout(PATIENCE, tasks.wait()).await.is_err() {
        tracing::warn!(jobs = tasks.len(), "Jobs under way were cut off.");
    }
    Ok(())
}

/// Runs the slot of `job` that is due at `at`, if this node is the one to claim it; returns how much was done.
///
/// # Errors
/// What the job or the claim failed with; the slot stays claimed until its lease runs out.
pub async fn tick(app: &App, job: &Job, at: OffsetDateTime) -> anyhow::Result<Option<u64>> {
    let slot = slot(job.schedule, at)?;
    let Some(lease) = job.lease else { return (job.run)(app.clone()).await.map(Some) };
    let claim = Claim { name: job.name, slot, node: app.node };
    let mut conn = app.pool.acquire().await?;
    if !job_runs::claim(&mut conn, claim, app.now() + lease).await? {
        return Ok(None);
    }
    drop(conn);
    work(app, job, claim).await.map(Some)
}

/// Runs the newest slot of `job` if the node that claimed it seems dead; returns how much was done.
///
/// # Errors
/// As [`tick`].
pub async fn take_over(app: &App, job: &Job) -> anyhow::Result<Option<u64>> {
    let Some(lease) = job.lease else { return Ok(None) };
    let now = app.now();
    let mut conn = app.pool.acquire().await?;
    let Some(slot) = job_runs::abandoned(&mut conn, job.name, now).await? else { return Ok(None) };
    let claim = Claim { name: job.name, slot, node: app.node };
    if !job_runs::take_over(&mut conn, claim, now, now + lease).await? {
        return Ok(None);
    }
    drop(conn);
    work(app, job, claim).await.map(Some)
}

async fn work(app: &App, job: &Job, claim: Claim) -> anyhow::Result<u64> {
    metrics::gauge!("verbatim_job_lag_seconds", "job" => job.name).set((app.now() - claim.slot).as_seconds_f64());
    let count = (job.run)(app.clone()).await?;
    let mut conn = app.pool.acquire().await?;
    job_runs::finish(&mut conn, claim, count, app.now()).await?;
    Ok(count)
}

/// One tick, unless the last one is still at work here.
async fn beat(app: App, job: Job, alone: Arc<Semaphore>) {
    if let Ok(_only) = alone.try_acquire() {
        report(&job, tick(&app, &job, app.now()).await);
    }
}

fn report(job: &Job, result: anyhow::Result<Option<u64>>) {
    match result {
        Ok(None | Some(0)) => tracing::debug!(job.name = job.name, "A job found nothing to do."),
        Ok(Some(count)) => tracing::info!(job.name = job.name, count, "A job did its work."),
        Err(error) => {
            metrics::counter!("verbatim_job_failures_total", "job" => job.name).increment(1);
            tracing::warn!(job.name = job.name, error = format!("{error:#}"), "A job failed; it will be tried again.");
        }
    }
}
