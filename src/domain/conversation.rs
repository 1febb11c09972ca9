//! What a conversation is: where it happens and whether it goes on.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::customer::Profile;
use super::id::{AssistantId, ChannelId};

/// Where a conversation happens; the words are channel names and so are open for more.
pub mod kind {
    /// Staff trying an assistant; kept out of totals unless asked for.
    pub const TEST: &str = "test";
    /// WhatsApp Business.
    pub const WHATSAPP: &str = "whatsapp";
    /// A chat on a web page.
    pub const WIDGET: &str = "widget";
    /// Imported or driven by API.
    pub const API: &str = "api";
    /// Made of traces alone.
    pub const TRACE: &str = "trace";
}

/// Whether a conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Something was said lately.
    Active,
    /// Nothing was said for the idle time; goes on with the next message.
    Inactive,
    /// Ended by somebody; goes on with the next message.
    Ended,
}

impl Status {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Ended => "ended",
        }
    }
}

/// Why a conversation was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// The visitor closed it.
    Visitor,
    /// A caller of the API did.
    Api,
    /// The assistant did, by its tool.
    Tool,
    /// Nothing was said for as long as its assistant waits.
    Idle,
}

impl Ending {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Api => "api",
            Self::Tool => "tool",
            Self::Idle => "idle",
        }
    }
}

/// How a conversation that does not exist yet begins; ignored when it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// One of [`kind`].
    pub kind: String,
    /// What makes it one and the same conversation within project and kind.
    pub key: String,
    /// The caller's own id, shown and filterable.
    pub external_identifier: Option<String>,
    /// Who answers.
    pub assistant: Option<AssistantId>,
    /// The channel it came in by, if that has an entry of its own.
    pub channel: Option<ChannelId>,
    /// For example `production`; free text.
    pub environment: Option<String>,
    /// Whose it is, where that is known.
    pub customer: Option<Profile>,
}

impl Opening {
    /// The thread key of one customer on one channel.
    #[must_use]
    pub fn customer_key(channel: ChannelId, customer: Uuid) -> String {
        format!("{channel}/{customer}")
    }

    /// The thread key of a group on one channel.
    #[must_use]
    pub fn group_key(channel: ChannelId, group: &str) -> String {
        super::text::key(&format!("{channel}/group/{group}"))
    }
}
