//! What pricing anew changed, message by message, with the old prices.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::reprice::Parameters;
use crate::app::App;
use crate::domain::money::Nanos;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store::prices::repriced::{self, Change};
use crate::store::prices::repricings;

/// What a pricing anew changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PriceChanges)]
pub struct Changes {
    /// By message.
    data: Vec<Changed>,
    /// Give it as `cursor` for further ones; null at the end.
    next_cursor: Option<String>,
}

/// What a message cost before and after.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PriceChange)]
pub struct Changed {
    /// The message.
    message_id: Uuid,
    /// `llm` or `channel`.
    #[schema(example = "llm")]
    part: String,
    /// Before; null where it was not known.
    #[schema(value_type = Option<f64>, example = 0.0025)]
    before: Option<Nanos>,
    /// After; null where it is not known.
    #[schema(value_type = Option<f64>, example = 0.003)]
    after: Option<Nanos>,
    /// When it was changed.
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
}

impl Changed {
    fn of(change: Change) -> Self {
        Self {
            message_id: change.message_id,
            part: change.part,
            before: change.before_nanos.map(Nanos),
            after: change.after_nanos.map(Nanos),
            at: change.at,
        }
    }
}

/// Lists what a pricing anew changed, each message with its old and new price.
#[utoipa::path(get, path = "/prices/reprice/{id}/changes", tag = "prices", operation_id = "list_price_changes",
    params(("id" = Uuid, Path, description = "The pricing anew"), Parameters),
    responses(
        (status = 200, description = "A page", body = Changes),
        (status = 404, description = "There is none of this id", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Changes>, Error> {
    let limit = parameters.limit()?;
    let (message, part) = match &parameters.cursor {
        None => (Uuid::nil(), ""),
        Some(cursor) => cursor
            .split_once('.')
            .and_then(|(message, part)| Some((Uuid::parse_str(message).ok()?, part)))
            .ok_or_else(|| Error::field("cursor", "must be `next_cursor` of a page of this list"))?,
    };
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    repricings::find(&mut conn, project, id).await?.ok_or(Error::NotFound("pricing anew"))?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut rows = repriced::changes(&mut conn, project, id, (message, part), most).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.message_id, row.part));
    Ok(Json(Changes { data: rows.into_iter().map(Changed::of).collect(), next_cursor }))
}
