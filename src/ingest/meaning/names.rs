//! The names under which each dialect says a thing, in order of preference: the first that says something usable wins.
//!
//! One table a concept, in the order of its reading in `understand`. A dialect that is new here needs lines, not code.

use self::Bag::{Metadata, Metrics, Parameters, Timestamps};
use self::Name::{At, In};

/// Where something may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// In the attribute of this name.
    At(&'static str),
    /// Under this key of an attribute that holds an object.
    In(Bag, &'static str),
}

/// An attribute that holds an object, mostly as JSON in a string; each is read once a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bag {
    /// `metadata`: of `LangWatch` for Python, and of `OpenInference`.
    Metadata,
    /// `langwatch.metrics`.
    Metrics,
    /// `langwatch.timestamps`.
    Timestamps,
    /// `llm.invocation_parameters`, of `OpenInference`: what a model was called with beside the messages.
    Parameters,
}

/// The conversation's id.
pub const THREAD: &[Name] = &[
    At("gen_ai.conversation.id"),
    At("langwatch.thread.id"),
    At("langwatch.thread_id"),
    At("thread_id"),
    In(Metadata, "thread_id"),
    In(Metadata, "conversation_id"),
    In(Metadata, "session_id"),
    At("metadata.thread_id"),
    At("metadata.conversation_id"),
    At("metadata.session_id"),
    At("langwatch.langgraph.thread_id"),
    At("mastra.metadata.threadId"),
    At("ai.telemetry.metadata.conversationId"),
    At("ai.telemetry.metadata.sessionId"),
    At("session.id"),
    At("langwatch.session.id"),
    At("traceloop.association.properties.session_id"),
    At("traceloop.association.properties.thread_id"),
    At("traceloop.association.properties.conversation_id"),
    At("traceloop.association.properties.chat_id"),
];

/// The user's id.
pub const USER: &[Name] = &[
    At("user.id"),
    At("enduser.id"),
    At("langwatch.user.id"),
    At("langwatch.user_id"),
    At("traceloop.association.properties.user_id"),
    In(Metadata, "user_id"),
    At("metadata.user_id"),
    At("ai.telemetry.metadata.userId"),
];

/// The model.
pub const MODEL: &[Name] = &[
    At("gen_ai.response.model"),
    At("gen_ai.request.model"),
    At("llm.response.model_name"),
    At("llm.model_name"),
    At("ai.response.model"),
    At("ai.model.id"),
    At("embedding.model_name"),
];

/// Who runs the model.
pub const PROVIDER: &[Name] =
    &[At("gen_ai.provider.name"), At("gen_ai.system"), At("llm.provider"), At("llm.system"), At("ai.model.provider")];

/// Tokens of input, cached ones included.
pub const INPUT_TOKENS: &[Name] = &[
    At("gen_ai.usage.input_tokens"),
    At("gen_ai.usage.prompt_tokens"),
    At("llm.token_count.prompt"),
    In(Metrics, "prompt_tokens"),
    In(Metrics, "promptTokens"),
    At("ai.usage.inputTokens"),
    At("ai.usage.promptTokens"),
    At("ai.usage.tokens"),
];

/// Tokens of output, reasoning included.
pub const OUTPUT_TOKENS: &[Name] = &[
    At("gen_ai.usage.output_tokens"),
    At("gen_ai.usage.completion_tokens"),
    At("llm.token_count.completion"),
    In(Metrics, "completion_tokens"),
    In(Metrics, "completionTokens"),
    At("ai.usage.outputTokens"),
    At("ai.usage.completionTokens"),
];

/// Those of the input that came from a cache.
pub const CACHE_READ_TOKENS: &[Name] = &[
    At("gen_ai.usage.cache_read.input_tokens"),
    At("gen_ai.usage.cache_read_input_tokens"),
    At("gen_ai.usage.input_tokens.cached"),
    At("llm.token_count.prompt_details.cache_read"),
    At("ai.usage.cachedInputTokens"),
    At("ai.usage.inputTokenDetails.cacheReadTokens"),
];

/// Those of the input that went into a cache.
pub const CACHE_WRITE_TOKENS: &[Name] = &[
    At("gen_ai.usage.cache_creation.input_tokens"),
    At("gen_ai.usage.cache_creation_input_tokens"),
    At("gen_ai.usage.input_tokens.cache_write"),
    At("llm.token_count.prompt_details.cache_write"),
    At("ai.usage.inputTokenDetails.cacheWriteTokens"),
];

/// Those of the output that are reasoning.
pub const REASONING_TOKENS: &[Name] = &[
    At("gen_ai.usage.reasoning.output_tokens"),
    At("gen_ai.usage.reasoning_tokens"),
    At("gen_ai.usage.output_tokens.reasoning"),
    At("llm.token_count.completion_details.reasoning"),
    At("ai.usage.reasoningTokens"),
    At("ai.usage.outputTokenDetails.reasoningTokens"),
];

/// The cost in US dollars.
pub const COST: &[Name] =
    &[In(Metrics, "cost"), At("langwatch.metrics.cost"), At("gen_ai.usage.cost"), At("llm.cost.total")];

/// Seconds until the first of the answer.
pub const FIRST_TOKEN_SECONDS: &[Name] =
    &[At("gen_ai.response.time_to_first_chunk"), At("gen_ai.response.time_to_first_token")];

/// Milliseconds until the first of the answer.
pub const FIRST_TOKEN_MS: &[Name] = &[At("ai.response.msToFirstChunk"), At("ai.stream.msToFirstChunk")];

/// The moment of the first of the answer.
pub const FIRST_TOKEN_AT: &[Name] =
    &[In(Timestamps, "first_token_at"), In(Timestamps, "firstTokenAt"), At("langwatch.timestamps.first_token_at")];

/// Why the model stopped.
pub const FINISH: &[Name] = &[
    At("gen_ai.response.finish_reasons"),
    At("llm.finish_reason"),
    At("ai.response.finishReason"),
    At("ai.finishReason"),
];

/// The provider's id of the answer.
pub const RESPONSE: &[Name] = &[At("gen_ai.response.id"), At("ai.response.id")];

/// The answer that a call goes on with, by that id: as the `GenAI` conventions have it, as they were first to have it,
/// as instrumentations of OpenAI for Python put it beside, and as OpenAI itself.
pub const PREVIOUS: &[Name] = &[
    At("gen_ai.request.previous_response.id"),
    At("gen_ai.request.previous_response_id"),
    At("gen_ai.openai.request.previous_response_id"),
    In(Parameters, "previous_response_id"),
];

/// The agent.
pub const AGENT: &[Name] = &[At("gen_ai.agent.name"), At("gen_ai.agent.id"), At("agent.name")];

/// The agent, by names that other spans use for something else.
pub const AGENT_OF_ITS_SPAN: &[Name] = &[At("traceloop.entity.name")];

/// What an agent is part of, where it has no name itself.
pub const PIPELINE: &[Name] = &[At("gen_ai.pipeline.name")];

/// A tool's name; where none says it, the span's own is taken.
pub const TOOL_NAME: &[Name] =
    &[At("gen_ai.tool.name"), At("tool.name"), At("ai.toolCall.name"), At("traceloop.entity.name")];

/// What pairs a tool's span with the call in a model's answer.
pub const TOOL_ID: &[Name] = &[At("gen_ai.tool.call.id"), At("ai.toolCall.id"), At("tool.id")];

/// What a tool was given.
pub const TOOL_ARGUMENTS: &[&str] = &[
    "gen_ai.tool.call.arguments",
    "gen_ai.tool.input",
    "ai.toolCall.args",
    "input.value",
    "traceloop.entity.input",
    "langwatch.input",
];

/// What a tool gave back.
pub const TOOL_RESULT: &[&str] = &[
    "gen_ai.tool.call.result",
    "gen_ai.tool.output",
    "ai.toolCall.result",
    "output.value",
    "traceloop.entity.output",
    "langwatch.output",
];

/// The environment; said of the span, else of its program.
pub const ENVIRONMENT: &[Name] =
    &[At("deployment.environment.name"), At("deployment.environment"), At("sentry.environment")];

/// The release; said of the span, else of its program.
pub const RELEASE: &[Name] = &[At("service.version"), At("sentry.release")];

/// Labels.
pub const TAGS: &[Name] = &[In(Metadata, "labels"), At("langwatch.labels"), At("langwatch.tags"), At("tag.tags")];

/// The type of what went wrong.
pub const FAULT_KIND: &[Name] = &[At("exception.type"), At("error.type")];

/// What went wrong, in words.
pub const FAULT_MESSAGE: &[Name] = &[At("exception.message"), At("error.message"), At("sentry.status.message")];

/// Sentry's segment.
pub const SEGMENT: &[Name] = &[At("sentry.segment.id")];

/// Where messages or a value may stand.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// In an attribute that holds a list of messages, or a bare text.
    Messages(&'static str),
    /// In attributes of their own, numbered behind this prefix: `gen_ai.prompt.0.role`.
    Numbered(&'static str),
    /// Plain text here, and tool calls there.
    Said {
        /// The words.
        text: &'static str,
        /// The calls, where they have an attribute.
        calls: Option<&'static str>,
    },
    /// In an attribute of any shape.
    Value {
        /// The value.
        at: &'static str,
        /// Its MIME type, where it has one; `text/plain` is not looked into.
        mime: Option<&'static str>,
    },
}

/// What went in.
pub const INPUT: &[Source] = &[
    Source::Messages("gen_ai.input.messages"),
    Source::Messages("gen_ai.request.messages"),
    Source::Numbered("gen_ai.prompt."),
    Source::Numbered("llm.input_messages."),
    Source::Messages("ai.prompt.messages"),
    Source::Value { at: "langwatch.input", mime: None },
    Source::Value { at: "traceloop.entity.input", mime: None },
    Source::Value { at: "input.value", mime: Some("input.mime_type") },
    Source::Value { at: "ai.prompt", mime: None },
    Source::Value { at: "gen_ai.prompt", mime: None },
];

/// What came out.
pub const OUTPUT: &[Source] = &[
    Source::Messages("gen_ai.output.messages"),
    Source::Said { text: "gen_ai.response.text", calls: Some("gen_ai.response.tool_calls") },
    Source::Numbered("gen_ai.completion."),
    Source::Numbered("llm.output_messages."),
    Source::Said { text: "ai.response.text", calls: Some("ai.response.toolCalls") },
    Source::Said { text: "ai.result.text", calls: Some("ai.result.toolCalls") },
    Source::Said { text: "ai.response.object", calls: None },
    Source::Said { text: "ai.result.object", calls: None },
    Source::Value { at: "langwatch.output", mime: None },
    Source::Value { at: "traceloop.entity.output", mime: None },
    Source::Value { at: "output.value", mime: Some("output.mime_type") },
    Source::Value { at: "gen_ai.completion", mime: None },
];

/// Instructions that stand apart from the messages of an input.
pub const SYSTEM: &str = "gen_ai.system_instructions";

/// Keys of an input value under which its text is looked for: names that programs give their parameters.
pub const INPUT_KEYS: &[&str] =
    &["messages", "message", "input", "question", "query", "prompt", "user", "text", "content", "request", "inputs"];

/// Keys of an output value under which its text is looked for.
pub const OUTPUT_KEYS: &[&str] = &[
    "choices",
    "messages",
    "generations",
    "output",
    "reply",
    "answer",
    "response",
    "assistant",
    "result",
    "text",
    "content",
    "message",
    "outputs",
];
