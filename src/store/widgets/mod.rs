//! Widgets: chats that web pages embed.

pub mod said;
pub mod sessions;

use sqlx::PgConnection;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::widget::Settings;

/// A widget, its secrets still sealed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table widgets")]
pub struct Widget {
    pub id: Uuid,
    pub project_id: Uuid,
    pub public_key: String,
    pub name: String,
    pub assistant_id: Option<Uuid>,
    pub enabled: bool,
    pub allowed_origins: Vec<String>,
    pub secrets: Vec<u8>,
    pub settings: Json<Settings>,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

/// All widgets of a project, oldest first.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Widget>> {
    sqlx::query_as!(
        Widget,
        r#"select id, project_id, public_key, name, assistant_id, enabled, allowed_origins, secrets,
             settings as "settings: Json<Settings>", created_at, updated_at
           from widgets where project_id = $1 order by created_at, id"#,
        project,
    )
    .fetch_all(conn)
    .await
}

/// The widget of a public key, whosever it is.
pub async fn by_key(conn: &mut PgConnection, public_key: &str) -> sqlx::Result<Option<Widget>> {
    sqlx::query_as!(
        Widget,
        r#"select id, project_id, public_key, name, assistant_id, enabled, allowed_origins, secrets,
             settings as "settings: Json<Settings>", created_at, updated_at
           from widgets where public_key = $1"#,
        public_key,
    )
    .fetch_optional(conn)
    .await
}

/// One widget.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Widget>> {
    sqlx::query_as!(
        Widget,
        r#"select id, project_id, public_key, name, assistant_id, enabled, allowed_origins, secrets,
             settings as "settings: Json<Settings>", created_at, updated_at
           from widgets where project_id = $1 and id = $2"#,
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// One widget, locked so that of two changes neither is lost.
pub async fn lock(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Widget>> {
    sqlx::query_as!(
        Widget,
        r#"select id, project_id, public_key, name, assistant_id, enabled, allowed_origins, secrets,
             settings as "settings: Json<Settings>", created_at, updated_at
           from widgets where project_id = $1 and id = $2 for update"#,
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Adds a widget. `widgets_name_unique` may refuse it.
pub async fn insert(conn: &mut PgConnection, widget: &Widget) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into widgets (id, project_id, public_key, name, assistant_id, enabled, allowed_origins, secrets, settings,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        widget.id,
        widget.project_id,
        widget.public_key,
        widget.name,
        widget.assistant_id,
        widget.enabled,
        &widget.allowed_origins,
        widget.secrets,
        Json(&widget.settings.0) as _,
        widget.created_at,
        widget.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what may change about a widget. `widgets_name_unique` may refuse it.
pub async fn update(conn: &mut PgConnection, widget: &Widget) -> sqlx::Result<()> {
    sqlx::query!(
        "update widgets set name = $3, assistant_id = $4, enabled = $5, allowed_origins = $6, secrets = $7,
           settings = $8, updated_at = $9
         where project_id = $1 and id = $2",
        widget.project_id,
        widget.id,
        widget.name,
        widget.assistant_id,
        widget.enabled,
        &widget.allowed_origins,
        widget.secrets,
        Json(&widget.settings.0) as _,
        widget.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a widget and the sessions of its visitors; their conversations stay.
pub async fn delete(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from widget_sessions where project_id = $1 and widget_id = $2", project, id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from widgets where project_id = $1 and id = $2", project, id).execute(conn).await?;
    Ok(())
}
