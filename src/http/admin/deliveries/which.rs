//! Which deliveries are meant, in a query or in a body.

use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::channels;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::store::deliveries::kept::Which;

const OUTCOMES: [&str; 6] = ["recorded", "repeated", "noted", "unknown", "rejected", "erased"];

/// Which deliveries; parts combine with "and".
#[derive(Debug, Default, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
#[schema(as = DeliveryFilter)]
pub struct WhichParameters {
    /// `recorded`, `repeated`, `noted`, `unknown`, `rejected` or `erased`.
    #[param(example = "rejected")]
    #[schema(example = "rejected")]
    outcome: Option<String>,
    /// The channel they came by.
    #[param(example = "whatsapp")]
    #[schema(example = "whatsapp")]
    channel: Option<String>,
    /// Received at this time or later, RFC 3339.
    #[serde(default, with = "time::serde::rfc3339::option")]
    from: Option<OffsetDateTime>,
    /// Received before this time.
    #[serde(default, with = "time::serde::rfc3339::option")]
    to: Option<OffsetDateTime>,
    /// Speaking of this conversation.
    conversation_id: Option<Uuid>,
}

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParameters {
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// All parameters of the list. Flat, since `serde(flatten)` could neither refuse unknown ones nor read numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    outcome: Option<String>,
    channel: Option<String>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    from: Option<OffsetDateTime>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    to: Option<OffsetDateTime>,
    conversation_id: Option<Uuid>,
    limit: Option<u32>,
    cursor: Option<Uuid>,
}

impl Parameters {
    pub(super) fn read(self) -> Result<(Which, PageParameters), Error> {
        let Self { outcome, channel, from, to, conversation_id, limit, cursor } = self;
        let which = WhichParameters { outcome, channel, from, to, conversation_id }.read()?;
        Ok((which, PageParameters { limit, cursor }))
    }
}

impl WhichParameters {
    pub(super) fn read(self) -> Result<Which, Error> {
        let mut faults = Faults::default();
        if self.outcome.as_deref().is_some_and(|outcome| !OUTCOMES.contains(&outcome)) {
            faults.add("outcome", format!("must be one of {}", OUTCOMES.join(", ")));
        }
        if self.channel.as_deref().is_some_and(|channel| channels::find(channel).is_none()) {
            let known: Vec<&str> = channels::ALL.iter().map(|channel| channel.name()).collect();
            faults.add("channel", format!("must be one of {}", known.join(", ")));
        }
        faults.unless(())?;
        Ok(Which {
            outcome: self.outcome,
            channel: self.channel,
            from: self.from,
            to: self.to,
            conversation: self.conversation_id,
        })
    }
}

impl PageParameters {
    /// The limit and the id behind which the page begins.
    pub(super) fn read(&self) -> Result<(u32, Uuid), Error> {
        let limit = self.limit.unwrap_or(50);
        if !(1..=100).contains(&limit) {
            return Err(Error::field("limit", "must be 1 to 100"));
        }
        Ok((limit, self.cursor.unwrap_or(Uuid::max())))
    }
}
