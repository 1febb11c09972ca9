//! Widgets: chats that web pages embed with one line.

mod fields;
mod snippet;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use sqlx::Connection as _;
use time::{Duration, OffsetDateTime};
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::fields::new_key;
use self::fields::{Change, New};
use super::{check_assistant, taken};
use crate::app::App;
use crate::domain::widget::Settings;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::seal::SealError;
use crate::signing::Secrets;
use crate::store;
use crate::store::widgets::Widget as Row;

/// How long tokens under an old secret still count.
const GRACE: Duration = Duration::hours(24);

/// All widgets of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Widgets {
    /// The oldest first.
    data: Vec<Widget>,
}

/// A widget; the secret that signs who a visitor is is never shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct Widget {
    /// Its id.
    id: Uuid,
    /// What people call it.
    #[schema(example = "Shop")]
    name: String,
    /// What pages name it by; public.
    #[schema(example = "pub_3gVY2cWmZQ6yTn0sK1xLbA")]
    public_key: String,
    /// The line to paste into a page. It says how the launcher looks where that is not as usual: paste it anew after
    /// changing `accent`, `position` or `launcher_label`.
    #[schema(
        example = "<script src=\"https://chat.example/widget.js\" data-widget=\"pub_3gVY2cWmZQ6yTn0sK1xLbA\" async></script>"
    )]
    snippet: String,
    /// What a page's Content-Security-Policy must allow, where it has one.
    #[schema(example = "script-src https://chat.example; connect-src https://chat.example")]
    content_security_policy: String,
    /// Who answers new conversations.
    assistant_id: Option<Uuid>,
    /// Whether it is shown at all.
    enabled: bool,
    /// Origins of the pages that may embed it, exactly; while there is none, pages on the visitor's own machine.
    #[schema(example = json!(["https://shop.example"]))]
    allowed_origins: Vec<String>,
    /// How it looks and behaves.
    settings: Settings,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When it was last changed.
    #[serde(with = "time::serde::rfc3339")]
    updated_at: OffsetDateTime,
}

/// A widget with the secret that signs who a visitor is, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WidgetWithSecret {
    /// Signs the tokens of `identify` with HS256: the whole text is the key. Keep it on your server.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    identity_secret: String,
    #[serde(flatten)]
    widget: Widget,
}

fn shown(app: &App, row: Row) -> Widget {
    let url = app.config.public_url();
    let key = row.public_key;
    Widget {
        id: row.id,
        name: row.name,
        snippet: snippet::line(&url, &key, &row.settings.0),
        content_security_policy: format!("script-src {url}; connect-src {url}"),
        public_key: key,
        assistant_id: row.assistant_id,
        enabled: row.enabled,
        allowed_origins: row.allowed_origins,
        settings: row.settings.0,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

fn refused(error: sqlx::Error) -> Error {
    taken(error, "widgets_name_unique", "There is a widget of this name; take another.")
}

fn sealed(error: SealError) -> Error {
    Error::Internal(error.into())
}

/// List widgets
#[utoipa::path(get, path = "/widgets", operation_id = "list_widgets", tag = "widgets",
    responses((status = 200, description = "The widgets", body = Widgets)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Widgets>, Error> {
    let mut conn = app.pool.acquire().await?;
    let rows = store::widgets::list(&mut conn, caller.project.0).await?;
    Ok(Json(Widgets { data: rows.into_iter().map(|row| shown(&app, row)).collect() }))
}

/// Add a widget
///
/// It works at once on pages of `allowed_origins`. The secret is shown this once.
#[utoipa::path(post, path = "/widgets", operation_id = "create_widget", tag = "widgets",
    request_body(content = New, example = json!({"name": "Shop", "allowed_origins": ["https://shop.example"],
        "settings": {"title": "Bicycle shop", "suggestions": ["Where is my order?"],
            "form": {"fields": [{"name": "email", "label": "E-mail", "type": "email", "required": true}]}}})),
    responses(
        (status = 201, description = "The widget with its secret", body = WidgetWithSecret),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The request is wrong; `errors` says how to mend it", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                "detail": "allowed_origins[0]: is no origin such as https://shop.example: scheme, host and nothing behind",
                "errors": [{"field": "allowed_origins[0]",
                    "message": "is no origin such as https://shop.example: scheme, host and nothing behind"}]})),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    extract::Json(new): extract::Json<New>,
) -> Result<(StatusCode, Json<WidgetWithSecret>), Error> {
    let (now, project) = (app.now(), caller.project.0);
    let secrets = Secrets::generate(&mut rand::rng());
    let key = new_key(&mut rand::rng());
    let row = new.row((app.id(), project), key, secrets.seal(&app.sealer).map_err(sealed)?, now)?;
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    check_assistant(&mut tx, project, row.assistant_id).await?;
    store::widgets::insert(&mut tx, &row).await.map_err(refused)?;
    let detail = json!({"allowed_origins": row.allowed_origins});
    let entry = caller.does("widget.create", format!("widget:{}", row.id), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    let identity_secret = secrets.current().to_owned();
    Ok((StatusCode::CREATED, Json(WidgetWithSecret { identity_secret, widget: shown(&app, row) })))
}

/// Read a widget
#[utoipa::path(get, path = "/widgets/{id}", operation_id = "get_widget", tag = "widgets",
    params(("id" = Uuid, Path, description = "The widget")),
    responses(
        (status = 200, description = "The widget", body = Widget),
        (status = 404, description = "There is no such widget", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn get(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<Json<Widget>, Error> {
    let mut conn = app.pool.acquire().await?;
    let row = store::widgets::find(&mut conn, caller.project.0, id).await?.ok_or(Error::NotFound("widget"))?;
    Ok(Json(shown(&app, row)))
}

/// Change a widget
///
/// Pages show the change within a minute. `settings` is taken as a whole: what is left out of it is as if new.
#[utoipa::path(patch, path = "/widgets/{id}", operation_id = "change_widget", tag = "widgets",
    request_body(content = Change, example = json!({"allowed_origins": ["https://shop.example", "https://www.shop.example"]})),
    params(("id" = Uuid, Path, description = "The widget")),
    responses(
        (status = 200, description = "The widget as it is now", body = Widget),
        (status = 404, description = "There is no such widget", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The name is taken", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
    extract::Json(change): extract::Json<Change>,
) -> Result<Json<Widget>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let row = store::widgets::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("widget"))?;
    let row = change.over(row, now)?;
    check_assistant(&mut tx, project, row.assistant_id).await?;
    store::widgets::update(&mut tx, &row).await.map_err(refused)?;
    let detail = json!({"enabled": row.enabled, "allowed_origins": row.allowed_origins});
    let entry = caller.does("widget.change", format!("widget:{id}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(shown(&app, row)))
}

/// Remove a widget
///
/// Chats that are open end there; what was said stays on record.
#[utoipa::path(delete, path = "/widgets/{id}", operation_id = "delete_widget", tag = "widgets",
    params(("id" = Uuid, Path, description = "The widget")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such widget", body = Problem,
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
    store::widgets::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("widget"))?;
    store::widgets::delete(&mut tx, project, id).await?;
    let entry = caller.does("widget.delete", format!("widget:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give a widget a new secret
///
/// It is shown this once. Tokens under the old one count for 24 hours more; sessions that are open stay open.
#[utoipa::path(post, path = "/widgets/{id}/rotate-secret", operation_id = "rotate_widget_secret", tag = "widgets",
    params(("id" = Uuid, Path, description = "The widget")),
    responses(
        (status = 200, description = "The widget with its new secret", body = WidgetWithSecret),
        (status = 404, description = "There is no such widget", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn rotate(
    State(app): State<App>,
    caller: Caller,
    extract::Path(id): extract::Path<Uuid>,
) -> Result<Json<WidgetWithSecret>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let mut row = store::widgets::lock(&mut tx, project, id).await?.ok_or(Error::NotFound("widget"))?;
    let secrets = match Secrets::open(&app.sealer, &row.secrets) {
        Ok(secrets) => secrets.rotate(&mut rand::rng(), now + GRACE),
        // Sealed under a key that is gone: nothing to go on with.
        Err(_) => Secrets::generate(&mut rand::rng()),
    };
    row.secrets = secrets.seal(&app.sealer).map_err(sealed)?;
    row.updated_at = now;
    store::widgets::update(&mut tx, &row).await?;
    let entry = caller.does("widget.rotate_secret", format!("widget:{id}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    let identity_secret = secrets.current().to_owned();
    Ok(Json(WidgetWithSecret { identity_secret, widget: shown(&app, row) }))
}
