//! What the spans of one trace say together: whose conversation each belongs to, and which turns they make.
//!
//! Everything is worked out anew whenever a span of the trace arrives, so nothing here depends on the order in which
//! spans came. Indices are positions in the slice that the trace was made of.

mod call;
mod fault;
mod member;
mod place;
#[cfg(test)]
mod properties;
mod sibling;
mod tree;
mod turn;
mod usage;

pub use self::call::Called;
pub use self::turn::Turn;

use self::tree::Tree;
use super::span::Span;

/// The spans of one trace and how they hang together. Made once for all conversations that meet in the trace, so that
/// a trace of many conversations costs no more than one of few.
#[derive(Debug)]
pub struct Trace<'a> {
    spans: &'a [Span],
    tree: Tree,
}

impl<'a> Trace<'a> {
    /// Of all spans known of one trace, each once, in any order. Parents may be missing or go round in circles.
    #[must_use]
    pub fn of(spans: &'a [Span]) -> Self {
        Self { spans, tree: Tree::of(spans) }
    }

    /// The conversation of each span: the one it names, else that of its nearest ancestor (or of Sentry's segment),
    /// else the only one named in the trace.
    #[must_use]
    pub fn place(&self) -> Vec<Option<&'a str>> {
        self.place_by(|span| span.thread.as_deref())
    }

    /// [`Self::place`] for anything else that spreads as conversations do, such as users.
    #[must_use]
    pub fn place_by(&self, own: impl Fn(&'a Span) -> Option<&'a str>) -> Vec<Option<&'a str>> {
        place::place(self.spans, &self.tree, own)
    }

    /// The turns that one conversation has in this trace, by time. `of` are its spans, as [`Self::place`] found them.
    #[must_use]
    pub fn turns(&self, of: &[usize]) -> Vec<Turn> {
        let members = member::members(self.spans, &self.tree, of);
        let mut turns: Vec<Turn> = sibling::gather(&members).iter().map(turn::tell).collect();
        turns.sort_by_key(|turn| turn.asked_at);
        turns
    }

    /// The turn that each span belongs to, as an index into `turns`, which may be of several conversations; none above
    /// the top of a turn and beside it.
    #[must_use]
    pub fn link(&self, turns: &[Turn]) -> Vec<Option<usize>> {
        let mut links = vec![None; self.spans.len()];
        for (turn, of) in turns.iter().enumerate() {
            for span in &of.spans {
                if let Some(link) = links.get_mut(*span) {
                    *link = Some(turn);
                }
            }
        }
        links
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! Spans in few words, for the tests of this folder.

    use time::macros::datetime;
    use time::{Duration, OffsetDateTime};
    use uuid::Uuid;

    use crate::domain::span::{Fault, Kind, Span, SpanId, ToolCall, TraceId};

    /// So many seconds after the beginning of the samples.
    pub fn at(seconds: i64) -> OffsetDateTime {
        datetime!(2026-11-21 12:00 UTC) + Duration::seconds(seconds)
    }

    /// The span's id of a number.
    pub fn id(number: u64) -> SpanId {
        SpanId(Uuid::from_u64_pair(0, number))
    }

    /// The number of a span.
    pub fn number(span: &Span) -> u64 {
        span.id.0.as_u64_pair().1
    }

    /// A span that begins as many seconds in as its number says, takes one, and has the parent of that number; 0 is none.
    pub fn span(number: u64, parent: u64, kind: Kind) -> Span {
        let begins = i64::try_from(number).unwrap();
        Span {
            parent: (parent > 0).then(|| id(parent)),
            kind: Some(kind),
            started_at: Some(at(begins)),
            ended_at: Some(at(begins + 1)),
            ..Span::new(TraceId(Uuid::from_u128(1)), id(number))
        }
    }

    /// A model's span that was asked one thing and said another; an empty text is none.
    pub fn llm(number: u64, parent: u64, asked: &str, answered: &str) -> Span {
        Span { asked: words(asked), answered: words(answered), ..span(number, parent, Kind::Llm) }
    }

    /// [`llm`] whose input ends in a tool's result.
    pub fn onward(number: u64, parent: u64, asked: &str, answered: &str) -> Span {
        Span { continues: true, ..llm(number, parent, asked, answered) }
    }

    /// Any span with words, as [`llm`].
    pub fn saying(number: u64, parent: u64, kind: Kind, asked: &str, answered: &str) -> Span {
        Span { kind: Some(kind), ..llm(number, parent, asked, answered) }
    }

    /// A tool's span.
    pub fn tool(number: u64, parent: u64, call: &str, name: &str) -> Span {
        let tool = ToolCall { id: call.to_owned(), name: name.to_owned(), ..ToolCall::default() };
        Span { tool: Some(tool), ..span(number, parent, Kind::Tool) }
    }

    /// The same span, failed.
    pub fn failing(span: Span, kind: &str, message: &str) -> Span {
        let fault = Fault { kind: kind.to_owned(), message: message.to_owned() };
        Span { failed: Some(true), fault: Some(fault), ..span }
    }

    fn words(text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }
}
