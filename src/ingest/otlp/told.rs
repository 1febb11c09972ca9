//! A span as either encoding tells it, and what becomes of it: the rules that both share.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::domain::span::{Fault, SpanId, TraceId};
use crate::ingest::bag::Bag;
use crate::ingest::raw::{RawEvent, RawSpan, Report};

/// Most events of one span. Of more, the first and the last half are kept: an exception comes at the end.
const MOST_EVENTS: usize = 128;

/// Most links of one span.
const MOST_LINKS: usize = 128;

/// An event for each piece of a streamed answer, with nothing in it.
const CHUNK: &str = "gen_ai.content.completion.chunk";

/// Why a span is refused whose ids cannot be used.
const BAD_TRACE: &str = "the trace id is not 16 bytes, or all zero";
const BAD_SPAN: &str = "the span id is not 8 bytes, or all zero";

/// Who tells: what stands once over many spans.
#[derive(Debug, Default)]
pub struct Teller {
    /// The program.
    pub resource: Map<String, Value>,
    /// The part of it that instruments.
    pub scope: Map<String, Value>,
}

/// A span.
#[derive(Debug, Default)]
pub struct Told {
    /// Its trace, if that can be used.
    pub trace: Option<TraceId>,
    /// Its id, if that can be used.
    pub id: Option<SpanId>,
    /// The span around it.
    pub parent: Option<SpanId>,
    /// What vendors hand on.
    pub trace_state: String,
    /// Its name.
    pub name: String,
    /// The number of its kind.
    pub kind: i64,
    /// Its beginning in nanoseconds since 1970; 0 where it is not told.
    pub start: u64,
    /// Its end, likewise.
    pub end: u64,
    /// What is said of it.
    pub attributes: Bag,
    /// What happened within it.
    pub events: Vec<ToldEvent>,
    /// Spans that it has to do with.
    pub links: Vec<ToldLink>,
    /// How many attributes, events and links the sender left out itself.
    pub dropped: [u64; 3],
    /// The number of its status.
    pub code: i64,
    /// What its status says.
    pub message: String,
}

/// Something that happened within a span.
#[derive(Debug, Default)]
pub struct ToldEvent {
    /// What.
    pub name: String,
    /// When, in nanoseconds since 1970; 0 where it is not told.
    pub time: u64,
    /// What is said of it.
    pub attributes: Bag,
}

/// A span elsewhere that this one has to do with.
#[derive(Debug, Default)]
pub struct ToldLink {
    /// Its trace, if that can be used.
    pub trace: Option<TraceId>,
    /// Its id, if that can be used.
    pub id: Option<SpanId>,
    /// What is said of the tie.
    pub attributes: Bag,
}

impl Told {
    /// Adds the span to a report, or to what that refuses.
    pub fn report(self, teller: &Teller, report: &mut Report) {
        let (Some(trace), Some(id)) = (self.trace, self.id) else {
            let reason = if self.trace.is_none() { BAD_TRACE } else { BAD_SPAN };
            report.rejected += 1;
            if !report.reasons.contains(&reason) {
                report.reasons.push(reason);
            }
            return;
        };
        let [attributes, events, links] = self.dropped;
        let mut rest = Map::new();
        if let Some(kind) = kind(self.kind) {
            rest.insert("kind".to_owned(), Value::from(kind));
        }
        if !self.trace_state.is_empty() {
            rest.insert("trace_state".to_owned(), Value::String(self.trace_state));
        }
        let (told, cut_events) = thinned(self.events);
        let cut_links = self.links.len().saturating_sub(MOST_LINKS) as u64;
        if !self.links.is_empty() {
            let links = self.links.into_iter().take(MOST_LINKS).map(ToldLink::into_value).collect();
            rest.insert("links".to_owned(), Value::Array(links));
        }
        note_dropped(&mut rest, "attributes", attributes.saturating_add(self.attributes.dropped));
        note_dropped(&mut rest, "events", events.saturating_add(cut_events));
        note_dropped(&mut rest, "links", links.saturating_add(cut_links));
        let (started_at, ended_at) = span_of_time(self.start, self.end);
        report.spans.push(RawSpan {
            trace,
            id,
            parent: self.parent,
            name: self.name,
            started_at,
            ended_at,
            failed: failed(self.code),
            fault: (self.code == 2 && !self.message.is_empty())
                .then(|| Fault { kind: String::new(), message: self.message }),
            attributes: self.attributes.map,
            resource: teller.resource.clone(),
            scope: teller.scope.clone(),
            events: told,
            rest,
            is_part: false,
        });
    }
}

impl ToldLink {
    fn into_value(self) -> Value {
        json!({
            "trace_id": self.trace.map(|id| id.to_string()),
            "span_id": self.id.map(|id| id.to_string()),
            "attributes": self.attributes.map,
        })
    }
}

/// The scope as a map: who, in which version, and what else is said of it.
pub fn scope(name: String, version: String, attributes: Bag) -> Map<String, Value> {
    let mut scope = Map::new();
    for (key, said) in [("name", name), ("version", version)] {
        if !said.is_empty() {
            scope.insert(key.to_owned(), Value::String(said));
        }
    }
    if !attributes.map.is_empty() {
        scope.insert("attributes".to_owned(), Value::Object(attributes.map));
    }
    scope
}

/// The events that are kept, and how many are not.
fn thinned(mut events: Vec<ToldEvent>) -> (Vec<RawEvent>, u64) {
    events.retain(|event| event.name != CHUNK);
    let over = events.len().saturating_sub(MOST_EVENTS);
    let first = MOST_EVENTS / 2;
    let kept = events.into_iter().enumerate().filter(|(at, _)| *at < first || *at >= first + over);
    (kept.map(|(_, event)| event.into_raw()).collect(), over as u64)
}

impl ToldEvent {
    fn into_raw(self) -> RawEvent {
        RawEvent { name: self.name, at: moment(self.time), attributes: self.attributes.map }
    }
}

/// Notes how many attributes, events or links are missing, by the sender's doing or ours.
pub fn note_dropped(rest: &mut Map<String, Value>, what: &str, count: u64) {
    if count > 0
        && let Value::Object(dropped) = rest.entry("dropped").or_insert_with(|| json!({}))
    {
        dropped.insert(what.to_owned(), Value::from(count));
    }
}

/// The moment so many nanoseconds after 1970, none of 0. No such number reaches the year 2600.
fn moment(nanos: u64) -> Option<OffsetDateTime> {
    if nanos == 0 { None } else { OffsetDateTime::from_unix_timestamp_nanos(i128::from(nanos)).ok() }
}

/// Beginning and end; an end before the beginning, as of a clock that was set back, becomes the beginning.
fn span_of_time(start: u64, end: u64) -> (Option<OffsetDateTime>, Option<OffsetDateTime>) {
    (moment(start), moment(if end == 0 { 0 } else { end.max(start) }))
}

/// Whether a status tells of failure: 1 is well, 2 is failed, and 0 says nothing.
fn failed(code: i64) -> Option<bool> {
    match code {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

/// The word for a kind's number.
fn kind(number: i64) -> Option<&'static str> {
    Some(match number {
        1 => "internal",
        2 => "server",
        3 => "client",
        4 => "producer",
        5 => "consumer",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::format_description::well_known::Rfc3339;

    use super::{CHUNK, MOST_EVENTS, MOST_LINKS, Teller, Told, ToldEvent, ToldLink};
    use crate::domain::span::{SpanId, TraceId};
    use crate::ingest::bag::Bag;
    use crate::ingest::raw::{RawSpan, Report};

    fn told() -> Told {
        let (trace, id) = (TraceId::from_bytes(&[1; 16]), SpanId::from_bytes(&[2; 8]));
        Told { trace, id, ..Told::default() }
    }

    fn reported(told: Told) -> RawSpan {
        let mut report = Report::default();
        told.report(&Teller::default(), &mut report);
        report.spans.pop().unwrap()
    }

    fn event(name: impl Into<String>) -> ToldEvent {
        ToldEvent { name: name.into(), ..ToldEvent::default() }
    }

    #[test]
    fn a_span_without_usable_ids_is_refused_and_the_reason_told_once() {
        let mut report = Report::default();
        for told in [Told { trace: None, ..told() }, Told { id: None, ..told() }, Told { id: None, ..told() }, told()] {
            told.report(&Teller::default(), &mut report);
        }
        assert_eq!((report.spans.len(), report.rejected), (1, 3));
        assert_eq!(report.reasons, [super::BAD_TRACE, super::BAD_SPAN]);
    }

    #[test]
    fn times_are_moments_and_never_run_backwards() {
        let (early, late) = ("2026-11-21T19:18:49.226046Z", "2026-11-21T19:18:49.258487001Z");
        let (a, b) = (1_795_288_729_226_046_000, 1_795_288_729_258_487_001);
        for (what, start, end, want) in [
            ("both", a, b, [Some(early), Some(late)]),
            ("no end", a, 0, [Some(early), None]),
            ("no beginning", 0, b, [None, Some(late)]),
            ("neither", 0, 0, [None, None]),
            ("a clock set back", b, a, [Some(late), Some(late)]),
            (
                "the last that a number can tell",
                1,
                u64::MAX,
                [Some("1970-01-01T00:00:00.000000001Z"), Some("2554-07-21T23:34:33.709551615Z")],
            ),
        ] {
            let span = reported(Told { start, end, ..told() });
            let told = [span.started_at, span.ended_at].map(|at| at.map(|at| at.format(&Rfc3339).unwrap()));
            assert_eq!(told.each_ref().map(Option::as_deref), want, "{what}");
        }
    }

    #[test]
    fn only_a_status_of_failure_has_a_fault() {
        for (what, code, message, want) in [
            ("unset", 0, "", (None, None)),
            ("well", 1, "", (Some(false), None)),
            ("failed", 2, "boom", (Some(true), Some("boom"))),
            ("failed without a word", 2, "", (Some(true), None)),
            ("well with a word", 1, "fine", (Some(false), None)),
            ("of a later version", 9, "?", (None, None)),
        ] {
            let span = reported(Told { code, message: message.to_owned(), ..told() });
            assert_eq!((span.failed, span.fault.as_ref().map(|fault| fault.message.as_str())), want, "{what}");
        }
    }

    #[test]
    fn events_are_thinned_in_the_middle_and_chunks_left_out() {
        let mut events: Vec<_> = (0..MOST_EVENTS + 10).map(|n| event(n.to_string())).collect();
        events.insert(3, event(CHUNK));
        let span = reported(Told { events, dropped: [0, 5, 0], ..told() });
        let names: Vec<_> = span.events.iter().map(|event| event.name.as_str()).collect();
        assert_eq!((names.len(), names[63], names[64], names[127]), (MOST_EVENTS, "63", "74", "137"));
        assert_eq!(span.rest["dropped"], json!({"events": 15}));
        let chunks = (0..300).map(|_| event(CHUNK)).chain([event("exception")]).collect();
        let span = reported(Told { events: chunks, ..told() });
        assert_eq!((span.events.len(), span.rest.get("dropped")), (1, None));
    }

    #[test]
    fn what_else_is_told_is_kept_by_name() {
        let links = (0..=MOST_LINKS).map(|_| ToldLink { trace: told().trace, ..ToldLink::default() }).collect();
        let attributes = Bag { dropped: 2, ..Bag::default() };
        let trace_state = "a=b".to_owned();
        let span = reported(Told { kind: 3, links, attributes, trace_state, dropped: [u64::MAX, 0, 0], ..told() });
        assert_eq!((&span.rest["kind"], &span.rest["trace_state"]), (&json!("client"), &json!("a=b")));
        assert_eq!(span.rest["dropped"], json!({"attributes": u64::MAX, "links": 1}));
        assert_eq!(span.rest["links"].as_array().map(Vec::len), Some(MOST_LINKS));
        let link = json!({"trace_id": "01".repeat(16), "span_id": null, "attributes": {}});
        assert_eq!(span.rest["links"][0], link);
        assert_eq!(Value::Object(reported(told()).rest), json!({}));
    }
}
