//! WhatsApp's fees: by the card, by the word of the statuses, once for each message, in any order.

use serde_json::{Value, json};
use time::Duration;
use time::macros::datetime;

use super::{ADA, CARD, cost, echo, import, status};
use crate::support::app::{NOON, TestApp, text_message};

async fn app_with_card() -> TestApp {
    let app = TestApp::new().await;
    let (status, card) = import(&app, CARD).await;
    assert_eq!(status, 200, "{card}");
    app
}

fn costs(channel: &Value) -> Value {
    json!({"llm": 0, "channel": channel, "total": channel, "currency": "USD"})
}

#[tokio::test]
async fn a_fee_is_the_same_whatever_comes_first_and_however_often() {
    let regular = Some(("regular", "utility"));
    let told = [
        echo(ADA, "wamid.out", NOON),
        status(ADA, "wamid.out", "sent", 1, regular),
        status(ADA, "wamid.out", "delivered", 2, regular),
        status(ADA, "wamid.out", "read", 3, None),
    ];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [1, 2, 0, 3], [3, 0, 2, 1]] {
        let app = app_with_card().await;
        for index in order.into_iter().chain(order) {
            app.accept(&told[index]).await;
        }
        assert_eq!(cost(&app).await, costs(&json!(0.05)), "{order:?}");
    }
}

#[tokio::test]
async fn statuses_and_their_message_in_one_delivery_make_one_fee() {
    let app = app_with_card().await;
    let mut all = echo(ADA, "wamid.out", NOON);
    for (word, minutes) in [("sent", 1), ("delivered", 2)] {
        let status = status(ADA, "wamid.out", word, minutes, Some(("regular", "utility")));
        all["entry"].as_array_mut().unwrap().push(status["entry"][0].clone());
    }
    app.accept(&all).await;
    assert_eq!(cost(&app).await, costs(&json!(0.05)));
}

#[tokio::test]
async fn the_last_word_of_the_platform_counts() {
    for (what, words, want) in [
        ("free after all", vec![("sent", 1, "regular"), ("delivered", 2, "free_customer_service")], json!(0)),
        ("charged after all", vec![("sent", 1, "free_customer_service"), ("delivered", 2, "regular")], json!(0.05)),
        ("not delivered", vec![("sent", 1, "regular"), ("failed", 2, "")], json!(0)),
        ("by another kind", vec![("sent", 1, "premium")], Value::Null),
    ] {
        for backwards in [false, true] {
            let app = app_with_card().await;
            app.accept(&echo(ADA, "wamid.out", NOON)).await;
            let mut words = words.clone();
            if backwards {
                words.reverse();
            }
            for (word, minutes, kind) in words {
                let mut told =
                    status(ADA, "wamid.out", word, minutes, Some((kind, "service")).filter(|_| !kind.is_empty()));
                // Announced for removal.
                let told_status = &mut told["entry"][0]["changes"][0]["value"]["statuses"][0];
                if let Some(pricing) = told_status["pricing"].as_object_mut() {
                    pricing.remove("billable");
                }
                app.accept(&told).await;
            }
            assert_eq!(cost(&app).await, costs(&want), "{what}, backwards: {backwards}");
        }
    }
}

#[tokio::test]
async fn the_rate_is_that_of_market_category_and_day_or_unknown() {
    let day = 24 * 60;
    for (what, phone, category, minutes, want) in [
        ("by the number", ADA, "utility", 1, json!(0.05)),
        ("from a later day on", ADA, "utility", day, json!(0.06)),
        ("a newer rate of another category changes nothing", ADA, "service", day, json!(0.05)),
        ("another market", "15551230001", "utility", 1, json!(0.003)),
        ("in another spelling", "15551230001", "AUTHENTICATION-INTERNATIONAL", 1, json!(0.004)),
        ("the longest prefix", "4917123777", "marketing", 1, json!(0.2)),
        ("which has no such category", "4917123777", "utility", 1, Value::Null),
        ("an unknown market", "33612345678", "utility", 1, Value::Null),
        ("before the card begins", ADA, "utility", -90 * day, Value::Null),
    ] {
        let app = app_with_card().await;
        app.accept(&echo(phone, "wamid.out", NOON)).await;
        app.accept(&status(phone, "wamid.out", "sent", minutes, Some(("regular", category)))).await;
        let shown = cost(&app).await;
        assert_eq!(shown, costs(&want), "{what}");
    }
}

#[tokio::test]
async fn without_a_card_a_fee_is_unknown_and_what_is_free_is_known_all_the_same() {
    let app = TestApp::new().await;
    app.accept(&echo(ADA, "wamid.1", NOON)).await;
    assert_eq!(cost(&app).await, costs(&Value::Null), "nothing was said of it yet");
    app.accept(&status(ADA, "wamid.1", "sent", 1, Some(("regular", "utility")))).await;
    assert_eq!(cost(&app).await, costs(&Value::Null));
    app.accept(&echo(ADA, "wamid.2", NOON)).await;
    app.accept(&status(ADA, "wamid.2", "sent", 1, Some(("free_entry_point", "utility")))).await;
    assert_eq!(cost(&app).await, costs(&json!(0)));
}

#[tokio::test]
async fn a_customer_without_a_number_is_of_the_country_of_the_user_id() {
    let app = app_with_card().await;
    let mut hello = text_message(ADA, "wamid.in", NOON, "Hello");
    let value = &mut hello["entry"][0]["changes"][0]["value"];
    value["contacts"] = json!([{"profile": {"name": "Ada"}, "user_id": "DE.13491208655302741918"}]);
    value["messages"][0]["from_user_id"] = json!("DE.13491208655302741918");
    value["messages"][0].as_object_mut().unwrap().remove("from");
    app.accept(&hello).await;
    let mut reply = echo(ADA, "wamid.out", NOON);
    let message = &mut reply["entry"][0]["changes"][0]["value"]["message_echoes"][0];
    message.as_object_mut().unwrap().remove("to");
    message["to_user_id"] = json!("DE.13491208655302741918");
    app.accept(&reply).await;
    let mut told = status(ADA, "wamid.out", "sent", 1, Some(("regular", "utility")));
    let word = &mut told["entry"][0]["changes"][0]["value"]["statuses"][0];
    word.as_object_mut().unwrap().remove("recipient_id");
    word["recipient_user_id"] = json!("DE.13491208655302741918");
    app.accept(&told).await;
    assert_eq!(cost(&app).await, costs(&json!(0.05)));
}

#[tokio::test]
async fn a_card_is_shown_as_it_was_imported_and_its_faults_are_named_by_line() {
    let app = app_with_card().await;
    let (_, card) = app.get("/api/v1/rate-card").await;
    assert_eq!(card["data"].as_array().unwrap().len(), 6);
    assert_eq!(
        card["data"][1],
        json!({"line": 3, "market": "Germany", "prefixes": ["49", "DE"], "category": "utility", "currency": "USD",
            "rate": 0.06, "from": "2026-03-02", "tier": null})
    );
    assert_eq!((&card["imported_at"], &card["allowances"]), (&json!("2026-03-01T12:00:00Z"), &json!([])));
    let bad = "market,prefixes,category,currency,rate,from\nGermany,49,utility,USD,0.05,soon\nFrance,33,utility,EUR,1,2026-01-01\n";
    let (status, problem) = import(&app, bad).await;
    assert_eq!(status, 422);
    assert_eq!(problem["errors"][0], json!({"field": "line 2", "message": "`from` must be a day like 2026-10-01"}));
    assert_eq!(problem["errors"][1]["field"], "line 3");
    assert_eq!(app.get("/api/v1/rate-card").await.1, card, "a card with faults changes nothing");
    let (status, card) =
        import(&app, "market,prefixes,category,currency,rate,from,tier\nX,1,service,USD,0.1,2026-01-01,best\n").await;
    assert_eq!((status, &card["data"][0]["tier"], card["data"].as_array().unwrap().len()), (200, &json!("best"), 1));
    let written: i64 = sqlx::query_scalar("select count(*) from audit where action = 'rate_card.set'")
        .fetch_one(app.pool())
        .await
        .unwrap();
    assert_eq!(written, 2);
}

#[tokio::test]
async fn the_free_allowance_counts_what_the_platform_marked_this_month() {
    let app = TestApp::new().await;
    app.app.clock.set(datetime!(2026-10-15 12:00 UTC));
    let month = (datetime!(2026-10-01 00:00 UTC) - NOON).whole_minutes();
    let free = "free_customer_service";
    for (id, minutes, kind, category) in [
        ("a", month, free, "service"),
        ("b", month + 5, free, "service"),
        ("last month", month - 1, free, "service"),
        ("a template", month + 5, free, "utility"),
        ("beyond it", month + 6, "regular", "service"),
    ] {
        app.accept(&echo(ADA, id, NOON + Duration::minutes(minutes))).await;
        for word in ["sent", "delivered"] {
            app.accept(&status(ADA, id, word, minutes, Some((kind, category)))).await;
        }
    }
    let (_, card) = app.get("/api/v1/rate-card").await;
    let used = json!({"channel_id": app.channel, "name": "Shop", "phone": "15550783881", "used": 2, "of": 1000});
    assert_eq!(card["allowances"], json!([used]));
}
