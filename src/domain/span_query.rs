//! What somebody asks of spans: `model:gpt-4o !kind:tool "app.plan":"two words"`, all of it of one and the same span.

use std::fmt;

use super::span::Kind;
use super::text;

/// Most terms of one query.
pub const MAX_TERMS: usize = 10;
/// Longest query, in characters.
pub const MAX_CHARACTERS: usize = 1000;

/// A query that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanQuery {
    /// What must hold of one span, never empty; what is cheap to look at goes first.
    pub terms: Vec<Term>,
}

/// One thing that must hold of a span, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it asks for.
    pub of: Property,
    /// The value, byte for byte; none: any that is there.
    pub value: Option<String>,
    /// Whether the span must not have it.
    pub negated: bool,
}

/// What a span has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// One of [`WORDS`], which we keep ourselves.
    Known(&'static str),
    /// An attribute of the span, else of its resource, by its literal key.
    Attribute(String),
}

/// The names that mean what we made of a span, whatever its sender called it.
pub const WORDS: [&str; 12] = [
    "model",
    "provider",
    "agent",
    "tool",
    "name",
    "kind",
    "user",
    "error",
    "failed",
    "environment",
    "release",
    "source",
];

/// Why a query was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {why}")]
pub struct Fault {
    /// Which character is at fault, counted from 1; one more than there are where something is missing at the end.
    pub at: usize,
    /// What is wrong and how to mend it.
    pub why: String,
}

impl SpanQuery {
    /// Reads terms `name:value` with blanks between them. A name or a value in quotes may have blanks, and `\"` and
    /// `\\`; a name in quotes is an attribute's even where we have a word like it. `*` is any value, `!` before a term
    /// turns it round.
    ///
    /// # Errors
    /// [`Fault`], the first there is.
    pub fn parse(query: &str) -> Result<Self, Fault> {
        let mut reader = Reader { characters: query.chars().collect(), at: 0 };
        if reader.characters.len() > MAX_CHARACTERS {
            return Err(fault(MAX_CHARACTERS, format!("a query has at most {MAX_CHARACTERS} characters")));
        }
        let mut terms = Vec::new();
        while reader.skip_blanks() {
            if terms.len() == MAX_TERMS {
                return Err(fault(reader.at, format!("a query has at most {MAX_TERMS} terms; leave some out")));
            }
            terms.push(reader.term()?);
        }
        if terms.is_empty() {
            return Err(fault(0, "write a term like model:gpt-4o"));
        }
        terms.sort_by_key(|term| matches!(term.of, Property::Attribute(_)));
        Ok(Self { terms })
    }

    /// The query that holds of the spans of an agent.
    #[must_use]
    pub fn of_agent(name: &str) -> Self {
        Self { terms: vec![Term { of: Property::Known("agent"), value: Some(text::clean(name)), negated: false }] }
    }
}

impl fmt::Display for SpanQuery {
    /// Writes it so that [`SpanQuery::parse`] reads it back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, Term { of, value, negated }) in self.terms.iter().enumerate() {
            f.write_str(if number > 0 { " " } else { "" })?;
            f.write_str(if *negated { "!" } else { "" })?;
            match of {
                Property::Known(word) => f.write_str(word)?,
                Property::Attribute(key) if known(key).is_none() && is_bare(key) => f.write_str(key)?,
                Property::Attribute(key) => quoted(f, key)?,
            }
            f.write_str(":")?;
            match value {
                None => f.write_str("*")?,
                Some(value) if value.chars().any(|c| c.is_whitespace() || "\"*".contains(c)) || value.is_empty() => {
                    quoted(f, value)?;
                }
                Some(value) => f.write_str(value)?,
            }
        }
        Ok(())
    }
}

fn fault(at: usize, why: impl Into<String>) -> Fault {
    Fault { at: at + 1, why: why.into() }
}

fn known(name: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|word| *word == name)
}

fn is_bare(key: &str) -> bool {
    !key.starts_with('!') && !key.chars().any(|c| c.is_whitespace() || "\":".contains(c))
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

/// Reads a query character by character; positions within count from 0.
struct Reader {
    characters: Vec<char>,
    at: usize,
}

impl Reader {
    fn next(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    /// Whether anything follows.
    fn skip_blanks(&mut self) -> bool {
        while self.next().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.next().is_some()
    }

    fn term(&mut self) -> Result<Term, Fault> {
        let negated = self.next() == Some('!');
        self.at += usize::from(negated);
        let began = self.at;
        let is_quoted = self.next() == Some('"');
        let name = if is_quoted { self.quoted()? } else { self.bare(|c| c == ':')? };
        if self.next() != Some(':') {
            return Err(fault(self.at, "a name has a colon and a value behind it, like model:gpt-4o"));
        }
        if name.is_empty() {
            return Err(fault(began, "the name is missing; a term is like model:gpt-4o"));
        }
        self.at += 1;
        let began = self.at;
        let value = if self.next() == Some('"') { Some(self.quoted()?) } else { self.value()? };
        if self.next().is_some_and(|c| !c.is_whitespace()) {
            return Err(fault(self.at, "put a blank between terms"));
        }
        match known(&name).filter(|_| !is_quoted) {
            Some(word) => ours(word, value, negated, began),
            None => Ok(Term { of: Property::Attribute(name), value, negated }),
        }
    }

    /// A value without quotes; none where it is a star.
    fn value(&mut self) -> Result<Option<String>, Fault> {
        let began = self.at;
        let value = self.bare(|_| false)?;
        match value.chars().position(|c| c == '*') {
            None if value.is_empty() => Err(fault(began, "the value is missing; \"\" is an empty one, * is any")),
            None => Ok(Some(value)),
            Some(0) if value.len() == 1 => Ok(None),
            Some(star) => Err(fault(began + star, "* stands alone for any value; put a value with a star in quotes")),
        }
    }

    /// Up to a blank, or what ends it.
    fn bare(&mut self, ends: impl Fn(char) -> bool) -> Result<String, Fault> {
        let began = self.at;
        while let Some(c) = self.next().filter(|c| !c.is_whitespace() && !ends(*c)) {
            if c == '"' {
                return Err(fault(self.at, "put the whole of it in quotes, or write \\\" within quotes"));
            }
            self.at += 1;
        }
        Ok(text::clean(&self.characters[began..self.at].iter().collect::<String>()))
    }

    /// What stands in quotes, of which the first is next.
    fn quoted(&mut self) -> Result<String, Fault> {
        let began = self.at;
        let mut text = String::new();
        loop {
            self.at += 1;
            match self.next() {
                None => return Err(fault(began, "this quote is not closed")),
                Some('"') => break,
                Some('\\') => {
                    let escaped = self.characters.get(self.at + 1).filter(|c| "\\\"".contains(**c));
                    self.at += usize::from(escaped.is_some());
                    text.push(escaped.copied().unwrap_or('\\'));
                }
                Some(c) => text.push(c),
            }
        }
        self.at += 1;
        Ok(text::clean(&text))
    }
}

/// A term of ours; refuses a value that none can have.
fn ours(word: &'static str, value: Option<String>, negated: bool, began: usize) -> Result<Term, Fault> {
    let is_truth = matches!(value.as_deref(), Some("true" | "false"));
    let (word, value) = match word {
        "error" if is_truth => ("failed", value),
        "error" if value.is_none() => ("failed", Some("true".to_owned())),
        "failed" if !is_truth => return Err(fault(began, "failed is true or false")),
        "kind" if value.as_deref().is_some_and(|kind| Kind::ALL.into_iter().all(|one| one.as_str() != kind)) => {
            let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::as_str).collect();
            return Err(fault(began, format!("a kind is one of {}", kinds.join(", "))));
        }
        _ => (word, value),
    };
    Ok(Term { of: Property::Known(word), value, negated })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Property, SpanQuery, Term, WORDS};

    fn term(of: &str, value: Option<&str>, negated: bool) -> Term {
        let known = WORDS.into_iter().find(|word| *word == of);
        let of = known.map_or_else(|| Property::Attribute(of.trim_matches('\'').to_owned()), Property::Known);
        Term { of, value: value.map(str::to_owned), negated }
    }

    #[test]
    fn terms_are_read_with_quotes_stars_and_bangs() {
        for (query, want) in [
            ("model:gpt-4o", vec![term("model", Some("gpt-4o"), false)]),
            ("  a.b:1 !kind:tool ", vec![term("kind", Some("tool"), true), term("a.b", Some("1"), false)]),
            (
                r#"name:"two words" "my key":*"#,
                vec![term("name", Some("two words"), false), term("my key", None, false)],
            ),
            (r#"a:"say \"hi\" \\ C:\temp""#, vec![term("a", Some(r#"say "hi" \ C:\temp"#), false)]),
            (
                r#""model":x url:http://x"#,
                vec![term("'model'", Some("x"), false), term("url", Some("http://x"), false)],
            ),
            (r#"a:"" b:"*""#, vec![term("a", Some(""), false), term("b", Some("*"), false)]),
            ("error:* !error:true", vec![term("failed", Some("true"), false), term("failed", Some("true"), true)]),
            ("error:Timeout tür:ß", vec![term("error", Some("Timeout"), false), term("tür", Some("ß"), false)]),
        ] {
            assert_eq!(SpanQuery::parse(query).map(|query| query.terms), Ok(want), "{query}");
        }
    }

    #[test]
    fn a_bad_term_is_told_with_its_place() {
        for (query, at, why) in [
            ("", 1, "write a term"),
            ("   ", 1, "write a term"),
            ("model", 6, "a colon and a value"),
            ("ä:1 model gpt", 10, "a colon and a value"),
            (":x", 1, "the name is missing"),
            (r#"a:1 "":x"#, 5, "the name is missing"),
            ("!", 2, "a colon and a value"),
            ("a:1 b:", 7, "the value is missing"),
            ("a: b", 3, "the value is missing"),
            ("model:gpt-4*", 12, "stands alone"),
            (r#"a:1 b:"open"#, 7, "not closed"),
            (r#"a:"x"y"#, 6, "a blank between"),
            (r#"a:x"y""#, 4, "in quotes"),
            ("failed:maybe", 8, "true or false"),
            ("kind:agnet", 6, "one of llm, tool, agent"),
            (&"a:1 ".repeat(11), 41, "at most 10 terms"),
            (&"a".repeat(1001), 1001, "at most 1000 characters"),
        ] {
            let fault = SpanQuery::parse(query).unwrap_err();
            assert_eq!(fault.at, at, "{query}: {fault}");
            assert!(fault.why.contains(why), "{query}: {fault}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_it_down_and_what_is_understood_reads_back(query in r#"([a-c!:*"\\ é\PC]|model|failed:true){0,60}"#) {
            match SpanQuery::parse(&query) {
                Ok(parsed) => prop_assert_eq!(SpanQuery::parse(&parsed.to_string()), Ok(parsed)),
                Err(fault) => prop_assert!((1..=query.chars().count() + 1).contains(&fault.at)),
            }
        }

        #[test]
        fn every_term_can_be_written(key in ".{1,20}", value in proptest::option::of(".{0,20}"), negated: bool) {
            let term = Term { of: Property::Attribute(crate::domain::text::clean(&key)),
                value: value.map(|value| crate::domain::text::clean(&value)), negated };
            let query = SpanQuery { terms: vec![term] };
            prop_assert_eq!(SpanQuery::parse(&query.to_string()), Ok(query));
        }
    }
}
