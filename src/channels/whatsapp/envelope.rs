//! The envelope of a delivery: entries of WhatsApp Business Accounts, each with changes to fields.

use serde_json::Value;
use serde_json::value::RawValue;

use super::lenient::{self, Fields};
use super::notes::Notes;

/// A delivery as slices of its text.
#[derive(Default)]
pub(super) struct Envelope<'a> {
    /// The members, entries included.
    pub fields: Fields<'a>,
    /// One for each account that something happened to.
    pub entries: Vec<Entry<'a>>,
}

/// What happened to one WhatsApp Business Account.
pub(super) struct Entry<'a> {
    /// The members, changes included.
    pub fields: Fields<'a>,
    /// Meta's id of the account.
    pub waba_id: Option<String>,
    /// When, in account-level fields.
    pub time: Value,
    /// What.
    pub changes: Vec<Change<'a>>,
}

/// One change of one field.
pub(super) struct Change<'a> {
    /// The change as it came.
    pub raw: &'a RawValue,
    /// The field's name; `messages` where it is missing, since only that was ever sent without.
    pub field: String,
    /// Its value as it came, the whole change where it has none.
    pub value: &'a RawValue,
    /// The members of the value; none when it is no object.
    pub fields: Fields<'a>,
    /// The `metadata` of the value, which names a phone number.
    pub metadata: Value,
}

impl<'a> Envelope<'a> {
    /// Walks as far as the text has the shape of an envelope, and notes where it has not.
    pub(super) fn read(text: &'a str, notes: &mut Notes) -> Self {
        let Some(fields) = serde_json::from_str(text).ok().and_then(Fields::read) else {
            notes.add("the body is no object");
            return Self::default();
        };
        if lenient::word(&fields.value("object"), &[]).as_deref() != Some("whatsapp_business_account") {
            notes.add("the object is not whatsapp_business_account");
        }
        let items = fields.list("entry");
        if items.is_empty() {
            notes.add("no entry");
        }
        let entries = items.into_iter().filter_map(|json| Entry::read(json, notes)).collect();
        Self { fields, entries }
    }
}

impl<'a> Entry<'a> {
    fn read(json: &'a RawValue, notes: &mut Notes) -> Option<Self> {
        let Some(fields) = Fields::read(json) else {
            notes.add("an entry is no object");
            return None;
        };
        let items = fields.list("changes");
        if items.is_empty() {
            notes.add("an entry without changes");
        }
        let changes = items.into_iter().filter_map(|json| Change::read(json, notes)).collect();
        let waba_id = lenient::word(&fields.value("id"), &[]);
        Some(Self { waba_id, time: fields.value("time"), changes, fields })
    }
}

impl<'a> Change<'a> {
    fn read(json: &'a RawValue, notes: &mut Notes) -> Option<Self> {
        let Some(members) = Fields::read(json) else {
            notes.add("a change is no object");
            return None;
        };
        let value = members.get("value").unwrap_or(json);
        let fields = members.get("value").and_then(Fields::read).unwrap_or_default();
        let metadata = fields.value("metadata");
        let field = lenient::word(&members.value("field"), &[]).unwrap_or_else(|| "messages".to_owned());
        Some(Self { raw: json, field, value, fields, metadata })
    }
}

#[cfg(test)]
mod tests {
    use super::Envelope;
    use crate::channels::whatsapp::notes::Notes;

    /// The fields of the changes found, and the notes.
    fn walk(text: &str) -> (Vec<String>, Vec<String>) {
        let mut notes = Notes::default();
        let envelope = Envelope::read(text, &mut notes);
        let changes = envelope.entries.into_iter().flat_map(|entry| entry.changes);
        (changes.map(|change| change.field).collect(), notes.into_list())
    }

    #[test]
    fn an_object_where_an_array_is_due_is_its_only_item() {
        let object = r#""object":"whatsapp_business_account""#;
        for (what, text, fields, notes) in [
            ("usual", format!(r#"{{{object},"entry":[{{"changes":[{{"field":"a"}},{{"field":"b"}}]}}]}}"#), "a b", ""),
            ("objects", format!(r#"{{{object},"entry":{{"changes":{{"field":"a"}}}}}}"#), "a", ""),
            ("no field", format!(r#"{{{object},"entry":[{{"changes":[{{}}]}}]}}"#), "messages", ""),
            ("no changes", format!(r#"{{{object},"entry":[{{}}]}}"#), "", "an entry without changes"),
            (
                "odd items",
                format!(r#"{{{object},"entry":[1,{{"changes":[2,{{"field":"a"}}]}}]}}"#),
                "a",
                "an entry is no object, a change is no object",
            ),
            ("no object", "[]".to_owned(), "", "the body is no object"),
            (
                "other object",
                r#"{"object":"page"}"#.to_owned(),
                "",
                "the object is not whatsapp_business_account, no entry",
            ),
        ] {
            let (got_fields, got_notes) = walk(&text);
            assert_eq!((got_fields.join(" ").as_str(), got_notes.join(", ").as_str()), (fields, notes), "{what}");
        }
    }
}
