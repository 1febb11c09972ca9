//! Which conversation a span names, and which answer it goes on with.

use super::attributes::Attributes;
use super::names;

/// How the ids of answers begin that a call of OpenAI's Responses API can go on with.
const ANSWER: &str = "resp_";

/// The conversation's id and the id of the answer before. Sentry for JavaScript tells the one as the other from 10.33
/// on to before 11: every turn would be a conversation.
pub fn named(attributes: &Attributes<'_>) -> (Option<String>, Option<String>) {
    let mut thread = attributes.key(names::THREAD);
    let answer = thread.take_if(|id| id.starts_with(ANSWER));
    if answer.is_some() {
        thread = attributes.key(names::THREAD.get(1..).unwrap_or_default());
    }
    (thread, attributes.label(names::PREVIOUS).or(answer))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::attributes::Attributes;
    use super::named;

    #[test]
    fn an_answer_is_no_conversation() {
        for (attributes, thread, previous) in [
            (json!({"gen_ai.conversation.id": "conv_1"}), Some("conv_1"), None),
            (json!({"gen_ai.conversation.id": "resp_1"}), None, Some("resp_1")),
            (json!({"gen_ai.conversation.id": "resp_1", "session.id": "s"}), Some("s"), Some("resp_1")),
            (json!({"gen_ai.request.previous_response.id": "resp_1"}), None, Some("resp_1")),
            (json!({"gen_ai.request.previous_response_id": "r-1", "session.id": "s"}), Some("s"), Some("r-1")),
            (json!({"gen_ai.openai.request.previous_response_id": "resp_1"}), None, Some("resp_1")),
            (json!({"llm.invocation_parameters": r#"{"previous_response_id":"resp_1"}"#}), None, Some("resp_1")),
            (json!({"llm.invocation_parameters": r#"{"previous_response_id":null}"#}), None, None),
            (json!({"gen_ai.request.previous_response_id": ""}), None, None),
        ] {
            let map = attributes.as_object().unwrap();
            let found = named(&Attributes::of(map));
            assert_eq!((found.0.as_deref(), found.1.as_deref()), (thread, previous), "{attributes}");
        }
    }
}
