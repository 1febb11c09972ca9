//! The form before a chat: what it asks, and whether an answer will do.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::Date;
use time::format_description::well_known::Iso8601;
use url::Url;
use utoipa::ToSchema;

/// Questions before a chat; the answers become variables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WidgetForm)]
pub struct Form {
    /// 1 to 12.
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WidgetField)]
pub struct Field {
    /// The variable: 1 to 60 letters, digits and `_`.
    #[schema(example = "email")]
    pub name: String,
    /// What the visitor reads, 1 to 100 characters.
    #[schema(example = "E-mail")]
    pub label: String,
    /// What an answer must be.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Whether there must be one; a checkbox must then be ticked.
    #[serde(default)]
    pub required: bool,
    /// What a list offers, 1 to 50 of up to 100 characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(example = json!(["Sales", "Repairs"]))]
    pub options: Vec<String>,
}

/// What an answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = WidgetFieldType)]
pub enum FieldKind {
    /// Up to 500 characters.
    Text,
    /// An address of mail.
    Email,
    /// A phone number in any notation.
    Phone,
    /// A number.
    Number,
    /// A day, `2026-03-01`.
    Date,
    /// One of the options.
    List,
    /// Yes or no.
    Checkbox,
    /// An address of the web.
    Link,
}

impl Form {
    /// The answers as variables, or what is wrong: the field's name, and how to mend it.
    ///
    /// # Errors
    /// Every fault there is.
    pub fn check(&self, answers: &Map<String, Value>) -> Result<Map<String, Value>, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut variables = Map::new();
        for name in answers.keys().filter(|name| !self.fields.iter().any(|field| field.name == **name)).take(5) {
            faults.push((super::super::text::cut(name, 60).to_owned(), "is not asked for".to_owned()));
        }
        for field in &self.fields {
            let given = answers.get(&field.name).unwrap_or(&Value::Null);
            match field.answer(given) {
                Ok(Some(value)) => {
                    variables.insert(field.name.clone(), value);
                }
                Ok(None) if field.required => {
                    let what = if field.kind == FieldKind::Checkbox { "must be ticked" } else { "is needed" };
                    faults.push((field.name.clone(), what.to_owned()));
                }
                Ok(None) => {}
                Err(what) => faults.push((field.name.clone(), what.to_owned())),
            }
        }
        if faults.is_empty() { Ok(variables) } else { Err(faults) }
    }
}

impl Field {
    /// The answer in its one form; nothing where there is none.
    fn answer(&self, given: &Value) -> Result<Option<Value>, &'static str> {
        match (self.kind, given) {
            (_, Value::Null) => return Ok(None),
            (FieldKind::Checkbox, Value::Bool(ticked)) => {
                // An answer all the same, unless it had to be yes.
                return Ok((*ticked || !self.required).then_some(Value::Bool(*ticked)));
            }
            (FieldKind::Checkbox, _) => return Err("must be true or false"),
            (FieldKind::Number, Value::Number(_)) => return Ok(Some(given.clone())),
            _ => {}
        }
        let text = given.as_str().ok_or("must be text")?.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > 500 {
            return Err("has more than 500 characters");
        }
        let text = super::super::text::clean(text);
        match self.kind {
            FieldKind::Text | FieldKind::Checkbox => {}
            FieldKind::Email if is_email(&text) => {}
            FieldKind::Email => return Err("must be an e-mail address, such as ana@example.com"),
            FieldKind::Phone if is_phone(&text) => {}
            FieldKind::Phone => return Err("must be a phone number of 5 to 15 digits, such as +33 4 55 55 01 00"),
            FieldKind::Number => {
                let number = text.replace(',', ".").parse::<f64>().ok().and_then(serde_json::Number::from_f64);
                return number.map(|number| Some(Value::Number(number))).ok_or("must be a number, such as 12.5");
            }
            FieldKind::Date if text.len() == 10 && Date::parse(&text, &Iso8601::DATE).is_ok() => {}
            FieldKind::Date => return Err("must be a day, such as 2026-03-01"),
            FieldKind::List if self.options.contains(&text) => {}
            FieldKind::List => return Err("must be one of the options"),
            FieldKind::Link if is_link(&text) => {}
            FieldKind::Link => return Err("must be an address of the web, such as https://example.com"),
        }
        Ok(Some(Value::String(text)))
    }
}

/// As strict as the browser's own check: something without blanks on both sides of one `@`, a host on the right.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let is_plain = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_host = host.split('.').all(|label| !label.is_empty()) && !host.contains(['@', '/', ':', '<', '>', '"']);
    text.len() <= 254 && is_plain(local) && !local.contains(['<', '>']) && is_plain(host) && is_host
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_sign = |c: char| c.is_ascii_digit() || " +-().\u{a0}/".contains(c);
    (5..=15).contains(&digits) && text.chars().all(is_sign)
}

fn is_link(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form(kind: &str, required: bool) -> Form {
        let field = json!({"name": "a", "label": "A", "type": kind, "required": required, "options": ["x", "y"]});
        serde_json::from_value(json!({"fields": [field]})).unwrap()
    }

    #[test]
    fn an_answer_must_be_what_is_asked_for() {
        for (kind, given, want) in [
            ("text", json!("  hello "), Some(json!("hello"))),
            ("text", json!(5), None),
            ("text", json!("x".repeat(501)), None),
            ("text", json!("a\u{0}b"), Some(json!("a\u{fffd}b"))),
            ("email", json!("ana@example.com"), Some(json!("ana@example.com"))),
            ("email", json!("ana@localhost"), Some(json!("ana@localhost"))),
            ("email", json!("ana"), None),
            ("email", json!("ana@"), None),
            ("email", json!("a b@example.com"), None),
            ("email", json!("ana@example..com"), None),
            ("email", json!("ana@example.com@evil.example"), None),
            ("phone", json!("+33 4 55 55 01 00"), Some(json!("+33 4 55 55 01 00"))),
            ("phone", json!("call me"), None),
            ("phone", json!("1234"), None),
            ("number", json!(12.5), Some(json!(12.5))),
            ("number", json!("12,5"), Some(json!(12.5))),
            ("number", json!("NaN"), None),
            ("number", json!("twelve"), None),
            ("date", json!("2026-02-28"), Some(json!("2026-02-28"))),
            ("date", json!("2026-02-30"), None),
            ("date", json!("28.2.2026"), None),
            ("list", json!("x"), Some(json!("x"))),
            ("list", json!("z"), None),
            ("checkbox", json!(true), Some(json!(true))),
            ("checkbox", json!("on"), None),
            ("link", json!("https://example.com/a"), Some(json!("https://example.com/a"))),
            ("link", json!("javascript:alert(1)"), None),
        ] {
            let checked = form(kind, true).check(json!({"a": given}).as_object().unwrap());
            assert_eq!(checked.ok().and_then(|mut answers| answers.remove("a")), want, "{kind}: {given}");
        }
    }

    #[test]
    fn what_is_needed_must_be_there_and_nothing_else() {
        for kind in ["text", "email", "phone", "number", "date", "list", "checkbox", "link"] {
            for empty in [json!({}), json!({"a": null})] {
                let answers = empty.as_object().unwrap();
                assert!(form(kind, true).check(answers).is_err(), "{kind} {empty}");
                assert_eq!(form(kind, false).check(answers), Ok(Map::new()), "{kind} {empty}");
            }
        }
        let unticked = json!({"a": false});
        assert!(form("checkbox", true).check(unticked.as_object().unwrap()).is_err());
        assert!(form("checkbox", false).check(unticked.as_object().unwrap()).is_ok());
        let more = json!({"a": "x", "admin": true});
        let faults = form("text", true).check(more.as_object().unwrap()).unwrap_err();
        assert_eq!(faults, [("admin".to_owned(), "is not asked for".to_owned())]);
    }
}
