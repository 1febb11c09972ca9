//! Files of messages: which a conversation has, and what is in them.

pub mod content;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Refusals;
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store;
use crate::store::attachments::shown::{self, Row};

/// Which files.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// A page of files.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attachments {
    /// The oldest first.
    data: Vec<Attachment>,
    /// Give it as `cursor` for newer ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// A file that belongs to a message.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attachment {
    /// Its id.
    pub id: Uuid,
    /// The message that it came with; null as long as an uploaded file is in none.
    pub message_id: Option<Uuid>,
    /// What it was sent as: `image`, `video`, `audio`, `document` or `sticker`.
    #[schema(example = "document")]
    pub kind: Option<String>,
    /// The name that the sender gave it, as it came; treat it as a stranger's text.
    #[schema(example = "bill.pdf")]
    pub name: Option<String>,
    /// `waiting` until it is here, `stored`, or `failed` when it will not come.
    #[schema(example = "stored")]
    pub state: &'static str,
    /// Its type, told by its content; null until it is here.
    #[schema(example = "application/pdf")]
    pub media_type: Option<String>,
    /// Its type as the sender says.
    #[schema(example = "application/pdf")]
    pub declared_type: Option<String>,
    /// Bytes; null until it is here.
    #[schema(example = 48_213)]
    pub size: Option<i64>,
    /// In hex; null until it is here.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: Option<String>,
    /// Why it did not come the last time; while it is `waiting` it is tried again.
    #[schema(example = "the host took too long")]
    pub error: Option<String>,
    /// What is said in it, where it is sound that the assistant could hear; null where there is no such text, or not yet.
    #[schema(example = "Hello, where is my order 48213?")]
    pub derived_text: Option<String>,
    /// The model that the text is from, or that did not give one.
    #[schema(example = "gpt-4o-mini-transcribe")]
    pub derived_from: Option<String>,
    /// Why there is no text, or not yet: what passes is tried four times.
    #[schema(example = "the model could not be asked: the host took too long")]
    pub derived_error: Option<String>,
    /// Where the file is to be had, with the same key; null until it is here.
    #[schema(example = "/api/v1/attachments/01942b4e-7c00-7000-8000-000000000001/content")]
    pub content_url: Option<String>,
    /// When it was announced or uploaded.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

impl From<Row> for Attachment {
    fn from(row: Row) -> Self {
        let state = match row.state.as_str() {
            "stored" => "stored",
            "failed" => "failed",
            _ => "waiting",
        };
        Self {
            id: row.id,
            message_id: row.message_id,
            kind: row.kind,
            name: row.name,
            state,
            media_type: row.media_type,
            declared_type: row.declared_type,
            size: row.size,
            sha256: row.sha256.map(hex::encode),
            error: row.error,
            derived_text: row.derived_text,
            derived_from: row.derived_from,
            derived_error: row.derived_error,
            content_url: (state == "stored").then(|| format!("/api/v1/attachments/{}/content", row.id)),
            created_at: row.created_at,
        }
    }
}

/// Lists the files of a conversation, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/attachments", operation_id = "list_attachments", tag = "attachments",
    params(("id" = Uuid, Path, description = "The conversation"), Parameters),
    responses(
        (status = 200, description = "A page of files", body = Attachments),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<Parameters>,
) -> Result<axum::Json<Attachments>, Error> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    let after = parameters.cursor.unwrap_or(Uuid::nil());
    let mut conn = app.pool.acquire().await?;
    let mut rows = shown::of_conversation(&mut conn, caller.project.0, id, after, i64::from(limit) + 1).await?;
    if rows.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.id);
    Ok(axum::Json(Attachments { data: rows.into_iter().map(Attachment::from).collect(), next_cursor }))
}
