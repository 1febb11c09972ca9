//! The message templates of a channel's business account, as the platform last listed them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::domain::template;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::{Path, Query};
use crate::store;
use crate::store::templates;

/// Which templates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// `approved` (default), `pending`, `rejected`, `paused`, `disabled`, … or `all`.
    #[param(example = "approved")]
    status: Option<String>,
}

/// The templates of a channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct Templates {
    /// By name and language.
    data: Vec<Template>,
    /// When the platform last gave the list; null when it never did.
    #[serde(with = "time::serde::rfc3339::option")]
    synced_at: Option<OffsetDateTime>,
    /// Why it did not the last time, if it did not.
    error: Option<String>,
}

/// A template.
#[derive(Debug, Serialize, ToSchema)]
pub struct Template {
    /// The platform's id.
    #[schema(example = "1247321093")]
    id: Option<String>,
    /// Its name.
    #[schema(example = "order_ready")]
    name: String,
    /// Its language.
    #[schema(example = "en_US")]
    language: String,
    /// `marketing`, `utility` or `authentication`; decides what a message costs.
    #[schema(example = "utility")]
    category: String,
    /// `approved`, `pending`, `rejected`, …; only approved ones can be sent.
    #[schema(example = "approved")]
    status: String,
    /// The platform's rating: `green`, `yellow`, `red` or `unknown`.
    #[schema(example = "green")]
    quality: Option<String>,
    /// The text of its body, gaps open.
    #[schema(example = "Hello {{1}}, your order is ready.")]
    body: String,
    /// The names under which values are to be given.
    #[schema(example = json!(["1"]))]
    variables: Vec<String>,
    /// All of it, as the platform gave it.
    #[schema(value_type = Vec<Object>)]
    components: serde_json::Value,
}

impl From<template::Template> for Template {
    fn from(row: template::Template) -> Self {
        Self {
            body: row.body().to_owned(),
            variables: row.variables(),
            id: row.external_id,
            name: row.name,
            language: row.language,
            category: row.category,
            status: row.status,
            quality: row.quality,
            components: row.components,
        }
    }
}

/// Lists the message templates of a channel
///
/// The list is the one of the channel's business account, which its numbers share. It is fetched every four hours, and
/// within seconds when the platform tells of a change.
#[utoipa::path(get, path = "/channels/{id}/templates", operation_id = "list_templates", tag = "channels",
    params(("id" = Uuid, Path, description = "The channel"), Parameters),
    responses(
        (status = 200, description = "The templates", body = Templates),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Templates>, Error> {
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let channel = store::channels::find(&mut conn, project, id).await?.ok_or(Error::NotFound("channel"))?;
    let Some(waba) = channel.waba_id else {
        return Ok(Json(Templates {
            data: Vec::new(),
            synced_at: None,
            error: Some("the channel has no waba_id".into()),
        }));
    };
    let status = parameters.status.as_deref().unwrap_or("approved");
    let rows = templates::list(&mut conn, project, &waba, Some(status).filter(|status| *status != "all")).await?;
    let synced = templates::synced(&mut conn, project, &waba).await?;
    let (synced_at, error) = synced.map_or((None, None), |synced| (synced.synced_at, synced.error));
    Ok(Json(Templates { data: rows.into_iter().map(Template::from).collect(), synced_at, error }))
}

/// Has the templates of a channel fetched now
///
/// That takes some ten seconds; `synced_at` of the list tells.
#[utoipa::path(post, path = "/channels/{id}/templates/sync", operation_id = "sync_templates", tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses(
        (status = 202, description = "They are being fetched"),
        (status = 404, description = "There is no such channel", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The channel has no business account", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn sync(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<StatusCode, Error> {
    let project = caller.project.0;
    let mut tx = app.pool.begin().await?;
    let channel = store::channels::find(&mut tx, project, id).await?.ok_or(Error::NotFound("channel"))?;
    let waba = channel.waba_id.ok_or_else(|| {
        Error::Conflict(
            "The channel has no waba_id, by which the platform lists templates; set it with PATCH.".to_owned(),
        )
    })?;
    templates::hasten(&mut tx, project, Some(&waba), app.now()).await?;
    let entry = caller.does("templates.sync", format!("channel:{id}"), json!({"waba_id": waba}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
