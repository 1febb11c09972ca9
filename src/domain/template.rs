//! A message template: text with gaps that the platform has approved, its variables, and what fills them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A template as the platform lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its name, unique with the language.
    pub name: String,
    /// As the platform writes it, for example `en_US`.
    pub language: String,
    /// The platform's id.
    pub external_id: Option<String>,
    /// In small letters; only `approved` ones can be sent.
    pub status: String,
    /// `marketing`, `utility` or `authentication`; decides what a message costs.
    pub category: String,
    /// The platform's rating, if it has one.
    pub quality: Option<String>,
    /// The parts as the platform gave them, a JSON array.
    pub components: Value,
}

/// A gap: the name under which its value is given, and where it goes.
struct Gap {
    variable: String,
    place: Place,
}

enum Place {
    Text { component: &'static str, name: String },
    Media(&'static str),
    Button { index: usize, kind: &'static str },
}

/// A template with its gaps filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// What is sent, in the platform's shape.
    pub value: Value,
    /// What the customer reads.
    pub text: String,
}

impl Template {
    /// The names of its variables in the order of the text: `1` or `name` in the body, `header.1`, `header.image`,
    /// `button.0`.
    #[must_use]
    pub fn variables(&self) -> Vec<String> {
        self.gaps().into_iter().map(|gap| gap.variable).collect()
    }

    /// The text of the body with its gaps open.
    #[must_use]
    pub fn body(&self) -> &str {
        self.component("BODY").and_then(|body| body["text"].as_str()).unwrap_or_default()
    }

    /// Fills every gap.
    ///
    /// # Errors
    /// What is wrong with the values, by variable.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Result<Filled, Vec<(String, String)>> {
        let gaps = self.gaps();
        let mut faults: Vec<(String, String)> = Vec::new();
        for gap in &gaps {
            let value = values.get(&gap.variable).map_or("", |value| value.trim());
            let wrong = match gap.place {
                _ if value.is_empty() => Some("is missing; the template needs it"),
                Place::Media(_) if !value.starts_with("https://") => Some("must be an https address of a file"),
                _ if value.chars().count() > 1024 => Some("is too long; give at most 1,024 characters"),
                _ => None,
            };
            faults.extend(wrong.map(|wrong| (gap.variable.clone(), wrong.to_owned())));
        }
        let unknown = values.keys().filter(|name| !gaps.iter().any(|gap| gap.variable == **name));
        faults.extend(unknown.map(|name| (name.clone(), "is no variable of this template".to_owned())));
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut value = json!({"name": self.name, "language": {"code": self.language}});
        let components = components(&gaps, values);
        if !components.is_empty() {
            value["components"] = Value::from(components);
        }
        Ok(Filled { value, text: self.text(values) })
    }

    /// What the customer reads: header, body and footer.
    fn text(&self, values: &BTreeMap<String, String>) -> String {
        let read = |kind: &str, prefix: &str| {
            let text = self.component(kind)?["text"].as_str()?;
            let fill = |name: &str| values.get(&format!("{prefix}{name}")).map_or("", |value| value.trim());
            Some(pieces(text).into_iter().map(|piece| piece.unwrap_or_else(fill)).collect::<String>())
        };
        let parts = [read("HEADER", "header."), read("BODY", ""), read("FOOTER", "footer.")];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn component(&self, kind: &str) -> Option<&Value> {
        self.components.as_array()?.iter().find(|part| is(&part["type"], kind))
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if let Some(header) = self.component("HEADER") {
            let media = ["image", "video", "document"].into_iter().find(|kind| is(&header["format"], kind));
            match media {
                Some(kind) => gaps.push(Gap { variable: format!("header.{kind}"), place: Place::Media(kind) }),
                None => gaps.extend(text_gaps(header, "header", "header.")),
            }
        }
        if let Some(body) = self.component("BODY") {
            gaps.extend(text_gaps(body, "body", ""));
        }
        let buttons = self.component("BUTTONS").and_then(|part| part["buttons"].as_array());
        for (index, button) in buttons.into_iter().flatten().enumerate() {
            let has_gap = button["url"].as_str().is_some_and(|url| url.contains("{{"));
            let kind = match () {
                () if is(&button["type"], "COPY_CODE") => "copy_code",
                () if is(&button["type"], "OTP") || (is(&button["type"], "URL") && has_gap) => "url",
                () => continue,
            };
            gaps.push(Gap { variable: format!("button.{index}"), place: Place::Button { index, kind } });
        }
        gaps
    }
}

fn is(value: &Value, word: &str) -> bool {
    value.as_str().is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// The gaps of a text, each once: by number where they have numbers, else in the order of the text.
fn text_gaps(part: &Value, component: &'static str, prefix: &str) -> Vec<Gap> {
    let text = part["text"].as_str().unwrap_or_default();
    let mut names: Vec<&str> = Vec::new();
    for piece in pieces(text) {
        if let Err(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.parse::<u32>().unwrap_or(0));
    let gap = |name: &str| Gap {
        variable: format!("{prefix}{name}"),
        place: Place::Text { component, name: name.to_owned() },
    };
    names.into_iter().map(gap).collect()
}

/// A text as what stands between gaps (`Ok`) and the gaps' names (`Err`).
fn pieces(text: &str) -> Vec<Result<&str, &str>> {
    let (mut pieces, mut left) = (Vec::new(), text);
    while let Some((before, (name, rest))) =
        left.split_once("{{").and_then(|(before, rest)| Some((before, rest.split_once("}}")?)))
    {
        pieces.push(Ok(before));
        pieces.push(Err(name.trim()));
        left = rest;
    }
    pieces.push(Ok(left));
    pieces
}

/// The parameters in the platform's shape.
fn components(gaps: &[Gap], values: &BTreeMap<String, String>) -> Vec<Value> {
    let mut parts: Vec<Value> = Vec::new();
    let mut add = |kind: &str, parameter: Value| match parts.iter_mut().find(|part| part["type"] == kind) {
        Some(Value::Object(part)) => {
            if let Some(parameters) = part.get_mut("parameters").and_then(Value::as_array_mut) {
                parameters.push(parameter);
            }
        }
        _ => parts.push(json!({"type": kind, "parameters": [parameter]})),
    };
    let mut buttons = Vec::new();
    for gap in gaps {
        let value = values.get(&gap.variable).map_or("", |value| value.trim());
        match &gap.place {
            Place::Text { component, name } => {
                let mut parameter = json!({"type": "text", "text": value});
                if name.parse::<u32>().is_err() {
                    parameter["parameter_name"] = Value::from(name.as_str());
                }
                add(component, parameter);
            }
            Place::Media(kind) => add("header", json!({"type": kind, *kind: {"link": value}})),
            Place::Button { index, kind } => {
                let parameter = match *kind {
                    "copy_code" => json!({"type": "coupon_code", "coupon_code": value}),
                    _ => json!({"type": "text", "text": value}),
                };
                buttons.push(json!({"type": "button", "sub_type": kind, "index": index.to_string(),
                    "parameters": [parameter]}));
            }
        }
    }
    parts.extend(buttons);
    parts
}

#[cfg(test)]
mod tests {
    use super::Template;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    fn template(components: Value) -> Template {
        Template {
            name: "ready".into(),
            language: "en".into(),
            external_id: None,
            status: "approved".into(),
            category: "utility".into(),
            quality: None,
            components,
        }
    }

    fn values(given: &[(&str, &str)]) -> BTreeMap<String, String> {
        given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn numbered_gaps_are_filled_by_number() {
        let template = template(json!([
            {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
            {"type": "BODY", "text": "{{2}}, dear {{1}}: {{2}}!"},
            {"type": "FOOTER", "text": "Shop"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ok"},
                {"type": "URL", "text": "Track", "url": "https://shop.example/{{1}}"}]},
        ]));
        assert_eq!(template.variables(), ["header.1", "1", "2", "button.1"]);
        let filled =
            template.fill(&values(&[("header.1", "48213"), ("1", "Ada"), ("2", "Hello"), ("button.1", "x")])).unwrap();
        assert_eq!(filled.text, "Order 48213\n\nHello, dear Ada: Hello!\n\nShop");
        assert_eq!(
            filled.value,
            json!({"name": "ready", "language": {"code": "en"}, "components": [
                {"type": "header", "parameters": [{"type": "text", "text": "48213"}]},
                {"type": "body", "parameters": [{"type": "text", "text": "Ada"}, {"type": "text", "text": "Hello"}]},
                {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "x"}]},
            ]})
        );
    }

    #[test]
    fn named_gaps_are_filled_by_name_and_a_header_by_its_file() {
        let template = template(json!([
            {"type": "header", "format": "IMAGE"}, {"type": "body", "text": "Hi {{ name }}"},
            {"type": "buttons", "buttons": [{"type": "COPY_CODE", "example": "X"}]},
        ]));
        assert_eq!(template.variables(), ["header.image", "name", "button.0"]);
        let given = values(&[("name", "Ada"), ("header.image", "https://shop.example/a.png"), ("button.0", "SAVE")]);
        let value = template.fill(&given).unwrap().value;
        assert_eq!(
            value["components"],
            json!([
                {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://shop.example/a.png"}}]},
                {"type": "body", "parameters": [{"type": "text", "text": "Ada", "parameter_name": "name"}]},
                {"type": "button", "sub_type": "copy_code", "index": "0",
                    "parameters": [{"type": "coupon_code", "coupon_code": "SAVE"}]},
            ])
        );
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        let template = template(json!([{"type": "BODY", "text": "{{1}} and {{2}}"}]));
        let faults = template.fill(&values(&[("1", " "), ("3", "x")])).unwrap_err();
        let named: Vec<&str> = faults.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, ["1", "2", "3"]);
    }

    #[test]
    fn text_without_gaps_needs_nothing() {
        for text in ["Hello", "open {{ brace", "close }} brace", ""] {
            let template = template(json!([{"type": "BODY", "text": text}]));
            let filled = template.fill(&BTreeMap::new()).unwrap();
            assert_eq!((filled.text.as_str(), filled.value.get("components")), (text, None));
        }
    }
}
