//! What model calls took together.

use crate::domain::money::Nanos;
use crate::domain::span::Span;
use crate::domain::usage::Usage;

/// The tokens of all these spans; a sum too large is the largest there is.
pub(super) fn tokens<'a>(spans: impl Iterator<Item = &'a Span>) -> Usage {
    spans.filter_map(|span| span.usage).fold(Usage::default(), |sum, more| Usage {
        input_tokens: sum.input_tokens.saturating_add(more.input_tokens),
        output_tokens: sum.output_tokens.saturating_add(more.output_tokens),
        cache_read_tokens: sum.cache_read_tokens.saturating_add(more.cache_read_tokens),
        cache_write_tokens: sum.cache_write_tokens.saturating_add(more.cache_write_tokens),
        reasoning_tokens: sum.reasoning_tokens.saturating_add(more.reasoning_tokens),
    })
}

/// What those of them cost that say so; none where none does.
pub(super) fn told_cost<'a>(spans: impl Iterator<Item = &'a Span>) -> Option<Nanos> {
    spans.filter_map(|span| span.cost).reduce(|sum, more| Nanos(sum.0.saturating_add(more.0)))
}

#[cfg(test)]
mod tests {
    use super::{tokens, told_cost};
    use crate::domain::money::Nanos;
    use crate::domain::span::Span;
    use crate::domain::trace::sample::llm;
    use crate::domain::usage::Usage;

    #[test]
    fn sums_stop_at_the_most_there_is() {
        let costing = |input_tokens, cost| Span {
            usage: Some(Usage { input_tokens, output_tokens: 2, ..Usage::default() }),
            cost: Some(Nanos(cost)),
            ..llm(1, 0, "", "")
        };
        let spans = [costing(u32::MAX, i64::MAX), llm(2, 0, "", ""), costing(1, 1)];
        let want = Usage { input_tokens: u32::MAX, output_tokens: 4, ..Usage::default() };
        assert_eq!(tokens(spans.iter()), want);
        assert_eq!(told_cost(spans.iter()), Some(Nanos(i64::MAX)));
        assert_eq!(told_cost(spans[1..2].iter()), None);
    }
}
