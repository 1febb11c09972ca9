//! Meta's times: Unix seconds, as text in messages and as numbers in account-level fields.

use serde_json::Value;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::lenient;

/// Before WhatsApp was there nothing can have been said.
const EARLIEST: OffsetDateTime = datetime!(2009-01-01 00:00 UTC);

/// How far Meta's clock may run before ours.
const AHEAD: Duration = Duration::DAY;

/// The time at a path, if it is one that can be true of something received at `received_at`.
pub(super) fn at(value: &Value, path: &[&str], received_at: OffsetDateTime) -> Option<OffsetDateTime> {
    let time = any(value, path)?;
    (EARLIEST..=received_at.saturating_add(AHEAD)).contains(&time).then_some(time)
}

/// The end of something at a path, at most `within` after `received_at`.
pub(super) fn until(
    value: &Value,
    path: &[&str],
    received_at: OffsetDateTime,
    within: Duration,
) -> Option<OffsetDateTime> {
    let time = any(value, path)?;
    (EARLIEST..=received_at.saturating_add(within)).contains(&time).then_some(time)
}

fn any(value: &Value, path: &[&str]) -> Option<OffsetDateTime> {
    let seconds = lenient::word(value, path)?.trim().parse().ok()?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::at;

    #[test]
    fn only_times_that_can_be_true_are_taken() {
        let arrival = datetime!(2026-11-20 12:00 UTC);
        for (what, timestamp, want) in [
            ("text", json!("1795176000"), Some(datetime!(2026-11-20 12:00 UTC))),
            ("number", json!(1_795_176_000), Some(datetime!(2026-11-20 12:00 UTC))),
            ("spaces", json!(" 1795176000 "), Some(datetime!(2026-11-20 12:00 UTC))),
            ("a day ahead", json!(1_795_262_400), Some(datetime!(2026-11-21 12:00 UTC))),
            ("more than a day ahead", json!(1_795_262_401), None),
            ("the first second", json!(1_230_768_000), Some(datetime!(2009-01-01 00:00 UTC))),
            ("before that", json!(1_230_767_999), None),
            ("milliseconds", json!(1_795_176_000_000_u64), None),
            ("negative", json!(-1), None),
            ("words", json!("yesterday"), None),
            ("too large for any clock", json!("99999999999999999999"), None),
            ("null", json!(null), None),
        ] {
            assert_eq!(at(&json!({"timestamp": timestamp}), &["timestamp"], arrival), want, "{what}");
        }
    }
}
