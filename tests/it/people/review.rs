//! What reviewers leave on conversations: scores, notes, tags, and the views they keep.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Browser, invited, owner};
use crate::support::app::{TestApp, answer};

/// A conversation with a question and an answer; its id and that of the answer.
async fn talk(app: &TestApp, name: &str) -> (String, String) {
    let said = json!({"external_identifier": name, "messages": [
        {"id": format!("{name}-1"), "role": "user", "content": "Where is it?"},
        {"id": format!("{name}-2"), "role": "assistant", "content": "On its way."},
    ]});
    let (status, made) = app.post("/api/v1/conversations", &said).await;
    assert!(status < 300, "{made}");
    let id = made["conversation_id"].as_str().unwrap().to_owned();
    let (_, messages) = app.get(&format!("/api/v1/conversations/{id}/messages")).await;
    let answer = messages["data"].as_array().unwrap().iter().find(|message| message["role"] == "assistant").unwrap();
    (id, answer["id"].as_str().unwrap().to_owned())
}

async fn found(browser: &Browser<'_>, query: &str) -> usize {
    let (status, page) = browser.get(&format!("/api/v1/conversations?{query}")).await;
    assert_eq!(status, 200, "{page}");
    page["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_thumb_lands_on_its_answer_and_is_taken_back() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let (id, answer) = talk(&app, "o-1").await;
    let (other, _) = talk(&app, "o-2").await;
    let path = format!("/api/v1/conversations/{id}/scores/user_feedback");
    for value in [1, 0] {
        let thumb = json!({"value": value, "message_id": answer});
        let (status, score) = eve.send(Method::PUT, &path, &thumb).await;
        assert_eq!((status, &score["author"], &score["source"]), (200, &json!("reviewer"), &json!("ui")), "{score}");
    }
    owner.send(Method::PUT, &path, &json!({"category": "off topic", "reason": "Not asked."})).await;
    let (_, scores) = eve.get(&format!("/api/v1/conversations/{id}/scores")).await;
    let brief: Vec<Value> = scores["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|score| json!([score["author"], score["message_id"], score["value"], score["category"]]))
        .collect();
    assert_eq!(brief, [json!(["Ada", null, null, "off topic"]), json!(["reviewer", answer, 0.0, null])]);
    assert_eq!((found(&eve, "score=user_feedback=0").await, found(&eve, "score=user_feedback=1").await), (1, 0));
    let elsewhere = format!("/api/v1/conversations/{other}/scores/user_feedback");
    assert_eq!(eve.send(Method::PUT, &elsewhere, &json!({"value": 1, "message_id": answer})).await.0, 404);
    assert_eq!(eve.send(Method::PUT, &path, &json!({})).await.0, 422);
    let one = format!("{path}?message_id={answer}");
    assert_eq!(owner.send(Method::DELETE, &one, &json!(null)).await.0, 404, "somebody else's");
    assert_eq!(eve.send(Method::DELETE, &one, &json!(null)).await.0, 204);
    assert_eq!(found(&eve, "score=user_feedback=0").await, 0);
}

#[tokio::test]
async fn a_note_is_changed_by_its_author_alone() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let (id, _) = talk(&app, "o-1").await;
    let (_, note) =
        eve.send(Method::POST, &format!("/api/v1/conversations/{id}/notes"), &json!({"text": "First."})).await;
    assert_eq!((&note["author"], &note["edited_at"]), (&json!("reviewer"), &json!(null)));
    let path = format!("/api/v1/conversations/{id}/notes/{}", note["id"].as_str().unwrap());
    let words = json!({"text": "Second."});
    assert_eq!(owner.send(Method::PATCH, &path, &words).await.0, 404);
    let (status, note) = eve.send(Method::PATCH, &path, &words).await;
    assert_eq!((status, &note["text"]), (200, &json!("Second.")));
    assert!(note["edited_at"].is_string());
}

#[tokio::test]
async fn who_takes_another_name_keeps_what_they_wrote() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let (id, _) = talk(&app, "o-1").await;
    let (scores, notes) = (format!("/api/v1/conversations/{id}/scores"), format!("/api/v1/conversations/{id}/notes"));
    let thumb = format!("{scores}/user_feedback");
    assert_eq!(eve.send(Method::PUT, &thumb, &json!({"value": 1})).await.0, 200);
    let (_, note) = eve.send(Method::POST, &notes, &json!({"text": "First.", "author": "Ada"})).await;
    assert_eq!((&note["author"], &note["mine"]), (&json!("reviewer"), &json!(true)), "signed by nobody else");
    assert_eq!(eve.send(Method::PATCH, "/api/v1/me", &json!({"name": "Eva"})).await.0, 200);
    let (_, shown) = owner.get(&notes).await;
    assert_eq!((&shown["data"][0]["author"], &shown["data"][0]["mine"]), (&json!("Eva"), &json!(false)));
    let path = format!("{notes}/{}", note["id"].as_str().unwrap());
    let (status, note) = eve.send(Method::PATCH, &path, &json!({"text": "Second."})).await;
    assert_eq!((status, &note["author"], &note["mine"]), (200, &json!("Eva"), &json!(true)), "{note}");
    assert_eq!(eve.send(Method::PUT, &thumb, &json!({"value": 0})).await.0, 200);
    let (_, shown) = eve.get(&scores).await;
    let brief: Vec<Value> =
        shown["data"].as_array().unwrap().iter().map(|one| json!([one["author"], one["value"], one["mine"]])).collect();
    assert_eq!(brief, [json!(["Eva", 0.0, true])], "replaced, not given twice");
    assert_eq!(eve.send(Method::DELETE, &thumb, &json!(null)).await.0, 204);
}

#[tokio::test]
async fn two_of_one_name_are_two_authors() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let other = invited(&owner, "other@example.com", "reviewer").await;
    let (id, _) = talk(&app, "o-1").await;
    let (scores, notes) = (format!("/api/v1/conversations/{id}/scores"), format!("/api/v1/conversations/{id}/notes"));
    let thumb = format!("{scores}/user_feedback");
    for (who, value) in [(&eve, 1), (&other, 0)] {
        let (status, score) = who.send(Method::PUT, &thumb, &json!({"value": value})).await;
        assert_eq!((status, &score["author"], &score["mine"]), (200, &json!("reviewer"), &json!(true)));
    }
    let (_, shown) = eve.get(&scores).await;
    let mut brief: Vec<(f64, bool)> = shown["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["value"].as_f64().unwrap(), one["mine"].as_bool().unwrap()))
        .collect();
    brief.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(brief, [(0.0, false), (1.0, true)]);
    assert_eq!(eve.send(Method::DELETE, &thumb, &json!(null)).await.0, 204);
    assert_eq!(eve.send(Method::DELETE, &thumb, &json!(null)).await.0, 404, "the other's");
    let (_, note) = eve.send(Method::POST, &notes, &json!({"text": "First."})).await;
    let path = format!("{notes}/{}", note["id"].as_str().unwrap());
    assert_eq!(other.send(Method::PATCH, &path, &json!({"text": "Second."})).await.0, 404);
    // Gone, and come back as somebody else; the name that was signed stays.
    let (_, users) = owner.get("/api/v1/users").await;
    let gone = users["data"].as_array().unwrap().iter().find(|user| user["email"] == "eve@example.com").unwrap();
    let out = format!("/api/v1/users/{}", gone["id"].as_str().unwrap());
    assert_eq!(owner.send(Method::DELETE, &out, &json!(null)).await.0, 204);
    let again = invited(&owner, "eve@example.com", "reviewer").await;
    let (_, shown) = again.get(&notes).await;
    assert_eq!((&shown["data"][0]["author"], &shown["data"][0]["mine"]), (&json!("reviewer"), &json!(false)));
    assert_eq!(again.send(Method::PATCH, &path, &json!({"text": "Second."})).await.0, 404);
}

#[tokio::test]
async fn a_note_of_which_only_a_name_is_known_is_changed_by_admins_alone() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "reviewer").await;
    let (id, _) = talk(&app, "o-1").await;
    let notes = format!("/api/v1/conversations/{id}/notes");
    let (_, note) = eve.send(Method::POST, &notes, &json!({"text": "First."})).await;
    sqlx::query("update notes set actor = 'name:reviewer'").execute(app.pool()).await.unwrap();
    let path = format!("{notes}/{}", note["id"].as_str().unwrap());
    assert_eq!(eve.send(Method::PATCH, &path, &json!({"text": "Second."})).await.0, 404);
    let (status, note) = owner.send(Method::PATCH, &path, &json!({"text": "Second."})).await;
    assert_eq!((status, &note["author"], &note["mine"]), (200, &json!("reviewer"), &json!(false)));
}

#[tokio::test]
async fn a_key_that_was_rotated_goes_on_as_the_author_it_was() {
    let app = TestApp::new().await;
    let (id, _) = talk(&app, "o-1").await;
    let scores = format!("/api/v1/conversations/{id}/scores");
    let wanted = json!({"name": "judge", "scopes": ["read", "review"]});
    let (_, mut key) = app.post("/api/v1/keys", &wanted).await;
    for value in [1, 2, 3] {
        let secret = key["key"].as_str().unwrap().to_owned();
        let set =
            app.anonymous(Method::PUT, &format!("{scores}/tone")).bearer_auth(secret).json(&json!({"value": value}));
        assert_eq!(answer(set).await.0, 200);
        let path = format!("/api/v1/keys/{}/rotate", key["id"].as_str().unwrap());
        key = app.post(&path, &json!({})).await.1;
    }
    let (_, shown) = app.get(&scores).await;
    assert_eq!(shown["data"].as_array().unwrap().len(), 1, "{shown}");
    assert_eq!((&shown["data"][0]["value"], &shown["data"][0]["mine"]), (&json!(3.0), &json!(false)));
}

#[tokio::test]
async fn many_are_tagged_at_once_and_each_tag_stands_once() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let (one, _) = talk(&app, "o-1").await;
    let (two, _) = talk(&app, "o-2").await;
    let path = "/api/v1/conversations/tags";
    let change = |add: &[&str], remove: &[&str]| json!({"ids": [one, two], "add": add, "remove": remove});
    for (what, body, changed, tags) in [
        ("two added", change(&["a", " b ", "a"], &[]), 2, json!(["a", "b"])),
        ("nothing new", change(&["b"], &["c"]), 0, json!(["a", "b"])),
        ("one in, one out", change(&["c"], &["a"]), 2, json!(["b", "c"])),
    ] {
        let (status, done) = owner.send(Method::POST, path, &body).await;
        assert_eq!((status, &done["changed"]), (200, &json!(changed)), "{what}");
        let (_, shown) = owner.get(&format!("/api/v1/conversations/{two}")).await;
        assert_eq!(shown["tags"], tags, "{what}");
    }
    let many: Vec<String> = (0..49).map(|n| format!("t{n}")).collect();
    let many = json!({"ids": [one], "add": many});
    assert_eq!(owner.send(Method::POST, path, &many).await.1["changed"], 0, "51 tags are too many");
    let (_, listed) = owner.get("/api/v1/tags").await;
    assert_eq!(listed["data"], json!([{"tag": "b", "conversations": 2}, {"tag": "c", "conversations": 2}]));
    for body in [json!({"ids": [], "add": ["a"]}), json!({"ids": [one]}), json!({"ids": [one], "add": [" "]})] {
        assert_eq!(owner.send(Method::POST, path, &body).await.0, 422, "{body}");
    }
}

#[tokio::test]
async fn views_are_ones_own_unless_they_are_shared() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    let eve = invited(&owner, "eve@example.com", "viewer").await;
    let keep = |name: &str, query: &str, shared: bool| json!({"name": name, "query": query, "shared": shared});
    let (status, own) = owner.send(Method::POST, "/api/v1/views", &keep("Mine", "tag=a", false)).await;
    assert_eq!(status, 201, "{own}");
    let (_, again) = owner.send(Method::POST, "/api/v1/views", &keep("Mine", "tag=b", false)).await;
    assert_eq!((&again["id"], &again["query"]), (&own["id"], &json!("tag=b")));
    let (_, shared) = owner.send(Method::POST, "/api/v1/views", &keep("Ours", "tag=c", true)).await;
    assert_eq!(eve.send(Method::POST, "/api/v1/views", &keep("Hers", "tag=d", true)).await.0, 403);
    let (_, seen) = eve.get("/api/v1/views").await;
    let names: Vec<&Value> = seen["data"].as_array().unwrap().iter().map(|view| &view["name"]).collect();
    assert_eq!(names, ["Ours"]);
    let path = |view: &Value| format!("/api/v1/views/{}", view["id"].as_str().unwrap());
    assert_eq!(eve.send(Method::DELETE, &path(&shared), &json!(null)).await.0, 404);
    assert_eq!(owner.send(Method::DELETE, &path(&shared), &json!(null)).await.0, 204);
    assert_eq!(eve.get("/api/v1/views").await.1["data"], json!([]));
}
