//! Files that staff send: uploaded here, handed over to Meta, and sent once by the id that Meta gives them.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use verbatim::delivery;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Respond as _, ResponseTemplate};

use super::place;
use crate::answers::{ADA, accepting, app, graph, messages, sent, states, work};
use crate::media::{hash, picture};
use crate::support::app::{NOON, PHONE_NUMBER_ID, TestApp, answer, text_message};
use crate::support::facts::contradictions;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";

/// Has Meta take files, as `answer` says.
async fn taking(graph: &MockServer, answer: impl wiremock::Respond + 'static) {
    Mock::given(method("POST"))
        .and(path(format!("/v25.0/{PHONE_NUMBER_ID}/media")))
        .and(header("authorization", "Bearer graph-token"))
        .respond_with(answer)
        .mount(graph)
        .await;
}

fn taken() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"id": "4242"}))
}

/// The forms that Meta was handed.
async fn forms(graph: &MockServer) -> Vec<Vec<u8>> {
    let requests = graph.received_requests().await.unwrap();
    requests.into_iter().filter(|request| request.url.path().ends_with("/media")).map(|request| request.body).collect()
}

/// The parts of a form, each as its head and its bytes.
fn parts(form: &[u8]) -> Vec<(String, Vec<u8>)> {
    let find = |from: usize, what: &[u8]| {
        (from..=form.len().saturating_sub(what.len())).find(|at| form[*at..].starts_with(what))
    };
    let boundary = form[..find(0, b"\r\n").unwrap()].to_vec();
    let (mut parts, mut at) = (Vec::new(), boundary.len());
    while let Some(end) = find(at, &boundary) {
        let body = find(at, b"\r\n\r\n").unwrap();
        let head = String::from_utf8(form[at..body].to_vec()).unwrap();
        parts.push((head.trim().to_owned(), form[body + 4..end - 2].to_vec()));
        at = end + boundary.len();
    }
    parts
}

async fn upload(app: &TestApp, place: &str, name: &str, bytes: &[u8]) -> (u16, Value) {
    let request = app.request(Method::POST, &format!("{place}/uploads?name={name}"));
    answer(request.header("content-type", "application/octet-stream").body(bytes.to_vec())).await
}

/// Ada's conversation, in which nothing waits.
async fn heard(graph: &MockServer) -> (TestApp, String) {
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    app.pass(Duration::seconds(10));
    let place = place(&app).await;
    (app, place)
}

#[tokio::test]
async fn a_file_is_handed_over_whole_and_sent_once_by_metas_id() {
    let graph = graph(accepting()).await;
    taking(&graph, taken()).await;
    let (app, place) = heard(&graph).await;
    for (name, bytes, kind, media_type, caption, want) in [
        ("our%20garden.png", picture(), "image", "image/png", Some("Look"), json!({"id": "4242", "caption": "Look"})),
        ("bill.pdf", PDF.to_vec(), "document", "application/pdf", None, json!({"id": "4242", "filename": "bill.pdf"})),
    ] {
        let before = forms(&graph).await.len();
        let (status, file) = upload(&app, &place, name, &bytes).await;
        assert_eq!((status, &file["type"], &file["size"]), (201, &json!(media_type), &json!(bytes.len())), "{file}");
        let mut media = json!({"upload_id": file["id"]});
        if let Some(caption) = caption {
            media["caption"] = json!(caption);
        }
        let new = json!({"media": media, "client_id": name});
        let (status, reply) = app.post(&format!("{place}/replies"), &new).await;
        assert_eq!((status, &reply["status"]), (201, &json!("queued")), "{reply}");
        assert_eq!(app.post(&format!("{place}/replies"), &new).await.0, 200, "the same request");
        work(&app).await;
        app.pass(Duration::seconds(10));
        work(&app).await;

        let handed = forms(&graph).await;
        assert_eq!(handed.len(), before + 1, "handed over once");
        let parts = parts(handed.last().unwrap());
        assert_eq!(parts.len(), 3, "{parts:?}");
        let field = |name: &str| parts.iter().find(|(head, _)| head.contains(&format!("name=\"{name}\""))).unwrap();
        assert_eq!(field("messaging_product").1, b"whatsapp");
        assert_eq!(field("type").1, media_type.as_bytes());
        let (head, body) = field("file");
        assert_eq!(hash(body), hash(&bytes), "the bytes as they came");
        assert!(head.to_lowercase().contains(&format!("content-type: {media_type}")), "{head}");
        let call = sent(&graph).await.pop().unwrap();
        assert_eq!((&call["type"], &call[kind]), (&json!(kind), &want));

        let said = messages(&app).await.pop().unwrap();
        assert_eq!((&said["kind"], &said["role"]), (&json!(kind), &json!("operator")));
        assert_eq!(said["attachments"][0]["id"], file["id"]);
    }
    assert_eq!(sent(&graph).await.len(), 3, "the assistant's answer and each file once");
    assert_eq!(states(&app).await, []);
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());

    assert!(answer(app.request(Method::DELETE, &place)).await.0 < 300);
    assert_eq!(verbatim::jobs::remove_files::run(app.app.clone()).await.unwrap(), 2);
}

#[tokio::test]
async fn what_became_of_a_file_is_settled_before_the_message_is_sent() {
    let error = |status: u16, code: i64| {
        ResponseTemplate::new(status).set_body_json(json!({"error": {"code": code, "message": "about +15551230001"}}))
    };
    for (what, answer, want) in [
        ("a gateway that fails", ResponseTemplate::new(502), "due"),
        ("an answer without an id", ResponseTemplate::new(200).set_body_string("<html>"), "due"),
        ("Meta's own failure", error(500, 131_000), "due"),
        ("a file that Meta refuses", error(400, 131_053), "failed"),
        ("a token that is not valid", error(401, 190), "failed"),
    ] {
        let graph = graph(accepting()).await;
        taking(&graph, answer).await;
        let (app, place) = heard(&graph).await;
        let (_, file) = upload(&app, &place, "a.png", &picture()).await;
        let (status, _) = app.post(&format!("{place}/replies"), &json!({"media": {"upload_id": file["id"]}})).await;
        assert_eq!(status, 201);
        work(&app).await;
        let left = states(&app).await;
        assert_eq!((left.len(), left[0].0.as_str()), (1, want), "{what}: {left:?}");
        assert!(!left[0].1.as_ref().unwrap().contains("1555"), "{what}: {left:?}");
        assert_eq!(sent(&graph).await.len(), 1, "{what}: the assistant's answer alone");
        if want == "due" {
            graph.reset().await;
            taking(&graph, taken()).await;
            Mock::given(method("POST")).respond_with(accepting()).mount(&graph).await;
            app.pass(Duration::minutes(2));
            work(&app).await;
            assert_eq!((sent(&graph).await.len(), states(&app).await.len()), (1, 0), "{what}");
        }
        assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_send_that_is_unclear_stays_so_although_its_file_was_handed_over() {
    let graph = graph(|request: &wiremock::Request| {
        let body: Value = request.body_json().unwrap();
        let is_file = body["type"] == "image";
        if is_file { ResponseTemplate::new(502) } else { accepting().respond(request) }
    })
    .await;
    taking(&graph, taken()).await;
    let (app, place) = heard(&graph).await;
    let (_, file) = upload(&app, &place, "a.png", &picture()).await;
    app.post(&format!("{place}/replies"), &json!({"media": {"upload_id": file["id"]}})).await;
    for _ in 0..3 {
        work(&app).await;
        app.pass(Duration::minutes(5));
    }
    assert_eq!(states(&app).await[0].0, "uncertain");
    assert_eq!((forms(&graph).await.len(), sent(&graph).await.len()), (1, 2));
}

#[tokio::test]
async fn a_node_that_dies_while_it_hands_a_file_over_leaves_nothing_in_doubt() {
    let graph = graph(accepting()).await;
    let (app, place) = heard(&graph).await;
    taking(&graph, taken().set_delay(std::time::Duration::from_mins(10))).await;
    let (_, file) = upload(&app, &place, "a.png", &picture()).await;
    app.post(&format!("{place}/replies"), &json!({"media": {"upload_id": file["id"]}})).await;
    let due = delivery::claim(&app.app, 10).await.unwrap().pop().unwrap();
    let dying = tokio::spawn(delivery::serve(app.app.clone(), due));
    crate::support::cluster::until("Meta is handed the file", || async { forms(&graph).await.len() == 1 }).await;
    dying.abort();
    assert!(delivery::claim(&app.app, 10).await.unwrap().is_empty(), "nobody else takes it up while it may be at it");
    graph.reset().await;
    taking(&graph, taken()).await;
    Mock::given(method("POST")).respond_with(accepting()).mount(&graph).await;
    app.pass(Duration::minutes(3));
    work(&app).await;
    assert_eq!((forms(&graph).await.len(), sent(&graph).await.len(), states(&app).await.len()), (1, 1, 0));
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_its_field() {
    let graph = graph(accepting()).await;
    let (app, place) = heard(&graph).await;
    let large = [picture(), vec![0; 5 << 20]].concat();
    for (what, bytes, want) in [
        ("a picture that Meta does not take", b"GIF89a\x01\0\x01\0".as_slice(), 415),
        ("a page", b"<html><script>alert(1)</script></html>".as_slice(), 415),
        ("a program", b"\x7fELF\x02\x01\x01".as_slice(), 415),
        ("a picture of more than 5 MB", &large, 413),
    ] {
        let (status, refused) = upload(&app, &place, "a.png", bytes).await;
        assert_eq!(status, want, "{what}: {refused}");
    }
    let (_, voice) = upload(&app, &place, "a.mp3", b"ID3\x04\0\0\0\0\0\0").await;
    let (_, file) = upload(&app, &place, "a.png", &picture()).await;
    let (id, voice) = (&file["id"], &voice["id"]);
    let replies = format!("{place}/replies");
    for (what, media, field) in [
        ("both", json!({"upload_id": id, "link": "https://a.example/b", "kind": "image"}), "media.link"),
        ("neither", json!({"caption": "a"}), "media.link"),
        ("a kind", json!({"upload_id": id, "kind": "image"}), "media.kind"),
        ("a link without a kind", json!({"link": "https://a.example/b"}), "media.kind"),
        ("a name", json!({"upload_id": id, "filename": "b.png"}), "media.filename"),
        ("a caption of audio", json!({"upload_id": voice, "caption": "a"}), "media.caption"),
        ("nothing uploaded", json!({"upload_id": uuid::Uuid::nil()}), "media.upload_id"),
    ] {
        let (code, problem) = app.post(&replies, &json!({ "media": media })).await;
        assert_eq!((code, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    assert_eq!(app.post(&replies, &json!({"media": {"upload_id": id}})).await.0, 201);
    app.pass(Duration::seconds(10));
    let (code, problem) = app.post(&replies, &json!({"media": {"upload_id": id}})).await;
    assert_eq!((code, &problem["errors"][0]["field"]), (422, &json!("media.upload_id")), "it belongs to one message");
    let nobody = format!("/api/v1/conversations/{}", uuid::Uuid::nil());
    assert_eq!(upload(&app, &nobody, "a.png", &picture()).await.0, 404);
}
