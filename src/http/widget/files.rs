//! Files of visitors: uploaded first, sent with a message then, and handed out to nobody but the two who talk.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::visitor::Visitor;
use crate::app::App;
use crate::domain::attachment::safe_name;
use crate::http::error::Error;
use crate::http::extract::{Path, Query};
use crate::http::handing_out;
use crate::http::taking::refused;
use crate::media::uploads;
use crate::store::attachments::shown;

/// What is taken, told by content: pictures that browsers show and documents that run nothing.
pub(super) const TYPES: [&str; 5] = ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"];

/// What the file is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct File {
    id: Uuid,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    size: u64,
}

/// Bytes of the largest file.
pub(super) fn largest(app: &App) -> u64 {
    (u64::from(app.config.widget.file_mb) << 20).min(app.files.limit())
}

/// Takes a file, to be sent with a message within a day.
pub(super) async fn upload(
    State(app): State<App>,
    visitor: Visitor,
    Query(named): Query<Named>,
    body: Body,
) -> Result<(StatusCode, axum::Json<File>), Error> {
    if !visitor.widget.settings.takes_files {
        return Err(Error::Forbidden("This chat takes no files.".to_owned()));
    }
    visitor.pace(&app)?;
    let name = named.name.as_deref().and_then(safe_name);
    let (place, most) = ((visitor.project, visitor.conversation()?), largest(&app));
    let limit = |told: &str| TYPES.contains(&told).then_some(most);
    let received = uploads::receive(&app, place, name.as_deref(), limit, body.into_data_stream()).await;
    let (id, kept) = received.map_err(|error| refused(error, "a picture (JPEG, PNG, WebP, GIF) or a PDF"))?;
    let file = File { id, name: name.unwrap_or_default(), kind: kept.media_type, size: kept.size };
    Ok((StatusCode::CREATED, axum::Json(file)))
}

/// A file of the conversation.
pub(super) async fn get(State(app): State<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let conversation = visitor.conversation()?;
    let found = shown::find(&mut *app.lookups.acquire().await?, visitor.project.0, id).await?;
    let row = found.filter(|row| row.conversation_id == conversation.0).ok_or(Error::NotFound("file"))?;
    handing_out::answer(&app, visitor.project, row).await
}
