//! How traces become conversations: one rule for each way in which ids come late, twice, or contradict each other.

use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use serde_json::{Value, json};

use super::telling::{failed, llm, of_thread, span, trace};
use crate::support::app::{NOON, TestApp};

#[tokio::test]
async fn a_traced_turn_becomes_a_conversation_with_tokens_cost_and_badge() {
    let app = TestApp::new().await;
    app.told(&[of_thread(llm(1, 2, 1, 1, "Where is my order?", "On its way."), "session-1")]).await;
    let threads = app.threads().await;
    let [(thread, conversation)] = threads.as_slice() else { panic!("{threads:?}") };
    assert_eq!(thread, "session-1");
    assert_eq!(conversation["badge"], json!({"label": "Trace", "colour": "#60a5fa"}));
    assert_eq!(conversation["first_input"], "Where is my order?");
    assert_eq!(conversation["last_output"], "On its way.");
    assert_eq!((&conversation["llm_calls"], &conversation["span_count"]), (&json!(1), &json!(1)));
    assert_eq!(conversation["usage"]["total_tokens"], 15);
    // 10 tokens at 2.50 and 5 at 10.00 the million.
    assert_eq!(conversation["total_cost"], 0.000_075);
    assert_eq!(conversation["content_captured"], true);
    assert_eq!(app.said(conversation).await, ["user: Where is my order?", "assistant: On its way."]);
    app.adds_up().await;
}

#[tokio::test]
async fn an_id_spreads_over_its_trace_whenever_it_comes() {
    let app = TestApp::new().await;
    let workflow = || {
        let attributes = [("traceloop.span.kind", json!("workflow")), ("traceloop.entity.name", json!("support"))];
        span(1, 1, 0, 0, "support.workflow", &attributes)
    };
    // First a trace of which nobody knows whose it is.
    app.told(&[workflow(), llm(1, 2, 1, 1, "Hello", "Hi")]).await;
    assert_eq!(app.threads().await, []);
    // Then, after it was closed, a span that knows.
    app.told(&[of_thread(span(1, 3, 1, 2, "later", &[]), "late-1")]).await;
    let threads = app.threads().await;
    assert_eq!(threads.len(), 1, "{threads:?}");
    assert_eq!((&threads[0].0, &threads[0].1["span_count"]), (&"late-1".to_owned(), &json!(3)));
    assert_eq!(app.said(&threads[0].1).await, ["user: Hello", "assistant: Hi"]);
    app.adds_up().await;
}

#[tokio::test]
async fn one_id_over_three_traces_is_one_conversation_in_the_order_of_time() {
    let app = TestApp::new().await;
    for number in [3, 1, 2] {
        let (asked, answered) = (format!("question {number}"), format!("answer {number}"));
        app.told(&[of_thread(llm(number, 1, 0, number * 10, &asked, &answered), "s")]).await;
    }
    let threads = app.threads().await;
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].1["trace_count"], 3);
    assert_eq!(threads[0].1["usage"]["input_tokens"], 30);
    assert_eq!(
        (&threads[0].1["first_input"], &threads[0].1["last_output"]),
        (&json!("question 1"), &json!("answer 3"))
    );
    let want = ["user: question 1", "assistant: answer 1", "user: question 2", "assistant: answer 2"];
    assert_eq!(app.said(&threads[0].1).await[..4], want);
    app.adds_up().await;
}

#[tokio::test]
async fn an_answer_goes_before_the_question_of_the_same_moment_whichever_came_first() {
    for later_first in [true, false] {
        let app = TestApp::new().await;
        let mut turns =
            vec![of_thread(llm(1, 1, 0, 10, "first", "one"), "s"), of_thread(llm(2, 1, 0, 10, "second", "two"), "s")];
        turns[1]["startTimeUnixNano"] = turns[0]["endTimeUnixNano"].clone();
        let end: u64 = turns[0]["endTimeUnixNano"].as_str().unwrap().parse().unwrap();
        turns[1]["endTimeUnixNano"] = json!((end + 1_000_000).to_string());
        if later_first {
            turns.reverse();
        }
        for turn in turns {
            app.told(&[turn]).await;
        }
        let said = app.said(&app.threads().await[0].1).await;
        assert_eq!(said, ["user: first", "assistant: one", "user: second", "assistant: two"], "{later_first}");
    }
}

#[tokio::test]
async fn two_ids_in_one_trace_are_two_conversations_of_their_own_spans() {
    let app = TestApp::new().await;
    app.told(&[
        span(1, 1, 0, 0, "process", &[]),
        of_thread(llm(1, 2, 1, 1, "I am A", "Hello A"), "a"),
        of_thread(llm(1, 3, 1, 5, "I am B", "Hello B"), "b"),
        llm(1, 4, 3, 6, "I am B", "Hello again"),
    ])
    .await;
    let threads = app.threads().await;
    let spans: Vec<_> = threads.iter().map(|(thread, one)| (thread.as_str(), one["span_count"].as_i64())).collect();
    assert_eq!(spans, [("a", Some(1)), ("b", Some(2))]);
    assert_eq!(app.said(&threads[0].1).await, ["user: I am A", "assistant: Hello A"]);
    // The outer of two nested calls repeats what the inner took.
    assert_eq!(threads[1].1["usage"]["input_tokens"], 10);
    app.adds_up().await;
}

#[tokio::test]
async fn an_id_that_changes_takes_its_messages_along() {
    let app = TestApp::new().await;
    let said = llm(1, 2, 1, 1, "Hello", "Hi");
    app.told(&[of_thread(span(1, 1, 0, 0, "root", &[]), "first"), said.clone()]).await;
    let id = |threads: &[(String, Value)]| threads[0].1["id"].clone();
    let before = app.threads().await;
    let (_, messages) = app.get(&format!("/api/v1/conversations/{}/messages", id(&before).as_str().unwrap())).await;
    app.told(&[of_thread(said, "second")]).await;
    let threads = app.threads().await;
    let names: Vec<_> = threads.iter().map(|(thread, _)| thread.as_str()).collect();
    assert_eq!(names, ["first", "second"], "the root says of itself that it is the first");
    assert_eq!(app.said(&threads[0].1).await, Vec::<String>::new());
    assert_eq!(app.said(&threads[1].1).await, ["user: Hello", "assistant: Hi"]);
    let (_, after) = app.get(&format!("/api/v1/conversations/{}/messages", threads[1].1["id"].as_str().unwrap())).await;
    assert_eq!(messages["data"][0]["id"], after["data"][0]["id"], "and so its scores stay with it");
    app.adds_up().await;
}

#[tokio::test]
async fn a_failed_turn_keeps_the_question_and_shows_the_error() {
    let app = TestApp::new().await;
    app.told(&[failed(of_thread(llm(1, 1, 0, 1, "Why?", ""), "s"), "RateLimitError", "slow down")]).await;
    let threads = app.threads().await;
    assert_eq!(threads[0].1["errors"], 1);
    assert_eq!(app.said(&threads[0].1).await, ["user: Why?", "assistant:  (RateLimitError: slow down)"]);
    app.adds_up().await;
}

#[tokio::test]
async fn a_trace_without_words_is_counted_and_says_that_nothing_was_captured() {
    let app = TestApp::new().await;
    let attributes = [("gen_ai.operation.name", json!("chat")), ("gen_ai.usage.input_tokens", json!(7))];
    app.told(&[of_thread(span(1, 1, 0, 1, "chat", &attributes), "s")]).await;
    let (_, conversation) = &app.threads().await[0];
    assert_eq!((&conversation["content_captured"], &conversation["llm_calls"]), (&json!(false), &json!(1)));
    assert_eq!(conversation["usage"]["input_tokens"], 7);
    // No model, no price: unknown, not nothing.
    assert_eq!(conversation["total_cost"], Value::Null);
    app.adds_up().await;
}

#[tokio::test]
async fn a_trace_without_an_id_becomes_a_conversation_only_where_that_is_wanted() {
    let app = TestApp::new().await;
    let said = [llm(1, 1, 0, 1, "Hello", "Hi")];
    app.told(&said).await;
    assert_eq!(app.threads().await, []);
    let patch = app.request(reqwest::Method::PATCH, "/api/v1/ingest").json(&json!({"session_by_trace": true}));
    assert_eq!(crate::support::app::answer(patch).await.1["session_by_trace"], true);
    app.told(&said).await;
    let threads = app.threads().await;
    assert_eq!(threads[0].0, trace(1));
    app.adds_up().await;
}

#[tokio::test]
async fn a_user_is_the_customer_and_is_met_once() {
    let app = TestApp::new().await;
    let of_user = |number: u64| {
        let mut said = of_thread(llm(number, 1, 0, number, "Hello", "Hi"), &format!("s{number}"));
        let user = json!({"key": "user.id", "value": {"stringValue": "u-1"}});
        said["attributes"].as_array_mut().unwrap().push(user);
        said
    };
    app.told(&[of_user(1)]).await;
    app.told(&[of_user(2)]).await;
    let threads = app.threads().await;
    for (_, one) in &threads {
        assert_eq!((&one["customer"]["name"], &one["customer"]["user_id"]), (&json!("u-1"), &json!("u-1")));
    }
    let people: i64 = sqlx::query_scalar("select count(*) from customers").fetch_one(app.pool()).await.unwrap();
    assert_eq!((threads.len(), people), (2, 1));
}

/// Three conversations over four traces with tools, wrappers, a failure and an id that only one span knows.
fn history() -> Vec<Value> {
    let tool = |of, id, parent, second| {
        span(
            of,
            id,
            parent,
            second,
            "get_weather",
            &[
                ("gen_ai.operation.name", json!("execute_tool")),
                ("gen_ai.tool.name", json!("get_weather")),
                ("gen_ai.tool.call.id", json!("call-1")),
                ("gen_ai.tool.call.arguments", json!({"city": "Oslo"})),
                ("gen_ai.tool.call.result", json!("3C")),
            ],
        )
    };
    let agent = |of, id, second| {
        let name = [("gen_ai.operation.name", json!("invoke_agent")), ("gen_ai.agent.name", json!("helper"))];
        span(of, id, 0, second, "invoke_agent helper", &name)
    };
    vec![
        of_thread(agent(1, 1, 0), "a"),
        llm(1, 2, 1, 1, "weather in Oslo?", ""),
        tool(1, 3, 1, 2),
        llm(1, 4, 1, 3, "weather in Oslo?", "It is 3C."),
        of_thread(llm(2, 1, 0, 10, "thanks", "You are welcome."), "a"),
        span(3, 1, 0, 20, "POST /chat", &[]),
        of_thread(llm(3, 2, 1, 21, "hello b", "hello"), "b"),
        failed(of_thread(llm(3, 3, 1, 25, "hello c", ""), "c"), "Timeout", "too slow"),
        agent(4, 1, 30),
        of_thread(llm(4, 2, 1, 31, "again b", "yes"), "b"),
    ]
}

#[tokio::test]
async fn in_whatever_order_spans_come_and_however_often_the_record_is_the_same() {
    let straight = TestApp::new().await;
    straight.told(&history()).await;
    let want = straight.made().await;
    straight.adds_up().await;
    assert_eq!(want["conversations"].as_array().map(Vec::len), Some(3), "{want:#}");
    for seed in 0..6 {
        let app = TestApp::new().await;
        let mut random = rand::rngs::StdRng::seed_from_u64(seed);
        let mut spans = history();
        spans.extend(history().into_iter().take(4));
        spans.shuffle(&mut random);
        for part in spans.chunks(1 + usize::try_from(seed).unwrap() % 3) {
            app.tell(part).await;
            if seed % 2 == 0 {
                app.settled().await;
            }
        }
        app.settled().await;
        assert_eq!(app.made().await, want, "seed {seed}");
        app.adds_up().await;
    }
}

#[tokio::test]
async fn a_model_call_that_goes_on_in_another_trace_repeats_no_question() {
    let app = TestApp::new().await;
    let second = || {
        let history = json!([
            {"role": "user", "parts": [{"type": "text", "content": "weather?"}]},
            {"role": "assistant", "parts": [{"type": "tool_call", "id": "c1", "name": "get_weather", "arguments": {}}]},
            {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c1", "response": "3C"}]},
        ]);
        let said = json!([{"role": "assistant", "parts": [{"type": "text", "content": "It is 3C."}]}]);
        of_thread(
            span(
                2,
                1,
                0,
                5,
                "chat",
                &[
                    ("gen_ai.operation.name", json!("chat")),
                    ("gen_ai.input.messages", history),
                    ("gen_ai.output.messages", said),
                ],
            ),
            "s",
        )
    };
    let first = || of_thread(llm(1, 1, 0, 1, "weather?", ""), "s");
    let questions = |said: Vec<String>| said.into_iter().filter(|line| line.starts_with("user")).count();
    app.told(&[first()]).await;
    app.told(&[second()]).await;
    assert_eq!(questions(app.said(&app.threads().await[0].1).await), 1);
    let reversed = TestApp::new().await;
    reversed.told(&[second()]).await;
    assert_eq!(questions(reversed.said(&reversed.threads().await[0].1).await), 1, "nothing before it holds it");
    reversed.told(&[first()]).await;
    assert_eq!(questions(reversed.said(&reversed.threads().await[0].1).await), 1);
    reversed.adds_up().await;
    assert!(reversed.app.now() >= NOON);
}
