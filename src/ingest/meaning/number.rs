//! Numbers as strangers write them: as numbers or in strings, and only those that can be true.

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime, UtcOffset};

use super::json::Json;
use crate::domain::money::Nanos;

/// Longest that anyone waits for the first word of an answer, in milliseconds: a day.
const LONGEST_WAIT_MS: f64 = 86_400_000.0;

/// A number that is neither negative nor endless.
pub fn positive(json: &Json<'_>) -> Option<f64> {
    let number = match json {
        Json::Number(number) => number.as_f64()?,
        Json::Text(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // A negative zero passes, as zero.
    (number.is_finite() && number >= 0.0).then_some(number.abs())
}

/// A whole number of tokens that some model could take.
pub fn tokens(json: &Json<'_>) -> Option<u32> {
    if let Json::Number(number) = json
        && let Some(whole) = number.as_u64()
    {
        return u32::try_from(whole).ok();
    }
    let number = positive(json)?;
    if number.fract() != 0.0 || number > f64::from(u32::MAX) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, not negative, and small enough"
    )]
    Some(number as u32)
}

/// Dollars, to the nearest nano; none of more than a message can cost.
pub fn cost(dollars: f64) -> Option<Nanos> {
    #[expect(clippy::cast_possible_truncation, reason = "a float is cast to the nearest integer there is")]
    let nanos = Nanos((dollars * 1e9).round() as i64);
    (nanos.0 >= 0 && nanos <= Nanos::MOST_PER_MESSAGE).then_some(nanos)
}

/// A wait in whole milliseconds; none that is longer than a day.
pub fn wait(ms: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded by a day")]
    (0.0..=LONGEST_WAIT_MS).contains(&ms).then_some(ms.round() as i64)
}

/// A moment: RFC 3339, or seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
pub fn moment(json: &Json<'_>) -> Option<OffsetDateTime> {
    if let Some(moment) = json.as_str().and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok()) {
        // Near the end of time another offset has no moment in UTC.
        return moment.checked_to_offset(UtcOffset::UTC);
    }
    let number = positive(json)?;
    let per_second = match number {
        n if n < 1e11 => 1.0,
        n if n < 1e14 => 1e3,
        n if n < 1e17 => 1e6,
        _ => 1e9,
    };
    OffsetDateTime::UNIX_EPOCH.checked_add(Duration::checked_seconds_f64(number / per_second)?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::datetime;

    use super::{Json, Nanos, cost, moment, positive, tokens, wait};

    #[test]
    fn tokens_are_whole_and_possible() {
        for (value, want) in [
            (json!(5), Some(5)),
            (json!("5"), Some(5)),
            (json!(5.0), Some(5)),
            (json!("5.0"), Some(5)),
            (json!(0), Some(0)),
            (json!(u32::MAX), Some(u32::MAX)),
            (json!(5.5), None),
            (json!(-1), None),
            (json!("-1"), None),
            (json!("NaN"), None),
            (json!("inf"), None),
            (json!(u64::MAX), None),
            (json!(1e300), None),
            (json!(i64::MIN), None),
            (json!(""), None),
            (json!(true), None),
            (Value::Null, None),
            (json!([5]), None),
        ] {
            assert_eq!(tokens(&Json::unread(&value)), want, "{value}");
        }
    }

    #[test]
    fn costs_are_rounded_and_bounded() {
        for (value, want) in [
            (json!(0.0012), Some(1_200_000)),
            (json!("0.01"), Some(10_000_000)),
            (json!("1.2e-5"), Some(12_000)),
            (json!(0), Some(0)),
            (json!(-0.0), Some(0)),
            (json!(0.000_000_001_4), Some(1)),
            (json!(0.000_000_001_6), Some(2)),
            (json!(3), Some(3_000_000_000)),
            (json!(1_000_000), Some(Nanos::MOST_PER_MESSAGE.0)),
            (json!(1_000_001), None),
            (json!(1e300), None),
            (json!(-0.5), None),
            (json!("free"), None),
        ] {
            let nanos = positive(&Json::unread(&value)).and_then(cost);
            assert_eq!(nanos, want.map(Nanos), "{value}");
        }
    }

    #[test]
    fn waits_are_less_than_a_day() {
        assert_eq!((wait(0.4), wait(250.5), wait(86_400_001.0), wait(-1.0)), (Some(0), Some(251), None, None));
        assert_eq!(wait(f64::NAN), None);
    }

    #[test]
    fn moments_are_told_apart_by_their_size() {
        let want = Some(datetime!(2026-11-21 19:09:40.5 UTC));
        for value in [
            json!("2026-11-21T19:09:40.5Z"),
            json!(1_795_288_180.5),
            json!(1_795_288_180_500_i64),
            json!("1795288180500000"),
        ] {
            assert_eq!(moment(&Json::unread(&value)), want, "{value}");
        }
        for value in [json!(1e300), json!("soon"), json!(-5)] {
            assert_eq!(moment(&Json::unread(&value)), None, "{value}");
        }
    }
}
