//! Spans as a test tells them, and what becomes of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::app::{TestApp, answer};

/// A trace of 32 hexadecimal digits, known by a number.
pub fn trace(number: u64) -> String {
    format!("{:032x}", 0xa000_0000_0000_0000_0000_u128 + u128::from(number))
}

/// A span as OpenTelemetry's JSON has it; begins at `second` after noon and takes half a second.
pub fn span(of: u64, id: u64, parent: u64, second: u64, name: &str, attributes: &[(&str, Value)]) -> Value {
    let start = 1_772_366_400_000_000_000_u64 + second * 1_000_000_000;
    let attributes: Vec<Value> = attributes
        .iter()
        .map(|(key, value)| {
            let value = match value {
                Value::String(text) => json!({"stringValue": text}),
                Value::Number(number) if number.is_i64() || number.is_u64() => json!({"intValue": number.to_string()}),
                Value::Number(number) => json!({"doubleValue": number}),
                Value::Bool(is) => json!({"boolValue": is}),
                other => json!({"stringValue": other.to_string()}),
            };
            json!({"key": key, "value": value})
        })
        .collect();
    let mut span = json!({
        "traceId": trace(of), "spanId": format!("{id:016x}"), "name": name, "kind": 3,
        "startTimeUnixNano": start.to_string(), "endTimeUnixNano": (start + 500_000_000).to_string(),
        "attributes": attributes, "status": {},
    });
    if parent > 0 {
        span["parentSpanId"] = json!(format!("{parent:016x}"));
    }
    span
}

/// A model's span: 10 tokens in, 5 out, of `gpt-4o`, asked and answered; without an id of its own.
pub fn llm(of: u64, id: u64, parent: u64, second: u64, asked: &str, answered: &str) -> Value {
    let mut attributes = vec![
        ("gen_ai.operation.name", json!("chat")),
        ("gen_ai.provider.name", json!("openai")),
        ("gen_ai.request.model", json!("gpt-4o")),
        ("gen_ai.usage.input_tokens", json!(10)),
        ("gen_ai.usage.output_tokens", json!(5)),
        ("gen_ai.input.messages", json!([{"role": "user", "parts": [{"type": "text", "content": asked}]}])),
    ];
    if !answered.is_empty() {
        let said = json!([{"role": "assistant", "parts": [{"type": "text", "content": answered}]}]);
        attributes.push(("gen_ai.output.messages", said));
    }
    span(of, id, parent, second, "chat gpt-4o", &attributes)
}

/// The same span in a conversation that it names.
pub fn of_thread(mut span: Value, thread: &str) -> Value {
    let id = json!({"key": "gen_ai.conversation.id", "value": {"stringValue": thread}});
    span["attributes"].as_array_mut().unwrap().push(id);
    span
}

/// The same span, failed.
pub fn failed(mut span: Value, kind: &str, message: &str) -> Value {
    span["status"] = json!({"code": 2, "message": message});
    span["events"] = json!([{"name": "exception", "timeUnixNano": span["endTimeUnixNano"], "attributes": [
        {"key": "exception.type", "value": {"stringValue": kind}},
        {"key": "exception.message", "value": {"stringValue": message}},
    ]}]);
    span
}

/// A report of these spans.
pub fn report(spans: &[Value]) -> Value {
    json!({"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop-bot"}}]},
        "scopeSpans": [{"scope": {"name": "test", "version": "1"}, "spans": spans}],
    }]})
}

impl TestApp {
    /// Reports spans and has their traces worked out.
    pub async fn told(&self, spans: &[Value]) {
        self.tell(spans).await;
        self.settled().await;
    }

    /// Reports spans, which must be taken.
    pub async fn tell(&self, spans: &[Value]) {
        let (status, body) = answer(self.request(Method::POST, "/v1/traces").json(&report(spans))).await;
        assert_eq!((status, &body), (200, &json!({})), "{spans:?}");
    }

    /// Has all traces worked out of which spans came.
    pub async fn settled(&self) {
        while self.app.recorder.settle().await.unwrap() > 0 {}
    }

    /// The conversations made of traces or joined by them, by thread id: `(thread id, conversation)`.
    pub async fn threads(&self) -> Vec<(String, Value)> {
        let (status, list) = self.get("/api/v1/conversations?include_test=true&limit=100").await;
        assert_eq!(status, 200, "{list}");
        let mut threads: Vec<(String, Value)> = (list["data"].as_array().unwrap().iter())
            .map(|one| (one["thread_id"].as_str().unwrap().to_owned(), one.clone()))
            .collect();
        threads.sort_by(|one, other| one.0.cmp(&other.0));
        threads
    }

    /// What was said in a conversation, as `role: words`.
    pub async fn said(&self, conversation: &Value) -> Vec<String> {
        let path = format!("/api/v1/conversations/{}/messages?limit=100", conversation["id"].as_str().unwrap());
        let (status, messages) = self.get(&path).await;
        assert_eq!(status, 200, "{messages}");
        let line = |message: &Value| {
            let error = message["error"].as_str().map(|error| format!(" ({error})")).unwrap_or_default();
            format!("{}: {}{error}", message["role"].as_str().unwrap(), message["content"].as_str().unwrap())
        };
        messages["data"].as_array().unwrap().iter().map(line).collect()
    }

    /// Everything that traces made, whatever ids it got: what must be the same in whatever order they came.
    pub async fn made(&self) -> Value {
        sqlx::query_scalar(
            "select jsonb_build_object(
               'conversations', (select jsonb_agg(jsonb_build_object('thread', thread_key, 'type', type,
                 'messages', message_count, 'asked', user_message_count, 'input', input_tokens, 'output', output_tokens,
                 'cost', cost_nanos, 'calls', llm_calls, 'tools', tool_calls, 'errors', error_count,
                 'spans', span_count, 'traces', trace_count, 'agents', agents, 'first', first_input,
                 'last', last_output, 'preview', preview, 'started', started_at, 'active', last_activity_at,
                 'customer', (select name from customers u where u.id = c.customer_id)) order by thread_key)
                 from conversations c),
               'messages', (select jsonb_agg(jsonb_build_array(c.thread_key, m.role, m.body, m.sent_at, m.model,
                 m.cost_nanos, m.error, m.tool_calls) order by c.thread_key, m.sent_at, m.role, m.body)
                 from messages m join conversations c on c.id = m.conversation_id),
               'spans', (select jsonb_agg(jsonb_build_array(trace_id, id, thread, kind, asked, answered)
                 order by trace_id, id) from spans))",
        )
        .fetch_one(self.pool())
        .await
        .unwrap()
    }

    /// Nothing that is counted differs from what there is.
    pub async fn adds_up(&self) {
        assert_eq!(crate::support::facts::contradictions(self.pool()).await, Vec::<String>::new());
        let wrong: Vec<String> = sqlx::query_scalar(
            "select c.thread_key from conversations c left join (
               select conversation_id, sum(spans) as spans, count(*) as traces from conversation_traces group by 1) t
               on t.conversation_id = c.id
             where (c.span_count, c.trace_count) is distinct from (coalesce(t.spans, 0), coalesce(t.traces, 0))",
        )
        .fetch_all(self.pool())
        .await
        .unwrap();
        assert_eq!(wrong, Vec::<String>::new(), "spans and traces of conversations");
    }
}
