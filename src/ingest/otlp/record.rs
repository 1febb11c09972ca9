//! A log record as either encoding tells it, and what becomes of it: a part of its span, or nothing.

use serde_json::{Map, Value};

use super::told::{Teller, note_dropped};
use crate::domain::span::{SpanId, TraceId};
use crate::ingest::bag::Bag;
use crate::ingest::raw::{RawSpan, Report};

/// A log record.
#[derive(Debug, Default)]
pub struct ToldRecord {
    /// The trace that it was written in.
    pub trace: Option<TraceId>,
    /// The span that it was written in.
    pub id: Option<SpanId>,
    /// What happened; empty in records of old senders, which have it among their attributes.
    pub event: String,
    /// Its text or structure.
    pub body: Value,
    /// What is said of it.
    pub attributes: Bag,
    /// How many attributes the sender left out itself.
    pub dropped: u64,
}

impl ToldRecord {
    /// Adds what the record tells of its span to a report; one that tells of no model's work is passed over.
    pub fn report(mut self, teller: &Teller, report: &mut Report) {
        if self.event.is_empty()
            && let Some(Value::String(name)) = self.attributes.map.get("event.name")
        {
            self.event.clone_from(name);
        }
        let (Some(trace), Some(id), true) = (self.trace, self.id, self.event.starts_with("gen_ai.")) else {
            report.passed_over += 1;
            return;
        };
        let mut rest = Map::new();
        rest.insert("event".to_owned(), Value::String(self.event));
        if !self.body.is_null() {
            rest.insert("body".to_owned(), self.body);
        }
        note_dropped(&mut rest, "attributes", self.dropped.saturating_add(self.attributes.dropped));
        report.spans.push(RawSpan {
            trace,
            id,
            parent: None,
            name: String::new(),
            started_at: None,
            ended_at: None,
            failed: None,
            fault: None,
            attributes: self.attributes.map,
            resource: teller.resource.clone(),
            scope: teller.scope.clone(),
            events: Vec::new(),
            rest,
            is_part: true,
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Teller, ToldRecord};
    use crate::domain::span::{SpanId, TraceId};
    use crate::ingest::bag::Bag;
    use crate::ingest::raw::Report;

    fn told(event: &str, attributes: Value) -> ToldRecord {
        let (trace, id) = (TraceId::from_bytes(&[1; 16]), SpanId::from_bytes(&[2; 8]));
        let Value::Object(map) = attributes else { panic!("attributes are an object") };
        let attributes = Bag { map, dropped: 1 };
        ToldRecord { trace, id, event: event.to_owned(), body: json!({"content": "hi"}), attributes, dropped: 2 }
    }

    #[test]
    fn an_event_of_a_model_is_a_part_of_its_span() {
        for (what, record) in [
            ("in a field", told("gen_ai.choice", json!({"a": 1}))),
            ("in an attribute", told("", json!({"event.name": "gen_ai.choice"}))),
        ] {
            let mut report = Report::default();
            record.report(&Teller::default(), &mut report);
            let part = report.spans.pop().unwrap();
            let rest = json!({"event": "gen_ai.choice", "body": {"content": "hi"}, "dropped": {"attributes": 3}});
            assert_eq!(Value::Object(part.rest), rest, "{what}");
            assert!(part.is_part && part.started_at.is_none() && part.attributes.len() == 1, "{what}");
        }
    }

    #[test]
    fn everything_else_is_passed_over() {
        for (what, record) in [
            ("another's event", told("browser.click", json!({}))),
            ("no event", told("", json!({}))),
            ("an event's name that is none", told("", json!({"event.name": 7}))),
            ("the field before the attribute", told("x", json!({"event.name": "gen_ai.choice"}))),
            ("no trace", ToldRecord { trace: None, ..told("gen_ai.choice", json!({})) }),
            ("no span", ToldRecord { id: None, ..told("gen_ai.choice", json!({})) }),
        ] {
            let mut report = Report::default();
            record.report(&Teller::default(), &mut report);
            assert_eq!((report.spans.len(), report.passed_over, report.rejected), (0, 1, 0), "{what}");
        }
    }
}
