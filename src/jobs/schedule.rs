//! Cron texts and the slots they make of time.

use anyhow::Context as _;
use chrono::DateTime;
use croner::parser::{CronParser, Seconds};
use time::OffsetDateTime;

/// The last time at or before `at` for which `schedule` was due; the same on every node that ticks a little late.
pub(super) fn slot(schedule: &str, at: OffsetDateTime) -> anyhow::Result<OffsetDateTime> {
    // As the scheduler itself reads it.
    let cron = CronParser::builder().seconds(Seconds::Required).dom_and_dow(true).build().parse(schedule)?;
    let at = DateTime::from_timestamp(at.unix_timestamp(), 0).context("a time that no calendar has")?;
    let slot = cron.find_previous_occurrence(&at, true)?;
    Ok(OffsetDateTime::from_unix_timestamp(slot.timestamp())?)
}

#[cfg(test)]
mod tests {
    use super::slot;
    use time::macros::datetime;

    #[test]
    fn a_late_tick_finds_the_slot_it_is_for() {
        for (schedule, at, want) in [
            ("*/2 * * * * *", datetime!(2026-03-01 12:00:03.999 UTC), datetime!(2026-03-01 12:00:02 UTC)),
            ("*/2 * * * * *", datetime!(2026-03-01 12:00:04 UTC), datetime!(2026-03-01 12:00:04 UTC)),
            ("0 7 * * * *", datetime!(2026-03-01 12:06:59 UTC), datetime!(2026-03-01 11:07 UTC)),
            ("0 30 3 * * *", datetime!(2026-03-01 03:29:59 UTC), datetime!(2026-02-28 03:30 UTC)),
        ] {
            assert_eq!(slot(schedule, at).unwrap(), want, "{schedule} at {at}");
        }
        assert!(slot("every day", datetime!(2026-03-01 12:00 UTC)).is_err());
    }

    #[test]
    fn every_job_has_a_schedule_that_can_be_read_and_a_name_of_its_own() {
        let mut names = Vec::new();
        for job in super::super::ALL {
            assert!(slot(job.schedule, datetime!(2026-03-01 12:00 UTC)).is_ok(), "{}", job.name);
            assert!(!names.contains(&job.name), "{}", job.name);
            names.push(job.name);
        }
    }
}
