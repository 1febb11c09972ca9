//! How often strangers may ask, by address and by session; kept in memory, by each node for itself.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use time::{Duration, OffsetDateTime};

use crate::domain::pace::Pace;

/// Who is remembered; of more than that those are forgotten who have been silent longest.
const MOST: NonZeroUsize = NonZeroUsize::new(100_000).unwrap();

/// What is asked for; each is counted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// A session, by address.
    Session,
    /// A message or anything else that is recorded, by session.
    Message,
    /// The same by address.
    Messages,
    /// A password or the token of a link, by address.
    Secret,
    /// A password, by the account that it would open.
    Password,
    /// A span, by the key that reports it.
    Spans,
}

/// Who asked how often; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pacing(Arc<Mutex<LruCache<(Ask, String), OffsetDateTime>>>);

impl Default for Pacing {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(MOST))))
    }
}

impl Pacing {
    /// Counts one more.
    ///
    /// # Errors
    /// How long to wait, where it came too soon; it does not count then.
    pub fn take(&self, ask: Ask, who: &str, per_minute: u32, now: OffsetDateTime) -> Result<(), Duration> {
        self.take_many(ask, who, per_minute, 1, now)
    }

    /// Counts so many more, all of them as soon as one may come.
    ///
    /// # Errors
    /// How long to wait, where they came too soon; none counts then.
    pub fn take_many(
        &self,
        ask: Ask,
        who: &str,
        per_minute: u32,
        count: u32,
        now: OffsetDateTime,
    ) -> Result<(), Duration> {
        let per_minute = i32::try_from(per_minute).unwrap_or(i32::MAX).max(1);
        let pace = Pace { every: Duration::MINUTE / per_minute, burst: per_minute };
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let even_at = seen.get_or_insert_mut((ask, who.to_owned()), || OffsetDateTime::UNIX_EPOCH);
        match pace.take_many(*even_at, now, count) {
            Ok(next) => {
                *even_at = next;
                Ok(())
            }
            Err(may_go) => Err(may_go - now),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn each_is_counted_by_itself_and_forgiven_with_time() {
        let (pacing, now) = (Pacing::default(), datetime!(2026-03-01 12:00 UTC));
        for _ in 0..10 {
            pacing.take(Ask::Session, "a", 10, now).unwrap();
        }
        assert_eq!(pacing.take(Ask::Session, "a", 10, now), Err(Duration::seconds(6)));
        pacing.take(Ask::Session, "b", 10, now).unwrap();
        pacing.take(Ask::Message, "a", 10, now).unwrap();
        pacing.take(Ask::Session, "a", 10, now + Duration::seconds(6)).unwrap();
    }
}
