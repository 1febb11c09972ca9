//! Escapes that are valid JSON but name no character that can be kept: lone surrogates and NUL.

use std::borrow::Cow;

/// Replaces `\u0000` and every `\ud800`…`\udfff` without its other half by `\ufffd`.
///
/// Rust strings refuse the latter, Postgres the former; mended once here, the text around them survives everywhere.
pub(super) fn escapes(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut mended = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|byte| *byte == b'\\') {
        at += step;
        match unit(bytes, at) {
            Some(0xd800..=0xdbff) if matches!(unit(bytes, at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0 | 0xd800..=0xdfff) => {
                mended.push_str(&json[kept..at]);
                mended.push_str("\\ufffd");
                at += 6;
                kept = at;
            }
            Some(_) => at += 6,
            // Another escape: both of its bytes, so that an escaped backslash does not begin one.
            None => at = (at + 2).min(bytes.len()),
        }
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(&json[kept..]);
    Cow::Owned(mended)
}

/// The number of the `\uXXXX` that begins at `at`, if one does.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |sum, digit| {
        let digit = char::from(*digit).to_digit(16).and_then(|digit| u16::try_from(digit).ok())?;
        Some(sum << 4 | digit)
    })
}

#[cfg(test)]
mod tests {
    use super::escapes;

    #[test]
    fn only_what_names_no_character_is_replaced() {
        for (what, input, want) in [
            ("nothing escaped", r#""abc ü""#, r#""abc ü""#),
            ("a pair", r#""\ud83d\udc4d""#, r#""\ud83d\udc4d""#),
            ("upper case", r#""\uD83D\uDC4D""#, r#""\uD83D\uDC4D""#),
            ("high alone", r#""a\ud83db""#, r#""a\ufffdb""#),
            ("low alone", r#""\udc4d""#, r#""\ufffd""#),
            ("two highs, then a low", r#""\ud83d\ud83d\udc4d""#, r#""\ufffd\ud83d\udc4d""#),
            ("the wrong way round", r#""\udc4d\ud83d""#, r#""\ufffd\ufffd""#),
            ("high before another escape", r#""\ud83d\n""#, r#""\ufffd\n""#),
            ("NUL", r#""a\u0000b""#, r#""a\ufffdb""#),
            ("an escaped backslash", r#""\\u0000 \\ud83d""#, r#""\\u0000 \\ud83d""#),
            ("an escaped backslash, then NUL", r#""\\\u0000""#, r#""\\\ufffd""#),
            ("cut short", r"\ud8", r"\ud8"),
            ("backslash at the end", r"\", r"\"),
            ("not hex", r#""\uzzzzü""#, r#""\uzzzzü""#),
        ] {
            assert_eq!(escapes(input), want, "{what}");
        }
    }
}
