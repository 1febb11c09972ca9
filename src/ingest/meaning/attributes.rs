//! A span's attributes, asked by the tables of names.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use super::json::Json;
use super::names::{Bag, Name};
use super::number;
use crate::domain::text;

/// What Sentry leaves where it took something out for privacy.
pub const REDACTED: &str = "[Filtered]";

/// Attributes, with a sieve before them: most names of the tables are in no given span, and finding that out by the map
/// would take longer than all else.
pub struct Attributes<'a> {
    map: &'a Map<String, Value>,
    sieve: [u64; 4],
    metadata: OnceCell<Json<'a>>,
    metrics: OnceCell<Json<'a>>,
    timestamps: OnceCell<Json<'a>>,
    parameters: OnceCell<Json<'a>>,
}

impl<'a> Attributes<'a> {
    /// Over a map of them.
    pub fn of(map: &'a Map<String, Value>) -> Self {
        let mut sieve = [0; 4];
        for key in map.keys() {
            let (word, bit) = hole(key);
            if let Some(word) = sieve.get_mut(word) {
                *word |= bit;
            }
        }
        Self {
            map,
            sieve,
            metadata: OnceCell::new(),
            metrics: OnceCell::new(),
            timestamps: OnceCell::new(),
            parameters: OnceCell::new(),
        }
    }

    /// The attribute of a name; none where it is `null`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        let (word, bit) = hole(name);
        if self.sieve.get(word)? & bit == 0 {
            return None;
        }
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Those whose names begin so, without that beginning.
    pub fn under(&self, prefix: &'static str) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
        self.map.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }

    /// The first text that is not empty, nor redacted; of a number its digits.
    pub fn text(&self, names: &[Name]) -> Option<String> {
        self.find(names, |found| match found {
            Json::Text(text) => told(text),
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    /// The first text as a name of something, cut where no name is so long.
    pub fn label(&self, names: &[Name]) -> Option<String> {
        let mut name = self.text(names)?;
        name.truncate(text::cut(&name, text::MAX_KEY_BYTES).len());
        Some(name)
    }

    /// The first id from outside: byte for byte, and hashed where it is too long to be indexed.
    ///
    /// An object in its place is asked for its `id`, as OpenAI's `conversation` may be either.
    pub fn key(&self, names: &[Name]) -> Option<String> {
        let id = self.find(names, |found| match found {
            Json::Text(text) => id_of_json(text).or_else(|| told(text)),
            Json::Number(number) => Some(number.to_string()),
            Json::Object(_) => found.str("id").and_then(told),
            _ => None,
        })?;
        Some(if id.len() > text::MAX_KEY_BYTES { text::key(&id) } else { id })
    }

    /// The first texts: of a list, of JSON in a string, or a single one.
    pub fn texts(&self, names: &[Name]) -> Option<Vec<String>> {
        self.find(names, |found| {
            let read = found.as_str().and_then(Json::parse);
            let found = read.as_ref().unwrap_or(found);
            let one = std::slice::from_ref(found);
            let items = if let Json::List(items) = found { items } else { one };
            let texts: Vec<String> = items.iter().filter_map(Json::as_str).filter_map(told).collect();
            (!texts.is_empty()).then_some(texts)
        })
    }

    /// The first number of tokens.
    pub fn tokens(&self, names: &[Name]) -> Option<u32> {
        self.find(names, number::tokens)
    }

    /// The first number that is not negative.
    pub fn number(&self, names: &[Name]) -> Option<f64> {
        self.find(names, number::positive)
    }

    /// The first that `read` makes something of.
    pub fn find<T>(&self, names: &[Name], read: impl Fn(&Json<'_>) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| match name {
            Name::At(name) => read(&Json::unread(self.get(name)?)),
            Name::In(bag, key) => read(self.bag(*bag).get(key)?),
        })
    }

    fn bag(&self, bag: Bag) -> &Json<'a> {
        let (name, cell) = match bag {
            Bag::Metadata => ("metadata", &self.metadata),
            Bag::Metrics => ("langwatch.metrics", &self.metrics),
            Bag::Timestamps => ("langwatch.timestamps", &self.timestamps),
            Bag::Parameters => ("llm.invocation_parameters", &self.parameters),
        };
        let json = cell.get_or_init(|| self.get(name).map_or(Json::Null, Json::of));
        json.wrapped().unwrap_or(json)
    }
}

fn told(text: &str) -> Option<String> {
    (!text.is_empty() && text != REDACTED).then(|| text.to_owned())
}

/// The id in a text that is `{"id": …}` and no more; any other text, JSON or not, is an id itself.
fn id_of_json(text: &str) -> Option<String> {
    match text.starts_with('{').then(|| Json::parse(text)).flatten()? {
        Json::Object(pairs) if pairs.len() == 1 => Json::Object(pairs).str("id").and_then(told),
        _ => None,
    }
}

/// Which bit of the sieve a name falls through: by its length and two of its letters, which tell our names well apart.
fn hole(name: &str) -> (usize, u64) {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mix = letter(bytes.len() / 2)
        .wrapping_mul(31)
        .wrapping_add(letter(bytes.len().wrapping_sub(1)).wrapping_mul(7))
        .wrapping_add(bytes.len().to_le_bytes()[0].wrapping_mul(13));
    (usize::from(mix >> 6), 1 << (mix & 63))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::Attributes;
    use crate::ingest::meaning::names::{Bag, INPUT_TOKENS, Name, TAGS, THREAD, USER};

    fn map(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn the_conversation_is_the_first_that_is_named() {
        let long = "x".repeat(600);
        for (what, attributes, want) in [
            ("GenAI", json!({"gen_ai.conversation.id": "c", "langwatch.thread.id": "t"}), Some("c")),
            ("empty ones are none", json!({"gen_ai.conversation.id": "", "langwatch.thread.id": "t"}), Some("t")),
            (
                "LangWatch's metadata",
                json!({"metadata": r#"{"thread_id":"thread-1"}"#, "session.id": "s"}),
                Some("thread-1"),
            ),
            ("its second name", json!({"metadata": {"conversation_id": "c-1"}}), Some("c-1")),
            ("its third", json!({"metadata": r#"{"thread_id":null,"session_id":"s-1"}"#}), Some("s-1")),
            (
                "explicit before metadata",
                json!({"langwatch.thread_id": "e", "metadata": r#"{"thread_id":"m"}"#}),
                Some("e"),
            ),
            ("bare", json!({"thread_id": "b"}), Some("b")),
            ("LangGraph by LangWatch", json!({"langwatch.langgraph.thread_id": "g"}), Some("g")),
            ("Mastra", json!({"mastra.metadata.threadId": "m"}), Some("m")),
            (
                "Vercel",
                json!({"ai.telemetry.metadata.sessionId": "s", "ai.telemetry.metadata.conversationId": "v"}),
                Some("v"),
            ),
            ("Vercel's session", json!({"ai.telemetry.metadata.sessionId": "s"}), Some("s")),
            ("OpenInference", json!({"session.id": "s"}), Some("s")),
            ("LangGraph by Traceloop", json!({"traceloop.association.properties.thread_id": "t"}), Some("t")),
            ("last resort", json!({"traceloop.association.properties.session_id": "t", "session.id": "s"}), Some("s")),
            ("byte for byte", json!({"session.id": " ü/💬?#\n "}), Some(" ü/💬?#\n ")),
            ("a number", json!({"session.id": 42}), Some("42")),
            ("OpenAI's object", json!({"gen_ai.conversation.id": {"id": "conv_1"}}), Some("conv_1")),
            ("the same in a string", json!({"gen_ai.conversation.id": "{\"id\": \"conv_1\"}"}), Some("conv_1")),
            ("any other JSON is an id", json!({"session.id": "{\"a\":1}"}), Some("{\"a\":1}")),
            ("redacted", json!({"gen_ai.conversation.id": "[Filtered]"}), None),
            ("broken metadata", json!({"metadata": "{\"thread_id\":"}), None),
            ("not an id", json!({"session.id": true}), None),
            ("NUL", json!({"session.id": "a\0b"}), Some("a\u{fffd}b")),
            ("512 bytes", json!({"session.id": &long[..512]}), Some(&long[..512])),
        ] {
            assert_eq!(Attributes::of(&map(&attributes)).key(THREAD).as_deref(), want, "{what}");
        }
        let attributes = map(&json!({"session.id": long}));
        let hashed = Attributes::of(&attributes).key(THREAD).unwrap();
        assert_eq!(hashed, crate::domain::text::key(&long));
    }

    #[test]
    fn users_and_labels_are_found_likewise() {
        let attributes = map(&json!({"metadata": r#"{"user_id":"u-1","labels":["a","",7,"b"]}"#}));
        let attributes = Attributes::of(&attributes);
        assert_eq!(attributes.key(USER).as_deref(), Some("u-1"));
        assert_eq!(attributes.texts(TAGS), Some(vec!["a".to_owned(), "b".to_owned()]));
        let attributes = map(&json!({"tag.tags": "[\"x\"]"}));
        assert_eq!(Attributes::of(&attributes).texts(TAGS), Some(vec!["x".to_owned()]));
    }

    #[test]
    fn metrics_are_read_in_both_casings_and_wrapped() {
        for metrics in [
            json!({"prompt_tokens": 5}),
            json!({"promptTokens": 5}),
            json!(r#"{"type":"json","value":{"promptTokens":5}}"#),
            json!({"type": "json", "value": {"prompt_tokens": "5"}}),
        ] {
            let attributes = map(&json!({"langwatch.metrics": metrics}));
            assert_eq!(Attributes::of(&attributes).tokens(INPUT_TOKENS), Some(5), "{metrics}");
        }
    }

    #[test]
    fn no_name_is_lost_in_the_sieve() {
        let names: Vec<String> = (0..500).map(|n| format!("a.{n}.{}", "b".repeat(n % 300))).collect();
        let attributes: Map<String, Value> = names.iter().map(|name| (name.clone(), json!(name))).collect();
        let attributes = Attributes::of(&attributes);
        assert!(names.iter().all(|name| attributes.get(name).is_some()));
        assert_eq!((attributes.get(""), attributes.get("gen_ai.system")), (None, None));
        assert_eq!(attributes.text(&[Name::In(Bag::Metadata, "x")]), None);
    }
}
