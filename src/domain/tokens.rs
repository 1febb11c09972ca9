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

#[cfg(test)]
mod tests {
    use super::words;

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
