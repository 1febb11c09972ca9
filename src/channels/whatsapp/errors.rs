//! Meta's error objects in one line for people.

use serde_json::Value;

use super::lenient::word;
use crate::domain::text;

/// Longest line, in bytes.
const MAX_BYTES: usize = 400;

/// The first error of `errors` in an item: code, title and details, as far as it has them.
pub(super) fn first(item: &Value) -> Option<String> {
    let error = match item.get("errors")? {
        Value::Array(errors) => errors.first()?,
        error => error,
    };
    let title = word(error, &["title"]).or_else(|| word(error, &["message"]));
    let details = word(error, &["error_data", "details"]).or_else(|| word(error, &["details"]));
    let details = details.filter(|details| title.as_ref() != Some(details));
    let line: Vec<String> = [word(error, &["code"]), title, details].into_iter().flatten().collect();
    (!line.is_empty()).then(|| text::clean(text::cut(&line.join(": "), MAX_BYTES)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn the_line_says_what_the_error_says() {
        for (errors, want) in [
            (
                json!([{"code": 131_047, "title": "Re-engagement message", "message": "Re-engagement message", "error_data": {"details": "More than 24 hours have passed"}}]),
                Some("131047: Re-engagement message: More than 24 hours have passed"),
            ),
            (
                json!([{"code": "131051", "title": "Unsupported", "details": "Unsupported"}]),
                Some("131051: Unsupported"),
            ),
            (json!([{"message": "only this"}, {"code": 2}]), Some("only this")),
            (json!({"code": 1}), Some("1")),
            (json!([]), None),
            (json!([7]), None),
        ] {
            assert_eq!(super::first(&json!({"errors": errors})).as_deref(), want);
        }
    }
}
