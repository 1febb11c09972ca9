//! A delivery shared out among the projects it speaks to, so that no project keeps another one's bytes.

use bytes::Bytes;
use serde_json::value::RawValue;

use super::envelope::{Change, Envelope};
use super::lenient::Fields;
use crate::domain::event::Event;
use crate::domain::id::ProjectId;
use crate::domain::inbound::Part;

/// The shares as they grow.
#[derive(Default)]
pub(super) struct Parts<'a>(Vec<Share<'a>>);

struct Share<'a> {
    project: ProjectId,
    events: Vec<Event>,
    /// The index of the entry that each change came in.
    changes: Vec<(usize, &'a RawValue)>,
}

impl<'a> Parts<'a> {
    /// Adds what a change of the entry of that index said to a project, be it nothing.
    pub(super) fn add(&mut self, project: ProjectId, entry: usize, change: &Change<'a>, events: Vec<Event>) {
        if let Some(share) = self.0.iter_mut().find(|share| share.project == project) {
            share.events.extend(events);
            share.changes.push((entry, change.raw));
        } else {
            self.0.push(Share { project, events, changes: vec![(entry, change.raw)] });
        }
    }

    /// The parts: with the bytes as they came for a project alone, else each with an envelope of its own.
    pub(super) fn finish(self, body: &Bytes, envelope: &Envelope<'_>) -> Vec<Part> {
        let alone = self.0.len() == 1;
        let part = |share: Share<'_>| Part {
            body: if alone { body.clone() } else { share.rebuild(envelope).into() },
            project: share.project,
            events: share.events,
        };
        self.0.into_iter().map(part).collect()
    }
}

impl Share<'_> {
    fn rebuild(&self, envelope: &Envelope<'_>) -> String {
        let entries = self.changes.chunk_by(|one, next| one.0 == next.0).filter_map(|changes| {
            let entry = envelope.entries.get(changes.first()?.0)?;
            let changes: Vec<&str> = changes.iter().map(|(_, change)| change.get()).collect();
            Some(object(&entry.fields, "changes", &changes))
        });
        object(&envelope.fields, "entry", &entries.collect::<Vec<_>>())
    }
}

/// An object with the member of a name replaced by an array, which comes last.
fn object<T: AsRef<str>>(fields: &Fields<'_>, name: &str, items: &[T]) -> String {
    let mut json = String::from("{");
    for (key, value) in fields.iter().filter(|(key, _)| *key != name) {
        json.push_str(&serde_json::Value::from(key).to_string());
        json.push(':');
        json.push_str(value.get());
        json.push(',');
    }
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    json.extend(["\"", name, "\":[", &items.join(","), "]}"]);
    json
}
