//! How often may be asked, before it is said to be too often.

use crate::app::App;
use crate::http::error::Error;
use crate::pacing::Ask;

/// Counts one more, unless it comes too soon; `what` says what there were too many of.
pub(super) fn take(app: &App, ask: Ask, who: &str, per_minute: u32, what: &'static str) -> Result<(), Error> {
    take_many(app, ask, who, per_minute, 1, what)
}

/// Counts so many more, unless they come too soon.
pub(super) fn take_many(
    app: &App,
    ask: Ask,
    who: &str,
    per_minute: u32,
    count: u32,
    what: &'static str,
) -> Result<(), Error> {
    app.pacing.take_many(ask, who, per_minute, count, app.now()).map_err(|wait| {
        metrics::counter!("verbatim_pace_refused_total").increment(1);
        let seconds = u32::try_from(wait.whole_seconds()).unwrap_or(0) + 1;
        Error::TooMany(what, per_minute, seconds)
    })
}
