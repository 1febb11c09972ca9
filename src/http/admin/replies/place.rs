//! Where something is to be said: in a conversation, or to somebody on a channel, who may have none yet.

use uuid::Uuid;

use crate::app::App;
use crate::channels::{self, Channel};
use crate::domain::customer::{Identity, Profile};
use crate::domain::event::ConversationRef;
use crate::domain::id::{AssistantId, ChannelId, ConversationId};
use crate::domain::window::Window;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::store;
use crate::store::conversations::{control, session};

/// Where something is to be said.
pub(super) struct Place {
    /// The same for the recorder.
    pub reference: ConversationRef,
    /// The conversation, if it exists.
    pub conversation: Option<Uuid>,
    /// The channel that has to send it; none where messages are fetched.
    pub channel: Option<(&'static dyn Channel, ChannelId)>,
    /// The customer service window, where the channel has one.
    pub window: Option<Window>,
    /// Whether there is a person whom the channel can write to.
    pub is_reachable: bool,
}

impl Place {
    /// A conversation of the caller's project.
    pub(super) async fn conversation(app: &App, caller: &Caller, id: Uuid) -> Result<Self, Error> {
        let project = caller.project.0;
        let mut conn = app.lookups.acquire().await?;
        let control = control::find(&mut conn, project, id).await?.ok_or(Error::NotFound("conversation"))?;
        let reach = control::reach(&mut conn, project, id).await?.ok_or(Error::NotFound("conversation"))?;
        let channel = channels::find(&control.kind).zip(control.channel_id.map(ChannelId));
        let window = channel.and_then(|(channel, _)| channel.window());
        Ok(Self {
            reference: ConversationRef::Id(ConversationId(id)),
            conversation: Some(id),
            channel,
            window: window.map(|_| Window::at(app.now(), reach.window_closes_at, control.free_entry_expires_at)),
            is_reachable: !reach.aliases.is_empty(),
        })
    }

    /// Somebody on a channel of the caller's project; a conversation begins with what is said, unless there is one.
    pub(super) async fn person(
        app: &App,
        caller: &Caller,
        channel: Uuid,
        alias: Identity,
        name: Option<String>,
    ) -> Result<Self, Error> {
        let project = caller.project.0;
        let mut conn = app.lookups.acquire().await?;
        let account = store::channels::find(&mut conn, project, channel).await?.ok_or(Error::NotFound("channel"))?;
        let kind = channels::find(&account.kind).ok_or(Error::NotFound("channel"))?;
        let found = session::find(&mut conn, project, channel, alias.kind.as_str(), &alias.value).await?;
        if let Some(found) = found {
            drop(conn);
            return Self::conversation(app, caller, found.id).await;
        }
        let id = ChannelId(channel);
        Ok(Self {
            reference: ConversationRef::Customer {
                kind: kind.name(),
                channel: id,
                assistant: account.assistant_id.map(AssistantId),
                profile: Profile { identities: vec![alias], name, username: None },
            },
            conversation: None,
            channel: Some((kind, id)),
            window: kind.window().map(|_| Window::at(app.now(), None, None)),
            is_reachable: true,
        })
    }
}
