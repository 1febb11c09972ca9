//! Replies that are neither text nor template: files, something to tap, reactions.

use serde_json::{Value, json};
use time::Duration;

use super::place;
use crate::answers::{ADA, accepting, app, graph, messages, sent, status, work};
use crate::support::app::{NOON, text_message};
use crate::support::facts::contradictions;

#[tokio::test]
async fn files_buttons_and_lists_go_out_as_whatsapp_takes_them_and_are_read_as_people_see_them() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let replies = format!("{}/replies", place(&app).await);
    let link = "https://shop.example.com/bill.pdf";
    for (what, new, kind, want, read) in [
        (
            "document",
            json!({"media": {"kind": "document", "link": link, "caption": "Your bill", "filename": "bill.pdf"}}),
            "document",
            json!({"link": link, "caption": "Your bill", "filename": "bill.pdf"}),
            "Your bill",
        ),
        ("picture", json!({"media": {"kind": "image", "link": link}}), "image", json!({"link": link}), ""),
        (
            "buttons",
            json!({"interactive": {"body": "When?", "buttons": [{"id": "a", "title": "Today"}]}}),
            "interactive",
            json!({"type": "button", "body": {"text": "When?"},
                "action": {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "Today"}}]}}),
            "When?\n\n[Today]",
        ),
        (
            "list",
            json!({"interactive": {"body": "When?", "list": {"button": "Days",
                "sections": [{"rows": [{"id": "m", "title": "Monday"}]}]}}}),
            "interactive",
            json!({"type": "list", "body": {"text": "When?"},
                "action": {"button": "Days", "sections": [{"rows": [{"id": "m", "title": "Monday"}]}]}}),
            "When?\n\n[Monday]",
        ),
    ] {
        let mut new = new;
        new["client_id"] = json!(what);
        let (code, reply) = app.post(&replies, &new).await;
        assert_eq!((code, &reply["status"]), (201, &json!("queued")), "{what}: {reply}");
        assert_eq!(app.post(&replies, &new).await.0, 200, "{what}");
        app.pass(Duration::seconds(10));
        work(&app).await;
        let call = sent(&graph).await.pop().unwrap();
        assert_eq!((&call["type"], &call[kind]), (&json!(kind), &want), "{what}");
        let said = messages(&app).await.pop().unwrap();
        assert_eq!((&said["kind"], &said["content"], &said["role"]), (&json!(kind), &json!(read), &json!("operator")));
    }
    assert_eq!(sent(&graph).await.len(), 5, "the answer of the assistant, and each once");
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_reaction_marks_the_customers_message_and_is_taken_back() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    work(&app).await;
    let replies = format!("{}/replies", place(&app).await);
    let first = messages(&app).await[0].clone();
    for (emoji, want) in [("👍", 1), ("", 0)] {
        let new = json!({"reaction": {"message_id": first["id"], "emoji": emoji}});
        assert_eq!(app.post(&replies, &new).await.0, 201);
        app.pass(Duration::seconds(10));
        work(&app).await;
        let call = sent(&graph).await.pop().unwrap();
        assert_eq!(call["reaction"], json!({"message_id": "wamid.1", "emoji": emoji}));
        let now = messages(&app).await;
        assert_eq!((now.len(), now[0]["reactions"].as_array().unwrap().len()), (2, want), "{now:?}");
    }
    let (_, shown) = app.get(&place(&app).await).await;
    assert_eq!(shown["message_count"], 2, "a reaction is no message");
    let call = sent(&graph).await.pop().unwrap();
    app.accept(&status("wamid.out.3", "delivered", call["biz_opaque_callback_data"].as_str().unwrap())).await;
    assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_whatsapp_would_refuse_is_refused_here_with_its_field() {
    let graph = graph(accepting()).await;
    let app = app(&graph.uri()).await;
    app.accept(&text_message(ADA, "wamid.1", NOON, "hello")).await;
    let replies = format!("{}/replies", place(&app).await);
    let first = messages(&app).await[0]["id"].clone();
    let link = "https://shop.example.com/a";
    let media = |more: Value| {
        let mut media = json!({"kind": "image", "link": link});
        media.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "media": media })
    };
    for (what, new, field) in [
        ("nothing", json!({}), "text"),
        ("two things", json!({"text": "a", "media": {"kind": "image", "link": link}}), "text"),
        ("http", media(json!({"link": "http://shop.example.com/a"})), "media.link"),
        ("no address", media(json!({"link": "javascript:alert(1)"})), "media.link"),
        ("caption of audio", media(json!({"kind": "audio", "caption": "x"})), "media.caption"),
        ("long caption", media(json!({"caption": "x".repeat(1025)})), "media.caption"),
        ("name of a picture", media(json!({"filename": "a.png"})), "media.filename"),
        ("no buttons", json!({"interactive": {"body": "a", "buttons": []}}), "interactive.buttons"),
        ("two emoji", json!({"reaction": {"message_id": first, "emoji": "👍👍"}}), "reaction.emoji"),
        ("a word", json!({"reaction": {"message_id": first, "emoji": "ok"}}), "reaction.emoji"),
        ("no message", json!({"reaction": {"message_id": uuid::Uuid::nil(), "emoji": "👍"}}), "reaction.message_id"),
    ] {
        let (code, problem) = app.post(&replies, &new).await;
        assert_eq!((code, &problem["errors"][0]["field"]), (422, &json!(field)), "{what}: {problem}");
    }
    app.pass(Duration::hours(25));
    for new in [media(json!({})), json!({"reaction": {"message_id": first, "emoji": "👍"}})] {
        assert_eq!(app.post(&replies, &new).await.1["code"], "SESSION_EXPIRED");
    }
}
