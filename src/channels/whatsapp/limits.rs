//! What Meta refuses in a message, known before it is asked (spec: WhatsApp sending).

use crate::domain::outgoing::Content;

/// Longest text of one message, in characters.
pub(super) const LONGEST: usize = 4096;

/// What is wrong with a message that is to be sent, by field.
pub(super) fn faults(content: &Content) -> Vec<(String, String)> {
    match content {
        Content::Text(text) => {
            let characters = text.chars().count();
            let is_long = characters > LONGEST;
            is_long.then(|| ("text".to_owned(), format!("has {characters} characters; give at most {LONGEST}")))
        }
        Content::Other { .. } => None,
    }
    .into_iter()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, faults};
    use crate::domain::outgoing::Content;

    #[test]
    fn a_text_is_measured_in_characters() {
        assert_eq!(faults(&Content::Text("ü".repeat(LONGEST))), []);
        assert_eq!(faults(&Content::Text("ü".repeat(LONGEST + 1)))[0].0, "text");
    }
}
