//! Workers: what is due is claimed in the database by one node and done there, a bounded number at a time.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::app::App;

/// How long what another node recorded, or what became due by time, may lie before it is looked for.
const LOOK: Duration = Duration::from_secs(1);

/// Claims and serves until the program is asked to stop; what is being served then goes on among the program's tasks.
pub async fn run<Due, Claim, Claiming, Serve, Serving>(app: &App, at_once: usize, claim: Claim, serve: Serve)
where
    Claim: Fn(App, i64) -> Claiming,
    Claiming: Future<Output = sqlx::Result<Vec<Due>>>,
    Serve: Fn(App, Due) -> Serving,
    Serving: Future<Output = ()> + Send + 'static,
{
    let room = Arc::new(Semaphore::new(at_once));
    while !app.stop.is_cancelled() {
        // Begins to listen before it looks, so that nothing is recorded in between unheard.
        let mut recorded = std::pin::pin!(app.recorder.work());
        recorded.as_mut().enable();
        let places = room.available_permits();
        let most = i64::try_from(places).unwrap_or(i64::MAX);
        let claimed = if places == 0 { Ok(Vec::new()) } else { claim(app.clone(), most).await };
        let mut is_full = places == 0;
        match claimed {
            Ok(dues) => {
                is_full |= dues.len() == places;
                for due in dues {
                    let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
                    let served = serve(app.clone(), due);
                    app.tasks.spawn(async move {
                        served.await;
                        drop(place);
                    });
                }
            }
            Err(error) => tracing::warn!(error = %error, "What is due cannot be claimed; it is tried again."),
        }
        tokio::select! {
            () = app.stop.cancelled() => {}
            () = recorded => {}
            // More may be due than there was room for.
            _free = room.acquire(), if is_full => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
