//! Sessions: begun with what the visitor brings, resumed, begun afresh, ended.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::Duration;
use uuid::Uuid;

use super::begin::{self, Brought, Page};
use super::shown::{Conversation, Message, Session};
use super::visitor::{Visitor, fingerprint, new_token};
use super::{controls, gate, identity, messages};
use crate::app::App;
use crate::domain::conversation::Ending;
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::proof;
use crate::domain::visitor::Identity;
use crate::http::error::Error;
use crate::http::extract::Json;
use crate::http::faults::Faults;
use crate::http::{address, pace};
use crate::pacing::Ask;
use crate::signing::Secrets;
use crate::store;
use crate::store::widgets::Widget;
use crate::store::widgets::sessions::{New, Session as Row};

/// How long a session lasts after it was last begun or resumed.
const LIFE: Duration = Duration::days(30);

/// The age at which a token is replaced.
const STALE: Duration = Duration::DAY;

/// How long the token before it still opens the session, for other tabs of the same browser.
const GRACE: Duration = Duration::minutes(5);

/// How long a browser may repeat how it began a session; the key opens nothing afterwards.
const REPEATS: Duration = Duration::minutes(10);

/// What the visitor brings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSession {
    widget: String,
    /// Made by the browser, 22 to 100 letters, digits, `-` and `_`: sent again it means the same session.
    key: String,
    #[serde(default)]
    identity: Option<String>,
    #[serde(default)]
    form: Option<Map<String, Value>>,
    #[serde(default)]
    variables: Map<String, Value>,
    #[serde(default)]
    consent: bool,
    #[serde(default)]
    locale: Option<String>,
    #[serde(default)]
    page: Option<Page>,
    #[serde(default)]
    challenge: Option<String>,
    #[serde(default)]
    proof: Option<String>,
}

/// A session with what was said in its conversation.
#[derive(Debug, Serialize)]
pub(super) struct Opened {
    /// To be taken from now on where it is given.
    token: Option<String>,
    session: Session,
    /// The newest 50, the oldest of them first.
    messages: Vec<Message>,
    has_more: bool,
}

/// Begins a session; its conversation is on record when it returns. 200 where the same browser had begun it before.
pub(super) async fn begin(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: axum::http::Extensions,
    Json(new): Json<NewSession>,
) -> Result<(StatusCode, axum::Json<Opened>), Error> {
    let origin = gate::origin(&headers)?;
    let mut conn = app.lookups.acquire().await?;
    let widget = store::widgets::by_key(&mut conn, &new.widget).await?.ok_or(Error::NotFound("widget"))?;
    drop(conn);
    gate::admit(&app, &widget, &origin)?;
    let per_minute = app.config.widget.sessions_per_minute;
    pace::take(
        &app,
        Ask::Session,
        &address::of(&app, &headers, &extensions),
        per_minute,
        "chats were begun from here",
    )?;
    let now = app.now();
    let secrets = Secrets::open(&app.sealer, &widget.secrets).map_err(|error| Error::Internal(error.into()))?;
    let mut faults = Faults::default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if !(22..=100).contains(&new.key.len()) || !new.key.bytes().all(is_plain) {
        faults.add("key", "must be 22 to 100 letters, digits, `-` and `_`, at random");
    }
    if widget.settings.asks_for_work {
        let (task, counter) = (new.challenge.as_deref().unwrap_or(""), new.proof.as_deref().unwrap_or(""));
        if !proof::is_solved(secrets.current().as_bytes(), &widget.public_key, task, counter, now) {
            faults
                .add("proof", "does not solve a challenge that is 10 minutes old at most; fetch /config for a new one");
        }
    }
    let identity = identity::read(&mut faults, new.identity.as_deref(), &secrets, now);
    faults.unless(())?;
    let brought = Brought { form: new.form, variables: new.variables, page: new.page, has_consented: new.consent };
    let mut known = brought.into_variables(&widget, identity.is_some())?;
    if let Some(locale) = new.locale.filter(|locale| (2..=35).contains(&locale.len()) && locale.is_ascii()) {
        known.insert("locale".to_owned(), locale.into());
    }
    let id = app.id();
    let token = new_token(&mut rand::rng(), widget.project_id, id);
    let (row, token) = open(&app, &widget, (id, token), &new.key, &origin, identity.as_ref()).await?;
    let is_new = row.id == id;
    let conversation = find_or_begin(&app, &widget, &row, known).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let opened = opened(&app, ProjectId(widget.project_id), row, conversation, Some(token)).await?;
    Ok((status, axum::Json(opened)))
}

/// Begins the session of this key, or opens it anew; a token names its session, so that of an older one is another.
async fn open(
    app: &App,
    widget: &Widget,
    (id, token): (Uuid, String),
    key: &str,
    origin: &str,
    identity: Option<&Identity>,
) -> Result<(Row, String), Error> {
    let (now, project) = (app.now(), widget.project_id);
    let mut new = New {
        id,
        widget: widget.id,
        key_hash: &fingerprint(key),
        token_hash: &fingerprint(&token),
        origin,
        identity,
        now,
        expires_at: now + LIFE,
        repeats_until: now - REPEATS,
    };
    let is_used = || Error::field("key", "was used before or on another site; make a new one");
    let mut conn = app.lookups.acquire().await?;
    let row = store::widgets::sessions::begin(&mut conn, project, &new).await?.ok_or_else(is_used)?;
    if row.id == id {
        return Ok((row, token));
    }
    let token = new_token(&mut rand::rng(), project, row.id);
    let hash = fingerprint(&token);
    new.token_hash = &hash;
    let row = store::widgets::sessions::begin(&mut conn, project, &new).await?.ok_or_else(is_used)?;
    Ok((row, token))
}

/// The conversation that a session goes on in: its own, the last one of a person who is known, or a new one.
async fn find_or_begin(
    app: &App,
    widget: &Widget,
    row: &Row,
    known: Map<String, Value>,
) -> Result<ConversationId, Error> {
    if let Some(conversation) = row.conversation_id {
        return Ok(ConversationId(conversation));
    }
    if let Some(conversation) = identity::resume(app, widget, row.id, row.subject.as_deref()).await? {
        return Ok(conversation);
    }
    // As old as the session, so that a repeat after a crash says the same.
    begin::conversation(app, widget, row, 1, known, row.created_at).await
}

/// The session as it stands, with a new token where the one shown has aged.
pub(super) async fn resume(State(app): State<App>, visitor: Visitor) -> Result<axum::Json<Opened>, Error> {
    let (now, project) = (app.now(), visitor.project);
    let mut row = visitor.session.clone();
    let mut token = None;
    if now - row.issued_at > STALE {
        let new = new_token(&mut rand::rng(), project.0, row.id);
        let hash = fingerprint(&new);
        let mut conn = app.lookups.acquire().await?;
        let (change, times) = ((&visitor.token_hash[..], &hash[..]), (now, now + GRACE, now + LIFE));
        // Else another tab was given one in this moment; the old one works for a while.
        if store::widgets::sessions::rotate(&mut conn, project.0, row.id, change, times).await? {
            row.expires_at = now + LIFE;
            token = Some(new);
        }
    }
    let conversation = find_or_begin(&app, &visitor.widget, &row, Map::new()).await?;
    opened(&app, project, row, conversation, token).await.map(axum::Json)
}

/// Ends the session; its conversation stays on record.
pub(super) async fn end(State(app): State<App>, visitor: Visitor) -> Result<StatusCode, Error> {
    let mut conn = app.lookups.acquire().await?;
    store::widgets::sessions::end(&mut conn, visitor.project.0, visitor.session.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the visitor brings to a new conversation of the session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Afresh {
    /// The conversation that it takes the place of: where another one goes on already, that is the answer.
    #[serde(default)]
    instead_of: Option<Uuid>,
    #[serde(default)]
    form: Option<Map<String, Value>>,
    #[serde(default)]
    variables: Map<String, Value>,
    #[serde(default)]
    page: Option<Page>,
}

/// Ends the conversation that goes on and begins another.
pub(super) async fn afresh(
    State(app): State<App>,
    visitor: Visitor,
    Json(new): Json<Afresh>,
) -> Result<(StatusCode, axum::Json<Opened>), Error> {
    visitor.pace(&app)?;
    let (row, project) = (visitor.session.clone(), visitor.project);
    let before = visitor.conversation()?;
    if new.instead_of.is_some_and(|given| given != before.0) {
        return Ok((StatusCode::OK, axum::Json(opened(&app, project, row, before, None).await?)));
    }
    // Consent was given with the session.
    let brought = Brought { form: new.form, variables: new.variables, page: new.page, has_consented: true };
    // A form is asked for once; what it said goes on being known.
    let known = brought.into_variables(&visitor.widget, true)?;
    controls::end_now(&app, project, before, Ending::Visitor).await?;
    let begun = begin::conversation(&app, &visitor.widget, &row, row.begun + 1, known, app.now()).await?;
    Ok((StatusCode::CREATED, axum::Json(opened(&app, project, row, begun, None).await?)))
}

/// A session with what was said.
pub(super) async fn opened(
    app: &App,
    project: ProjectId,
    row: Row,
    conversation: ConversationId,
    token: Option<String>,
) -> Result<Opened, Error> {
    let mut conn = app.lookups.acquire().await?;
    let state = Conversation::find(&mut conn, project, conversation).await?;
    let page = messages::page(&mut conn, project, conversation, None, messages::PAGE).await?;
    Ok(Opened { token, session: Session::new(row, state), messages: page.data, has_more: page.has_more })
}
