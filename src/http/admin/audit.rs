//! The audit log: who did what to what, with which result; never content.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::extract::Query;
use crate::store;

/// Which acts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Only acts of this kind.
    #[param(example = "conversation.delete")]
    action: Option<String>,
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// A page of acts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditActs)]
pub struct Acts {
    /// The newest first.
    data: Vec<Act>,
    /// Give it as `cursor` for older ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// One act.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditAct)]
pub struct Act {
    /// Its id; that of an erasure is its certificate.
    id: Uuid,
    /// `key:<id>`, `system` or `cli`.
    #[schema(example = "key:019ca945-0a00-756e-a625-934ee9bc5d47")]
    actor: String,
    /// What was done.
    #[schema(example = "conversation.delete")]
    action: String,
    /// To what, by id.
    #[schema(example = "conversation:019ca945-0a00-756e-a625-934fb4df9f1f")]
    subject: String,
    /// `done`, `refused` or `failed`.
    #[schema(example = "done")]
    result: String,
    /// Counts, ids and settings.
    detail: serde_json::Value,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    /// The request that asked for it.
    request_id: Option<String>,
}

/// Lists what was done, newest first.
#[utoipa::path(get, path = "/audit", tag = "audit", params(Parameters),
    responses(
        (status = 200, description = "A page of acts", body = Acts),
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Acts>, Error> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    let before = parameters.cursor.unwrap_or(Uuid::max());
    let mut conn = app.pool.acquire().await?;
    let action = parameters.action.as_deref();
    let mut rows = store::audit::list(&mut conn, caller.project.0, before, action, i64::from(limit) + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.id);
    let shown = rows.into_iter().map(|row| Act {
        id: row.id,
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        result: row.result,
        detail: row.detail,
        at: row.at,
        request_id: row.request_id,
    });
    Ok(Json(Acts { data: shown.collect(), next_cursor }))
}
