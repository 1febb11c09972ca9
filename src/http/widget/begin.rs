//! Beginning a conversation: what is known of the visitor, the form's answers and the welcome are on record before the
//! first message.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::app::App;
use crate::assistant::prompt;
use crate::domain::conversation::{Opening, kind};
use crate::domain::customer::{Identity, IdentityKind, Profile};
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::{AssistantId, ChannelId, ConversationId, ProjectId};
use crate::domain::message::{Message, Role};
use crate::domain::{origin, text};
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::http::variables;
use crate::recorder::Intake;
use crate::store;
use crate::store::assistants::Assistant;
use crate::store::widgets::Widget;
use crate::store::widgets::sessions::Session;

/// The page that the visitor is on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Page {
    url: Option<String>,
    title: Option<String>,
    referrer: Option<String>,
    /// Pages seen before, the oldest first.
    visited: Vec<String>,
}

/// What a visitor brings to a new conversation.
#[derive(Debug, Default)]
pub(super) struct Brought {
    pub(super) form: Option<Map<String, Value>>,
    pub(super) variables: Map<String, Value>,
    pub(super) page: Option<Page>,
    pub(super) has_consented: bool,
}

impl Brought {
    /// All of it as variables, checked against what the widget asks for. Who is known to the site need not fill in the
    /// form.
    pub(super) fn into_variables(self, widget: &Widget, is_known: bool) -> Result<Map<String, Value>, Error> {
        let (settings, mut faults) = (&widget.settings.0, Faults::default());
        variables::check(&mut faults, &self.variables);
        let mut all = self.variables;
        match (&settings.form, self.form) {
            (Some(form), answers) if answers.is_some() || !is_known => match form.check(&answers.unwrap_or_default()) {
                Ok(answers) => all.extend(answers),
                Err(wrong) => wrong.into_iter().for_each(|(name, what)| faults.add(format!("form.{name}"), what)),
            },
            (None, Some(answers)) if !answers.is_empty() => faults.add("form", "is not asked for by this widget"),
            _ => {}
        }
        if let Some(consent) = &settings.consent {
            if self.has_consented {
                all.insert("consent".to_owned(), json!(consent.text));
            } else {
                faults.add("consent", "must be true: the visitor has to agree first");
            }
        }
        if let (true, Some(page)) = (settings.captures_page, self.page) {
            all.extend(page.into_variables());
        }
        faults.unless(all)
    }
}

impl Page {
    fn into_variables(self) -> Map<String, Value> {
        // Addresses of pages and nothing else: what a visitor says is on the page's side of the door.
        let address = |url: String| origin::of_page(&url).map(|_| text::cut(&url, 2000).to_owned());
        let visited: Vec<String> = self.visited.into_iter().take(10).filter_map(address).collect();
        let title = self.title.map(|title| text::cut(title.trim(), 300).to_owned()).filter(|title| !title.is_empty());
        let told = [
            ("page_url", self.url.and_then(address).map(Value::from)),
            ("page_title", title.map(Value::from)),
            ("page_referrer", self.referrer.and_then(address).map(Value::from)),
            ("pages_seen", (!visited.is_empty()).then(|| json!(visited))),
        ];
        told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

/// The name of a person among the customers: only the widget whose secret proved it knows them by it.
pub(super) fn profile(widget: &Widget, subject: &str, name: Option<&str>) -> Profile {
    let alias = Identity::new(IdentityKind::Visitor, &alias(widget, subject));
    Profile { identities: alias.into_iter().collect(), name: name.map(str::to_owned), username: None }
}

/// The alias of a person.
pub(super) fn alias(widget: &Widget, subject: &str) -> String {
    text::key(&format!("{}/{subject}", widget.id))
}

/// Begins the `number`th conversation of a session, once however often it is asked for, and has the session go on in it.
pub(super) async fn conversation(
    app: &App,
    widget: &Widget,
    session: &Session,
    number: i32,
    known: Map<String, Value>,
    at: OffsetDateTime,
) -> Result<ConversationId, Error> {
    let project = ProjectId(widget.project_id);
    let customer = session.subject.as_deref().map(|subject| profile(widget, subject, session.name.as_deref()));
    let opening = Opening {
        kind: kind::WIDGET.to_owned(),
        key: format!("{}/{number}", session.id),
        external_identifier: Some(session.id.to_string()),
        assistant: widget.assistant_id.map(AssistantId),
        channel: Some(ChannelId(widget.id)),
        environment: None,
        customer,
    };
    let mut happened = vec![EventKind::Began { at }];
    happened.extend(variables::set(known.clone(), at));
    if let Some(welcome) = welcome(assistant(app, widget).await?.as_ref(), &known) {
        let mut message = Message::new(Role::Assistant, "text", &welcome, at);
        message.external_id = Some("welcome".to_owned());
        happened.push(EventKind::Said(Box::new(message)));
    }
    let thread = ConversationRef::Thread(opening);
    let event = |kind| Event { project, conversation: thread.clone(), kind };
    let events = happened.into_iter().map(event).collect();
    let recorded = app.recorder.record(Intake { project, delivery: None, events, received_at: app.now() }).await?;
    let begun = recorded.written.first().and_then(|written| written.conversation).ok_or(Error::Unavailable(1))?;
    let mut conn = app.lookups.acquire().await?;
    store::widgets::sessions::attach(&mut conn, project.0, session.id, begun.0, number).await?;
    Ok(begun)
}

/// Who answers, if anybody does.
pub(super) async fn assistant(app: &App, widget: &Widget) -> Result<Option<Assistant>, Error> {
    let Some(id) = widget.assistant_id else { return Ok(None) };
    let mut conn = app.lookups.acquire().await?;
    Ok(store::assistants::find(&mut conn, widget.project_id, id).await?)
}

/// What the assistant says first, with what is known of the visitor; nothing where it has nothing to say.
pub(super) fn welcome(assistant: Option<&Assistant>, known: &Map<String, Value>) -> Option<String> {
    let welcome = prompt::fill(&assistant?.settings.welcome_text, known);
    (!welcome.trim().is_empty()).then_some(welcome)
}
