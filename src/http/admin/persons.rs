//! Erasing a person: everything that one customer said on any channel, with a certificate.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::deletion::{confirm, order};
use crate::app::App;
use crate::domain::customer::{Identity, IdentityKind};
use crate::domain::text;
use crate::erasure::{self, Alias, Erased};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;

/// Whom to erase, by exactly one alias.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// A phone number in any notation, with its country code.
    #[schema(example = "+1 555 123 0001")]
    phone: Option<String>,
    /// The id that WhatsApp gives its users in place of a number.
    #[schema(example = "US.13491208655302741918")]
    wa_user_id: Option<String>,
    /// Your own id of a visitor of your pages, as the claim `sub` had it.
    #[schema(example = "customer-42")]
    visitor_id: Option<String>,
    /// A user name with its `@`; whoever has it now, as far as it was seen.
    #[schema(example = "@ada")]
    username: Option<String>,
    /// What to do.
    mode: Mode,
    /// `true` only counts.
    #[serde(default)]
    dry_run: bool,
    /// How many conversations a dry run counted; nothing is erased if there are more or fewer by now.
    #[schema(example = 2)]
    confirm_count: Option<u64>,
}

/// What becomes of the person's data.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ErasureMode)]
pub enum Mode {
    /// It is deleted.
    Delete,
}

/// What was or would be erased.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ErasureAnswer)]
pub struct Answer {
    /// Whether it was only counted.
    dry_run: bool,
    /// Conversations of the person; give it as `confirm_count`.
    #[schema(example = 2)]
    matched: u64,
    /// Customers of that alias.
    #[schema(example = 1)]
    customers: u64,
    /// Conversations that were deleted.
    #[schema(example = 2)]
    conversations: u64,
    /// Messages that were deleted.
    #[schema(example = 19)]
    messages: u64,
    /// Raw deliveries that were emptied.
    #[schema(example = 24)]
    deliveries: u64,
    /// The id of the audit row that certifies it; it names nobody. Null after a dry run.
    certificate: Option<Uuid>,
}

/// Erases a person: all conversations of whoever is known by an alias, with names, numbers and raw deliveries.
#[utoipa::path(post, path = "/persons/erase", tag = "persons",
    request_body(content = Erasure, example = json!({"phone": "+1 555 123 0001", "mode": "delete", "dry_run": true})),
    responses(
        (status = 200, description = "What was or would be erased", body = Answer),
        (status = 409, description = "There are more or fewer than `confirm_count`; nothing was erased", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn erase(
    State(app): State<App>,
    caller: Caller,
    extract::Json(wanted): extract::Json<Erasure>,
) -> Result<Json<Answer>, Error> {
    let Mode::Delete = wanted.mode;
    let alias = alias(&wanted)?;
    let order = order(&caller, "person.erase");
    let person = erasure::of_person(&app, &order, &alias).await?;
    let matched = person.conversations.len() as u64;
    let (erased, certificate) = if wanted.dry_run {
        (Erased::default(), None)
    } else {
        confirm(matched, wanted.confirm_count)?;
        let (erased, certificate) = erasure::person(&app, &order, &alias, &person).await?;
        (erased, Some(certificate))
    };
    Ok(Json(Answer {
        dry_run: wanted.dry_run,
        matched,
        customers: person.customers.len() as u64,
        conversations: erased.conversations,
        messages: erased.messages,
        deliveries: erased.deliveries,
        certificate,
    }))
}

fn alias(wanted: &Erasure) -> Result<Alias, Error> {
    let identity = |field: &str, kind: IdentityKind, value: &str| {
        Identity::new(kind, value).map(Alias::Identity).ok_or_else(|| Error::field(field, "names nobody"))
    };
    match (&wanted.phone, &wanted.wa_user_id, &wanted.visitor_id, &wanted.username) {
        (Some(phone), None, None, None) => identity("phone", IdentityKind::Phone, phone),
        (None, Some(id), None, None) => identity("wa_user_id", IdentityKind::WaUser, id),
        (None, None, Some(id), None) => identity("visitor_id", IdentityKind::Visitor, id),
        (None, None, None, Some(name)) if name.trim().is_empty() => Err(Error::field("username", "names nobody")),
        (None, None, None, Some(name)) => Ok(Alias::Username(text::clean(name.trim()))),
        _ => Err(Error::field(
            "phone",
            "or `wa_user_id`, `visitor_id` or `username` must name the person; give one of the four",
        )),
    }
}
