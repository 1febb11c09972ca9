//! Assistants: who answers, and with what.

use sqlx::PgConnection;
use uuid::Uuid;

/// An assistant as it answers, its key still sealed.
#[derive(Clone, Debug)]
pub struct Assistant {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// `demo` or `openai`.
    pub provider: String,
    /// Where the model's API begins, for example `https://api.openai.com/v1`.
    pub base_url: Option<String>,
    /// The model's name.
    pub model: Option<String>,
    /// What it is told first; may name variables as `{{name}}`.
    pub system_prompt: String,
    /// The key for the model, sealed.
    pub api_key: Option<Vec<u8>>,
}

/// One assistant of a project.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Assistant>> {
    sqlx::query_as!(
        Assistant,
        "select id, name, provider, base_url, model, system_prompt, api_key
         from assistants where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The project's first demo assistant, which answers where nobody was named.
pub async fn demo(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Option<Assistant>> {
    sqlx::query_as!(
        Assistant,
        "select id, name, provider, base_url, model, system_prompt, api_key
         from assistants where project_id = $1 and provider = 'demo' order by created_at, id limit 1",
        project,
    )
    .fetch_optional(conn)
    .await
}
