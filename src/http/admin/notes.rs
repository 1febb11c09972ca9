//! Private notes: staff write them for staff. They are no messages: no customer sees them and no model is told.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Refusals;
use super::author::author;
use crate::app::App;
use crate::domain::text;
use crate::http::auth::{Caller, Scope, Who};
use crate::http::error::{Error, Problem};
use crate::http::extract::{Json, Path, Query};
use crate::http::faults::Faults;
use crate::store;
use crate::store::conversations::begin;
use crate::store::notes::{self, Note as Row, Right};

/// Which notes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Rows of a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
}

/// A page of notes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notes {
    /// The oldest first.
    data: Vec<Note>,
    /// Give it as `cursor` for newer ones; null at the end.
    next_cursor: Option<Uuid>,
}

/// A note.
#[derive(Debug, Serialize, ToSchema)]
pub struct Note {
    /// Its id.
    id: Uuid,
    /// Who wrote it: a person by the name they have now.
    #[schema(example = "Maria")]
    author: String,
    /// Whether the caller wrote it.
    mine: bool,
    /// What it says.
    #[schema(example = "Has called twice about order 48213.")]
    text: String,
    /// When it was written.
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    /// When it was last changed, if it was.
    #[serde(with = "time::serde::rfc3339::option")]
    edited_at: Option<OffsetDateTime>,
}

impl Note {
    /// As whoever is this actor sees it.
    fn seen(row: Row, actor: &str) -> Self {
        Self {
            mine: row.actor == actor,
            id: row.id,
            author: row.author,
            text: row.body,
            created_at: row.created_at,
            edited_at: row.edited_at,
        }
    }
}

/// A note to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// 1 to 10,000 characters.
    #[schema(example = "Has called twice about order 48213.")]
    text: String,
    /// The name to be shown, 1 to 100 characters; left out, the name of the key. Who is signed in writes in their own.
    #[schema(example = "Maria")]
    author: Option<String>,
    /// Your own id of the note, up to 200 characters. Sent again with the same id, it is added once.
    #[schema(example = "n-1")]
    client_id: Option<String>,
}

/// Lists the notes of a conversation, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/notes", operation_id = "list_notes", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation"), Parameters),
    responses(
        (status = 200, description = "A page of notes", body = Notes),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(parameters): Query<Parameters>,
) -> Result<axum::Json<Notes>, Error> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::field("limit", "must be 1 to 100"));
    }
    let after = parameters.cursor.unwrap_or(Uuid::nil());
    let mut conn = app.pool.acquire().await?;
    let mut rows = notes::list(&mut conn, caller.project.0, id, after, i64::from(limit) + 1).await?;
    if rows.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.id);
    let actor = author(&mut conn, &caller).await?.actor;
    Ok(axum::Json(Notes { data: rows.into_iter().map(|row| Note::seen(row, &actor)).collect(), next_cursor }))
}

/// Add a note
#[utoipa::path(post, path = "/conversations/{id}/notes", operation_id = "add_note", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation")),
    request_body(content = NewNote, example = json!({"text": "Has called twice about order 48213.", "author": "Maria"})),
    responses(
        (status = 201, description = "The note", body = Note),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(new): Json<NewNote>,
) -> Result<(StatusCode, axum::Json<Note>), Error> {
    let mut faults = Faults::default();
    faults.length("text", new.text.trim(), 1, 10_000);
    if let Some(author) = &new.author {
        faults.length("author", author.trim(), 1, 100);
    }
    if let Some(client_id) = &new.client_id {
        faults.length("client_id", client_id, 1, 200);
    }
    faults.unless(())?;
    let (project, now) = (caller.project.0, app.now());
    let client_id = new.client_id.as_deref().map(text::clean);
    let mut tx = app.pool.begin().await?;
    if begin::hold(&mut tx, project, &[id]).await? == 0 {
        return Err(Error::NotFound("conversation"));
    }
    let by = author(&mut tx, &caller).await?;
    let given = new.author.filter(|_| matches!(caller.who, Who::Key(_)));
    let mut note = Row {
        id: app.id(),
        actor: by.actor.clone(),
        author: given.map_or(by.name, |name| text::clean(name.trim())),
        body: text::clean(&new.text),
        created_at: now,
        edited_at: None,
    };
    notes::insert(&mut tx, project, id, client_id.as_deref(), &note).await?;
    if let Some(client_id) = &client_id {
        note = notes::of_client(&mut tx, project, id, client_id).await?.unwrap_or(note);
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, axum::Json(Note::seen(note, &by.actor))))
}

/// A note in other words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditNote {
    /// 1 to 10,000 characters.
    #[schema(example = "Has called three times about order 48213.")]
    text: String,
}

/// Change a note
///
/// Only its author may, and who manages where no more than a name is known of the author.
#[utoipa::path(patch, path = "/conversations/{id}/notes/{note_id}", operation_id = "edit_note", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation"), ("note_id" = Uuid, Path, description = "The note")),
    request_body(content = EditNote, example = json!({"text": "Has called three times about order 48213."})),
    responses(
        (status = 200, description = "The note", body = Note),
        (status = 404, description = "The caller wrote no such note", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path((conversation, id)): Path<(Uuid, Uuid)>,
    Json(edit): Json<EditNote>,
) -> Result<axum::Json<Note>, Error> {
    let mut faults = Faults::default();
    faults.length("text", edit.text.trim(), 1, 10_000);
    faults.unless(())?;
    let (project, now) = (caller.project.0, app.now());
    let mut tx = app.pool.begin().await?;
    let actor = author(&mut tx, &caller).await?.actor;
    let right = Right { actor: &actor, nobodys: caller.scopes.contains(&Scope::Manage) };
    let note = notes::edit(&mut tx, project, (conversation, id), right, &text::clean(&edit.text), now).await?;
    let note = note.ok_or(Error::NotFound("note of yours"))?;
    let entry = caller.does("note.update", format!("note:{id}"), json!({"conversation": conversation}));
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(axum::Json(Note::seen(note, &actor)))
}

/// Delete a note
#[utoipa::path(delete, path = "/conversations/{id}/notes/{note_id}", operation_id = "delete_note", tag = "operators",
    params(("id" = Uuid, Path, description = "The conversation"), ("note_id" = Uuid, Path, description = "The note")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such note", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((conversation, id)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Error> {
    let mut tx = app.pool.begin().await?;
    if !notes::delete(&mut tx, caller.project.0, conversation, id).await? {
        return Err(Error::NotFound("note"));
    }
    let entry = caller.does("note.delete", format!("note:{id}"), json!({"conversation": conversation}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
