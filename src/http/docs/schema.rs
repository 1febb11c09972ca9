//! Schemas of the document as rows that people can read.

use serde_json::Value;

/// Nested fields are shown to this depth; deeper ones are named by their type.
const DEPTH: usize = 3;

/// One field or parameter.
pub(super) struct Row {
    /// With the names it is nested in: `messages[].role`.
    pub(super) name: String,
    /// Its type and limits in words.
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) required: bool,
}

/// A path, query or header parameter.
pub(super) fn parameter(parameter: &Value, document: &Value) -> Row {
    let schema = resolve(&parameter["schema"], document);
    let kind = kind(&parameter["schema"], document);
    Row {
        name: parameter["name"].as_str().unwrap_or_default().to_owned(),
        kind: match parameter["in"].as_str() {
            None | Some("query") => kind,
            Some(place) => format!("{kind}, in the {place}"),
        },
        text: said(parameter, schema),
        required: parameter["required"].as_bool().unwrap_or(false),
    }
}

/// The fields of an object, nested ones after their holder.
pub(super) fn fields(schema: &Value, document: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    collect(schema, document, "", DEPTH, &mut rows);
    rows
}

/// What a schema is called.
pub(super) fn name(schema: &Value) -> String {
    let of = |schema: &Value| schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    of(schema).or_else(|| of(&schema["items"]).map(|name| format!("list of {name}"))).unwrap_or_default()
}

fn collect(schema: &Value, document: &Value, prefix: &str, depth: usize, rows: &mut Vec<Row>) {
    let schema = resolve(schema, document);
    if depth == 0 {
        return;
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        collect(part, document, prefix, depth, rows);
    }
    if schema["type"] == "array" {
        return collect(&schema["items"], document, &format!("{prefix}[]"), depth, rows);
    }
    let required = schema["required"].as_array();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let inner = resolve(field, document);
        rows.push(Row {
            kind: kind(field, document),
            text: said(field, inner),
            required: required.is_some_and(|names| names.iter().any(|one| one == name)),
            name: path.clone(),
        });
        collect(field, document, &path, depth - 1, rows);
    }
}

/// Follows references, and looks through "this or null".
fn resolve<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    if let Some(path) = schema["$ref"].as_str() {
        let pointer = path.trim_start_matches('#');
        return document.pointer(pointer).unwrap_or(schema);
    }
    let choices = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    let real: Vec<&Value> = choices.into_iter().flatten().filter(|choice| choice["type"] != "null").collect();
    match real[..] {
        [only] => resolve(only, document),
        _ => schema,
    }
}

fn said(holder: &Value, schema: &Value) -> String {
    holder["description"].as_str().or_else(|| schema["description"].as_str()).unwrap_or_default().to_owned()
}

fn kind(schema: &Value, document: &Value) -> String {
    let found = resolve(schema, document);
    if found["type"] == "array" {
        return format!("list of {}", kind(&found["items"], document));
    }
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut parts = vec![match (&found["format"], &found["type"]) {
        (Value::String(format), _) if !format.starts_with("int") && format != "double" => format.clone(),
        (_, Value::Array(types)) => types.iter().map(word).collect::<Vec<_>>().join(" or "),
        (_, Value::String(one)) => one.clone(),
        _ => name(schema),
    }];
    if let Some(values) = found["enum"].as_array() {
        parts = vec![values.iter().map(word).collect::<Vec<_>>().join(", ")];
    }
    for (key, before, after) in [
        ("minLength", "at least", " characters"),
        ("maxLength", "at most", " characters"),
        ("minimum", "from", ""),
        ("maximum", "to", ""),
        ("maxItems", "at most", " entries"),
        ("default", "default", ""),
    ] {
        match &found[key] {
            Value::Null => {}
            Value::String(text) => parts.push(format!("{before} {text}{after}")),
            other => parts.push(format!("{before} {other}{after}")),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}
