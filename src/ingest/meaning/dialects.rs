//! Spans as the SDKs of each vendor report them, and what they mean.

use serde_json::{Value, json};
use time::macros::datetime;

use super::tests::raw;
use super::{Kind, understand};
use crate::domain::span::Span;
use crate::ingest::raw::RawSpan;

/// What matters of a span, one fact a line.
fn told(span: &Span) -> Value {
    let usage = span.usage.unwrap_or_default();
    json!({
        "kind": span.kind.map(Kind::as_str),
        "thread": span.thread,
        "user": span.user,
        "model": span.model,
        "provider": span.provider,
        "tokens": [usage.input_tokens, usage.output_tokens, usage.cache_read_tokens, usage.cache_write_tokens, usage.reasoning_tokens],
        "cost": span.cost.map(|cost| cost.0),
        "asked": span.asked,
        "answered": span.answered,
        "finish": span.finish,
        "tool": span.tool.as_ref().map(|tool| tool.name.clone()),
        "calls": span.calls.iter().map(|call| call.name.clone()).collect::<Vec<_>>(),
        "tags": span.tags,
    })
}

/// Asserts what a span means; what is not listed is nothing.
#[track_caller]
fn means(attributes: Value, want: Value) {
    let mut all = told(&Span::new(raw(json!({})).trace, raw(json!({})).id));
    let (Value::Object(all), Value::Object(want)) = (&mut all, want) else { panic!("facts by name") };
    all.extend(want);
    let came = RawSpan { started_at: Some(datetime!(2026-11-21 19:09:40 UTC)), ..raw(attributes) };
    assert_eq!(told(&understand(came)), Value::Object(all.clone()));
}

#[test]
fn openllmetry_of_today() {
    means(
        json!({
            "gen_ai.operation.name": "chat",
            "traceloop.workflow.name": "chat_interaction",
            "traceloop.association.properties.user_id": "u-1",
            "gen_ai.conversation.id": "session-123",
            "gen_ai.provider.name": "openai",
            "gen_ai.request.model": "gpt-4o",
            "gen_ai.response.model": "gpt-4o-2024-08-06",
            "gen_ai.input.messages": r#"[{"role":"user","parts":[{"type":"text","content":"hello"}]}]"#,
            "gen_ai.output.messages": r#"[{"role":"assistant","parts":[{"type":"text","content":"Echo: hello"}],"finish_reason":"stop"}]"#,
            "gen_ai.usage.input_tokens": 5,
            "gen_ai.usage.output_tokens": 2,
            "gen_ai.usage.cache_read.input_tokens": 2,
            "gen_ai.usage.total_tokens": 7,
            "gen_ai.usage.reasoning_tokens": 1,
            "gen_ai.response.finish_reasons": ["stop"],
        }),
        json!({
            "kind": "llm", "thread": "session-123", "user": "u-1", "model": "gpt-4o-2024-08-06", "provider": "openai",
            "tokens": [5, 2, 2, 0, 1], "asked": "hello", "answered": "Echo: hello", "finish": "stop",
        }),
    );
    means(
        json!({
            "traceloop.span.kind": "workflow",
            "traceloop.entity.name": "chat_interaction",
            "traceloop.entity.input": r#"{"args": ["hello"], "kwargs": {}}"#,
            "traceloop.entity.output": r#""Echo: hello""#,
        }),
        json!({"kind": "chain", "asked": "hello", "answered": "Echo: hello"}),
    );
}

#[test]
fn openllmetry_of_old() {
    means(
        json!({
            "llm.request.type": "chat",
            "gen_ai.system": "OpenAI",
            "traceloop.association.properties.chat_id": "chat-1",
            "gen_ai.request.model": "gpt-4o",
            "gen_ai.prompt.0.role": "system",
            "gen_ai.prompt.0.content": "be brief",
            "gen_ai.prompt.1.role": "user",
            "gen_ai.prompt.1.content": r#"[{"type": "text", "text": "weather?"}]"#,
            "gen_ai.prompt.2.role": "assistant",
            "gen_ai.prompt.2.tool_calls.0.id": "c1",
            "gen_ai.prompt.2.tool_calls.0.name": "get_weather",
            "gen_ai.prompt.2.tool_calls.0.arguments": "{}",
            "gen_ai.prompt.3.role": "tool",
            "gen_ai.prompt.3.tool_call_id": "c1",
            "gen_ai.prompt.3.content": "3C",
            "gen_ai.completion.0.role": "assistant",
            "gen_ai.completion.0.content": "It is 3C",
            "gen_ai.completion.0.finish_reason": "stop",
            "gen_ai.usage.prompt_tokens": 10,
            "gen_ai.usage.completion_tokens": 5,
            "llm.usage.total_tokens": 15,
            "gen_ai.usage.cache_read_input_tokens": 4,
        }),
        json!({
            "kind": "llm", "thread": "chat-1", "model": "gpt-4o", "provider": "OpenAI", "tokens": [10, 5, 4, 0, 0],
            "asked": "weather?", "answered": "It is 3C", "finish": "stop", "calls": [""],
        }),
    );
}

#[test]
fn openinference() {
    means(
        json!({
            "openinference.span.kind": "LLM",
            "session.id": "s-1",
            "user.id": "u-1",
            "llm.model_name": "gpt-4o",
            "llm.provider": "openai",
            "llm.system": "openai",
            "llm.input_messages.0.message.role": "user",
            "llm.input_messages.0.message.content": "weather?",
            "llm.output_messages.0.message.role": "assistant",
            "llm.output_messages.0.message.tool_calls.0.tool_call.id": "c1",
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "get_weather",
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": "{}",
            "llm.token_count.prompt": 10,
            "llm.token_count.completion": 5,
            "llm.token_count.prompt_details.cache_read": 3,
            "llm.token_count.prompt_details.cache_write": 2,
            "llm.token_count.completion_details.reasoning": 1,
            "llm.cost.total": 0.5,
            "llm.finish_reason": "tool_calls",
            "input.value": "{}",
            "input.mime_type": "application/json",
            "output.value": "{}",
            "tag.tags": ["a"],
        }),
        json!({
            "kind": "llm", "thread": "s-1", "user": "u-1", "model": "gpt-4o", "provider": "openai",
            "tokens": [10, 5, 3, 2, 1], "cost": 500_000_000, "asked": "weather?", "finish": "tool_calls",
            "calls": ["get_weather"], "tags": ["a"],
        }),
    );
}

#[test]
fn langwatch_for_python() {
    means(
        json!({
            "langwatch.span.type": "span",
            "metadata": r#"{"thread_id":"thread-1","user_id":"user-1","labels":["a"],"custom":"z"}"#,
            "langwatch.input": r#"{"type":"json","value":{"request":{"thread_id":"t-9","user_id":"u-9","message":"hello"}}}"#,
            "langwatch.output": r#"{"type":"json","value":{"reply":"Echo: hello"}}"#,
        }),
        json!({
            "kind": "chain", "thread": "thread-1", "user": "user-1", "asked": "hello", "answered": "Echo: hello", "tags": ["a"],
        }),
    );
    means(
        json!({
            "langwatch.span.type": "llm",
            "langwatch.input": r#"{"type":"chat_messages","value":[{"role":"user","content":"hello"}]}"#,
            "langwatch.output": r#"{"type":"chat_messages","value":[{"role":"assistant","content":"Echo"}]}"#,
            "gen_ai.request.model": "openai/gpt-4.1",
            "langwatch.metrics": r#"{"prompt_tokens":5,"completion_tokens":2,"cost":0.01}"#,
            "gen_ai.usage.prompt_tokens": 5,
            "gen_ai.usage.completion_tokens": 2,
        }),
        json!({
            "kind": "llm", "model": "openai/gpt-4.1", "tokens": [5, 2, 0, 0, 0], "cost": 10_000_000,
            "asked": "hello", "answered": "Echo",
        }),
    );
}

#[test]
fn langwatch_for_typescript() {
    means(
        json!({
            "langwatch.thread.id": "t-1",
            "langwatch.user.id": "u-1",
            "langwatch.span.type": "llm",
            "langwatch.input": r#"{"type":"text","value":"hello"}"#,
            "langwatch.output": r#"{"type":"text","value":"Echo"}"#,
            "langwatch.metrics": r#"{"type":"json","value":{"promptTokens":3,"completionTokens":2,"cost":0.001}}"#,
        }),
        json!({
            "kind": "llm", "thread": "t-1", "user": "u-1", "tokens": [3, 2, 0, 0, 0], "cost": 1_000_000,
            "asked": "hello", "answered": "Echo",
        }),
    );
}

#[test]
fn sentry_for_python_and_node() {
    means(
        json!({
            "sentry.op": "gen_ai.chat",
            "gen_ai.operation.name": "chat",
            "gen_ai.conversation.id": "sentry-conv-1",
            "user.id": "u-1",
            "gen_ai.system": "openai",
            "gen_ai.request.messages": r#"[{"role": "user", "content": "weather in Oslo?"}]"#,
            "gen_ai.response.text": r#"{"content":"3C","refusal":"None","tool_calls":"None"}"#,
            "gen_ai.usage.input_tokens": 7,
            "gen_ai.usage.input_tokens.cached": 3,
            "sentry.segment.id": "b417a1ce9c3cc4c3",
        }),
        json!({
            "kind": "llm", "thread": "sentry-conv-1", "user": "u-1", "provider": "openai", "tokens": [7, 0, 3, 0, 0],
            "asked": "weather in Oslo?", "answered": "3C",
        }),
    );
    means(
        json!({
            "sentry.op": "gen_ai.responses",
            "gen_ai.provider.name": "openai",
            "gen_ai.input.messages": "resp hi",
            "gen_ai.response.text": r#"[""]"#,
            "gen_ai.response.tool_calls": r#"[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]"#,
            "gen_ai.usage.cache_read.input_tokens": 3,
            "gen_ai.response.finish_reasons": r#"["tool_calls"]"#,
        }),
        json!({
            "kind": "llm", "provider": "openai", "tokens": [0, 0, 3, 0, 0], "asked": "resp hi", "finish": "tool_calls",
            "calls": ["get_weather"],
        }),
    );
    means(
        json!({"op": "gen_ai.execute_tool", "gen_ai.tool.name": "get_weather", "gen_ai.tool.input": "{}"}),
        json!({"kind": "tool", "tool": "get_weather"}),
    );
    means(
        json!({"sentry.op": "gen_ai.chat", "gen_ai.request.messages": "[Filtered]", "gen_ai.response.text": "[Filtered]"}),
        json!({"kind": "llm"}),
    );
}

#[test]
fn vercels_ai_sdk() {
    let common = json!({
        "ai.model.id": "gpt-4o",
        "ai.model.provider": "openai.chat",
        "ai.telemetry.metadata.sessionId": "s-1",
        "ai.telemetry.metadata.userId": "u-1",
        "ai.response.text": "It is 3C",
        "ai.response.finishReason": "stop",
        "ai.usage.promptTokens": 10,
        "ai.usage.completionTokens": 5,
    });
    let with = |more: Value| {
        let (Value::Object(mut all), Value::Object(more)) = (common.clone(), more) else { panic!("objects") };
        all.extend(more);
        Value::Object(all)
    };
    let meant = |kind: &str| {
        json!({
            "kind": kind, "thread": "s-1", "user": "u-1", "model": "gpt-4o", "provider": "openai.chat",
            "tokens": [10, 5, 0, 0, 0], "asked": "weather?", "answered": "It is 3C", "finish": "stop",
        })
    };
    means(with(json!({"ai.operationId": "ai.generateText", "ai.prompt": r#"{"prompt":"weather?"}"#})), meant("chain"));
    means(
        with(json!({
            "ai.operationId": "ai.generateText.doGenerate",
            "ai.prompt.messages": r#"[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"weather?"}]}]"#,
        })),
        meant("llm"),
    );
    means(
        json!({
            "ai.operationId": "ai.toolCall", "ai.toolCall.name": "get_weather", "ai.toolCall.id": "c1",
            "ai.toolCall.args": "{}", "ai.toolCall.result": "\"3C\"",
        }),
        json!({"kind": "tool", "tool": "get_weather"}),
    );
}
