//! The demo assistant: answers without any model, says so, and always the same to the same conversation.

use serde_json::{Map, Value};

use super::history::Turn;
use super::prompt::plain;
use crate::domain::message::Role;

/// The answer in the pieces in which it is streamed.
#[must_use]
pub fn answer(turns: &[Turn], variables: &Map<String, Value>) -> Vec<String> {
    let said = turns.iter().filter_map(|turn| match turn {
        Turn::Said { role: Role::User, text } => Some(text.as_str()),
        _ => None,
    });
    let asked = said.clone().next_back().unwrap_or_default();
    let count = said.count();
    let greeting = match variables.get("name").map(plain).filter(|name| !name.is_empty()) {
        Some(name) => format!("Hello {name}! "),
        None => "Hello! ".to_owned(),
    };
    let mut pieces = vec![
        greeting,
        "I am the demo assistant: no model is behind me, I only repeat what was recorded. ".to_owned(),
        format!("Message {count} says: \u{201c}{asked}\u{201d}"),
    ];
    if !variables.is_empty() {
        let known: Vec<String> = variables.iter().map(|(name, value)| format!("{name} = {}", plain(value))).collect();
        pieces.push(format!("\nI know {}.", known.join(", ")));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::assistant::history::Turn;
    use crate::domain::message::Role;

    #[test]
    fn it_greets_says_what_it_is_and_repeats() {
        let turns = [
            Turn::Said { role: Role::User, text: "Hi".into() },
            Turn::Said { role: Role::Assistant, text: "Hello!".into() },
            Turn::Said { role: Role::User, text: "Where is my order?".into() },
        ];
        let variables = serde_json::json!({"name": "Ana", "order": 7});
        let pieces = answer(&turns, variables.as_object().unwrap());
        assert!(pieces.len() > 1);
        insta::assert_snapshot!(pieces.concat(), @"
        Hello Ana! I am the demo assistant: no model is behind me, I only repeat what was recorded. Message 2 says: “Where is my order?”
        I know name = Ana, order = 7.
        ");
    }

    #[test]
    fn it_needs_neither_history_nor_variables() {
        assert!(answer(&[], &serde_json::Map::new()).concat().starts_with("Hello! I am the demo assistant"));
    }
}
