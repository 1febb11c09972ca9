//! Whose a span is that does not say so itself.

use std::collections::HashMap;

use super::tree::Tree;
use crate::domain::span::{Span, SpanId};

/// The id of each span: its own, else that of its nearest ancestor, else the one on which the spans of its segment
/// agree, else the one on which the whole trace does.
///
/// The words of an ancestor come before those of the segment: an ancestor is one span, a segment is all a process did.
pub(super) fn place<'a>(
    spans: &'a [Span],
    tree: &Tree,
    own: impl Fn(&'a Span) -> Option<&'a str>,
) -> Vec<Option<&'a str>> {
    let mut placed: Vec<Option<&'a str>> = spans.iter().map(own).collect();
    let mut named = placed.iter().flatten();
    let Some(first) = named.next().copied() else { return placed };
    if named.all(|id| *id == first) {
        return vec![Some(first); spans.len()];
    }
    let segments = segments(spans, &placed);
    inherit(tree, &mut placed, |_| None);
    if !segments.is_empty() {
        inherit(tree, &mut placed, |i| segments.get(&segment(&spans[i])).copied().flatten());
    }
    placed
}

/// Fills what is empty: with what else there is for it, or with what the parent has.
fn inherit<'a>(tree: &Tree, placed: &mut [Option<&'a str>], or: impl Fn(usize) -> Option<&'a str>) {
    for i in tree.downward() {
        if placed[i].is_none() {
            placed[i] = or(i).or_else(|| placed[tree.node(i).parent?]);
        }
    }
}

/// The id of each segment whose spans name one; none for one that names several.
fn segments<'a>(spans: &[Span], own: &[Option<&'a str>]) -> HashMap<SpanId, Option<&'a str>> {
    let mut segments = HashMap::new();
    if spans.iter().all(|span| span.segment.is_none()) {
        return segments;
    }
    for (span, id) in spans.iter().zip(own) {
        if id.is_some() {
            segments.entry(segment(span)).and_modify(|known| *known = known.filter(|_| known == id)).or_insert(*id);
        }
    }
    segments
}

/// A segment's root does not always say that it is of its own segment.
fn segment(span: &Span) -> SpanId {
    span.segment.unwrap_or(span.id)
}

#[cfg(test)]
mod tests {
    use crate::domain::span::{Kind, Span};
    use crate::domain::trace::Trace;
    use crate::domain::trace::sample::{id, span};

    /// number, parent, segment, own id; 0 and "" are none.
    type Row = (u64, u64, u64, &'static str);

    fn spans(rows: &[Row]) -> Vec<Span> {
        let make = |&(number, parent, segment, own): &Row| Span {
            thread: (!own.is_empty()).then(|| own.to_owned()),
            user: (!own.is_empty()).then(|| format!("user of {own}")),
            segment: (segment > 0).then(|| id(segment)),
            ..span(number, parent, Kind::Other)
        };
        rows.iter().map(make).collect()
    }

    #[test]
    fn a_span_has_its_own_conversation_else_the_nearest_it_is_told_of() {
        let table: [(&str, &[Row], &[&str]); 9] = [
            ("nobody says", &[(1, 0, 0, ""), (2, 1, 0, "")], &["", ""]),
            ("one id is everybody's", &[(1, 0, 0, ""), (2, 1, 0, "a"), (3, 0, 0, "")], &["a", "a", "a"]),
            ("two ids stay apart", &[(1, 0, 0, ""), (2, 1, 0, "a"), (3, 1, 0, "b")], &["", "a", "b"]),
            (
                "the nearest ancestor's",
                &[(1, 0, 0, "a"), (2, 1, 0, "b"), (3, 2, 0, ""), (4, 3, 0, ""), (5, 1, 0, "")],
                &["a", "b", "b", "b", "a"],
            ),
            (
                "children first, as they arrive",
                &[(4, 3, 0, ""), (3, 2, 0, ""), (2, 1, 0, "b"), (1, 0, 0, "a")],
                &["b", "b", "b", "a"],
            ),
            (
                "a segment's, its root included",
                &[(1, 0, 0, ""), (2, 1, 1, "a"), (3, 0, 3, ""), (4, 3, 3, "b"), (5, 3, 3, "")],
                &["a", "a", "b", "b", "b"],
            ),
            (
                "of a segment that names two, none",
                &[(1, 0, 1, ""), (2, 1, 1, "a"), (3, 1, 1, "b"), (4, 2, 1, "")],
                &["", "a", "b", "a"],
            ),
            (
                "an ancestor in another segment before the own segment, and that before what the ancestor was given",
                &[(1, 0, 1, ""), (2, 1, 1, "a"), (3, 2, 3, ""), (4, 3, 3, "b"), (5, 1, 3, ""), (6, 1, 6, "")],
                &["a", "a", "a", "b", "b", "a"],
            ),
            (
                "circles and missing parents",
                &[(1, 2, 0, ""), (2, 1, 0, "a"), (3, 3, 0, "b"), (4, 9, 0, "")],
                &["", "a", "b", ""],
            ),
        ];
        for (what, rows, want) in table {
            let spans = spans(rows);
            let trace = Trace::of(&spans);
            let placed: Vec<&str> = trace.place().into_iter().map(Option::unwrap_or_default).collect();
            assert_eq!(placed, want, "{what}");
            let users = trace.place_by(|span| span.user.as_deref());
            let users: Vec<&str> = users.into_iter().map(|user| user.map_or("", |user| &user[8..])).collect();
            assert_eq!(users, want, "{what}, users");
        }
    }
}
