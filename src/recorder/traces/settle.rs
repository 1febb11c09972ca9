//! Traces worked out: what their spans say together becomes conversations and messages, and what they said before and
//! say no more is taken back, in one transaction that holds the traces.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::{Connection as _, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::memory::Learnt;
use super::super::queue::Queue;
use super::super::resolve::Place;
use super::super::write::WriteError;
use super::compose::{self, Said};
use super::gather::{Part, Trace};
use crate::domain::conversation::kind;
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::span::{SpanId, TraceId};
use crate::domain::tariff::Charging;
use crate::domain::text;
use crate::domain::trace::Turn;
use crate::store;
use crate::store::erasure::records;
use crate::store::traces::link::{self, Link};
use crate::store::traces::queue::{self as waiting, Arrival};
use crate::store::traces::turns::{self as made, Made};

/// Counter rows that this adds to; recorders and erasure have others.
pub(super) const SHARD: i16 = -2;

/// Works out the traces of up to `most` requests; returns of how many.
pub(super) async fn settle(queue: &Queue, most: i64) -> Result<usize, WriteError> {
    let mut conn = queue.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    match in_transaction(queue, &mut tx, most).await {
        Ok(done) => {
            tx.commit().await?;
            if queue.committed.receiver_count() > 0 {
                // Nobody may listen any more.
                let _told = queue.committed.send(done.told.into_iter().map(ConversationId).collect());
            }
            for learnt in done.lessons {
                queue.cache.learn(learnt);
            }
            Ok(done.arrivals)
        }
        Err(error) => {
            // Before it is tried again, which would pass over rows of the queue that are still held here.
            let _gone = tx.rollback().await;
            Err(error)
        }
    }
}

/// What one transaction came to.
#[derive(Default)]
struct Done {
    arrivals: usize,
    told: Vec<Uuid>,
    lessons: Vec<Learnt>,
}

async fn in_transaction(queue: &Queue, tx: &mut PgConnection, most: i64) -> Result<Done, WriteError> {
    let now = queue.clock.now();
    // Should a crash forget it, the traces wait on the queue again.
    store::search::index::without_waiting_for_the_disk(tx).await?;
    let arrivals = waiting::claim(tx, most).await?;
    let mut done = Done { arrivals: arrivals.len(), ..Done::default() };
    for (project, traces) in by_project(&arrivals) {
        let mut learnt = Learnt::default();
        let mut work = Work { queue, tx: &mut *tx, project: ProjectId(project), now, learnt: &mut learnt };
        done.told.extend(work.traces(&traces).await?);
        done.lessons.push(learnt);
    }
    for arrival in sources(&arrivals) {
        waiting::note_source(tx, &arrival).await?;
    }
    Ok(done)
}

fn by_project(arrivals: &[Arrival]) -> BTreeMap<Uuid, Vec<Uuid>> {
    let mut projects: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for arrival in arrivals {
        projects.entry(arrival.project).or_default().extend(&arrival.traces);
    }
    projects.into_iter().map(|(project, traces)| (project, traces.into_iter().collect())).collect()
}

/// What the requests of each source come to; those that we put on the queue ourselves have none.
fn sources(arrivals: &[Arrival]) -> Vec<Arrival> {
    let mut sources: BTreeMap<(Uuid, &str, &str), Arrival> = BTreeMap::new();
    for arrival in arrivals.iter().filter(|arrival| !arrival.source.is_empty()) {
        sources
            .entry((arrival.project, &arrival.source, &arrival.sdk))
            .and_modify(|sum| {
                sum.spans += arrival.spans;
                sum.rejected += arrival.rejected;
                sum.received_at = sum.received_at.max(arrival.received_at);
            })
            .or_insert_with(|| arrival.clone());
    }
    sources.into_values().collect()
}

/// A turn with what it is, and was, made into.
pub(super) struct Wanted {
    pub(super) trace: Uuid,
    pub(super) place: Place,
    pub(super) said: Said,
    pub(super) before: Option<Made>,
    pub(super) anchor: SpanId,
}

/// The working out of traces of one project.
pub(super) struct Work<'a> {
    pub(super) queue: &'a Queue,
    pub(super) tx: &'a mut PgConnection,
    pub(super) project: ProjectId,
    pub(super) now: OffsetDateTime,
    pub(super) learnt: &'a mut Learnt,
}

impl Work<'_> {
    /// Works out traces; returns the conversations that there is news of.
    async fn traces(&mut self, ids: &[Uuid]) -> Result<BTreeSet<Uuid>, WriteError> {
        let project = self.project.0;
        link::begin(self.tx, project, ids, self.now).await?;
        link::lock(self.tx, project, ids).await?;
        let found = store::projects::find(self.tx, project).await?;
        let alone = found.as_ref().is_some_and(|project| project.session_by_trace);
        let traces = self.gather(ids, alone).await?;
        let charging = store::prices::charging(self.tx, project, &self.queue.prices).await?;
        let before = link::of_traces(self.tx, project, ids).await?;
        let made = made::of_traces(self.tx, project, ids).await?;
        let places = self.places(&traces).await?;

        let mut touched: Vec<Uuid> = before.iter().map(|link| link.conversation_id).collect();
        touched.extend(places.values().map(|place| place.conversation));
        touched.extend(made.iter().map(|made| made.conversation_id));
        touched.sort();
        touched.dedup();
        if store::conversations::begin::lock(self.tx, project, &touched).await? < touched.len() as u64 {
            return Err(WriteError::Vanished);
        }

        let mut links = Vec::new();
        let mut wanted = Vec::new();
        let mut old: HashMap<(Uuid, SpanId), Made> =
            made.into_iter().map(|made| ((made.trace_id, SpanId(made.anchor_id)), made)).collect();
        for trace in &traces {
            for (thread, part) in &trace.threads {
                let Some(place) = places.get(thread) else { continue };
                links.push(self.link(trace, part, place, &charging));
                if &*place.kind == kind::TRACE {
                    for turn in &part.turns {
                        wanted.push(self.want(trace, turn, place, &charging, &mut old).await?);
                    }
                }
            }
        }
        let changed = self.replace(wanted, old.into_values().collect()).await?;
        self.relink(&before, &links).await?;
        self.describe(ids, &traces, &places).await?;
        if !changed.is_empty() {
            link::push_continuing(self.tx, project, &changed.iter().copied().collect::<Vec<_>>(), ids, self.now)
                .await?;
        }
        let left = made::empty(self.tx, project, &touched).await?;
        if !left.is_empty() {
            store::search::forget(self.tx, project, &left).await?;
            records::costs(self.tx, project, &left).await?;
            records::conversations(self.tx, project, &left).await?;
        }
        Ok(touched.into_iter().collect())
    }

    fn link(&self, trace: &Trace, part: &Part, place: &Place, charging: &Charging) -> Link {
        let Part { of, turns } = part;
        Link {
            conversation_id: place.conversation,
            trace_id: trace.id,
            first_at: trace.began_at(of).unwrap_or(self.now),
            spans: i64::try_from(of.len()).unwrap_or(i64::MAX),
            shared: trace.threads.len() > 1,
            continues: turns.iter().any(|turn| turn.continues),
            worded: turns.iter().any(|turn| turn.asked.is_some() || turn.answered.is_some()),
            source: trace.source.clone(),
            user_id: trace.user(of).map(text::clean),
            agents: trace.agents(of),
            models: compose::models(&trace.spans, turns, charging, self.now),
        }
    }

    async fn want(
        &mut self,
        trace: &Trace,
        turn: &Turn,
        place: &Place,
        charging: &Charging,
        old: &mut HashMap<(Uuid, SpanId), Made>,
    ) -> Result<Wanted, WriteError> {
        // The messages of a turn stay the same ones as long as any span of it is still in it.
        let anchor = std::iter::once(turn.anchor)
            .chain(turn.spans.iter().filter_map(|index| Some(trace.spans.get(*index)?.id)))
            .find(|id| old.contains_key(&(trace.id, *id)));
        let before = anchor.and_then(|anchor| old.remove(&(trace.id, anchor)));
        let own = before.as_ref().and_then(|made| made.asked_id).unwrap_or_default();
        let heard = match (&turn.asked, turn.asked_at) {
            (Some(asked), Some(at)) if turn.continues => {
                let last = made::asked_before(self.tx, self.project.0, place.conversation, at, own).await?;
                last.as_deref() == Some(&*text::clean(asked))
            }
            _ => false,
        };
        let said = compose::compose(TraceId(trace.id), &trace.spans, turn, charging, heard, self.now);
        Ok(Wanted {
            trace: trace.id,
            place: place.clone(),
            said,
            anchor: before.as_ref().map_or(turn.anchor, |made| SpanId(made.anchor_id)),
            before,
        })
    }
}
