//! One message that went into a model or came out, whatever the shape it was reported in.

use serde_json::Value;

use super::attributes::REDACTED;
use crate::domain::span::ToolCall;

/// One message of what went in or came out, as the console shows it.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Heard {
    /// `user`, `assistant`, `system`, `tool`, or another word of the sender's.
    pub role: String,
    /// What was said, all its text in order; empty where nothing was, or where only tools were called.
    pub text: String,
    /// Tools that it wants called, without their results.
    pub calls: Vec<ToolCall>,
    /// What tools gave back, each with the `id` of its call and without the arguments.
    pub results: Vec<ToolCall>,
    /// What the model thought before it spoke; empty where that is not told.
    pub reasoning: String,
    /// Parts of any other kind, as images, in their sender's own shape.
    pub other: Vec<Value>,
    /// Why the model stopped, in its word, where the message says so itself.
    pub finish: Option<String>,
    /// Whether the sender took text out for privacy.
    pub redacted: bool,
}

/// Which way messages went; it decides who speaks where nobody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Into the model or the program.
    Input,
    /// Out of it.
    Output,
}

impl Side {
    /// Who speaks where nobody is named.
    pub fn speaker(self) -> &'static str {
        match self {
            Self::Input => "user",
            Self::Output => "assistant",
        }
    }
}

impl Heard {
    /// An empty message of a role.
    pub(super) fn of(role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::default() }
    }

    /// A message of one text.
    pub(super) fn said(role: &str, text: String) -> Self {
        let mut heard = Self::of(role);
        heard.say(text);
        heard
    }

    /// Adds a text, on a line of its own; a redacted one is noted and not added.
    pub(super) fn say(&mut self, text: String) {
        if text.trim() == REDACTED {
            self.redacted = true;
        } else {
            append(&mut self.text, text);
        }
    }

    /// Adds to what the model thought.
    pub(super) fn think(&mut self, text: String) {
        append(&mut self.reasoning, text);
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
            && self.calls.is_empty()
            && self.results.is_empty()
            && self.reasoning.is_empty()
            && self.other.is_empty()
            && !self.redacted
    }

    /// Whether it is a tool's answer and nothing beside it.
    pub(super) fn is_result(&self) -> bool {
        self.role == "tool" || (!self.results.is_empty() && self.text.is_empty() && self.other.is_empty())
    }

    /// Its text, where there is one to show.
    pub(super) fn words(&self) -> Option<&str> {
        (!self.text.trim().is_empty()).then_some(self.text.as_str())
    }
}

fn append(to: &mut String, text: String) {
    if to.is_empty() {
        *to = text;
    } else if !text.is_empty() {
        to.push('\n');
        to.push_str(&text);
    }
}
