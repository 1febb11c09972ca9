//! JSON from strangers, of whole bodies: bounded before it is read, and mended where common writers write it badly.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::raw::Unreadable;

/// Most values in one request. Ten bytes can become a kilobyte in memory, so their number is bounded beside their length;
/// a batch of 512 spans holds some 80,000.
const MOST_VALUES: usize = 1_000_000;

/// How many values may yet be read of one request.
pub struct Allowance(usize);

impl Default for Allowance {
    fn default() -> Self {
        Self(MOST_VALUES)
    }
}

/// Reads a text, the only one of its request.
pub fn read<T: for<'de> Deserialize<'de>>(text: &[u8]) -> Result<T, Unreadable> {
    read_within(&mut Allowance::default(), text)
}

/// Reads a text, one of several; if it cannot be read, it is mended and read again.
pub fn read_within<T: for<'de> Deserialize<'de>>(allowance: &mut Allowance, text: &[u8]) -> Result<T, Unreadable> {
    let left = allowance.0.checked_sub(values(text));
    allowance.0 = left.ok_or_else(|| Unreadable(format!("more than {MOST_VALUES} values in one request")))?;
    let cause = match serde_json::from_slice(text) {
        Ok(read) => return Ok(read),
        Err(cause) => cause,
    };
    let mended = mend(text).and_then(|mended| serde_json::from_slice(&mended).ok());
    mended.ok_or_else(|| Unreadable(format!("not the JSON of a request: {cause}")))
}

/// What may be `null`.
pub fn lenient<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// An object, empty where something else stands for it, as the empty list that PHP writes.
pub fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    Ok(if let Value::Object(map) = Value::deserialize(deserializer)? { map } else { Map::new() })
}

/// A list that may be `null`, and hold such.
pub fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let items: Option<Vec<Option<T>>> = Option::deserialize(deserializer)?;
    Ok(items.unwrap_or_default().into_iter().flatten().collect())
}

/// At least how many values a text holds, strings and numbers of objects and lists counted once each.
fn values(text: &[u8]) -> usize {
    let mut count = 0;
    let mut quoted = false;
    let mut escaped = false;
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' | b',' if !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// Replaces what makes a text unreadable that says something nevertheless: bytes that are no UTF-8, halves of surrogate
/// pairs, which JavaScript and Python write when they cut a text within an emoji, and Python's `NaN` and `Infinity`.
/// None where there is nothing of the kind.
fn mend(text: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(text);
    let mut mended = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut quoted = false;
    let mut is_changed = matches!(text, Cow::Owned(_));
    while let [first, after @ ..] = rest {
        let (taken, put): (usize, &[u8]) = match first {
            b'\\' if quoted => match surrogate(rest) {
                None => (2, rest.get(..2)?),
                Some(Surrogate::Pair) => (12, rest.get(..12)?),
                Some(Surrogate::Half) => (6, b"\\ufffd"),
            },
            b'"' => {
                quoted = !quoted;
                (1, b"\"")
            }
            b'N' if !quoted && after.starts_with(b"aN") => (3, b"null"),
            b'I' if !quoted && after.starts_with(b"nfinity") => (8, b"null"),
            b'-' if !quoted && after.starts_with(b"Infinity") => (9, b"null"),
            _ => (1, rest.get(..1)?),
        };
        is_changed |= taken != put.len() || rest.get(..taken)? != put;
        mended.extend_from_slice(put);
        rest = rest.get(taken..)?;
    }
    is_changed.then_some(mended)
}

enum Surrogate {
    Pair,
    Half,
}

/// What an escape is the beginning of; none where it has nothing to do with surrogates.
fn surrogate(text: &[u8]) -> Option<Surrogate> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix(b"\\u")?.get(..4)?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    match unit(0)? {
        0xd800..=0xdbff if matches!(unit(6), Some(0xdc00..=0xdfff)) => Some(Surrogate::Pair),
        0xd800..=0xdfff => Some(Surrogate::Half),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;
    use serde_json::{Value, json};

    use super::{MOST_VALUES, mend, read};

    #[test]
    fn what_common_writers_write_badly_is_mended() {
        for (what, text, want) in [
            ("half a pair, the first", br#"["a\ud83d"]"#.as_slice(), json!(["a\u{fffd}"])),
            ("half a pair, the second", br#"["\ude00 b"]"#, json!(["\u{fffd} b"])),
            ("two first halves", br#"["\ud83d\ud83d\ude00"]"#, json!(["\u{fffd}\u{1f600}"])),
            ("half and an escape", br#"["\ud83d\n"]"#, json!(["\u{fffd}\n"])),
            ("no escape but a backslash", br#"["\\ud83d", NaN]"#, json!(["\\ud83d", null])),
            ("numbers that are none", b"[NaN,Infinity,-Infinity,-1]", json!([null, null, null, -1])),
            ("words within a text", br#"["NaN \"Infinity\"",NaN]"#, json!(["NaN \"Infinity\"", null])),
            ("bytes that are no text", b"[\"a\xff\"]", json!(["a\u{fffd}"])),
        ] {
            assert_eq!(read::<Value>(text).unwrap(), want, "{what}");
        }
    }

    #[test]
    fn what_is_well_or_beyond_mending_is_left_alone() {
        for text in ["", "{", "\"", "\"\\", "\"\\u", "\"\\ud83", "[1,2", "nul", "{\"a\" 1}", "[\"\\x\"]", "\"\\é\""] {
            assert!(mend(text.as_bytes()).is_none(), "{text}");
            assert!(read::<Value>(text.as_bytes()).is_err(), "{text}");
        }
        assert!(mend(br#"["\ud83d\ude00 ok \"q\""]"#).is_none());
    }

    #[test]
    fn a_text_of_too_many_values_is_not_read() {
        let most = format!("[{}0]", "0,".repeat(MOST_VALUES - 1));
        assert!(read::<IgnoredAny>(most.as_bytes()).is_ok());
        let more = format!("[{}0]", "0,".repeat(MOST_VALUES));
        assert!(read::<IgnoredAny>(more.as_bytes()).unwrap_err().0.contains("more than"));
        let text = format!("\"{}\"", "\\\"{,[".repeat(MOST_VALUES));
        assert!(read::<IgnoredAny>(text.as_bytes()).is_ok(), "what stands in a text is no value");
        assert!(read::<Value>("[".repeat(MOST_VALUES).as_bytes()).is_err(), "too deep");
    }
}
