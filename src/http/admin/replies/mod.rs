//! What staff say to a customer: recorded, and put into the outbox by the same commit.

mod place;
mod rich;
pub mod uploads;
mod what;
mod wish;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use self::place::Place;
use self::rich::{NewMedia, NewReaction};
use self::what::{ChosenTemplate, What, Wording};
use self::wish::Wish;
use super::signed;
use crate::app::App;
use crate::domain::customer::{Identity, IdentityKind};
use crate::domain::interactive::Interactive;
use crate::domain::window::Window;
use crate::domain::{status, text};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path};
use crate::http::faults::Faults;

/// What is to be said in a conversation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// 1 to 4,096 characters; this or one of the other four.
    #[schema(example = "Your parcel leaves today.", min_length = 1, max_length = 4096)]
    text: Option<String>,
    /// An approved template, which may be sent whether the window is open or not; it opens none.
    template: Option<ChosenTemplate>,
    /// A file: one that was uploaded, or on channels that send such messages one that lies on the internet.
    media: Option<NewMedia>,
    /// Up to three buttons, or a list to choose from.
    interactive: Option<Interactive>,
    /// A mark on a message of the conversation.
    reaction: Option<NewReaction>,
    /// Your own id of the message, up to 200 characters. Sent again with the same id, it is said once, however much
    /// later.
    #[schema(example = "r-1", max_length = 200)]
    client_id: Option<String>,
    /// The id (ours) of the message of this conversation that it answers; the customer sees that one quoted.
    reply_to: Option<Uuid>,
    /// The name to be shown to staff, 1 to 100 characters; left out, the name of the key.
    #[schema(example = "Maria")]
    author: Option<String>,
}

/// What is to be said to somebody on a channel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// A phone number in any notation, with its country code; this or `wa_user_id`.
    #[schema(example = "+1 555 123 0001")]
    phone: Option<String>,
    /// The id that WhatsApp gives its users in place of a number.
    #[schema(example = "US.13491208655302741918")]
    wa_user_id: Option<String>,
    /// What the person is called, up to 255 characters, should they be new.
    #[schema(example = "Ada Example")]
    name: Option<String>,
    /// 1 to 4,096 characters; this or a template.
    #[schema(min_length = 1, max_length = 4096)]
    text: Option<String>,
    /// An approved template; the only thing that may be sent to somebody whose window is not open.
    template: Option<ChosenTemplate>,
    /// As with a reply; ids of one conversation.
    #[schema(example = "m-1", max_length = 200)]
    client_id: Option<String>,
    /// As with a reply.
    #[schema(example = "Maria")]
    author: Option<String>,
}

/// A message of staff and what became of it so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reply {
    /// Its id.
    message_id: Uuid,
    /// Its conversation.
    conversation_id: Uuid,
    /// The platform's id, once it has accepted it.
    #[schema(example = "wamid.HBgLMTU1NTEyMzAwMDEVAgARGBI")]
    external_id: Option<String>,
    /// `queued`, `sent`, `delivered`, `read` or `failed`; null where the channel delivers by itself.
    #[schema(example = "queued")]
    status: Option<&'static str>,
    /// Why it failed.
    error: Option<String>,
    /// When it was said.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// The customer service window; null where the channel has none.
    window: Option<Window>,
}

/// Say something to a customer
///
/// On WhatsApp it is put into the outbox by the commit that records it and sent at once; see `/api/v1/outbox` for what
/// was not accepted. An answer of the assistant that waits is dropped: the customer has one. The assistant goes on
/// answering what comes later unless the conversation is taken over.
#[utoipa::path(post, path = "/conversations/{id}/replies", operation_id = "reply", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = NewReply, example = json!({"text": "Your parcel leaves today.", "client_id": "r-1"})),
    responses(
        (status = 200, description = "It was said before", body = Reply),
        (status = 201, description = "Recorded, and to be sent", body = Reply),
        (status = 403, description = "The window is closed (`SESSION_EXPIRED`): the platform is not asked",
            body = Problem, content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Forbidden", "status": 403, "code": "SESSION_EXPIRED",
                "detail": "The customer's last message is older than 24 hours: send a template.",
                "requires_template": true})),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The client id stands for another message", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "More than 5 messages to one customer within a second; see `Retry-After`",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The channel cannot send (`SENDER_OFFLINE`), or the database does not answer",
            body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(new): Json<NewReply>,
) -> Result<(StatusCode, axum::Json<Reply>), Error> {
    let what = What {
        text: new.text,
        template: new.template,
        media: new.media,
        interactive: new.interactive,
        reaction: new.reaction,
    };
    let how = How { client_id: new.client_id, reply_to: new.reply_to, author: new.author };
    check(&what, &how, Faults::default())?;
    let place = Place::conversation(&app, &caller, id).await?;
    say(&app, &caller, place, what, how).await
}

/// Say something to somebody on a channel
///
/// As a reply, but to a phone number or user id: where there is no conversation yet, one begins.
#[utoipa::path(post, path = "/channels/{id}/messages", operation_id = "send_message", tag = "operators",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body(content = NewMessage, example = json!({"phone": "+1 555 123 0001", "client_id": "m-1",
        "template": {"name": "order_ready", "language": "en_US", "variables": {"1": "Ada"}}})),
    responses(
        (status = 200, description = "It was said before", body = Reply),
        (status = 201, description = "Recorded, and to be sent", body = Reply),
        (status = 403, description = "The window is not open (`SESSION_EXPIRED`): send a template", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The client id stands for another message", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "More than 5 messages to one customer within a second; see `Retry-After`",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The channel cannot send (`SENDER_OFFLINE`), or the database does not answer",
            body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, axum::Json<Reply>), Error> {
    let mut faults = Faults::default();
    let alias = match (&new.phone, &new.wa_user_id) {
        (Some(phone), None) => Identity::new(IdentityKind::Phone, phone),
        (None, Some(user)) => Identity::new(IdentityKind::WaUser, user),
        _ => None,
    };
    if alias.is_none() {
        faults.add("phone", "give either a phone number with its country code or a wa_user_id");
    }
    if let Some(name) = &new.name {
        faults.length("name", name, 1, 255);
    }
    let what = What { text: new.text, template: new.template, ..What::default() };
    let how = How { client_id: new.client_id, reply_to: None, author: new.author };
    check(&what, &how, faults)?;
    let alias = alias.ok_or(Error::NotFound("channel"))?;
    let place = Place::person(&app, &caller, id, alias, new.name.as_deref().map(text::clean)).await?;
    say(&app, &caller, place, what, how).await
}

/// What belongs to a message beside what it says.
struct How {
    client_id: Option<String>,
    reply_to: Option<Uuid>,
    author: Option<String>,
}

fn check(what: &What, how: &How, mut faults: Faults) -> Result<(), Error> {
    what.check(&mut faults);
    if let Some(client_id) = &how.client_id {
        faults.length("client_id", client_id, 1, 200);
    }
    if let Some(author) = &how.author {
        faults.length("author", author.trim(), 1, 100);
    }
    faults.unless(())
}

async fn say(
    app: &App,
    caller: &Caller,
    place: Place,
    what: What,
    how: How,
) -> Result<(StatusCode, axum::Json<Reply>), Error> {
    let Wording { content, body, target } = what.wording(app, caller, &place).await?;
    let client_id = how.client_id.as_deref().map(text::clean);
    let wish = Wish {
        content,
        body,
        target,
        reply_to: how.reply_to,
        client_id: client_id.unwrap_or_else(|| app.id().to_string()),
        author: signed(&mut *app.lookups.acquire().await?, caller, how.author).await?,
    };
    let said = wish::fulfil(app, caller, place, wish).await?;
    let code = if said.is_new { StatusCode::CREATED } else { StatusCode::OK };
    let reply = Reply {
        message_id: said.message.id,
        conversation_id: said.message.conversation_id,
        external_id: said.message.external_id,
        status: status::name(said.message.status),
        error: said.message.error,
        created_at: said.message.sent_at,
        window: said.window,
    };
    Ok((code, axum::Json(reply)))
}
