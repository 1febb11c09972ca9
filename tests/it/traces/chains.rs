//! Turns that name no conversation, but the answer that they go on with: a chain of them is one conversation.

use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use reqwest::Method;
use serde_json::{Value, json};

use super::telling::{llm, of_thread, span};
use crate::support::app::{TestApp, answer};

const PREVIOUS: &str = "gen_ai.request.previous_response.id";

/// A turn in a trace of its own, of which the answer `resp_{number}` came, with what else it says.
fn turn(number: u64, attributes: &[(&str, Value)]) -> Value {
    let mut told = llm(number, 1, 0, number * 10, &format!("question {number}"), &format!("answer {number}"));
    let more =
        span(number, 1, 0, 0, "", &[&[("gen_ai.response.id", json!(format!("resp_{number}")))], attributes].concat());
    told["attributes"].as_array_mut().unwrap().extend(more["attributes"].as_array().unwrap().clone());
    told
}

/// The turn that goes on with the one before it.
fn next(number: u64) -> Value {
    turn(number, &[(PREVIOUS, json!(format!("resp_{}", number - 1)))])
}

/// Each conversation, and how many messages it has.
async fn conversations(app: &TestApp) -> Vec<(String, i64)> {
    let threads = app.threads().await;
    threads.into_iter().map(|(thread, one)| (thread, one["message_count"].as_i64().unwrap())).collect()
}

#[tokio::test]
async fn a_chain_is_one_conversation_in_whatever_order_it_comes() {
    let app = TestApp::new().await;
    let chain = || vec![turn(1, &[]), next(2), next(3), next(4)];
    for told in chain() {
        app.told(&[told]).await;
    }
    assert_eq!(conversations(&app).await, [("resp_1".to_owned(), 8)]);
    let said = app.said(&app.threads().await[0].1).await;
    assert_eq!((&*said[0], &*said[7]), ("user: question 1", "assistant: answer 4"));
    let want = app.made().await;
    for seed in 0..5 {
        let app = TestApp::new().await;
        let mut spans = chain();
        spans.extend(chain().into_iter().take(2));
        spans.shuffle(&mut rand::rngs::StdRng::seed_from_u64(seed));
        for part in spans.chunks(1 + usize::try_from(seed).unwrap() % 3) {
            app.tell(part).await;
            if seed != 3 {
                app.settled().await;
            }
        }
        app.settled().await;
        assert_eq!(app.made().await, want, "seed {seed}");
        app.adds_up().await;
    }
}

#[tokio::test]
async fn an_answer_that_nobody_goes_on_with_makes_no_conversation() {
    let app = TestApp::new().await;
    app.told(&[turn(1, &[])]).await;
    assert_eq!(app.threads().await, []);
    // Who goes on with it in a conversation of its own does not take it there.
    app.told(&[of_thread(next(2), "own")]).await;
    assert_eq!(conversations(&app).await, [("own".to_owned(), 2)]);
}

#[tokio::test]
async fn the_id_of_an_answer_in_place_of_a_conversations_is_none() {
    // As Sentry for JavaScript tells it.
    let told = |number: u64| turn(number, &[("gen_ai.conversation.id", json!(format!("resp_{}", number - 1)))]);
    let app = TestApp::new().await;
    app.told(&[turn(1, &[])]).await;
    app.told(&[told(2)]).await;
    app.told(&[told(3)]).await;
    assert_eq!(conversations(&app).await, [("resp_1".to_owned(), 6)]);
    app.adds_up().await;
}

#[tokio::test]
async fn a_chain_belongs_to_the_conversation_that_a_turn_before_names() {
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
        let app = TestApp::new().await;
        // The third turn has a conversation of its own: those after it follow it, those before it do not.
        let third = of_thread(next(3), "late");
        let spans = [of_thread(turn(1, &[]), "first"), next(2), third, next(4)];
        for index in order {
            app.told(std::slice::from_ref(&spans[index])).await;
        }
        assert_eq!(conversations(&app).await, [("first".to_owned(), 4), ("late".to_owned(), 4)], "{order:?}");
        app.adds_up().await;
    }
}

#[tokio::test]
async fn an_id_that_a_turn_gets_late_takes_the_turns_after_it_along() {
    let app = TestApp::new().await;
    app.told(&[turn(1, &[]), next(2), next(3)]).await;
    assert_eq!(conversations(&app).await, [("resp_1".to_owned(), 6)]);
    app.told(&[of_thread(span(1, 2, 1, 12, "later", &[]), "known")]).await;
    assert_eq!(conversations(&app).await, [("known".to_owned(), 6)]);
    app.adds_up().await;
}

#[tokio::test]
async fn two_that_go_on_with_one_and_calls_that_fail_stay_with_it() {
    let app = TestApp::new().await;
    let branch = turn(3, &[(PREVIOUS, json!("resp_1"))]);
    let mut failed = llm(4, 1, 0, 40, "question 4", "");
    let previous = json!({"key": PREVIOUS, "value": {"stringValue": "resp_2"}});
    failed["attributes"].as_array_mut().unwrap().push(previous);
    app.told(&[super::telling::failed(failed, "Timeout", "too slow")]).await;
    app.told(&[branch]).await;
    app.told(&[next(2)]).await;
    app.told(&[turn(1, &[])]).await;
    assert_eq!(conversations(&app).await, [("resp_1".to_owned(), 8)]);
    app.adds_up().await;
}

#[tokio::test]
async fn a_long_chain_costs_each_turn_the_same_and_a_circle_ends() {
    let app = TestApp::new().await;
    let mut spans: Vec<Value> = (2..=60).map(next).collect();
    spans.push(turn(1, &[(PREVIOUS, json!("resp_60"))]));
    spans.reverse();
    app.told(&spans).await;
    assert_eq!(app.threads().await.len(), 1);
    let roots: i64 =
        sqlx::query_scalar("select count(distinct root) from responses").fetch_one(app.pool()).await.unwrap();
    assert_eq!(roots, 1);
}

#[tokio::test]
async fn a_deleted_chain_leaves_no_answer_behind() {
    let app = TestApp::new().await;
    app.told(&[next(2), next(3), turn(7, &[])]).await;
    let gone = app.threads().await[0].1["id"].as_str().unwrap().to_owned();
    let delete = app.request(Method::DELETE, &format!("/api/v1/conversations/{gone}"));
    assert!(answer(delete).await.0 < 300);
    let left: Vec<String> =
        sqlx::query_scalar("select id from responses order by id").fetch_all(app.pool()).await.unwrap();
    assert_eq!(left, ["resp_7"]);
    // What its sender repeats begins a new record.
    app.told(&[turn(1, &[]), next(2)]).await;
    assert_eq!(conversations(&app).await, [("resp_1".to_owned(), 4)]);
    app.adds_up().await;
}
