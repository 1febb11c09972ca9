//! The messages that turns are made into: those of changed turns are taken back and recorded anew under the same ids.

use std::collections::BTreeSet;
use std::sync::Arc;

use uuid::Uuid;

use super::super::Intake;
use super::super::batch::Batch;
use super::super::resolve::Place;
use super::super::write::WriteError;
use super::compose::Said;
use super::settle::{SHARD, Wanted, Work};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::ConversationId;
use crate::domain::message::Message;
use crate::domain::text;
use crate::store::traces::turns::{self as made, Made};

impl Work<'_> {
    /// Takes back what is not wanted any more or in another form, and records what is; returns the conversations of
    /// which anything changed.
    pub(super) async fn replace(&mut self, wanted: Vec<Wanted>, gone: Vec<Made>) -> Result<BTreeSet<Uuid>, WriteError> {
        let project = self.project.0;
        let stays = |wanted: &Wanted| {
            wanted.before.as_ref().is_some_and(|before| {
                before.digest == wanted.said.digest && before.conversation_id == wanted.place.conversation
            })
        };
        let wanted: Vec<Wanted> = wanted.into_iter().filter(|wanted| !stays(wanted)).collect();
        let back: Vec<&Made> = wanted.iter().filter_map(|wanted| wanted.before.as_ref()).chain(&gone).collect();
        let messages: Vec<Uuid> = back.iter().flat_map(|made| [made.asked_id, made.answered_id]).flatten().collect();
        let mut changed: BTreeSet<Uuid> = back.iter().map(|made| made.conversation_id).collect();
        if !messages.is_empty() {
            made::retract(self.tx, project, SHARD, &messages).await?;
            for conversation in &changed {
                self.restate(*conversation).await?;
            }
        }
        let (traces, anchors): (Vec<Uuid>, Vec<Uuid>) = gone.iter().map(|made| (made.trace_id, made.anchor_id)).unzip();
        if !traces.is_empty() {
            made::remove(self.tx, project, &traces, &anchors).await?;
        }
        changed.extend(wanted.iter().map(|wanted| wanted.place.conversation));
        self.record(wanted).await?;
        Ok(changed)
    }

    async fn restate(&mut self, conversation: Uuid) -> Result<(), WriteError> {
        let project = self.project.0;
        let line = |edge: made::Edge| {
            let words = if edge.body.is_empty() { format!("[{}]", edge.kind) } else { text::preview(&edge.body) };
            (words, edge.sent_at)
        };
        let newest = made::newest(self.tx, project, conversation, None).await?.map(line);
        let asked = made::first_asked(self.tx, project, conversation).await?.map(line);
        let answered = made::newest(self.tx, project, conversation, Some("assistant")).await?.map(line);
        Ok(made::restate(self.tx, project, conversation, [newest, asked, answered]).await?)
    }

    async fn record(&mut self, wanted: Vec<Wanted>) -> Result<(), WriteError> {
        let ids = Arc::clone(&self.queue.ids);
        let mut rows = Vec::with_capacity(wanted.len());
        let mut said: Vec<(Event, Place, Uuid)> = Vec::with_capacity(2 * wanted.len());
        for Wanted { trace, place, said: Said { asked, answered, digest }, before, anchor } in wanted {
            let mut say = |message: Option<Message>, id: Option<Uuid>| {
                let id = id.unwrap_or_else(|| ids.next(self.now));
                message.map(|message| {
                    let event = Event {
                        project: self.project,
                        conversation: ConversationRef::Id(ConversationId(place.conversation)),
                        kind: EventKind::Said(Box::new(message)),
                    };
                    said.push((event, place.clone(), id));
                    id
                })
            };
            let asked_id = say(asked, before.as_ref().and_then(|made| made.asked_id));
            let answered_id = say(answered, before.as_ref().and_then(|made| made.answered_id));
            rows.push(Made {
                trace_id: trace,
                anchor_id: anchor.0,
                conversation_id: place.conversation,
                asked_id,
                answered_id,
                digest,
            });
        }
        let intake = Intake { project: self.project, delivery: None, events: Vec::new(), received_at: self.now };
        let mut batch = Batch::new(self.project, SHARD, 1);
        batch.open(&intake, None);
        for (event, place, id) in &said {
            batch.add(event, Some(place.clone()), self.now, *id);
        }
        batch.write(self.tx, self.now, &ids, self.learnt).await?;
        if !rows.is_empty() {
            made::put(self.tx, self.project.0, &rows).await?;
        }
        Ok(())
    }
}
