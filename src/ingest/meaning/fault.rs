//! What went wrong in a span, from its exceptions, its attributes and its status.

use super::attributes::Attributes;
use super::names::{FAULT_KIND, FAULT_MESSAGE};
use crate::domain::span::Fault;
use crate::domain::text;
use crate::ingest::raw::RawSpan;

/// What went wrong; none in a span that says it went well, as one that dealt with its exceptions does.
///
/// Of several exceptions the last counts: those before it were tried again, or are the same told twice.
pub fn fault(raw: &RawSpan, attributes: &Attributes<'_>) -> Option<Fault> {
    if raw.failed == Some(false) && !raw.is_part {
        return None;
    }
    let exceptions = raw.events.iter().rev().filter(|event| event.name == "exception");
    let mut sources = exceptions.map(|event| read(&Attributes::of(&event.attributes)));
    let mut fault = sources.find(|fault| *fault != Fault::default()).unwrap_or_default();
    let status =
        raw.fault.as_ref().map(|said| Fault { kind: text::clean(&said.kind), message: text::clean(&said.message) });
    for other in [Some(read(attributes)), status].into_iter().flatten() {
        if fault.kind.is_empty() {
            fault.kind = other.kind;
        }
        if fault.message.is_empty() {
            fault.message = other.message;
        }
    }
    (fault != Fault::default()).then_some(fault)
}

fn read(attributes: &Attributes<'_>) -> Fault {
    Fault {
        kind: attributes.label(FAULT_KIND).unwrap_or_default(),
        message: attributes.text(FAULT_MESSAGE).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Attributes, Fault, RawSpan, fault};
    use crate::ingest::meaning::tests::raw;
    use crate::ingest::raw::RawEvent;

    fn failed(attributes: Value, exceptions: &[Value]) -> RawSpan {
        let event = |attributes: &Value| RawEvent {
            name: "exception".to_owned(),
            at: None,
            attributes: attributes.as_object().cloned().unwrap_or_default(),
        };
        RawSpan { failed: Some(true), events: exceptions.iter().map(event).collect(), ..raw(attributes) }
    }

    #[test]
    fn what_went_wrong_is_told_by_the_nearest_source() {
        let exception =
            json!({"exception.type": "RateLimitError", "exception.message": "slow down", "exception.stacktrace": "…"});
        let one = std::slice::from_ref(&exception);
        let status = |message: &str| Some(Fault { kind: String::new(), message: message.to_owned() });
        for (what, raw, want) in [
            ("an exception", failed(json!({}), one), Some(("RateLimitError", "slow down"))),
            (
                "told twice",
                failed(json!({}), &[exception.clone(), exception.clone()]),
                Some(("RateLimitError", "slow down")),
            ),
            (
                "the last of several",
                failed(json!({}), &[json!({"exception.type": "Timeout"}), exception.clone()]),
                Some(("RateLimitError", "slow down")),
            ),
            ("an empty one", failed(json!({"error.type": "429"}), &[json!({})]), Some(("429", ""))),
            (
                "attributes",
                failed(json!({"error.type": "Timeout", "error.message": "late"}), &[]),
                Some(("Timeout", "late")),
            ),
            ("Sentry", failed(json!({"sentry.status.message": "internal_error"}), &[]), Some(("", "internal_error"))),
            (
                "the status",
                RawSpan { fault: status("boom"), ..failed(json!({"error.type": "E"}), &[]) },
                Some(("E", "boom")),
            ),
            ("NUL", RawSpan { fault: status("a\0b"), ..failed(json!({}), &[]) }, Some(("", "a\u{fffd}b"))),
            ("nothing said", failed(json!({}), &[]), None),
            ("dealt with", RawSpan { failed: Some(false), ..failed(json!({}), one) }, None),
            ("no status", RawSpan { failed: None, ..failed(json!({}), one) }, Some(("RateLimitError", "slow down"))),
            (
                "a part",
                RawSpan { failed: None, is_part: true, fault: status("boom"), ..failed(json!({}), &[]) },
                Some(("", "boom")),
            ),
        ] {
            let got = fault(&raw, &Attributes::of(&raw.attributes));
            assert_eq!(got.as_ref().map(|fault| (&*fault.kind, &*fault.message)), want, "{what}");
        }
    }
}
