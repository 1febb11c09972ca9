//! What a batch has webhooks told: gathered as it is written, and written last, where somebody wants to hear of it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::memory::Learnt;
use super::super::write::WriteError;
use super::{Batch, Origin};
use crate::domain::happening::Happening;
use crate::domain::id::Ids;
use crate::store::webhooks::events;

/// Behind everything that an intake said itself.
const LAST: Origin = (usize::MAX, usize::MAX);

/// Something that happened.
pub(super) struct Happened {
    /// Its place among the events of the batch.
    origin: Origin,
    kind: Happening,
    /// Of a fact that has one; others get one when they are told.
    id: Option<Uuid>,
    conversation: Uuid,
    message: Option<Uuid>,
    at: OffsetDateTime,
}

impl Batch<'_> {
    /// A message was new.
    pub(super) fn hear(&mut self, row: usize, origin: Origin) {
        // Nearly nobody listens, and then nothing is gathered.
        if self.heard != Some(true) {
            return;
        }
        let rows = &self.messages;
        let (conversation, message, at) = (rows.conversation[row], Some(rows.id[row]), rows.sent_at[row]);
        let counts = rows.preview[row].is_some();
        let has_failed = rows.role[row] == "assistant" && rows.error[row].is_some();
        for (kind, happened) in [(Happening::MessageRecorded, counts), (Happening::AnswerFailed, has_failed)] {
            if happened {
                self.happened.push(Happened { origin, kind, id: None, conversation, message, at });
            }
        }
    }

    /// Messages did not reach their customers.
    pub(super) fn hear_failed(&mut self, conversation: Uuid, messages: &[Uuid], at: OffsetDateTime) {
        let kind = Happening::MessageFailed;
        self.happened.extend(messages.iter().map(|message| Happened {
            origin: LAST,
            kind,
            id: None,
            conversation,
            message: Some(*message),
            at,
        }));
    }

    /// A fact about a conversation was written down.
    pub(super) fn hear_fact(
        &mut self,
        origin: Origin,
        kind: Happening,
        id: Uuid,
        conversation: Uuid,
        at: OffsetDateTime,
    ) {
        self.happened.push(Happened { origin, kind, id: Some(id), conversation, message: None, at });
    }

    /// Has webhooks told; true when there is one that wants to be.
    pub(super) async fn tell(
        &mut self,
        conn: &mut PgConnection,
        now: OffsetDateTime,
        ids: &Ids,
        learnt: &Learnt,
    ) -> Result<bool, WriteError> {
        // What began with a message is known to be unheard of; the rest is rare enough to ask.
        if self.heard == Some(false) || (self.happened.is_empty() && learnt.opened.is_empty()) {
            return Ok(false);
        }
        let mut happened = events::Happened::default();
        let mut add = |kind: Happening, id: Option<Uuid>, conversation: Uuid, message: Option<Uuid>, at| {
            happened.event.push(id.unwrap_or_else(|| ids.next(now)));
            happened.kind.push(kind.as_str().to_owned());
            happened.conversation.push(learnt.now_at(conversation));
            happened.message.push(message);
            happened.at.push(at);
        };
        for conversation in learnt.opened.iter().filter(|opened| !learnt.merged.contains_key(opened)) {
            add(Happening::ConversationStarted, None, *conversation, None, now);
        }
        self.happened.sort_by_key(|happened| happened.origin);
        for happened in &self.happened {
            add(happened.kind, happened.id, happened.conversation, happened.message, happened.at);
        }
        Ok(events::insert(conn, self.project.0, &happened, now).await?)
    }
}
