//! Visitors whom their site knows: proven by its signature, resumed on any device, never taken for somebody else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Open, Page, record};
use crate::support::app::TestApp;

/// A token as a site would sign it.
fn signed(page: &Page<'_>, secret: &str, claims: &Value) -> String {
    let mut claims = claims.clone();
    claims["exp"] = json!(page.app.app.now().unix_timestamp() + 600);
    let parts = [json!({"alg": "HS256", "typ": "JWT"}), claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let text = parts.join(".");
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(&text);
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

fn secret<'a>(page: &'a Page<'_>) -> &'a str {
    page.widget["identity_secret"].as_str().unwrap()
}

#[tokio::test]
async fn a_known_visitor_goes_on_on_another_device() {
    let app = TestApp::new().await;
    let page = Page::new(
        &app,
        json!({"form": {"fields": [
        {"name": "email", "label": "E-mail", "type": "email", "required": true}]}}),
    )
    .await;
    let ana = || signed(&page, secret(&page), &json!({"sub": "42", "name": "Ana", "email": "ana@example.com"}));
    let phone = page.begin(&json!({"identity": ana()})).await;
    assert_eq!(phone.told["session"]["identity"], json!({"name": "Ana", "email": "ana@example.com"}));
    page.say(&phone, "I am at the station").await;
    let desk = page.begin(&json!({"identity": ana()})).await;
    assert_eq!(desk.conversation, phone.conversation);
    assert_eq!(desk.told["messages"][0]["text"], "I am at the station");
    let told = record(&app, &phone.conversation).await;
    assert_eq!(told["customer"]["name"], "Ana", "{told}");

    let bob = page.begin(&json!({"identity": signed(&page, secret(&page), &json!({"sub": "43"}))})).await;
    assert_ne!(bob.conversation, phone.conversation);
    let other = Page::new(&app, json!({})).await;
    let theirs = signed(&other, secret(&other), &json!({"sub": "42"}));
    let elsewhere = other.begin(&json!({"identity": theirs})).await;
    assert_ne!(elsewhere.conversation, phone.conversation, "another site's 42 is another person");
    let (status, refused) = page.try_begin(&json!({"identity": theirs})).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("identity")));
}

#[tokio::test]
async fn nobody_becomes_somebody_else_by_saying_so() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let ana = page
        .begin(&json!({"identity": signed(&page, secret(&page), &json!({"sub": "42", "email": "ana@example.com"}))}))
        .await;
    page.say(&ana, "My secret").await;
    let claims = json!({"sub": "42", "email": "ana@example.com"});
    for identity in [
        json!(""),
        json!("42"),
        json!("ana@example.com"),
        json!(signed(&page, "", &claims)),
        json!(signed(&page, page.key(), &claims)),
        json!(ana.token),
    ] {
        let (status, refused) = page.try_begin(&json!({"identity": identity})).await;
        assert_eq!(status, 422, "{refused}");
    }
    for identity in [json!([]), json!({"sub": "42"}), json!(42)] {
        assert_eq!(page.try_begin(&json!({"identity": identity})).await.0, 422);
    }
    let guest = page.begin(&json!({"identity": null, "variables": {"email": "ana@example.com", "sub": "42"}})).await;
    assert_ne!(guest.conversation, ana.conversation);
    assert_eq!(guest.told["messages"], json!([]));
}

#[tokio::test]
async fn a_visitor_may_sign_in_in_the_middle() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({})).await;
    let guest = page.begin(&json!({})).await;
    page.say(&guest, "Hello").await;
    let spent = "insert into daily_costs (project_id, day, conversation_id, model, type, input_tokens, output_tokens, cost_nanos,
         channel_nanos) select project_id, started_at::date, id, 'm', type, 1, 1, 1, 0 from conversations";
    sqlx::query(spent).execute(app.pool()).await.unwrap();
    let token = signed(&page, secret(&page), &json!({"sub": "42", "name": "Ana"}));
    let (status, told) = page.post(&guest, "/identify", &json!({"identity": token})).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["session"]["conversation"]["id"], json!(guest.conversation), "the first conversation of theirs");
    assert_eq!(record(&app, &guest.conversation).await["customer"]["name"], "Ana");
    let theirs = "select count(*) from daily_costs d join conversations c on c.id = d.conversation_id
         where d.customer_id = c.customer_id";
    let theirs: i64 = sqlx::query_scalar(theirs).fetch_one(app.pool()).await.unwrap();
    assert_eq!(theirs, 1, "what it cost before is theirs, too");

    let later = page.begin(&json!({})).await;
    page.say(&later, "Me again").await;
    let (_, told) = page.post(&later, "/identify", &json!({"identity": token})).await;
    assert_eq!(told["session"]["conversation"]["id"], json!(guest.conversation), "where they left off");
    let (status, _) = page.post(&later, "/identify", &json!({"identity": token})).await;
    assert_eq!(status, 200, "again is no harm");
    let bob = signed(&page, secret(&page), &json!({"sub": "43"}));
    let (status, refused) = page.post(&later, "/identify", &json!({"identity": bob})).await;
    assert_eq!(status, 409, "{refused}");
}

#[tokio::test]
async fn each_visit_is_a_new_conversation_where_that_is_wanted_and_a_secret_can_be_changed() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"always_fresh": true})).await;
    let token = signed(&page, secret(&page), &json!({"sub": "42"}));
    let one = page.begin(&json!({"identity": token})).await;
    let two = page.begin(&json!({"identity": token})).await;
    assert_ne!(one.conversation, two.conversation);

    let id = page.widget["id"].as_str().unwrap();
    let (status, rotated) = app.post(&format!("/api/v1/widgets/{id}/rotate-secret"), &json!({})).await;
    assert_eq!(status, 200, "{rotated}");
    let new = signed(&page, rotated["identity_secret"].as_str().unwrap(), &json!({"sub": "42"}));
    let _new: Open = page.begin(&json!({"identity": new})).await;
    let _old: Open = page.begin(&json!({"identity": token})).await;
    app.pass(time::Duration::hours(25));
    let old = signed(&page, secret(&page), &json!({"sub": "42"}));
    assert_eq!(page.try_begin(&json!({"identity": old})).await.0, 422);
}

#[tokio::test]
async fn a_visitor_whom_the_site_knows_is_erased_by_the_sites_own_id() {
    let app = TestApp::new().await;
    let page = Page::new(&app, json!({"always_fresh": true})).await;
    let token = |sub: &str| signed(&page, secret(&page), &json!({"sub": sub, "name": "Ana"}));
    let (one, two) =
        (page.begin(&json!({"identity": token("42")})).await, page.begin(&json!({"identity": token("42")})).await);
    let other = page.begin(&json!({"identity": token("142")})).await;
    page.say(&one, "Forget me").await;
    let wanted = json!({"visitor_id": "42", "mode": "delete", "confirm_count": 2});
    let (status, erased) = app.post("/api/v1/persons/erase", &wanted).await;
    assert_eq!((status, &erased["conversations"], &erased["customers"]), (200, &json!(2), &json!(1)), "{erased}");
    for gone in [&one, &two] {
        assert_eq!(page.get(gone, "/session").await.0, 401);
    }
    assert_eq!(page.get(&other, "/session").await.0, 200, "142 is somebody else");
}
