//! What was not understood, in fixed words and ids that are safe to log.

use crate::domain::text;

/// How many notes a delivery keeps.
const MOST: usize = 20;

/// How many items that were not understood get a row of their own. Meta sends at most 1000 updates at once; three
/// megabytes of nonsense stay in the raw delivery only.
const MOST_KEPT: usize = 1000;

/// Notes in order, each once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<String>,
    kept: usize,
}

impl Notes {
    /// Adds fixed words.
    pub(super) fn add(&mut self, words: &str) {
        if self.list.len() < MOST && !self.list.iter().any(|note| note == words) {
            self.list.push(words.to_owned());
        }
    }

    /// Adds fixed words and the id they are about; of the id only what an id may be made of, and at most 64 bytes.
    pub(super) fn add_id(&mut self, words: &str, id: &str) {
        let id: String = id.chars().filter(char::is_ascii_graphic).collect();
        self.add(&format!("{words} {}", text::cut(&id, 64)));
    }

    /// Counts an item that was not understood and tells whether it may have a row of its own.
    pub(super) fn may_keep(&mut self) -> bool {
        self.kept += 1;
        self.kept <= MOST_KEPT
    }

    /// The notes as a list.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::Notes;

    #[test]
    fn notes_are_few_short_and_printable() {
        let mut notes = Notes::default();
        notes.add_id("unknown thing", "a\n\u{1b}b ü");
        notes.add_id("unknown thing", "ab");
        for number in 0..100 {
            notes.add_id("number", &"1".repeat(number));
        }
        let list = notes.into_list();
        assert_eq!(list[0], "unknown thing ab");
        assert_eq!(list.len(), 20);
        assert!(list.iter().all(|note| note.len() < 100));
    }
}
