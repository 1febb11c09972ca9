//! Raw deliveries: what came, how it ended, and the bytes themselves.

pub mod replay;
mod which;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use self::which::{PageParameters, WhichParameters};
use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store::deliveries::kept::{self, Kept};

/// A page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deliveries {
    /// The newest first.
    data: Vec<Delivery>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// A delivery.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivery {
    /// Its id.
    id: Uuid,
    /// The channel it came by.
    #[schema(example = "whatsapp")]
    channel: String,
    /// When it came.
    #[serde(with = "time::serde::rfc3339")]
    received_at: OffsetDateTime,
    /// `recorded`: something was new; `repeated`: nothing was; `noted`: it said nothing; `unknown`: nothing of it was
    /// understood; `rejected`: the database refused it; `erased`: its body was deleted with a conversation.
    #[schema(example = "recorded")]
    outcome: String,
    /// What was not understood or why it was refused, in fixed words.
    #[schema(example = json!([]))]
    notes: Vec<String>,
    /// Things that it told.
    #[schema(example = 1)]
    items: i32,
    /// How many of them were new.
    #[schema(example = 1)]
    fresh: i32,
    /// The conversations it speaks of; in a list only the first.
    conversation_ids: Vec<Uuid>,
    /// Bytes of its body.
    #[schema(example = 612)]
    size: i32,
}

fn shown(row: Kept) -> Delivery {
    Delivery {
        id: row.id,
        channel: row.channel,
        received_at: row.received_at,
        outcome: row.outcome,
        notes: row.notes,
        items: row.items,
        fresh: row.fresh,
        conversation_ids: row.conversation_id.into_iter().collect(),
        size: row.size,
    }
}

/// Lists raw deliveries, newest first, as far back as they are kept.
#[utoipa::path(get, path = "/deliveries", tag = "deliveries", params(WhichParameters, PageParameters),
    responses((status = 200, description = "A page of deliveries", body = Deliveries)))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(parameters): Query<which::Parameters>,
) -> Result<Json<Deliveries>, Error> {
    let (which, page) = parameters.read()?;
    let (limit, before) = page.read()?;
    let mut conn = app.pool.acquire().await?;
    let mut rows = kept::list(&mut conn, caller.project.0, &which, before, i64::from(limit) + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.id);
    Ok(Json(Deliveries { data: rows.into_iter().map(shown).collect(), next_cursor }))
}

/// Shows a delivery with all conversations it speaks of.
#[utoipa::path(get, path = "/deliveries/{id}", tag = "deliveries",
    params(("id" = Uuid, Path, description = "The delivery")),
    responses(
        (status = 200, description = "The delivery", body = Delivery),
        (status = 404, description = "There is no such delivery", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn get(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Delivery>, Error> {
    let mut conn = app.pool.acquire().await?;
    let row = kept::find(&mut conn, caller.project.0, id).await?.ok_or(Error::NotFound("delivery"))?;
    let mut delivery = shown(row);
    delivery.conversation_ids.extend(kept::conversations(&mut conn, id).await?);
    Ok(Json(delivery))
}

/// Gives a delivery's body back, byte for byte.
#[utoipa::path(get, path = "/deliveries/{id}/body", tag = "deliveries",
    params(("id" = Uuid, Path, description = "The delivery")),
    responses(
        (status = 200, description = "The bytes", content_type = "application/octet-stream"),
        (status = 404, description = "There is no such delivery, or its body was erased", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn body(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let mut conn = app.pool.acquire().await?;
    let body = kept::body(&mut conn, caller.project.0, id).await?;
    let body = body.ok_or(Error::NotFound("delivery, or its body was erased"))?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"delivery-{id}.json\"")),
        // Strangers wrote it: no browser may take it for a page.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, body).into_response())
}
