//! Facts about a conversation by name: from a form or the caller, or extracted by the assistant.

use time::OffsetDateTime;

use super::id::MessageId;

/// Who supplied a variable; extracted values win over given ones in the merged view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VariableSource {
    /// Pre-chat form, script or API caller.
    Input,
    /// The assistant's extraction.
    Extracted,
}

impl VariableSource {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Extracted => "extracted",
        }
    }
}

/// One value given to a name at a time; the newest time wins, every value stays in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// At most 200 bytes, cleaned.
    pub name: String,
    /// Any JSON value, cleaned of NUL.
    pub value: serde_json::Value,
    /// Who supplied it.
    pub source: VariableSource,
    /// When it was supplied.
    pub set_at: OffsetDateTime,
    /// The message after which it was extracted, or which was answered when a tool set it.
    pub message: Option<MessageId>,
}
