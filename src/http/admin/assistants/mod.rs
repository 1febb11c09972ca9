//! Assistants: who answers, and with what.

mod fields;
mod rules;
mod settings;
pub mod versions;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use self::fields::{Change, New};
use super::prices::tokens;
use super::taken;
use crate::app::App;
use crate::domain::assistant::{Builtin, Extraction, Limits, Options, Speech, Tool};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::signing::Secrets;
use crate::store;
use crate::store::assistants::Assistant as Row;

/// The name of the constraint and what to say when it is hurt.
const NAMES: (&str, &str) = ("assistants_name_unique", "There is an assistant of this name; take another.");

/// All assistants of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assistants {
    /// The oldest first.
    data: Vec<Assistant>,
}

/// An assistant; its key for the model is never shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assistant {
    /// Its id.
    id: Uuid,
    /// What people call it.
    #[schema(example = "Support")]
    name: String,
    /// `demo` answers without any model, `openai` asks whatever speaks the same API, `http` an address of your own.
    #[schema(example = "openai")]
    provider: String,
    /// Where the model's API begins.
    #[schema(example = "https://api.openai.com/v1")]
    base_url: Option<String>,
    /// The model.
    #[schema(example = "gpt-4o-mini")]
    model: Option<String>,
    /// What it is told first.
    #[schema(example = "You help customers of a bicycle shop.")]
    system_prompt: String,
    /// What a customer is told when the model failed; nothing where it is empty.
    #[schema(example = "Sorry, I cannot answer just now. Please try again in a few minutes.")]
    failure_text: String,
    /// Whether a key for the model is stored.
    has_api_key: bool,
    /// What calls to your own addresses (tools, the provider `http`) are signed with; shown once, when the assistant is
    /// made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    signing_secret: Option<String>,
    /// Rises with every change of what it is told or does; each answer names it.
    #[schema(example = 3)]
    version: i32,
    /// Whether it answers at all.
    ai_enabled: bool,
    /// Minutes without a word after which its conversations fall idle; null for the program's setting.
    #[schema(example = 30)]
    idle_timeout_minutes: Option<i32>,
    /// What it says first in a test chat or widget; nothing where it is empty.
    #[schema(example = "Hello {{name}}, how can I help?")]
    welcome_text: String,
    /// Options that the model is asked with.
    options: Options,
    /// What one answer may take.
    limits: Limits,
    /// Tools of your own.
    tools: Vec<Tool>,
    /// Tools of ours.
    builtin_tools: Vec<Builtin>,
    /// What is extracted from what is said.
    extraction: Option<Extraction>,
    /// How it hears and speaks in widgets of the mode `voice_chat`.
    speech: Option<Speech>,
    /// What its answers cost; null where `/api/v1/prices/models` says it.
    price: Option<tokens::Shown>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
}

fn shown(row: Row) -> Assistant {
    let price = row.price().map(tokens::Shown::from);
    let settings = row.settings.0;
    Assistant {
        signing_secret: None,
        version: row.version,
        ai_enabled: row.is_enabled,
        idle_timeout_minutes: row.idle_timeout_minutes,
        welcome_text: settings.welcome_text,
        options: settings.options,
        limits: settings.limits,
        tools: settings.tools,
        builtin_tools: settings.builtin_tools,
        extraction: settings.extraction,
        speech: settings.speech,
        price,
        id: row.id,
        name: row.name,
        provider: row.provider,
        base_url: row.base_url,
        model: row.model,
        system_prompt: row.system_prompt,
        failure_text: row.failure_text,
        has_api_key: row.api_key.is_some(),
        created_at: row.created_at,
    }
}

/// Lists all assistants of the project.
#[utoipa::path(get, path = "/assistants", tag = "assistants",
    responses((status = 200, description = "The assistants", body = Assistants)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Assistants>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::assistants::list(&mut conn, caller.project.0).await?;
    Ok(Json(Assistants { data: rows.into_iter().map(shown).collect() }))
}

/// Adds an assistant.
#[utoipa::path(post, path = "/assistants", tag = "assistants",
    request_body(content = New, example = json!({"name": "Support", "provider": "openai",
        "base_url": "https://api.openai.com/v1", "model": "gpt-4o-mini",
        "system_prompt": "You help customers of a bicycle shop."})),
    responses(
        (status = 201, description = "The assistant", body = Assistant),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<New>,
) -> Result<(StatusCode, Json<Assistant>), Error> {
    let (now, project) = (app.now(), caller.project.0);
    let secrets = Secrets::generate(&mut rand::rng());
    let row = new.row(app.id(), &secrets, &app.sealer, now)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    store::assistants::insert(&mut tx, project, &row).await.map_err(|error| taken(error, NAMES.0, NAMES.1))?;
    store::assistants::keep_version(&mut tx, project, row.id, row.version, &fields::content(&row), now).await?;
    let detail = json!({"provider": row.provider});
    let entry = caller.does("assistant.create", format!("assistant:{}", row.id), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    let signing_secret = Some(secrets.current().to_owned());
    Ok((StatusCode::CREATED, Json(Assistant { signing_secret, ..shown(row) })))
}

/// Changes an assistant. Another `base_url` without a new `api_key` forgets the key: it was meant for the old address.
#[utoipa::path(patch, path = "/assistants/{id}", tag = "assistants",
    request_body(content = Change, example = json!({"model": "gpt-4.1-mini"})),
    params(("id" = Uuid, Path, description = "The assistant")),
    responses(
        (status = 200, description = "The assistant as it is now", body = Assistant),
        (status = 404, description = "There is no such assistant", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(change): extract::Json<Change>,
) -> Result<Json<Assistant>, Error> {
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = store::assistants::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("assistant"))?;
    let (after, detail) = change.apply(before, &app.sealer)?;
    store::assistants::update(&mut tx, project, &after).await.map_err(|error| taken(error, NAMES.0, NAMES.1))?;
    let now = app.now();
    store::assistants::keep_version(&mut tx, project, id, after.version, &fields::content(&after), now).await?;
    let entry = caller.does("assistant.change", format!("assistant:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(shown(after)))
}

/// Removes an assistant that never answered and that no channel names; records keep naming those that did.
#[utoipa::path(delete, path = "/assistants/{id}", tag = "assistants",
    params(("id" = Uuid, Path, description = "The assistant")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such assistant", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "A channel or conversation names it", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<StatusCode, Error> {
    let project = caller.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    store::assistants::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("assistant"))?;
    if store::assistants::is_used(&mut tx, project, id).await? {
        return Err(Error::Conflict(
            "A channel or a conversation names this assistant; give the channels another one and delete its conversations first."
                .to_owned(),
        ));
    }
    store::assistants::delete(&mut tx, project, id).await?;
    let entry = caller.does("assistant.delete", format!("assistant:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
