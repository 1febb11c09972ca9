//! What went wrong, in one line for people.

use crate::domain::span::{Fault, Span};
use crate::domain::text::preview;

/// Whether the span failed: by its status, or where that is not told, because an error is.
pub(super) fn failed(span: &Span) -> bool {
    span.failed.unwrap_or(span.fault.is_some())
}

/// The error of a span as `RateLimitError: slow down`, at most 160 characters; none where nothing is said.
pub(super) fn line(span: &Span) -> Option<String> {
    let Fault { kind, message } = span.fault.as_ref()?;
    let line = match (kind.trim(), message.trim()) {
        ("", message) => preview(message),
        (kind, "") => preview(kind),
        (kind, message) if message.starts_with(kind) => preview(message),
        (kind, message) => preview(&format!("{kind}: {message}")),
    };
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::{failed, line};
    use crate::domain::span::Span;
    use crate::domain::trace::sample::{failing, llm};

    #[test]
    fn an_error_is_one_line() {
        for (kind, message, want) in [
            ("RateLimitError", "slow down", Some("RateLimitError: slow down")),
            ("", "slow\n  down", Some("slow down")),
            ("Timeout", "", Some("Timeout")),
            ("ValueError", "ValueError: no such city", Some("ValueError: no such city")),
            (" ", "", None),
        ] {
            assert_eq!(line(&failing(llm(1, 0, "", ""), kind, message)).as_deref(), want, "{kind} {message}");
        }
        assert!(line(&failing(llm(1, 0, "", ""), "E", &"x ".repeat(10_000))).unwrap().chars().count() <= 160);
    }

    #[test]
    fn an_error_without_a_status_is_a_failure() {
        let span = failing(llm(1, 0, "", ""), "E", "");
        assert!(failed(&span));
        assert!(failed(&Span { failed: None, ..span.clone() }));
        assert!(!failed(&Span { failed: Some(false), ..span }));
        assert!(!failed(&llm(1, 0, "", "")));
    }
}
