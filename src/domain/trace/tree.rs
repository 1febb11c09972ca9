//! Which span is within which, and which came first.
//!
//! Indices into the lists here are made here, one for each span, and so are always within them.

use time::OffsetDateTime;

use crate::domain::span::{Kind, Span, SpanId};

/// What is known of each span's place, by index.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    downward: Vec<usize>,
}

/// Where a span stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The span around it, where that is known; going up always ends.
    pub parent: Option<usize>,
    /// When it began; where it does not say, with its parent, else with the trace. None where no span says.
    pub begins: Option<OffsetDateTime>,
    /// Its number by (`begins`, id).
    pub rank: usize,
    /// Its number in an order where a parent comes before its children.
    pub position: usize,
    /// Whether it is a model's span with no other model's within it.
    pub leaf: bool,
}

impl Tree {
    /// In time linear in the spans but for one sort, without recursion: strangers send chains of any depth.
    pub(super) fn of(spans: &[Span]) -> Self {
        let mut parents = parents(spans);
        open_circles(spans, &mut parents);
        let downward = downward(&parents);
        let earliest = spans.iter().filter_map(|span| span.started_at).min();
        let node = |(span, parent): (&Span, &Option<usize>)| Node {
            parent: *parent,
            begins: span.started_at,
            rank: 0,
            position: 0,
            leaf: span.kind == Some(Kind::Llm),
        };
        let mut nodes: Vec<Node> = spans.iter().zip(&parents).map(node).collect();
        for (position, &i) in downward.iter().enumerate() {
            let above = nodes[i].parent.and_then(|parent| nodes[parent].begins);
            nodes[i].position = position;
            nodes[i].begins = nodes[i].begins.or(above).or(earliest);
        }
        let mut by_time: Vec<usize> = (0..spans.len()).collect();
        by_time.sort_unstable_by_key(|&i| (nodes[i].begins, spans[i].id));
        for (rank, &i) in by_time.iter().enumerate() {
            nodes[i].rank = rank;
        }
        let mut holds_model = vec![false; spans.len()];
        for &i in downward.iter().rev() {
            if let Some(parent) = nodes[i].parent {
                holds_model[parent] |= holds_model[i] || nodes[i].leaf;
            }
            nodes[i].leaf &= !holds_model[i];
        }
        Self { nodes, downward }
    }

    /// What is known of the span of that index.
    pub(super) fn node(&self, index: usize) -> Node {
        self.nodes[index]
    }

    /// All indices, a parent's before its children's.
    pub(super) fn downward(&self) -> impl Iterator<Item = usize> {
        self.downward.iter().copied()
    }
}

fn parents(spans: &[Span]) -> Vec<Option<usize>> {
    let mut by_id: Vec<(SpanId, usize)> = spans.iter().enumerate().map(|(i, span)| (span.id, i)).collect();
    by_id.sort_unstable();
    let index = |id| by_id.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| by_id[at].1);
    spans.iter().map(|span| index(span.parent?)).collect()
}

/// Takes the parent from one span of each circle: the earliest, so that all spans stay below something whatever the
/// order they came in.
fn open_circles(spans: &[Span], parents: &mut [Option<usize>]) {
    let mut seen_from = vec![usize::MAX; spans.len()];
    for start in 0..spans.len() {
        let mut at = Some(start);
        while let Some(i) = at.filter(|&i| seen_from[i] == usize::MAX) {
            seen_from[i] = start;
            at = parents[i];
        }
        let Some(met) = at.filter(|&i| seen_from[i] == start) else { continue };
        let around = std::iter::successors(parents[met], |&i| parents[i].filter(|_| i != met));
        if let Some(first) = around.min_by_key(|&i| (spans[i].started_at, spans[i].id)) {
            parents[first] = None;
        }
    }
}

fn downward(parents: &[Option<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(parents.len());
    let mut done = vec![false; parents.len()];
    let mut path = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(i) = at.filter(|&i| !done[i]) {
            done[i] = true;
            path.push(i);
            at = parents[i];
        }
        order.extend(path.drain(..).rev());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::domain::span::{Kind, Span};
    use crate::domain::trace::sample::{at, llm, span};

    fn parents(spans: &[Span]) -> Vec<Option<usize>> {
        let tree = Tree::of(spans);
        (0..spans.len()).map(|i| tree.node(i).parent).collect()
    }

    #[test]
    fn a_circle_is_opened_at_its_earliest_span() {
        let kind = Kind::Other;
        for (what, spans, want) in [
            ("its own parent", vec![span(1, 1, kind)], vec![None]),
            ("a missing parent", vec![span(1, 9, kind)], vec![None]),
            ("two", vec![span(2, 1, kind), span(1, 2, kind)], vec![Some(1), None]),
            (
                "three and a tail",
                vec![span(5, 4, kind), span(4, 3, kind), span(3, 2, kind), span(2, 4, kind)],
                vec![Some(1), Some(2), Some(3), None],
            ),
        ] {
            assert_eq!(parents(&spans), want, "{what}");
        }
    }

    #[test]
    fn a_span_without_a_time_begins_with_its_parent_or_the_trace() {
        let timeless = |number, parent| Span { started_at: None, ..span(number, parent, Kind::Other) };
        let spans = [timeless(4, 3), span(3, 2, Kind::Other), timeless(2, 0), span(1, 0, Kind::Other)];
        let tree = Tree::of(&spans);
        let told: Vec<_> = (0..4).map(|i| (tree.node(i).begins, tree.node(i).rank)).collect();
        assert_eq!(told, [(Some(at(3)), 3), (Some(at(3)), 2), (Some(at(1)), 1), (Some(at(1)), 0)]);
        assert_eq!(Tree::of(&[timeless(1, 0)]).node(0).begins, None);
    }

    #[test]
    fn a_model_span_around_another_is_no_leaf_however_deep() {
        let spans = [llm(1, 0, "", ""), span(2, 1, Kind::Other), llm(3, 2, "", ""), llm(4, 0, "", "")];
        let tree = Tree::of(&spans);
        assert_eq!([0, 1, 2, 3].map(|i| tree.node(i).leaf), [false, false, true, true]);
    }
}
