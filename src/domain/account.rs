//! A configured channel account as intake needs it: whom it belongs to and what proves a request.

use std::fmt;

use super::id::{AssistantId, ChannelId, ProjectId};

/// A secret that prints as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    #[must_use]
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// The secret itself; name the reason where you call it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// One channel account, for WhatsApp one business phone number.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub channel: ChannelId,
    /// Whose it is.
    pub project: ProjectId,
    /// The channel's name in `channels::ALL`.
    pub kind: String,
    /// Meta's id of the phone number.
    pub phone_number_id: Option<String>,
    /// Meta's id of the WhatsApp Business Account.
    pub waba_id: Option<String>,
    /// The business number's digits, to tell the business from its customers.
    pub display_phone_number: Option<String>,
    /// Secrets that may sign, several during a rotation; never empty for WhatsApp.
    pub app_secrets: Vec<Secret>,
    /// What the handshake must present.
    pub verify_token: Option<Secret>,
    /// The token for calls to the platform; without it nothing can be sent.
    pub access_token: Option<Secret>,
    /// Where the platform's API begins.
    pub api_url: String,
    /// Who answers new conversations.
    pub assistant: Option<AssistantId>,
}
