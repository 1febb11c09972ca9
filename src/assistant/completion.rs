//! One chat completion, gathered from its chunks or said at once; pure. Whatever a provider leaves out or adds is borne.

use serde_json::Value;

use super::{AssistantError, Done, ToolCall};
use crate::domain::text;
use crate::domain::usage::Usage;

/// Most tool calls that are kept of one answer.
const CALLS: usize = 128;

/// What the chunks said so far.
#[derive(Debug, Default)]
pub struct Completion {
    done: Done,
    /// Whether any chunk was understood.
    begun: bool,
    /// Whether the model said that it has ended.
    ended: bool,
    /// Whether the mark came after which nothing comes.
    closed: bool,
}

impl Completion {
    /// Takes the data of one event, or a whole completion, and gives the text in it, if any.
    ///
    /// # Errors
    /// [`AssistantError::Reported`] for an error in place of a chunk, [`AssistantError::Garbled`] for what is no JSON
    /// object.
    pub fn take(&mut self, data: &[u8]) -> Result<Option<String>, AssistantError> {
        if data.trim_ascii() == b"[DONE]" {
            self.ended = self.begun;
            self.closed = true;
            return Ok(None);
        }
        let chunk: Value = serde_json::from_slice(data).map_err(|_| AssistantError::Garbled)?;
        if !chunk.is_object() {
            return Err(AssistantError::Garbled);
        }
        if let Some(error) = chunk.get("error").filter(|error| !error.is_null()) {
            return Err(AssistantError::Reported { word: word(error) });
        }
        self.begun = true;
        if let Some(model) = chunk["model"].as_str().filter(|model| !model.is_empty()) {
            self.done.model = Some(text::clean(text::cut(model, 200)));
        }
        // Some providers repeat a growing count with each chunk: the last one counts.
        if chunk["usage"].is_object() {
            self.done.usage = usage(&chunk["usage"]);
        }
        let choice = &chunk["choices"][0];
        if let Some(finish) = choice["finish_reason"].as_str() {
            self.done.finish = Some(text::clean(text::cut(finish, 40)));
            self.ended = true;
        }
        let is_whole = choice["message"].is_object();
        self.ended |= is_whole;
        let delta = &choice[if is_whole { "message" } else { "delta" }];
        for (position, call) in delta["tool_calls"].as_array().into_iter().flatten().enumerate() {
            self.call(call, is_whole.then_some(position));
        }
        let said = delta["content"].as_str().or_else(|| delta["refusal"].as_str()).unwrap_or("");
        Ok((!said.is_empty()).then(|| text::clean(said)))
    }

    /// Whether the model said that it has ended; more chunks may bring the usage.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Whether the mark came after which nothing comes, not even the end of the connection.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether any chunk was understood.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.begun
    }

    /// All that is known at the end; `model` stands in where no chunk named one.
    #[must_use]
    pub fn into_done(mut self, model: &str) -> Done {
        self.done.model.get_or_insert_with(|| model.to_owned());
        self.done
    }

    /// One part of a tool call: the first names it, the others bring its arguments piece by piece.
    fn call(&mut self, part: &Value, position: Option<usize>) {
        let calls = &mut self.done.calls;
        let last = calls.len().saturating_sub(1);
        let given = part["index"].as_u64().map(|index| usize::try_from(index).unwrap_or(usize::MAX));
        let index = position.or(given).unwrap_or(last);
        if index >= CALLS {
            return;
        }
        if calls.len() <= index {
            calls.resize_with(index + 1, ToolCall::default);
        }
        let call = &mut calls[index];
        let add = |to: &mut String, value: &Value| to.push_str(&text::clean(value.as_str().unwrap_or("")));
        if call.id.is_empty() {
            add(&mut call.id, &part["id"]);
        }
        // Some say the name again with each piece of the arguments.
        if part["function"]["name"] != *call.name {
            add(&mut call.name, &part["function"]["name"]);
        }
        add(&mut call.arguments, &part["function"]["arguments"]);
    }
}

/// The word by which an API names its error (`code`, else `type`); its sentence is left out, since some quote the key.
#[must_use]
pub fn word(error: &Value) -> Option<String> {
    let found = error["code"].as_str().or_else(|| error["type"].as_str())?;
    let plain = found.len() <= 60 && found.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    (plain && !found.is_empty()).then(|| found.to_owned())
}

fn usage(counted: &Value) -> Usage {
    let count = |pointer: &str| {
        let found = counted.pointer(pointer).and_then(Value::as_u64).unwrap_or(0);
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let input = count("/prompt_tokens");
    Usage {
        input_tokens: input,
        // Some, such as xAI, leave reasoning out of the completion and count it in the total alone.
        output_tokens: count("/completion_tokens").max(count("/total_tokens").saturating_sub(input)),
        cache_read_tokens: count("/prompt_tokens_details/cached_tokens"),
        cache_write_tokens: count("/prompt_tokens_details/cache_write_tokens"),
        reasoning_tokens: count("/completion_tokens_details/reasoning_tokens"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{AssistantError, Completion, ToolCall, usage, word};

    #[test]
    fn chunks_become_one_answer() {
        let mut completion = Completion::default();
        let chunks = [
            json!({"model": "m-1", "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]}),
            json!({"choices": [{"delta": {"content": "Hel"}}], "usage": null}),
            json!({"choices": [{"delta": {"content": "lo\u{0}"}}]}),
            json!({"choices": [{"delta": {"tool_calls": [
                {"index": 0, "id": "c1", "function": {"name": "find", "arguments": ""}},
                {"index": 1, "id": "c2", "function": {"name": "book", "arguments": "{}"}}]}}]}),
            json!({"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"arguments": "{\"a\":1}"}}]}}]}),
            json!({"choices": [{"delta": {}, "finish_reason": "tool_calls"}]}),
            json!({"choices": [], "usage": {"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42,
                "prompt_tokens_details": {"cached_tokens": 20}, "completion_tokens_details": {"reasoning_tokens": 5}}}),
        ];
        let mut said = String::new();
        for chunk in chunks {
            said.extend(completion.take(chunk.to_string().as_bytes()).unwrap());
        }
        assert_eq!(completion.take(b"[DONE]"), Ok(None));
        assert!(completion.has_ended());
        let done = completion.into_done("asked-for");
        assert_eq!(said, "Hello\u{fffd}");
        assert_eq!((done.model.as_deref(), done.finish.as_deref()), (Some("m-1"), Some("tool_calls")));
        let usage = done.usage;
        assert_eq!((usage.input_tokens, usage.output_tokens), (30, 12));
        assert_eq!((usage.cache_read_tokens, usage.reasoning_tokens), (20, 5));
        let call = |id: &str, name: &str, arguments: &str| ToolCall {
            id: id.into(),
            name: name.into(),
            arguments: arguments.into(),
        };
        assert_eq!(done.calls, [call("c1", "find", "{\"a\":1}"), call("c2", "book", "{}")]);
    }

    #[test]
    fn a_whole_completion_is_taken_as_its_chunks_are() {
        let mut completion = Completion::default();
        let whole = json!({"model": "m-1", "usage": {"prompt_tokens": 30, "completion_tokens": 12}, "choices": [
            {"finish_reason": null, "message": {"role": "assistant", "content": "Hello", "tool_calls": [
                {"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{}"}},
                {"id": "c2", "type": "function", "function": {"name": "find", "arguments": "{\"a\":1}"}}]}}]});
        assert_eq!(completion.take(whole.to_string().as_bytes()), Ok(Some("Hello".to_owned())));
        assert!(completion.has_ended());
        let done = completion.into_done("asked-for");
        let calls: Vec<_> = done.calls.iter().map(|call| (&*call.id, &*call.name, &*call.arguments)).collect();
        assert_eq!(calls, [("c1", "find", "{}"), ("c2", "find", "{\"a\":1}")]);
        assert_eq!((done.usage.input_tokens, done.usage.output_tokens), (30, 12));
    }

    #[test]
    fn a_name_that_is_said_again_with_each_piece_is_one_name() {
        for (names, want) in
            [(["find", "find", "find"], "find"), (["fi", "nd", ""], "find"), (["find", "", ""], "find")]
        {
            let mut completion = Completion::default();
            for (name, piece) in names.into_iter().zip(["{", "\"a\":1", "}"]) {
                let part = json!({"index": 0, "id": "c1", "function": {"name": name, "arguments": piece}});
                completion
                    .take(json!({"choices": [{"delta": {"tool_calls": [part]}}]}).to_string().as_bytes())
                    .unwrap();
            }
            let done = completion.into_done("m");
            assert_eq!((&*done.calls[0].name, &*done.calls[0].arguments), (want, "{\"a\":1}"), "{names:?}");
        }
    }

    #[test]
    fn what_is_no_completion_is_told_apart() {
        let reported = |word: Option<&str>| AssistantError::Reported { word: word.map(str::to_owned) };
        for (what, data, want) in [
            ("no JSON", "<html>", AssistantError::Garbled),
            ("no object", "[1]", AssistantError::Garbled),
            ("an error", r#"{"error":{"code":"overloaded","message":"key sk-1"}}"#, reported(Some("overloaded"))),
            ("an error in words", r#"{"error":"busy"}"#, reported(None)),
        ] {
            assert_eq!(Completion::default().take(data.as_bytes()), Err(want), "{what}");
        }
        let mut empty = Completion::default();
        assert_eq!(empty.take(b"[DONE]"), Ok(None));
        assert!(!empty.has_ended(), "an end without a beginning is no answer");
    }

    #[test]
    fn odd_shapes_are_borne() {
        for odd in [
            json!({}),
            json!({"choices": {}}),
            json!({"choices": [{"delta": {"content": 5, "tool_calls": 7}}], "usage": {"prompt_tokens": -1}}),
            json!({"choices": [{"delta": {"tool_calls": [{"index": 99_999_999_999_u64}, {"function": null}]}}]}),
        ] {
            assert_eq!(Completion::default().take(odd.to_string().as_bytes()), Ok(None), "{odd}");
        }
    }

    #[test]
    fn reasoning_is_output_however_it_is_counted() {
        for (what, counted, want) in [
            (
                "in the completion",
                json!({"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42,
                    "completion_tokens_details": {"reasoning_tokens": 5}}),
                (12, 5),
            ),
            (
                "beside it",
                json!({"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 47,
                    "completion_tokens_details": {"reasoning_tokens": 5}}),
                (17, 5),
            ),
            ("in the total alone", json!({"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 47}), (17, 0)),
            ("without a total", json!({"prompt_tokens": 30, "completion_tokens": 12}), (12, 0)),
            ("with an odd total", json!({"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 7}), (12, 0)),
        ] {
            let found = usage(&counted);
            assert_eq!((found.output_tokens, found.reasoning_tokens), want, "{what}");
        }
        let written = json!({"prompt_tokens": 30, "prompt_tokens_details": {"cache_write_tokens": 9}});
        assert_eq!(usage(&written).cache_write_tokens, 9);
    }

    #[test]
    fn only_a_plain_word_goes_on_record() {
        for (error, want) in [
            (json!({"code": "model_not_found"}), Some("model_not_found")),
            (json!({"code": null, "type": "invalid_request_error"}), Some("invalid_request_error")),
            (json!({"code": "key sk-123 is wrong"}), None),
            (json!({"code": 404}), None),
            (json!("busy"), None),
        ] {
            assert_eq!(word(&error).as_deref(), want, "{error}");
        }
    }
}
