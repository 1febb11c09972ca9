//! Which tops make a turn together.

use std::collections::HashMap;

use super::fault::failed;
use super::member::Member;
use crate::domain::span::{Kind, Span, SpanId};

/// A topmost span and everything of the conversation within it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'a> {
    /// The topmost span.
    pub top: &'a Span,
    /// It and all within it, by time.
    pub members: &'a [Member<'a>],
}

/// What becomes a turn: units by time, at least one.
#[derive(Debug)]
pub(super) struct Gathering<'a> {
    /// Its first topmost span.
    pub top: &'a Span,
    /// Its units.
    pub units: Vec<Unit<'a>>,
    asked: Option<&'a str>,
    whole: bool,
}

impl<'a> Unit<'a> {
    /// Whether the top is a turn by itself, not only with its siblings.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.top.kind, Some(Kind::Agent | Kind::Chain))
    }

    /// A workflow of which nothing is known but its time is no turn.
    fn tells(&self) -> bool {
        let top = self.top;
        !self.is_whole()
            || top.asked.is_some()
            || top.answered.is_some()
            || failed(top)
            || self.members.iter().any(|member| matches!(member.span.kind, Some(Kind::Llm | Kind::Tool)))
    }

    fn asked(&self) -> Option<&'a str> {
        let of_model =
            self.members.iter().filter(|member| member.is_direct()).find_map(|member| member.span.asked.as_deref());
        of_model.or_else(|| self.top.asked.as_deref().filter(|_| self.is_whole()))
    }

    fn continues(&self) -> bool {
        continues(self.members)
    }
}

/// Whether the first call of a model goes on with a turn; it may be told by two spans, one within the other.
pub(super) fn continues(members: &[Member]) -> bool {
    let mut direct = members.iter().filter(|member| member.is_direct());
    let first = direct.clone().next();
    let leaf = direct.find(|member| member.leaf);
    first.is_some_and(|member| member.span.continues) || leaf.is_some_and(|member| member.span.continues)
}

/// Puts units together to turns. `members` as `members()` gives them.
///
/// Siblings are those under the very same parent, known or not: two requests in one trace may well say the same words.
/// A call that goes on after a tool's result finds its turn by its words wherever that is, and so does an agent that
/// takes over from another.
pub(super) fn gather<'a>(members: &'a [Member<'a>]) -> Vec<Gathering<'a>> {
    let mut turns: Vec<Gathering<'a>> = Vec::new();
    let mut by_parent: HashMap<Option<SpanId>, usize> = HashMap::new();
    let mut by_asked: HashMap<&str, usize> = HashMap::new();
    for members in members.chunk_by(|a, b| a.top.rank == b.top.rank) {
        let Some(first) = members.first() else { continue };
        let unit = Unit { top: first.top.span, members };
        if !unit.tells() {
            continue;
        }
        let parent = unit.top.parent;
        let asked = unit.asked();
        let sibling = by_parent.get(&parent).copied().filter(|&turn| joins(&unit, asked, &turns[turn]));
        let earlier = asked.filter(|_| unit.continues()).and_then(|asked| by_asked.get(asked).copied());
        let turn = earlier.or(sibling).unwrap_or_else(|| {
            turns.push(Gathering { top: unit.top, units: Vec::new(), asked: None, whole: false });
            turns.len() - 1
        });
        turns[turn].units.push(unit);
        turns[turn].asked = turns[turn].asked.or(asked);
        turns[turn].whole |= unit.is_whole();
        by_parent.insert(parent, turn);
        if let Some(asked) = asked {
            by_asked.insert(asked, turn);
        }
    }
    turns
}

/// Whether a unit belongs to the last turn under the same parent.
fn joins(unit: &Unit, asked: Option<&str>, turn: &Gathering) -> bool {
    let has_parent = unit.top.parent.is_some();
    match (unit.top.kind, turn.asked, asked) {
        (Some(Kind::Tool), ..) => true,
        (Some(Kind::Llm), Some(before), Some(now)) => before == now,
        // Spans without a parent are siblings only as far as their words say so.
        (Some(Kind::Llm), ..) => has_parent || unit.continues(),
        // A question put to a model first, say whether it may be answered at all, and then to an agent.
        (_, Some(before), Some(now)) => has_parent && !turn.whole && before == now,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::span::{Kind, Span};
    use crate::domain::trace::Trace;
    use crate::domain::trace::sample::{failing, id, llm, number, onward, saying, span, tool};

    /// The numbers of the spans of each turn, given in both orders.
    fn turns(mut spans: Vec<Span>) -> Vec<Vec<u64>> {
        let told = |spans: &[Span]| -> Vec<Vec<u64>> {
            let all: Vec<usize> = (0..spans.len()).collect();
            let turns = Trace::of(spans).turns(&all);
            turns.iter().map(|turn| turn.spans.iter().map(|i| number(&spans[*i])).collect()).collect()
        };
        let forth = told(&spans);
        spans.reverse();
        assert_eq!(told(&spans), forth);
        forth
    }

    #[test]
    fn the_topmost_agent_or_workflow_is_the_turn() {
        let (agent, chain, other) = (Kind::Agent, Kind::Chain, Kind::Other);
        for (what, spans, want) in [
            (
                "below a web framework, whose spans are passed through",
                vec![span(1, 0, other), span(2, 1, other), span(3, 2, chain), span(4, 3, other), llm(5, 4, "hi", "ho")],
                vec![vec![3, 4, 5]],
            ),
            (
                "an agent within a workflow is a part of it",
                vec![
                    span(1, 0, chain),
                    span(2, 1, agent),
                    llm(3, 2, "hi", "ho"),
                    tool(4, 2, "", "x"),
                    llm(5, 1, "b", ""),
                ],
                vec![vec![1, 2, 3, 4, 5]],
            ),
            (
                "two agents side by side are two turns, were they asked the same",
                vec![
                    span(1, 0, other),
                    span(2, 1, agent),
                    llm(3, 2, "yes", ""),
                    span(4, 1, agent),
                    llm(5, 4, "yes", ""),
                ],
                vec![vec![2, 3], vec![4, 5]],
            ),
            (
                "one around several questions is one turn",
                vec![span(1, 0, chain), llm(2, 1, "a", "b"), llm(3, 1, "c", "d")],
                vec![vec![1, 2, 3]],
            ),
            (
                "an agent taken over from goes on with the turn",
                vec![span(1, 0, agent), llm(2, 1, "a", ""), span(3, 0, agent), onward(4, 3, "a", "b")],
                vec![vec![1, 2, 3, 4]],
            ),
            (
                "a question checked by a model first is one with the agent's",
                vec![span(1, 0, other), llm(2, 1, "a", "fine"), span(3, 1, agent), llm(4, 3, "a", "b")],
                vec![vec![2, 3, 4]],
            ),
            (
                "but not where they have no parent in common",
                vec![llm(2, 0, "a", "fine"), span(3, 0, agent), llm(4, 3, "a", "b")],
                vec![vec![2], vec![3, 4]],
            ),
            (
                "without a model, of its words",
                vec![span(1, 0, other), saying(2, 1, chain, "a", "b"), saying(3, 1, chain, "c", "d")],
                vec![vec![2], vec![3]],
            ),
        ] {
            assert_eq!(turns(spans), want, "{what}");
        }
    }

    #[test]
    fn what_tells_nothing_is_no_turn() {
        let silent = |kind| vec![span(1, 0, kind), span(2, 1, Kind::Retrieval)];
        for kind in [Kind::Chain, Kind::Agent, Kind::Other, Kind::Embedding] {
            assert!(turns(silent(kind)).is_empty(), "{kind:?}");
        }
        let unknown = Span { kind: None, ..saying(1, 0, Kind::Other, "a", "b") };
        assert!(turns(vec![unknown]).is_empty());
        assert_eq!(turns(vec![failing(span(1, 0, Kind::Chain), "", "")]), [[1]]);
        assert_eq!(turns(vec![tool(1, 0, "", "")]), [[1]]);
        assert_eq!(turns(vec![llm(1, 0, "", "")]), [[1]]);
    }

    #[test]
    fn siblings_are_a_turn_until_the_user_says_something_new() {
        let other = Kind::Other;
        for (what, spans, want) in [
            (
                "a tool and the call that goes on after it",
                vec![span(1, 0, other), llm(2, 1, "a", ""), tool(3, 1, "", "x"), onward(4, 1, "a", "b")],
                vec![vec![2, 3, 4]],
            ),
            (
                "new words, then the old ones again",
                vec![span(1, 0, other), llm(2, 1, "a", "b"), llm(3, 1, "c", "d"), llm(4, 1, "a", "e")],
                vec![vec![2], vec![3], vec![4]],
            ),
            (
                "the same words tried again",
                vec![span(1, 0, other), failing(llm(2, 1, "a", ""), "", ""), llm(3, 1, "a", "b")],
                vec![vec![2, 3]],
            ),
            (
                "under other parents, the same words are another turn, unless the call goes on",
                vec![
                    span(1, 0, other),
                    llm(2, 1, "a", ""),
                    span(3, 0, other),
                    llm(4, 3, "a", ""),
                    span(5, 0, other),
                    onward(6, 5, "a", ""),
                ],
                vec![vec![2], vec![4, 6]],
            ),
            (
                "under a parent that is missing",
                vec![
                    llm(2, 9, "a", ""),
                    tool(3, 9, "", ""),
                    onward(4, 9, "a", ""),
                    llm(5, 8, "b", ""),
                    llm(6, 9, "b", ""),
                ],
                vec![vec![2, 3, 4], vec![5], vec![6]],
            ),
            (
                "under none",
                vec![
                    llm(1, 0, "a", "b"),
                    llm(2, 0, "c", ""),
                    tool(3, 0, "", ""),
                    onward(4, 0, "c", "d"),
                    llm(5, 0, "e", ""),
                ],
                vec![vec![1], vec![2, 3, 4], vec![5]],
            ),
            (
                "a question in between, of a tool's own",
                vec![
                    span(1, 0, other),
                    llm(2, 1, "a", ""),
                    tool(3, 1, "", ""),
                    llm(4, 3, "q", ""),
                    onward(5, 1, "a", "b"),
                ],
                vec![vec![2, 3, 4, 5]],
            ),
            (
                "two at a time, each going on",
                vec![llm(1, 9, "a", ""), llm(2, 9, "b", ""), onward(3, 9, "a", ""), onward(4, 9, "b", "")],
                vec![vec![1, 3], vec![2, 4]],
            ),
            (
                "going on with what is not here",
                vec![llm(1, 9, "a", "b"), onward(2, 9, "c", "d"), onward(3, 8, "", "")],
                vec![vec![1], vec![2], vec![3]],
            ),
            (
                "one call told by two spans, of which the inner says that it goes on",
                vec![llm(1, 9, "a", ""), span(2, 8, Kind::Llm), onward(3, 2, "a", "")],
                vec![vec![1, 2, 3]],
            ),
            ("going on without words", vec![llm(1, 0, "a", ""), onward(2, 0, "", "")], vec![vec![1, 2]]),
            (
                "all spans by time",
                vec![llm(1, 9, "a", ""), span(5, 1, other), onward(3, 9, "a", "")],
                vec![vec![1, 3, 5]],
            ),
        ] {
            assert_eq!(turns(spans), want, "{what}");
        }
    }

    #[test]
    fn calls_without_words_are_one_turn_only_under_one_parent() {
        let silent = |parent| vec![llm(2, parent, "", ""), tool(3, parent, "", ""), llm(4, parent, "", "")];
        assert_eq!(turns(silent(1)), [[2, 3, 4]]);
        assert_eq!(turns(silent(0)), [vec![2, 3], vec![4]]);
    }

    #[test]
    fn a_conversation_run_within_another_has_turns_of_its_own() {
        let chain = Kind::Chain;
        let spans = [span(1, 0, chain), llm(2, 1, "a", ""), tool(3, 1, "", ""), span(4, 3, chain), llm(5, 4, "q", "")];
        let trace = Trace::of(&spans);
        let told =
            |of: &[usize]| trace.turns(of).iter().map(|turn| (turn.anchor, turn.spans.clone())).collect::<Vec<_>>();
        assert_eq!(told(&[2, 0, 1, 1, 99]), [(id(2), vec![0, 1, 2])]);
        assert_eq!(told(&[3, 4]), [(id(5), vec![3, 4])]);
        assert_eq!(told(&[]), []);
        let turns = [trace.turns(&[3, 4]), trace.turns(&[1])].concat();
        assert_eq!(trace.link(&turns), [None, Some(1), None, Some(0), Some(0)]);
    }
}
