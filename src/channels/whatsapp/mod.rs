//! WhatsApp Business Cloud API webhooks (Meta, "Create a webhook endpoint" and the messages webhook reference).

use std::sync::Arc;

use time::Duration;

use super::Channel;
use crate::domain::account::Account;
use crate::domain::inbound::{Inbound, Parsed, Rejected, Verified};

/// The channel.
pub struct WhatsApp;

impl Channel for WhatsApp {
    fn name(&self) -> &'static str {
        "whatsapp"
    }

    fn window(&self) -> Option<Duration> {
        Some(Duration::hours(24))
    }

    fn handshake(&self, _query: &[(String, String)], _accounts: &[Arc<Account>]) -> Option<String> {
        None
    }

    fn verify(&self, _inbound: Inbound, _accounts: &[Arc<Account>]) -> Result<Verified, Rejected> {
        Err(Rejected::Unsigned)
    }

    fn parse(&self, _verified: &Verified) -> Parsed {
        Parsed::default()
    }
}
