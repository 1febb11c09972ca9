//! What a model's tokens are charged at, and what an answer cost by it, exactly.

use super::money::Nanos;
use super::usage::Usage;

/// Prices of a million tokens each, all in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Input that no cache took part in.
    pub input: Nanos,
    /// Output other than reasoning.
    pub output: Nanos,
    /// Input read from the provider's cache; charged as other input where it is not stated.
    pub cache_read: Option<Nanos>,
    /// Input written to the provider's cache; charged as other input where it is not stated.
    pub cache_write: Option<Nanos>,
    /// Output that is reasoning; charged as other output where it is not stated.
    pub reasoning: Option<Nanos>,
}

const MILLION: u128 = 1_000_000;

impl Price {
    /// What `usage` cost: the exact sum over all tokens, rounded half up to a nano-unit once, at its end.
    ///
    /// None where no tokens were counted, since that says that nobody counted and not that it was free; and where it
    /// would be more than [`Nanos::MOST_PER_MESSAGE`], since such a count is wrong.
    #[must_use]
    pub fn of(&self, usage: &Usage) -> Option<Nanos> {
        if usage.input_tokens == 0 && usage.output_tokens == 0 {
            return None;
        }
        // Parts of input and output, whatever a provider counts: no token is charged twice.
        let read = usage.cache_read_tokens.min(usage.input_tokens);
        let written = usage.cache_write_tokens.min(usage.input_tokens - read);
        let reasoned = usage.reasoning_tokens.min(usage.output_tokens);
        let parts = [
            (usage.input_tokens - read - written, self.input),
            (read, self.cache_read.unwrap_or(self.input)),
            (written, self.cache_write.unwrap_or(self.input)),
            (usage.output_tokens - reasoned, self.output),
            (reasoned, self.reasoning.unwrap_or(self.output)),
        ];
        let sum: u128 =
            parts.iter().map(|(tokens, price)| u128::from(*tokens) * u128::from(price.0.max(0).unsigned_abs())).sum();
        let cost = Nanos(i64::try_from((sum + MILLION / 2) / MILLION).ok()?);
        (cost <= Nanos::MOST_PER_MESSAGE).then_some(cost)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    use super::{Nanos, Price, Usage};

    fn price(input: &str, output: &str, cache_read: Option<&str>, cache_write: Option<&str>) -> Price {
        let nanos = |text: &str| Nanos::parse(text).unwrap();
        Price {
            input: nanos(input),
            output: nanos(output),
            cache_read: cache_read.map(nanos),
            cache_write: cache_write.map(nanos),
            reasoning: None,
        }
    }

    fn usage(input: u32, output: u32, cache_read: u32, cache_write: u32, reasoning: u32) -> Usage {
        Usage {
            input_tokens: input,
            output_tokens: output,
            cache_read_tokens: cache_read,
            cache_write_tokens: cache_write,
            reasoning_tokens: reasoning,
        }
    }

    #[test]
    fn each_token_is_charged_once_at_its_own_price() {
        let whole = price("3", "15", Some("0.3"), Some("3.75"));
        let bare = price("3", "15", None, None);
        let thinking = Price { reasoning: Some(Nanos::parse("60").unwrap()), ..bare };
        for (what, price, usage, want) in [
            ("input and output", whole, usage(1000, 200, 0, 0, 0), Some("0.006")),
            ("reasoning is output already", whole, usage(1000, 200, 0, 0, 150), Some("0.006")),
            ("reasoning at a price of its own", thinking, usage(1000, 200, 0, 0, 150), Some("0.01275")),
            ("more reasoning than output", thinking, usage(1000, 200, 0, 0, 999), Some("0.015")),
            ("cached input instead of other input", whole, usage(1000, 200, 600, 300, 0), Some("0.004605")),
            ("cached input without a price of its own", bare, usage(1000, 200, 600, 300, 0), Some("0.006")),
            ("more cached than there was", whole, usage(100, 0, 90, 90, 0), Some("0.0000645")),
            ("nothing was counted", whole, usage(0, 0, 0, 0, 0), None),
            ("a model for nothing", price("0", "0", None, None), usage(7, 7, 0, 0, 0), Some("0")),
            ("half a nano-unit", price("0.0005", "0", None, None), usage(1, 0, 0, 0, 0), Some("0.000000001")),
            ("less than half", price("0.0004", "0", None, None), usage(1, 0, 0, 0, 0), Some("0")),
            (
                "rounded once, not per part",
                price("0.0004", "0.0004", None, None),
                usage(1, 1, 0, 0, 0),
                Some("0.000000001"),
            ),
            ("the most", price("1000000", "0", None, None), usage(1_000_000, 0, 0, 0, 0), Some("1000000")),
            ("more than the most", price("1000000", "0", None, None), usage(1_000_001, 0, 0, 0, 0), None),
            (
                "counts gone mad",
                price("9000000000", "9000000000", None, None),
                usage(u32::MAX, u32::MAX, 9, 9, 9),
                None,
            ),
        ] {
            assert_eq!(price.of(&usage).map(|cost| cost.to_string()).as_deref(), want, "{what}");
        }
    }

    /// A price in whole nano-units for each token, so that no sum needs rounding.
    fn whole_price() -> impl Strategy<Value = Price> {
        let nanos = || (0i64..200_000).prop_map(|each| Nanos(each * 1_000_000));
        (nanos(), nanos(), proptest::option::of(nanos()), proptest::option::of(nanos())).prop_map(
            |(input, output, cache_read, cache_write)| Price {
                input,
                output,
                cache_read,
                cache_write,
                reasoning: cache_write,
            },
        )
    }

    fn counts() -> impl Strategy<Value = Usage> {
        (1u32..500_000, 0u32..500_000, 0u32..500_000, 0u32..500_000).prop_map(|(input, output, read, written)| {
            usage(input, output, read % (input + 1), written % (input - read % (input + 1) + 1), 0)
        })
    }

    proptest! {
        #[test]
        fn sums_are_exact(price in whole_price(), one in counts(), two in counts()) {
            let both = usage(
                one.input_tokens + two.input_tokens,
                one.output_tokens + two.output_tokens,
                one.cache_read_tokens + two.cache_read_tokens,
                one.cache_write_tokens + two.cache_write_tokens,
                0,
            );
            let cost = |usage: &Usage| price.of(usage).unwrap().0;
            prop_assert_eq!(cost(&one) + cost(&two), cost(&both));
        }

        #[test]
        fn a_cost_is_off_by_half_a_nano_unit_at_most(nanos in 0i64..9_000_000_000, counted in counts()) {
            let flat = Price {
                input: Nanos(nanos),
                output: Nanos(nanos),
                cache_read: None,
                cache_write: None,
                reasoning: None,
            };
            let exact = i128::from(nanos) * (i128::from(counted.input_tokens) + i128::from(counted.output_tokens));
            let off = i128::from(flat.of(&counted).unwrap().0) * 1_000_000 - exact;
            prop_assert!((-499_999..=500_000).contains(&off), "{}", off);
        }

        #[test]
        fn more_tokens_never_cost_less(price in whole_price(), counted in counts(), more in 0u32..1000) {
            let input = Usage { input_tokens: counted.input_tokens + more, ..counted };
            let output = Usage { output_tokens: counted.output_tokens + more, ..counted };
            prop_assert!(price.of(&input) >= price.of(&counted));
            prop_assert!(price.of(&output) >= price.of(&counted));
        }
    }
}
