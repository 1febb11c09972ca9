//! Variables in a prompt: `{{name}}` becomes what the variable says.

use serde_json::{Map, Value};

/// Fills every `{{name}}`, blanks around the name allowed. A variable that is not known leaves nothing; what a value
/// says is not looked at again, so a customer's `{{…}}` stays as written.
#[must_use]
pub fn fill(prompt: &str, variables: &Map<String, Value>) -> String {
    let mut filled = String::with_capacity(prompt.len());
    let mut rest = prompt;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        if let Some(value) = variables.get(name.trim()) {
            filled.push_str(&plain(value));
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// A value as a reader would write it: text without quotes, null as nothing, the rest as JSON.
#[must_use]
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn known_names_are_filled_once() {
        let variables = serde_json::json!({"name": "Ana", "age": 7, "trick": "{{name}}", "none": null});
        for (prompt, want) in [
            ("Greet {{name}}.", "Greet Ana."),
            ("{{ name }}, {{age}}", "Ana, 7"),
            ("{{trick}}", "{{name}}"),
            ("[{{none}}][{{unknown}}]", "[][]"),
            ("{{name", "{{name"),
            ("}} {{{name}}", "}} "),
            ("", ""),
        ] {
            assert_eq!(fill(prompt, variables.as_object().unwrap()), want, "{prompt}");
        }
    }
}
