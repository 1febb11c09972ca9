//! Text from strangers, made storable: Postgres takes every character but NUL.

/// Longest identifier from outside that is stored as it came, in bytes; longer ones would not fit a B-tree entry.
pub const MAX_KEY_BYTES: usize = 512;

/// Replaces NUL, which Postgres refuses in `text`, by U+FFFD so that the rest of the text survives.
#[must_use]
pub fn clean(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text.to_owned() }
}

/// A key from outside as it can be indexed: cleaned, and beyond [`MAX_KEY_BYTES`] shortened to a prefix and its SHA-256.
#[must_use]
pub fn key(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let cleaned = clean(text);
    if cleaned.len() <= MAX_KEY_BYTES {
        return cleaned;
    }
    let hash = hex::encode(Sha256::digest(cleaned.as_bytes()));
    format!("{}~{hash}", cut(&cleaned, 200))
}

/// The longest prefix of at most `bytes` bytes that does not split a character.
#[must_use]
pub fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What a list shows of a message: one line, at most 160 characters.
#[must_use]
pub fn preview(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(200));
    for (count, word) in text.split_whitespace().enumerate() {
        if count > 0 {
            line.push(' ');
        }
        line.push_str(cut(word, 640));
        if line.len() > 640 {
            break;
        }
    }
    if line.chars().count() > 160 {
        line = line.chars().take(159).collect();
        line.push('…');
    }
    clean(&line)
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, key, preview};

    #[test]
    fn nul_becomes_the_replacement_character() {
        assert_eq!(clean("a\0b"), "a\u{fffd}b");
    }

    #[test]
    fn a_long_key_keeps_its_difference() {
        let a = key(&format!("{}a", "x".repeat(600)));
        let b = key(&format!("{}b", "x".repeat(600)));
        assert!(a.len() < 300);
        assert_ne!(a, b);
        assert_eq!(key("short"), "short");
    }

    #[test]
    fn cutting_never_splits_a_character() {
        assert_eq!(cut("é", 1), "");
        assert_eq!(cut("aé", 2), "a");
    }

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(preview("  hello\n world "), "hello world");
        assert_eq!(preview(&"ä".repeat(500)).chars().count(), 160);
    }
}
