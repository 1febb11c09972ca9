//! The work that a batch causes, recorded with what caused it: answers that are due, messages to be sent, and what
//! became of those that were.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::write::WriteError;
use super::Batch;
use crate::domain::event::Sent;
use crate::domain::id::Ids;
use crate::domain::message::Work;
use crate::store;
use crate::store::attachments::Announcements;
use crate::store::outbox::Sends;

/// What staff said longer ago than this when it arrives ends no answer that waits.
const LATE: time::Duration = time::Duration::minutes(10);

impl Batch<'_> {
    /// Has the fresh messages' work done, by whichever node comes first.
    pub(super) async fn write_work(
        &self,
        conn: &mut PgConnection,
        fresh: &HashSet<Uuid>,
        now: OffsetDateTime,
    ) -> Result<(), WriteError> {
        let (mut asking, mut asked, mut sends) = (Vec::new(), Vec::new(), Sends::default());
        for (row, work) in &self.work {
            let (message, conversation) = (self.messages.id[*row], self.messages.conversation[*row]);
            match work {
                _ if !fresh.contains(&message) => {}
                Work::Answer => {
                    asking.push(conversation);
                    asked.push(message);
                }
                Work::Send(channel) => {
                    sends.message.push(message);
                    sends.conversation.push(conversation);
                    sends.channel.push(channel.0);
                }
            }
        }
        let project = self.project.0;
        let replied = self.replied(fresh);
        if !replied.is_empty() {
            store::answers::delete(conn, project, &replied).await?;
        }
        if !asking.is_empty() {
            let answered = store::conversations::control::answered(conn, project, &asking).await?;
            let (asking, asked): (Vec<Uuid>, Vec<Uuid>) =
                asking.into_iter().zip(asked).filter(|(conversation, _)| answered.contains(conversation)).unzip();
            store::answers::ask(conn, project, &asking, &asked, now).await?;
        }
        if !sends.message.is_empty() {
            store::outbox::insert(conn, project, &sends, now).await?;
        }
        Ok(())
    }

    /// Has the files of fresh messages be fetched, and those uploaded for them be theirs.
    pub(super) async fn write_attachments(
        &self,
        conn: &mut PgConnection,
        fresh: &HashSet<Uuid>,
        now: OffsetDateTime,
        ids: &Ids,
    ) -> Result<(), WriteError> {
        for (row, files) in &self.uploaded {
            let (message, conversation) = (self.messages.id[*row], self.messages.conversation[*row]);
            if fresh.contains(&message) {
                store::attachments::uploads::send(conn, self.project.0, conversation, message, files).await?;
            }
        }
        let mut rows = Announcements::default();
        for (row, file) in &self.announced {
            let message = self.messages.id[*row];
            if !fresh.contains(&message) {
                continue;
            }
            rows.id.push(ids.next(now));
            rows.conversation.push(self.messages.conversation[*row]);
            rows.message.push(message);
            rows.channel.push(self.messages.source[*row]);
            rows.external_id.push(file.external_id.clone());
            rows.kind.push(self.messages.kind[*row].clone());
            rows.name.push(file.name.clone());
            rows.declared_type.push(file.media_type.clone());
            rows.declared_sha256.push(file.sha256.clone());
        }
        if !rows.id.is_empty() {
            store::attachments::announce(conn, self.project.0, &rows, now).await?;
        }
        Ok(())
    }

    /// The conversations in which staff have just spoken, whose customers need no answer of the assistant any more.
    /// Not those of which this is only learnt late, as when a chat's history is imported.
    fn replied(&self, fresh: &HashSet<Uuid>) -> Vec<Uuid> {
        let rows = &self.messages;
        let is_reply = |row: &usize| {
            rows.role[*row] == "operator"
                && rows.preview[*row].is_some()
                && fresh.contains(&rows.id[*row])
                && rows.received_at[*row] - rows.sent_at[*row] < LATE
        };
        (0..rows.id.len()).filter(is_reply).map(|row| rows.conversation[row]).collect()
    }

    /// Takes messages out of the outbox that a status names by our own id, and notes the platform's: it has them,
    /// whatever became of its answer.
    pub(super) async fn settle(&mut self, conn: &mut PgConnection) -> Result<(), WriteError> {
        let statuses = &self.statuses;
        let named: HashMap<Uuid, usize> = (statuses.opaque.iter().enumerate())
            .filter_map(|(row, opaque)| Some((Uuid::parse_str(opaque.as_deref()?).ok()?, row)))
            .collect();
        if named.is_empty() {
            return Ok(());
        }
        let (messages, rows): (Vec<Uuid>, Vec<usize>) = named.into_iter().unzip();
        let channels: Vec<Uuid> = rows.iter().map(|row| statuses.channel[*row]).collect();
        let external_ids: Vec<String> = rows.iter().map(|row| statuses.external_id[*row].clone()).collect();
        store::outbox::settle(conn, self.project.0, &messages).await?;
        // Also one that a person has taken out already.
        Ok(store::messages::sent::name(conn, self.project.0, &messages, &channels, &external_ids).await?)
    }

    /// Notes what the platform answered; false when it is stale.
    pub(super) async fn sent(
        &mut self,
        conn: &mut PgConnection,
        sent: &Sent,
        now: OffsetDateTime,
    ) -> Result<bool, WriteError> {
        let (project, message, channel) = (self.project.0, sent.message.0, sent.channel.0);
        match &sent.outcome {
            Ok(external_id) => {
                // True whoever brings it: should a person have it sent again meanwhile, it need not be.
                if store::outbox::settle(conn, project, &[message]).await? == 0 {
                    return Ok(false);
                }
                let external_ids = std::slice::from_ref(external_id);
                store::messages::sent::name(conn, project, &[message], &[channel], external_ids).await?;
                self.named.push((channel, external_id.clone()));
            }
            Err(error) => {
                if !store::outbox::refuse(conn, project, message, sent.claim, error).await? {
                    return Ok(false);
                }
                if let Some(failed) = store::messages::sent::fail(conn, project, message, error, now).await? {
                    store::messages::statuses::count_failures(conn, project, self.slot, &failed).await?;
                    self.hear_failed(failed.conversation_id, &failed.ids, now);
                }
            }
        }
        Ok(true)
    }
}
