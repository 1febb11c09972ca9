//! An error as Sentry reports it beside its span: of all that it carries, the exception's type and text alone.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::span::{place, text};
use crate::domain::span::Fault;
use crate::ingest::json::{lenient, list};
use crate::ingest::raw::{RawSpan, Report};

/// An error, or a message without one. Stack, breadcrumbs, modules and host are not even read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Event {
    #[serde(deserialize_with = "lenient")]
    contexts: Contexts,
    #[serde(deserialize_with = "lenient")]
    exception: Exceptions,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Contexts {
    #[serde(deserialize_with = "lenient")]
    trace: Trace,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Trace {
    trace_id: Value,
    span_id: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Exceptions {
    #[serde(deserialize_with = "list")]
    values: Vec<Exception>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Exception {
    r#type: Value,
    value: Value,
}

impl Event {
    /// Adds the fault as a part of its span; an event that tells of no fault, or of no span, is passed over.
    pub fn report(mut self, report: &mut Report) {
        let place = place(&self.contexts.trace.trace_id, &self.contexts.trace.span_id);
        // Each is the cause of the next.
        let (Some(last), Ok((trace, id))) = (self.exception.values.pop(), place) else {
            report.passed_over += 1;
            return;
        };
        report.spans.push(RawSpan {
            trace,
            id,
            parent: None,
            name: String::new(),
            started_at: None,
            ended_at: None,
            failed: None,
            fault: Some(Fault { kind: text(last.r#type), message: text(last.value) }),
            attributes: Map::new(),
            resource: Map::new(),
            scope: Map::new(),
            events: Vec::new(),
            rest: Map::new(),
            is_part: true,
        });
    }
}
