//! What an operator sees: log lines without control characters, and figures for Prometheus.

use std::io::{self, Write};

use anyhow::Context as _;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Batches double up to the largest that the settings allow.
const BATCH_SIZES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0, 5000.0];

/// From a commit on a fast disk to the deadline of a caller.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];

/// Begins logging to standard error, and says of a panic where it was but not what it held.
///
/// # Errors
/// When the level is not understood.
pub fn install_logs(log: &Log) -> anyhow::Result<()> {
    // The scheduler greets every job at `info`; who names it in the setting hears it all the same.
    let filter = EnvFilter::try_new(format!("tokio_cron_scheduler=warn,{}", log.level)).with_context(|| {
        format!("setting `log.level`: expected levels such as `info` or `info,verbatim=debug`, found `{}`", log.level)
    })?;
    // No colours: their escapes could not be told from those that a stranger sent.
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Escaped(io::stderr()));
    match log.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).try_init(),
    }
    .map_err(|error| anyhow::anyhow!("the log cannot be begun: {error}"))?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(panic.place = place, "A task broke off; only its own request is lost.");
    }));
    Ok(())
}

/// The figures, described; whoever holds the handle calls its `run_upkeep` every few seconds.
///
/// # Errors
/// When they are installed already.
pub fn install_metrics() -> anyhow::Result<PrometheusHandle> {
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("verbatim_recorder_batch_size".to_owned()), BATCH_SIZES)?
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)?
        .build_recorder();
    let handle = recorder.handle();
    metrics::with_local_recorder(&recorder, describe);
    metrics::set_global_recorder(recorder).map_err(|_| anyhow::anyhow!("the figures are installed already"))?;
    Ok(handle)
}

/// Every figure there is; `docs/operating.md` says which to watch.
fn describe() {
    describe_gauge!("verbatim_recorder_queue_depth", Unit::Count, "Intakes that wait to be written.");
    describe_histogram!("verbatim_recorder_batch_size", Unit::Count, "Intakes written in one transaction.");
    describe_histogram!("verbatim_recorder_commit_seconds", Unit::Seconds, "Time of one transaction, commit included.");
    describe_counter!("verbatim_intake_total", "Deliveries by source and by what became of them.");
    describe_counter!("verbatim_recorder_refused_total", "Intakes asked to come back because the queue was full.");
    describe_counter!(
        "verbatim_recorder_rejected_total",
        "Intakes whose content the database refused; kept as rejected."
    );
    describe_counter!("verbatim_recorder_failed_batches_total", "Batches that the database did not take in time.");
    describe_counter!("verbatim_auth_refused_total", "Requests refused for their key.");
    describe_counter!("verbatim_storage_outages_total", "Requests that the database did not answer.");
    describe_counter!("verbatim_windows_expired_total", "24-hour windows marked as expired.");
    describe_gauge!("verbatim_job_lag_seconds", Unit::Seconds, "How far a job is behind its timetable.");
    describe_counter!("verbatim_http_requests_total", "Answers by route and status.");
}

/// Writes lines with every control character but the last line feed made visible: one event stays one line.
struct Escaped<W>(W);

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        // DEL and the C1 controls as UTF-8 (C2 80 to C2 9F) count as well.
        let control = |place: usize, byte: u8| {
            byte < 0x20 || byte == 0x7f || ((0x80..0xa0).contains(&byte) && place > 0 && text[place - 1] == 0xc2)
        };
        if text.iter().enumerate().all(|(place, byte)| !control(place, *byte)) {
            self.0.write_all(line)?;
            return Ok(line.len());
        }
        let mut visible = String::with_capacity(text.len() + 16);
        for character in String::from_utf8_lossy(text).chars() {
            if character.is_control() {
                visible.extend(character.escape_unicode());
            } else {
                visible.push(character);
            }
        }
        visible.push('\n');
        self.0.write_all(visible.as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::Escaped;

    #[test]
    fn control_characters_are_shown_not_sent() {
        for (what, line, want) in [
            ("plain", "Recorded. n=1\n", "Recorded. n=1\n"),
            ("other scripts", "größer 東\n", "größer 東\n"),
            ("a line within", "a\nlevel=ERROR b\n", "a\\u{a}level=ERROR b\n"),
            ("carriage return", "a\rb\n", "a\\u{d}b\n"),
            ("escape", "\u{1b}[2Ja\n", "\\u{1b}[2Ja\n"),
            ("8-bit control", "\u{9b}2Ja\n", "\\u{9b}2Ja\n"),
            ("delete", "a\u{7f}\n", "a\\u{7f}\n"),
        ] {
            let mut out = Vec::new();
            Escaped(&mut out).write_all(line.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), want, "{what}");
        }
    }
}
