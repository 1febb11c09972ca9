//! The word and colour under which a list shows a type of conversation.

use serde::Serialize;

/// A badge; the colour is a background for dark text, since white on these is hard to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Badge {
    /// The word, for people.
    #[schema(example = "WhatsApp")]
    pub label: String,
    /// `#rrggbb`.
    #[schema(example = "#22c55e")]
    pub colour: &'static str,
}

impl Badge {
    /// The badge of a type; a type new to us shows its own name in grey.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let (label, colour) = match kind {
            "test" => ("Test", "#f97316"),
            "widget" => ("Web widget", "#8b5cf6"),
            "whatsapp" => ("WhatsApp", "#22c55e"),
            "api" => ("API", "#94a3b8"),
            "trace" => ("Trace", "#60a5fa"),
            other => (other, "#94a3b8"),
        };
        Self { label: label.to_owned(), colour }
    }
}

#[cfg(test)]
mod tests {
    use super::Badge;

    #[test]
    fn a_new_type_still_has_a_badge() {
        assert_eq!(Badge::of("whatsapp").label, "WhatsApp");
        assert_eq!(Badge::of("telegram"), Badge { label: "telegram".into(), colour: "#94a3b8" });
    }
}
