//! The rows of one transaction, gathered from the events of its intakes and written together.

mod rest;
mod statuses;
mod tell;
mod work;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use self::tell::Happened;
use super::memory::Learnt;
use super::resolve::Place;
use super::write::WriteError;
use super::{Intake, Recorded, Written};
use crate::domain::attachment::Announced;
use crate::domain::event::{Delivered, Event, EventKind};
use crate::domain::id::{ConversationId, DeliveryId, Ids, MessageId, ProjectId};
use crate::domain::message::{Message, Work};
use crate::domain::{status, text};
use crate::store;
use crate::store::messages::record::{Deliveries, Messages};
use crate::store::messages::statuses::Statuses;

/// Which event of which intake a row came from.
type Origin = (usize, usize);

pub(super) struct Batch<'a> {
    project: ProjectId,
    slot: i16,
    recorded: Vec<Recorded>,
    deliveries: Deliveries<'a>,
    /// The intake of each delivery row.
    owners: Vec<usize>,
    messages: Messages,
    said: Vec<Origin>,
    /// What messages cause, by their row.
    work: Vec<(usize, Work)>,
    /// Files that were uploaded for messages, by their row.
    uploaded: Vec<(usize, &'a [Uuid])>,
    /// Files that messages announce, by their row.
    announced: Vec<(usize, &'a Announced)>,
    statuses: Statuses,
    reported: Vec<Origin>,
    /// Which of the statuses say how the message is billed.
    is_billing: Vec<bool>,
    /// Everything else, written one by one: it is rare.
    rest: Vec<(Origin, Option<Uuid>, &'a Event, OffsetDateTime)>,
    prices: Vec<&'a Delivered>,
    /// Channel and platform's id of messages that got that id just now.
    named: Vec<(Uuid, String)>,
    /// What happened that somebody may want to be told.
    happened: Vec<Happened>,
    /// Whether anybody does, once that is known.
    heard: Option<bool>,
}

/// What a batch came to.
pub(super) struct Done {
    pub(super) recorded: Vec<Recorded>,
    /// Whether webhooks are to be told of it.
    pub(super) tells: bool,
}

impl<'a> Batch<'a> {
    pub(super) fn new(project: ProjectId, slot: i16, intakes: usize) -> Self {
        Self {
            project,
            slot,
            recorded: Vec::with_capacity(intakes),
            deliveries: Deliveries::default(),
            owners: Vec::new(),
            messages: Messages::default(),
            said: Vec::new(),
            work: Vec::new(),
            uploaded: Vec::new(),
            announced: Vec::new(),
            statuses: Statuses::default(),
            reported: Vec::new(),
            is_billing: Vec::new(),
            rest: Vec::new(),
            prices: Vec::new(),
            named: Vec::new(),
            happened: Vec::new(),
            heard: None,
        }
    }

    /// Begins the next intake.
    pub(super) fn open(&mut self, intake: &'a Intake, delivery: Option<DeliveryId>) {
        self.recorded.push(Recorded { delivery, written: Vec::with_capacity(intake.events.len()) });
        if let (Some(id), Some(raw)) = (delivery, &intake.delivery) {
            let rows = &mut self.deliveries;
            rows.id.push(id.0);
            rows.channel.push(raw.channel.to_owned());
            rows.received_at.push(intake.received_at);
            rows.notes.push(text::clean(&raw.notes.join("\n")));
            rows.items.push(i32::try_from(intake.events.len()).unwrap_or(i32::MAX));
            rows.fresh.push(0);
            rows.conversation.push(None);
            rows.body.push(&raw.body);
            self.owners.push(self.recorded.len() - 1);
        }
    }

    /// Adds an event of the intake begun last.
    pub(super) fn add(&mut self, event: &'a Event, place: Option<Place>, received_at: OffsetDateTime, id: Uuid) {
        let intake = self.recorded.len() - 1;
        let delivery = self.recorded[intake].delivery.map(|d| d.0);
        let written = &mut self.recorded[intake].written;
        let origin = (intake, written.len());
        written.push(Written {
            fresh: place.as_ref().is_some_and(|place| place.begun),
            conversation: place.as_ref().map(|place| ConversationId(place.conversation)),
            message: None,
        });
        match (&event.kind, place) {
            (EventKind::Said(message), Some(place)) => {
                self.recorded[intake].written[origin.1].message = Some(MessageId(id));
                self.say(message, &place, received_at, delivery, id);
                self.said.push(origin);
            }
            (EventKind::Delivered(report), _) => {
                self.report(report, received_at, delivery);
                self.reported.push(origin);
                if report.pricing.is_some() {
                    self.prices.push(report);
                }
            }
            (_, place) => self.rest.push((origin, place.map(|p| p.conversation), event, received_at)),
        }
    }

    /// Adds that a message was recorded before, of which nothing else is to be written.
    pub(super) fn repeat(&mut self, place: &Place, message: Uuid) {
        let intake = self.recorded.len() - 1;
        self.recorded[intake].written.push(Written {
            fresh: false,
            conversation: Some(ConversationId(place.conversation)),
            message: Some(MessageId(message)),
        });
    }

    fn say(
        &mut self,
        message: &'a Message,
        place: &Place,
        received_at: OffsetDateTime,
        delivery: Option<Uuid>,
        id: Uuid,
    ) {
        self.work.extend(message.work.map(|work| (self.messages.id.len(), work)));
        self.announced.extend(message.attachment.as_ref().map(|file| (self.messages.id.len(), file)));
        if !message.files.is_empty() {
            self.uploaded.push((self.messages.id.len(), &message.files));
        }
        let rows = &mut self.messages;
        rows.id.push(id);
        rows.conversation.push(place.conversation);
        rows.place.push(place.kind.to_string());
        rows.source.push(message.source.map_or(place.conversation, |source| source.0));
        rows.external_id.push(message.external_id.clone());
        rows.role.push(message.role.as_str().to_owned());
        rows.author.push(message.author.clone());
        rows.kind.push(message.kind.clone());
        rows.body.push(message.body.clone());
        rows.preview.push(message.counts().then(|| stamped(message)));
        rows.target.push(message.target.clone());
        rows.reply_to.push(message.reply_to.clone());
        rows.content.push(message.content.as_ref().map(|raw| raw.get().to_owned()));
        rows.sent_at.push(message.sent_at);
        rows.received_at.push(received_at);
        rows.window_closes_at.push(message.window_closes_at);
        rows.status.push(message.status.map_or(0, status::rank));
        rows.tool_calls.push(message.tool_calls.clone());
        rows.tool_call_count.push(i64::from(message.tool_call_count));
        rows.input_tokens.push(i64::from(message.usage.input_tokens));
        rows.output_tokens.push(i64::from(message.usage.output_tokens));
        rows.cache_read_tokens.push(i64::from(message.usage.cache_read_tokens));
        rows.cache_write_tokens.push(i64::from(message.usage.cache_write_tokens));
        rows.reasoning_tokens.push(i64::from(message.usage.reasoning_tokens));
        rows.cost_nanos.push(message.cost.map(|cost| cost.0));
        rows.cost_computed.push(message.cost_computed);
        rows.model.push(message.model.clone());
        rows.llm_calls.push(message.llm_calls.map(|calls| i32::try_from(calls).unwrap_or(i32::MAX)));
        rows.error.push(message.error.clone());
        rows.delivery.push(delivery);
    }

    /// Writes everything; the caller commits.
    pub(super) async fn write(
        mut self,
        conn: &mut PgConnection,
        now: OffsetDateTime,
        ids: &Ids,
        learnt: &Learnt,
    ) -> Result<Done, WriteError> {
        for conversation in &mut self.messages.conversation {
            *conversation = learnt.now_at(*conversation);
        }
        if !learnt.named.is_empty() {
            let named: Vec<Uuid> = learnt.named.keys().copied().collect();
            store::customers::claim(conn, self.project.0, &named).await?;
        }
        self.write_statuses(conn).await?;
        self.write_rest(conn, now, ids, learnt).await?;
        self.write_messages(conn, learnt, now, ids).await?;
        self.link_statuses(conn, now).await?;
        for (kind, by) in &learnt.begun {
            store::conversations::begin::count(conn, self.project.0, kind, self.slot, *by).await?;
        }
        // Last, since a name is taken only if nobody said something later under another.
        for (customer, named) in &learnt.named {
            let (name, username) = (named.name.as_deref(), named.username.as_deref());
            if store::customers::rename(conn, self.project.0, *customer, name, username, named.at).await? {
                store::conversations::change::queue_search_of(conn, self.project.0, *customer).await?;
            }
        }
        for written in self.recorded.iter_mut().flat_map(|recorded| &mut recorded.written) {
            written.conversation = written.conversation.map(|id| ConversationId(learnt.now_at(id.0)));
        }
        let tells = self.tell(conn, now, ids, learnt).await?;
        Ok(Done { recorded: self.recorded, tells })
    }

    /// Marks an event as new, and its delivery with it.
    fn fresh(&mut self, origin: Origin) {
        self.recorded[origin.0].written[origin.1].fresh = true;
        if let Ok(row) = self.owners.binary_search(&origin.0) {
            self.deliveries.fresh[row] += 1;
        }
    }

    async fn write_messages(
        &mut self,
        conn: &mut PgConnection,
        learnt: &Learnt,
        now: OffsetDateTime,
        ids: &Ids,
    ) -> Result<(), WriteError> {
        if self.said.is_empty() && self.deliveries.id.is_empty() {
            return Ok(());
        }
        let (further, of) = self.place_deliveries(learnt);
        let outcome =
            store::messages::record::insert(conn, self.project.0, self.slot, &self.messages, &self.deliveries).await?;
        if outcome.updated < outcome.touched {
            return Err(WriteError::Vanished);
        }
        if !further.is_empty() {
            store::deliveries::link(conn, &further, &of).await?;
        }
        self.heard = Some(outcome.heard);
        let fresh: std::collections::HashSet<Uuid> = outcome.fresh.into_iter().collect();
        self.write_work(conn, &fresh, now).await?;
        self.write_attachments(conn, &fresh, now, ids).await?;
        for (row, origin) in self.said.clone().into_iter().enumerate() {
            if fresh.contains(&self.messages.id[row]) {
                self.recorded[origin.0].written[origin.1].fresh = true;
                self.hear(row, origin);
            } else if let Some(external_id) = &self.messages.external_id[row] {
                let (project, source) = (self.project.0, self.messages.source[row]);
                let found = store::messages::record::existing(conn, project, source, external_id).await?;
                let written = &mut self.recorded[origin.0].written[origin.1];
                written.message = found.map(|(message, _)| MessageId(message));
                written.conversation = found.map(|(_, conversation)| ConversationId(conversation));
            }
        }
        Ok(())
    }

    /// Notes on each delivery the conversation it speaks of; returns the further ones of those that speak of several.
    fn place_deliveries(&mut self, learnt: &Learnt) -> (Vec<Uuid>, Vec<Uuid>) {
        let (mut further, mut of) = (Vec::new(), Vec::new());
        for (row, intake) in self.owners.iter().enumerate() {
            let mut spoken: Vec<Uuid> = self.recorded[*intake]
                .written
                .iter()
                .filter_map(|written| written.conversation.map(|id| learnt.now_at(id.0)))
                .collect();
            spoken.sort();
            spoken.dedup();
            self.deliveries.conversation[row] = spoken.first().copied();
            for conversation in spoken.into_iter().skip(1) {
                further.push(conversation);
                of.push(self.deliveries.id[row]);
            }
        }
        (further, of)
    }
}

/// The preview behind its time, so that the greatest is the newest.
fn stamped(message: &Message) -> String {
    let line = if message.body.is_empty() { format!("[{}]", message.kind) } else { text::preview(&message.body) };
    let micros = (message.sent_at.unix_timestamp_nanos() / 1000).max(0);
    format!("{micros:020}{line}")
}
