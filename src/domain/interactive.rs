//! Messages that a customer answers with a tap: up to three buttons, or a list to choose from.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Most buttons under a message.
const BUTTONS: usize = 3;

/// Most rows of a list, those of all its sections together.
const ROWS: usize = 10;

/// What to say, with either buttons or a list.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Interactive {
    /// A line above it, up to 60 characters.
    #[schema(example = "Order 48213")]
    header: Option<String>,
    /// What it says, up to 1,024 characters; up to 4,096 with a list.
    #[schema(example = "When shall we deliver?")]
    body: String,
    /// A line in small letters below it, up to 60 characters.
    footer: Option<String>,
    /// One to three buttons; these or a list.
    buttons: Option<Vec<Button>>,
    /// A list; this or buttons.
    list: Option<List>,
}

/// A button; pressing it sends its title as the customer's answer.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// Your own id, which comes back with the answer; up to 256 characters, another one for each button.
    #[schema(example = "today")]
    id: String,
    /// What stands on it, up to 20 characters.
    #[schema(example = "Today")]
    title: String,
}

/// A list that opens at the press of a button.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// What stands on the button, up to 20 characters.
    #[schema(example = "Choose a day")]
    button: String,
    /// Up to ten, with up to ten rows in all.
    sections: Vec<Section>,
}

/// A part of a list.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What stands above it, up to 24 characters; needed where there are several.
    title: Option<String>,
    /// What can be chosen.
    rows: Vec<Choice>,
}

/// A row of a list.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Your own id, which comes back with the answer; up to 200 characters, another one for each row.
    #[schema(example = "mon")]
    id: String,
    /// Up to 24 characters.
    #[schema(example = "Monday")]
    title: String,
    /// Up to 72 characters.
    description: Option<String>,
}

/// Gathers what is wrong, by field.
#[derive(Default)]
struct Wrong(Vec<(String, String)>);

impl Wrong {
    fn length(&mut self, field: &str, text: &str, most: usize) {
        let characters = text.chars().count();
        if text.trim().is_empty() || characters > most {
            self.add(field, format!("has {characters} characters; give 1 to {most}, not only spaces"));
        }
    }

    fn maybe(&mut self, field: &str, text: Option<&String>, most: usize) {
        if let Some(text) = text {
            self.length(field, text, most);
        }
    }

    fn count(&mut self, field: &str, count: usize, most: usize) {
        if !(1..=most).contains(&count) {
            self.add(field, format!("has {count}; give 1 to {most}"));
        }
    }

    fn add(&mut self, field: &str, why: impl Into<String>) {
        self.0.push((field.to_owned(), why.into()));
    }

    fn twice<'a>(&mut self, field: &str, ids: impl Iterator<Item = &'a String>) {
        let mut seen = BTreeSet::new();
        if !ids.into_iter().all(|id| seen.insert(id)) {
            self.add(field, "has an id twice; give each its own");
        }
    }
}

impl Interactive {
    /// What WhatsApp would refuse in it: the field, and how to mend it.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut wrong = Wrong::default();
        wrong.maybe("interactive.header", self.header.as_ref(), 60);
        wrong.length("interactive.body", &self.body, if self.list.is_some() { 4096 } else { 1024 });
        wrong.maybe("interactive.footer", self.footer.as_ref(), 60);
        match (&self.buttons, &self.list) {
            (Some(buttons), None) => {
                wrong.count("interactive.buttons", buttons.len(), BUTTONS);
                for (index, button) in buttons.iter().enumerate() {
                    wrong.length(&format!("interactive.buttons[{index}].id"), &button.id, 256);
                    wrong.length(&format!("interactive.buttons[{index}].title"), &button.title, 20);
                }
                wrong.twice("interactive.buttons", buttons.iter().map(|button| &button.id));
                wrong.twice("interactive.buttons", buttons.iter().map(|button| &button.title));
            }
            (None, Some(list)) => list.faults(&mut wrong),
            _ => wrong.add("interactive.buttons", "give either buttons or a list"),
        }
        wrong.0
    }

    /// As WhatsApp takes it: what stands under `interactive`.
    #[must_use]
    pub fn value(&self) -> Value {
        let (kind, action) = match (&self.buttons, &self.list) {
            (_, Some(list)) => ("list", list.value()),
            (buttons, None) => {
                let buttons = buttons.iter().flatten();
                let reply =
                    |button: &Button| json!({"type": "reply", "reply": {"id": button.id, "title": button.title}});
                ("button", json!({"buttons": buttons.map(reply).collect::<Vec<_>>()}))
            }
        };
        let mut value = json!({"type": kind, "body": {"text": self.body}, "action": action});
        if let Some(header) = &self.header {
            value["header"] = json!({"type": "text", "text": header});
        }
        if let Some(footer) = &self.footer {
            value["footer"] = json!({"text": footer});
        }
        value
    }

    /// What a reader of the record sees of it.
    #[must_use]
    pub fn text(&self) -> String {
        let rows = self.list.iter().flat_map(|list| list.sections.iter().flat_map(|section| &section.rows));
        let choices = self.buttons.iter().flatten().map(|button| &button.title).chain(rows.map(|row| &row.title));
        let choices: Vec<String> = choices.map(|title| format!("[{title}]")).collect();
        let lines = [self.header.clone(), Some(self.body.clone()), self.footer.clone(), Some(choices.join(" "))];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }
}

impl List {
    fn faults(&self, wrong: &mut Wrong) {
        wrong.length("interactive.list.button", &self.button, 20);
        wrong.count("interactive.list.sections", self.sections.len(), 10);
        let rows: Vec<&Choice> = self.sections.iter().flat_map(|section| &section.rows).collect();
        if rows.len() > ROWS {
            wrong.add("interactive.list.sections", format!("have {} rows; give at most {ROWS} in all", rows.len()));
        }
        wrong.twice("interactive.list.sections", rows.iter().map(|row| &row.id));
        for (index, section) in self.sections.iter().enumerate() {
            let place = format!("interactive.list.sections[{index}]");
            if section.title.is_none() && self.sections.len() > 1 {
                wrong.add(&format!("{place}.title"), "is missing; give one to each of several sections");
            }
            wrong.maybe(&format!("{place}.title"), section.title.as_ref(), 24);
            wrong.count(&format!("{place}.rows"), section.rows.len(), ROWS);
            for (index, row) in section.rows.iter().enumerate() {
                let place = format!("{place}.rows[{index}]");
                wrong.length(&format!("{place}.id"), &row.id, 200);
                wrong.length(&format!("{place}.title"), &row.title, 24);
                wrong.maybe(&format!("{place}.description"), row.description.as_ref(), 72);
            }
        }
    }

    fn value(&self) -> Value {
        let row = |row: &Choice| {
            let mut value = json!({"id": row.id, "title": row.title});
            if let Some(description) = &row.description {
                value["description"] = json!(description);
            }
            value
        };
        let section = |section: &Section| {
            let mut value = json!({"rows": section.rows.iter().map(row).collect::<Vec<_>>()});
            if let Some(title) = &section.title {
                value["title"] = json!(title);
            }
            value
        };
        json!({"button": self.button, "sections": self.sections.iter().map(section).collect::<Vec<_>>()})
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Interactive;

    fn read(value: Value) -> Interactive {
        serde_json::from_value(value).unwrap()
    }

    fn buttons(count: usize) -> Value {
        (0..count).map(|number| json!({"id": number.to_string(), "title": format!("T{number}")})).collect()
    }

    #[test]
    fn both_shapes_are_written_as_whatsapp_takes_them() {
        let asked = read(json!({"body": "When?", "footer": "f", "buttons": [{"id": "a", "title": "Today"}]}));
        assert_eq!(asked.faults(), []);
        assert_eq!(
            asked.value(),
            json!({"type": "button", "body": {"text": "When?"}, "footer": {"text": "f"},
                "action": {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "Today"}}]}})
        );
        assert_eq!(asked.text(), "When?\n\nf\n\n[Today]");
        let listed = read(json!({"header": "h", "body": "When?", "list": {"button": "Days",
            "sections": [{"rows": [{"id": "m", "title": "Monday", "description": "early"}]}]}}));
        assert_eq!(listed.faults(), []);
        assert_eq!(
            listed.value(),
            json!({"type": "list", "header": {"type": "text", "text": "h"}, "body": {"text": "When?"}, "action":
                {"button": "Days", "sections": [{"rows": [{"id": "m", "title": "Monday", "description": "early"}]}]}})
        );
        assert_eq!(listed.text(), "h\n\nWhen?\n\n[Monday]");
    }

    #[test]
    fn what_whatsapp_refuses_is_named_by_its_field() {
        let list = |sections: Value| json!({"body": "b", "list": {"button": "go", "sections": sections}});
        let rows = |from: usize, count: usize| -> Value {
            (from..from + count).map(|number| json!({"id": number.to_string(), "title": "t"})).collect()
        };
        for (what, value, want) in [
            ("neither", json!({"body": "b"}), "interactive.buttons"),
            (
                "both",
                json!({"body": "b", "buttons": buttons(1), "list": {"button": "x", "sections": []}}),
                "interactive.buttons",
            ),
            ("no button", json!({"body": "b", "buttons": []}), "interactive.buttons"),
            ("four buttons", json!({"body": "b", "buttons": buttons(4)}), "interactive.buttons"),
            (
                "long title",
                json!({"body": "b", "buttons": [{"id": "a", "title": "x".repeat(21)}]}),
                "interactive.buttons[0].title",
            ),
            (
                "same id",
                json!({"body": "b", "buttons": [{"id": "a", "title": "1"}, {"id": "a", "title": "2"}]}),
                "interactive.buttons",
            ),
            ("no body", json!({"body": " ", "buttons": buttons(1)}), "interactive.body"),
            ("long body", json!({"body": "b".repeat(1025), "buttons": buttons(1)}), "interactive.body"),
            (
                "eleven rows",
                list(json!([{"title": "a", "rows": rows(0, 6)}, {"title": "b", "rows": rows(6, 5)}])),
                "interactive.list.sections",
            ),
            (
                "untitled",
                list(json!([{"rows": rows(0, 1)}, {"title": "b", "rows": rows(1, 1)}])),
                "interactive.list.sections[0].title",
            ),
            ("no rows", list(json!([{"rows": []}])), "interactive.list.sections[0].rows"),
            (
                "same row",
                list(json!([{"title": "a", "rows": rows(0, 1)}, {"title": "b", "rows": rows(0, 1)}])),
                "interactive.list.sections",
            ),
        ] {
            let faults = read(value).faults();
            assert_eq!(faults.iter().map(|fault| fault.0.as_str()).collect::<Vec<_>>(), [want], "{what}: {faults:?}");
        }
    }
}
