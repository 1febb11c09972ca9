//! Whether somebody may be written to freely just now: looked up here, at no cost and without asking the platform.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::domain::customer::{Identity, IdentityKind};
use crate::domain::id::ChannelId;
use crate::domain::window::Window;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store;
use crate::store::conversations::session;

/// Whose session: exactly one of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// A phone number in any notation, with its country code.
    #[param(example = "+1 555 123 0001")]
    phone: Option<String>,
    /// The id that WhatsApp gives its users in place of a number.
    #[param(example = "US.13491208655302741918")]
    wa_user_id: Option<String>,
}

impl Parameters {
    fn alias(&self) -> Result<Identity, Error> {
        let alias = match (&self.phone, &self.wa_user_id) {
            (Some(phone), None) => Identity::new(IdentityKind::Phone, phone),
            (None, Some(user)) => Identity::new(IdentityKind::WaUser, user),
            _ => return Err(Error::field("phone", "give either phone or wa_user_id")),
        };
        alias.ok_or_else(|| Error::field("phone", "has no digits; give the number with its country code"))
    }
}

/// What is known of somebody on a channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Whether there is a conversation with that person on this channel.
    has_conversation: bool,
    /// The conversation.
    conversation_id: Option<Uuid>,
    /// What the person calls themselves.
    #[schema(example = "Ada Example")]
    customer_name: Option<String>,
    /// When the person last said something.
    #[serde(with = "time::serde::rfc3339::option")]
    last_customer_message_at: Option<OffsetDateTime>,
    /// The customer service window; closed, and without an end, for somebody who never wrote.
    window: Window,
    /// The same as `window.requires_template`.
    requires_template: bool,
    /// Why the channel cannot send just now; null when it can.
    #[schema(example = "it has no access token")]
    offline: Option<&'static str>,
}

/// Shows whether somebody may be written to freely
///
/// Costs nothing: the platform is not asked. Whoever never wrote on this channel has no conversation and no open window.
#[utoipa::path(get, path = "/channels/{id}/session", operation_id = "session_of_customer", tag = "channels",
    params(("id" = Uuid, Path, description = "The channel"), Parameters),
    responses(
        (status = 200, description = "The session", body = Session),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Session>, Error> {
    let alias = parameters.alias()?;
    let project = caller.project.0;
    let mut conn = app.lookups.acquire().await?;
    store::channels::find(&mut conn, project, id).await?.ok_or(Error::NotFound("channel"))?;
    let found = session::find(&mut conn, project, id, alias.kind.as_str(), &alias.value).await?;
    let (closes_at, free_until) =
        found.as_ref().map_or((None, None), |found| (found.window_closes_at, found.free_entry_expires_at));
    let window = Window::at(app.now(), closes_at, free_until);
    let (name, last) =
        found.as_ref().map_or((None, None), |found| (found.customer_name.clone(), found.last_customer_message_at));
    Ok(Json(Session {
        has_conversation: found.is_some(),
        conversation_id: found.map(|found| found.id),
        customer_name: name,
        last_customer_message_at: last,
        requires_template: window.requires_template,
        window,
        offline: app.accounts.offline(ChannelId(id)),
    }))
}
