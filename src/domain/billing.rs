//! What a platform's word on how it bills a message means in money. WhatsApp names kinds and never amounts.

use super::money::Nanos;

/// How a message is billed, as its statuses said last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Billing<'a> {
    /// `PMP`, by message, or the older `CBP`, by conversation.
    pub model: Option<&'a str>,
    /// `regular`, `free_customer_service`, …
    pub kind: Option<&'a str>,
    /// As sent; only looked at where there is no kind, since it is announced for removal.
    pub billable: Option<bool>,
    /// Whether the message failed: what is not delivered is not charged.
    pub has_failed: bool,
}

impl Billing<'_> {
    /// The fee, where the rate of the message's market and category is `rate`; None where it cannot be told. Free of
    /// charge is known without a rate: the number's free allowance too is for the platform to count, and it says so.
    #[must_use]
    pub fn fee(&self, rate: Option<Nanos>) -> Option<Nanos> {
        let is_free = match (self.kind, self.billable) {
            _ if self.has_failed => true,
            (Some(kind), _) if kind.starts_with("free_") => true,
            (Some("regular"), _) | (None, Some(true)) => false,
            (None, Some(false)) => true,
            (Some(_), Some(billable)) => !billable,
            (_, None) => return None,
        };
        if is_free {
            return Some(Nanos(0));
        }
        // By conversation, one fee was for many messages, and nothing says for which.
        rate.filter(|_| self.model.is_none_or(|model| model == "PMP"))
    }
}

/// A category as rate cards and statuses agree on it: they differ in case, and in hyphens and underscores.
#[must_use]
pub fn category(text: &str) -> String {
    text.trim().to_ascii_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::{Billing, Nanos, category};

    #[test]
    fn a_fee_is_the_rate_or_nothing_or_unknown() {
        let rate = Some(Nanos(7));
        let (free, unknown) = (Some(Nanos(0)), None);
        let pmp = Some("PMP");
        for (what, model, kind, billable, failed, rate, want) in [
            ("regular", pmp, Some("regular"), Some(true), false, rate, rate),
            ("regular, `billable` being gone", pmp, Some("regular"), None, false, rate, rate),
            ("regular, whatever `billable` says", pmp, Some("regular"), Some(false), false, rate, rate),
            ("regular without a rate", pmp, Some("regular"), Some(true), false, None, unknown),
            ("within the free allowance", pmp, Some("free_customer_service"), Some(false), false, rate, free),
            ("free needs no rate", pmp, Some("free_entry_point"), None, false, None, free),
            ("not delivered", pmp, Some("regular"), Some(true), true, rate, free),
            ("no kind, billable", pmp, None, Some(true), false, rate, rate),
            ("no kind, not billable", pmp, None, Some(false), false, rate, free),
            ("nothing said", pmp, None, None, false, rate, unknown),
            ("a kind of tomorrow", pmp, Some("premium"), None, false, rate, unknown),
            ("a kind of tomorrow, not billable", pmp, Some("premium"), Some(false), false, rate, free),
            ("by conversation", Some("CBP"), Some("regular"), Some(true), false, rate, unknown),
            ("by conversation, and free", Some("CBP"), Some("free_entry_point"), Some(false), false, rate, free),
            ("no model", None, Some("regular"), Some(true), false, rate, rate),
        ] {
            let billing = Billing { model, kind, billable, has_failed: failed };
            assert_eq!(billing.fee(rate), want, "{what}");
        }
    }

    #[test]
    fn a_category_is_the_same_in_every_spelling() {
        for text in ["authentication-international", "authentication_international", " AUTHENTICATION_INTERNATIONAL"] {
            assert_eq!(category(text), "authentication_international");
        }
    }
}
