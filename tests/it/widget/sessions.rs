//! Sessions: begun once, resumed, begun afresh, ended; what was brought is on record before the first message.

use reqwest::Method;
use serde_json::json;
use time::Duration;

use super::{Page, record};
use crate::support::app::{TestApp, answer};

#[tokio::test]
async fn what_a_visitor_brings_is_on_record_before_the_first_message() {
    let app = TestApp::new().await;
    let form = json!({"fields": [
        {"name": "email", "label": "E-mail", "type": "email", "required": true},
        {"name": "terms", "label": "Terms", "type": "checkbox", "required": true},
    ]});
    let page = Page::new(&app, json!({"form": form, "consent": {"text": "We record this."}})).await;
    let (status, refused) = page.try_begin(&json!({"form": {"email": "nobody", "age": 7}})).await;
    assert_eq!(status, 422);
    let mut fields: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["consent", "form.age", "form.email", "form.terms"]);

    let open = page
        .begin(&json!({
            "form": {"email": "ana@example.com", "terms": true}, "variables": {"plan": "pro"}, "consent": true,
            "locale": "pt-BR",
            "page": {"url": "https://shop.example/a?b", "title": " Bikes ", "referrer": "javascript:alert(1)",
                "visited": ["https://shop.example/", "nonsense"]},
        }))
        .await;
    let told = record(&app, &open.conversation).await;
    assert_eq!((&told["type"], &told["message_count"]), (&json!("widget"), &json!(0)));
    assert_eq!(told["external_identifier"], open.told["session"]["id"]);
    let input = &told["input_variables"];
    assert_eq!(
        *input,
        json!({
            "email": "ana@example.com", "terms": true, "plan": "pro", "consent": "We record this.", "locale": "pt-BR",
            "page_url": "https://shop.example/a?b", "page_title": "Bikes", "pages_seen": ["https://shop.example/"],
        })
    );
    let said = page.say(&open, "Hello").await;
    assert_eq!(
        (&said["role"], &said["text"], &said["client_id"]),
        (&json!("visitor"), &json!("Hello"), &json!("Hello"))
    );
    assert_eq!(record(&app, &open.conversation).await["message_count"], 1);
}

#[tokio::test]
async fn a_session_that_is_begun_again_by_the_same_browser_is_the_same() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let key = json!({"key": "0123456789abcdefghijkl", "variables": {"a": 1}});
    let first = page.begin(&key).await;
    let (status, again) = page.try_begin(&key).await;
    assert_eq!(status, 200, "{again}");
    assert_eq!(again["session"], first.told["session"]);
    assert_ne!(again["token"], first.told["token"]);
    let rows: i64 = sqlx::query_scalar("select count(*) from conversations").fetch_one(app.pool()).await.unwrap();
    let values: i64 = sqlx::query_scalar("select count(*) from variables").fetch_one(app.pool()).await.unwrap();
    assert_eq!((rows, values), (1, 1));

    app.pass(Duration::minutes(11));
    assert_eq!(page.try_begin(&key).await.0, 422, "a key that leaked later opens nothing");
    assert_eq!(page.try_begin(&json!({"key": "short"})).await.0, 422);
}

#[tokio::test]
async fn a_message_is_said_once_however_often_it_is_sent() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let (one, two) = (page.begin(&json!({})).await, page.begin(&json!({})).await);
    let body = json!({"client_id": "m-1", "text": "Where is my order?", "modality": "voice"});
    let (status, first) = page.post(&one, "/messages", &body).await;
    assert_eq!((status, &first["message"]["modality"]), (201, &json!("voice")));
    let (status, again) = page.post(&one, "/messages", &body).await;
    assert_eq!((status, &again), (200, &first));
    let (status, _) = page.post(&one, "/messages", &json!({"client_id": "m-1", "text": "Another"})).await;
    assert_eq!(status, 409);
    let (status, theirs) = page.post(&two, "/messages", &body).await;
    assert_eq!(status, 201, "an id of another visitor is another id: {theirs}");
    for wrong in [
        json!({"client_id": "", "text": "a"}),
        json!({"client_id": "a", "text": "  "}),
        json!({"client_id": "a", "text": "x".repeat(4001)}),
        json!({"client_id": "a", "text": "a", "role": "assistant"}),
    ] {
        let (status, refused) = page.post(&one, "/messages", &wrong).await;
        assert_eq!(status, 422, "{refused}");
    }
}

#[tokio::test]
async fn a_visitor_who_comes_back_finds_the_conversation() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let mut open = page.begin(&json!({})).await;
    for text in ["one", "two", "three"] {
        app.pass(Duration::seconds(10));
        page.say(&open, text).await;
    }
    let (_, back) = page.get(&open, "/session").await;
    assert_eq!(back["token"], json!(null), "a young token stays");
    let texts: Vec<&str> =
        back["messages"].as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "two", "three"]);
    let newest = back["messages"][2]["id"].as_str().unwrap();
    let (_, before) = page.get(&open, &format!("/messages?before={newest}&limit=1")).await;
    assert_eq!((&before["data"][0]["text"], &before["has_more"]), (&json!("two"), &json!(true)));

    app.pass(Duration::hours(25));
    let (_, back) = page.get(&open, "/session").await;
    let old = std::mem::replace(&mut open.token, back["token"].as_str().unwrap().to_owned());
    let shown = |token: String| answer(page.request(Method::GET, "/session").bearer_auth(token));
    assert_eq!(shown(old.clone()).await.0, 200, "another tab still has the old one");
    assert_eq!(page.get(&open, "/session").await.1["session"]["conversation"]["id"], json!(open.conversation));
    app.pass(Duration::minutes(6));
    assert_eq!(shown(old).await.0, 401);
    app.pass(Duration::days(31));
    assert_eq!(page.get(&open, "/session").await.0, 401, "a month without a visit");
    assert_eq!(verbatim::jobs::prune_widget_sessions::run(app.app.clone()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_visitor_may_begin_afresh_once_and_leave_for_good() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    page.say(&open, "one").await;
    let instead = json!({"instead_of": open.conversation, "variables": {"a": 1}});
    let (status, fresh) = page.post(&open, "/conversations", &instead).await;
    assert_eq!(status, 201, "{fresh}");
    let new = fresh["session"]["conversation"]["id"].as_str().unwrap().to_owned();
    assert_ne!(new, open.conversation);
    let (status, again) = page.post(&open, "/conversations", &instead).await;
    assert_eq!((status, again["session"]["conversation"]["id"].as_str()), (200, Some(new.as_str())));
    let (old, new) = (record(&app, &open.conversation).await, record(&app, &new).await);
    assert_eq!((&old["status"], &old["message_count"]), (&json!("ended"), &json!(1)));
    assert_eq!((&new["status"], &new["input_variables"]), (&json!("active"), &json!({"a": 1})));

    let (_, ended) = page.post(&open, "/end", &json!({})).await;
    assert_eq!(ended["conversation"]["status"], "ended");
    app.pass(Duration::seconds(1));
    page.say(&open, "and one more").await;
    let (_, back) = page.get(&open, "/session").await;
    assert_eq!(back["session"]["conversation"]["status"], "active", "a further message has it go on");

    let left = page.request(Method::DELETE, "/session").bearer_auth(&open.token).send().await.unwrap();
    assert_eq!(left.status(), 204);
    assert_eq!(page.get(&open, "/session").await.0, 401);
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    for number in 0..20 {
        page.say(&open, &format!("{number}")).await;
    }
    let request = page.request(Method::POST, "/messages").bearer_auth(&open.token);
    let refused = request.json(&json!({"client_id": "20", "text": "20"})).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (429, "4"));
    app.pass(Duration::seconds(3));
    page.say(&open, "20").await;
    let mut begun = 1;
    while page.try_begin(&json!({})).await.0 == 201 {
        begun += 1;
    }
    assert_eq!(begun, 21, "and sessions by address: the first was forgiven by then");
    assert_eq!(page.try_begin(&json!({})).await.0, 429);
}

#[tokio::test]
async fn a_robot_has_to_work_for_a_session_where_that_is_asked_for() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"asks_for_work": true})).await;
    assert_eq!(page.try_begin(&json!({})).await.0, 422);
    let (_, config) = answer(page.request(Method::GET, &format!("/config?widget={}", page.key()))).await;
    let (text, bits) = (config["challenge"]["text"].as_str().unwrap(), config["challenge"]["bits"].as_u64().unwrap());
    let is_solved = |counter: &u64| {
        use sha2::Digest as _;
        let hash = sha2::Sha256::digest(format!("{text}.{counter}"));
        u64::from(u32::from_be_bytes(hash[..4].try_into().unwrap()).leading_zeros()) >= bits
    };
    let counter = (0..10_000_000).find(is_solved).unwrap().to_string();
    page.begin(&json!({"challenge": text, "proof": counter})).await;
    app.pass(Duration::minutes(11));
    assert_eq!(page.try_begin(&json!({"challenge": text, "proof": counter})).await.0, 422);
}

#[tokio::test]
async fn a_deleted_conversation_takes_its_session_along() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({"variables": {"name": "Ana"}})).await;
    page.say(&open, "Forget me").await;
    let (status, _) =
        answer(app.request(Method::DELETE, &format!("/api/v1/conversations/{}", open.conversation))).await;
    assert!(matches!(status, 200 | 204), "{status}");
    assert_eq!(page.get(&open, "/session").await.0, 401);
    let left: i64 = sqlx::query_scalar("select count(*) from widget_sessions").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 0);
}
