//! The tools that a turn called.

use std::collections::{HashMap, HashSet};

use super::fault::{failed, line};
use super::member::Member;
use crate::domain::span::{Kind, Span, SpanId, ToolCall};

/// A tool that was called, or that a model wanted called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The tool's name; empty where it is not said.
    pub name: String,
    /// What pairs the call with its result; empty where none is given.
    pub id: String,
    /// As JSON text, or as whatever came.
    pub arguments: Option<String>,
    /// What it gave back, as text or JSON text; none where it is not known, or not yet.
    pub result: Option<String>,
    /// Whether it failed; only a span tells.
    pub failed: bool,
    /// What went wrong, in one line for people.
    pub fault: Option<String>,
    /// How long it took, in milliseconds; only a span tells.
    pub duration_ms: Option<i64>,
    /// The tool's own span; none where only a model's tells of the call.
    pub span: Option<SpanId>,
}

/// A call in a model's answer, and its result in a later input.
struct Wanted<'a> {
    rank: usize,
    call: &'a ToolCall,
    result: Option<&'a str>,
}

/// The calls of a turn by time: one for each tool's span, and one for each call in a model's answer that has none.
/// `members` are by time.
pub(super) fn called(members: &[Member]) -> Vec<Called> {
    let (wanted, latest) = wanted(members);
    let tools = members.iter().filter(|member| member.span.kind == Some(Kind::Tool));
    let mut spanned = HashSet::new();
    // Tools whose spans do not say which call they are, or use numbers of their own: known by name alone.
    let mut loose = HashSet::new();
    let mut calls = Vec::new();
    for tool in tools {
        let call = of_span(tool.span);
        let pair = latest.get(call.id.as_str()).map(|&i| &wanted[i]);
        match pair {
            Some(pair) => spanned.insert(pair.call.id.as_str()),
            None => loose.insert(call.name.clone()),
        };
        let known = |own: Option<String>, other: Option<&str>| own.or_else(|| other.map(str::to_owned));
        calls.push((
            tool.rank,
            Called {
                arguments: known(call.arguments, pair.and_then(|pair| pair.call.arguments.as_deref())),
                result: known(call.result, pair.and_then(|pair| pair.result)),
                ..call
            },
        ));
    }
    for Wanted { rank, call, result } in wanted {
        if !spanned.contains(call.id.as_str()) && !loose.contains(&call.name) {
            calls.push((
                rank,
                Called {
                    name: call.name.clone(),
                    id: call.id.clone(),
                    arguments: call.arguments.clone(),
                    result: result.map(str::to_owned),
                    ..Called::default()
                },
            ));
        }
    }
    calls.sort_by_key(|(rank, _)| *rank);
    calls.into_iter().map(|(_, call)| call).collect()
}

/// What models wanted called, and the latest of each id.
///
/// An input repeats the results of the whole conversation, and some providers number their calls anew in each answer:
/// the last result of an id is that of the latest call with it.
fn wanted<'a>(members: &[Member<'a>]) -> (Vec<Wanted<'a>>, HashMap<&'a str, usize>) {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut outer_of: Vec<Option<SpanId>> = Vec::new();
    let mut latest: HashMap<&str, usize> = HashMap::new();
    for member in members.iter().filter(|member| member.is_model()) {
        let outer = member.outer.map(|span| span.id);
        let (results, requests): (Vec<&ToolCall>, Vec<&ToolCall>) =
            member.span.calls.iter().partition(|call| call.result.is_some());
        for call in results {
            if let Some(&i) = latest.get(call.id.as_str()).filter(|&&i| outer_of[i] != outer) {
                wanted[i].result = call.result.as_deref();
            }
        }
        for call in requests {
            // One answer may be told by two spans, one within the other: once by its id, else by the inner one.
            let again = match latest.get(call.id.as_str()) {
                Some(&i) => outer_of[i] == outer,
                None => call.id.is_empty() && !member.leaf,
            };
            if again {
                continue;
            }
            if !call.id.is_empty() {
                latest.insert(&call.id, wanted.len());
            }
            wanted.push(Wanted { rank: member.rank, call, result: None });
            outer_of.push(outer);
        }
    }
    (wanted, latest)
}

fn of_span(span: &Span) -> Called {
    let ToolCall { id, name, arguments, result } = span.tool.clone().unwrap_or_default();
    let failed = failed(span);
    let took = span.started_at.zip(span.ended_at).map(|(from, to)| (to - from).whole_milliseconds().max(0));
    Called {
        name: if name.is_empty() { span.name.clone().unwrap_or_default() } else { name },
        id,
        arguments,
        result,
        failed,
        fault: if failed { line(span) } else { None },
        duration_ms: took.and_then(|took| i64::try_from(took).ok()),
        span: Some(span.id),
    }
}

#[cfg(test)]
mod tests {
    use super::Called;
    use crate::domain::span::{Kind, Span, ToolCall};
    use crate::domain::trace::Trace;
    use crate::domain::trace::sample::{at, failing, id, llm, onward, span, tool};

    fn called(spans: &[Span]) -> Vec<Called> {
        let all: Vec<usize> = (0..spans.len()).collect();
        Trace::of(spans).turns(&all).into_iter().flat_map(|turn| turn.tool_calls).collect()
    }

    /// (id, name, result), an empty result being none.
    fn short(spans: &[Span]) -> Vec<(String, String, String)> {
        called(spans).into_iter().map(|call| (call.id, call.name, call.result.unwrap_or_default())).collect()
    }

    /// The span with calls of (id, name) in its answer and of (id, result) in its input.
    fn with(span: Span, requests: &[(&str, &str)], results: &[(&str, &str)]) -> Span {
        let request = |(id, name): &(&str, &str)| ToolCall {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            arguments: Some("{}".to_owned()),
            result: None,
        };
        let result = |(id, result): &(&str, &str)| ToolCall {
            id: (*id).to_owned(),
            result: Some((*result).to_owned()),
            ..ToolCall::default()
        };
        Span { calls: requests.iter().map(request).chain(results.iter().map(result)).collect(), ..span }
    }

    #[test]
    fn a_tool_span_tells_its_call() {
        let own =
            ToolCall { id: "c1".into(), name: "weather".into(), arguments: Some("1".into()), result: Some("2".into()) };
        let fine = Span { tool: Some(own), ..span(2, 1, Kind::Tool) };
        let nameless = Span { name: Some("search.tool".into()), tool: None, ended_at: None, ..span(3, 1, Kind::Tool) };
        let told = called(&[span(1, 0, Kind::Chain), fine, failing(nameless, "KeyError", "x")]);
        let first = Called {
            name: "weather".into(),
            id: "c1".into(),
            arguments: Some("1".into()),
            result: Some("2".into()),
            duration_ms: Some(1000),
            span: Some(id(2)),
            ..Called::default()
        };
        let second = Called {
            name: "search.tool".into(),
            failed: true,
            fault: Some("KeyError: x".into()),
            span: Some(id(3)),
            ..Called::default()
        };
        assert_eq!(told, [first, second]);
        let backward = Span { ended_at: Some(at(1)), ..tool(5, 0, "", "x") };
        assert_eq!(called(&[backward]).first().and_then(|call| call.duration_ms), Some(0));
    }

    #[test]
    fn a_call_without_a_span_is_told_by_the_models() {
        let (a, b) = (("c1", "weather"), ("c2", "time"));
        let owned = |rows: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
            rows.iter().map(|(id, name, result)| ((*id).into(), (*name).into(), (*result).into())).collect()
        };
        let first = || with(llm(1, 9, "hi", ""), &[a, b], &[("old", "of a turn before")]);
        for (what, spans, want) in [
            (
                "results by their ids",
                vec![first(), with(onward(2, 9, "hi", "ho"), &[], &[("c2", "noon"), ("c1", "3C")])],
                owned(&[("c1", "weather", "3C"), ("c2", "time", "noon")]),
            ),
            ("not yet known", vec![first()], owned(&[("c1", "weather", ""), ("c2", "time", "")])),
            (
                "one answer told by two spans",
                vec![first(), with(llm(2, 1, "hi", ""), &[a, b], &[])],
                owned(&[("c1", "weather", ""), ("c2", "time", "")]),
            ),
            (
                "one answer without ids told by two spans",
                vec![with(llm(1, 9, "hi", ""), &[("", "x")], &[]), with(llm(2, 1, "hi", ""), &[("", "x")], &[])],
                owned(&[("", "x", "")]),
            ),
            (
                "ids given anew in each answer",
                vec![
                    with(llm(1, 9, "hi", ""), &[("0", "x")], &[]),
                    with(onward(2, 9, "hi", ""), &[("0", "y")], &[("0", "earlier"), ("0", "of x")]),
                    with(onward(3, 9, "hi", "ho"), &[], &[("0", "earlier"), ("0", "of x"), ("0", "of y")]),
                ],
                owned(&[("0", "x", "of x"), ("0", "y", "of y")]),
            ),
            (
                "ids given anew, told by two spans, the result not yet known",
                vec![
                    with(llm(1, 9, "hi", ""), &[("0", "x")], &[("0", "earlier")]),
                    with(llm(2, 1, "hi", ""), &[("0", "x")], &[("0", "earlier")]),
                ],
                owned(&[("0", "x", "")]),
            ),
            (
                "spans with the same ids come first, and learn what they do not say",
                vec![
                    first(),
                    tool(2, 9, "c1", "weather"),
                    with(onward(3, 9, "hi", "ho"), &[], &[("c1", "3C"), ("c2", "noon")]),
                ],
                owned(&[("c2", "time", "noon"), ("c1", "weather", "3C")]),
            ),
            (
                "spans without ids come first by their names",
                vec![first(), tool(2, 9, "", "weather")],
                owned(&[("c2", "time", ""), ("", "weather", "")]),
            ),
            (
                "spans with ids of their own, too",
                vec![first(), tool(2, 9, "r7", "weather"), tool(3, 9, "r8", "time")],
                owned(&[("r7", "weather", ""), ("r8", "time", "")]),
            ),
        ] {
            assert_eq!(short(&spans), want, "{what}");
        }
        let told = called(&[first(), tool(2, 9, "c1", "weather")]);
        assert_eq!(
            told.iter().map(|call| (call.arguments.as_deref(), call.span)).collect::<Vec<_>>(),
            [(Some("{}"), None), (Some("{}"), Some(id(2)))]
        );
    }
}
