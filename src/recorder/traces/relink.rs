//! Which conversations traces belong to, and what they are called in the list.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::super::resolve::Place;
use super::super::write::WriteError;
use super::gather::Trace;
use super::settle::Work;
use crate::domain::text;
use crate::store::traces::erase;
use crate::store::traces::link::{self, Link, Traces};

impl Work<'_> {
    /// Writes which conversations the traces belong to, and counts their spans there.
    pub(super) async fn relink(&mut self, before: &[Link], links: &[Link]) -> Result<(), WriteError> {
        let project = self.project.0;
        let mut counts: BTreeMap<Uuid, (i64, i64, BTreeSet<String>)> = BTreeMap::new();
        let same =
            |one: &Link, other: &Link| (one.conversation_id, one.trace_id) == (other.conversation_id, other.trace_id);
        for old in before {
            let count = counts.entry(old.conversation_id).or_default();
            count.0 -= old.spans;
            count.1 -= 1;
            if !links.iter().any(|link| same(link, old)) {
                link::remove(self.tx, project, old.conversation_id, old.trace_id).await?;
            }
        }
        for new in links {
            let count = counts.entry(new.conversation_id).or_default();
            count.0 += new.spans;
            count.1 += 1;
            count.2.extend(new.agents.iter().cloned());
        }
        let moved: Vec<Uuid> = (before.iter())
            .filter(|old| !links.iter().any(|link| same(link, old) && link.first_at == old.first_at))
            .map(|old| old.conversation_id)
            .collect();
        let changed: Vec<Link> = links.iter().filter(|link| !before.contains(link)).cloned().collect();
        if !changed.is_empty() {
            link::put(self.tx, project, &changed).await?;
        }
        let conversations: Vec<Uuid> = counts.keys().copied().collect();
        let spans: Vec<i64> = counts.values().map(|count| count.0).collect();
        let traces: Vec<i64> = counts.values().map(|count| count.1).collect();
        let agents: Vec<String> =
            counts.into_values().map(|count| count.2.into_iter().collect::<Vec<_>>().join("\n")).collect();
        if !moved.is_empty() {
            link::restart(self.tx, project, &moved).await?;
        }
        if !conversations.is_empty() {
            link::count(self.tx, project, &conversations, &spans, &traces, &agents).await?;
        }
        Ok(())
    }

    /// Writes what each trace is, and of those of several conversations to which of them each span belongs.
    pub(super) async fn describe(
        &mut self,
        ids: &[Uuid],
        traces: &[Trace],
        places: &BTreeMap<String, Place>,
    ) -> Result<(), WriteError> {
        let project = self.project.0;
        let mut rows = Traces::default();
        for trace in traces {
            let all: Vec<usize> = (0..trace.spans.len()).collect();
            rows.id.push(trace.id);
            rows.source.push(trace.source.clone());
            rows.name.push(text::cut(trace.name(), 500).to_owned());
            rows.first_at.push(trace.began_at(&all).unwrap_or(self.now));
            rows.last_at.push(trace.spans.iter().filter_map(|span| span.ended_at).max());
            rows.spans.push(i64::try_from(all.len()).unwrap_or(i64::MAX));
            rows.errors.push(trace.errors());
            if trace.threads.len() > 1 {
                let mut of: Vec<Option<Uuid>> = vec![None; trace.spans.len()];
                for (thread, part) in &trace.threads {
                    for index in &part.of {
                        of[*index] = places.get(thread).map(|place| place.conversation);
                    }
                }
                let spans: Vec<Uuid> = trace.spans.iter().map(|span| span.id.0).collect();
                link::place(self.tx, project, &vec![trace.id; spans.len()], &spans, &of).await?;
            }
        }
        link::describe(self.tx, project, &rows).await?;
        let gone: Vec<Uuid> = ids.iter().copied().filter(|id| !rows.id.contains(id)).collect();
        if !gone.is_empty() {
            erase::traces(self.tx, project, &gone).await?;
        }
        Ok(())
    }
}
