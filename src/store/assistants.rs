//! Assistants: who answers, and with what.

use sqlx::PgConnection;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::assistant::Settings;
use crate::domain::money::Nanos;
use crate::domain::price::Price;

/// An assistant as it answers, its key still sealed.
#[derive(Clone, Debug)]
pub struct Assistant {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// What people call it.
    pub name: String,
    /// `demo`, `openai` or `http`.
    pub provider: String,
    /// Where the model's API begins, for example `https://api.openai.com/v1`; with `http`, what is called.
    pub base_url: Option<String>,
    /// The model's name.
    pub model: Option<String>,
    /// What it is told first; may name variables as `{{name}}`.
    pub system_prompt: String,
    /// What a customer is told when the model failed; nothing is sent where it is empty.
    pub failure_text: String,
    /// The key for the model, sealed.
    pub api_key: Option<Vec<u8>>,
    /// What calls to the adopter's own addresses are signed with: [`crate::signing::Secrets`], sealed.
    pub signing_secret: Option<Vec<u8>>,
    /// Rises with every change of what it is told or does.
    pub version: i32,
    /// Whether it answers at all.
    pub is_enabled: bool,
    /// After so long without a word its conversations fall idle; none for what the program's settings say.
    pub idle_timeout_minutes: Option<i32>,
    /// Everything else.
    pub settings: Json<Settings>,
    /// What a million tokens of input cost, in nano-units of the project's currency; the other prices likewise.
    pub price_input: Option<i64>,
    /// Of output; there is one if there is one of input.
    pub price_output: Option<i64>,
    /// Of input read from a cache; none without the one of input.
    pub price_cache_read: Option<i64>,
    /// Of input written to a cache; none without the one of input.
    pub price_cache_write: Option<i64>,
    /// Of output that is reasoning; none without the one of output.
    pub price_reasoning: Option<i64>,
}

impl Assistant {
    /// The price of its own, if it has one.
    #[must_use]
    pub fn price(&self) -> Option<Price> {
        Some(Price {
            input: Nanos(self.price_input?),
            output: Nanos(self.price_output?),
            cache_read: self.price_cache_read.map(Nanos),
            cache_write: self.price_cache_write.map(Nanos),
            reasoning: self.price_reasoning.map(Nanos),
        })
    }

    /// The same with this price, or with none of its own.
    #[must_use]
    pub fn priced(self, price: Option<Price>) -> Self {
        let nanos = |nanos: Nanos| nanos.0;
        Self {
            price_input: price.map(|price| price.input.0),
            price_output: price.map(|price| price.output.0),
            price_cache_read: price.and_then(|price| price.cache_read).map(nanos),
            price_cache_write: price.and_then(|price| price.cache_write).map(nanos),
            price_reasoning: price.and_then(|price| price.reasoning).map(nanos),
            ..self
        }
    }
}

/// All columns, as each statement that reads whole assistants names them.
macro_rules! read {
    ($condition:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            Assistant,
            r#"select id, name, provider, base_url, model, system_prompt, failure_text, api_key, signing_secret, version,
                 is_enabled, idle_timeout_minutes, settings as "settings: Json<Settings>", created_at,
                 price_input, price_output, price_cache_read, price_cache_write, price_reasoning
               from assistants "# + $condition,
            $($argument),*
        )
    };
}

/// One assistant of a project.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Assistant>> {
    read!("where project_id = $1 and id = $2", project, id).fetch_optional(conn).await
}

/// One assistant of a project, locked, so that of two changes neither is lost.
pub async fn lock(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Assistant>> {
    read!("where project_id = $1 and id = $2 for update", project, id).fetch_optional(conn).await
}

/// The project's first demo assistant, which answers where nobody was named.
pub async fn demo(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Option<Assistant>> {
    read!("where project_id = $1 and provider = 'demo' order by created_at, id limit 1", project)
        .fetch_optional(conn)
        .await
}

/// All assistants of a project, oldest first.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Assistant>> {
    read!("where project_id = $1 order by created_at, id", project).fetch_all(conn).await
}

/// Adds an assistant. `assistants_name_unique` may refuse it.
pub async fn insert(conn: &mut PgConnection, project: Uuid, assistant: &Assistant) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into assistants (id, project_id, name, provider, base_url, model, system_prompt, api_key, created_at,
           price_input, price_output, price_cache_read, price_cache_write, failure_text, signing_secret, version,
           is_enabled, idle_timeout_minutes, settings, price_reasoning)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        assistant.id,
        project,
        assistant.name,
        assistant.provider,
        assistant.base_url,
        assistant.model,
        assistant.system_prompt,
        assistant.api_key,
        assistant.created_at,
        assistant.price_input,
        assistant.price_output,
        assistant.price_cache_read,
        assistant.price_cache_write,
        assistant.failure_text,
        assistant.signing_secret,
        assistant.version,
        assistant.is_enabled,
        assistant.idle_timeout_minutes,
        Json(&assistant.settings) as _,
        assistant.price_reasoning,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes an assistant anew. `assistants_name_unique` may refuse it.
pub async fn update(conn: &mut PgConnection, project: Uuid, assistant: &Assistant) -> sqlx::Result<()> {
    sqlx::query!(
        "update assistants set name = $3, provider = $4, base_url = $5, model = $6, system_prompt = $7, api_key = $8,
           price_input = $9, price_output = $10, price_cache_read = $11, price_cache_write = $12, failure_text = $13,
           signing_secret = $14, version = $15, is_enabled = $16, idle_timeout_minutes = $17, settings = $18,
           price_reasoning = $19
         where project_id = $1 and id = $2",
        project,
        assistant.id,
        assistant.name,
        assistant.provider,
        assistant.base_url,
        assistant.model,
        assistant.system_prompt,
        assistant.api_key,
        assistant.price_input,
        assistant.price_output,
        assistant.price_cache_read,
        assistant.price_cache_write,
        assistant.failure_text,
        assistant.signing_secret,
        assistant.version,
        assistant.is_enabled,
        assistant.idle_timeout_minutes,
        Json(&assistant.settings) as _,
        assistant.price_reasoning,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what an assistant is told and does in a version; what it was in that version before stays.
pub async fn keep_version(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    version: i32,
    content: &serde_json::Value,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into assistant_versions (project_id, assistant_id, version, content, created_at)
         values ($1, $2, $3, $4, $5) on conflict (project_id, assistant_id, version) do nothing",
        project,
        id,
        version,
        content,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One version of an assistant.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table assistant_versions")]
pub struct Version {
    pub version: i32,
    pub content: serde_json::Value,
    pub created_at: OffsetDateTime,
}

/// Up to `limit` versions of an assistant below `before`, newest first.
pub async fn versions(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    before: i32,
    limit: i64,
) -> sqlx::Result<Vec<Version>> {
    sqlx::query_as!(
        Version,
        "select version, content, created_at from assistant_versions
         where project_id = $1 and assistant_id = $2 and version < $3 order by version desc limit $4",
        project,
        id,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Removes an assistant with its versions.
pub async fn delete(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from assistant_versions where project_id = $1 and assistant_id = $2", project, id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from assistants where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(())
}

/// Whether an account has an assistant answer or a conversation was answered by it.
pub async fn is_used(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let used = sqlx::query_scalar!(
        r#"select exists (select 1 from channels where project_id = $1 and assistant_id = $2)
             or exists (select 1 from conversations where project_id = $1 and assistant_id = $2) as "used!""#,
        project,
        id,
    )
    .fetch_one(conn)
    .await?;
    Ok(used)
}
