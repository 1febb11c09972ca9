//! A trace as its spans make it: which conversations it belongs to, and what it is called in the list.

use std::collections::{BTreeMap, HashMap};

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::span::{Kind, Span, SpanId, TraceId};
use crate::domain::trace::{self, Turn};
use crate::store::traces::spans::Told;

/// What belongs to one conversation.
#[derive(Default)]
pub(super) struct Part {
    /// Its spans.
    pub(super) of: Vec<usize>,
    pub(super) turns: Vec<Turn>,
}

/// One trace with all its spans.
pub(super) struct Trace {
    pub(super) id: Uuid,
    pub(super) source: String,
    pub(super) spans: Vec<Span>,
    /// What belongs to each conversation, by the name that the spans give it.
    pub(super) threads: BTreeMap<String, Part>,
    /// The conversation of spans that have none but from the answer that they go on with.
    pub(super) chained: HashMap<SpanId, String>,
    /// The user that each span worked for.
    users: Vec<Option<String>>,
}

impl Trace {
    /// The traces that these spans make, which come ordered by trace; not sorted out yet.
    pub(super) fn of(told: Vec<Told>) -> Vec<Self> {
        let mut traces: Vec<Self> = Vec::new();
        for Told { span, source, .. } in told {
            match traces.last_mut() {
                Some(last) if last.id == span.trace.0 => last.spans.push(span),
                _ => traces.push(Self {
                    id: span.trace.0,
                    source,
                    spans: vec![span],
                    threads: BTreeMap::new(),
                    chained: HashMap::new(),
                    users: Vec::new(),
                }),
            }
        }
        traces
    }

    /// Finds what belongs to which conversation. With `alone` a trace that no span gives to one is one by itself.
    pub(super) fn sort_out(&mut self, alone: bool) {
        let tree = trace::Trace::of(&self.spans);
        let mut threads: BTreeMap<String, Part> = BTreeMap::new();
        let placed =
            tree.place_by(|span| span.thread.as_deref().or_else(|| self.chained.get(&span.id).map(String::as_str)));
        for (index, thread) in placed.into_iter().enumerate() {
            if let Some(thread) = thread {
                match threads.get_mut(thread) {
                    Some(part) => part.of.push(index),
                    None => drop(threads.insert(thread.to_owned(), Part { of: vec![index], turns: Vec::new() })),
                }
            }
        }
        let is_ours = |span: &Span| matches!(span.kind, Some(Kind::Llm | Kind::Agent));
        if alone && threads.is_empty() && self.spans.iter().any(is_ours) {
            let of = (0..self.spans.len()).collect();
            threads.insert(TraceId(self.id).to_string(), Part { of, turns: Vec::new() });
        }
        for part in threads.values_mut() {
            part.turns = tree.turns(&part.of);
        }
        let users =
            tree.place_by(|span| span.user.as_deref()).into_iter().map(|user| user.map(str::to_owned)).collect();
        (self.threads, self.users) = (threads, users);
    }

    /// The user of a conversation in it, if one is named.
    pub(super) fn user(&self, of: &[usize]) -> Option<&str> {
        of.iter().find_map(|index| self.users.get(*index)?.as_deref())
    }

    /// The environment of a conversation in it, if one is named.
    pub(super) fn environment(&self, of: &[usize]) -> Option<&str> {
        of.iter().find_map(|index| self.spans.get(*index)?.environment.as_deref())
    }

    /// When the first of these spans began.
    pub(super) fn began_at(&self, of: &[usize]) -> Option<OffsetDateTime> {
        of.iter().filter_map(|index| self.spans.get(*index)?.started_at).min()
    }

    /// The agents of these spans, each once.
    pub(super) fn agents(&self, of: &[usize]) -> Vec<String> {
        let mut agents: Vec<String> = of
            .iter()
            .filter_map(|index| self.spans.get(*index)?.agent.as_ref())
            // The list of a conversation's agents is kept by lines.
            .map(|agent| agent.replace('\n', " "))
            .filter(|agent| !agent.is_empty())
            .collect();
        agents.sort();
        agents.dedup();
        agents
    }

    /// The name of its topmost span, the earliest where there are several.
    pub(super) fn name(&self) -> &str {
        let first = |span: &&Span| (span.started_at.is_none(), span.started_at, span.id);
        let tops = self.spans.iter().filter(|span| span.parent.is_none());
        tops.min_by_key(first)
            .or_else(|| self.spans.iter().min_by_key(first))
            .and_then(|span| span.name.as_deref())
            .unwrap_or_default()
    }

    /// How many of its spans failed.
    pub(super) fn errors(&self) -> i64 {
        i64::try_from(self.spans.iter().filter(|span| span.failed == Some(true)).count()).unwrap_or(i64::MAX)
    }
}
