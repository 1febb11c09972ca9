//! Who the visitor is: what the site has signed, and nothing else. A person who is known goes on where they left off, on
//! whichever device.

use axum::extract::State;
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::begin;
use super::sessions::{Opened, opened};
use super::visitor::Visitor;
use crate::app::App;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::ConversationId;
use crate::domain::visitor::{self, Identity};
use crate::http::error::Error;
use crate::http::extract::Json;
use crate::http::faults::Faults;
use crate::recorder::Intake;
use crate::signing::Secrets;
use crate::store;
use crate::store::widgets::Widget;

/// Reads a token, if there is one; notes what is wrong with it.
pub(super) fn read(
    faults: &mut Faults,
    token: Option<&str>,
    secrets: &Secrets,
    now: OffsetDateTime,
) -> Option<Identity> {
    match visitor::identity(token?, &secrets.valid(now), now) {
        Ok(identity) => Some(identity),
        Err(refused) => {
            metrics::counter!("verbatim_widget_refused_total", "reason" => "identity").increment(1);
            faults.add("identity", refused.to_string());
            None
        }
    }
}

/// Has a session go on in the last conversation of a person, unless each visit is to begin a new one; none where there
/// is none.
pub(super) async fn resume(
    app: &App,
    widget: &Widget,
    session: Uuid,
    subject: Option<&str>,
) -> Result<Option<ConversationId>, Error> {
    let Some(subject) = subject.filter(|_| !widget.settings.always_fresh) else { return Ok(None) };
    let mut conn = app.lookups.acquire().await?;
    let alias = begin::alias(widget, subject);
    let last = store::widgets::sessions::newest(&mut conn, widget.project_id, widget.id, &alias).await?;
    let Some(last) = last else { return Ok(None) };
    store::widgets::sessions::attach(&mut conn, widget.project_id, session, last, 1).await?;
    Ok(Some(ConversationId(last)))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claimed {
    identity: String,
}

/// Notes who the visitor is; answers with their last conversation, which may be another than the one that went on.
pub(super) async fn identify(
    State(app): State<App>,
    visitor: Visitor,
    Json(claimed): Json<Claimed>,
) -> Result<axum::Json<Opened>, Error> {
    visitor.pace(&app)?;
    let (project, now) = (visitor.project, app.now());
    let secrets = Secrets::open(&app.sealer, &visitor.widget.secrets).map_err(|error| Error::Internal(error.into()))?;
    let mut faults = Faults::default();
    let identity = read(&mut faults, Some(&claimed.identity), &secrets, now);
    faults.unless(())?;
    let identity = identity.ok_or(Error::SessionGone)?;
    let mut row = visitor.session.clone();
    if row.subject.as_ref().is_some_and(|known| *known != identity.subject) {
        return Err(Error::Conflict("This session is that of another person; reset it first.".to_owned()));
    }
    let went_on = visitor.conversation()?;
    let mut conversation = went_on;
    let is_new = row.subject.is_none();
    let mut conn = app.lookups.acquire().await?;
    store::widgets::sessions::identify(&mut conn, project.0, row.id, &identity).await?;
    drop(conn);
    if is_new {
        if let Some(last) = resume(&app, &visitor.widget, row.id, Some(&identity.subject)).await? {
            conversation = last;
        } else {
            let profile = begin::profile(&visitor.widget, &identity.subject, identity.name.as_deref());
            let kind = EventKind::Identified(profile);
            let events = vec![Event { project, conversation: ConversationRef::Id(went_on), kind }];
            app.recorder.record(Intake { project, delivery: None, events, received_at: now }).await?;
        }
    }
    (row.subject, row.name, row.email) = (Some(identity.subject), identity.name, identity.email);
    opened(&app, project, row, conversation, None).await.map(axum::Json)
}
