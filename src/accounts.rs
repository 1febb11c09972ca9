//! Channel accounts in memory, so that intake verifies a signature without asking the database first.

use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use crate::domain::account::{Account, Secret};
use crate::domain::id::{AssistantId, ChannelId, ProjectId};
use crate::seal::{SealError, Sealer};
use crate::store;

/// What is sealed in `channels.secrets`.
#[derive(Default, Serialize, Deserialize)]
pub struct ChannelSecrets {
    /// Secrets that may sign, newest first; several during a rotation.
    pub app_secrets: Vec<String>,
    /// What the handshake must present.
    pub verify_token: Option<String>,
    /// The token for calls to the platform.
    pub access_token: Option<String>,
}

impl ChannelSecrets {
    /// Opens what [`ChannelSecrets::seal`] made.
    ///
    /// # Errors
    /// [`SealError::Foreign`] when it was sealed under another key.
    pub fn open(sealer: &Sealer, document: &[u8]) -> Result<Self, SealError> {
        serde_json::from_slice(&sealer.unseal(document)?).map_err(|_| SealError::Foreign)
    }

    /// The form in the database.
    ///
    /// # Errors
    /// As [`Sealer::seal`].
    pub fn seal(&self, sealer: &Sealer) -> Result<Vec<u8>, SealError> {
        sealer.seal(&serde_json::to_vec(self).map_err(|_| SealError::Foreign)?)
    }
}

/// The accounts as last read; refreshed on every change here and every few seconds for changes on other nodes.
#[derive(Clone)]
pub struct Accounts {
    read: Arc<RwLock<Arc<[Arc<Account>]>>>,
    graph_url: Arc<str>,
}

impl Accounts {
    /// None, until they are read; those of WhatsApp send through the Graph API at `graph_url`.
    #[must_use]
    pub fn new(graph_url: &str) -> Self {
        Self { read: Arc::default(), graph_url: graph_url.into() }
    }

    /// All accounts of a channel.
    #[must_use]
    pub fn of(&self, kind: &str) -> Vec<Arc<Account>> {
        self.all().iter().filter(|account| account.kind == kind).cloned().collect()
    }

    /// The account of a channel, if it is enabled.
    #[must_use]
    pub fn find(&self, channel: ChannelId) -> Option<Arc<Account>> {
        self.all().iter().find(|account| account.channel == channel).cloned()
    }

    /// Why a channel cannot send just now; nothing when it can.
    #[must_use]
    pub fn offline(&self, channel: ChannelId) -> Option<&'static str> {
        match self.find(channel) {
            None => Some("it is switched off, or its secrets cannot be opened"),
            Some(account) if account.access_token.is_none() => Some("it has no access token"),
            Some(_) => None,
        }
    }

    fn all(&self) -> Arc<[Arc<Account>]> {
        self.read.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads them anew. An account whose secrets cannot be opened is left out and logged: it can prove nothing.
    ///
    /// # Errors
    /// When the database does not answer; the accounts stay as they were.
    pub async fn refresh(&self, pool: &PgPool, sealer: &Sealer) -> sqlx::Result<()> {
        let mut conn = pool.acquire().await?;
        let rows = store::channels::enabled(&mut conn).await?;
        let mut accounts: Vec<Arc<Account>> = Vec::with_capacity(rows.len());
        for row in rows {
            match ChannelSecrets::open(sealer, &row.secrets) {
                Ok(secrets) => accounts.push(Arc::new(account(row, secrets, &self.graph_url))),
                Err(error) => {
                    tracing::error!(channel.id = %row.id, error = %error, "A channel is off: its secrets cannot be opened.");
                }
            }
        }
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = accounts.into();
        Ok(())
    }
}

fn account(row: store::channels::Row, secrets: ChannelSecrets, graph_url: &str) -> Account {
    Account {
        channel: ChannelId(row.id),
        project: ProjectId(row.project_id),
        kind: row.kind,
        phone_number_id: row.phone_number_id,
        waba_id: row.waba_id,
        display_phone_number: row.display_phone_number,
        app_secrets: secrets.app_secrets.into_iter().map(Secret::new).collect(),
        verify_token: secrets.verify_token.map(Secret::new),
        access_token: secrets.access_token.map(Secret::new),
        api_url: graph_url.to_owned(),
        assistant: row.assistant_id.map(AssistantId),
    }
}
