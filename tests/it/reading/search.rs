//! Search: what is found by which words, and that its documents follow what was recorded.

use std::collections::BTreeMap;

use serde_json::json;
use time::Duration;
use verbatim::jobs::index_search;
use verbatim::store::search::forget;

use super::{id_of, list, previews, write};
use crate::support::app::{NOON, TestApp};

pub(super) async fn index(app: &TestApp) -> u64 {
    index_search::run(&app.app, 0).await.unwrap()
}

async fn set(app: &TestApp, phone: &str, name: &str, value: serde_json::Value, minutes: i64) {
    let id = id_of(app, phone).await;
    let statement = "insert into variables (project_id, conversation_id, source, name, set_at, value) values ($1, $2, 'input', $3, $4, $5)";
    sqlx::query(statement)
        .bind(app.project)
        .bind(id)
        .bind(name)
        .bind(NOON + Duration::minutes(minutes))
        .bind(value)
        .execute(app.pool())
        .await
        .unwrap();
    sqlx::query("insert into search_queue (project_id, conversation_ids) values ($1, array[$2])")
        .bind(app.project)
        .bind(id)
        .execute(app.pool())
        .await
        .unwrap();
}

/// The vocabulary must be what its documents say.
pub(super) async fn vocabulary_is_exact(app: &TestApp) -> BTreeMap<String, i64> {
    let kept: Vec<(String, i64)> =
        sqlx::query_as("select word, documents from search_words").fetch_all(app.pool()).await.unwrap();
    let counted: Vec<(String, i64)> = sqlx::query_as(
        "select word, count(*) from search_documents, unnest(tsvector_to_array(words)) word
         where word <> '#' and not (length(word) >= 5 and word ~ '[0-9]') group by word",
    )
    .fetch_all(app.pool())
    .await
    .unwrap();
    let (kept, counted): (BTreeMap<_, _>, BTreeMap<_, _>) = (kept.into_iter().collect(), counted.into_iter().collect());
    assert_eq!(kept, counted);
    kept
}

#[tokio::test]
async fn conversations_are_found_by_everything_that_is_in_them() {
    let app = TestApp::new().await;
    write(&app, "491512345678", 0, "¿Dónde está mi pedido? El reembolso no llegó").await;
    write(&app, "15551230002", 1, "I want a REFUND for order 48213, please").await;
    write(&app, "15551230003", 2, "Thanks, the invoice arrived").await;
    set(&app, "15551230003", "city", json!({"name": "Tromsø", "codes": ["N0-9008"]}), 0).await;
    assert_eq!(index(&app).await, 3);
    let id = id_of(&app, "15551230002").await;
    let (spanish, refund, invoice) = (
        "¿Dónde está mi pedido? El reembolso no llegó",
        "I want a REFUND for order 48213, please",
        "Thanks, the invoice arrived",
    );
    for (what, q, want) in [
        ("a word", "refund", vec![refund]),
        ("another case", "ReFuNd", vec![refund]),
        ("without accents", "donde pedido", vec![spanish]),
        ("with accents", "DÓNDE", vec![spanish]),
        ("the beginning of a word", "ref", vec![refund]),
        ("beginnings of several", "ord ref", vec![refund]),
        ("a number's beginning", "482", vec![refund]),
        ("a code", "48213", vec![refund]),
        ("a slip", "refnud", vec![refund]),
        ("another slip", "invoise", vec![invoice]),
        ("a slip beside a word", "thanks invioce", vec![invoice]),
        ("words of two conversations", "refund invoice", vec![]),
        ("nothing of the kind", "zzzzqqqq", vec![]),
        ("a phone number", "491512345678", vec![spanish]),
        ("as people write it", "%2B49 (151) 2345-678", vec![spanish]),
        ("without its country", "0151 2345678", vec![spanish]),
        ("its beginning", "49151", vec![spanish]),
        ("a name", "ada example", vec![invoice, refund, spanish]),
        ("a variable", "tromsø", vec![invoice]),
        ("a value inside one", "9008", vec![invoice]),
        ("a name and a word", "ada refund", vec![refund]),
    ] {
        assert_eq!(previews(&list(&app, &format!("q={q}")).await), want, "{what}");
    }
    let text = id.to_string();
    for q in [text.as_str(), &text[..30], &text.to_uppercase()] {
        assert_eq!(previews(&list(&app, &format!("q={q}")).await), [refund], "{q}");
    }
    assert_eq!(previews(&list(&app, "q=ada&type=whatsapp&sort=%2Bstarted&limit=2").await), [spanish, refund]);
    assert_eq!(previews(&list(&app, "q=ada&type=test").await), Vec::<&str>::new());
    vocabulary_is_exact(&app).await;
}

#[tokio::test]
async fn indexing_goes_on_where_it_stopped_and_forgetting_leaves_nothing() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "first words").await;
    assert_eq!((index(&app).await, index(&app).await), (1, 0));
    app.pass(Duration::hours(1));
    write(&app, "15551230001", 60, "later words").await;
    // A message that was said long ago but arrives only now.
    write(&app, "15551230001", -60 * 24 * 400, "ancient words").await;
    assert_eq!(index(&app).await, 1);
    for q in ["first", "later", "ancient", "first later ancient"] {
        assert_eq!(list(&app, &format!("q={q}")).await["data"].as_array().unwrap().len(), 1, "{q}");
    }
    set(&app, "15551230001", "city", json!("Lima"), 0).await;
    index(&app).await;
    set(&app, "15551230001", "city", json!("Quito"), 1).await;
    index(&app).await;
    assert_eq!(previews(&list(&app, "q=quito").await), ["later words"]);
    let words = vocabulary_is_exact(&app).await;
    assert_eq!((words["words"], words["quito"]), (1, 1));

    let id = id_of(&app, "15551230001").await;
    let mut transaction = app.pool().begin().await.unwrap();
    sqlx::query("delete from conversations where id = $1").bind(id).execute(&mut *transaction).await.unwrap();
    forget(&mut transaction, app.project.0, &[id]).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(vocabulary_is_exact(&app).await, BTreeMap::new());
    // A queue row that speaks of it still brings nothing back.
    sqlx::query("insert into search_queue (project_id, conversation_ids) values ($1, array[$2])")
        .bind(app.project)
        .bind(id)
        .execute(app.pool())
        .await
        .unwrap();
    assert_eq!(index(&app).await, 0);
    let left: i64 = sqlx::query_scalar("select count(*) from search_documents").fetch_one(app.pool()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_long_conversation_is_searched_as_one() {
    let app = TestApp::new().await;
    write(&app, "15551230001", 0, "beginning").await;
    write(&app, "15551230002", 0, "beginning of another one").await;
    for minute in 1..8 {
        let words: Vec<String> = (0..100).map(|n| format!("w{}", minute * 1000 + n)).collect();
        write(&app, "15551230001", minute, &words.join(" ")).await;
        index(&app).await;
    }
    write(&app, "15551230001", 9, "end").await;
    index(&app).await;
    let parts: i64 = sqlx::query_scalar("select count(*) from search_documents").fetch_one(app.pool()).await.unwrap();
    assert!(parts > 2, "{parts}");
    assert_eq!(previews(&list(&app, "q=beginning end").await), ["end"]);
    assert_eq!(previews(&list(&app, "q=beginning w7042").await), ["end"]);
    assert_eq!(previews(&list(&app, "q=beginning ada").await), ["end", "beginning of another one"]);
    vocabulary_is_exact(&app).await;
}

#[tokio::test]
async fn common_words_are_found_at_any_age() {
    let app = TestApp::new().await;
    // More conversations than a search names one by one, and more than a walk looks at.
    sqlx::query(
        "insert into conversations (project_id, id, type, thread_key, preview, started_at, last_activity_at)
         select $1, ('00000000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid, 'api', 'chat-' || g, g::text,
           $2 - g * interval '1 minute', $2 - g * interval '1 minute' from generate_series(1, 12000) g",
    )
    .bind(app.project)
    .bind(NOON)
    .execute(app.pool())
    .await
    .unwrap();
    sqlx::query(
        "insert into messages (project_id, id, conversation_id, source_id, role, kind, body, sent_at, received_at)
         select project_id, id, id, id, 'user', 'text', concat_ws(' ', 'everywhere', case when preview::int > 9000 then 'formerly' end,
           case when preview::int % 4 = 0 then 'often' end, case when preview::int = 11000 then 'once' end), started_at, started_at
         from conversations",
    )
    .execute(app.pool())
    .await
    .unwrap();
    sqlx::query("insert into search_queue (project_id, conversation_ids) select project_id, array_agg(id) from conversations group by project_id")
        .execute(app.pool())
        .await
        .unwrap();
    assert_eq!(index(&app).await, 12_000);
    for (q, want) in [
        ("everywhere", vec!["1", "2", "3"]),
        ("everywhere often", vec!["4", "8", "12"]),
        ("formerly", vec!["9001", "9002", "9003"]),
        ("formerly often", vec!["9004", "9008", "9012"]),
        ("once", vec!["11000"]),
        ("everywhere once", vec!["11000"]),
        ("once nowhere", vec![]),
    ] {
        let page = list(&app, &format!("limit=3&q={q}")).await;
        assert_eq!(previews(&page), want, "{q}");
        if want.len() == 3 {
            let next = list(&app, &format!("limit=3&q={q}&cursor={}", page["next_cursor"].as_str().unwrap())).await;
            let back = list(&app, &format!("limit=3&q={q}&cursor={}", next["prev_cursor"].as_str().unwrap())).await;
            assert_eq!(previews(&back), want, "{q}, there and back");
        }
    }
    assert_eq!(previews(&list(&app, "limit=2&q=everywhere&order=asc").await), ["12000", "11999"]);
}
