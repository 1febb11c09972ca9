//! What somebody typed into the search box: words that must all stand in a conversation, or the beginning of its id.

use uuid::Uuid;

use super::tokens;

/// Most words of one search.
pub const MAX_WORDS: usize = 10;
/// Longest search, in characters.
pub const MAX_CHARACTERS: usize = 200;

/// A search that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Folded words, each the beginning of a word that must be there; never empty.
    pub words: Vec<String>,
    /// The first and the last id that is meant, should the text be (the beginning of) one.
    pub ids: Option<(Uuid, Uuid)>,
}

/// Why a search was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Punctuation alone finds nothing.
    #[error("has no letter or digit; write words, a number or an id")]
    Empty,
    /// Longer than [`MAX_CHARACTERS`] or more than [`MAX_WORDS`] words.
    #[error("may have at most 10 words and 200 characters; leave some out")]
    TooLong,
}

impl Text {
    /// Cuts a search into words. A number with a telephone's punctuation is one word: `+49 (151) 23` is `4915123`.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.chars().count() > MAX_CHARACTERS {
            return Err(TextError::TooLong);
        }
        let mut words = telephone(text).map_or_else(|| tokens::words(text), |digits| vec![digits]);
        words.sort();
        words.dedup();
        match words.len() {
            0 => Err(TextError::Empty),
            count if count > MAX_WORDS => Err(TextError::TooLong),
            _ => Ok(Self { words, ids: ids(text) }),
        }
    }
}

/// The digits of a text that is nothing but a telephone number, without the zeros that stand for "abroad" or "inland".
fn telephone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let punctuation = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    let grouped = text.contains(|c: char| !c.is_ascii_digit());
    // Less than six digits with something between them is a date or a sum.
    if !punctuation || digits.len() < 6 {
        return None;
    }
    let significant = if grouped { digits.trim_start_matches('0') } else { digits.as_str() };
    (!significant.is_empty()).then(|| significant.chars().take(tokens::MAX_WORD).collect())
}

/// The words under which a telephone number is found: itself and, since people leave the country out, what follows a
/// country code of one to three digits.
#[must_use]
pub fn telephone_words(digits: &str) -> Vec<String> {
    let mut words = vec![digits.to_owned()];
    if digits.len() >= 9 {
        words.extend((1..=3).filter_map(|country| digits.get(country..)).map(str::to_owned));
    }
    words
}

/// The ids that begin with a text of at least eight hexadecimal digits.
fn ids(text: &str) -> Option<(Uuid, Uuid)> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if !(8..=32).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let id = |fill: &str| Uuid::try_parse(&format!("{digits}{}", fill.repeat(32 - digits.len()))).ok();
    Some((id("0")?, id("f")?))
}

/// A condition in the language of `tsquery` that holds where a word begins so.
#[must_use]
pub fn beginning(word: &str) -> String {
    format!("{}:*", lexeme(word))
}

/// A condition in the language of `tsquery` that holds where one of these words stands.
#[must_use]
pub fn any_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let lexemes: Vec<String> = words.into_iter().map(lexeme).collect();
    lexemes.join(" | ")
}

/// A condition that holds where each of these holds.
#[must_use]
pub fn all_of(conditions: &[String]) -> String {
    conditions.iter().map(|condition| format!("({condition})")).collect::<Vec<_>>().join(" & ")
}

/// A condition that holds where this one holds in a conversation of several parts.
#[must_use]
pub fn spread(condition: &str) -> String {
    format!("({condition}) & {}", lexeme(super::document::SPREAD))
}

/// A word quoted for `tsquery`, whatever characters it has.
fn lexeme(word: &str) -> String {
    format!("'{}'", word.replace('\\', r"\\").replace('\'', "''"))
}

/// How many of `all` conversations are likely to hold words that so many documents hold each, were words independent;
/// words that belong together are found in more.
#[must_use]
pub fn likely(documents: &[i64], all: i64) -> i64 {
    let least = documents.iter().copied().min().unwrap_or(all);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "an estimate")]
    let expected = documents
        .iter()
        .map(|number| (*number as f64 / all.max(1) as f64).min(1.0))
        .product::<f64>()
        .mul_add(all as f64, 0.5) as i64;
    expected.min(least)
}

/// How many typing errors a word may have: none in short words, where each would make it another word.
#[must_use]
pub fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How many letters were left out, added, mistaken or swapped with their neighbour between two words.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

#[cfg(test)]
mod tests {
    use super::{Text, TextError, all_of, any_of, beginning, distance, spread, telephone_words};
    use uuid::uuid;

    #[test]
    fn a_search_is_words_or_a_telephone_number() {
        for (text, want) in [
            ("Refund ORDER", Ok(vec!["order", "refund"])),
            ("  Ñandú ", Ok(vec!["nandu"])),
            ("+49 (151) 234-567", Ok(vec!["49151234567"])),
            ("0151 234567", Ok(vec!["151234567"])),
            ("00491512345", Ok(vec!["00491512345"])),
            ("12.5", Ok(vec!["12", "5"])),
            ("to to to", Ok(vec!["to"])),
            ("!?", Err(TextError::Empty)),
            ("", Err(TextError::Empty)),
            ("a b c d e f g h i j k", Err(TextError::TooLong)),
        ] {
            let found = Text::parse(text).map(|search| search.words);
            assert_eq!(found, want.map(|words| words.into_iter().map(str::to_owned).collect()), "{text}");
        }
        assert_eq!(Text::parse(&"x".repeat(201)), Err(TextError::TooLong));
    }

    #[test]
    fn the_beginning_of_an_id_is_a_range_of_ids() {
        let ids = Text::parse("0190A7C8-1234").unwrap().ids;
        let want = (uuid!("0190a7c8-1234-0000-0000-000000000000"), uuid!("0190a7c8-1234-ffff-ffff-ffffffffffff"));
        assert_eq!(ids, Some(want));
        for text in ["0190a7c", "refunded", "0190a7c8 1234"] {
            assert_eq!(Text::parse(text).unwrap().ids, None, "{text}");
        }
    }

    #[test]
    fn a_telephone_number_is_found_without_its_country() {
        assert_eq!(telephone_words("491512345"), ["491512345", "91512345", "1512345", "512345"]);
        assert_eq!(telephone_words("12345"), ["12345"]);
    }

    #[test]
    fn words_that_are_common_each_may_be_rare_together() {
        for (documents, want) in [
            (vec![80_000], 80_000),
            (vec![80_000, 50_000], 4_000),
            (vec![80_000, 50_000, 30_000], 120),
            (vec![5, 500_000], 3),
            (vec![i64::MAX - 1, 100], 100),
            (vec![0, 80_000], 0),
        ] {
            assert_eq!(super::likely(&documents, 1_000_000), want, "{documents:?}");
        }
        assert_eq!(super::likely(&[0], 0), 0);
    }

    #[test]
    fn words_are_quoted() {
        assert_eq!(beginning("it's"), "'it''s':*");
        assert_eq!(any_of(["a\\b", "c"]), r"'a\\b' | 'c'");
        assert_eq!(all_of(&[beginning("a"), any_of(["b", "c"])]), "('a':*) & ('b' | 'c')");
        assert_eq!(spread("'a':*"), "('a':*) & '#'");
    }

    #[test]
    fn typing_errors_are_counted() {
        for (one, other, want) in [
            ("refund", "refund", 0),
            ("refund", "refnd", 1),
            ("refund", "reffund", 1),
            ("refund", "rifund", 1),
            ("refund", "erfund", 1),
            ("kitten", "sitting", 3),
            ("", "abc", 3),
        ] {
            assert_eq!(distance(one, other), want, "{one} {other}");
            assert_eq!(distance(other, one), want, "{other} {one}");
        }
    }
}
