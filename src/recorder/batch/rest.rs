//! What a batch brings besides messages and statuses, written one by one: it is rare.

use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::memory::Learnt;
use super::super::resolve::FREE_ENTRY;
use super::super::write::WriteError;
use super::{Batch, Origin};
use crate::domain::event::{EventKind, Notice};
use crate::domain::happening::Happening;
use crate::domain::id::Ids;
use crate::store;

impl Batch<'_> {
    /// Variables, ends, notices and the like.
    pub(super) async fn write_rest(
        &mut self,
        conn: &mut PgConnection,
        now: OffsetDateTime,
        ids: &Ids,
        learnt: &Learnt,
    ) -> Result<(), WriteError> {
        let project = self.project.0;
        let mut changed = Vec::new();
        let mut named: Vec<Uuid> = self.rest.iter().filter_map(|row| row.1.map(|id| learnt.now_at(id))).collect();
        named.sort();
        named.dedup();
        if store::conversations::begin::hold(conn, project, &named).await? < named.len() {
            return Err(WriteError::Vanished);
        }
        for (origin, conversation, event, received_at) in std::mem::take(&mut self.rest) {
            let conversation = conversation.map(|id| learnt.now_at(id));
            let delivery = self.recorded[origin.0].delivery.map(|id| id.0);
            let fresh = match (&event.kind, conversation) {
                (EventKind::VariableSet(variable), Some(conversation)) => {
                    let value = store::conversations::change::Value {
                        project,
                        conversation,
                        source: variable.source.as_str(),
                        name: &variable.name,
                        set_at: variable.set_at,
                        value: &variable.value,
                        message: variable.message.map(|message| message.0),
                    };
                    changed.push(conversation);
                    store::conversations::change::set_variable(conn, &value).await?
                }
                (EventKind::FreeEntryOpened { until }, Some(conversation)) => {
                    let opened_at = *until - FREE_ENTRY;
                    store::conversations::change::open_free_entry(conn, project, conversation, opened_at, *until)
                        .await?
                }
                (EventKind::Ended { at, reason }, Some(conversation)) => {
                    let kind = Happening::ConversationEnded;
                    let data = serde_json::json!({"reason": reason});
                    let ended =
                        store::conversations::change::end(conn, project, conversation, *at, reason.as_str()).await?;
                    if ended {
                        store::extractions::ask_at_end(conn, project, &[conversation], now).await?;
                    }
                    ended && self.note(conn, origin, (conversation, kind, *at), &data, (ids, now)).await?
                }
                (EventKind::HandedOver { at, reason }, Some(conversation)) => {
                    let kind = Happening::ConversationHandover;
                    let data = serde_json::json!({"reason": reason});
                    store::conversations::control::silence(conn, project, conversation).await?;
                    self.note(conn, origin, (conversation, kind, *at), &data, (ids, now)).await?
                }
                (EventKind::Identified(_), Some(conversation)) => {
                    changed.push(conversation);
                    true
                }
                (EventKind::Began { .. }, Some(conversation)) => {
                    changed.push(conversation);
                    self.recorded[origin.0].written[origin.1].fresh
                }
                (EventKind::Sent(sent), Some(_)) => self.sent(conn, sent, now).await?,
                (EventKind::Noticed(notice), _) => {
                    let is_new = notify(conn, project, notice, ids.next(now), delivery, received_at).await?;
                    if is_new && notice.is_about_templates {
                        store::templates::hasten(conn, project, None, now).await?;
                    }
                    is_new
                }
                // Linking happened while the place was sought; what has no place has nothing more to write.
                _ => false,
            };
            if fresh {
                self.fresh(origin);
            }
        }
        if !changed.is_empty() {
            changed.sort();
            changed.dedup();
            store::conversations::change::queue_search(conn, project, &changed).await?;
        }
        Ok(())
    }

    /// Writes a fact down and has it told; false when it was known.
    async fn note(
        &mut self,
        conn: &mut PgConnection,
        origin: Origin,
        (conversation, kind, at): (Uuid, Happening, OffsetDateTime),
        data: &serde_json::Value,
        (ids, now): (&Ids, OffsetDateTime),
    ) -> Result<bool, WriteError> {
        let (project, id) = (self.project.0, ids.next(now));
        let fact = store::conversations::change::Fact {
            project,
            id,
            conversation,
            kind: kind.as_str(),
            at,
            data,
            recorded_at: now,
        };
        let is_new = store::conversations::change::note(conn, &fact).await?;
        if is_new {
            self.hear_fact(origin, kind, id, conversation, at);
        }
        Ok(is_new)
    }
}

async fn notify(
    conn: &mut PgConnection,
    project: Uuid,
    notice: &Notice,
    id: Uuid,
    delivery: Option<Uuid>,
    received_at: OffsetDateTime,
) -> Result<bool, WriteError> {
    let row = store::notices::Notice {
        project,
        id,
        channel: notice.channel.map(|channel| channel.0),
        field: &notice.field,
        digest: &Sha256::digest(notice.content.get().as_bytes()),
        at: notice.at,
        content: notice.content.get(),
        delivery,
        received_at,
    };
    Ok(store::notices::insert(conn, &row).await?)
}
