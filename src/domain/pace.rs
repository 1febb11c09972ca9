//! How fast messages may go out: one each so often, and some at once as long as the debt is paid afterwards.

use time::{Duration, OffsetDateTime};

/// A rate with bursts, kept in one number: the time at which all that was sent would have been sent evenly (the
/// generic cell rate algorithm, which is a token bucket without a clock of its own).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Between two messages, evenly.
    pub every: Duration,
    /// How many may go at once after a rest.
    pub burst: i32,
}

impl Pace {
    /// What Meta lets one number send to one person (spec: WhatsApp limits).
    pub const PAIR: Self = Self { every: Duration::seconds(6), burst: 45 };

    /// Of a number that may send so many a second, at least one.
    #[must_use]
    pub fn per_second(messages: i32) -> Self {
        let messages = messages.max(1);
        Self { every: Duration::SECOND / messages, burst: messages }
    }

    /// One more at `now` after what was sent evenly until `even_at`: the new end.
    ///
    /// # Errors
    /// When one more may go.
    pub fn take(self, even_at: OffsetDateTime, now: OffsetDateTime) -> Result<OffsetDateTime, OffsetDateTime> {
        self.take_many(even_at, now, 1)
    }

    /// So many more together, as soon as one may go: the debt is paid afterwards.
    ///
    /// # Errors
    /// When one more may go.
    pub fn take_many(
        self,
        even_at: OffsetDateTime,
        now: OffsetDateTime,
        count: u32,
    ) -> Result<OffsetDateTime, OffsetDateTime> {
        let may_go = even_at - self.every * (self.burst - 1);
        if may_go > now { Err(may_go) } else { Ok(even_at.max(now) + self.every * count) }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use time::{Duration, OffsetDateTime};

    use super::Pace;

    const NOON: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    /// How many go within `time`, one tried every so often.
    fn sent(pace: Pace, time: Duration, step: Duration) -> i64 {
        let (mut even_at, mut now, mut count) = (OffsetDateTime::UNIX_EPOCH, NOON, 0);
        while now < NOON + time {
            match pace.take(even_at, now) {
                Ok(next) => {
                    even_at = next;
                    count += 1;
                }
                Err(_) => now += step,
            }
        }
        count
    }

    #[test]
    fn a_burst_borrows_from_what_follows() {
        for (what, pace, time, step, want) in [
            ("a pair at once", Pace::PAIR, Duration::SECOND, Duration::SECOND, 45),
            ("a pair in a minute", Pace::PAIR, Duration::MINUTE, Duration::SECOND, 54),
            ("a number at once", Pace::per_second(80), Duration::MILLISECOND, Duration::MILLISECOND, 80),
            ("a number in a second", Pace::per_second(80), Duration::SECOND, Duration::MICROSECOND * 12_500, 159),
            ("a slow number", Pace::per_second(1), Duration::seconds(10), Duration::SECOND, 10),
            ("no number at all", Pace::per_second(0), Duration::seconds(10), Duration::SECOND, 10),
        ] {
            assert_eq!(sent(pace, time, step), want, "{what}");
        }
    }

    #[test]
    fn whoever_is_too_early_is_told_when() {
        let mut even_at = OffsetDateTime::UNIX_EPOCH;
        for _ in 0..45 {
            even_at = Pace::PAIR.take(even_at, NOON).unwrap();
        }
        assert_eq!(Pace::PAIR.take(even_at, NOON), Err(NOON + Duration::seconds(6)));
        assert!(Pace::PAIR.take(even_at, NOON + Duration::seconds(6)).is_ok());
    }
}
