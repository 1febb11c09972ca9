//! What search knows about a conversation: words in small parts, so that a long conversation grows by little.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{search, tokens};

/// The part that holds names, numbers, ids and variables.
pub const IDENTITY: i32 = 0;

/// Beyond this many bytes of words a part is full: such a row stays in its page and costs little to change.
const FULL: usize = 1500;

/// What part 0 of a conversation is made of.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Names, user names and ids as they are written.
    pub names: Vec<String>,
    /// Telephone numbers, digits only.
    pub telephones: Vec<String>,
    /// Current values of its variables.
    pub values: Vec<Value>,
}

impl Identity {
    /// The words under which the conversation is found.
    #[must_use]
    pub fn words(&self) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = self.names.iter().flat_map(|name| tokens::words(name)).collect();
        found.extend(self.telephones.iter().flat_map(|digits| search::telephone_words(digits)));
        for value in &self.values {
            add(value, &mut found);
        }
        found
    }
}

/// Adds the words of every text and number in a value; names of fields are not content.
fn add(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => found.extend(tokens::words(text)),
        Value::Number(number) => found.extend(tokens::words(&number.to_string())),
        Value::Array(items) => items.iter().for_each(|item| add(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| add(field, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Distributes the words that no part of messages has yet over the last part and further ones; only changed parts are
/// returned, each with the words it gains.
#[must_use]
pub fn grow(parts: &BTreeMap<i32, BTreeSet<String>>, said: BTreeSet<String>) -> BTreeMap<i32, BTreeSet<String>> {
    let messages = || parts.range(IDENTITY + 1..);
    let (mut part, mut size) = messages()
        .next_back()
        .map_or((IDENTITY + 1, 0), |(part, words)| (*part, words.iter().map(String::len).sum::<usize>()));
    let mut gained: BTreeMap<i32, BTreeSet<String>> = BTreeMap::new();
    for word in said {
        if messages().any(|(_, words)| words.contains(&word)) {
            continue;
        }
        if size >= FULL {
            (part, size) = (part + 1, 0);
        }
        size += word.len();
        gained.entry(part).or_default().insert(word);
    }
    gained
}

#[cfg(test)]
mod tests {
    use super::{Identity, grow};
    use std::collections::{BTreeMap, BTreeSet};

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_conversation_is_known_by_names_numbers_and_values() {
        let identity = Identity {
            names: vec!["Zoë Ångström".into(), "@zoe_a".into()],
            telephones: vec!["491512345".into()],
            values: vec![serde_json::json!({"city": ["Oslo", 4.5, null, true]})],
        };
        let want = ["zoe", "angstrom", "a", "491512345", "91512345", "1512345", "512345", "oslo", "4", "5"];
        assert_eq!(identity.words(), set(&want));
    }

    #[test]
    fn each_word_of_messages_is_kept_once() {
        let mut parts = BTreeMap::from([(0, set(&["anna"])), (1, set(&["hello"]))]);
        let gained = grow(&parts, set(&["hello", "anna", "refund"]));
        assert_eq!(gained, BTreeMap::from([(1, set(&["anna", "refund"]))]));
        for (part, words) in gained {
            parts.entry(part).or_default().extend(words);
        }
        assert_eq!(grow(&parts, set(&["hello", "refund"])), BTreeMap::new());
    }

    #[test]
    fn a_full_part_is_not_touched_again() {
        let many: BTreeSet<String> = (0..400).map(|n| format!("word{n:04}")).collect();
        let gained = grow(&BTreeMap::new(), many);
        assert_eq!(gained.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
        assert!(grow(&gained, set(&["new"])).contains_key(&3));
        let full = BTreeMap::from([(1, gained[&1].clone())]);
        assert_eq!(grow(&full, set(&["new"])).keys().copied().collect::<Vec<_>>(), [2]);
    }
}
