//! A span as a part of its conversation.

use time::OffsetDateTime;

use super::fault::failed;
use super::tree::Tree;
use crate::domain::span::{Kind, Span};

/// A span of the conversation that is below, or is, the top of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    /// Its index in the trace.
    pub index: usize,
    /// Itself.
    pub span: &'a Span,
    /// When it began, by its own word or its parent's.
    pub begins: Option<OffsetDateTime>,
    /// Its number in time among the spans of the trace.
    pub rank: usize,
    /// Whether it is a model's span with no other within it: the one that counts.
    pub leaf: bool,
    /// The topmost span of the conversation above it that can be a turn or a part of one; itself where it is that.
    pub top: Top<'a>,
    /// Of a span within a model's, or of that itself: the outermost model's span.
    pub outer: Option<&'a Span>,
    /// Whether it is within a tool: then what is asked and said is between the tool and a model, not with the user.
    pub nested: bool,
    /// Whether it failed and nothing failed within it.
    pub cause: bool,
}

/// The topmost span above a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Top<'a> {
    /// Itself.
    pub span: &'a Span,
    /// Its number in time.
    pub rank: usize,
}

impl Member<'_> {
    /// Whether a model was asked here.
    pub(super) fn is_model(&self) -> bool {
        self.span.kind == Some(Kind::Llm)
    }

    /// Whether a model was asked here on behalf of the user, not of a tool.
    pub(super) fn is_direct(&self) -> bool {
        self.is_model() && !self.nested
    }
}

/// Whether spans of this kind make turns; all others are passed through.
fn counts(span: &Span) -> bool {
    matches!(span.kind, Some(Kind::Llm | Kind::Tool | Kind::Agent | Kind::Chain))
}

/// The spans of the conversation that belong to a turn: those of a top side by side, tops and spans by time.
///
/// A climb ends at the first span that is not of the conversation: those above it are not of it either, unless one
/// conversation is run within another's step, and then its turns are its own.
pub(super) fn members<'a>(spans: &'a [Span], tree: &Tree, of: &[usize]) -> Vec<Member<'a>> {
    let mut of: Vec<(usize, usize)> =
        of.iter().filter(|&&i| i < spans.len()).map(|&i| (tree.node(i).position, i)).collect();
    of.sort_unstable();
    of.dedup();
    let mut found: Vec<Option<Member<'a>>> = Vec::with_capacity(of.len());
    let mut parents = Vec::with_capacity(of.len());
    for &(_, index) in &of {
        let (span, node) = (&spans[index], tree.node(index));
        let position = node.parent.map(|parent| tree.node(parent).position);
        let parent = position.and_then(|position| of.binary_search_by_key(&position, |&(position, _)| position).ok());
        let above: Option<Member> = parent.and_then(|parent| found[parent]);
        let top = above.map(|above| above.top).or(counts(span).then_some(Top { span, rank: node.rank }));
        let model = (span.kind == Some(Kind::Llm)).then_some(span);
        found.push(top.map(|top| Member {
            index,
            span,
            begins: node.begins,
            rank: node.rank,
            leaf: node.leaf,
            top,
            outer: above.and_then(|above| above.outer).or(model),
            nested: above.is_some_and(|above| above.nested || above.span.kind == Some(Kind::Tool)),
            cause: counts(span) && failed(span),
        }));
        parents.push(parent);
    }
    let mut failed_within = vec![false; found.len()];
    for (i, parent) in parents.into_iter().enumerate().rev() {
        let Some(member) = &mut found[i] else { continue };
        if let Some(parent) = parent {
            failed_within[parent] |= failed_within[i] || member.cause;
        }
        member.cause &= !failed_within[i];
    }
    let mut members: Vec<Member> = found.into_iter().flatten().collect();
    members.sort_unstable_by_key(|member| (member.top.rank, member.rank));
    members
}
