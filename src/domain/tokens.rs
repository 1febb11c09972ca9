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
    let folded = fold(text);
    let mut found = Vec::new();
    let mut previous: Option<char> = None;
    for word in folded.unicode_words() {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) if one as u32 >= 0x2e80 => {
                if let Some(before) = previous {
                    found.push(format!("{before}{one}"));
                }
                found.push(one.to_string());
                previous = Some(one);
            }
            _ => {
                previous = None;
                for part in word.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
                    found.push(part.chars().take(MAX_WORD).collect());
                }
            }
        }
    }
    found
}

/// Whether a word is a number or code rather than vocabulary: nearly each is rare and nobody asks for one that is
/// nearly right, so search keeps no list of them.
#[must_use]
pub fn is_code(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::{is_code, words};

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
}
