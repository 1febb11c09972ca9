//! What staff may say, as they give it, and what of it goes to the platform.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use super::place::Place;
use super::rich::{NewMedia, NewReaction};
use super::{uploads, wish};
use crate::app::App;
use crate::domain::interactive::Interactive;
use crate::domain::outgoing::Content;
use crate::domain::text;
use crate::http::auth::Caller;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::store;

/// What is to be said: exactly one of its members.
#[derive(Debug, Default)]
pub struct What {
    /// A plain text.
    pub text: Option<String>,
    /// A template with its variables.
    pub template: Option<ChosenTemplate>,
    /// A file.
    pub media: Option<NewMedia>,
    /// Something to tap.
    pub interactive: Option<Interactive>,
    /// A mark on a message.
    pub reaction: Option<NewReaction>,
}

/// What goes to the platform, and what a reader of the record sees of it.
pub(super) struct Wording {
    /// What is sent.
    pub content: Content,
    /// What is read.
    pub body: String,
    /// The platform's id of the message that it marks.
    pub target: Option<String>,
}

/// A template of the channel, with a value for each of its variables.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenTemplate {
    /// Its name.
    #[schema(example = "order_ready")]
    name: String,
    /// Its language, as the list of templates has it.
    #[schema(example = "en_US")]
    language: String,
    /// A text for each variable that the list of templates names.
    #[serde(default)]
    #[schema(example = json!({"1": "Ada"}))]
    variables: BTreeMap<String, String>,
}

impl What {
    /// Says what is wrong with it at first sight.
    pub(super) fn check(&self, faults: &mut Faults) {
        let given = [
            self.text.is_some(),
            self.template.is_some(),
            self.media.is_some(),
            self.interactive.is_some(),
            self.reaction.is_some(),
        ];
        if given.into_iter().filter(|given| *given).count() != 1 {
            faults.add("text", "give exactly one of text, template, media, interactive and reaction");
        }
        if let Some(media) = &self.media {
            media.check(faults);
        }
        for (field, why) in self.interactive.iter().flat_map(Interactive::faults) {
            faults.add(field, why);
        }
        if let Some(reaction) = &self.reaction {
            reaction.check(faults);
        }
        if let Some(text) = &self.text {
            faults.length("text", text, 1, 4096);
            if text.trim().is_empty() {
                faults.add("text", "says nothing; write something");
            }
        }
    }

    /// The wording of it at a place.
    pub(super) async fn wording(self, app: &App, caller: &Caller, place: &Place) -> Result<Wording, Error> {
        if let Some(chosen) = self.template {
            let (content, body) = template(app, caller, place, chosen).await?;
            return Ok(Wording { content, body, target: None });
        }
        if let Some(NewMedia { upload_id: Some(upload), caption, .. }) = self.media {
            return uploads::wording(app, caller, place, upload, caption).await;
        }
        let Some((field, kind)) = self.rich() else {
            let body = text::clean(&self.text.unwrap_or_default());
            return Ok(Wording { content: Content::Text(body.clone()), body, target: None });
        };
        if place.channel.is_none() {
            return Err(Error::field(field, "is for channels that send such messages; this conversation has none"));
        }
        let (mut value, mut body, mut target) = (serde_json::Value::Null, String::new(), None);
        if let Some(media) = self.media {
            (value, body) = media.content();
        } else if let Some(interactive) = self.interactive {
            (value, body) = (interactive.value(), text::clean(&interactive.text()));
        } else if let Some(reaction) = self.reaction {
            let id = wish::named(app, caller, place, reaction.message_id).await?;
            let id = id.ok_or_else(|| Error::field("reaction.message_id", wish::NOT_NAMED))?;
            value = serde_json::json!({"message_id": id, "emoji": reaction.emoji});
            (body, target) = (reaction.emoji, Some(id));
        }
        // The value is compared with the recorded one when the request comes again, which has no NUL.
        let content = Content::Other { kind: kind.to_owned(), value: crate::domain::json::clean(value) };
        Ok(Wording { content, body, target })
    }

    /// The field and the platform's kind of what is neither text nor template.
    fn rich(&self) -> Option<(&'static str, &'static str)> {
        let media = self.media.as_ref().map(|media| ("media", media.kind()));
        let interactive = self.interactive.as_ref().map(|_| ("interactive", "interactive"));
        media.or(interactive).or(self.reaction.as_ref().map(|_| ("reaction", "reaction")))
    }
}

async fn template(
    app: &App,
    caller: &Caller,
    place: &Place,
    chosen: ChosenTemplate,
) -> Result<(Content, String), Error> {
    let none = || Error::field("template", "is for channels that have templates; this conversation has none");
    let (_, channel) = place.channel.ok_or_else(none)?;
    let project = caller.project.0;
    let mut conn = app.lookups.acquire().await?;
    let account = store::channels::find(&mut conn, project, channel.0).await?.ok_or(Error::NotFound("channel"))?;
    let waba = account
        .waba_id
        .ok_or_else(|| Error::field("template", "cannot be found: the channel has no waba_id; set it with PATCH"))?;
    let found = store::templates::find(&mut conn, project, &waba, &chosen.name, &chosen.language).await?;
    let found = found.ok_or_else(|| {
        Error::field("template", "is no template of this name and language; the channel's /templates lists them")
    })?;
    if found.status != "approved" {
        let why = format!("is {}; only approved templates can be sent", found.status);
        return Err(Error::field("template", why));
    }
    let filled = found.fill(&chosen.variables).map_err(|wrong| {
        let mut faults = Faults::default();
        for (variable, why) in wrong {
            faults.add(format!("template.variables.{variable}"), why);
        }
        faults.unless(()).err().unwrap_or(Error::NotFound("template"))
    })?;
    // The value is compared with the recorded one when the request comes again, which has no NUL.
    let value = crate::domain::json::clean(filled.value);
    Ok((Content::Other { kind: "template".to_owned(), value }, text::clean(&filled.text)))
}
