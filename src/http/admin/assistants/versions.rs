//! What an assistant was told and did before, and the secret that its calls are signed with.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::signing::Secrets;
use crate::store;

/// How long the secret so far signs beside a new one.
const OVERLAP: Duration = Duration::hours(24);

/// Versions of an assistant.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssistantVersions {
    /// The newest first.
    data: Vec<AssistantVersion>,
}

/// What an assistant was told and did.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssistantVersion {
    /// Answers name it as `assistant_version`.
    #[schema(example = 3)]
    version: i32,
    /// Name, provider, model, prompt, texts and settings; no secrets, no prices.
    #[schema(value_type = Object)]
    content: Value,
    /// From when.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
}

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Only those below this one; the newest if left out.
    before: Option<i32>,
    /// Most of them, 1 to 100.
    #[serde(default = "some")]
    limit: i64,
}

fn some() -> i64 {
    20
}

/// Lists the versions of an assistant, the newest first.
#[utoipa::path(get, path = "/assistants/{id}/versions", operation_id = "list_assistant_versions", tag = "assistants",
    params(("id" = Uuid, Path, description = "The assistant"), Which),
    responses(
        (status = 200, description = "Its versions", body = AssistantVersions),
        (status = 404, description = "There is no such assistant", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Query(which): extract::Query<Which>,
) -> Result<Json<AssistantVersions>, Error> {
    if !(1..=100).contains(&which.limit) {
        return Err(Error::field("limit", "must be between 1 and 100"));
    }
    let (project, before) = (caller.project.0, which.before.unwrap_or(i32::MAX));
    let mut conn = app.lookups.acquire().await?;
    store::assistants::find(&mut conn, project, id).await?.ok_or(Error::NotFound("assistant"))?;
    let rows = store::assistants::versions(&mut conn, project, id, before, which.limit).await?;
    let shown = |row: store::assistants::Version| AssistantVersion {
        version: row.version,
        content: row.content,
        created_at: row.created_at,
    };
    Ok(Json(AssistantVersions { data: rows.into_iter().map(shown).collect() }))
}

/// A new secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewSigningSecret {
    /// Shown now and never again.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    signing_secret: String,
}

/// Makes a new secret for the calls of an assistant. For 24 hours they carry a signature of the old one, too.
#[utoipa::path(post, path = "/assistants/{id}/signing-secret", operation_id = "rotate_assistant_signing_secret",
    tag = "assistants", params(("id" = Uuid, Path, description = "The assistant")),
    responses(
        (status = 200, description = "The new secret", body = NewSigningSecret),
        (status = 404, description = "There is no such assistant", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn rotate(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<Json<NewSigningSecret>, Error> {
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    let mut row = store::assistants::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("assistant"))?;
    // One that cannot be opened any more signs nothing.
    let old = row.signing_secret.as_deref().and_then(|sealed| Secrets::open(&app.sealer, sealed).ok());
    let new =
        old.map_or_else(|| Secrets::generate(&mut rand::rng()), |old| old.rotate(&mut rand::rng(), now + OVERLAP));
    row.signing_secret = Some(new.seal(&app.sealer).map_err(|error| Error::Internal(error.into()))?);
    store::assistants::update(&mut tx, project, &row).await?;
    let entry = caller.does("assistant.rotate_secret", format!("assistant:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(NewSigningSecret { signing_secret: new.current().to_owned() }))
}
