//! Calls that go on with an answer by naming it, and name no conversation: a chain of them is one. OpenAI's Responses
//! API has `previous_response_id` for it, and programs that use it often have no other id.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::super::write::WriteError;
use super::gather::Trace;
use super::settle::Work;
use crate::domain::span::Span;
use crate::domain::trace;
use crate::store::traces::chains::{self, Response};
use crate::store::traces::queue::{self, Arrival};
use crate::store::traces::spans;

/// How the ids of answers begin that can be gone on with; those of other APIs are not kept unless they are named.
const OF_RESPONSES: &str = "resp_";

impl Work<'_> {
    /// Reads traces and sorts out what of them belongs to which conversation; with `alone` a trace that no span gives
    /// to one is one by itself.
    pub(super) async fn gather(&mut self, ids: &[Uuid], alone: bool) -> Result<Vec<Trace>, WriteError> {
        let mut traces = Trace::of(spans::of_traces(self.tx, self.project.0, ids).await?);
        self.chain(&mut traces).await?;
        for trace in &mut traces {
            trace.sort_out(alone);
        }
        Ok(traces)
    }

    /// Finds the conversation of each span that has it from a chain, and has other traces worked out again of which
    /// that changed. An answer that comes in the order in which it was given costs a look-up; one that comes late one
    /// for each that waited for it.
    async fn chain(&mut self, traces: &mut [Trace]) -> Result<(), WriteError> {
        let project = self.project.0;
        let mut links: Vec<(usize, Link)> = Vec::new();
        for (index, trace) in traces.iter().enumerate() {
            links.extend(links_of(&trace.spans).into_iter().map(|link| (index, link)));
        }
        if links.is_empty() {
            return Ok(());
        }
        // The order in which they were given, in which each finds its chain at once.
        links.sort_by_key(|(index, link)| traces[*index].spans[link.span].started_at);
        chains::lock(self.tx, project).await?;
        let mut touched: BTreeSet<Uuid> = BTreeSet::new();
        for (index, link) in &links {
            let (thread, previous) = (link.thread.clone(), link.previous.clone());
            let mut root = link.id.clone();
            let mut lone = None;
            if let Some(previous) = &previous {
                chains::name(self.tx, project, previous).await?;
                let before = chains::find(self.tx, project, previous).await?;
                lone = before.as_ref().and_then(|before| before.lone);
                if thread.is_none() {
                    root = before.map_or(root, |before| before.root);
                }
            }
            let response =
                Response { id: link.id.clone(), trace_id: traces[*index].id, previous, thread, root: root.clone() };
            if chains::put(self.tx, project, &response).await? {
                touched.extend(lone);
                touched.extend(chains::lead(self.tx, project, &link.id, &root).await?);
            }
        }
        let mut ids: Vec<String> = links.iter().map(|(_, link)| link.id.clone()).collect();
        ids.sort();
        ids.dedup();
        let threads: HashMap<String, String> = chains::threads(self.tx, project, &ids)
            .await?
            .into_iter()
            .map(|chained| (chained.id, chained.thread))
            .collect();
        for (index, link) in links.into_iter().filter(|(_, link)| link.thread.is_none()) {
            if let Some(thread) = threads.get(&link.id) {
                let span = traces[index].spans[link.span].id;
                traces[index].chained.insert(span, thread.clone());
            }
        }
        for trace in traces.iter() {
            touched.remove(&trace.id);
        }
        self.again(touched).await
    }

    async fn again(&mut self, traces: BTreeSet<Uuid>) -> Result<(), WriteError> {
        if traces.is_empty() {
            return Ok(());
        }
        let arrival = Arrival {
            project: self.project.0,
            traces: traces.into_iter().collect(),
            source: String::new(),
            sdk: String::new(),
            spans: 0,
            rejected: 0,
            received_at: self.now,
        };
        Ok(queue::push(self.tx, &arrival).await?)
    }
}

/// A span that may be part of a chain.
struct Link {
    /// Its place in its trace.
    span: usize,
    /// The id of its answer; of a call that none came of one that nobody can name.
    id: String,
    previous: Option<String>,
    /// Its conversation, where it has one without any chain.
    thread: Option<String>,
}

fn links_of(spans: &[Span]) -> Vec<Link> {
    let may_be =
        |span: &Span| span.previous.is_some() || span.response.as_ref().is_some_and(|id| id.starts_with(OF_RESPONSES));
    if !spans.iter().any(may_be) {
        return Vec::new();
    }
    let placed = trace::Trace::of(spans).place();
    let link = |(index, span): (usize, &Span)| {
        let id = span.response.clone().unwrap_or_else(|| format!("{}/{}", span.trace, span.id));
        Link {
            span: index,
            previous: span.previous.clone().filter(|previous| *previous != id),
            id,
            thread: placed[index].map(str::to_owned),
        }
    };
    let mut links: Vec<Link> = spans.iter().enumerate().filter(|(_, span)| may_be(span)).map(link).collect();
    // A wrapper tells of the same answer; what one of them does not say, the other may.
    let mut said: HashMap<String, (Option<String>, Option<String>)> = HashMap::new();
    for link in &links {
        let (previous, thread) = said.entry(link.id.clone()).or_default();
        *previous = previous.take().or_else(|| link.previous.clone());
        *thread = thread.take().or_else(|| link.thread.clone());
    }
    for link in &mut links {
        (link.previous, link.thread) = said.get(&link.id).cloned().unwrap_or_default();
    }
    links
}
