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
