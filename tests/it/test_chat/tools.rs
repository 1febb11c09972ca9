//! Tools: called signed, in parallel, by the assistant's limits; recorded with what came of them, once each.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::model::{assistant, begin, calling, completion, scripted};
use super::{events, history, say, settle, stream};
use crate::support::app::TestApp;

/// What the model was asked, request by request.
async fn asked(model: &MockServer) -> Vec<Value> {
    model.received_requests().await.unwrap().iter().map(|request| request.body_json().unwrap()).collect()
}

/// Whether a request carries the signature of a secret, as Standard Webhooks has it.
fn is_signed(request: &Request, secret: &str) -> bool {
    let header = |name: &str| request.headers[name].to_str().unwrap().to_owned();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{}.{}.", header("webhook-id"), header("webhook-timestamp")).as_bytes());
    mac.update(&request.body);
    header("webhook-signature") == format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

fn tool(name: &str, host: &MockServer) -> Value {
    json!({"name": name, "description": "Finds an order.", "url": format!("{}/{name}", host.uri()),
        "parameters": {"type": "object", "properties": {"order": {"type": "integer"}}}, "timeout_seconds": 1})
}

#[tokio::test]
async fn tools_are_called_signed_and_the_model_answers_by_what_they_say() {
    let app = TestApp::answering().await;
    let shop = MockServer::start().await;
    let found = ResponseTemplate::new(200).set_body_json(json!({"state": "sent"}));
    Mock::given(path("/find")).respond_with(found).mount(&shop).await;
    let refused = ResponseTemplate::new(404).set_body_json(json!({"why": "unknown"}));
    Mock::given(path("/refuse")).respond_with(refused).mount(&shop).await;
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    Mock::given(path("/late")).respond_with(late).mount(&shop).await;
    let calls = [
        ("find", json!({"order": 7})),
        ("refuse", json!({})),
        ("late", json!({})),
        ("none", json!({})),
        ("find", json!([])),
    ];
    let model = scripted(&[calling(&calls), completion(&["It was ", "sent."])]).await;
    let tools = [tool("find", &shop), tool("refuse", &shop), tool("late", &shop)];
    let (id, secret) = assistant(&app, json!({"base_url": model.uri(), "tools": tools})).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    let told = events(&stream(&app, &session, "Where is 7?").await.text().await.unwrap());
    let mut names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    names.dedup();
    assert_eq!(names, ["message", "tool_calls", "delta", "done"], "what is said behind the calls is heard behind them");
    let called = &told[1].1["message"];
    assert_eq!((&called["kind"], &called["usage"]["total_tokens"]), (&json!("tool_calls"), &json!(55)));
    let came: Vec<(Value, Value)> = called["function_calls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| (call["result"].clone(), call["error"].clone()))
        .collect();
    assert_eq!(
        came,
        [
            (json!({"state": "sent"}), Value::Null),
            (json!({"why": "unknown"}), json!("the tool answered with status 404")),
            (Value::Null, json!("the tool could not be called: the host took too long")),
            (Value::Null, json!("there is no such tool")),
            (Value::Null, json!("the arguments are not a JSON object")),
        ]
    );
    assert_eq!(told.last().unwrap().1["answer"]["content"], "It was sent.");

    let requests = shop.received_requests().await.unwrap();
    let find = requests.iter().find(|request| request.url.path() == "/find").unwrap();
    assert!(is_signed(find, &secret));
    let body: Value = find.body_json().unwrap();
    assert_eq!(body["arguments"], json!({"order": 7}));
    assert_eq!(body["conversation"], json!({"id": session, "type": "test"}));
    assert_eq!((&body["variables"], &body["name"]), (&json!({"name": "Ana"}), &json!("find")));
    assert_eq!(body["id"], find.headers["webhook-id"].to_str().unwrap());

    let asked = asked(&model).await;
    assert_eq!(asked[0]["tools"][0]["function"]["name"], "find");
    let last = asked[1]["messages"].as_array().unwrap();
    assert_eq!(last[1]["tool_calls"][0]["function"], json!({"name": "find", "arguments": "{\"order\":7}"}));
    assert_eq!((&last[2]["role"], &last[2]["content"]), (&json!("tool"), &json!("{\"state\":\"sent\"}")));
    let counted: (i64, i64, i64) = sqlx::query_as("select tool_calls, llm_calls, output_tokens from conversations")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(counted, (5, 2, 35));
    // What was called is told in the next turn, too.
    say(&app, &session, "Thanks").await;
    assert_eq!(self::asked(&model).await[2]["messages"].as_array().unwrap().len(), 9);
}

#[tokio::test]
async fn our_own_tools_set_variables_hand_over_and_end() {
    let app = TestApp::answering().await;
    let calls = [
        ("set_variable", json!({"name": "order", "value": 7})),
        ("hand_over", json!({"reason": "wants a person"})),
        ("end_conversation", json!({})),
    ];
    let model = scripted(&[calling(&calls), completion(&["Goodbye."])]).await;
    let builtin = json!(["set_variable", "hand_over", "end_conversation"]);
    let given = json!({"base_url": model.uri(), "builtin_tools": builtin, "system_prompt": "Order {{order}}."});
    let (id, _) = assistant(&app, given).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    let turn = say(&app, &session, "I want a person").await;
    assert_eq!(turn["answer"]["content"], "Goodbye.");
    assert_eq!(turn["tool_calls"][0]["function_calls"].as_array().unwrap().len(), 3);
    let (_, conversation) = app.get(&format!("/api/v1/conversations/{session}")).await;
    assert_eq!(conversation["extracted_variables"], json!({"order": 7}));
    assert_eq!((&conversation["status"], &conversation["ai_enabled"]), (&json!("ended"), &json!(false)));
    let facts: Vec<(String, Value)> =
        sqlx::query_as("select type, data from events order by type").fetch_all(app.pool()).await.unwrap();
    assert_eq!(facts.len(), 2, "{facts:?}");
    assert_eq!(facts[1], ("conversation.handover".into(), json!({"reason": "wants a person"})));
    // Nobody but people answer from now on.
    assert_eq!(say(&app, &session, "Hello?").await["answer"], Value::Null);
    assert_eq!(asked(&model).await.len(), 2);
}

#[tokio::test]
async fn an_answer_keeps_to_the_limits_of_its_assistant() {
    let app = TestApp::answering().await;
    let again = calling(&[("set_variable", json!({"name": "n", "value": 1}))]);
    let slow = MockServer::start().await;
    let never = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    Mock::given(wiremock::matchers::any()).respond_with(never).mount(&slow).await;
    let talk = [again.clone()];
    let (talk, chatter) = (scripted(&talk).await, scripted(&talk).await);
    let obeys = scripted(&[again.clone(), again, completion(&["Enough."])]).await;
    for (what, model, limits, want, calls) in [
        (
            "rounds",
            &talk,
            json!({"rounds": 2}),
            "over_limit: the model called tools more often than the assistant's limit of 2 times",
            3,
        ),
        (
            "tokens",
            &chatter,
            json!({"tokens": 100}),
            "over_limit: the answer took more than the assistant's limit of 100 tokens",
            2,
        ),
        (
            "time",
            &slow,
            json!({"seconds": 1}),
            "over_limit: the answer took longer than the assistant's limit of 1 s",
            1,
        ),
        ("a model that obeys", &obeys, json!({"rounds": 2}), "", 3),
    ] {
        let given = json!({"base_url": model.uri(), "builtin_tools": ["set_variable"], "limits": limits,
            "options": {"temperature": 0.5, "max_output_tokens": 77}});
        let (id, _) = assistant(&app, given).await;
        let session = begin(&app, Some(id.parse().unwrap())).await;
        let turn = say(&app, &session, "Hi").await;
        assert_eq!(turn["answer"]["error"].as_str().unwrap_or_default(), want, "{what}");
        let asked = asked(model).await;
        assert_eq!(asked.len(), calls, "{what}");
        assert_eq!((&asked[0]["temperature"], &asked[0]["max_tokens"]), (&json!(0.5), &json!(77)), "{what}");
        let choice = if calls == 3 { "none" } else { "auto" };
        assert_eq!(
            (&asked[0]["tool_choice"], &asked[calls - 1]["tool_choice"]),
            (&json!("auto"), &json!(choice)),
            "{what}"
        );
    }
}

#[tokio::test]
async fn tools_that_were_called_before_a_crash_are_not_called_again() {
    let app = TestApp::new().await;
    let shop = MockServer::start().await;
    let found = ResponseTemplate::new(200).set_body_string("sent");
    Mock::given(path("/find")).respond_with(found).expect(1).mount(&shop).await;
    // The second call of the model hangs until its node dies.
    let model = MockServer::start().await;
    let hang = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    Mock::given(wiremock::matchers::any()).respond_with(hang).mount(&model).await;
    let first = ResponseTemplate::new(200).set_body_raw(calling(&[("find", json!({"order": 7}))]), "text/event-stream");
    Mock::given(wiremock::matchers::any()).respond_with(first).up_to_n_times(1).with_priority(1).mount(&model).await;
    let given = json!({"base_url": model.uri(), "tools": [tool("find", &shop)]});
    let (id, _) = assistant(&app, given).await;
    let session = begin(&app, Some(id.parse().unwrap())).await;
    let node = app.node().await.answers();
    let asked_at = stream(&app, &session, "Where is 7?").await;
    while history(&app, &session).await.len() < 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(asked_at);
    node.app.stop.cancel();
    let whole = scripted(&[completion(&["It was sent."])]).await;
    sqlx::query("update assistants set base_url = $1 where provider = 'openai'")
        .bind(whole.uri())
        .execute(app.pool())
        .await
        .unwrap();
    // Ids of two nodes are in order only of the time.
    app.pass(time::Duration::seconds(1));
    let app = app.answers();
    settle(&app).await;
    let said = history(&app, &session).await;
    assert_eq!((said.len(), &said[2]["content"]), (3, &json!("It was sent.")), "{said:?}");
    assert_eq!(asked(&whole).await[0]["messages"][2]["content"], "sent");
}

#[tokio::test]
async fn an_address_of_ones_own_answers_whole_or_in_pieces() {
    let app = TestApp::answering().await;
    let json =
        json!({"text": "Hello Ana", "model": "mine", "usage": {"input_tokens": 3, "output_tokens": 2}, "cost": "0.25"});
    let pieces = "data: {\"text\": \"Hello \"}\n\ndata: {\"text\": \"Ana\", \"model\": \"mine\", \"cost\": 0.25, \
        \"usage\": {\"input_tokens\": 3, \"output_tokens\": 2}}\n\ndata: [DONE]\n\n";
    for (what, answer, want) in [
        ("whole", ResponseTemplate::new(200).set_body_json(json), ""),
        ("in pieces", ResponseTemplate::new(200).set_body_raw(pieces, "text/event-stream"), ""),
        ("nonsense", ResponseTemplate::new(200).set_body_string("Hello"), "garbled: "),
        ("refused", ResponseTemplate::new(400), "request_refused: "),
    ] {
        let mine = MockServer::start().await;
        Mock::given(path("/answer")).respond_with(answer).mount(&mine).await;
        let given = json!({"provider": "http", "model": null, "base_url": format!("{}/answer", mine.uri()), "system_prompt": "Be kind."});
        let (id, secret) = assistant(&app, given).await;
        let session = begin(&app, Some(id.parse().unwrap())).await;
        let answer = say(&app, &session, "Hi").await["answer"].clone();
        let request = &mine.received_requests().await.unwrap()[0];
        assert!(is_signed(request, &secret), "{what}");
        let body: Value = request.body_json().unwrap();
        assert_eq!((&body["history"], &body["system"]), (&json!([{"role": "user", "text": "Hi"}]), &json!("Be kind.")));
        if want.is_empty() {
            assert_eq!(
                (&answer["content"], &answer["model"], &answer["cost"]),
                (&json!("Hello Ana"), &json!("mine"), &json!(0.25)),
                "{what}"
            );
            assert_eq!(answer["usage"]["total_tokens"], 5, "{what}");
        } else {
            assert!(answer["error"].as_str().unwrap().starts_with(want), "{what}: {answer}");
        }
    }
}
