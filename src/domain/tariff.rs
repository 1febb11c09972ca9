//! By what answers of models are charged, where their provider does not say what they cost.

use std::sync::Arc;

use time::OffsetDateTime;

use super::message::Message;
use super::money::Nanos;
use super::price::Price;
use super::price_table::{self, PriceTable};
use super::span::{Kind, Span};
use super::usage::Usage;

/// By what messages are charged.
#[derive(Clone, Debug)]
pub enum Tariff {
    /// One price, whatever model answered.
    Own(Price),
    /// By model and time: the project's own prices, and the shipped ones unless they are in another currency than the
    /// project, since no rate of exchange is on record.
    Tables(Vec<Arc<PriceTable>>),
    /// By nothing.
    None,
}

impl Tariff {
    /// Fills in what a message cost, unless that is known or cannot be told.
    pub fn settle(&self, message: &mut Message) {
        if message.cost.is_some() {
            return;
        }
        message.cost = self.charge(message.model.as_deref(), &message.usage, message.sent_at);
        message.cost_computed = message.cost.is_some();
    }

    /// What an answer costs; None where that cannot be told.
    #[must_use]
    pub fn charge(&self, model: Option<&str>, usage: &Usage, at: OffsetDateTime) -> Option<Nanos> {
        let price = match (self, model) {
            (Self::Own(price), _) => Some(price),
            (Self::Tables(tables), Some(model)) => price_table::find(tables, model, usage.input_tokens, at),
            (Self::Tables(_), None) | (Self::None, _) => None,
        };
        price.and_then(|price| price.of(usage))
    }
}

/// By what spans of models are charged.
#[derive(Clone, Debug)]
pub struct Charging {
    /// Where their sender does not say.
    pub tariff: Tariff,
    /// Whether the project counts in US dollars, as senders do.
    pub in_dollars: bool,
}

impl Charging {
    /// What a span cost, and whether that was worked out here; None where that cannot be told.
    #[must_use]
    pub fn charge(&self, span: &Span, now: OffsetDateTime) -> Option<(Nanos, bool)> {
        if let Some(cost) = span.cost.filter(|_| self.in_dollars) {
            return Some((cost, false));
        }
        let usage = span.usage.filter(|_| span.kind == Some(Kind::Llm))?;
        let charged = self.tariff.charge(span.model.as_deref(), &usage, span.started_at.unwrap_or(now));
        charged.map(|cost| (cost, true))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::super::message::Role;
    use super::{Arc, Message, Nanos, Price, PriceTable, Tariff, Usage, price_table};

    #[test]
    fn what_is_known_stays_and_what_is_unknown_is_not_nothing() {
        let own = || {
            let each = |nanos: i64| Nanos(nanos * 1_000_000_000);
            Tariff::Own(Price { input: each(1), output: each(2), cache_read: None, cache_write: None, reasoning: None })
        };
        let table = || Tariff::Tables(vec![Arc::new(PriceTable::parse(price_table::SHIPPED).unwrap())]);
        let counted = Usage { input_tokens: 1000, output_tokens: 100, ..Usage::default() };
        let uncounted = Usage::default();
        for (what, tariff, model, usage, known, want) in [
            ("by the table", table(), Some("gpt-4o"), counted, None, Some(3_500_000)),
            ("by the assistant's price", own(), Some("gpt-4o"), counted, None, Some(1_200_000)),
            ("by the assistant's price, of any model", own(), None, counted, None, Some(1_200_000)),
            ("as the provider said", own(), Some("gpt-4o"), counted, Some(7), Some(7)),
            ("free, as the provider said", table(), Some("gpt-4o"), counted, Some(0), Some(0)),
            ("an unknown model", table(), Some("mystery"), counted, None, None),
            ("no model", table(), None, counted, None, None),
            ("not counted", own(), Some("gpt-4o"), uncounted, None, None),
            ("by nothing", Tariff::None, Some("gpt-4o"), counted, None, None),
        ] {
            let mut message = Message::new(Role::Assistant, "text", "Hello", datetime!(2026-03-01 12:00 UTC));
            message.model = model.map(str::to_owned);
            message.usage = usage;
            message.cost = known.map(Nanos);
            tariff.settle(&mut message);
            assert_eq!(message.cost.map(|cost| cost.0), want, "{what}");
            assert_eq!(message.cost_computed, known.is_none() && want.is_some(), "{what}");
        }
    }
}
