//! An envelope: a line about it, then items, each a line about it and a payload.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::container::Container;
use super::error::Event;
use super::span::reject;
use super::transaction::Transaction;
use crate::ingest::json::{Allowance, read_within};
use crate::ingest::raw::{Report, Unreadable};

/// What an envelope says before its items.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Header {
    sdk: Value,
}

/// What an item says before its payload.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ItemHeader {
    r#type: Value,
    length: Value,
}

/// Why the rest of an envelope is given up.
const BAD_ITEM: &str = "an item's header is not JSON";
const CUT_SHORT: &str = "an item is shorter than it says";
const BAD_PAYLOAD: &str = "an item's payload is not JSON of its type";

/// Reads an envelope. Only one without a readable first line is refused: SDKs send nothing twice, so that whatever can be
/// read of the others is taken.
pub fn envelope(body: &[u8]) -> Result<Report, Unreadable> {
    let (line, mut rest) = line(body);
    let mut allowance = Allowance::default();
    let Header { sdk } = read_within(&mut allowance, line)?;
    let scope = scope(&sdk);
    let mut report = Report::default();
    while !rest.is_empty() {
        let (line, after) = self::line(rest);
        rest = after;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let Ok(header) = read_within::<ItemHeader>(&mut allowance, line) else {
            reject(&mut report, BAD_ITEM);
            break;
        };
        let payload = match header.length.as_u64() {
            None => {
                let (payload, after) = self::line(rest);
                rest = after;
                payload
            }
            Some(length) => {
                let split = usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length));
                let Some((payload, after)) = split else {
                    reject(&mut report, CUT_SHORT);
                    break;
                };
                rest = after.strip_prefix(b"\n").unwrap_or(after);
                payload
            }
        };
        let told = match header.r#type.as_str() {
            Some("span") => {
                read_within(&mut allowance, payload).map(|spans: Container| spans.report(&scope, &mut report))
            }
            Some("transaction") => {
                read_within(&mut allowance, payload).map(|root: Transaction| root.report(&scope, &mut report))
            }
            Some("event") => read_within(&mut allowance, payload).map(|event: Event| event.report(&mut report)),
            _ => {
                report.passed_over += 1;
                Ok(())
            }
        };
        if told.is_err() {
            reject(&mut report, BAD_PAYLOAD);
        }
    }
    Ok(report)
}

/// The SDK as the scope of its spans.
fn scope(sdk: &Value) -> Map<String, Value> {
    let said = |key: &str| Some((key.to_owned(), sdk.get(key).filter(|said| said.is_string())?.clone()));
    ["name", "version"].into_iter().filter_map(said).collect()
}

/// The first line, without its end, and what follows.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{BAD_ITEM, BAD_PAYLOAD, CUT_SHORT, envelope};
    use crate::ingest::raw::Report;

    const SPANS: &str = r#"{"items":[{"trace_id":"81bf959275bd45ecbaadbb9b13b8be72","span_id":"b92c7026f1d4959b"}]}"#;

    fn counts(report: &Report) -> (usize, usize, usize) {
        (report.spans.len(), report.passed_over, report.rejected)
    }

    #[test]
    fn items_are_framed_as_python_and_as_node_frame_them() {
        let length = SPANS.len();
        let (head, spread) = (r#"{"sdk":{"name":"sentry.python","version":"2.75.0"}}"#, "\n");
        for (what, body, want) in [
            ("no items", head.to_owned(), (0, 0, 0)),
            ("no items and a newline", format!("{head}\n"), (0, 0, 0)),
            ("with length", format!("{head}\n{{\"type\":\"span\",\"length\":{length}}}\n{SPANS}\n"), (1, 0, 0)),
            (
                "with length to the end",
                format!("{head}\n{{\"type\":\"span\",\"length\":{length}}}\n{SPANS}"),
                (1, 0, 0),
            ),
            ("without length", format!("{head}\n{{\"type\":\"span\"}}\n{SPANS}\n"), (1, 0, 0)),
            ("without length to the end", format!("{head}\n{{\"type\":\"span\"}}\n{SPANS}"), (1, 0, 0)),
            ("no length", format!("{head}\n{{\"type\":\"span\",\"length\":null}}\n{SPANS}"), (1, 0, 0)),
            (
                "newlines within a length",
                format!(
                    "{head}\n{{\"type\":\"span\",\"length\":{}}}\n{spread}{SPANS}\n{{\"type\":\"x\"}}\n{{}}",
                    length + 1
                ),
                (1, 1, 0),
            ),
            ("carriage returns", format!("{head}\r\n{{\"type\":\"span\"}}\r\n{SPANS}\r\n"), (1, 0, 0)),
            (
                "two items",
                format!("{head}\n{{\"type\":\"span\"}}\n{SPANS}\n{{\"type\":\"span\"}}\n{SPANS}\n"),
                (2, 0, 0),
            ),
            (
                "empty lines between",
                format!("{head}\n\n{{\"type\":\"span\"}}\n{SPANS}\n\n\n{{\"type\":\"log\"}}\n{{}}\n"),
                (1, 1, 0),
            ),
            (
                "an empty payload",
                format!("{head}\n{{\"type\":\"attachment\",\"length\":0}}\n\n{{\"type\":\"span\"}}\n{SPANS}"),
                (1, 1, 0),
            ),
        ] {
            let report = envelope(body.as_bytes()).unwrap();
            assert_eq!(counts(&report), want, "{what}");
            for span in report.spans {
                assert_eq!(json!(span.scope), json!({"name": "sentry.python", "version": "2.75.0"}), "{what}");
            }
        }
    }

    #[test]
    fn what_is_of_no_use_is_passed_over() {
        for kind in
            ["session", "sessions", "client_report", "attachment", "profile", "check_in", "log", "trace_metric", "new"]
        {
            let body =
                format!("{{}}\n{{\"type\":\"{kind}\",\"length\":10}}\nno \"json\"!\n{{\"type\":\"span\"}}\n{SPANS}");
            assert_eq!(counts(&envelope(body.as_bytes()).unwrap()), (1, 1, 0), "{kind}");
        }
        assert_eq!(counts(&envelope(b"{}\n{}\n{}").unwrap()), (0, 1, 0));
    }

    #[test]
    fn what_comes_before_a_broken_item_is_taken() {
        for (what, item, spans, reason) in [
            ("a header that is none", "nonsense\n{}\n", 1, BAD_ITEM),
            ("a length beyond the end", "{\"type\":\"log\",\"length\":9999999999}\n{}\n", 1, CUT_SHORT),
            ("a payload that is none", "{\"type\":\"span\"}\n{\"items\":7}\n", 2, BAD_PAYLOAD),
            ("an empty payload", "{\"type\":\"transaction\"}\n\n", 2, BAD_PAYLOAD),
            ("an event cut short", "{\"type\":\"event\"}\n{\"exception\":\n", 2, BAD_PAYLOAD),
        ] {
            let body = format!("{{}}\n{{\"type\":\"span\"}}\n{SPANS}\n{item}{{\"type\":\"span\"}}\n{SPANS}\n");
            let report = envelope(body.as_bytes()).unwrap();
            assert_eq!((counts(&report), report.reasons.as_slice()), ((spans, 0, 1), [reason].as_slice()), "{what}");
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        for body in ["", "\n", "nonsense", "{", "[1"] {
            assert!(envelope(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn values_are_counted_over_all_items() {
        let many = format!("{{\"type\":\"span\"}}\n{{\"later\":[{}0]}}\n", "0,".repeat(300_000));
        let report = envelope(format!("{{}}\n{}", many.repeat(4)).as_bytes()).unwrap();
        assert_eq!(counts(&report), (0, 0, 1));
    }
}
