//! Works out traces of which spans came, as long as the program runs.

use std::time::Duration;

use crate::app::App;

/// How long what another node wrote may lie before it is looked for; also the rest after a failure.
const LOOK: Duration = Duration::from_secs(1);

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    while !app.stop.is_cancelled() {
        // Begins to listen before it looks, so that nothing is written in between unheard.
        let mut traced = std::pin::pin!(app.recorder.traced());
        traced.as_mut().enable();
        match app.recorder.settle().await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(error = %error, "Traces cannot be worked out; it is tried again."),
        }
        tokio::select! {
            () = app.stop.cancelled() => {}
            () = traced => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
