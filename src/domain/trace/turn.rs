//! One question of a user, and everything done to answer it.

use std::collections::HashSet;

use time::OffsetDateTime;

use super::call::{self, Called};
use super::fault::{failed, line};
use super::member::Member;
use super::sibling::{Gathering, Unit, continues};
use super::usage;
use crate::domain::money::Nanos;
use crate::domain::span::{Span, SpanId};
use crate::domain::usage::Usage;

/// One question of a user, and everything done to answer it.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What the turn is known by: its earliest model span, else its topmost span. It may change with late spans.
    pub anchor: SpanId,
    /// All spans of the conversation at or below its top, by time, as indices.
    pub spans: Vec<usize>,
    /// Those of them that asked a model and hold no other that did, by time: what counts and is charged.
    pub leaves: Vec<usize>,
    /// The user's words; none where they are not recorded.
    pub asked: Option<String>,
    /// When it began, whether or not the words are known; none where no span of the trace has a time.
    pub asked_at: Option<OffsetDateTime>,
    /// The reply; none where the turn failed or the words are not recorded.
    pub answered: Option<String>,
    /// When the reply was there, else when the last of its spans ended; never before `asked_at`, none before any ended.
    pub answered_at: Option<OffsetDateTime>,
    /// Tokens of its leaves.
    pub usage: Usage,
    /// The cost of those leaves that tell one; none where none does.
    pub told_cost: Option<Nanos>,
    /// Models that its leaves asked, each once, by time.
    pub models: Vec<String>,
    /// Tools that were called, or that a model wanted called, by time.
    pub tool_calls: Vec<Called>,
    /// Whether it ended in a failure; one that was overcome, by a retry or a fallback, is none.
    pub failed: bool,
    /// What the failure was, in one line for people: the innermost, the earliest of several.
    pub fault: Option<String>,
    /// The agent that was at work first.
    pub agent: Option<String>,
    /// Whether its first model call goes on with a turn that is not in this trace.
    pub continues: bool,
    /// Whether none of its spans has ended.
    pub running: bool,
}

impl Turn {
    /// How often a model was asked.
    #[must_use]
    pub fn llm_calls(&self) -> u32 {
        u32::try_from(self.leaves.len()).unwrap_or(u32::MAX)
    }
}

/// The turn that a gathering is.
pub(super) fn tell(gathering: &Gathering) -> Turn {
    let units = &gathering.units;
    let mut members: Vec<Member> = units.iter().flat_map(|unit| unit.members.iter().copied()).collect();
    if units.len() > 1 {
        members.sort_unstable_by_key(|member| member.rank);
    }
    let leaves: Vec<&Member> = members.iter().filter(|member| member.leaf).collect();
    let asking = || leaves.iter().map(|leaf| leaf.span);
    let asked = words(units, &members, |span| span.asked.as_deref());
    let failed = fails(units, &members);
    let answer = if failed { None } else { answer(units, &members) };
    let asked_at = members.first().and_then(|member| member.begins);
    let last_end = || members.iter().filter_map(|member| member.span.ended_at).max();
    let answered_at = answer.and_then(|(_, span)| span.ended_at).or_else(last_end);
    Turn {
        anchor: members.iter().find(|member| member.is_model()).map_or(gathering.top, |member| member.span).id,
        spans: members.iter().map(|member| member.index).collect(),
        leaves: leaves.iter().map(|leaf| leaf.index).collect(),
        asked: asked.map(|(text, _)| text.to_owned()),
        asked_at,
        answered: answer.map(|(text, _)| text.to_owned()),
        answered_at: answered_at.map(|at| asked_at.map_or(at, |asked_at| at.max(asked_at))),
        usage: usage::tokens(asking()),
        told_cost: usage::told_cost(asking()),
        models: models(asking()),
        tool_calls: call::called(&members),
        failed,
        fault: if failed { fault(&members) } else { None },
        agent: members.iter().find_map(|member| member.span.agent.clone()),
        continues: continues(&members),
        running: members.iter().all(|member| member.span.ended_at.is_none()),
    }
}

/// Words and the span that they are of.
type Said<'a> = (&'a str, &'a Span);

/// The last words of some sort: those with a model, else those of the turn as a whole, else those between a tool and a
/// model, which are not the user's.
fn words<'a>(units: &[Unit<'a>], members: &[Member<'a>], of: fn(&Span) -> Option<&str>) -> Option<Said<'a>> {
    let said = |member: &Member<'a>| of(member.span).map(|text| (text, member.span));
    let direct = members.iter().rev().filter(|member| member.is_direct()).find_map(said);
    direct
        .or_else(|| units.iter().rev().filter(|unit| unit.is_whole()).find_map(|unit| Some((of(unit.top)?, unit.top))))
        .or_else(|| members.iter().rev().filter(|member| member.is_model()).find_map(said))
}

/// The reply of a turn that did not fail: where the last model call did, what the program said instead.
fn answer<'a>(units: &[Unit<'a>], members: &[Member<'a>]) -> Option<Said<'a>> {
    let instead = || {
        units.iter().rev().find(|unit| unit.is_whole()).and_then(|unit| Some((unit.top.answered.as_deref()?, unit.top)))
    };
    if last_call_failed(members) == Some(true) {
        instead()
    } else {
        words(units, members, |span| span.answered.as_deref())
    }
}

/// Whether the turn as a whole failed, or its last model call did and nothing was said instead.
fn fails(units: &[Unit], members: &[Member]) -> bool {
    let whole = units.iter().rev().find(|unit| unit.is_whole()).map(|unit| unit.top);
    match (whole, last_call_failed(members)) {
        (Some(top), call) => failed(top) || (call == Some(true) && top.answered.is_none()),
        (None, Some(call)) => call,
        (None, None) => units.last().is_some_and(|unit| failed(unit.top)),
    }
}

/// Whether the last model call did, where there is one; it may be told by two spans, one within the other.
fn last_call_failed(members: &[Member]) -> Option<bool> {
    let last = members.iter().rev().find(|member| member.is_direct())?;
    Some(failed(last.span) || last.outer.is_some_and(failed))
}

fn fault(members: &[Member]) -> Option<String> {
    let cause = members.iter().filter(|member| member.cause).find_map(|member| line(member.span));
    cause.or_else(|| members.iter().rev().filter(|member| failed(member.span)).find_map(|member| line(member.span)))
}

fn models<'a>(spans: impl Iterator<Item = &'a Span>) -> Vec<String> {
    let mut seen = HashSet::new();
    spans.filter_map(|span| span.model.as_ref()).filter(|model| seen.insert(model.as_str())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::Turn;
    use crate::domain::money::Nanos;
    use crate::domain::span::{Kind, Span};
    use crate::domain::trace::Trace;
    use crate::domain::trace::sample::{at, failing, id, llm, onward, saying, span, tool};
    use crate::domain::usage::Usage;

    /// The only turn of these spans.
    fn turn(spans: &[Span]) -> Turn {
        let all: Vec<usize> = (0..spans.len()).collect();
        let mut turns = Trace::of(spans).turns(&all);
        assert_eq!(turns.len(), 1, "{turns:?}");
        turns.remove(0)
    }

    fn costing(span: Span, tokens: u32, cost: i64) -> Span {
        let usage = Usage { input_tokens: tokens, output_tokens: 1, ..Usage::default() };
        Span { usage: Some(usage), cost: (cost > 0).then_some(Nanos(cost)), ..span }
    }

    #[test]
    fn wrappers_are_not_counted_beside_what_they_wrap() {
        // As Sentry tells an agent of OpenAI's: each call twice, and the sum again.
        let turn = turn(&[
            costing(Span { model: Some("gpt-4o".to_owned()), ..span(1, 0, Kind::Agent) }, 30, 7),
            costing(Span { model: Some("gpt-4o".to_owned()), ..llm(2, 1, "hi", "") }, 10, 3),
            costing(Span { model: Some("gpt-4o-mini".to_owned()), ..llm(3, 2, "hi", "") }, 10, 3),
            tool(4, 1, "", "x"),
            costing(onward(5, 1, "hi", ""), 20, 4),
            costing(Span { model: Some("gpt-4o".to_owned()), ..onward(6, 5, "hi", "ho") }, 20, 4),
            Span { model: Some("gpt-4o".to_owned()), ..onward(7, 1, "hi", "ho") },
        ]);
        assert_eq!((turn.llm_calls(), &turn.leaves), (3, &vec![2, 5, 6]));
        assert_eq!(turn.usage, Usage { input_tokens: 30, output_tokens: 2, ..Usage::default() });
        assert_eq!(turn.told_cost, Some(Nanos(7)));
        assert_eq!(turn.models, ["gpt-4o-mini", "gpt-4o"]);
    }

    #[test]
    fn its_words_are_the_last_between_user_and_model() {
        let (chain, agent) = (Kind::Chain, Kind::Agent);
        for (what, spans, want) in [
            (
                "of the models before those of the whole",
                vec![saying(1, 0, chain, "{json}", "{json}"), llm(2, 1, "hi", "wait"), onward(3, 1, "hi", "ho")],
                ("hi", "ho"),
            ),
            ("of the whole, without messages", vec![saying(1, 0, agent, "hi", "ho"), llm(2, 1, "", "")], ("hi", "ho")),
            ("a call that said nothing is skipped", vec![llm(1, 9, "hi", "ho"), llm(2, 9, "hi", "")], ("hi", "ho")),
            (
                "not those between a tool and its model",
                vec![
                    span(1, 0, chain),
                    llm(2, 1, "hi", "ho"),
                    tool(3, 1, "", ""),
                    span(4, 3, agent),
                    llm(5, 4, "q", "a"),
                ],
                ("hi", "ho"),
            ),
            (
                "not even where the whole alone has others",
                vec![saying(1, 0, chain, "hi", "ho"), tool(2, 1, "", ""), llm(3, 2, "q", "a")],
                ("hi", "ho"),
            ),
            ("but where there are no others", vec![tool(1, 0, "", ""), llm(2, 1, "q", "a")], ("q", "a")),
            ("a tool's input is nobody's words", vec![saying(1, 0, Kind::Tool, "q", "a")], ("", "")),
            ("none are recorded", vec![span(1, 0, chain), llm(2, 1, "", "")], ("", "")),
        ] {
            let turn = turn(&spans);
            assert_eq!(
                (turn.asked.unwrap_or_default(), turn.answered.unwrap_or_default()),
                (want.0.into(), want.1.into()),
                "{what}"
            );
        }
    }

    #[test]
    fn a_turn_that_failed_keeps_its_question_and_has_no_reply() {
        let limit = |span| failing(span, "RateLimitError", "slow down");
        let (chain, line) = (Kind::Chain, Some("RateLimitError: slow down"));
        for (what, spans, want) in [
            ("of a model alone", vec![limit(llm(1, 0, "hi", "ho"))], (None, true, line)),
            (
                "told again on the way up",
                vec![failing(saying(1, 0, chain, "x", ""), "Outer", "gave up"), limit(llm(2, 1, "hi", ""))],
                (None, true, line),
            ),
            (
                "told above a span that did not fail",
                vec![failing(span(1, 0, chain), "Outer", ""), span(2, 1, Kind::Other), limit(llm(3, 2, "hi", ""))],
                (None, true, line),
            ),
            (
                "after a call that said something",
                vec![span(1, 0, chain), llm(2, 1, "hi", "let me see"), limit(onward(3, 1, "hi", ""))],
                (None, true, line),
            ),
            (
                "told by the outer of two spans",
                vec![span(1, 0, chain), limit(llm(2, 1, "hi", "")), llm(3, 2, "hi", "")],
                (None, true, line),
            ),
            (
                "the earliest of two",
                vec![
                    failing(span(1, 0, chain), "", ""),
                    limit(llm(2, 1, "hi", "")),
                    failing(llm(3, 1, "hi", ""), "Later", ""),
                ],
                (None, true, line),
            ),
            (
                "after the answer",
                vec![failing(span(1, 0, chain), "KeyError", "x"), llm(2, 1, "hi", "ho")],
                (None, true, Some("KeyError: x")),
            ),
            (
                "said by another kind of span alone",
                vec![failing(span(1, 0, chain), "", ""), llm(2, 1, "hi", ""), limit(span(3, 2, Kind::Other))],
                (None, true, line),
            ),
            ("unexplained", vec![failing(llm(1, 0, "hi", ""), "", "")], (None, true, None)),
            ("overcome by a retry", vec![limit(llm(1, 9, "hi", "")), llm(2, 9, "hi", "ho")], (Some("ho"), false, None)),
            (
                "overcome by a fallback",
                vec![saying(1, 0, chain, "hi", "sorry"), llm(2, 1, "hi", "wait"), limit(onward(3, 1, "hi", ""))],
                (Some("sorry"), false, None),
            ),
            (
                "of a tool, which the model was told",
                vec![llm(1, 9, "hi", ""), limit(tool(2, 9, "", "x")), onward(3, 9, "hi", "ho")],
                (Some("ho"), false, None),
            ),
        ] {
            let turn = turn(&spans);
            assert_eq!((turn.answered.as_deref(), turn.failed, turn.fault.as_deref()), want, "{what}");
            assert_eq!(turn.asked.as_deref(), Some("hi"), "{what}");
        }
        let alone = turn(&[limit(tool(1, 0, "", "x"))]);
        assert_eq!((alone.failed, alone.fault.as_deref()), (true, line));
    }

    #[test]
    fn its_times_are_those_of_the_question_and_of_the_reply() {
        let unended = |span| Span { ended_at: None, ..span };
        let late = |span| Span { ended_at: Some(at(60)), ..span };
        let timeless = |span| Span { started_at: None, ended_at: None, ..span };
        let chain = || span(1, 0, Kind::Chain);
        for (what, spans, want) in [
            (
                "the reply's, not of what is done after it",
                vec![late(chain()), llm(2, 1, "hi", "ho")],
                (Some(1), Some(3), false),
            ),
            ("the last end, without a reply", vec![late(chain()), llm(2, 1, "hi", "")], (Some(1), Some(60), false)),
            ("under way", vec![unended(chain()), llm(2, 1, "hi", "")], (Some(1), Some(3), false)),
            ("nothing ended", vec![unended(chain()), unended(llm(2, 1, "hi", "ho"))], (Some(1), None, true)),
            ("no time told", vec![timeless(llm(1, 0, "hi", ""))], (None, None, true)),
            (
                "a clock that goes back",
                vec![Span { ended_at: Some(at(1)), ..llm(5, 0, "hi", "ho") }],
                (Some(5), Some(5), false),
            ),
        ] {
            let turn = turn(&spans);
            let want = (want.0.map(at), want.1.map(at), want.2);
            assert_eq!((turn.asked_at, turn.answered_at, turn.running), want, "{what}");
        }
    }

    #[test]
    fn it_is_known_by_its_first_model_call_else_by_its_top() {
        let named = |span, agent: &str| Span { agent: Some(agent.to_owned()), ..span };
        let spans = [
            named(onward(3, 2, "hi", ""), "late"),
            named(span(2, 1, Kind::Agent), "first"),
            span(1, 0, Kind::Chain),
            llm(4, 1, "hi", ""),
        ];
        let told = turn(&spans);
        assert_eq!((told.anchor, told.agent.as_deref(), told.continues), (id(3), Some("first"), true));
        assert_eq!(told.spans, [2, 1, 0, 3]);
        let told = turn(&[saying(7, 0, Kind::Chain, "hi", "ho")]);
        assert_eq!((told.anchor, told.agent, told.continues), (id(7), None, false));
        let told = turn(&[llm(1, 0, "hi", ""), onward(2, 0, "hi", "")]);
        assert_eq!((told.anchor, told.continues), (id(1), false));
    }
}
