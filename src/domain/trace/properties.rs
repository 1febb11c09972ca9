//! What holds for any trace at all, tried with random ones.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::sample::{at, id, span};
use super::{Trace, Turn};
use crate::domain::money::Nanos;
use crate::domain::span::{Fault, Kind, Span, SpanId, ToolCall};
use crate::domain::usage::Usage;

/// Parents may be missing, later, circular or the span itself; times are often the same or not told.
fn any_span(number: u64) -> impl Strategy<Value = Span> {
    let word = || prop::option::weighted(0.6, prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned));
    let call = (0..3u8, any::<bool>()).prop_map(|(id, result)| ToolCall {
        id: if id == 0 { String::new() } else { format!("c{id}") },
        name: "x".to_owned(),
        result: result.then(|| "r".to_owned()),
        ..ToolCall::default()
    });
    let place =
        (0..14u64, prop::sample::select(Kind::ALL.to_vec()), prop::option::of(0..5i64), prop::option::of(0..9i64));
    let says =
        (word(), word(), any::<bool>(), prop::option::weighted(0.3, word()), prop::option::weighted(0.2, 1..4u64));
    let took =
        (prop::option::of(any::<u32>()), prop::option::of(any::<i64>()), prop::option::weighted(0.2, any::<bool>()));
    (place, says, took, prop::collection::vec(call, 0..3)).prop_map(move |(place, says, took, calls)| Span {
        started_at: place.2.map(at),
        ended_at: place.3.map(at),
        asked: says.0,
        answered: says.1,
        continues: says.2,
        thread: says.3.flatten(),
        segment: says.4.map(id),
        usage: took.0.map(|tokens| Usage { input_tokens: tokens / 16, ..Usage::default() }),
        cost: took.1.map(|cost| Nanos((cost / 64).abs())),
        failed: took.2,
        fault: took.2.map(|_| Fault { kind: "E".to_owned(), message: String::new() }),
        tool: calls.first().cloned(),
        calls,
        ..span(number, place.0, place.1)
    })
}

fn any_trace() -> impl Strategy<Value = Vec<Span>> {
    let spans = (1..13u64).prop_flat_map(|count| (1..=count).map(any_span).collect::<Vec<_>>());
    (spans, any::<bool>()).prop_map(|(mut spans, orderly)| {
        for span in spans.iter_mut().filter(|_| orderly) {
            span.parent = span.parent.filter(|parent| *parent < span.id);
        }
        spans
    })
}

fn conversations<'a>(placed: &[Option<&'a str>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, id) in placed.iter().enumerate() {
        found.entry(id.unwrap_or_default()).or_default().push(i);
    }
    found
}

/// The spans of a turn, its leaves, and the rest of it.
type Told = (Vec<SpanId>, Vec<SpanId>, Turn);

/// Everything that is said of a trace, with ids in place of indices.
fn told(spans: &[Span]) -> Vec<(String, Vec<Told>)> {
    let trace = Trace::of(spans);
    let ids = |indices: &[usize]| indices.iter().map(|i| spans[*i].id).collect::<Vec<_>>();
    let turn =
        |turn: Turn| (ids(&turn.spans), ids(&turn.leaves), Turn { spans: Vec::new(), leaves: Vec::new(), ..turn });
    let told = |(id, of): (&str, Vec<usize>)| (id.to_owned(), trace.turns(&of).into_iter().map(turn).collect());
    conversations(&trace.place()).into_iter().map(told).collect()
}

fn is_leaf(spans: &[Span], i: usize) -> bool {
    let within = |mut inner: usize| {
        for _ in 0..spans.len() {
            match spans.iter().position(|span| Some(span.id) == spans[inner].parent) {
                Some(parent) if parent == i => return true,
                Some(parent) => inner = parent,
                None => return false,
            }
        }
        false
    };
    let is_model = |i: usize| spans[i].kind == Some(Kind::Llm);
    is_model(i) && !(0..spans.len()).any(|other| other != i && is_model(other) && within(other))
}

fn is_tree(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.parent.is_none_or(|parent| parent < span.id || spans.iter().all(|s| s.id != parent)))
}

proptest! {
    #[test]
    fn the_order_in_which_spans_come_changes_nothing((spans, shuffled) in any_trace().prop_flat_map(|spans| {
        (Just(spans.clone()), Just(spans).prop_shuffle())
    })) {
        prop_assert_eq!(told(&spans), told(&shuffled));
    }

    #[test]
    fn every_model_call_is_in_one_turn_and_counted_once(spans in any_trace()) {
        let trace = Trace::of(&spans);
        for of in conversations(&trace.place()).values() {
            let turns = trace.turns(of);
            let of_turns: Vec<usize> = turns.iter().flat_map(|turn| turn.leaves.iter().copied()).collect();
            let leaves: BTreeSet<usize> = of_turns.iter().copied().collect();
            prop_assert_eq!(of_turns.len(), leaves.len());
            if is_tree(&spans) {
                let want: BTreeSet<usize> = of.iter().copied().filter(|&i| is_leaf(&spans, i)).collect();
                prop_assert_eq!(&leaves, &want);
            }
            let tokens: u32 = leaves.iter().filter_map(|i| spans[*i].usage).map(|usage| usage.input_tokens).sum();
            prop_assert_eq!(turns.iter().map(|turn| turn.usage.input_tokens).sum::<u32>(), tokens);
            let cost: i64 = leaves.iter().filter_map(|i| spans[*i].cost).map(|cost| cost.0).sum();
            prop_assert_eq!(turns.iter().filter_map(|turn| turn.told_cost).map(|cost| cost.0).sum::<i64>(), cost);
            let in_turns: Vec<usize> = turns.iter().flat_map(|turn| turn.spans.iter().copied()).collect();
            let known: BTreeSet<usize> = in_turns.iter().copied().collect();
            prop_assert_eq!(in_turns.len(), known.len());
            prop_assert!(known.iter().all(|i| of.contains(i)));
            let anchors: BTreeSet<SpanId> = turns.iter().map(|turn| turn.anchor).collect();
            prop_assert_eq!(anchors.len(), turns.len());
            prop_assert!(turns.is_sorted_by_key(|turn| turn.asked_at));
        }
    }

    #[test]
    fn no_id_leaks_where_a_trace_names_two(spans in any_trace()) {
        let own: BTreeSet<&str> = spans.iter().filter_map(|span| span.thread.as_deref()).collect();
        let placed = Trace::of(&spans).place();
        for (span, id) in spans.iter().zip(&placed) {
            if let Some(own) = span.thread.as_deref() {
                prop_assert_eq!(*id, Some(own));
            } else if own.len() == 1 {
                prop_assert_eq!(*id, own.first().copied());
            } else if let Some(id) = id {
                let parent = spans.iter().position(|other| Some(other.id) == span.parent);
                let of_parent = parent.is_some_and(|parent| placed[parent] == Some(*id));
                let segment = |span: &Span| span.segment.unwrap_or(span.id);
                let of_segment = spans.iter().any(|other| segment(other) == segment(span) && other.thread.as_deref() == Some(*id));
                prop_assert!(of_parent || of_segment);
            }
        }
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_spans_is_one_turn() {
    let spans: Vec<Span> = (1..=100_000).rev().map(|number| span(number, number - 1, Kind::Chain)).collect();
    let deep = Span { thread: Some("t".to_owned()), ..span(100_001, 100_000, Kind::Llm) };
    let spans: Vec<Span> = [vec![deep], spans].concat();
    let trace = Trace::of(&spans);
    assert!(trace.place().iter().all(|id| *id == Some("t")));
    let turns = trace.turns(&(0..spans.len()).collect::<Vec<_>>());
    assert_eq!(turns.iter().map(|turn| (turn.spans.len(), turn.anchor)).collect::<Vec<_>>(), [(100_001, id(100_001))]);
}
