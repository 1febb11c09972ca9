//! The readable page: every operation with its parameters, bodies, answers and examples; no script, no other host.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::schema::{self, Row};

/// The methods in the order in which people look for them.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One operation of the document.
struct Operation<'a> {
    method: &'static str,
    path: &'a str,
    body: &'a Value,
}

impl Operation<'_> {
    /// The place on the page.
    fn anchor(&self) -> String {
        let path: String = self.path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        format!("{}{path}", self.method)
    }

    fn heading(&self) -> String {
        let Self { method, path, .. } = self;
        format!("<span class=\"method {method}\">{}</span> {}", method.to_uppercase(), escape(path))
    }
}

/// The whole page for a document, with this style sheet.
pub(super) fn render(document: &Value, style: &str) -> String {
    let title = document["info"]["title"].as_str().unwrap_or_default();
    let groups = by_tag(document);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}: the API</title>\n<style>{style}</style>\n</head>\n<body>\n<nav>\n<h1>{title}: the API</h1>\n{}\
         <p><a href=\"/openapi.json\">/openapi.json</a> is the same for programs.</p>\n",
        text(&document["info"]["description"]),
    );
    for (tag, operations) in &groups {
        let _infallible = writeln!(page, "<h4>{}</h4>\n<ul>", escape(tag));
        for operation in operations {
            let (anchor, heading) = (operation.anchor(), operation.heading());
            let _infallible = writeln!(page, "<li><a href=\"#{anchor}\"><code>{heading}</code></a></li>");
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</nav>\n<main>\n");
    for (tag, operations) in &groups {
        let _infallible = writeln!(page, "<h2>{}</h2>", escape(tag));
        for operation in operations {
            describe(&mut page, operation, document);
        }
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn by_tag(document: &Value) -> BTreeMap<&str, Vec<Operation<'_>>> {
    let mut groups: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            if let Some(body) = item.get(method) {
                let tag = body["tags"][0].as_str().unwrap_or("Everything");
                groups.entry(tag).or_default().push(Operation { method, path, body });
            }
        }
    }
    groups
}

fn describe(page: &mut String, operation: &Operation<'_>, document: &Value) {
    let body = operation.body;
    let (anchor, heading) = (operation.anchor(), operation.heading());
    let _infallible = writeln!(page, "<section id=\"{anchor}\">\n<h3>{heading}</h3>");
    page.push_str(&text(&body["summary"]));
    page.push_str(&text(&body["description"]));
    if let Some(scope) = body["security"][0]["key"][0].as_str() {
        let _infallible =
            writeln!(page, "<p class=\"faint\">Needs a key with the scope <code>{}</code>.</p>", escape(scope));
    }
    let parameters: Vec<Row> = body["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|parameter| schema::parameter(parameter, document))
        .collect();
    table(page, "Parameters", &parameters);
    if let Some(content) = content(&body["requestBody"]) {
        table(page, "Body", &schema::fields(&content["schema"], document));
        example(page, content);
    }
    answers(page, body["responses"].as_object(), document);
    page.push_str("</section>\n");
}

fn answers(page: &mut String, responses: Option<&Map<String, Value>>, document: &Value) {
    page.push_str("<h4>Answers</h4>\n<table>\n");
    for (status, response) in responses.into_iter().flatten() {
        let kind = content(response).map(|content| schema::name(&content["schema"])).unwrap_or_default();
        let _infallible = writeln!(
            page,
            "<tr><td><code>{}</code></td><td>{}</td><td class=\"faint\">{}</td></tr>",
            escape(status),
            inline(response["description"].as_str().unwrap_or_default()),
            escape(&kind),
        );
    }
    page.push_str("</table>\n");
    let good = responses.into_iter().flatten().find(|(status, _)| status.starts_with('2'));
    if let Some(content) = good.and_then(|(_, response)| content(response)) {
        // What must be there is of interest to those who send it.
        let fields = schema::fields(&content["schema"], document).into_iter().map(|row| Row { required: false, ..row });
        table(page, "What it answers", &fields.collect::<Vec<_>>());
        example(page, content);
    }
}

/// The only content type, or the first.
fn content(holder: &Value) -> Option<&Value> {
    holder["content"].as_object()?.values().next()
}

fn example(page: &mut String, content: &Value) {
    let first = content["examples"].as_object().and_then(|all| all.values().next()).map(|one| &one["value"]);
    if let Some(example) = content.get("example").or(first) {
        let shown = match example {
            Value::String(text) => text.clone(),
            other => serde_json::to_string_pretty(other).unwrap_or_default(),
        };
        let _infallible = writeln!(page, "<pre>{}</pre>", escape(&shown));
    }
}

fn table(page: &mut String, title: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let _infallible = writeln!(page, "<h4>{title}</h4>\n<table>");
    for row in rows {
        let required = if row.required { " <span class=\"faint\">required</span>" } else { "" };
        let _infallible = writeln!(
            page,
            "<tr><td><code>{}</code>{required}</td><td class=\"faint\">{}</td><td>{}</td></tr>",
            escape(&row.name),
            escape(&row.kind),
            inline(&row.text),
        );
    }
    page.push_str("</table>\n");
}

/// Paragraphs of a description.
fn text(value: &Value) -> String {
    let mut html = String::new();
    for paragraph in value.as_str().unwrap_or_default().split("\n\n").filter(|part| !part.trim().is_empty()) {
        let _infallible = writeln!(html, "<p>{}</p>", inline(paragraph));
    }
    html
}

/// Escaped, with what stands between backticks as code; no other markup is known.
fn inline(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(n, part)| if n % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::render;

    #[test]
    fn an_operation_is_shown_with_all_that_a_caller_needs() {
        let document = json!({
            "info": {"title": "T", "description": "First `x`.\n\nSecond <b>."},
            "components": {"schemas": {"New": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "description": "What it is called.", "maxLength": 9}}}}},
            "paths": {"/a/{id}": {"post": {
                "tags": ["Things"], "summary": "Make one", "security": [{"key": ["write"]}],
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}],
                "requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/New"}, "example": {"name": "<n>"}}}},
                "responses": {"201": {"description": "Made."}, "401": {"description": "No key."}}
            }}}
        });
        let page = render(&document, "");
        for part in [
            "<h2>Things</h2>",
            "<section id=\"post-a--id-\">",
            "/a/{id}",
            "<p>Make one</p>",
            "<code>write</code>",
            "<code>id</code> <span class=\"faint\">required</span></td><td class=\"faint\">uuid, in the path",
            "What it is called.",
            "at most 9 characters",
            "&quot;name&quot;: &quot;&lt;n&gt;&quot;",
            "<code>201</code></td><td>Made.",
            "<p>First <code>x</code>.</p>",
            "<p>Second &lt;b&gt;.</p>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"), "{page}");
    }
}
