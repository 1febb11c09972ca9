//! What staff may say, as they give it, and what of it goes to the platform.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use super::place::Place;
use crate::app::App;
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
        if self.text.is_some() == self.template.is_some() {
            faults.add("text", "give either a text or a template");
        }
        if let Some(text) = &self.text {
            faults.length("text", text, 1, 4096);
            if text.trim().is_empty() {
                faults.add("text", "says nothing; write something");
            }
        }
    }

    /// What goes to the platform, and what a reader of the record sees of it.
    pub(super) async fn content(self, app: &App, caller: &Caller, place: &Place) -> Result<(Content, String), Error> {
        match (self.template, self.text) {
            (Some(chosen), _) => template(app, caller, place, chosen).await,
            (None, text) => {
                let text = text::clean(&text.unwrap_or_default());
                Ok((Content::Text(text.clone()), text))
            }
        }
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
