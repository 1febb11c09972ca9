//! What a span is, by the words of each dialect.

use super::attributes::Attributes;
use crate::domain::span::Kind;

/// What a span says itself to be; `Other` where it says nothing that we know.
pub fn kind(attributes: &Attributes<'_>) -> Kind {
    KIND.iter()
        .find_map(|(name, words)| {
            let said = attributes.get(name)?.as_str()?;
            words.iter().find(|(word, _)| word.eq_ignore_ascii_case(said)).map(|(_, kind)| *kind)
        })
        .unwrap_or(Kind::Other)
}

/// Attributes that tell a span's kind, in order of preference, each with its words in lower case.
const KIND: &[(&str, &[(&str, Kind)])] = &[
    ("gen_ai.operation.name", OPERATION),
    ("sentry.op", SENTRY_OP),
    ("op", SENTRY_OP),
    ("ai.operationId", VERCEL),
    (
        "traceloop.span.kind",
        &[("workflow", Kind::Chain), ("task", Kind::Chain), ("agent", Kind::Agent), ("tool", Kind::Tool)],
    ),
    ("openinference.span.kind", OPENINFERENCE),
    ("langwatch.span.type", LANGWATCH),
    (
        "llm.request.type",
        &[("chat", Kind::Llm), ("completion", Kind::Llm), ("embedding", Kind::Embedding), ("rerank", Kind::Retrieval)],
    ),
];

const OPERATION: &[(&str, Kind)] = &[
    ("chat", Kind::Llm),
    ("text_completion", Kind::Llm),
    ("generate_content", Kind::Llm),
    ("responses", Kind::Llm),
    ("execute_tool", Kind::Tool),
    ("invoke_agent", Kind::Agent),
    ("create_agent", Kind::Agent),
    ("invoke_workflow", Kind::Chain),
    ("embeddings", Kind::Embedding),
    ("retrieval", Kind::Retrieval),
];

/// The same words behind `gen_ai.`, and those that Sentry gives Vercel's operations.
const SENTRY_OP: &[(&str, Kind)] = &[
    ("gen_ai.chat", Kind::Llm),
    ("gen_ai.text_completion", Kind::Llm),
    ("gen_ai.generate_content", Kind::Llm),
    ("gen_ai.responses", Kind::Llm),
    ("gen_ai.generate_text", Kind::Llm),
    ("gen_ai.stream_text", Kind::Llm),
    ("gen_ai.generate_object", Kind::Llm),
    ("gen_ai.stream_object", Kind::Llm),
    ("gen_ai.execute_tool", Kind::Tool),
    ("gen_ai.invoke_agent", Kind::Agent),
    ("gen_ai.create_agent", Kind::Agent),
    ("gen_ai.invoke_workflow", Kind::Chain),
    ("gen_ai.pipeline", Kind::Chain),
    ("gen_ai.embeddings", Kind::Embedding),
    ("gen_ai.embed", Kind::Embedding),
    ("gen_ai.embed_many", Kind::Embedding),
    ("gen_ai.retrieval", Kind::Retrieval),
];

/// `ai.generateText` and its like wrap the requests that they make, which are spans of their own.
const VERCEL: &[(&str, Kind)] = &[
    ("ai.generatetext.dogenerate", Kind::Llm),
    ("ai.streamtext.dostream", Kind::Llm),
    ("ai.generateobject.dogenerate", Kind::Llm),
    ("ai.streamobject.dostream", Kind::Llm),
    ("ai.toolcall", Kind::Tool),
    ("ai.generatetext", Kind::Chain),
    ("ai.streamtext", Kind::Chain),
    ("ai.generateobject", Kind::Chain),
    ("ai.streamobject", Kind::Chain),
    ("ai.embed.doembed", Kind::Embedding),
    ("ai.embedmany.doembed", Kind::Embedding),
    ("ai.embed", Kind::Chain),
    ("ai.embedmany", Kind::Chain),
];

const OPENINFERENCE: &[(&str, Kind)] = &[
    ("llm", Kind::Llm),
    ("tool", Kind::Tool),
    ("agent", Kind::Agent),
    ("chain", Kind::Chain),
    ("retriever", Kind::Retrieval),
    ("reranker", Kind::Retrieval),
    ("embedding", Kind::Embedding),
    ("guardrail", Kind::Guardrail),
    ("evaluator", Kind::Evaluation),
];

/// `span` is what a traced handler is by default, and often all that there is of a turn.
const LANGWATCH: &[(&str, Kind)] = &[
    ("llm", Kind::Llm),
    ("tool", Kind::Tool),
    ("agent", Kind::Agent),
    ("chain", Kind::Chain),
    ("span", Kind::Chain),
    ("workflow", Kind::Chain),
    ("component", Kind::Chain),
    ("module", Kind::Chain),
    ("task", Kind::Chain),
    ("rag", Kind::Retrieval),
    ("evaluation", Kind::Evaluation),
    ("guardrail", Kind::Guardrail),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Attributes, Kind, kind};

    #[test]
    fn each_dialect_has_its_words() {
        for (what, attributes, want) in [
            ("GenAI", json!({"gen_ai.operation.name": "chat"}), Kind::Llm),
            ("GenAI, an agent", json!({"gen_ai.operation.name": "invoke_agent"}), Kind::Agent),
            ("GenAI, a tool", json!({"gen_ai.operation.name": "execute_tool"}), Kind::Tool),
            ("GenAI, a workflow", json!({"gen_ai.operation.name": "invoke_workflow"}), Kind::Chain),
            ("GenAI, embeddings", json!({"gen_ai.operation.name": "embeddings"}), Kind::Embedding),
            ("Sentry", json!({"sentry.op": "gen_ai.responses"}), Kind::Llm),
            ("Sentry, shape B", json!({"op": "gen_ai.execute_tool"}), Kind::Tool),
            ("Sentry, noise", json!({"sentry.op": "http.client"}), Kind::Other),
            ("Vercel, the wrapper", json!({"ai.operationId": "ai.generateText"}), Kind::Chain),
            ("Vercel, the request", json!({"ai.operationId": "ai.generateText.doGenerate"}), Kind::Llm),
            ("Vercel, streamed", json!({"ai.operationId": "ai.streamText.doStream"}), Kind::Llm),
            ("Vercel, a tool", json!({"ai.operationId": "ai.toolCall"}), Kind::Tool),
            ("Traceloop", json!({"traceloop.span.kind": "workflow"}), Kind::Chain),
            ("Traceloop of old", json!({"llm.request.type": "chat"}), Kind::Llm),
            ("OpenInference", json!({"openinference.span.kind": "RETRIEVER"}), Kind::Retrieval),
            ("LangWatch", json!({"langwatch.span.type": "span"}), Kind::Chain),
            ("LangWatch, a guardrail", json!({"langwatch.span.type": "guardrail"}), Kind::Guardrail),
            (
                "the newest name wins",
                json!({"gen_ai.operation.name": "chat", "langwatch.span.type": "tool"}),
                Kind::Llm,
            ),
            ("an unknown word passes on", json!({"gen_ai.operation.name": "x", "llm.request.type": "chat"}), Kind::Llm),
            ("not a word", json!({"gen_ai.operation.name": 7}), Kind::Other),
            ("nothing", json!({}), Kind::Other),
        ] {
            assert_eq!(kind(&Attributes::of(attributes.as_object().unwrap())), want, "{what}");
        }
    }
}
