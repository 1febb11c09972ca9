//! What search knows about a conversation: words in small parts, so that a long conversation grows by little.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{search, tokens};

/// Stands in every part of a conversation that has several, and is no word: there, and only there, the words of a
/// search may be spread over parts.
pub const SPREAD: &str = "#";

/// Beyond this many bytes of words and spaces a part is full: such a row stays in its page, and few words enter the
/// index again when one is added.
const FULL: usize = 1750;

/// Who and what a conversation is.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Names, user names and ids as they are written.
    pub names: Vec<String>,
    /// Telephone numbers, digits only.
    pub telephones: Vec<String>,
    /// Values of its variables.
    pub values: Vec<Value>,
}

impl Identity {
    /// The words under which the conversation is found, beside those that were said.
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

/// The words of a conversation by part, from 0 on; those of a part are joined by spaces.
pub type Parts = BTreeMap<i32, String>;

/// Takes out the words that some part has.
pub fn drop_known(parts: &Parts, words: &mut BTreeSet<String>) {
    for known in parts.values().flat_map(|part| part.split(' ')) {
        if words.is_empty() {
            return;
        }
        words.remove(known);
    }
}

/// Distributes the words that no part has yet over the last part and further ones; only parts that change are
/// returned, each with what it gains. Words are never taken away: a former name still leads to the conversation.
#[must_use]
pub fn grow(parts: &Parts, mut words: BTreeSet<String>) -> Parts {
    drop_known(parts, &mut words);
    let (mut part, mut size) = parts.last_key_value().map_or((0, 0), |(part, words)| (*part, words.len()));
    let mut gained = Parts::new();
    for word in words {
        if size >= FULL {
            (part, size) = (part + 1, 0);
        }
        size += word.len() + 1;
        add_to(&mut gained, part, &word);
    }
    if part > 0 {
        for part in 0..=part {
            if !parts.get(&part).is_some_and(|words| words.split(' ').any(|word| word == SPREAD)) {
                add_to(&mut gained, part, SPREAD);
            }
        }
    }
    gained
}

fn add_to(gained: &mut Parts, part: i32, word: &str) {
    let words = gained.entry(part).or_default();
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// Whether a lexeme is listed in the vocabulary: words are, codes and marks are not.
#[must_use]
pub fn is_listed(lexeme: &str) -> bool {
    lexeme != SPREAD && !tokens::is_code(lexeme)
}

#[cfg(test)]
mod tests {
    use super::{Identity, Parts, grow};
    use std::collections::BTreeSet;

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

    fn parts(of: &[(i32, &str)]) -> Parts {
        of.iter().map(|(part, words)| (*part, (*words).to_owned())).collect()
    }

    #[test]
    fn each_word_is_kept_once() {
        let known = parts(&[(0, "anna hello")]);
        assert_eq!(grow(&known, set(&["hello", "refund", "sorry"])), parts(&[(0, "refund sorry")]));
        assert_eq!(grow(&known, set(&["hello", "anna"])), Parts::new());
        assert_eq!(grow(&Parts::new(), set(&["hello"])), parts(&[(0, "hello")]));
        assert_eq!(grow(&parts(&[(0, "")]), set(&["hello"])), parts(&[(0, "hello")]));
    }

    #[test]
    fn a_conversation_of_several_parts_is_marked_in_each() {
        let many: BTreeSet<String> = (0..400).map(|n| format!("word{n:04}")).collect();
        let gained = grow(&Parts::new(), many.clone());
        assert_eq!(gained.keys().copied().collect::<Vec<_>>(), [0, 1, 2]);
        assert!(gained.values().all(|words| words.ends_with(" #")));
        assert_eq!(grow(&gained, many), Parts::new());
        assert_eq!(grow(&gained, set(&["new", "word0000"])), parts(&[(2, "new")]));

        let first = gained[&0].replace(" #", "");
        assert_eq!(grow(&parts(&[(0, &first)]), set(&["new"])), parts(&[(0, "#"), (1, "new #")]));
    }
}
