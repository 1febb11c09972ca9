//! Files of staff: uploaded first, sent with a reply then.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::place::Place;
use super::what::Wording;
use crate::app::App;
use crate::domain::attachment::safe_name;
use crate::domain::carriage::{Carriages, OWN};
use crate::domain::id::ConversationId;
use crate::domain::outgoing::{Content, FILE};
use crate::domain::{json, text};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::http::taking::refused;
use crate::media::uploads;
use crate::store::attachments::shown;

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UploadName {
    /// The name that the customer sees; what could lead out of a folder or hide its ending is taken out.
    #[param(example = "bill-48213.pdf")]
    name: Option<String>,
}

/// A file that waits to be sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Uploaded {
    /// Its id, to be given as `media.upload_id` of a reply in this conversation.
    id: Uuid,
    /// Its name; empty where none was given.
    #[schema(example = "bill-48213.pdf")]
    name: String,
    /// Its type, told by its content.
    #[serde(rename = "type")]
    #[schema(example = "application/pdf")]
    kind: &'static str,
    /// Bytes.
    #[schema(example = 48_213)]
    size: u64,
}

/// Upload a file to be sent
///
/// The body is the file itself, whatever its `Content-Type` says: its type is told by its content. On WhatsApp what Meta
/// takes may be sent: JPEG and PNG of up to 5 MB, audio and MP4 or 3GP video of up to 16 MB, WebP stickers of up to
/// 500 KB, PDF, Office and text documents of up to 100 MB. Elsewhere pictures, audio, video, PDF and documents. Nothing is
/// larger than `media.limit_mb`. A file that no reply names within a day is removed.
#[utoipa::path(post, path = "/conversations/{id}/uploads", operation_id = "upload_file", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation"), UploadName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes of the file"),
    responses(
        (status = 201, description = "It is here, and may be sent", body = Uploaded),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "It is larger than files of its type may be", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "It is of a type that cannot be sent here", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(named): Query<UploadName>,
    body: Body,
) -> Result<(StatusCode, axum::Json<Uploaded>), Error> {
    let place = Place::conversation(&app, &caller, id).await?;
    let carriages = carriages(&place);
    let name = named.name.as_deref().and_then(safe_name);
    let most = |told: &str| carriages.of(told).map(|carriage| carriage.most);
    let (place, bytes) = ((caller.project, ConversationId(id)), body.into_data_stream());
    let received = uploads::receive(&app, place, name.as_deref(), most, bytes).await;
    let (id, kept) = received.map_err(|error| refused(error, carriages.words))?;
    let file = Uploaded { id, name: name.unwrap_or_default(), kind: kept.media_type, size: kept.size };
    Ok((StatusCode::CREATED, axum::Json(file)))
}

/// What may be sent at a place.
fn carriages(place: &Place) -> &'static Carriages {
    place.channel.map_or(&OWN, |(channel, _)| channel.carriages())
}

/// The wording of an uploaded file at the place where it was uploaded.
pub(super) async fn wording(
    app: &App,
    caller: &Caller,
    place: &Place,
    upload: Uuid,
    caption: Option<String>,
) -> Result<Wording, Error> {
    let found = shown::find(&mut *app.lookups.acquire().await?, caller.project.0, upload).await?;
    let found = found.filter(|row| Some(row.conversation_id) == place.conversation && row.state == "stored");
    let row = found.ok_or_else(|| {
        Error::field("media.upload_id", "is no file uploaded in this conversation within the last day; upload it again")
    })?;
    let carriage = row.media_type.as_deref().and_then(|told| carriages(place).of(told));
    let kind = carriage.ok_or_else(|| Error::field("media.upload_id", "is of a type that cannot be sent here"))?.kind;
    if caption.is_some() && place.channel.is_some() && ["audio", "sticker"].contains(&kind) {
        return Err(Error::field("media.caption", "is not for audio and stickers; leave it out"));
    }
    let mut value = json!({FILE: upload});
    if let Some(caption) = &caption {
        value["caption"] = json!(caption);
    }
    // A platform shows a document by its name; where the chat is ours, the file says it by itself.
    let name = row.name.filter(|_| kind == "document" && place.channel.is_some());
    if let Some(name) = &name {
        value["filename"] = json!(name);
    }
    let body = text::clean(&caption.or(name).unwrap_or_default());
    // The value is compared with the recorded one when the request comes again, which has no NUL.
    let content = Content::Other { kind: kind.to_owned(), value: json::clean(value) };
    Ok(Wording { content, body, target: None })
}
