//! The customer service window: open until the newest customer message or call plus 24 hours.
//!
//! Source: Meta, "Service messages"; the rule uses the platform's own times, so lateness and order do not matter.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

/// Below this much time left a window counts as expiring.
pub const EXPIRING: Duration = Duration::hours(2);

/// When a window opened by a customer's act at `at` closes, if the act was received at `received_at`.
///
/// A time from the future is taken as the time of arrival, so that a wrong clock never holds a window open.
#[must_use]
pub fn closes_at(at: OffsetDateTime, received_at: OffsetDateTime, length: Duration) -> OffsetDateTime {
    at.min(received_at) + length
}

/// A window as it stands at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// The customer never wrote or called on this channel.
    None,
    /// Free-form messages may be sent.
    Open,
    /// Open, with less than two hours left.
    Expiring,
    /// Only approved templates may be sent.
    Closed,
}

/// The `window` object of a WhatsApp conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Window {
    /// Whether free-form sending is allowed at the moment of reading.
    pub is_open: bool,
    /// Same as `is_open`; named as integrations of this kind expect it.
    pub can_send_freeform: bool,
    /// The opposite of `is_open`.
    pub requires_template: bool,
    /// The state as a word.
    pub state: WindowState,
    /// Whole minutes left, rounded down; 0 when closed.
    pub minutes_remaining: i64,
    /// When the window closes or closed; null when the customer never wrote.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
    /// End of Meta's 72-hour free entry point, a pricing clock only.
    #[serde(with = "time::serde::rfc3339::option")]
    pub free_entry_expires_at: Option<OffsetDateTime>,
}

impl Window {
    /// The window at `now`; computed from the clock, so a late scheduler never shows a wrong state.
    #[must_use]
    pub fn at(
        now: OffsetDateTime,
        closes_at: Option<OffsetDateTime>,
        free_entry_expires_at: Option<OffsetDateTime>,
    ) -> Self {
        let left = closes_at.map_or(Duration::ZERO, |end| end - now);
        let is_open = left > Duration::ZERO;
        let state = match closes_at {
            None => WindowState::None,
            Some(_) if !is_open => WindowState::Closed,
            Some(_) if left < EXPIRING => WindowState::Expiring,
            Some(_) => WindowState::Open,
        };
        Self {
            is_open,
            can_send_freeform: is_open,
            requires_template: !is_open,
            state,
            minutes_remaining: if is_open { left.whole_minutes() } else { 0 },
            expires_at: closes_at,
            free_entry_expires_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Window, WindowState, closes_at};
    use time::{Duration, macros::datetime};

    #[test]
    fn the_state_follows_the_clock() {
        let end = datetime!(2026-03-01 12:00 UTC);
        for (what, now, state, minutes) in [
            ("fresh", datetime!(2026-02-28 12:00 UTC), WindowState::Open, 1440),
            ("two hours left is not yet expiring", datetime!(2026-03-01 10:00 UTC), WindowState::Open, 120),
            ("less is", datetime!(2026-03-01 10:00:01 UTC), WindowState::Expiring, 119),
            ("at the end it is closed", end, WindowState::Closed, 0),
            ("and stays so", datetime!(2026-03-09 12:00 UTC), WindowState::Closed, 0),
        ] {
            let window = Window::at(now, Some(end), None);
            assert_eq!((window.state, window.minutes_remaining), (state, minutes), "{what}");
        }
        assert_eq!(Window::at(end, None, None).state, WindowState::None);
    }

    #[test]
    fn a_time_from_the_future_counts_from_arrival() {
        let arrival = datetime!(2026-03-01 12:00 UTC);
        let day = Duration::hours(24);
        assert_eq!(closes_at(arrival + Duration::hours(5), arrival, day), arrival + day);
        assert_eq!(closes_at(arrival - Duration::hours(5), arrival, day), arrival + Duration::hours(19));
    }
}
