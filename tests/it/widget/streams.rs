//! What a page hears: messages once they are recorded, the answer in pieces, and all of it again after a break.

use std::time::Duration;

use futures::StreamExt as _;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::{Open, Page};
use crate::support::app::TestApp;

/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A stream of events, read one by one.
struct Events {
    response: Response,
    text: String,
}

impl Events {
    async fn open(page: &Page<'_>, open: &Open, last: Option<&str>) -> Self {
        let request = page.request(Method::GET, "/events").bearer_auth(&open.token);
        let request = match last {
            Some(id) => request.header("last-event-id", id),
            None => request,
        };
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, text: String::new() }
    }

    /// The next event: its name and data.
    async fn next(&mut self) -> (String, Value) {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    event.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
                };
                let found = field("event:").zip(field("data:"));
                self.text = self.text.split_off(self.text.len() - rest.len());
                if let Some((name, data)) = found {
                    return (name, serde_json::from_str(&data).unwrap());
                }
                continue;
            }
            let more = tokio::time::timeout(PATIENCE, self.response.chunk()).await.unwrap();
            self.text.push_str(std::str::from_utf8(&more.unwrap().unwrap()).unwrap());
        }
    }

    /// Everything up to the first event of which `is_last` holds.
    async fn until(&mut self, is_last: impl Fn(&str, &Value) -> bool) -> Vec<(String, Value)> {
        let mut events = Vec::new();
        loop {
            let (name, data) = self.next().await;
            let ends = is_last(&name, &data);
            events.push((name, data));
            if ends {
                return events;
            }
        }
    }
}

fn is_answer(name: &str, data: &Value) -> bool {
    name == "message" && data["role"] == "assistant"
}

/// A node that answers and tells.
async fn alive() -> TestApp {
    let app = TestApp::answering().await;
    let inside = app.app.clone();
    tokio::spawn(async move { verbatim::feed::run(&inside).await });
    app
}

#[tokio::test]
async fn an_answer_is_heard_in_pieces_and_then_as_it_is_recorded() {
    let app = alive().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    let mut events = Events::open(&page, &open, None).await;
    let (name, state) = events.next().await;
    assert_eq!(
        (name.as_str(), &state["status"], &state["attended_by"]),
        ("state", &json!("active"), &json!("assistant"))
    );
    page.say(&open, "Grüße 🚲").await;
    let heard = events.until(is_answer).await;
    let mut said = String::new();
    for (_, delta) in heard.iter().filter(|(name, _)| name == "delta") {
        let from = usize::try_from(delta["from"].as_u64().unwrap()).unwrap();
        assert_eq!(from, said.encode_utf16().count(), "pieces join");
        said.push_str(delta["text"].as_str().unwrap());
    }
    let answer = &heard.last().unwrap().1;
    assert_eq!(said, answer["text"].as_str().unwrap());
    let first = &heard.iter().find(|(name, _)| name == "message").unwrap().1;
    assert_eq!((&first["role"], &first["client_id"]), (&json!("visitor"), &json!("Grüße 🚲")), "other tabs see it too");
}

#[tokio::test]
async fn a_stream_that_broke_is_taken_up_without_a_gap_on_any_node() {
    let app = alive().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    let mut events = Events::open(&page, &open, None).await;
    page.say(&open, "one").await;
    let last = events.until(is_answer).await.pop().unwrap().1["id"].as_str().unwrap().to_owned();
    drop(events);
    app.pass(time::Duration::minutes(1));
    page.say(&open, "two").await;

    let node = app.node().await;
    let inside = node.app.clone();
    tokio::spawn(async move { verbatim::feed::run(&inside).await });
    let there = Page { app: &node, widget: page.widget.clone(), origin: page.origin.clone() };
    let mut events = Events::open(&there, &open, Some(&last)).await;
    let heard = events.until(|name, data| is_answer(name, data) && data["id"] != last.as_str()).await;
    let texts: Vec<&Value> = heard
        .iter()
        .filter(|(name, data)| name == "message" && data["role"] == "visitor")
        .map(|(_, data)| &data["text"])
        .collect();
    assert_eq!(texts.last(), Some(&&json!("two")));
    page.say(&open, "three").await;
    events.until(|name, data| name == "message" && data["text"] == "three").await;
    let answered = events.until(is_answer).await;
    assert!(!answered.is_empty(), "what another node records is heard as well");
}

#[tokio::test]
async fn a_person_of_the_business_is_heard_and_named() {
    let app = alive().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    let mut events = Events::open(&page, &open, None).await;
    events.next().await;
    let path = format!("/api/v1/conversations/{}", open.conversation);
    assert_eq!(app.post(&format!("{path}/takeover"), &json!({"assignee": "Maria"})).await.0, 200);
    events.until(|name, data| name == "state" && data["attended_by"] == "person").await;
    let reply = json!({"text": "Maria here.", "author": "Maria"});
    let (status, told) = app.post(&format!("{path}/replies"), &reply).await;
    assert_eq!(status, 201, "{told}");
    let heard = events.until(|name, data| name == "message" && data["role"] == "person").await;
    let said = &heard.last().unwrap().1;
    assert_eq!((&said["text"], &said["author"]), (&json!("Maria here."), &json!("Maria")));
    assert_eq!(app.post(&format!("{path}/notes"), &json!({"text": "A private note"})).await.0, 201);
    let (_, back) = page.get(&open, "/session").await;
    assert!(!back.to_string().contains("private note"), "notes are for staff");
}

#[tokio::test]
async fn an_answer_that_failed_can_be_had_anew() {
    let app = alive().await;
    let model = wiremock::MockServer::start().await;
    let failing = wiremock::Mock::given(wiremock::matchers::any());
    failing.respond_with(wiremock::ResponseTemplate::new(401)).up_to_n_times(1).mount(&model).await;
    let stream = "data: {\"choices\":[{\"delta\":{\"content\":\"Here I am.\"}}]}\n\ndata: [DONE]\n\n";
    let answering = wiremock::ResponseTemplate::new(200).set_body_raw(stream, "text/event-stream");
    wiremock::Mock::given(wiremock::matchers::any()).respond_with(answering).mount(&model).await;
    let assistant = json!({"name": "Model", "provider": "openai", "base_url": model.uri(), "model": "m"});
    let (status, assistant) = app.post("/api/v1/assistants", &assistant).await;
    assert_eq!(status, 201, "{assistant}");
    let page = Page::new(&app, json!({})).await;
    let id = page.widget["id"].as_str().unwrap();
    let change = json!({"assistant_id": assistant["id"]});
    let changed = app.request(Method::PATCH, &format!("/api/v1/widgets/{id}")).json(&change).send().await.unwrap();
    assert_eq!(changed.status(), 200);

    let open = page.begin(&json!({})).await;
    let mut events = Events::open(&page, &open, None).await;
    page.say(&open, "Anybody there?").await;
    let failed = events.until(is_answer).await.pop().unwrap().1;
    assert_eq!(failed["failed"], true, "{failed}");
    app.pass(time::Duration::seconds(5));
    let (_, retried) = page.post(&open, "/retry", &json!({})).await;
    assert_eq!(retried, json!({"retried": true}));
    let answer = events.until(|name, data| is_answer(name, data) && data["failed"] == false).await.pop().unwrap().1;
    assert_eq!(answer["text"], "Here I am.");
    assert_eq!(page.post(&open, "/retry", &json!({})).await.1, json!({"retried": false}), "nothing failed since");
}

#[tokio::test]
async fn whoever_leaves_is_forgotten() {
    let app = alive().await;
    let page = Page::new(&app, json!({})).await;
    let open = page.begin(&json!({})).await;
    let mut streams = futures::stream::iter(0..5).then(|_| Events::open(&page, &open, None)).collect::<Vec<_>>().await;
    for events in &mut streams {
        events.next().await;
    }
    assert_eq!(app.app.feed.len(), 1);
    drop(streams);
    let gone = async {
        while !(app.app.feed.is_empty() && app.app.live.is_quiet()) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, gone).await.unwrap();
    let wrong = page.request(Method::GET, "/events").bearer_auth(&open.token).header("last-event-id", "x");
    assert_eq!(wrong.send().await.unwrap().status(), 422);
}
