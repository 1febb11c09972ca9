//! What all spans of Sentry's have in common, whatever item they came in.

use serde_json::{Map, Value};

use super::moment::moment;
use crate::domain::span::{SpanId, TraceId};
use crate::ingest::bag::Bag;
use crate::ingest::raw::{RawSpan, Report};

/// What a span did, as SDKs of before OpenTelemetry's names tell it.
pub const OP: &str = "sentry.op";

/// The root of the part of a trace that one process made.
pub const SEGMENT: &str = "sentry.segment.id";

const BAD_TRACE: &str = "the trace id is not 32 hexadecimal digits, or all zero";
const BAD_SPAN: &str = "the span id is not 16 hexadecimal digits, or all zero";

/// A span, its parts picked from where its item has them.
#[derive(Default)]
pub struct Told {
    /// Its trace.
    pub trace: Value,
    /// Its id.
    pub id: Value,
    /// The span around it.
    pub parent: Value,
    /// Its name.
    pub name: Value,
    /// Its beginning.
    pub start: Value,
    /// Its end.
    pub end: Value,
    /// `ok`, or a word for what went wrong.
    pub status: Value,
    /// What is said of it.
    pub attributes: Bag,
    /// What else is worth keeping.
    pub rest: Map<String, Value>,
}

impl Told {
    /// Adds the span to a report, unless its ids cannot be used or it is the SDK's own request to us.
    pub fn report(mut self, scope: &Map<String, Value>, report: &mut Report) {
        let name = text(self.name);
        if is_report_to_us(&name, &self.attributes.map) {
            report.passed_over += 1;
            return;
        }
        let (trace, id) = match place(&self.trace, &self.id) {
            Ok(place) => place,
            Err(reason) => return reject(report, reason),
        };
        let failed = self.status.as_str().and_then(failed);
        if let Value::String(status) = self.status {
            self.rest.insert("status".to_owned(), Value::String(status));
        }
        if self.attributes.dropped > 0 {
            self.rest.insert("dropped".to_owned(), serde_json::json!({"attributes": self.attributes.dropped}));
        }
        let started_at = moment(&self.start);
        report.spans.push(RawSpan {
            trace,
            id,
            parent: self.parent.as_str().and_then(SpanId::parse),
            name,
            started_at,
            // An end before the beginning, as of a clock that was set back, becomes the beginning.
            ended_at: moment(&self.end).map(|end| started_at.map_or(end, |start| end.max(start))),
            failed,
            // The error itself comes as an event; a word such as `internal_error` must not stand in its place.
            fault: None,
            attributes: self.attributes.map,
            resource: Map::new(),
            scope: scope.clone(),
            events: Vec::new(),
            rest: self.rest,
            is_part: false,
        });
    }
}

/// Trace and id of a span, or why they cannot be used.
pub fn place(trace: &Value, id: &Value) -> Result<(TraceId, SpanId), &'static str> {
    let trace = trace.as_str().and_then(TraceId::parse).ok_or(BAD_TRACE)?;
    Ok((trace, id.as_str().and_then(SpanId::parse).ok_or(BAD_SPAN)?))
}

/// A text; empty of anything else.
pub fn text(value: Value) -> String {
    if let Value::String(text) = value { text } else { String::new() }
}

/// Counts something that cannot be used, and why.
pub fn reject(report: &mut Report, reason: &'static str) {
    report.rejected += 1;
    if !report.reasons.contains(&reason) {
        report.reasons.push(reason);
    }
}

fn failed(status: &str) -> Option<bool> {
    match status {
        "ok" => Some(false),
        "" | "unset" | "unknown" => None,
        _ => Some(true),
    }
}

/// Whether this is the request by which the SDK reported to us, which some SDKs then report too.
fn is_report_to_us(name: &str, attributes: &Map<String, Value>) -> bool {
    if attributes.get(OP).and_then(Value::as_str) != Some("http.client") {
        return false;
    }
    let said = ["url.full", "http.url", "url"].iter().filter_map(|key| attributes.get(*key)?.as_str());
    std::iter::once(name).chain(said).any(|text| {
        text.match_indices("/api/").any(|(at, found)| {
            let rest = text.get(at + found.len()..).unwrap_or_default();
            let project = rest.bytes().take_while(u8::is_ascii_digit).count();
            project > 0 && rest.get(project..).is_some_and(|rest| rest.starts_with("/envelope"))
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Told, is_report_to_us};
    use crate::ingest::bag::Bag;
    use crate::ingest::raw::{RawSpan, Report};

    fn told() -> Told {
        Told {
            trace: json!("81bf959275bd45ecbaadbb9b13b8be72"),
            id: json!("b92c7026f1d4959b"),
            name: json!("chat gpt-4o"),
            ..Told::default()
        }
    }

    fn report(told: Told) -> Report {
        let mut report = Report::default();
        told.report(&Map::new(), &mut report);
        report
    }

    fn reported(told: Told) -> RawSpan {
        report(told).spans.pop().unwrap()
    }

    #[test]
    fn ids_that_cannot_be_used_are_refused() {
        for (what, told) in [
            ("no trace", Told { trace: json!(null), ..told() }),
            ("a trace of zeros", Told { trace: json!("0".repeat(32)), ..told() }),
            ("no span", Told { id: json!(7), ..told() }),
            ("a short span", Told { id: json!("b92c"), ..told() }),
        ] {
            let report = report(told);
            assert_eq!((report.spans.len(), report.rejected, report.reasons.len()), (0, 1, 1), "{what}");
        }
    }

    #[test]
    fn a_status_tells_whether_it_failed() {
        for (what, status, want) in [
            ("well", json!("ok"), Some(false)),
            ("failed", json!("error"), Some(true)),
            ("a word of before", json!("internal_error"), Some(true)),
            ("unset", json!("unset"), None),
            ("nothing", json!(null), None),
            ("a number", json!(2), None),
        ] {
            let span = reported(Told { status, ..told() });
            assert_eq!((span.failed, span.fault), (want, None), "{what}");
        }
    }

    #[test]
    fn a_span_never_ends_before_it_begins() {
        for (start, end, want) in [
            (json!(5.5), json!(7), [Some(5_500), Some(7_000)]),
            (json!(7), json!(5.5), [Some(7_000), Some(7_000)]),
            (json!(null), json!(7), [None, Some(7_000)]),
            (json!(7), json!(null), [Some(7_000), None]),
        ] {
            let span = reported(Told { start, end, ..told() });
            let ms = |at: time::OffsetDateTime| at.unix_timestamp_nanos() / 1_000_000;
            assert_eq!([span.started_at.map(ms), span.ended_at.map(ms)], want);
        }
    }

    #[test]
    fn what_had_no_room_is_noted() {
        let attributes = Bag { dropped: 3, ..Bag::default() };
        let span = reported(Told { attributes, status: json!("ok"), ..told() });
        assert_eq!(json!(span.rest), json!({"status": "ok", "dropped": {"attributes": 3}}));
    }

    #[test]
    fn only_the_sdks_own_requests_to_us_are_noise() {
        let our = "https://host:8080/prefix/api/1/envelope/?sentry_key=abc";
        for (what, op, name, url, want) in [
            ("by name", "http.client", format!("POST {our}"), json!(null), true),
            ("by address", "http.client", "POST".to_owned(), json!(our), true),
            ("without the last slash", "http.client", "POST /api/12/envelope".to_owned(), json!(null), true),
            ("another path first", "http.client", "POST /api/v1/api/12/envelope/".to_owned(), json!(null), true),
            ("another path", "http.client", "POST https://host/api/v1/envelope/".to_owned(), json!(null), false),
            ("no project", "http.client", "POST https://host/api//envelope/".to_owned(), json!(null), false),
            ("a model", "http.client", "POST https://api.openai.com/v1/chat".to_owned(), json!(null), false),
            ("another step", "gen_ai.chat", format!("POST {our}"), json!(null), false),
        ] {
            let attributes = json!({"sentry.op": op, "url.full": url});
            let Value::Object(map) = attributes else { unreachable!() };
            assert_eq!(is_report_to_us(&name, &map), want, "{what}");
            let told = Told { name: json!(name), attributes: Bag { map, dropped: 0 }, ..told() };
            assert_eq!(report(told).passed_over, usize::from(want), "{what}");
        }
    }
}
