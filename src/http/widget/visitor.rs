//! Who calls: the visitor whose session a token opens, on the page on which it was begun.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngExt as _;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::gate;
use crate::app::App;
use crate::domain::id::{ConversationId, ProjectId};
use crate::http::error::Error;
use crate::http::{address, pace};
use crate::pacing::Ask;
use crate::store;
use crate::store::widgets::Widget;
use crate::store::widgets::sessions::Session;

/// What a token begins with.
const PREFIX: &str = "vs_";

/// A visitor with an open session.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    pub(super) project: ProjectId,
    pub(super) session: Session,
    pub(super) widget: Widget,
    /// SHA-256 of the token that was shown.
    pub(super) token_hash: Vec<u8>,
    /// Where the request came from.
    pub(super) address: String,
}

impl Visitor {
    /// The conversation that goes on.
    pub(super) fn conversation(&self) -> Result<ConversationId, Error> {
        self.session.conversation_id.map(ConversationId).ok_or(Error::SessionGone)
    }

    /// Counts one more thing to be recorded.
    pub(super) fn pace(&self, app: &App) -> Result<(), Error> {
        let (per_minute, session) = (app.config.widget.messages_per_minute, self.session.id.to_string());
        pace::take(app, Ask::Message, &session, per_minute, "messages came in this chat")?;
        // An office shares one address.
        pace::take(app, Ask::Messages, &self.address, per_minute.saturating_mul(10), "messages came from here")
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Error;

    /// Only behind [`require`] is there a visitor; elsewhere the request is refused.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::SessionGone)
    }
}

/// Lets a request pass whose token opens a session, from the page on which that was begun.
pub(super) async fn require(State(app): State<App>, request: Request, next: Next) -> Result<Response, Error> {
    let (mut parts, body) = request.into_parts();
    let visitor = identify(&app, &parts).await.inspect_err(|_| {
        metrics::counter!("verbatim_widget_refused_total", "reason" => "session").increment(1);
    })?;
    parts.extensions.insert(visitor);
    Ok(next.run(Request::from_parts(parts, body)).await)
}

async fn identify(app: &App, parts: &Parts) -> Result<Visitor, Error> {
    let headers = &parts.headers;
    let origin = gate::origin(headers)?;
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(Error::SessionGone) };
    let token = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")).ok_or(Error::SessionGone)?;
    let (project, session) = named(token).ok_or(Error::SessionGone)?;
    let token_hash = fingerprint(token);
    let mut conn = app.lookups.acquire().await?;
    let session = store::widgets::sessions::open(&mut conn, project, session, &token_hash, app.now()).await?;
    let session = session.ok_or(Error::SessionGone)?;
    let widget = store::widgets::find(&mut conn, project, session.widget_id).await?.ok_or(Error::SessionGone)?;
    gate::admit(app, &widget, &origin)?;
    if session.origin != origin {
        return Err(Error::Forbidden("This session was begun on another site.".to_owned()));
    }
    let address = address::of(app, headers, &parts.extensions);
    Ok(Visitor { project: ProjectId(project), session, widget, token_hash, address })
}

/// A new token of a session: whose it is, and 256 bits of chance.
pub(super) fn new_token(random: &mut impl rand::CryptoRng, project: Uuid, session: Uuid) -> String {
    let chance: [u8; 32] = random.random();
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode([project.as_bytes(), session.as_bytes(), &chance[..]].concat()))
}

/// The project and session that a token names; whether it opens that session is for the database to say.
fn named(token: &str) -> Option<(Uuid, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(token.strip_prefix(PREFIX)?).ok()?;
    if bytes.len() != 64 {
        return None;
    }
    Some((Uuid::from_slice(&bytes[..16]).ok()?, Uuid::from_slice(&bytes[16..32]).ok()?))
}

/// A token's fingerprint in the database.
pub(super) fn fingerprint(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn a_token_names_its_session_and_nothing_else_does() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let (project, session) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let token = new_token(&mut random, project, session);
        assert_eq!(named(&token), Some((project, session)));
        assert_ne!(token, new_token(&mut random, project, session));
        for wrong in ["", "vs_", "vs_AAAA", &token[3..], &format!("{token}A"), &token.replace("vs_", "vb_")] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }
}
