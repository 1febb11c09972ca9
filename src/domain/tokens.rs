//! How text is cut into the words that search knows.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Longest word that is indexed, in characters; the rest of a longer one is cut.
pub const MAX_WORD: usize = 40;

/// Folds case and accents: `Ñandú` and `nandu` are the same word.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && *c != '\0')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a text in order, folded; scripts without spaces give one word a character pair.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut found = Words::default();
    // A space always ends a word, and most of what stands between two is plain.
    for piece in text.split([' ', '\n']) {
        if piece.is_ascii() && !piece.contains('\0') { found.add_plain(piece) } else { found.add(piece) }
    }
    found.words
}

#[derive(Default)]
struct Words {
    words: Vec<String>,
    /// The character that the last word was, in a script without spaces.
    previous: Option<char>,
}

impl Words {
    fn add(&mut self, text: &str) {
        let folded = fold(text);
        for word in folded.unicode_words() {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) if one as u32 >= 0x2e80 => {
                    if let Some(before) = self.previous {
                        self.words.push(format!("{before}{one}"));
                    }
                    self.words.push(one.to_string());
                    self.previous = Some(one);
                }
                _ => {
                    self.previous = None;
                    for part in word.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
                        self.words.push(part.chars().take(MAX_WORD).collect());
                    }
                }
            }
        }
    }

    /// The same for ASCII, where no boundary of words falls between letters and digits.
    fn add_plain(&mut self, text: &str) {
        for part in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
            self.previous = None;
            self.words.push(part[..part.len().min(MAX_WORD)].to_ascii_lowercase());
        }
    }
}

/// Whether a word is a number or code rather than vocabulary: nearly each is rare and nobody asks for one that is
/// nearly right, so search keeps no list of them.
#[must_use]
pub fn is_code(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::{Words, is_code, words};

    #[test]
    fn long_words_with_digits_are_codes() {
        for (word, want) in [("48213", true), ("a100042", true), ("2026", false), ("hello", false), ("w7", false)] {
            assert_eq!(is_code(word), want, "{word}");
        }
    }

    #[test]
    fn words_are_folded_and_split() {
        for (text, want) in [
            ("Hello, WORLD!", vec!["hello", "world"]),
            ("¿Dónde está mi Ñandú?", vec!["donde", "esta", "mi", "nandu"]),
            ("order_id=48213", vec!["order", "id", "48213"]),
            ("a@b.example", vec!["a", "b", "example"]),
            ("東京都", vec!["東", "東京", "京", "京都", "都"]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_text_is_cut_as_any_other(text in ".{0,60}", plain in "[ -~\n\r\t\0]{0,60}",
            mixed in "([a-zA-Z0-9 .,:;'_@/\n-]|[éßıİǅ\u{301}\u{ad}\u{200c}\u{200d}\u{2060}\u{200e}京東アｱﾞ한ก①㊗Ⓜ🇩🇪👩😀]|\0){0,40}")
        {
            for text in [text, plain, mixed] {
                let mut slow = Words::default();
                slow.add(&text);
                proptest::prop_assert_eq!(words(&text), slow.words, "{:?}", text);
            }
        }
    }
}
