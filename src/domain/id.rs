//! Typed identifiers, all UUIDv7 made by the application so that they sort by creation.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A project: the tenant that every recorded row belongs to.
    ProjectId,
    /// A configured place where people talk, for WhatsApp one business phone number.
    ChannelId,
    /// One conversation record.
    ConversationId,
    /// One message; its time part is the moment of recording, not of sending.
    MessageId,
    /// One person, whatever aliases they are known by.
    CustomerId,
    /// An assistant that answers.
    AssistantId,
    /// A raw delivery kept for replay.
    DeliveryId,
    /// An API key.
    KeyId,
}

/// Makes UUIDv7 that rise in the order of the calls, also within one millisecond.
#[derive(Debug, Default)]
pub struct Ids {
    context: std::sync::Mutex<uuid::timestamp::context::ContextV7>,
}

impl Ids {
    /// The next id, its time part from `now`.
    pub fn next(&self, now: time::OffsetDateTime) -> Uuid {
        let nanos = now.unix_timestamp_nanos().max(0);
        let seconds = u64::try_from(nanos / 1_000_000_000).unwrap_or(0);
        let rest = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
        // A panic elsewhere cannot leave the counter half-way, so a poisoned lock is as good as any.
        let context = self.context.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(uuid::Timestamp::from_unix(&*context, seconds, rest))
    }
}

/// The smallest UUIDv7 of an instant, to bound a range of ids by time.
#[must_use]
pub fn floor(at: time::OffsetDateTime) -> Uuid {
    let millis = u64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::{Ids, floor};

    #[test]
    fn ids_rise_within_one_millisecond() {
        let ids = Ids::default();
        let now = time::macros::datetime!(2026-03-01 12:00 UTC);
        let made: Vec<_> = (0..1000).map(|_| ids.next(now)).collect();
        assert!(made.is_sorted());
        assert!(made.iter().all(|id| *id > floor(now)));
        assert!(ids.next(now + time::Duration::seconds(1)) > made[999]);
    }
}
