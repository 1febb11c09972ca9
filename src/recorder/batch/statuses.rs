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
use crate::store::messages::statuses::Price;

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
        let mut channels = std::mem::take(&mut self.statuses.channel);
        let mut external_ids = std::mem::take(&mut self.statuses.external_id);
        for (channel, external_id) in std::mem::take(&mut self.named) {
            channels.push(channel);
            external_ids.push(external_id);
        }
        for (row, role) in self.messages.role.iter().enumerate() {
            if let (true, Some(id)) = (role != "user", &self.messages.external_id[row]) {
                channels.push(self.messages.source[row]);
                external_ids.push(id.clone());
            }
        }
        if channels.is_empty() {
            return Ok(());
        }
        let failed = store::messages::statuses::apply(conn, self.project.0, &channels, &external_ids).await?;
        for failure in failed {
            store::messages::statuses::count_failures(conn, self.project.0, self.slot, &failure).await?;
            self.hear_failed(failure.conversation_id, &failure.ids, now);
        }
        Ok(())
    }
}
