//! What a batch reports of messages that were sent: their statuses, and what the platform bills for them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::write::WriteError;
use super::Batch;
use crate::domain::event::Delivered;
use crate::domain::id::ConversationId;
use crate::domain::status;
use crate::store;
use crate::store::messages::amend::{self, Amendments};
use crate::store::messages::statuses::{Price, Reported};
use crate::store::prices::fees;

impl Batch<'_> {
    pub(super) fn report(&mut self, report: &Delivered, received_at: OffsetDateTime, delivery: Option<Uuid>) {
        let rows = &mut self.statuses;
        rows.channel.push(report.channel.0);
        rows.external_id.push(report.external_id.clone());
        rows.participant.push(report.participant.clone());
        rows.status.push(report.status.clone());
        rows.at.push(report.at);
        rows.rank.push(status::rank(&report.status));
        rows.error.push(report.error.clone());
        rows.errors.push(report.errors.clone());
        rows.opaque.push(report.opaque.clone());
        rows.delivery.push(delivery);
        rows.received_at.push(received_at);
        self.is_billing.push(report.pricing.is_some());
    }

    pub(super) async fn write_statuses(&mut self, conn: &mut PgConnection) -> Result<(), WriteError> {
        if self.reported.is_empty() {
            return Ok(());
        }
        for place in store::messages::statuses::insert(conn, self.project.0, &self.statuses).await? {
            let row = usize::try_from(place - 1).unwrap_or(0);
            self.fresh(self.reported[row]);
        }
        self.settle(conn).await?;
        // So that deleting the conversation finds the delivery, also one that only repeats.
        for (place, conversation) in
            store::messages::statuses::conversations(conn, self.project.0, &self.statuses).await?
        {
            let origin = self.reported[usize::try_from(place - 1).unwrap_or(0)];
            self.recorded[origin.0].written[origin.1].conversation = Some(ConversationId(conversation));
        }
        for report in std::mem::take(&mut self.prices) {
            let Some(pricing) = &report.pricing else { continue };
            let price = Price {
                channel: report.channel.0,
                external_id: &report.external_id,
                model: pricing.model.as_deref(),
                kind: pricing.kind.as_deref(),
                category: pricing.category.as_deref(),
                billable: pricing.billable,
                at: report.at,
                rank: status::rank(&report.status),
            };
            store::messages::statuses::price(conn, self.project.0, &price).await?;
        }
        Ok(())
    }

    /// Brings statuses and messages together, whichever of the two this batch brought.
    pub(super) async fn link_statuses(
        &mut self,
        conn: &mut PgConnection,
        now: OffsetDateTime,
    ) -> Result<(), WriteError> {
        let statuses = std::mem::take(&mut self.statuses);
        let mut reported = Reported {
            is_owing: statuses
                .rank
                .iter()
                .zip(&self.is_billing)
                .map(|(rank, billing)| *billing || *rank == 9)
                .collect(),
            channel: statuses.channel,
            external_id: statuses.external_id,
        };
        let mut add = |channel: Uuid, external_id: String| {
            reported.channel.push(channel);
            reported.external_id.push(external_id);
            // What was reported of it may have overtaken it.
            reported.is_owing.push(true);
        };
        for (channel, external_id) in std::mem::take(&mut self.named) {
            add(channel, external_id);
        }
        for (row, role) in self.messages.role.iter().enumerate() {
            if let (true, Some(id)) = (role != "user", &self.messages.external_id[row]) {
                add(self.messages.source[row], id.clone());
            }
        }
        if reported.channel.is_empty() {
            return Ok(());
        }
        let applied = store::messages::statuses::apply(conn, self.project.0, &reported).await?;
        for failure in applied.failed {
            store::messages::statuses::count_failures(conn, self.project.0, self.slot, &failure).await?;
            self.hear_failed(failure.conversation_id, &failure.ids, now);
        }
        self.book_fees(conn, &applied.billed).await
    }

    /// Books what the platform charges for messages, or books it anew where the platform's last word changed.
    async fn book_fees(&self, conn: &mut PgConnection, billed: &[Uuid]) -> Result<(), WriteError> {
        if billed.is_empty() {
            return Ok(());
        }
        let mut amendments = Amendments::default();
        for owed in fees::owed(conn, self.project.0, billed).await? {
            amendments.add(&owed.charged, owed.charged.llm_nanos, owed.fee().map(|fee| fee.0));
        }
        Ok(amend::write(conn, self.project.0, self.slot, &amendments).await?)
    }
}
