//! Moments as Sentry's SDKs tell them: seconds since 1970 with a fraction, or RFC 3339.

use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// The first second after the year 9999.
const END_OF_TIME: f64 = 253_402_300_800.0;

/// A moment in UTC, to the microsecond: a float of seconds holds no more. None of what is before 1970 or after 9999.
pub fn moment(value: &Value) -> Option<OffsetDateTime> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => match text.trim().parse() {
            Ok(seconds) => seconds,
            Err(_) => return written(text.trim()),
        },
        _ => return None,
    };
    if !(seconds > 0.0 && seconds < END_OF_TIME) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the end of time")]
    OffsetDateTime::from_unix_timestamp_nanos((seconds * 1e6).round() as i128 * 1_000).ok()
}

/// RFC 3339; without an offset, as old SDKs write it, UTC.
fn written(text: &str) -> Option<OffsetDateTime> {
    let parse = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let moment = parse(text).or_else(|| parse(&format!("{text}Z")))?;
    moment.checked_to_offset(UtcOffset::UTC).filter(|moment| *moment > OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::format_description::well_known::Rfc3339;

    use super::moment;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for (what, told, want) in [
            ("a float", json!(1_795_288_729.226_046), Some("2026-11-21T19:18:49.226046Z")),
            ("a whole number", json!(1_795_288_729), Some("2026-11-21T19:18:49Z")),
            ("a float in a text", json!("1795288729.5"), Some("2026-11-21T19:18:49.5Z")),
            ("a text", json!("2026-11-21T19:09:40.286872Z"), Some("2026-11-21T19:09:40.286872Z")),
            ("elsewhere", json!("2026-11-21T21:09:40+02:00"), Some("2026-11-21T19:09:40Z")),
            ("nowhere", json!("2026-11-21T19:09:40.286"), Some("2026-11-21T19:09:40.286Z")),
            ("zero", json!(0), None),
            ("negative", json!(-5.0), None),
            ("endless", json!("inf"), None),
            ("not a number", json!("NaN"), None),
            ("huge", json!(1e300), None),
            ("after 9999", json!(253_402_300_800.0), None),
            ("after 9999 in UTC", json!("9999-12-31T23:59:59-01:00"), None),
            ("before 1970", json!("0000-01-01T00:00:00Z"), None),
            ("before time", json!("0000-01-01T00:00:00+23:59"), None),
            ("no time", json!("yesterday"), None),
            ("nothing", json!(null), None),
            ("a list", json!([1]), None),
        ] {
            assert_eq!(moment(&told).map(|at| at.format(&Rfc3339).unwrap()).as_deref(), want, "{what}");
        }
    }
}
